"""Check that what is printed is what was composed: each text, on the page where it belongs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from generator.model.direction import is_right_to_left
from generator.model.geometry import Rect
from generator.preflight.differing import first_difference, likeness, quoted
from generator.preflight.expected import Expected, Fault, SourceText
from generator.preflight.reading.glyphs import Glyph, around
from generator.preflight.reading.printed import PrintedPanel, letters, printed_panels, solid
from generator.preflight.reading.proof import Proof
from generator.preflight.rule import Rule

if TYPE_CHECKING:
    from generator.preflight.reading.composed import Composed

_ALIKE = 0.25
"""Of the words of two texts, to take one for a changed copy of the other."""
_MOST_FAULTS = 5


class Stretch(NamedTuple):
    """Letters of a panel that are one text of the document."""

    panel: int
    """Its place among the panels."""
    text: int
    """The text's place in the document."""


@dataclass(frozen=True)
class Extra:
    """Words on a panel that are none of its texts."""

    panel: PrintedPanel
    words: Sequence[Sequence[Glyph]]

    @property
    def told(self) -> list[str]:
        """The words as they are printed."""
        return [letters(word) for word in self.words]

    @property
    def place(self) -> Rect:
        """Where they stand."""
        return around(glyph for word in self.words for glyph in word)


def text_as_written(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find text that is not as it was composed, is missing, or stands on another page."""
    if not expected.html or not expected.placed:
        return
    if is_right_to_left(expected.language or ""):
        return  # a PDF holds such lines as they are seen, and not as they are read
    from generator.preflight.reading.composed import read_composed  # only who compares waits

    composed = read_composed(expected.html)
    if composed is None:
        return
    panels = printed_panels(proof, expected)
    says = [_without_margins(panel, composed, len(proof.pages)) for panel in panels]
    if not _is_in_place(says, "".join(map(solid, composed.texts))):
        yield from list(_told(panels, says, composed, expected))[:_MOST_FAULTS]


def _without_margins(panel: PrintedPanel, composed: Composed, pages: int) -> list[str]:
    """Return the words of a panel as they are compared, and no page number."""
    words = [solid(letters(word)) for word in panel.words]
    margins = [solid(word) for word in composed.in_margins(panel.number + 1, pages).split()]
    count = len(margins)
    # Last, or else first; only what editions don't share is drawn after the margins.
    last = len(words) - count
    for at in (last, 0, *range(last - 1, 0, -1)) if count else ():
        if words[at : at + count] == margins:
            words[at : at + count] = [""] * count
            break
    return words


def _is_in_place(says: Sequence[Sequence[str]], whole: str) -> bool:
    """Say whether panels say the whole document, one after the other.

    On a panel, texts may come in any order: what lies on top is painted last.
    """
    start = 0
    for words in says:
        here = "".join(words)
        part = whole[start : start + len(here)]
        if here != part:
            in_part = all(word in part for word in words)
            if not in_part or Counter(here) != Counter(part):
                return False
        start += len(here)
    return start == len(whole)


def _told(
    panels: Sequence[PrintedPanel],
    says: Sequence[Sequence[str]],
    composed: Composed,
    expected: Expected,
) -> Iterator[Fault]:
    """Tell what differs: texts that changed, that are gone, that nobody wrote, that moved."""
    found, left = _matched(says, composed.texts)
    known = {one.text for one in found}
    missing = [text for at, text in enumerate(composed.texts) if at not in known]
    extra = []
    for panel, said, letters_left in zip(panels, says, left, strict=True):
        if words := _left_words(panel, said, letters_left):
            extra.append(Extra(panel, words))
    if not extra and not missing:
        yield from _moved(panels, found, composed.texts)
    for one in extra:
        copied = max(missing, key=lambda text: likeness(text.split(), one.told), default="")
        if likeness(copied.split(), one.told) >= _ALIKE:
            missing.remove(copied)
            yield _changed(one, copied, expected.texts)
        else:
            message = f"{quoted(one.told)} is printed, and wasn't written there"
            yield Fault(message, one.panel.page.number, (one.place,))
    for text in missing:
        source = _source_of(text, expected.texts)
        name = f"{source.name}, {quoted(text.split())}," if source else quoted(text.split())
        yield Fault(f"{name} isn't printed", mark=source.mark if source else None)


def _changed(extra: Extra, written: str, sources: Sequence[SourceText]) -> Fault:
    """Tell where a text and what is printed of it differ first."""
    words = written.split()
    was, now = first_difference(words, extra.told) or (quoted(words), quoted(extra.told))
    source = _source_of(written, sources, was)
    name = source.name if source else quoted(words)
    message = f"{name} says {now} where {was} was written"
    mark = source.mark if source else None
    return Fault(message, extra.panel.page.number, (extra.place,), mark=mark)


def _matched(
    says: Sequence[Sequence[str]], texts: Sequence[str]
) -> tuple[list[Stretch], list[set[int]]]:
    """Find each text on the panels, from where the last one was; return what is left of them."""
    joined = ["".join(words) for words in says]
    edges = [{0, *accumulate(map(len, words))} for words in says]
    left = [set(range(len(said))) for said in joined]
    found: list[Stretch] = []
    panel = 0
    for number, text in enumerate(texts):
        wanted = solid(text)
        places = (
            (one, start)
            for one in (*range(panel, len(says)), *range(panel))
            for start in _places(wanted, joined[one], edges[one])
            if left[one].issuperset(range(start, start + len(wanted)))
        )
        if (at := next(places, None)) is None:
            continue
        panel, start = at
        left[panel] -= set(range(start, start + len(wanted)))
        found.append(Stretch(panel, number))
    return found, left


def _places(wanted: str, said: str, edges: set[int]) -> Iterator[int]:
    """Yield where a text stands on a panel, from the edge of a word to the edge of another."""
    start = said.find(wanted) if wanted else -1
    while start >= 0:
        if start in edges and start + len(wanted) in edges:
            yield start
        start = said.find(wanted, start + 1)


def _left_words(
    panel: PrintedPanel, said: Sequence[str], left: set[int]
) -> list[tuple[Glyph, ...]]:
    """Return the words of a panel of which any letter is left."""
    words, start = [], 0
    for word, told in zip(panel.words, said, strict=True):
        if not left.isdisjoint(range(start, start + len(told))):
            words.append(word)
        start += len(told)
    return words


def _moved(
    panels: Sequence[PrintedPanel], found: Sequence[Stretch], texts: Sequence[str]
) -> Iterator[Fault]:
    """Tell which texts stand on a page before the one of a text that comes before them."""
    for one, other in pairwise(found):
        if other.panel < one.panel:
            here, there = panels[other.panel].page.number, panels[one.panel].page.number
            words = quoted(texts[other.text].split())
            yield Fault(
                f"{words} is printed before {quoted(texts[one.text].split())}, which comes first",
                here,
                (panels[other.panel].place,),
                f"that is on page {there}",
            )


def _source_of(text: str, sources: Sequence[SourceText], part: str = "") -> SourceText | None:
    """Return the source that a text is, or has most of; one with `part` in it, if there is one."""
    wanted, inside = solid(text), solid(part).strip("'")
    near = [one for one in sources if _are_near(solid(one.text), wanted)]
    holding = [one for one in near if inside in solid(one.text)]
    return max(holding or near, key=lambda one: len(one.text), default=None)


def _are_near(source: str, text: str) -> bool:
    """Say whether a text holds all of a source, or the source most of it."""
    return source in text or (text in source and len(text) > len(source) / 2)


RULES = (
    Rule(
        id="text-as-written",
        severity="error",
        why="What is printed must be what was written and proofread, word for word.",
        source="The campaign’s own text, as composed",
        cure="Build it again: the file was changed, or the text was after it was built.",
        check=text_as_written,
    ),
)
