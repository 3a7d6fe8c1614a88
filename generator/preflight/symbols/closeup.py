"""Look at a part of a page closely: an area in mm → its pixels, drawn finely, and what to try."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from generator.model.geometry import MM_PER_INCH, POINTS_PER_INCH, Rect, mm_to_pt, pt_to_mm
from generator.preflight.reading.memory import Pixels
from generator.preflight.reading.proof import ProofPage
from generator.preflight.reading.raster import Raster
from generator.preflight.symbols.symbol import Grey

_MOST_PX = 2000
"""Along a side: what is larger is drawn more coarsely, so that memory has a bound."""
_FAINTEST = 6  # steps of grey between the darkest and the lightest pixel
_CHANGES = 4  # from dark to light and back: more than a bar or a frame has
_WIDEST_GAP = 1 / 8  # of the side: a logo in the middle of a code has few changes
_LEAST_PX = 21  # as many pixels as the smallest code has modules
_FRAMES = (0, 1 / 50, 1 / 29, 1 / 21)
"""How far outside what is seen of a code its edge may lie, in shares of its side."""


def draw_part(page: ProofPage, area: Rect, pixels_per_mm: float) -> Raster | None:
    """Draw an area in mm from the top left of the trim, as far as it lies on the page."""
    if page.trim is None:
        return None
    left, bottom, right, top = page.drawn.get_mediabox()
    wide, high = right - left, top - bottom
    from_left = min(max(mm_to_pt(area.left) + page.trim[0] - left, 0), wide)
    from_top = min(max(mm_to_pt(area.top) + top - page.trim[3], 0), high)
    from_right = min(max(wide - from_left - mm_to_pt(area.width), 0), wide)
    from_bottom = min(max(high - from_top - mm_to_pt(area.height), 0), high)
    longest = max(wide - from_left - from_right, high - from_top - from_bottom)
    if min(wide - from_left - from_right, high - from_top - from_bottom) < 1:
        return None
    scale = min(pixels_per_mm * MM_PER_INCH / POINTS_PER_INCH, _MOST_PX / longest)
    # Whole pixels are cut off, so that it is known where the rest lies.
    edges = [int(edge * scale) / scale for edge in (from_left, from_bottom, from_right, from_top)]
    bitmap = page.drawn.render(scale=scale, crop=tuple(edges), rev_byteorder=True)
    pixels: Pixels = bitmap.to_numpy()[:, :, :3].copy()
    return Raster(
        pixels,
        scale * POINTS_PER_INCH / MM_PER_INCH,
        pt_to_mm(edges[0] + left - page.trim[0]),
        pt_to_mm(edges[3] + page.trim[3] - top),
    )


def grey_of(pixels: Pixels) -> Grey:
    """Return pixels as shades of grey: their green, which most of their brightness is in."""
    return np.ascontiguousarray(pixels[:, :, 1])


def strengthened(grey: Grey) -> Grey | None:
    """Return a picture from black to white; None when there is nothing to see in it."""
    if not grey.size or int(grey.max()) - int(grey.min()) < _FAINTEST:
        return None
    strong: Grey = np.asarray(ImageOps.autocontrast(Image.fromarray(grey), cutoff=1))
    return strong


class Framed(NamedTuple):
    """What may be a code."""

    alone: Grey
    """With light around it."""
    cut: Grey
    """Cut to its edges."""
    box: tuple[int, int, int, int]
    """Left, top, right and bottom in pixels."""


def framed(grey: Grey) -> Iterator[Framed]:
    """Yield what may be a code, with its edges now here, now there."""
    dark = grey < 128
    rows, columns = _restless(dark), _restless(dark.T)
    side = max(rows.stop - rows.start, columns.stop - columns.start)
    if min(rows.stop - rows.start, columns.stop - columns.start) < _LEAST_PX:
        return
    for share in _FRAMES:
        more = round(side * share)
        high, wide = grey.shape
        left, right = max(columns.start - more, 0), min(columns.stop + more, wide)
        top, bottom = max(rows.start - more, 0), min(rows.stop + more, high)
        alone = np.full_like(grey, 255)
        alone[top:bottom, left:right] = grey[top:bottom, left:right]
        yield Framed(alone, grey[top:bottom, left:right], (left, top, right, bottom))


def _restless(dark: NDArray[np.bool_]) -> slice:
    """Return the longest stretch of rows that change often from dark to light."""
    often = np.flatnonzero((dark[:, 1:] != dark[:, :-1]).sum(axis=1) >= _CHANGES)
    if not len(often):
        return slice(0, 0)
    parts = np.split(often, np.flatnonzero(np.diff(often) > len(dark) * _WIDEST_GAP) + 1)
    longest = max(parts, key=lambda part: int(part[-1] - part[0]))
    return slice(int(longest[0]), int(longest[-1]) + 1)
