"""Find where printed text is written: glyphs of a page and the texts on it → names and marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.model.mark import Mark
from generator.preflight.expected import SourceText
from generator.preflight.glyphs import Glyph, Text


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
    solid = [glyph for glyph in text.glyphs if glyph.character.isalnum()]
    page = "".join(glyph.character for glyph in solid)
    if len(page) != len(solid):  # a glyph that stands for several characters
        return []
    found = []
    for source in sources:
        letters = "".join(character for character in source.text if character.isalnum())
        for match in re.finditer(re.escape(letters), page) if letters else ():
            found.append((source, _between(text, solid[match.start()], solid[match.end() - 1])))
    return found


def _between(text: Text, first: Glyph, last: Glyph) -> frozenset[int]:
    """Return the positions of all glyphs from one to another, with what points go with them."""
    ends = (first.word, last.word)
    return frozenset(
        glyph.position
        for glyph in text.glyphs
        if first.position <= glyph.position <= last.position
        or (glyph.word in ends and not glyph.character.isalnum())
    )
