"""Check that no text is printed over other text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, product

import numpy as np

from generator.model.geometry import pt_to_mm
from generator.preflight.expected import Expected, Fault
from generator.preflight.glyphs import Glyph, around
from generator.preflight.proof import Proof, ProofPage
from generator.preflight.rule import Rule
from generator.preflight.sources import subject_of

_OVERLAP = 0.2  # of the smaller glyph's box
# Both ways, of the smaller size. At a leading of 0.94 a descender reaches 0.2 em into the accent of
# a capital below it, which is tight but can be read.
_OVERLAP_EM = 0.25
_MOST_MEETINGS = 2000
"""Pairs of words that are looked at; a hostile file may pile up millions in one place."""
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
    words: list[list[Glyph]] = [
        list(word) for _, word in groupby(page.text.glyphs, key=lambda glyph: glyph.word)
    ]
    for one, other in _meeting(words):
        yield from product(words[one][:_LONGEST_WORD], words[other][:_LONGEST_WORD])


def _meeting(words: Sequence[Sequence[Glyph]]) -> Iterator[tuple[int, int]]:
    """Yield pairs of words that lie over one another by more than a line's tightness."""
    if not words:
        return
    boxes = np.array([_box(word) for word in words])
    # By their left sides: only words that begin before another one ends can meet it.
    order = np.argsort(boxes[:, 0], kind="stable")
    boxes = boxes[order]
    ends = np.searchsorted(boxes[:, 0], boxes[:, 2])
    found = 0
    for at, end in enumerate(ends):
        others = boxes[at + 1 : end]
        width = np.minimum(others[:, 2], boxes[at, 2]) - others[:, 0]
        height = np.minimum(others[:, 3], boxes[at, 3]) - np.maximum(others[:, 1], boxes[at, 1])
        least = _OVERLAP_EM * pt_to_mm(1) * np.minimum(others[:, 4], boxes[at, 4])
        for near in np.flatnonzero(np.minimum(width, height) >= least):
            found += 1
            if found > _MOST_MEETINGS:
                return
            yield int(order[at]), int(order[at + 1 + near])


def _box(word: Sequence[Glyph]) -> tuple[float, float, float, float, float]:
    """Return left, top, right and bottom of a word in mm, and its smallest size in points."""
    box = around(word)
    return box.left, box.top, box.right, box.bottom, min(glyph.size_pt for glyph in word)


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
        why="Text on text can't be read.",
        source="WCAG 2.2, 1.4.12: no loss of content",
        cure="Shorten one of the two, or move it.",
        check=text_over_text,
    ),
)
