"""Find headings that only look like headings: paragraphs → short ones set larger or bolder."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import pypdfium2.raw as pdfium

from generator.preflight.reading.glyphs import Glyph
from generator.preflight.reading.proof import Proof, ProofPage
from generator.preflight.reading.spots import spots_of
from generator.preflight.reading.weight import LONGEST_NAME, is_bold
from generator.preflight.tagging.blocks import blocks_of

_FEWEST_WORDS = 40  # of running text: a card has no headings
_LONGEST = 12  # words of a heading
_LARGER = 1.15
_ITEMS = ("Lbl", "LBody", "LI")
_ENDS_OF_SENTENCES = (".", ",", ";", ":", "!")


@dataclass(frozen=True)
class Disguised:
    """A paragraph that stands out from running text as headings do."""

    page: ProofPage
    glyphs: list[Glyph]
    is_larger: bool
    is_bold: bool
    is_over_text: bool
    """Whether what is read next is running text, or a list."""

    def word(self, number: int) -> str:
        """Return a word of the page by its number."""
        return self.page.text.words[number]


def disguised_headings(proof: Proof) -> Iterator[Disguised]:
    """Yield short paragraphs that are larger than running text, or bold where it isn't."""
    spots, blocks = spots_of(proof), blocks_of(proof)
    paragraphs = [
        (proof.pages[block.page - 1], glyphs, next_)
        for block, next_ in pairwise((*blocks, None))
        if block and block.kind == "P" and (glyphs := spots[block.page].glyphs_in(block.box))
    ]
    running = [glyphs for _, glyphs, _ in paragraphs if _word_count(glyphs) > _LONGEST]
    if sum(map(_word_count, running)) < _FEWEST_WORDS:
        return
    usual = median(glyph.size_pt for glyphs in running for glyph in glyphs)
    # In a document that is all bold, bold doesn't stand out.
    tells = not any(_is_bold(page, glyphs) for page, glyphs, _ in paragraphs if glyphs in running)
    for page, glyphs, next_ in paragraphs:
        last = page.text.words[glyphs[-1].word]
        if _word_count(glyphs) > _LONGEST or last.endswith(_ENDS_OF_SENTENCES):
            continue
        is_larger = min(glyph.size_pt for glyph in glyphs) >= _LARGER * usual
        stands_out = tells and _is_bold(page, glyphs)
        if is_larger or stands_out:
            is_over_text = next_ is not None and (
                next_.kind in _ITEMS
                or _word_count(spots[next_.page].glyphs_in(next_.box)) > _LONGEST
            )
            yield Disguised(page, glyphs, is_larger, stands_out, is_over_text)


def _word_count(glyphs: list[Glyph]) -> int:
    return len({glyph.word for glyph in glyphs})


def _is_bold(page: ProofPage, glyphs: list[Glyph]) -> bool:
    """Say whether all of a text is bold: its first and last letter are, and one between them."""
    text_page = page.text_page
    name, flags = ctypes.create_string_buffer(LONGEST_NAME), ctypes.c_int()
    for glyph in (glyphs[0], glyphs[len(glyphs) // 2], glyphs[-1]):
        at = glyph.position
        pdfium.FPDFText_GetFontInfo(text_page, at, name, LONGEST_NAME, flags)
        if not is_bold(pdfium.FPDFText_GetFontWeight(text_page, at), name.value):
            return False
    return True
