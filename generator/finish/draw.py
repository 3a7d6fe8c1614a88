"""Write what a sheet shows as PDF operators: panels, strokes, rows → content stream."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.finish.boxes import Box
from generator.finish.marks import MARK_WIDTH_PT, Stroke
from generator.finish.slug import SlugRow
from generator.finish.text import SubsetFont
from generator.model.geometry import Rect, Size, mm_to_pt

DASH_MM = 1.0


DASHED = f"[{mm_to_pt(DASH_MM):.4f}] 0 d"
"""Sets the line to dashes, for what is folded or slit."""
BETWEEN_DASHES = f"[{mm_to_pt(DASH_MM):.4f}] {mm_to_pt(DASH_MM):.4f} d"
"""Sets it to what is left between them."""


def draw_panel(
    sheet: Size, rect: Rect, window: Rect, name: str, trim: Box, *, rotation: int = 0
) -> str:
    """Return what draws the form called `name`, whose trim is given in points, in its place.

    Its trim comes on `rect`, and as much of it is seen as lies in `window`.
    """
    x, y = point(sheet, rect.left, rect.bottom)
    left, bottom, right, top = trim
    if rotation == 180:
        matrix = f"-1 0 0 -1 {numbers(x + right, y + top)}"
    else:
        matrix = f"1 0 0 1 {numbers(x - left, y - bottom)}"
    return f"q {_box(sheet, window)} re W n {matrix} cm /{name} Do Q\n"


def draw_marks(sheet: Size, strokes: Sequence[Stroke], *, on_artwork: bool = False) -> str:
    """Return what draws crop marks and fold marks, in black alone.

    Between dashes `on_artwork` there is white: on a dark ground it is that which is seen.
    """
    whole = [stroke for stroke in strokes if not stroke.dashed]
    dashed = [stroke for stroke in strokes if stroke.dashed]
    return as_artifact(
        stroked(sheet, whole, "0 G")
        + stroked(sheet, dashed if on_artwork else (), f"1 G {BETWEEN_DASHES}")
        + stroked(sheet, dashed, f"0 G {DASHED}")
    )


def stroked(sheet: Size, strokes: Iterable[Stroke], state: str) -> str:
    """Return what draws strokes as thin lines, with `state` as operators for colour and dashes."""
    lines = [
        f"{numbers(*point(sheet, stroke.x_from, stroke.y_from))} m "
        f"{numbers(*point(sheet, stroke.x_to, stroke.y_to))} l\n"
        for stroke in strokes
    ]
    return f"q {MARK_WIDTH_PT} w {state}\n{''.join(lines)}S Q\n" if lines else ""


def draw_slug(sheet: Size, rows: Iterable[SlugRow], font: SubsetFont, font_name: str) -> str:
    """Return what draws the small print, in black alone: a printer's grey would blur it."""
    lines = []
    for row in rows:
        turn = "0 1 -1 0" if row.climbs else "1 0 0 1"
        start = numbers(*point(sheet, row.x, row.y))
        lines.append(
            f"/{font_name} {row.size_pt:g} Tf {turn} {start} Tm {font.encode(row.text)} Tj\n"
        )
    return as_artifact(f"q 0 g BT\n{''.join(lines)}ET Q\n" if lines else "")


def draw_map(sheet: Size, cells: Sequence[Rect], filled: Rect | None) -> str:
    """Return what draws a small map of cells, one of them filled, in black alone."""
    outlines = "".join(f"{_box(sheet, cell)} re\n" for cell in cells)
    spot = f"{_box(sheet, filled)} re f\n" if filled else ""
    return as_artifact(f"q {MARK_WIDTH_PT} w 0 G 0 g\n{spot}{outlines}S Q\n" if cells else "")


def as_artifact(operators: str) -> str:
    """Say that this is no part of the document: a page artifact (ISO 32000-1, 14.8.2.2.2)."""
    return f"/Artifact <</Type /Page>> BDC\n{operators}EMC\n" if operators else ""


def point(sheet: Size, x_mm: float, y_mm: float) -> tuple[float, float]:
    """Return a point measured from the sheet's top left, in points from its bottom left."""
    return mm_to_pt(x_mm), mm_to_pt(sheet.height_mm - y_mm)


def _box(sheet: Size, rect: Rect) -> str:
    """Write a rectangle as left, bottom, width and height."""
    x, y = point(sheet, rect.left, rect.bottom)
    return numbers(x, y, mm_to_pt(rect.width), mm_to_pt(rect.height))


def numbers(*numbers: float) -> str:
    """Write numbers for a content stream; a ten-thousandth of a point is finer than any printer."""
    return " ".join(f"{number:.4f}".rstrip("0").rstrip(".") for number in numbers)
