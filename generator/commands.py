"""The commands beside `build` and `list`: arguments → calls of the library."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.choices import GivenPath
from generator.context import Context

if TYPE_CHECKING:
    from generator.load.schema import Kind


@click.command()
@click.argument("path", metavar="[DIR]", required=False, type=GivenPath())
@click.option(
    "--language", metavar="TAG", help="Language to start from: nl, unless you say otherwise."
)
@click.option(
    "--editions-template",
    "as_template",
    is_flag=True,
    help="Write an empty spreadsheet of editions instead: DIR is then a file, .xlsx or .csv, and "
    "editions.xlsx unless you say otherwise.",
)
@click.pass_obj
def new(context: Context, /, path: Path | None, language: str | None, as_template: bool) -> None:
    """Start a campaign of your own in DIR: content, templates, an edition, a CI workflow.

    It builds as it stands; the comments in its files say what to change.
    """
    from generator.starter import start_campaign, write_template

    if as_template and language is not None:
        raise click.UsageError("--editions-template has no --language: its headings are Dutch")
    if as_template:
        path = path or Path("editions.xlsx")
        write_template(path)
        told = f"{path}: fill it in, then: drempels build --editions {path}"
    elif path is None:
        raise click.UsageError("name the folder that the campaign comes in")
    else:
        start_campaign(path, language or "nl")
        told = f"{path}: a campaign of your own; its README.md says what is where"
    if not context.quiet:
        click.echo(told)


@click.command()
@click.argument("kind", type=click.Choice(["campaign", "language", "edition", "product", "print"]))
def schema(kind: Kind) -> None:
    """Print the JSON Schema of a kind of file, for editors and other tools."""
    from generator.load.schema import schema_text

    click.echo(schema_text(kind), nl=False)


@click.command()
@click.argument("manifest", required=False, metavar="[MANIFEST]", type=GivenPath())
@click.pass_obj
def verify(context: Context, /, manifest: Path | None) -> None:
    """Say whether PDFs are still what was built: hash all that a manifest names, make nothing.

    MANIFEST is a manifest.json or its folder; output/ in the project when none is named. Exits with
    1 when a file is missing, changed or extra.
    """
    from generator import verifying

    sys.exit(verifying.run_verify(context.project, manifest, quiet=context.quiet))


@click.command()
@click.argument("old", type=GivenPath())
@click.argument("new", type=GivenPath())
@click.option(
    "--pictures",
    type=GivenPath(),
    metavar="DIR",
    help="Draw each page that differs as a PNG in this folder: old and new, what differs outlined.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def diff(context: Context, /, old: Path, new: Path, pictures: Path | None, as_json: bool) -> None:
    """Say what differs between two builds, per barrier: words and pictures.

    OLD and NEW are each an output folder, its manifest.json, or a zip of `build --release`. Exits
    with 0 when nothing differs, with 1 when something does, and with 2 when one can't be read.
    """
    from generator import diffing

    sys.exit(diffing.run_diff(old, new, pictures, as_json=as_json, quiet=context.quiet))


@click.command()
@click.argument("files", nargs=-1, metavar="[PDF]...", type=GivenPath())
@click.option(
    "--target",
    type=click.Choice(["screen", "office", "press"]),
    help="What other tools' files are for. Default: what they look like.",
)
@click.option("--format", "at", metavar="NAME", help="Trim size that other tools' files must have.")
@click.option("--language", metavar="TAG", help="Language that other tools' files must have.")
@click.option("--shop", metavar="NAME", help="Print shop that press files are for.")
@click.option(
    "--editions",
    "sheet",
    type=GivenPath(),
    metavar="FILE",
    help="Spreadsheet that the project's PDFs were built with.",
)
@click.option(
    "--output",
    type=GivenPath(),
    metavar="DIR",
    help="Where the project's PDFs are. Default: output/ in the project.",
)
@click.option(
    "--report",
    "kind",
    type=click.Choice(["text", "json", "sarif", "junit"]),
    default="text",
    show_default=True,
    help="Form of the report.",
)
@click.option(
    "--report-file",
    type=GivenPath(),
    metavar="FILE",
    help="Write the report to a file, and a line about it to the screen.",
)
@click.option(
    "--proof",
    type=GivenPath(),
    metavar="DIR",
    help="Draw each page with findings as a PNG in this folder, with the places outlined.",
)
@click.option("--strict", is_flag=True, help="Let warnings fail, too.")
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes to work with. Default: one for each core.",
)
@click.option("--rules", "as_rules", is_flag=True, help="List the rules, and check nothing.")
@click.pass_obj
def check(context: Context, /, as_rules: bool, **chosen: Any) -> None:
    """Check PDFs before they leave the building, also those that other tools made.

    Without PDF: the content, and all that is in output/. A folder stands for the PDFs in it. Exits
    with 6 when something is wrong.
    """
    from generator import inspecting

    if as_rules:
        inspecting.show_rules(chosen["kind"], chosen["report_file"])
        return
    sys.exit(inspecting.run_check(context.project, chosen, quiet=context.quiet))


def _millimetres(_: click.Context, __: click.Parameter, value: str | None) -> float | None:
    """Read a length as people write it, with a comma or a point."""
    try:
        return None if value is None else float(value.replace(",", ".").replace("\u2212", "-"))
    except ValueError:
        raise click.BadParameter(f"'{value}' is not a number such as 1,5 or -0.5.") from None


@click.command()
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
    type=GivenPath(),
    metavar="DIR",
    help="Where the sheet goes. Default: output/ in the project.",
)
@click.option("--printer", metavar="NAME", help="Keep what the sheet showed, under this name.")
@click.option(
    "--right", callback=_millimetres, metavar="MM", help="What the upright line points at."
)
@click.option("--down", callback=_millimetres, metavar="MM", help="What the level line points at.")
@click.pass_obj
def calibrate(context: Context, /, **chosen: Any) -> None:
    """Measure how far a printer's backs are off their fronts.

    Without --printer, makes a sheet to print on both sides that says how it is read. With it, keeps
    --right and --down in content/print.yaml; `drempels build --printer NAME` then makes up for it.
    """
    from generator.calibrate import calibrate

    told = calibrate(context.project, Path.cwd(), chosen)
    if not context.quiet:
        click.echo(told)


COMMANDS = (new, schema, verify, diff, check, calibrate)
