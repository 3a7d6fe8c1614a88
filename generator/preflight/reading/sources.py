"""Find where printed text is written: glyphs of a page and the texts on it → names and marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.model.mark import Mark
from generator.preflight.expected import SourceText
from generator.preflight.reading.glyphs import Glyph, Text


@dataclass(frozen=True)
class Subject:
    """What a finding is about, as its message begins."""

    name: str
    """`the answer of drempel 7`, or the words themselves in quotation marks."""
    mark: Mark | None = None
    source: SourceText | None = None


def subject_of(text: Text, glyphs: Iterable[Glyph], sources: Sequence[SourceText]) -> Subject:
    """Return what people call the text that all `glyphs` are of, and where it is written.

    What isn't part of one source text is quoted.
    """
    glyphs = tuple(glyphs)
    for source, positions in placed(text, sources):
        if all(glyph.position in positions for glyph in glyphs):
            return Subject(source.name, source.mark, source)
    return Subject(text.quote(glyphs))


def by_subject(
    text: Text, glyphs: Iterable[Glyph], sources: Sequence[SourceText]
) -> list[tuple[Subject, tuple[Glyph, ...]]]:
    """Return `glyphs` by the source text that they are part of; all others are one group."""
    left = list(glyphs)
    groups = []
    for source, positions in placed(text, sources) if left else ():
        inside = tuple(glyph for glyph in left if glyph.position in positions)
        if inside:
            groups.append((Subject(source.name, source.mark, source), inside))
            left = [glyph for glyph in left if glyph.position not in positions]
    if left:
        groups.append((Subject(text.quote(left)), tuple(left)))
    return groups


def placed(text: Text, sources: Sequence[SourceText]) -> list[tuple[SourceText, frozenset[int]]]:
    """Return each place where a source text stands on a page: the positions of its glyphs.

    Letters and digits alone are compared: quotation marks, spaces and hyphens are the template's.
    A text inside another one comes after it.
    """
    solid = [at for at, glyph in enumerate(text.glyphs) if glyph.character.isalnum()]
    page = "".join(text.glyphs[at].character for at in solid)
    if len(page) != len(solid):  # a glyph that stands for several characters
        return []
    found = []
    for source in sources:
        letters = "".join(filter(str.isalnum, source.text))
        for match in re.finditer(re.escape(letters), page) if letters else ():
            first, last = solid[match.start()], solid[match.end() - 1]
            found.append((source, _between(text.glyphs, first, last)))
    return found


def _between(glyphs: Sequence[Glyph], first: int, last: int) -> frozenset[int]:
    """Return the positions of glyphs from one to another, with what points go with them."""
    words = (glyphs[first].word, glyphs[last].word)
    while first and _goes_with(glyphs[first - 1], words):
        first -= 1
    while last + 1 < len(glyphs) and _goes_with(glyphs[last + 1], words):
        last += 1
    return frozenset(glyph.position for glyph in glyphs[first : last + 1])


def _goes_with(glyph: Glyph, words: tuple[int, int]) -> bool:
    return glyph.word in words and not glyph.character.isalnum()
