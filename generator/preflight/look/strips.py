"""See what lies along a side of a page: pixels in rows that go from the trim outward."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.model.geometry import Rect
from generator.preflight.reading.memory import Pixels
from generator.preflight.reading.proof import ProofPage
from generator.preflight.reading.raster import draw, without_text

SIDES = ("top", "right", "bottom", "left")
INSIDE_MM = 0.9
_TOLERANCE_MM = 0.3
"""By which a sheet may end before the bleed does."""
_PIXELS_PER_MM = 3.6
"""Enough for a row of pixels between a smoothed edge and what is 0.4 mm off it."""
_FINE_PPI = 120.0
_PAPER = 250
"""From here on a pixel is paper: there is less than 2% of any ink."""


@dataclass(frozen=True)
class Strip:
    """What is printed along a side, without text."""

    pixels: Pixels
    """Rows go outward, columns along the side, from the left or from the top."""
    depths: NDArray[np.float64]
    """How far outside the trim the middle of each row lies, in mm; less than 0 is inside."""
    pixels_per_mm: float

    def painted(self, first_mm: float, last_mm: float) -> NDArray[np.bool_]:
        """Return which pixels aren't paper, in the rows between two depths."""
        red, green, blue = (self.pixels[self._rows(first_mm, last_mm), :, at] for at in range(3))
        return np.asarray((red < _PAPER) | (green < _PAPER) | (blue < _PAPER))

    def colours(self, first_mm: float, last_mm: float) -> NDArray[np.float64]:
        """Return the mean colour of each column, in the rows between two depths."""
        rows = self.pixels[self._rows(first_mm, last_mm)]
        return np.asarray(rows.sum(axis=0, dtype=np.uint16) / max(len(rows), 1))

    def start_of(self, first_mm: float) -> float:
        """Return where the first row beyond a depth begins."""
        return float(self.depths[self.depths > first_mm][0]) - 0.5 / self.pixels_per_mm

    def _rows(self, first_mm: float, last_mm: float) -> slice:
        first, last = np.searchsorted(self.depths, (first_mm, last_mm)).tolist()
        return slice(first, last)


def strip_of(page: ProofPage, side: str, bleed_mm: float) -> Strip | None:
    """Return what lies along a side, from inside the trim to the end of the bleed.

    None when the page has no size, or ends before its bleed does.
    """
    ground, size = page.ground, page.size
    if size is None or ground is None or page.trim is None:
        return None
    width, height, deep = size.width_mm, size.height_mm, bleed_mm + INSIDE_MM
    area = {
        "top": Rect(0, -bleed_mm, width, deep),
        "bottom": Rect(0, height - INSIDE_MM, width, deep),
        "left": Rect(-bleed_mm, 0, deep, height),
        "right": Rect(width - INSIDE_MM, 0, deep, height),
    }[side]
    sheet = ground.area(0, 0, ground.pixels.shape[1], ground.pixels.shape[0])
    if not _holds(sheet, area) or min(width, height) <= 2 * INSIDE_MM:
        return None
    if ground.pixels_per_mm >= _PIXELS_PER_MM:
        part = ground.part(area)
    else:
        with without_text(page.drawn):
            part = draw(page.drawn, page.trim, _FINE_PPI, area=area)
    rows, columns = (
        start + (np.arange(count) + 0.5) / part.pixels_per_mm
        for start, count in zip((part.top_mm, part.left_mm), part.pixels.shape[:2], strict=True)
    )
    pixels = part.pixels
    match side:
        case "top":
            pixels, depths = pixels[::-1], -rows[::-1]
        case "bottom":
            depths = rows - height
        case "left":
            pixels, depths = pixels.swapaxes(0, 1)[::-1], -columns[::-1]
        case _:
            pixels, depths = pixels.swapaxes(0, 1), columns - width
    return Strip(pixels, depths, part.pixels_per_mm)


def place_along(
    page: ProofPage, side: str, start: float, end: float, near: float, far: float
) -> Rect:
    """Return a place beside a side: from `start` to `end` along it, `near` to `far` outside."""
    width, height = (page.size.width_mm, page.size.height_mm) if page.size else (0.0, 0.0)
    match side:
        case "top":
            return Rect(start, -far, end - start, far - near)
        case "bottom":
            return Rect(start, height + near, end - start, far - near)
        case "left":
            return Rect(-far, start, far - near, end - start)
        case _:
            return Rect(width + near, start, far - near, end - start)


def _holds(sheet: Rect, area: Rect) -> bool:
    return (
        area.left > sheet.left - _TOLERANCE_MM
        and area.top > sheet.top - _TOLERANCE_MM
        and area.right < sheet.right + _TOLERANCE_MM
        and area.bottom < sheet.bottom + _TOLERANCE_MM
    )
