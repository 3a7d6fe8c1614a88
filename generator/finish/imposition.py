"""Plan where panels land on sheets: grid and page count → sheets.

Which way the backs lie follows from the edge that the printer turns the paper over. Office printers
put the back's image so that the paper, turned over that edge by hand, shows it upright. The turning
edge is vertical when it is the long edge of an upright sheet or the short edge of a lying one. Then
left and right change places: columns mirror, and the backs stand upright. When the turning edge is
horizontal, top and bottom change places: rows mirror. A card is turned over like the page of a
book, around its vertical axis, so on such a sheet its back is also turned by 180 degrees.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from generator.errors import RenderError
from generator.model.geometry import Rect, Size
from generator.model.sheet import Grid

Sides = Literal[1, 2]


class FlipEdge(StrEnum):
    """The edge of the sheet that the printer turns it over."""

    LONG = "long"
    SHORT = "short"


@dataclass(frozen=True)
class Placement:
    """One panel on a side of a sheet."""

    panel: int
    """Which page of the one-up, from 0."""
    rect: Rect
    """Its trim, in mm from the top left of the sheet."""
    rotation: Literal[0, 180] = 0
    """In degrees."""


@dataclass(frozen=True)
class Side:
    """One side of a sheet."""

    placements: tuple[Placement, ...]


@dataclass(frozen=True)
class Sheet:
    """A sheet of paper; without a back it is printed on one side."""

    front: Side
    back: Side | None = None

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides in the order in which they are printed."""
        return (self.front, self.back) if self.back else (self.front,)


def turns_on_vertical_edge(sheet: Size, flip: FlipEdge) -> bool:
    """Say whether the turning edge is vertical as the sheet lies; a square counts as upright."""
    upright = sheet.height_mm >= sheet.width_mm
    return upright == (flip is FlipEdge.LONG)


def plan_sheets(grid: Grid, panel_count: int, sides: Sides, flip: FlipEdge) -> tuple[Sheet, ...]:
    """Return the sheets that hold all panels, row by row from the top left.

    With two sides the one-up's pages are front, back, front, back, …; each back lies behind its
    front. Raises RenderError when a front has no back.
    """
    if panel_count % sides:
        raise RenderError(
            f"{panel_count} panels can't be printed on two sides: the last front has no back",
            hint="Let every panel of the template have a front and a back, one page each.",
        )
    cards = range(panel_count // sides)
    runs = [cards[at : at + grid.capacity] for at in range(0, len(cards), grid.capacity)]
    if sides == 1:
        return tuple(Sheet(_front(grid, run, step=1)) for run in runs)
    return tuple(Sheet(_front(grid, run, step=2), _back(grid, run, flip)) for run in runs)


def _front(grid: Grid, cards: range, *, step: int) -> Side:
    """Place the fronts of `cards`; each card is `step` pages of the one-up."""
    return Side(
        tuple(
            Placement(card * step, grid.panel_at(cell % grid.columns, cell // grid.columns))
            for cell, card in enumerate(cards)
        )
    )


def _back(grid: Grid, cards: range, flip: FlipEdge) -> Side:
    """Place the back of each card where the turned sheet has its front."""
    vertical = turns_on_vertical_edge(grid.sheet, flip)
    placements = []
    for cell, card in enumerate(cards):
        row, column = divmod(cell, grid.columns)
        if vertical:
            column = grid.columns - 1 - column
        else:
            row = grid.rows - 1 - row
        rect = grid.panel_at(column, row)
        placements.append(Placement(card * 2 + 1, rect, 0 if vertical else 180))
    return Side(tuple(placements))
