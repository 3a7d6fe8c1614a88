"""Check that no text is printed over other text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from statistics import median

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
_MOST_CELLS = 200  # of the raster, along each side of the page
_MOST_IN_A_CELL = 400
"""Glyphs that are compared with one another; a hostile file may pile up millions in one place."""
_KERNING_REACH = 2  # neighbours in a word may overlap: kerned pairs, combining accents


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
    """Yield pairs of glyphs whose boxes may meet: those that share a cell of a coarse raster."""
    glyphs, size = page.text.glyphs, page.size
    if not glyphs or size is None:
        return
    cell_mm = 2 * median(glyph.bottom - glyph.top for glyph in glyphs)
    cell_mm = max(cell_mm, size.width_mm / _MOST_CELLS, size.height_mm / _MOST_CELLS)

    def cells_between(low_mm: float, high_mm: float) -> range:
        # A damaged file may have glyphs larger than the page: what lies off it shares a cell.
        first, last = (
            min(max(int(edge // cell_mm), -1), _MOST_CELLS) for edge in (low_mm, high_mm)
        )
        return range(first, last + 1)

    cells: defaultdict[tuple[int, int], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        for column in cells_between(glyph.left, glyph.right):
            for row in cells_between(glyph.top, glyph.bottom):
                cells[column, row].append(glyph)
    for sharing in cells.values():
        yield from _unrelated(sharing[:_MOST_IN_A_CELL])


def _unrelated(glyphs: Iterable[Glyph]) -> Iterator[tuple[Glyph, Glyph]]:
    """Yield pairs that are not neighbours in a word."""
    for one, other in combinations(glyphs, 2):
        if abs(one.position - other.position) > _KERNING_REACH:
            yield one, other


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
