"""Keep memory to draw pages in: pixels that are done with → white ones for the next page.

To be given megabytes by the system, page after page, takes as long as to draw text in them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
"""Rows, columns, and red, green and blue (or four inks)."""

_WHITE = 255
_MOST_BYTES = 100_000_000
"""Kept in a process: seven pages of a4, each with its text and without."""

_kept: dict[int, list[Pixels]] = {}
"""By their number of bytes."""


def white(height: int, width: int) -> Pixels:
    """Return white pixels in red, green and blue."""
    shape = height, width, 3
    same_size = _kept.get(height * width * 3)
    if not same_size:
        return np.full(shape, _WHITE, dtype=np.uint8)
    pixels = same_size.pop().reshape(shape)
    pixels.fill(_WHITE)
    return pixels


def give_back(pixels: Pixels) -> None:
    """Have pixels be drawn over; nobody may look at them, or at a part of them, any more."""
    if sum(size * len(found) for size, found in _kept.items()) + pixels.nbytes > _MOST_BYTES:
        _kept.clear()  # pages of other sizes come now
    if pixels.nbytes <= _MOST_BYTES:
        _kept.setdefault(pixels.nbytes, []).append(pixels.reshape(-1))
