"""Plan the crop marks of a sheet: grid and bleed → strokes in margins and gutters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.model.geometry import Edges
from generator.model.sheet import UNPRINTED_MM, Grid

MARK_WIDTH_PT = 0.25
"""The thinnest line that every printer draws."""
MARK_OFFSET_MM = 0.5
"""From the bleed to the mark, so that a cut that strays shows no mark."""
LONGEST_MARK_MM = 4.0
SHORTEST_MARK_MM = 2.0
FREE_GUTTER_MM = 4.0
"""Room between the bleeds of two panels from which a gutter gets marks of its own."""
_ROUNDING_MM = 1e-6

Span = tuple[float, float]


@dataclass(frozen=True)
class Stroke:
    """A straight line, in mm from the top left of the sheet."""

    x_from: float
    y_from: float
    x_to: float
    y_to: float


def bleed_that_fits(grid: Grid, bleed_mm: float) -> Edges:
    """Return how much of a panel's bleed can be printed on each side, in mm.

    Neighbours share their gutter, and in the margin the shortest mark must still fit.
    """

    def along(count: int, gutter_mm: float, margin_mm: float) -> float:
        limits = [bleed_mm, margin_mm - UNPRINTED_MM - MARK_OFFSET_MM - SHORTEST_MARK_MM]
        if count > 1:
            limits.append(gutter_mm / 2)
        return max(min(limits), 0.0)

    margins = grid.margins
    across = along(grid.columns, grid.gutter_x_mm, margins.left)
    down = along(grid.rows, grid.gutter_y_mm, margins.top)
    return Edges(top=down, right=across, bottom=down, left=across)


def crop_marks(grid: Grid, bleed: Edges) -> tuple[Stroke, ...]:
    """Return the marks of all trim lines; they serve front and back, as the grid is centred.

    Every line has a mark at both ends, and one in each gutter that it crosses with room to spare.
    """
    columns = [grid.panel_at(column, 0) for column in range(grid.columns)]
    rows = [grid.panel_at(0, row) for row in range(grid.rows)]
    across = [(panel.left, panel.right) for panel in columns]
    down = [(panel.top, panel.bottom) for panel in rows]
    level = [
        Stroke(start, y, end, y)
        for y in _trim_lines(down)
        for start, end in _free_spans(across, bleed.left, grid.sheet.width_mm)
    ]
    upright = [
        Stroke(x, start, x, end)
        for x in _trim_lines(across)
        for start, end in _free_spans(down, bleed.top, grid.sheet.height_mm)
    ]
    return (*level, *upright)


def _trim_lines(panels: Sequence[Span]) -> list[float]:
    """Return where the panels are cut; without a gutter two panels share a cut."""
    return sorted({round(edge, 6) for panel in panels for edge in panel})


def _free_spans(panels: Sequence[Span], bleed_mm: float, length_mm: float) -> list[Span]:
    """Return where marks may run along one side of a sheet of `length_mm`."""
    off = bleed_mm + MARK_OFFSET_MM
    first, last = panels[0][0] - off, panels[-1][1] + off
    before = (max(UNPRINTED_MM, first - LONGEST_MARK_MM), first)
    after = (last, min(length_mm - UNPRINTED_MM, last + LONGEST_MARK_MM))
    gutters = [
        (left[1] + off, right[0] - off)
        for left, right in pairwise(panels)
        if right[0] - left[1] - 2 * bleed_mm >= FREE_GUTTER_MM - _ROUNDING_MM
    ]
    return [before, *gutters, after]
