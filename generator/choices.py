"""The options that `build` and `list` choose by: what is typed → a selection."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from generator.plan import Selection


class GivenPath(click.Path):
    """A path that somebody gave; an empty one, of a variable that isn't set, is none."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path; an empty one is a mistake in the command, and not this folder."""
        if value == "":
            self.fail("the path is empty.", param, ctx)
        return super().convert(value, param, ctx)


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
        "--editions",
        "sheet",
        type=GivenPath(),
        metavar="FILE",
        help="Spreadsheet (.csv or .xlsx) with an edition on each row, beside those in "
        "content/editions/. All of them, unless --edition says which.",
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


def selectors(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add what `build` and `list` choose by."""
    for option in reversed(_SELECTORS):
        command = option(command)
    return command


def selection_of(chosen: dict[str, Any]) -> Selection:
    """Return what was chosen by those options; they stay in `chosen`, too."""
    from generator.model.target import Target
    from generator.plan import Selection

    chosen["targets"] = tuple(Target(target) for target in chosen["targets"])
    names = (
        *("products", "editions", "languages", "targets", "formats", "barriers"),
        *("shop", "stock", "printer", "tile"),
    )
    return Selection(**{name: chosen[name] for name in names})
