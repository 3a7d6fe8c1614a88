"""Put what is printed on panels in reading order: pages and where panels lie → words of each."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.model.geometry import Rect
from generator.preflight.expected import Expected, Panel
from generator.preflight.reading.artwork import artwork
from generator.preflight.reading.glyphs import Glyph
from generator.preflight.reading.proof import Proof, ProofPage

_UPSIDE_DOWN_DEG = 180
_HYPHENS = frozenset("-\u00ad\u2010\u2011")


@dataclass(frozen=True)
class PrintedPanel:
    """What stands on a panel."""

    page: ProofPage
    place: Rect
    words: tuple[tuple[Glyph, ...], ...]
    """In reading order, as one looks at the panel upright."""
    number: int
    """Which page of the document it should be, counted from 0."""


def solid(text: str) -> str:
    """Return a text as it is compared: without spaces, hyphens and capitals, which lines change."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(
        one for one in folded if one.isprintable() and not one.isspace() and one not in _HYPHENS
    )


def letters(word: Sequence[Glyph]) -> str:
    """Return the characters of a word."""
    return "".join(glyph.character for glyph in word)


def printed_panels(proof: Proof, expected: Expected) -> list[PrintedPanel]:
    """Return all panels of a document by number, with what is printed on each."""
    found = [
        PrintedPanel(page, panel.place, tuple(_words(page, panel, expected)), panel.number)
        for page, panels in zip(proof.pages, expected.placed, strict=False)
        for panel in panels
    ]
    return sorted(found, key=lambda panel: panel.number)


def _words(page: ProofPage, panel: Panel, expected: Expected) -> Iterator[tuple[Glyph, ...]]:
    alone = expected.layout is None
    glyphs = artwork(page, expected) if alone else page.glyphs_in((panel.place,))
    for _, line in groupby(glyphs, key=lambda glyph: glyph.line):
        words = [tuple(word) for _, word in groupby(line, key=lambda glyph: glyph.word)]
        if words[0][0].turned_deg == _UPSIDE_DOWN_DEG:
            # PDFium reads much of such a line from left to right as it lies.
            words = [tuple(sorted(word, key=_from_the_right)) for word in words]
            words.sort(key=lambda word: _from_the_right(word[0]))
        yield from words


def _from_the_right(glyph: Glyph) -> float:
    return -glyph.right
