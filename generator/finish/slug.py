"""Plan the small print beside artwork: free strips and lines of text → rows in the margins."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from string import ascii_uppercase, digits

from generator.errors import RenderError
from generator.finish.marks import Bleed
from generator.model.geometry import Rect, pt_to_mm
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
    """What is printed beside the artwork, in the reader's language.

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
        return frozenset("".join((*self.lines, self.front, self.back, RUN_ON, digits)))


@dataclass(frozen=True)
class TileText:
    """What is printed below each tile of a large page, in the reader's language.

    `{tile}`, `{sheet}` and `{sheets}` become the tile's name, such as B2, its number, and how many
    there are.
    """

    lines: tuple[str, ...]

    def on(self, tile: str, sheet: int, sheets: int) -> tuple[str, ...]:
        """Return the lines for one tile, counted from 1."""
        return tuple(
            line.replace("{tile}", tile)
            .replace("{sheet}", str(sheet))
            .replace("{sheets}", str(sheets))
            for line in self.lines
        )

    @property
    def characters(self) -> frozenset[str]:
        """All that the font must have, for the names of neighbours, too."""
        return frozenset("".join((*self.lines, RUN_ON, digits, ascii_uppercase)))


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
class Strip:
    """Free room for rows of text beside artwork, between the marks of its trim lines."""

    room: Rect
    climbs: bool
    inner_first: bool
    """Whether the panel lies on the side where the first row of text goes."""

    @property
    def length(self) -> float:
        """How wide a row may be, in mm."""
        return self.room.height if self.climbs else self.room.width

    @property
    def depth(self) -> float:
        """The room for rows below one another, in mm."""
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
    grid: Grid, bleed: Bleed, lines: tuple[str, ...], measure: Measure
) -> tuple[SlugRow, ...]:
    """Return the rows that hold `lines`, in the deepest margins, clear of marks and bleed.

    Raises RenderError when even the smallest size does not fit. Only a sheet of perforated cards,
    whose margins are its maker's, then simply has no small print.
    """
    rows = fill_strips(_strips(grid, bleed), lines, measure)
    if rows is None and not grid.perforated:
        raise RenderError(
            f"the small print in the margin does not fit beside panels of "
            f"{grid.panel.width_mm:g} x {grid.panel.height_mm:g} mm",
            hint=f"Shorten what is printed there: {' / '.join(lines)}",
        )
    return rows or ()


def fill_strips(
    strips: Sequence[Strip], lines: tuple[str, ...], measure: Measure
) -> tuple[SlugRow, ...] | None:
    """Return the rows that hold `lines` at the largest size at which all fit; None if none does.

    All strips are equally long.
    """
    length = strips[0].length
    for size_pt, said in product(SIZES_PT, (lines, (RUN_ON.join(lines),))):
        texts = [row for line in said for row in wrap(line, length, size_pt, measure)]
        starts = ((strip, start) for strip in strips for start in strip.baselines(size_pt))
        places = list(islice(starts, len(texts)))
        if len(places) == len(texts) and all(measure(text, size_pt) <= length for text in texts):
            return tuple(
                SlugRow(text, *start, size_pt, strip.climbs)
                for text, (strip, start) in zip(texts, places, strict=True)
            )
    return None


def wrap(line: str, length_mm: float, size_pt: float, measure: Measure) -> list[str]:
    """Break a line between words so that each row fits, unless one word is itself too long."""
    rows: list[str] = []
    for word in line.split():
        joined = f"{rows[-1]} {word}" if rows else word
        if rows and measure(joined, size_pt) <= length_mm:
            rows[-1] = joined
        else:
            rows.append(word)
    return rows


def _strips(grid: Grid, bleed: Bleed) -> list[Strip]:
    """Return the strips beside the panels in the two deepest margins, in reading order."""
    margins, outer, sheet = grid.margins, bleed.outer, grid.sheet
    above = margins.top - outer.top - UNPRINTED_MM
    below = margins.bottom - outer.bottom - UNPRINTED_MM
    before = margins.left - outer.left - UNPRINTED_MM
    after = margins.right - outer.right - UNPRINTED_MM
    strips = []
    if above + below >= before + after:
        wide = grid.panel.width_mm - 2 * MARK_CLEARANCE_MM
        foot = sheet.height_mm - UNPRINTED_MM - below
        for top, high, inner_first in ((UNPRINTED_MM, above, False), (foot, below, True)):
            for panel in grid.panels[: grid.columns]:
                room = Rect(panel.left + MARK_CLEARANCE_MM, top, wide, high)
                strips.append(Strip(room, False, inner_first))
        return strips
    high = grid.panel.height_mm - 2 * MARK_CLEARANCE_MM
    side = sheet.width_mm - UNPRINTED_MM - after
    for left, wide, inner_first in ((UNPRINTED_MM, before, False), (side, after, True)):
        for panel in grid.panels[:: grid.columns]:
            room = Rect(left, panel.top + MARK_CLEARANCE_MM, wide, high)
            strips.append(Strip(room, True, inner_first))
    return strips
