"""Write what a sheet shows as PDF operators: placements, strokes, rows → content stream."""

from __future__ import annotations

from collections.abc import Iterable

from generator.finish.boxes import Box
from generator.finish.imposition import Placement
from generator.finish.marks import MARK_WIDTH_PT, Stroke
from generator.finish.slug import SlugRow
from generator.finish.text import SubsetFont
from generator.model.geometry import Size, mm_to_pt


def draw_panel(sheet: Size, placement: Placement, name: str, trim: Box) -> str:
    """Return what draws the form called `name`, whose trim is given in points, in its place."""
    x, y = _point(sheet, placement.rect.left, placement.rect.bottom)
    left, bottom, right, top = trim
    if placement.rotation == 180:
        matrix = f"-1 0 0 -1 {_numbers(x + right, y + top)}"
    else:
        matrix = f"1 0 0 1 {_numbers(x - left, y - bottom)}"
    return f"q {matrix} cm /{name} Do Q\n"


def draw_marks(sheet: Size, strokes: Iterable[Stroke]) -> str:
    """Return what draws the crop marks, in black alone."""
    lines = [
        f"{_numbers(*_point(sheet, stroke.x_from, stroke.y_from))} m "
        f"{_numbers(*_point(sheet, stroke.x_to, stroke.y_to))} l\n"
        for stroke in strokes
    ]
    return f"q {MARK_WIDTH_PT} w 0 G\n{''.join(lines)}S Q\n"


def draw_slug(sheet: Size, rows: Iterable[SlugRow], font: SubsetFont, font_name: str) -> str:
    """Return what draws the small print, in black alone: a printer's grey would blur it."""
    lines = []
    for row in rows:
        turn = "0 1 -1 0" if row.climbs else "1 0 0 1"
        start = _numbers(*_point(sheet, row.x, row.y))
        lines.append(
            f"/{font_name} {row.size_pt:g} Tf {turn} {start} Tm {font.encode(row.text)} Tj\n"
        )
    return f"q 0 g BT\n{''.join(lines)}ET Q\n"


def _point(sheet: Size, x_mm: float, y_mm: float) -> tuple[float, float]:
    """Return a point measured from the sheet's top left, in points from its bottom left."""
    return mm_to_pt(x_mm), mm_to_pt(sheet.height_mm - y_mm)


def _numbers(*numbers: float) -> str:
    """Write numbers for a content stream; a ten-thousandth of a point is finer than any printer."""
    return " ".join(f"{number:.4f}".rstrip("0").rstrip(".") for number in numbers)
