"""Tell what a path leaves on the page: subpaths and a state → boxes, and how thin its lines are."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from generator.model.geometry import mm_to_pt
from generator.preflight.reading.glyphs import Box
from generator.preflight.streams.graphics import Matrix, State, box_of, shared
from generator.preflight.streams.paints import Thin

THIN_PT = 0.5
"""Lines and shapes thinner than this are noted."""
_SHORTEST_PT = mm_to_pt(1)
"""Shorter ones are specks in a drawing, not lines that are missed."""
_LONG = 20
"""Times as long as it is wide is what counts as level or upright."""
_MOST_PARTS = 2000
_MOST_THIN = 50
_SLIVER_PT = 0.02
"""What clipping leaves of a shape by rounding."""
_MOST_NUMBERS = 16
"""Of a shape that may be a line: rectangles have four corners, however they are drawn."""

Parts = list[list[float]]


def is_seen(box: Box, clip: Box | None) -> bool:
    """Say whether clipping leaves anything of a box."""
    if clip is None:
        return True
    return (
        box[0] <= clip[2] and box[2] >= clip[0] and box[1] <= clip[3] and box[3] >= clip[1]
        and clip[2] > clip[0] and clip[3] > clip[1]
    )  # fmt: skip


def thin_shapes(parts: Parts, whole: Box, state: State) -> tuple[Thin, ...]:
    """Return the filled shapes that come out as lines."""
    found = [] if _is_solid(parts, whole, state.matrix) else _as_lines(parts, state.matrix)
    left, bottom, right, top = shared(whole, state.clip)
    sides = sorted((right - left, top - bottom))
    uncut = min(whole[2] - whole[0], whole[3] - whole[1])
    if _SLIVER_PT < sides[0] < THIN_PT <= uncut and sides[1] >= _SHORTEST_PT:
        found.append(Thin(sides[0], (left, bottom, right, top)))
    return _seen(found, state.clip)


def thin_lines(parts: Parts, state: State) -> tuple[Thin, ...]:
    """Return the strokes that are thin."""
    wide, high = (state.width * scale for scale in state.matrix.pen)
    if min(wide, high) >= THIN_PT:
        return ()
    found = []
    for part in parts[:_MOST_PARTS]:
        box = box_of([part], state.matrix)
        across, up = box[2] - box[0], box[3] - box[1]
        is_level, is_upright = across > _LONG * up, up > _LONG * across
        width = high if is_level else wide if is_upright else min(wide, high)
        if width < THIN_PT:
            found.append(Thin(width, box))
    return _seen(found, state.clip)


@np.errstate(all="ignore")  # of a broken file's numbers, some are beyond reckoning
def _as_lines(parts: Parts, matrix: Matrix) -> list[Thin]:
    """Return the shapes of few corners whose area, by their longest side, is thin."""
    groups: dict[int, Parts] = {}
    for part in parts[:_MOST_PARTS]:
        if 4 <= len(part) <= _MOST_NUMBERS:
            groups.setdefault(len(part), []).append(part)
    a, b, c, d, e, f = matrix
    found = []
    for group in groups.values():
        points = np.array(group)
        x, y = points[:, ::2], points[:, 1::2]
        x, y = x * a + y * c + e, x * b + y * d + f
        before_x, before_y = np.roll(x, 1, axis=1), np.roll(y, 1, axis=1)
        area = np.abs((before_x * y - x * before_y).sum(axis=1)) / 2
        longest = np.hypot(x - before_x, y - before_y).max(axis=1)
        is_line = (longest >= _SHORTEST_PT) & (area < THIN_PT * longest)
        for at in np.flatnonzero(is_line):
            box = (x[at].min(), y[at].min(), x[at].max(), y[at].max())
            found.append(Thin(float(area[at] / longest[at]), _plain(box)))
    return found


def _is_solid(parts: Parts, box: Box, matrix: Matrix) -> bool:
    """Say whether a path is one rectangle, not turned, that is no line: nearly all are."""
    if len(parts) != 1 or len(parts[0]) != 8 or matrix.b or matrix.c:
        return False
    a, b, c, d, e, f, g, h = parts[0]
    is_level = (a == g and c == e and b == d and f == h) or (
        a == c and e == g and b == h and d == f
    )
    return is_level and min(box[2] - box[0], box[3] - box[1]) >= THIN_PT


def _plain(box: Iterable[float]) -> Box:
    left, bottom, right, top = map(float, box)
    return left, bottom, right, top


def _seen(found: list[Thin], clip: Box | None) -> tuple[Thin, ...]:
    """Return what clipping leaves of what is long enough, not too many."""
    kept = []
    for thick, box in found:
        left, bottom, right, top = shared(box, clip)
        is_long = max(right - left, top - bottom) >= _SHORTEST_PT
        if is_long and is_seen(box, clip):
            kept.append(Thin(thick, (left, bottom, right, top)))
            if len(kept) == _MOST_THIN:
                break
    return tuple(kept)
