"""Compare two pages as pictures: pixels of old and new → how much differs, and where."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.compare.pages import Pixels
from generator.model.geometry import MM_PER_INCH, Rect

_SEEN = 16
"""Of 255: less is how an edge is smoothed."""
_CELL_PX, _NEAR_CELLS, _MOST_PLACES = 8, 2, 12
_MOST_OF_A_SIDE = 0.6
Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class PictureChange:
    """What differs between two pictures of a page."""

    page: int
    """Counted from 1."""
    share: float
    """Of the page's pixels, from 0 to 1."""
    places: tuple[Rect, ...]
    """In mm from the top left of the page, the largest first."""
    where: str
    """Where the largest is: `top right`."""
    note: str = ""
    """What else there is to say, such as that only one of the two has this page."""


def compare_pixels(page: int, old: Pixels, new: Pixels, ppi: float) -> PictureChange | None:
    """Return what differs between two pictures of `ppi`; None when nothing that is seen does."""
    height, width = (max(old.shape[side], new.shape[side]) for side in (0, 1))
    one, other = (_on_ground(pixels, height, width) for pixels in (old, new))
    differs = np.abs(one - other).max(axis=2) > _SEEN
    if not differs.any():
        return None
    boxes = _places(differs)
    scale = MM_PER_INCH / ppi
    places = tuple(
        Rect(left * scale, top * scale, (right - left) * scale, (bottom - top) * scale)
        for left, top, right, bottom in boxes[:_MOST_PLACES]
    )
    return PictureChange(page, float(differs.mean()), places, _where(boxes[0], width, height))


def _on_ground(pixels: Pixels, height: int, width: int) -> NDArray[np.int16]:
    """Return a picture on the larger page's ground, which is unlike any colour of its own."""
    ground = np.full((height, width, 3), -_SEEN - 1, dtype=np.int16)
    ground[: pixels.shape[0], : pixels.shape[1]] = pixels
    return ground


def _places(differs: NDArray[np.bool_]) -> list[Box]:
    """Return boxes around what differs, the largest first; what lies close together has one."""
    height, width = differs.shape
    rows, columns = -(-height // _CELL_PX), -(-width // _CELL_PX)
    padded = np.zeros((rows * _CELL_PX, columns * _CELL_PX), dtype=np.bool_)
    padded[:height, :width] = differs
    cells = padded.reshape(rows, _CELL_PX, columns, _CELL_PX).any(axis=(1, 3))
    left = {(int(row), int(column)) for row, column in np.argwhere(cells)}
    boxes = []
    while left:
        group, waiting = set(), [left.pop()]
        while waiting:
            row, column = waiting.pop()
            group.add((row, column))
            near = {
                (row + down, column + across)
                for down in range(-_NEAR_CELLS, _NEAR_CELLS + 1)
                for across in range(-_NEAR_CELLS, _NEAR_CELLS + 1)
            } & left
            left -= near
            waiting.extend(near)
        boxes.append(_around(group, differs))
    return sorted(boxes, key=lambda box: (-(box[2] - box[0]) * (box[3] - box[1]), box))


def _around(cells: set[tuple[int, int]], differs: NDArray[np.bool_]) -> Box:
    """Return the box of all pixels in some cells that differ."""
    rows, columns = zip(*cells, strict=True)
    top, left = min(rows) * _CELL_PX, min(columns) * _CELL_PX
    part = differs[top : (max(rows) + 1) * _CELL_PX, left : (max(columns) + 1) * _CELL_PX]
    down, across = (np.flatnonzero(part.any(axis=axis)) for axis in (1, 0))
    return (
        left + int(across[0]),
        top + int(down[0]),
        left + int(across[-1]) + 1,
        top + int(down[-1]) + 1,
    )


def _where(box: Box, width: int, height: int) -> str:
    """Return in words where a box lies: in thirds, or along most of a side."""
    left, top, right, bottom = box
    down = _third(top, bottom, height, ("top", "middle", "bottom"))
    across = _third(left, right, width, ("left", "middle", "right"))
    if not down and not across:
        return "most of the page"
    return " ".join(one for one in (down, across) if one not in ("", "middle")) or "middle"


def _third(low: int, high: int, length: int, names: tuple[str, str, str]) -> str:
    """Return the third that the middle of a stretch lies in; none when it takes most of all."""
    if high - low > _MOST_OF_A_SIDE * length:
        return ""
    return names[min((low + high) * 3 // (2 * length), 2)]
