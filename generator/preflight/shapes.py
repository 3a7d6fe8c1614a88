"""Tell what a path leaves on the page: subpaths and a state → boxes, and how thin its lines are."""

from __future__ import annotations

from generator.model.geometry import mm_to_pt
from generator.preflight.glyphs import Box
from generator.preflight.graphics import Matrix, State, box_of, shared, thickness
from generator.preflight.paints import Thin

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
    found = []
    for part in parts[:_MOST_PARTS]:
        if 4 <= len(part) <= _MOST_NUMBERS and (thin := _thin_shape(part, state.matrix)):
            found.append(thin)
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


def _thin_shape(part: list[float], matrix: Matrix) -> Thin | None:
    box = box_of([part], matrix)
    sides = sorted((box[2] - box[0], box[3] - box[1]))
    if sides[1] < _SHORTEST_PT:
        return None
    is_level = not (matrix.b or matrix.c) and _is_level(part)
    thick = sides[0] if is_level else thickness(part, matrix)
    return Thin(thick, box) if thick < THIN_PT else None


def _is_level(part: list[float]) -> bool:
    """Say whether a shape is a rectangle that isn't turned, as nearly all are."""
    if len(part) != 8:
        return False
    a, b, c, d, e, f, g, h = part
    return (a == g and c == e and b == d and f == h) or (a == c and e == g and b == h and d == f)


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
