"""Plan where panels land on sheets: layout and panel count → sheets.

Which way the backs lie follows from the edge that the printer turns the paper over. Office printers
put the back's image so that the paper, turned over that edge by hand, shows it upright. The turning
edge is vertical when it is the long edge of an upright sheet or the short edge of a lying one. Then
left and right change places: columns mirror, and the backs stand upright. When the turning edge is
horizontal, top and bottom change places: rows mirror. A card is turned over like the page of a
book, around its vertical axis, so on such a sheet its back is also turned by 180 degrees.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from generator.errors import RenderError
from generator.finish.schemes import Leaf, booklet_leaves, card_leaves, zine_panels
from generator.model.geometry import Rect
from generator.model.layout import (
    PANELS_OF_A_ZINE,
    Layout,
    Sides,
)
from generator.model.sheet import Grid, Scheme

__all__ = [
    "Placement",
    "Sheet",
    "Side",
    "Sides",
    "plan_sheets",
]


@dataclass(frozen=True)
class Placement:
    """One panel on a side of a sheet."""

    panel: int
    """Which page of the one-up, from 0."""
    column: int
    """From 0, from the left."""
    row: int
    """From 0, from the top."""
    rotation: Literal[0, 180] = 0
    """In degrees."""


@dataclass(frozen=True)
class Side:
    """One side of a sheet."""

    grid: Grid
    placements: tuple[Placement, ...]

    def rect(self, placement: Placement) -> Rect:
        """Return where a panel's trim lies, in mm from the top left of the sheet."""
        return self.grid.panel_at(placement.column, placement.row)


@dataclass(frozen=True)
class Sheet:
    """A sheet of paper; without a back it is printed on one side."""

    front: Side
    back: Side | None = None

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides in the order in which they are printed."""
        return (self.front, self.back) if self.back else (self.front,)


def plan_sheets(layout: Layout, panel_count: int) -> tuple[Sheet, ...]:
    """Return the sheets that hold all panels.

    Raises RenderError when a front has no back, or a zine has not as many panels as it folds into.
    """
    return _PLANS[layout.scheme](layout, panel_count)


def _cards(layout: Layout, panel_count: int) -> tuple[Sheet, ...]:
    cards = _cards_of(panel_count, layout.sides)
    sheets = card_leaves(cards, layout.grid.capacity, layout.sides, layout.order)
    if layout.sides == 1:
        return tuple(Sheet(_front(layout, leaves)) for leaves in sheets)
    return tuple(Sheet(_front(layout, leaves), _back(layout, leaves)) for leaves in sheets)


def _work_and_turn(layout: Layout, panel_count: int) -> tuple[Sheet, ...]:
    """Put fronts on the left and their backs, mirrored, on the right: one image for both sides."""
    grid = layout.grid
    half = grid.columns // 2
    sheets = []
    for leaves in card_leaves(_cards_of(panel_count, 2), half * grid.rows, 2, layout.order):
        placements = []
        for cell, leaf in enumerate(leaves):
            row, column = divmod(cell, half)
            for panel, at in ((leaf.front, column), (leaf.back, grid.columns - 1 - column)):
                if panel is not None:
                    placements.append(Placement(panel, at, row))
        sheets.append(Sheet(Side(grid, tuple(placements))))
    return tuple(sheets)


def _mini_zine(layout: Layout, panel_count: int) -> tuple[Sheet, ...]:
    """Put eight panels on one side; a ninth goes upright on the back, at the bottom left."""
    if panel_count not in (PANELS_OF_A_ZINE, PANELS_OF_A_ZINE + 1):
        raise RenderError(
            f"{panel_count} panels can't be folded out of one sheet",
            hint=f"Let the template have {PANELS_OF_A_ZINE} pages of that format, or one more: "
            "a guide to the folding, for the back of the sheet.",
        )
    above, below = zine_panels()
    front = Side(
        layout.grid,
        (
            *(Placement(panel, column, 0, 180) for column, panel in enumerate(above)),
            *(Placement(panel, column, 1) for column, panel in enumerate(below)),
        ),
    )
    if panel_count == PANELS_OF_A_ZINE:
        return (Sheet(front),)
    guide = Placement(PANELS_OF_A_ZINE, 0, layout.grid.rows - 1)
    return (Sheet(front, Side(layout.back_grid, (guide,))),)


def _half_fold(layout: Layout, panel_count: int) -> tuple[Sheet, ...]:
    sheets = booklet_leaves(panel_count)
    return tuple(Sheet(_front(layout, leaves), _back(layout, leaves)) for leaves in sheets)


_PLANS: dict[Scheme, Callable[[Layout, int], tuple[Sheet, ...]]] = {
    "cards": _cards,
    "work-and-turn": _work_and_turn,
    "mini-zine": _mini_zine,
    "half-fold": _half_fold,
}


def _cards_of(panel_count: int, sides: Sides) -> int:
    if panel_count % sides:
        raise RenderError(
            f"{panel_count} panels can't be printed on two sides: the last front has no back",
            hint="Let every panel of the template have a front and a back, one page each.",
        )
    return panel_count // sides


def _front(layout: Layout, leaves: Sequence[Leaf]) -> Side:
    """Place the fronts of leaves, which are given for each place row by row."""
    grid = layout.grid
    return Side(
        grid,
        tuple(
            Placement(leaf.front, cell % grid.columns, cell // grid.columns)
            for cell, leaf in enumerate(leaves)
            if leaf.front is not None
        ),
    )


def _back(layout: Layout, leaves: Sequence[Leaf]) -> Side:
    """Place the back of each leaf where the turned sheet has its front."""
    grid, vertical = layout.back_grid, layout.turns_on_vertical_edge
    placements = []
    for cell, leaf in enumerate(leaves):
        row, column = divmod(cell, grid.columns)
        if vertical:
            column = grid.columns - 1 - column
        else:
            row = grid.rows - 1 - row
        if leaf.back is not None:
            placements.append(Placement(leaf.back, column, row, 0 if vertical else 180))
    return Side(grid, tuple(placements))
