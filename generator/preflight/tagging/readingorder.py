"""Check that text is read aloud in the order in which the eye reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.preflight.expected import Expected, Fault
from generator.preflight.reading.proof import Proof, entry, words
from generator.preflight.reading.sources import subject_of
from generator.preflight.reading.spots import spots_of
from generator.preflight.rule import SCREEN, Rule
from generator.preflight.tagging.blocks import Block, blocks_of

_BESIDE = frozenset(("Figure", "Formula", "Caption", "Note", "Aside", "Form"))
"""What may stand anywhere: it is read where the text speaks of it."""
_CELLS = ("TH", "TD")
_SLACK_MM = 0.5
_SLACK = 0.3
"""Of the lower of two blocks: boxes of lines set close reach into one another."""
_SAME_COLUMN = 0.25  # of the narrower of two blocks
_LIKE_COLUMNS = 0.6
"""Narrowest column as a share of its neighbour; what is narrower stands in the margin."""
_MOST = 8  # jumps that are told of a page
Column = tuple[int, int]
_FROM_THE_RIGHT = ("ar", "fa", "he", "ur", "yi", "ps", "sd")


def reading_order(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find blocks that are read after what stands below them, or after what is on a later page."""
    if words(entry(proof.pdf.Root, "Lang"))[:2].lower() in _FROM_THE_RIGHT:
        return
    told: dict[int, int] = {}
    before: Block | None = None
    blocks = [block for block in blocks_of(proof) if block.kind not in _BESIDE]
    widths = _column_widths(blocks)
    for block in blocks:
        if before and told.get(block.page, 0) < _MOST and _is_jump(before, block, widths):
            told[block.page] = told.get(block.page, 0) + 1
            yield _fault(proof, before, block, expected)
        before = block


def _is_jump(before: Block, block: Block, widths: Mapping[Column, float]) -> bool:
    """Say whether the eye would have met `block` first."""
    if before.page != block.page:
        return before.page > block.page
    if before.kind in _CELLS and block.kind in _CELLS:
        return False
    first, second = before.box, block.box
    slack = min(_SLACK_MM, _SLACK * min(first.height, second.height))
    if second.bottom > first.top + slack:
        return False
    shared = min(first.right, second.right) - max(first.left, second.left)
    if shared > _SAME_COLUMN * min(first.width, second.width):
        return True
    narrower, wider = sorted(widths[_column(one)] for one in (before, block))
    is_left_of = second.right <= first.left + _SLACK_MM
    return is_left_of and narrower >= _LIKE_COLUMNS * wider


def _column(block: Block) -> Column:
    """Return what blocks have in common that begin at the same distance from the left."""
    return block.page, round(block.box.left)


def _column_widths(blocks: Iterable[Block]) -> dict[Column, float]:
    """Return how wide each column is: as its widest block, for a last line may be short."""
    widths: dict[Column, float] = {}
    for block in blocks:
        column = _column(block)
        widths[column] = max(widths.get(column, 0), block.box.width)
    return widths


def _fault(proof: Proof, before: Block, block: Block, expected: Expected) -> Fault:
    page = proof.pages[block.page - 1]
    spots = spots_of(proof)
    glyphs = spots[block.page].glyphs_in(block.box)
    subject = subject_of(page.text, glyphs, expected.texts)
    other = proof.pages[before.page - 1].text
    after = other.quote(spots[before.page].glyphs_in(before.box))
    if before.page != block.page:
        message = f"{subject.name} is read after {after} on page {before.page}"
        return Fault(message, block.page, (block.box,), mark=subject.mark)
    message = f"{subject.name} is read after {after}, which stands below it"
    if block.box.right <= before.box.left + _SLACK_MM:
        message = f"{subject.name} is read after {after}, which stands to the right of it"
    return Fault(message, block.page, (before.box, block.box), mark=subject.mark)


RULES = (
    Rule(
        id="reading-order",
        severity="error",
        why="What is read aloud in another order makes no sense.",
        source="ISO 14289-1, 7.1; WCAG 2.2, 1.3.2",
        cure="Put the parts of the structure in the order in which they are to be read.",
        check=reading_order,
        targets=SCREEN,
    ),
)
