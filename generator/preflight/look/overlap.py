"""Check that no text is printed over other text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, product

import numpy as np
from numpy.typing import NDArray

from generator.model.geometry import pt_to_mm
from generator.preflight.expected import Expected, Fault
from generator.preflight.reading.glyphs import Glyph, Text, around
from generator.preflight.reading.proof import Proof, ProofPage
from generator.preflight.reading.sources import subject_of
from generator.preflight.rule import Rule

Boxes = NDArray[np.float64]
"""A row for each word."""

_OVERLAP = 0.2  # of the smaller glyph's box
# Both ways, of the smaller size. At a leading of 0.94 a descender reaches 0.2 em into the accent of
# a capital below it, which is tight but can be read.
_OVERLAP_EM = 0.25
_MOST_MEETINGS = 2000
"""Pairs of words that are looked at; a hostile file may pile up millions in one place."""
_AT_ONCE = 64
"""Words that are compared with all that follow."""
_LONGEST_WORD = 60


def text_over_text(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find text printed over other text."""
    if expected.is_clipped:
        return
    for page in proof.pages:
        over = [pair for pair in _near_pairs(page) if _overlap(*pair) > _OVERLAP]
        if over:
            first = min(over, key=lambda pair: (pair[0].position, pair[1].position))
            glyphs = sorted({glyph for pair in over for glyph in pair})
            upper, lower = (subject_of(page.text, [glyph], expected.texts) for glyph in first)
            message = f"text over text: {page.text.quote(glyphs)}"
            if upper.source and lower.source and upper.name != lower.name:
                message = f"{upper.name} and {lower.name} are printed over one another"
            place = around(glyph for pair in over for glyph in pair)
            yield Fault(message, page.number, (place,), mark=upper.mark or lower.mark)


def _near_pairs(page: ProofPage) -> Iterator[tuple[Glyph, Glyph]]:
    """Yield pairs of glyphs of two words whose boxes meet."""
    glyphs = page.text.glyphs
    # Words are apart in the text: the number changes where the next one begins.
    first = np.flatnonzero(np.diff([glyph.word for glyph in glyphs], prepend=-1))
    if not len(first):
        return
    words = [glyphs[start:end] for start, end in pairwise([*first.tolist(), len(glyphs)])]
    for one, other in _meeting(_boxes(page.text, first)):
        yield from product(words[one][:_LONGEST_WORD], words[other][:_LONGEST_WORD])


def _boxes(text: Text, first: NDArray[np.intp]) -> Boxes:
    """Return left, top, right and bottom of words in mm, and their smallest size in points."""
    sizes = np.array([glyph.size_pt for glyph in text.glyphs])
    return np.column_stack(
        (
            np.minimum.reduceat(text.edges[:, :2], first),
            np.maximum.reduceat(text.edges[:, 2:], first),
            np.minimum.reduceat(sizes, first),
        )
    )


def _meeting(boxes: Boxes) -> Iterator[tuple[int, int]]:
    """Yield pairs of words that lie over one another by more than a line's tightness."""
    # By their left sides: only words that begin before another one ends can meet it.
    order = np.argsort(boxes[:, 0], kind="stable")
    boxes = boxes[order]
    ends = np.searchsorted(boxes[:, 0], boxes[:, 2])
    found = 0
    for first in range(0, len(boxes), _AT_ONCE):
        some = slice(first, first + _AT_ONCE)
        near = _meet(boxes[some, None], boxes[None, first : ends[some].max()])
        for one, other in np.argwhere(np.triu(near, 1)):
            found += 1
            if found > _MOST_MEETINGS:
                return
            yield int(order[first + one]), int(order[first + other])


def _meet(one: Boxes, other: Boxes) -> NDArray[np.bool_]:
    """Say which boxes share more than a line's tightness."""
    most, least = np.minimum(one, other), np.maximum(one, other)
    width, height = most[..., 2] - least[..., 0], most[..., 3] - least[..., 1]
    shared: NDArray[np.bool_] = (
        np.minimum(width, height) >= _OVERLAP_EM * pt_to_mm(1) * most[..., 4]
    )
    return shared


def _overlap(one: Glyph, other: Glyph) -> float:
    """Return which share of the smaller glyph's box lies over the other's; 0 when they touch."""
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    if min(width, height) < _OVERLAP_EM * pt_to_mm(min(one.size_pt, other.size_pt)):
        return 0.0
    smaller = min((glyph.right - glyph.left) * (glyph.bottom - glyph.top) for glyph in (one, other))
    return width * height / smaller


RULES = (
    Rule(
        id="text-over-text",
        severity="error",
        why="Text on text can’t be read.",
        source="WCAG 2.2, 1.4.12: no loss of content",
        cure="Shorten one of the two, or move it.",
        check=text_over_text,
    ),
)
