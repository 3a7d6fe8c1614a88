"""Read a page as one text: its words with spaces between them → which glyphs a part of it is."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Container
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from generator.preflight.reading.glyphs import Glyph
from generator.preflight.reading.proof import ProofPage


@dataclass(frozen=True)
class Passage:
    """The words of a page as one text, for what is found in them by their characters."""

    page: ProofPage

    @cached_property
    def text(self) -> str:
        """The words, with spaces between them."""
        return " ".join(self.page.text.words)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each word begins."""
        lengths = (len(word) + 1 for word in self.page.text.words)
        return tuple(accumulate(lengths, initial=0))[:-1]

    def numbers(self, start: int, end: int) -> range:
        """Return which words a part of the text is, from its first character to behind its last."""
        return range(bisect(self.starts, start) - 1, bisect(self.starts, end - 1))

    def glyphs(self, words: Container[int]) -> list[Glyph]:
        """Return the glyphs of some words, by their numbers."""
        return [glyph for glyph in self.page.text.glyphs if glyph.word in words]
