"""Plan crop marks and fold marks: layout and bleed → strokes in margins, gutters and folds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.model.geometry import Edges, Rect
from generator.model.layout import Layout
from generator.model.sheet import FOLD_TOLERANCE_MM, UNPRINTED_MM, Grid

MARK_WIDTH_PT = 0.25
"""The thinnest line that every printer draws."""
MARK_OFFSET_MM = 0.5
"""From the bleed to the mark, so that a cut that strays shows no mark."""
LONGEST_MARK_MM = 4.0
SHORTEST_MARK_MM = 2.0
FREE_GUTTER_MM = 4.0
"""Room between the bleeds of two panels from which a gutter gets marks of its own."""
FOLD_MARK_MM = 3.0
_ROUNDING_MM = 1e-6

Span = tuple[float, float]


@dataclass(frozen=True)
class Stroke:
    """A straight line, in mm from the top left of the sheet."""

    x_from: float
    y_from: float
    x_to: float
    y_to: float
    dashed: bool = False
    """Folds are dashed, and so is what is slit; cuts are not."""


@dataclass(frozen=True)
class Bleed:
    """How much of the panels' bleed is printed, in mm."""

    outer: Edges
    """Towards the edges of the sheet."""
    between_columns: float
    between_rows: float

    def window(self, grid: Grid, column: int, row: int) -> Rect:
        """Return where the panel in `column` and `row` is seen: its trim and that bleed."""
        outer = self.outer
        return grid.panel_at(column, row).grown(
            Edges(
                top=outer.top if row == 0 else self.between_rows,
                right=outer.right if column == grid.columns - 1 else self.between_columns,
                bottom=outer.bottom if row == grid.rows - 1 else self.between_rows,
                left=outer.left if column == 0 else self.between_columns,
            )
        )


def bleed_that_fits(layout: Layout, grid: Grid, bleed_mm: float) -> Bleed:
    """Return how much of a bleed of `bleed_mm` can be printed on a side whose panels lie in `grid`.

    Neighbours share their gutter. In the margin the shortest crop mark must still fit, if there are
    any; a folded sheet is printed up to its edge, and past it by the layout's own bleed.
    """
    if layout.is_folded or not layout.marks:
        kept = -layout.bleed_mm
    elif grid.perforated:
        kept = UNPRINTED_MM
    else:
        kept = UNPRINTED_MM + MARK_OFFSET_MM + SHORTEST_MARK_MM
    # A panel that is a hair too large for its fold loses that hair to its neighbour.
    least = -FOLD_TOLERANCE_MM if layout.is_folded else 0.0

    def towards(margin_mm: float) -> float:
        return max(min(bleed_mm, margin_mm - kept), least)

    margins = grid.margins
    return Bleed(
        Edges(
            top=towards(margins.top),
            right=towards(margins.right),
            bottom=towards(margins.bottom),
            left=towards(margins.left),
        ),
        between_columns=min(bleed_mm, grid.gutter_x_mm / 2),
        between_rows=min(bleed_mm, grid.gutter_y_mm / 2),
    )


def crop_marks(grid: Grid, bleed: Bleed) -> tuple[Stroke, ...]:
    """Return the marks of all trim lines of one side of a sheet.

    Every line has a mark at both ends, and one in each gutter that it crosses with room to spare.
    """
    across = [(panel.left, panel.right) for panel in grid.panels[: grid.columns]]
    down = [(panel.top, panel.bottom) for panel in grid.panels[:: grid.columns]]
    beside = (bleed.outer.left, bleed.between_columns, bleed.outer.right)
    above = (bleed.outer.top, bleed.between_rows, bleed.outer.bottom)
    level = [
        Stroke(start, y, end, y)
        for y in _trim_lines(down)
        for start, end in _free_spans(across, beside, grid.sheet.width_mm)
    ]
    upright = [
        Stroke(x, start, x, end)
        for x in _trim_lines(across)
        for start, end in _free_spans(down, above, grid.sheet.height_mm)
    ]
    return (*level, *upright)


def _trim_lines(panels: Sequence[Span]) -> list[float]:
    """Return where the panels are cut; without a gutter two panels share a cut."""
    return sorted({round(edge, 6) for panel in panels for edge in panel})


def _free_spans(
    panels: Sequence[Span], bleeds_mm: tuple[float, float, float], length_mm: float
) -> list[Span]:
    """Return where marks may run along one side of a sheet of `length_mm`.

    The bleeds are those before the first panel, between panels and after the last.
    """
    before_mm, between_mm, after_mm = (bleed + MARK_OFFSET_MM for bleed in bleeds_mm)
    first, last = panels[0][0] - before_mm, panels[-1][1] + after_mm
    before = (max(UNPRINTED_MM, first - LONGEST_MARK_MM), first)
    after = (last, min(length_mm - UNPRINTED_MM, last + LONGEST_MARK_MM))
    gutters = [
        (left[1] + between_mm, right[0] - between_mm)
        for left, right in pairwise(panels)
        if right[0] - left[1] - 2 * bleeds_mm[1] >= FREE_GUTTER_MM - _ROUNDING_MM
    ]
    # A printer whose backs are far off may have them moved until a margin holds no mark.
    return [span for span in (before, *gutters, after) if span[1] - span[0] > _ROUNDING_MM]


def fold_marks(layout: Layout, grid: Grid) -> tuple[Stroke, ...]:
    """Return the marks of all folds, and a zine's slit, on a side whose panels lie in `grid`.

    The marks are on the sheet, as near to its edge as can be printed; a press has them outside of
    what is kept, with the crop marks.
    """
    start, end = (UNPRINTED_MM, UNPRINTED_MM + FOLD_MARK_MM)
    width, height = grid.sheet.width_mm, grid.sheet.height_mm
    folds = fold_lines(grid)
    strokes = []
    if layout.marks:
        for x in folds.upright:
            strokes.append(Stroke(x, start, x, end, dashed=True))
            strokes.append(Stroke(x, height - end, x, height - start, dashed=True))
        for y in folds.level:
            strokes.append(Stroke(start, y, end, y, dashed=True))
            strokes.append(Stroke(width - end, y, width - start, y, dashed=True))
    if layout.scheme == "mini-zine":
        first, *_, last = folds.upright
        strokes += [Stroke(first, y, last, y, dashed=True) for y in folds.level]
    return tuple(strokes)


@dataclass(frozen=True)
class Folds:
    """Where a sheet is folded, in mm from its top left."""

    upright: tuple[float, ...] = ()
    level: tuple[float, ...] = ()


NO_FOLDS = Folds()


def fold_lines(grid: Grid) -> Folds:
    """Return where a sheet is folded whose panels fill it."""
    return Folds(
        tuple(panel.left - grid.gutter_x_mm / 2 for panel in grid.panels[1 : grid.columns]),
        tuple(
            panel.top - grid.gutter_y_mm / 2 for panel in grid.panels[grid.columns :: grid.columns]
        ),
    )
