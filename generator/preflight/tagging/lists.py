"""Find lists that only look like lists: paragraphs → runs of lines that begin with a mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from generator.model.geometry import Rect
from generator.preflight.expected import Expected, Fault
from generator.preflight.reading.glyphs import Glyph, around
from generator.preflight.reading.proof import Proof, ProofPage
from generator.preflight.rule import SCREEN, Rule
from generator.preflight.tagging.seen import seen
from generator.preflight.tagging.tags import tags_of

_DASHES = frozenset("-–—*•·‣▪◦●○■□✓✔➔→")
_NUMBER = re.compile(r"(\d{1,2})[.)]")
_IN_LISTS = frozenset(("L", "LI", "LBody", "TOC", "TOCI", "Index", "Note"))
_FEWEST = 2

_Item = tuple[ProofPage, str, Rect]
"""A line that begins as items do: its page, the words that it begins with, its place."""


def list_tagged(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find dashes and numbers that somebody typed where a list belongs."""
    for items in _runs(proof):
        if len(items) >= _FEWEST:
            page, mark, _ = items[0]
            places = tuple(place for one, _, place in items if one is page)
            yield Fault(
                f"a list of {len(items)} is typed with '{mark}', and isn't tagged as a list",
                page.number,
                places,
            )


def _runs(proof: Proof) -> Iterator[list[_Item]]:
    """Yield items that follow one another, in the order in which they are read."""
    tags, run = tags_of(proof), list[_Item]()
    for at, element in enumerate(tags.elements):
        if element.kind != "P" or any(one.kind in _IN_LISTS for one in tags.holders(at)):
            continue
        page, glyphs, _ = seen(proof, tags.contents(at))
        items = list(_items(page, glyphs)) if page else []
        if run and not (items and _goes_on(run[-1][1], items[0][1])):
            yield run
            run = []
        for item in items:
            if run and not _goes_on(run[-1][1], item[1]):
                yield run
                run = []
            run.append(item)
    yield run


def _items(page: ProofPage, glyphs: list[Glyph]) -> Iterator[_Item]:
    """Yield the lines of a paragraph that begin with a mark and go on."""
    for _, of_line in groupby(glyphs, key=lambda glyph: glyph.line):
        line = list(of_line)
        first = page.text.words[line[0].word]
        if line[-1].word != line[0].word and (first in _DASHES or _NUMBER.fullmatch(first)):
            yield page, first, around(line)


def _goes_on(before: str, mark: str) -> bool:
    """Say whether a mark continues a list: the same dash, or the next number."""
    last, next_ = _NUMBER.fullmatch(before), _NUMBER.fullmatch(mark)
    if last and next_:
        return int(next_[1]) == int(last[1]) + 1
    return before == mark


RULES = (
    Rule(
        id="list-tagged",
        severity="warning",
        why="Who listens to a real list hears how long it is, and can skip it.",
        source="ISO 14289-1, 7.6; WCAG 2.2, 1.3.1",
        cure="Make it a list in the program that it was written with, and export again.",
        check=list_tagged,
        targets=SCREEN,
    ),
)
