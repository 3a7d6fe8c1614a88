"""Find the web addresses that are printed beside QR codes: pages and codes → addresses by code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import hypot

from generator.model.geometry import Rect
from generator.preflight.expected import Expected
from generator.preflight.reading.glyphs import Glyph, around
from generator.preflight.reading.proof import ProofPage
from generator.preflight.symbols.addresses import Address, printed_address, web_address
from generator.preflight.symbols.qr import Code

_REACH_MM = 30
_REACH = 1.5  # sides of the code
_AS_NEAR, _AS_NEAR_MM = 1.5, 5
_LONGEST_BREAK = 3  # lines that a long address is broken over


@dataclass(frozen=True)
class Printed:
    """A web address in print."""

    place: Rect
    word: str
    readings: tuple[Address, ...]
    """What it may be: with what follows it, where it is broken over lines."""


@dataclass(frozen=True)
class Neighbours:
    """What is printed around a code."""

    has_text: bool
    """Whether there is any text on its panel: outlines of letters can't be read."""
    own: tuple[Printed, ...]
    """Addresses near it, and nearer to it than to any other code; the nearest first."""
    others: tuple[Printed, ...]
    """All others on its panel, but for those that belong to another code."""
    letters: str
    """All letters and digits on its panel."""


def neighbours(
    page: ProofPage, codes: Sequence[Code], expected: Expected
) -> Iterator[tuple[Code, Neighbours]]:
    """Yield each of a page's codes with what is printed around it."""
    size = page.size
    panels = expected.panels_on(page.number, size) if size else ()
    for panel in panels:
        inside = [code for code in codes if _lies_in(code.place, panel)]
        if not inside:
            continue
        glyphs = page.glyphs_in((panel,)) if len(panels) > 1 else page.text.glyphs
        printed = list(_printed(glyphs))
        owners = [_owner(one, inside) for one in printed]
        for code in inside:
            yield code, _around(code, printed, owners, glyphs)


def _owner(printed: Printed, codes: Sequence[Code]) -> Code:
    """Return the code that an address belongs to: the nearest, or the one that leads there.

    Below a code stands its address, and below that another code may be nearer; but an address
    right beside one code doesn't belong to another that is far away.
    """
    away = {_distance(code.place, printed.place): code for code in codes}
    nearest = min(away)
    for distance in sorted(away):
        target = web_address(away[distance].text)
        is_there = target and any(map(target.is_printed_as, printed.readings))
        if is_there and distance <= _AS_NEAR * nearest + _AS_NEAR_MM:
            return away[distance]
    return away[nearest]


def _around(
    code: Code, printed: Sequence[Printed], owners: Sequence[Code], glyphs: Sequence[Glyph]
) -> Neighbours:
    own, others = [], []
    for one, owner in zip(printed, owners, strict=True):
        is_near = _distance(owner.place, one.place) <= max(_REACH_MM, _REACH * owner.side_mm)
        if not is_near:
            others.append(one)
        elif owner is code:
            own.append(one)
    own.sort(key=lambda one: _distance(code.place, one.place))
    letters = "".join(glyph.character.casefold() for glyph in glyphs if glyph.character.isalnum())
    return Neighbours(bool(glyphs), tuple(own), tuple(others), letters)


def _printed(glyphs: Sequence[Glyph]) -> Iterator[Printed]:
    """Yield the web addresses among words."""
    words = [tuple(word) for _, word in groupby(glyphs, key=lambda glyph: glyph.word)]
    spelled = ["".join(glyph.character for glyph in word) for word in words]
    for at, word in enumerate(words):
        alone = printed_address(spelled[at]) if "." in spelled[at] else None
        if alone is None:
            continue
        readings = [alone]
        for end in range(at + 2, min(at + _LONGEST_BREAK, len(words)) + 1):
            if words[end - 2][-1].line == words[end - 1][0].line:
                break
            longer = printed_address("".join(spelled[at:end]))
            readings += [longer] if longer else []
        yield Printed(around(word), spelled[at], tuple(readings))


def _lies_in(place: Rect, panel: Rect) -> bool:
    across, down = place.left + place.width / 2, place.top + place.height / 2
    return panel.left <= across <= panel.right and panel.top <= down <= panel.bottom


def _distance(one: Rect, other: Rect) -> float:
    """Return how far two areas are apart, in mm."""
    across = max(one.left - other.right, other.left - one.right, 0)
    down = max(one.top - other.bottom, other.top - one.bottom, 0)
    return hypot(across, down)
