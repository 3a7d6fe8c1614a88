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
        if all(glyph.position in positions for glyph in glyphs if glyph.character.isalnum()):
            return Subject(source.name, source.mark, source)
    return Subject(text.quote(glyphs))


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
            positions = frozenset(glyph.position for glyph in solid[match.start() : match.end()])
            found.append((source, positions))
    return found
