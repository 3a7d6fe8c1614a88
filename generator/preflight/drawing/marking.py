"""Mark places on a picture: boxes in pixels → outlines that show on any ground, and numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from itertools import product
from math import ceil, cos, hypot, pi, sin

from PIL import Image, ImageDraw, ImageFont

from generator.model.finding import Severity

Box = tuple[int, int, int, int]
"""Left, top, right and bottom, in pixels."""
Point = tuple[float, float]

COLOURS: dict[Severity, str] = {"error": "#d0021b", "warning": "#c25a00"}
_HALO = "#ffffff"
_HALO_PX = 2
RADIUS_PX = 19
_RING_PX = 3
_GAP_PX = 3
_FINER = 4
"""Circles are drawn so much larger and made smaller: their edges are smooth then."""
_STEPS, _DIRECTIONS = 24, 24
_ALONG_PX = 30


@dataclass(frozen=True)
class Line:
    """How an outline is drawn."""

    colour: str
    width: int
    dash: int = 0
    """Length of a dash and of the gap after it; 0: unbroken."""


@cache
def font(weight: str, size_px: int) -> ImageFont.FreeTypeFont:
    """Return the campaign's text face in a weight: `Regular` or `Bold`."""
    folder = files("fontpkg_atkinson_hyperlegible") / "files"
    ttf = (folder / f"AtkinsonHyperlegible-{weight}.ttf").read_bytes()
    # The basic layout is the same everywhere; the other one needs a library that may be missing.
    return ImageFont.truetype(BytesIO(ttf), size_px, layout_engine=ImageFont.Layout.BASIC)


def outline(pen: ImageDraw.ImageDraw, box: Box, line: Line) -> None:
    """Draw a box with a light edge on both sides of its line, so that it shows on any ground."""
    left, top, right, bottom = box
    sides = (
        ((left, top), (right, top)),
        ((right, top), (right, bottom)),
        ((left, bottom), (right, bottom)),
        ((left, top), (left, bottom)),
    )
    strokes = [stroke for side in sides for stroke in _dashes(*side, line.dash)]
    for width, colour in ((line.width + 2 * _HALO_PX, _HALO), (line.width, line.colour)):
        before, after = width // 2, width - width // 2 - 1
        for (x0, y0), (x1, y1) in strokes:
            pen.rectangle((x0 - before, y0 - before, x1 + after, y1 + after), fill=colour)


def _dashes(
    start: tuple[int, int], end: tuple[int, int], dash: int
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield the parts of a level or upright line; a dash is at either end."""
    (x0, y0), (x1, y1) = start, end
    length = max(x1 - x0, y1 - y0)
    if not dash or length < 3 * dash:
        yield start, end
        return
    gaps = round((length / dash - 1) / 2)
    step = length / (2 * gaps + 1)
    for at in range(gaps + 1):
        first, last = round(2 * at * step), round((2 * at + 1) * step)
        if x1 > x0:
            yield (x0 + first, y0), (x0 + last, y0)
        else:
            yield (x0, y0 + first), (x0, y0 + last)


def badge(picture: Image.Image, centre: Point, number: int, colour: str) -> None:
    """Draw a number in a circle."""
    reach = RADIUS_PX + _RING_PX
    left, top = round(centre[0]) - reach, round(centre[1]) - reach
    for radius, fill in ((reach, _HALO), (RADIUS_PX, colour)):
        picture.paste(fill, (left, top), _disc(reach, radius))
    size_px = 23 if number < 100 else 18
    ImageDraw.Draw(picture).text(
        (left + reach, top + reach), f"{number}", "#ffffff", font("Bold", size_px), anchor="mm"
    )


@cache
def _disc(reach: int, radius: int) -> Image.Image:
    side = 2 * reach * _FINER
    mask = Image.new("L", (side, side), 0)
    edge = (reach - radius) * _FINER
    ImageDraw.Draw(mask).ellipse((edge, edge, side - edge - 1, side - edge - 1), fill=255)
    return mask.resize((2 * reach, 2 * reach), Image.Resampling.LANCZOS)


class Numbers:
    """Puts numbers beside boxes, so that none lies over another one."""

    def __init__(self, picture: Image.Image, within: Box) -> None:
        self._picture = picture
        self._within = within
        self._taken: list[Point] = []

    def put(self, number: int, box: Box, colour: str) -> bool:
        """Put a number at a box; False where there is no room for one."""
        at = next((point for point in _around(box) if self._is_free(point)), None)
        if at is None:
            return False
        self._taken.append(at)
        self._lead(at, box, colour)
        badge(self._picture, at, number, colour)
        return True

    def _is_free(self, point: Point) -> bool:
        left, top, right, bottom = self._within
        reach = RADIUS_PX + _RING_PX
        apart = 2 * reach + _GAP_PX
        return (
            left + reach <= point[0] <= right - reach
            and top + reach <= point[1] <= bottom - reach
            and all(hypot(point[0] - x, point[1] - y) >= apart for x, y in self._taken)
        )

    def _lead(self, start: Point, box: Box, colour: str) -> None:
        """Draw a line to the box where its number had to go further away."""
        end = (min(max(start[0], box[0]), box[2]), min(max(start[1], box[1]), box[3]))
        if hypot(start[0] - end[0], start[1] - end[1]) <= RADIUS_PX + _RING_PX:
            return
        left, right = sorted((int(start[0]), int(end[0])))
        top, bottom = sorted((int(start[1]), int(end[1])))
        corner = (left - _RING_PX, top - _RING_PX)
        size = (right - left + 2 * _RING_PX + 1, bottom - top + 2 * _RING_PX + 1)
        for width, fill in ((3 + 2 * _HALO_PX, _HALO), (3, colour)):
            mask = Image.new("L", (size[0] * _FINER, size[1] * _FINER), 0)
            points = [((x - corner[0]) * _FINER, (y - corner[1]) * _FINER) for x, y in (start, end)]
            ImageDraw.Draw(mask).line(points, fill=255, width=width * _FINER)
            self._picture.paste(fill, corner, mask.resize(size, Image.Resampling.LANCZOS))


def _around(box: Box) -> Iterator[Point]:
    """Yield where a number may go: at corners, along the edges, then further and further away."""
    left, top, right, bottom = box
    out = RADIUS_PX * 0.75
    yield from product((left - out, right + out), (top - out, bottom + out))
    for at in range(ceil((right - left) / _ALONG_PX)):
        for y in (top - RADIUS_PX, bottom + RADIUS_PX):
            yield left + at * _ALONG_PX, y
    for at in range(ceil((bottom - top) / _ALONG_PX)):
        for x in (left - RADIUS_PX, right + RADIUS_PX):
            yield x, top + at * _ALONG_PX
    for step in range(2, _STEPS):
        for turn in range(_DIRECTIONS):
            angle = 2 * pi * turn / _DIRECTIONS
            yield left + step * RADIUS_PX * cos(angle), top + step * RADIUS_PX * sin(angle)
