"""Check that what looks like a heading is one, and that what is one looks like it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.expected import Expected, Fault
from generator.preflight.reading.glyphs import around
from generator.preflight.reading.proof import Proof
from generator.preflight.rule import SCREEN, Rule
from generator.preflight.symbols.addresses import printed_address
from generator.preflight.tagging.disguised import Disguised, disguised_headings
from generator.preflight.tagging.seen import seen
from generator.preflight.tagging.tags import HEADINGS, tags_of

_LONGEST = 24
"""Words: two lines of a poster's quote have half as many."""
_FEWEST_LETTERS = 4


def heading_tagged(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find paragraphs that are larger and bolder than the text below them, beside real headings.

    A document without any headings is told of by `heading-order`.
    """
    if not any(one.kind in HEADINGS for one in tags_of(proof).elements):
        return
    for one in disguised_headings(proof):
        stands_out = one.is_larger and one.is_bold and one.is_over_text
        if stands_out and not _is_to_call_or_visit(one):
            yield Fault(
                f"{one.page.text.quote(one.glyphs)} looks like a heading, and is tagged as text",
                one.page.number,
                (around(one.glyphs),),
            )


def _is_to_call_or_visit(one: Disguised) -> bool:
    """Say whether it is a number, an address or a price, which are often set as headings are."""
    letters = sum(glyph.character.isalpha() for glyph in one.glyphs)
    numbers = {glyph.word for glyph in one.glyphs}
    is_address = any("@" in word or printed_address(word) for word in map(one.word, numbers))
    return letters < _FEWEST_LETTERS or is_address


def heading_length(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find paragraphs that are tagged as headings."""
    tags = tags_of(proof)
    for at, element in enumerate(tags.elements):
        if element.kind not in HEADINGS:
            continue
        page, glyphs, place = seen(proof, tags.contents(at))
        count = len({glyph.word for glyph in glyphs})
        if page and count > _LONGEST:
            yield Fault(
                f"the heading {page.text.quote(glyphs)} has {count} words", page.number, place
            )


RULES = (
    Rule(
        id="heading-tagged",
        severity="warning",
        why="Who listens finds a part by its heading, and doesn’t hear that letters are large.",
        source="ISO 14289-1, 7.4; WCAG 2.2, 1.3.1",
        cure="Give it the heading style of its level.",
        check=heading_tagged,
        targets=SCREEN,
    ),
    Rule(
        id="heading-length",
        severity="warning",
        why="A list of headings is a table of contents: a paragraph in it hides the others.",
        source="WCAG 2.2, 2.4.6",
        cure="Tag the text as a paragraph, or shorten it.",
        check=heading_length,
        targets=SCREEN,
    ),
)
