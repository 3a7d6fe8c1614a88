"""What a person types: arguments → calls of the library, errors → messages and exit codes."""

from __future__ import annotations

import atexit
import gc
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator import __version__
from generator.choices import GivenPath, selection_of, selectors
from generator.commands import COMMANDS
from generator.context import Context
from generator.errors import GeneratorError
from generator.standard_streams import is_unprinted, open_closed, tell_unprinted

if TYPE_CHECKING:
    from generator.project import Project


class _ReportingGroup(click.Group):
    """Prints a GeneratorError's problems to stderr and exits with its code.

    A bug keeps its traceback, and `--debug` shows that of an error, too.
    """

    def main(self, *args: Any, **extra: Any) -> Any:
        open_closed()
        # At its end, Python looks through all that there is for rubbish: 0.1 s after a build.
        atexit.register(gc.freeze)
        try:
            return super().main(*args, **extra)
        except OSError as error:
            if not is_unprinted(error):
                raise
            tell_unprinted(error)
            sys.exit(1)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except click.NoSuchOption as error:
            if any(error.option_name in one.opts for one in self.params):
                order = f"{ctx.info_name} {error.option_name} {ctx.invoked_subcommand}"
                said = f"{error.format_message()} It goes before the command: {order}"
                raise click.UsageError(said, error.ctx) from error
            raise
        except GeneratorError as error:
            if ctx.params["debug"]:
                traceback.print_exception(error)
            for problem in error.problems:
                click.echo(str(problem), err=True)
            ctx.exit(error.exit_code)


@click.group(
    cls=_ReportingGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--project",
    type=GivenPath(),
    metavar="DIR",
    help="Folder with content/ and templates/. Default: the nearest one from here upward, else the "
    "campaign that comes with the software.",
)
@click.option("--debug", is_flag=True, help="Keep the composed HTML, and show tracebacks.")
@click.option("--quiet", "-q", is_flag=True, help="Print errors alone.")
@click.version_option(__version__, prog_name="drempels")
@click.pass_context
def main(context: click.Context, project: Path | None, debug: bool, quiet: bool) -> None:
    """Make print-ready PDFs from one campaign text: posters, pocket cards and handouts."""
    context.obj = Context(project, debug, quiet)


@main.command()
@selectors
@click.option(
    "--output",
    type=GivenPath(),
    metavar="DIR",
    help="Where PDFs go. Default: output/ in the project.",
)
@click.option(
    "--flip-edge",
    type=click.Choice(["long", "short"]),
    help="Edge that the office printer turns sheets over. Default: the one that --printer was "
    "measured with, else long.",
)
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes to work with. Default: one for each core.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Dask scheduler whose workers do the work, as tcp://HOST:PORT; --jobs doesn't count then.",
)
@click.option("--strict", is_flag=True, help="Let warnings fail, too.")
@click.option("--no-check", is_flag=True, help="Skip preflight.")
@click.option("--no-gallery", is_flag=True, help="Write no index.html to download from.")
@click.option("--force", is_flag=True, help="Make every PDF anew, whatever was made before.")
@click.option("--explain", is_flag=True, help="Say why each PDF was made anew, or that it wasn't.")
@click.option(
    "--release",
    is_flag=True,
    help="Pack a zip for each edition into release/ in the output folder. Refused while content or "
    "templates have changes that aren't committed in git.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be made, and make nothing.")
@click.pass_obj
def build(context: Context, /, dry_run: bool, **chosen: Any) -> None:
    """Make PDFs: all products in the default edition and language, unless told otherwise.

    A product is a folder in templates/; `drempels list` shows which there are.
    """
    from generator.shown import show_last
    from generator.standing import Standing

    project, quiet = context.project, context.quiet
    output = chosen["output"] or project.output_dir(Path.cwd())
    standing = Standing(project, output, dict(chosen))
    if not (dry_run or context.debug) and (last := standing.last()):
        sys.exit(show_last(last, output, quiet=quiet, explain=chosen["explain"]))
    if not dry_run and _is_for_several(project, chosen):
        from generator.executor import get_ready

        get_ready()
    from generator import console

    selection = selection_of(chosen)
    if dry_run:
        sys.exit(console.list_jobs(project, selection, chosen["sheet"], as_json=False))
    sys.exit(
        console.run_build(project, selection, chosen, standing, debug=context.debug, quiet=quiet)
    )


def _is_for_several(project: Project, chosen: dict[str, Any]) -> bool:
    """Say whether an order is worth several processes, as far as a look tells.

    For one PDF, no other process is started: what isn't certain to be more counts as one.
    """
    if chosen["jobs"] == 1 or chosen["scheduler"] is not None:
        return False
    products, targets, barriers = (chosen[name] for name in ("products", "targets", "barriers"))
    if len(products) != 1 or len(targets) > 1 or len(barriers) > 1:
        return True
    try:
        described = (project.templates_dir / products[0] / "product.yaml").read_text("utf-8")
    except (OSError, ValueError):
        return False
    return not barriers and "subject: barrier" in described


@main.command(name="list")
@selectors
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def list_jobs(context: Context, /, as_json: bool, **chosen: Any) -> None:
    """List the PDFs that `build` would make with the same choices."""
    from generator import console

    selection = selection_of(chosen)
    sys.exit(console.list_jobs(context.project, selection, chosen["sheet"], as_json=as_json))


for command in COMMANDS:
    main.add_command(command)
