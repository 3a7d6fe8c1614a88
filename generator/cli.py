"""What a person types: arguments → calls of the library, errors → messages and exit codes."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator import __version__
from generator.errors import GeneratorError

if TYPE_CHECKING:
    from generator.load.project import Project
    from generator.load.schema import Kind
    from generator.plan import Selection


class _Context:
    """The global options."""

    def __init__(self, project: Path | None, debug: bool, quiet: bool) -> None:
        self.explicit, self.debug, self.quiet = project, debug, quiet

    @property
    def project(self) -> Project:
        """The project that a command works on; found when it is first needed."""
        from generator.load import find_project

        return find_project(Path.cwd(), self.explicit)


class _ReportingGroup(click.Group):
    """Prints a GeneratorError's problems to stderr and exits with its code.

    A bug keeps its traceback, and `--debug` shows that of an error, too.
    """

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
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
    type=click.Path(path_type=Path),
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
    context.obj = _Context(project, debug, quiet)


_SELECTORS = (
    click.argument("products", nargs=-1, metavar="[PRODUCT]..."),
    click.option(
        "--edition",
        "editions",
        multiple=True,
        metavar="ID",
        help="Edition, or 'all'. Repeatable.",
    ),
    click.option(
        "--language",
        "languages",
        multiple=True,
        metavar="TAG",
        help="Language, or 'all'. Repeatable.",
    ),
    click.option(
        "--target",
        "targets",
        multiple=True,
        type=click.Choice(["screen", "office", "press"]),
        help="What the PDF is for. Repeatable.",
    ),
    click.option(
        "--format",
        "formats",
        multiple=True,
        metavar="NAME",
        help="Format, or 'all'. Repeatable.",
    ),
    click.option(
        "--barrier",
        "barriers",
        multiple=True,
        type=int,
        metavar="N",
        help="Number of a barrier. Repeatable.",
    ),
    click.option(
        "--shop", metavar="NAME", help="Print shop in content/print.yaml; for press files."
    ),
    click.option(
        "--sheet",
        "stock",
        metavar="NAME",
        help="Perforated card stock in content/print.yaml; for office printers.",
    ),
    click.option("--printer", metavar="NAME", help="Office printer that `calibrate` has measured."),
    click.option(
        "--tile",
        type=click.Choice(["a4", "a3"]),
        help="Cut larger pages into office sheets of this size, to glue together.",
    ),
)


def _selectors(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add what `build` and `list` choose by."""
    for option in reversed(_SELECTORS):
        command = option(command)
    return command


def _selection(chosen: dict[str, Any]) -> Selection:
    from generator.model.product import Target
    from generator.plan import Selection

    chosen["targets"] = tuple(Target(target) for target in chosen["targets"])
    names = (
        *("products", "editions", "languages", "targets", "formats", "barriers"),
        *("shop", "stock", "printer", "tile"),
    )
    return Selection(**{name: chosen[name] for name in names})


@main.command()
@_selectors
@click.option(
    "--output",
    type=click.Path(path_type=Path),
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
@click.option("--strict", is_flag=True, help="Let warnings fail, too.")
@click.option("--no-check", is_flag=True, help="Skip preflight.")
@click.option("--dry-run", is_flag=True, help="Say what would be made, and make nothing.")
@click.pass_obj
def build(context: _Context, /, dry_run: bool, **chosen: Any) -> None:
    """Make PDFs: all products in the default edition and language, unless told otherwise.

    A product is a folder in templates/; `drempels list` shows which there are.
    """
    from generator import console

    project, selection = context.project, _selection(chosen)
    if dry_run:
        from generator.build import open_catalogue
        from generator.plan import plan_jobs

        console.show_jobs(plan_jobs(open_catalogue(project)[1], selection), as_json=False)
        return
    sys.exit(
        console.run_build(project, selection, chosen, debug=context.debug, quiet=context.quiet)
    )


@main.command(name="list")
@_selectors
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def list_jobs(context: _Context, /, as_json: bool, **chosen: Any) -> None:
    """List the PDFs that `build` would make with the same choices."""
    from generator import console
    from generator.build import open_catalogue
    from generator.plan import plan_jobs

    console.show_jobs(
        plan_jobs(open_catalogue(context.project)[1], _selection(chosen)), as_json=as_json
    )


@main.command()
@click.argument("kind", type=click.Choice(["campaign", "language", "edition", "product", "print"]))
def schema(kind: Kind) -> None:
    """Print the JSON Schema of a kind of file, for editors and other tools."""
    from generator.load.schema import schema_text

    click.echo(schema_text(kind), nl=False)


def _millimetres(_: click.Context, __: click.Parameter, value: str | None) -> float | None:
    """Read a length as people write it, with a comma or a point."""
    try:
        return None if value is None else float(value.replace(",", ".").replace("\u2212", "-"))
    except ValueError:
        raise click.BadParameter(f"'{value}' is not a number such as 1,5 or -0.5.") from None


@main.command()
@click.option(
    "--sheet",
    type=click.Choice(["a4", "a3"]),
    default="a4",
    show_default=True,
    help="Size of the paper.",
)
@click.option(
    "--flip-edge",
    type=click.Choice(["long", "short"]),
    default="long",
    show_default=True,
    help="Edge that the printer turns sheets over.",
)
@click.option("--language", metavar="TAG", help="Language of the sheet.")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the sheet goes. Default: output/ in the project.",
)
@click.option("--printer", metavar="NAME", help="Keep what the sheet showed, under this name.")
@click.option(
    "--right", callback=_millimetres, metavar="MM", help="What the upright line points at."
)
@click.option("--down", callback=_millimetres, metavar="MM", help="What the level line points at.")
@click.pass_obj
def calibrate(context: _Context, /, **chosen: Any) -> None:
    """Measure how far a printer's backs are off their fronts.

    Without --printer, makes a sheet to print on both sides that says how it is read. With it, keeps
    --right and --down in content/print.yaml; `drempels build --printer NAME` then makes up for it.
    """
    from generator.calibrate import calibrate

    told = calibrate(context.project, Path.cwd(), chosen)
    if not context.quiet:
        click.echo(told)
