"""Plan the small print beside the cards: grid and lines of text → rows in the margins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice, product

from generator.errors import RenderError
from generator.model.geometry import Edges, Rect, pt_to_mm
from generator.model.sheet import UNPRINTED_MM, Grid

SIZES_PT = (6.0, 5.5, 5.0, 4.5)
"""The sizes tried, largest first; below 4.5 pt an office printer's dots show."""
RUN_ON = " · "
"""Between lines that share a row where there are too few rows."""
LINE_HEIGHT = 1.15
BASELINE = 0.85
"""From the top of a line to its baseline, in em: room for a capital with an accent."""
MARK_CLEARANCE_MM = 1.0
"""Between the text and the crop marks on either side of it, and the bleed where there is room."""

Measure = Callable[[str, float], float]
"""Width in mm of a text at a size in points."""


@dataclass(frozen=True)
class SlugText:
    """What is printed beside the cards, in the reader's language.

    `{sheet}`, `{sheets}` and `{side}` become the sheet's number, the number of sheets, and `front`
    or `back`.
    """

    lines: tuple[str, ...]
    front: str = ""
    back: str = ""

    def on(self, sheet: int, sheets: int, *, back: bool) -> tuple[str, ...]:
        """Return the lines for one side of sheet `sheet`, counted from 1."""
        # Not str.format: an edition's name may hold braces.
        side = self.back if back else self.front
        return tuple(
            line.replace("{sheet}", str(sheet))
            .replace("{sheets}", str(sheets))
            .replace("{side}", side)
            for line in self.lines
        )

    @property
    def characters(self) -> frozenset[str]:
        """All that the font must have."""
        return frozenset("".join((*self.lines, self.front, self.back, RUN_ON, "0123456789")))


@dataclass(frozen=True)
class SlugRow:
    """One row of small print; its baseline starts at x, y in mm from the top left of the sheet."""

    text: str
    x: float
    y: float
    size_pt: float
    climbs: bool
    """Whether it reads from bottom to top."""


@dataclass(frozen=True)
class _Strip:
    """Free room beside one panel, between the crop marks of its trim lines."""

    room: Rect
    climbs: bool
    inner_first: bool
    """Whether the panel lies on the side where the first row of text goes."""

    @property
    def length(self) -> float:
        return self.room.height if self.climbs else self.room.width

    @property
    def depth(self) -> float:
        return self.room.width if self.climbs else self.room.height

    def baselines(self, size_pt: float) -> Iterator[tuple[float, float]]:
        """Yield where each row of text that fits begins."""
        line_mm = pt_to_mm(size_pt) * LINE_HEIGHT
        count = int(self.depth // line_mm)
        spare = self.depth - count * line_mm
        gap = min(spare, MARK_CLEARANCE_MM)
        start = gap if self.inner_first else spare - gap
        for row in range(count):
            down = start + row * line_mm + pt_to_mm(size_pt) * BASELINE
            if self.climbs:
                yield self.room.left + down, self.room.bottom
            else:
                yield self.room.left, self.room.top + down


def set_slug(
    grid: Grid, bleed: Edges, lines: tuple[str, ...], measure: Measure
) -> tuple[SlugRow, ...]:
    """Return the rows that hold `lines`, in the deepest margins, clear of marks and bleed.

    Raises RenderError when even the smallest size does not fit.
    """
    strips = _strips(grid, bleed)
    length = strips[0].length
    for size_pt, said in product(SIZES_PT, (lines, (RUN_ON.join(lines),))):
        texts = [row for line in said for row in _wrapped(line, length, size_pt, measure)]
        starts = ((strip, start) for strip in strips for start in strip.baselines(size_pt))
        places = list(islice(starts, len(texts)))
        if len(places) == len(texts) and all(measure(text, size_pt) <= length for text in texts):
            return tuple(
                SlugRow(text, *start, size_pt, strip.climbs)
                for text, (strip, start) in zip(texts, places, strict=True)
            )
    raise RenderError(
        f"the small print in the margin does not fit beside panels of {grid.panel.width_mm:g} x "
        f"{grid.panel.height_mm:g} mm",
        hint=f"Shorten what is printed there: {' / '.join(lines)}",
    )


def _wrapped(line: str, length_mm: float, size_pt: float, measure: Measure) -> list[str]:
    """Break a line between words so that each row fits, unless one word is itself too long."""
    rows: list[str] = []
    for word in line.split():
        joined = f"{rows[-1]} {word}" if rows else word
        if rows and measure(joined, size_pt) <= length_mm:
            rows[-1] = joined
        else:
            rows.append(word)
    return rows


def _strips(grid: Grid, bleed: Edges) -> list[_Strip]:
    """Return the strips beside the panels in the two deepest margins, in reading order."""
    margins, sheet = grid.margins, grid.sheet
    above = margins.top - bleed.top - UNPRINTED_MM
    beside = margins.left - bleed.left - UNPRINTED_MM
    strips = []
    if above >= beside:
        wide = grid.panel.width_mm - 2 * MARK_CLEARANCE_MM
        for below, top in enumerate((UNPRINTED_MM, sheet.height_mm - UNPRINTED_MM - above)):
            for column in range(grid.columns):
                left = grid.panel_at(column, 0).left + MARK_CLEARANCE_MM
                strips.append(_Strip(Rect(left, top, wide, above), False, bool(below)))
        return strips
    high = grid.panel.height_mm - 2 * MARK_CLEARANCE_MM
    for after, left in enumerate((UNPRINTED_MM, sheet.width_mm - UNPRINTED_MM - beside)):
        for row in range(grid.rows):
            top = grid.panel_at(0, row).top + MARK_CLEARANCE_MM
            strips.append(_Strip(Rect(left, top, beside, high), True, bool(after)))
    return strips
