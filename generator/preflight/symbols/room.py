"""Say which pages can hold a QR code at all, so that readers needn't look at the others."""

from __future__ import annotations

from generator.model.geometry import mm_to_pt
from generator.preflight.reading.proof import ProofPage
from generator.preflight.streams.paints import Paint, Painted

_LEAST_MM = 5.0
"""Smaller codes are not read by phones."""
_LEAST_LETTER_MM = 8.0
"""Fonts that draw codes are rare, headings are not."""
_FEWEST_ROWS = 21  # ISO/IEC 18004: the smallest code has as many
_BLOCKS = frozenset(range(0x2580, 0x25A0))
"""Block elements, which programs write codes in."""


def may_hold_a_code(page: ProofPage, painted: Painted) -> bool:
    """Say whether anything is large enough for a code, or comes in enough pieces for one."""
    if painted.limit or painted.troubles or not _BLOCKS.isdisjoint(page.codes):
        return True
    drawn = [paint for paint in painted.paints if paint.kind != "text"]
    return len(drawn) >= _FEWEST_ROWS or any(map(_is_large, drawn)) or _has_large_letters(page)


def _is_large(paint: Paint) -> bool:
    left, bottom, right, top = paint.box
    return paint.kind == "picture" or min(right - left, top - bottom) >= mm_to_pt(_LEAST_MM)


def _has_large_letters(page: ProofPage) -> bool:
    """Say whether a letter is so large that it may be a code: a font can draw anything."""
    edges = page.text.edges
    sides = edges[:, 2:] - edges[:, :2]
    return bool((sides.min(axis=1) >= _LEAST_LETTER_MM).any())
