"""Draw a page with what is wrong on it: page and findings → PNG to hand to who mends it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from math import isfinite

import numpy as np
from PIL import Image, ImageDraw
from pypdfium2 import PdfiumError

from generator.model.finding import Finding
from generator.model.geometry import POINTS_PER_INCH, Edges, Rect
from generator.preflight.drawing.legend import Sample, draw_legend, draw_title
from generator.preflight.drawing.marking import COLOURS, Box, Line, Numbers, outline
from generator.preflight.expected import Expected
from generator.preflight.reading.proof import ProofPage
from generator.preflight.reading.raster import Raster, draw

_LONG_SIDE_PX, _NARROWEST_PX = 1600, 1000
_DESK_PX, _WIDEST_DESK_PX, _DESK = 64, 200, "#dce1e3"
_FADED_TO, _FADED_BY, _MOST_OF_PAGE = 246, 0.55, 0.6
_MOST_FINDINGS, _MOST_PLACES, _MOST_OUTLINES, _MOST_NUMBERS = 40, 120, 24, 8
"""Of a page; and of one finding, before and after what lies close together is outlined as one."""
_AROUND_PX, _SMALLEST_PX, _JOINED_PX = 7, 24, 12
_TRIM, _BLEED, _SAFE = Line("#14181a", 3), Line("#0a62c4", 3), Line("#0b7d3e", 3, 14)
_FAULT_PX = 5


@dataclass(frozen=True)
class _View:
    """Where a page lies in the picture."""

    raster: Raster
    left: int
    top: int
    reach: int
    """How far past the page something may lie."""

    @property
    def size(self) -> tuple[int, int]:
        """Width and height, in pixels."""
        height, width = self.raster.pixels.shape[:2]
        return width, height

    def box(self, area: Rect) -> Box:
        """Return where an area lies in the picture; what is off the page stops beside it."""
        scale, reach = self.raster.pixels_per_mm, self.reach
        width, height = self.size

        def at(distance_mm: float, from_mm: float, start: int, length: int) -> int:
            return start + round(min(max((distance_mm - from_mm) * scale, -reach), length + reach))

        return (
            at(area.left, self.raster.left_mm, self.left, width),
            at(area.top, self.raster.top_mm, self.top, height),
            at(area.right, self.raster.left_mm, self.left, width),
            at(area.bottom, self.raster.top_mm, self.top, height),
        )


def draw_fault_picture(page: ProofPage, findings: Sequence[Finding], expected: Expected) -> bytes:
    """Return a PNG of the page, faded, with each finding outlined, numbered and told below it.

    Trim, bleed and safe area are drawn where they are known. What has no place is told and not
    outlined; so is what is one too many.
    """
    told = _told(findings)
    shown, left_out = told[:_MOST_FINDINGS], len(told[_MOST_FINDINGS:])
    raster = _drawn(page)
    desk_px = _desk_px(raster, expected)
    width, height = raster.pixels.shape[1::-1] if raster else (0, 0)
    across = max(width + 2 * desk_px, _NARROWEST_PX)
    name = f"page {page.number}"
    title = draw_title(f"{expected.document}, {name}" if expected.document else name, told, across)
    lines = _lines(page, expected) if raster else []
    legend = draw_legend(shown, left_out, [Sample(line, told) for line, told, _ in lines], across)
    below = title.height + (height + 2 * desk_px if raster else 0)
    picture = Image.new("RGB", (across, below + legend.height), _DESK)
    picture.paste(title, (0, 0))
    picture.paste(legend, (0, below))
    if raster:
        left, top = (across - width) // 2, title.height + desk_px
        view = _View(raster, left, top, desk_px - _DESK_PX // 2)
        _paint(picture, view, shown, lines, (0, title.height, across, below))
    written = BytesIO()
    picture.save(written, format="PNG")
    return written.getvalue()


_Lines = list[tuple[Line, str, tuple[Rect, ...]]]
"""How a line is drawn, what it is called, and what it runs around."""


def _paint(
    picture: Image.Image, view: _View, findings: Sequence[Finding], lines: _Lines, desk: Box
) -> None:
    """Paint the page, its lines, and the outlines and numbers of what is wrong."""
    outlines = [_outlines(finding, view) for finding in findings]
    picture.paste(_faded(view, [box for boxes in outlines for box in boxes]), (view.left, view.top))
    pen = ImageDraw.Draw(picture)
    for line, _, areas in lines:
        for area in areas:
            outline(pen, view.box(area), line)
    pairs = zip(findings, outlines, strict=True)
    every = [(box, finding.severity) for finding, boxes in pairs for box in boxes]
    # Small ones lie on top, and errors on warnings of the same size.
    for box, severity in sorted(every, key=lambda one: (-_area(one[0]), one[1] == "error")):
        outline(pen, box, Line(COLOURS[severity], _FAULT_PX))
    numbers = Numbers(picture, desk)
    for number, (finding, boxes) in enumerate(zip(findings, outlines, strict=True), start=1):
        for box in boxes[:_MOST_NUMBERS]:
            numbers.put(number, box, COLOURS[finding.severity])


def _told(findings: Sequence[Finding]) -> list[Finding]:
    """Return findings as they are told: errors first, equal ones as one with all their places."""
    equal: dict[Finding, list[Rect]] = {}
    for finding in sorted(findings, key=lambda one: one.severity != "error"):
        places = [place for place in finding.places if _is_finite(place)]
        equal.setdefault(replace(finding, places=()), []).extend(places)
    return [replace(finding, places=tuple(places)) for finding, places in equal.items()]


def _is_finite(place: Rect) -> bool:
    return all(map(isfinite, (place.left, place.top, place.width, place.height)))


def _drawn(page: ProofPage) -> Raster | None:
    """Return the page as large as it is looked at; None when it can't be drawn."""
    if page.trim is None:
        return None
    left, bottom, right, top = page.drawn.get_mediabox()
    long_side = max(right - left, top - bottom)
    if not isfinite(long_side) or long_side < 1:
        return page.raster
    try:
        return draw(page.drawn, page.trim, _LONG_SIDE_PX / long_side * POINTS_PER_INCH)
    except (PdfiumError, ValueError):  # a side of no pixels at all
        return None


def _desk_px(raster: Raster | None, expected: Expected) -> int:
    """Return how wide the ground around the page is: bleed that is missing lies on it."""
    if raster is None or expected.press is None:
        return _DESK_PX
    outside_mm = expected.press.bleed_mm + max(raster.left_mm, raster.top_mm)
    return min(_DESK_PX + max(round(outside_mm * raster.pixels_per_mm), 0), _WIDEST_DESK_PX)


def _lines(page: ProofPage, expected: Expected) -> _Lines:
    """Return bleed, trim and safe area, where they are known."""
    if page.size is None:
        return []
    lines: _Lines = []
    sheet = Rect(0, 0, page.size.width_mm, page.size.height_mm)
    panels = expected.panels_on(page.number, page.size)
    if expected.press and expected.press.bleed_mm > 0:
        bleed_mm = expected.press.bleed_mm
        area = sheet.grown(Edges.all(bleed_mm))
        lines.append((_BLEED, f"bleed {bleed_mm:g} mm", (area,)))
    if panels:
        first = panels[0]
        lines.append((_TRIM, f"trim {first.width:.4g} × {first.height:.4g} mm", panels))
    safe_mm = 0.0 if expected.is_clipped else expected.safe_area_mm or 0.0
    inside = tuple(panel.grown(Edges.all(-safe_mm)) for panel in panels)
    if safe_mm > 0 and all(min(area.width, area.height) > 0 for area in inside):
        lines.append((_SAFE, f"safe area {safe_mm:g} mm", inside))
    return lines


def _outlines(finding: Finding, view: _View) -> list[Box]:
    """Return where a finding is outlined: around its places, those that lie close as one."""
    boxes: list[Box] = []
    for place in finding.places[:_MOST_PLACES]:
        joined = _widened(view.box(place))
        while near := [box for box in boxes if _are_near(box, joined)]:
            boxes = [box for box in boxes if box not in near]
            joined = _around(joined, *near)
        boxes.append(joined)
    return sorted(boxes, key=lambda box: (box[1], box[0]))[:_MOST_OUTLINES]


def _widened(box: Box) -> Box:
    """Return a box with room around it, and large enough to be seen."""
    left, top, right, bottom = box
    across = max(_AROUND_PX, (_SMALLEST_PX - (right - left)) // 2)
    down = max(_AROUND_PX, (_SMALLEST_PX - (bottom - top)) // 2)
    return left - across, top - down, right + across, bottom + down


def _are_near(one: Box, other: Box) -> bool:
    return (
        max(one[0], other[0]) - min(one[2], other[2]) <= _JOINED_PX
        and max(one[1], other[1]) - min(one[3], other[3]) <= _JOINED_PX
    )


def _area(box: Box) -> int:
    left, top, right, bottom = box
    return (right - left) * (bottom - top)


def _around(*boxes: Box) -> Box:
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _faded(view: _View, bright: Sequence[Box]) -> Image.Image:
    """Return the page paler, but not where something is wrong that isn't most of it."""
    page = view.raster.pixels
    faded = (page * (1 - _FADED_BY) + _FADED_TO * _FADED_BY).astype(np.uint8)
    for left, top, right, bottom in bright:
        if _area((left, top, right, bottom)) > _MOST_OF_PAGE * page.shape[0] * page.shape[1]:
            continue
        rows = slice(max(top - view.top, 0), max(bottom - view.top, 0))
        columns = slice(max(left - view.left, 0), max(right - view.left, 0))
        faded[rows, columns] = page[rows, columns]
    return Image.fromarray(faded)
