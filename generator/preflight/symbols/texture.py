"""Find where a QR code may be: grey pixels → squares that are full of edges both ways."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generator.preflight.symbols.symbol import Grey

Cells = NDArray[np.bool_]

_CELL_PX = 8
_EDGE = 4  # steps of grey: what prints weaker than that is not seen
_EDGES = 6  # pixels in a cell that are edges; modules of 1 to 3 pixels have more, photographs too
_LEAST_CELLS, _MOST_BUSY = 3, 40_000
_LEAST_FILLED = 0.6  # of its box
_SLIMMEST = 0.7
_LEVELS = 5
"""Of coarseness, each half as fine: from modules of 1 pixel to some of 40."""


class Square(NamedTuple):
    """An area in pixels of the whole picture."""

    left: int
    top: int
    right: int
    bottom: int


def busy_squares(grey: Grey) -> list[Square]:
    """Return areas that have about the shape and the restlessness of a QR code, largest first."""
    found: list[Square] = []
    for level in range(_LEVELS):
        if min(grey.shape) < _CELL_PX * _LEAST_CELLS:
            break
        busy = _busy(grey)
        if 0 < int(busy.sum()) <= _MOST_BUSY:
            side = _CELL_PX << level
            found += [Square(*(edge * side for edge in box)) for box in _islands(busy)]
        grey = _halved(grey)
    return sorted(found, key=lambda one: (one.left - one.right, one))


def _halved(grey: Grey) -> Grey:
    """Return a picture of half the size."""
    height, width = grey.shape[0] // 2 * 2, grey.shape[1] // 2 * 2
    rows = grey[:height:2] // 2 + grey[1:height:2] // 2
    halved: Grey = rows[:, :width:2] // 2 + rows[:, 1:width:2] // 2
    return halved


def _busy(grey: Grey) -> Cells:
    """Return which cells of a picture have edges in both directions."""
    height, width = (size // _CELL_PX * _CELL_PX for size in grey.shape)
    whole = grey[:height, :width]
    edges = np.zeros(whole.shape, dtype=np.uint8)
    _mark_edges(whole[:, 1:], whole[:, :-1], edges[:, 1:])
    busy = _per_cell(edges) >= _EDGES
    edges[:, 0] = 0
    _mark_edges(whole[1:], whole[:-1], edges[1:])
    edges[0] = 0
    return busy & (_per_cell(edges) >= _EDGES)


def _mark_edges(one: Grey, other: Grey, edges: Grey) -> None:
    """Set 1 where two pictures differ, and 0 where not."""
    np.greater(np.maximum(one, other) - np.minimum(one, other), _EDGE, out=edges.view(bool))


def _per_cell(marks: Grey) -> Grey:
    """Return how many marks each cell has."""
    rows = sum((marks[at::_CELL_PX] for at in range(1, _CELL_PX)), marks[::_CELL_PX])
    # Adding slices is several times as fast as a sum along axes.
    return sum((rows[:, at::_CELL_PX] for at in range(1, _CELL_PX)), rows[:, ::_CELL_PX])


def _islands(busy: Cells) -> Iterator[tuple[int, int, int, int]]:
    """Yield the boxes of busy cells that hang together and fill about a square."""
    left_over = set(zip(*(at.tolist() for at in np.nonzero(busy)), strict=True))
    while left_over:
        pending = [left_over.pop()]
        island = []
        while pending:
            row, column = pending.pop()
            island.append((row, column))
            for near in (
                (row - 1, column),
                (row + 1, column),
                (row, column - 1),
                (row, column + 1),
            ):
                if near in left_over:
                    left_over.remove(near)
                    pending.append(near)
        rows, columns = zip(*island, strict=True)
        top, bottom, left, right = min(rows), max(rows) + 1, min(columns), max(columns) + 1
        shorter, longer = sorted((bottom - top, right - left))
        is_square = shorter >= _LEAST_CELLS and shorter / longer >= _SLIMMEST
        if is_square and len(island) >= _LEAST_FILLED * (bottom - top) * (right - left):
            yield left, top, right, bottom
