"""Find where marked pixels lie together: a mask → a few areas, the largest first."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
_MOST_CELLS = 64
"""Of the grid in which neighbours are looked for, along each side."""


@dataclass(frozen=True)
class Area:
    """Pixels that lie together, and the box around them."""

    left: int
    top: int
    right: int
    bottom: int
    count: int


def areas(mask: Mask, reach: float) -> list[Area]:
    """Return areas of marked pixels; those that are less than `reach` pixels apart are one."""
    if not mask.any():
        return []
    cell = max(ceil(reach), ceil(max(mask.shape) / _MOST_CELLS), 1)
    rows, columns = (np.arange(0, side, cell) for side in mask.shape)
    counts = np.add.reduceat(np.add.reduceat(mask, rows, 0, np.int64), columns, 1)
    found = [_area(mask, counts, group, cell) for group in _groups(counts)]
    return sorted(found, key=lambda area: (-area.count, area.top, area.left))


def _groups(counts: NDArray[np.int64]) -> list[list[tuple[int, int]]]:
    """Return the cells that aren't empty, neighbours together."""
    left = {(int(row), int(column)) for row, column in zip(*counts.nonzero(), strict=True)}
    groups = []
    while left:
        pending, group = [left.pop()], []
        while pending:
            row, column = pending.pop()
            group.append((row, column))
            around = {(row + down, column + across) for down in (-1, 0, 1) for across in (-1, 0, 1)}
            pending.extend(around & left)
            left -= around
        groups.append(group)
    return groups


def _area(mask: Mask, counts: NDArray[np.int64], group: list[tuple[int, int]], cell: int) -> Area:
    (top, bottom), (left, right) = (
        (min(edge) * cell, (max(edge) + 1) * cell) for edge in zip(*group, strict=True)
    )
    part = mask[top:bottom, left:right]
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    return Area(
        left + int(columns[0]),
        top + int(rows[0]),
        left + int(columns[-1]) + 1,
        top + int(rows[-1]) + 1,
        sum(int(counts[at]) for at in group),
    )
