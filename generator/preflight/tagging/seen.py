"""Find where parts of the structure are seen: content of elements → page, glyphs and place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from generator.model.geometry import Rect
from generator.preflight.reading.glyphs import Glyph
from generator.preflight.reading.proof import Proof, ProofPage
from generator.preflight.reading.spots import spots_of
from generator.preflight.tagging.blocks import boxes_of, union
from generator.preflight.tagging.tags import Content


class Seen(NamedTuple):
    """Where content is seen: on the first page that has any of it."""

    page: ProofPage | None
    """None of what isn't painted."""
    glyphs: list[Glyph]
    place: tuple[Rect, ...]
    """The box around it; none of what isn't painted."""


def seen(proof: Proof, contents: Iterable[Content]) -> Seen:
    """Return where content is seen."""
    boxes = boxes_of(proof)
    painted = [
        (number, boxes[number, piece]) for number, piece in contents if (number, piece) in boxes
    ]
    if not painted:
        return Seen(None, [], ())
    page = proof.pages[painted[0][0] - 1]
    places = [box for number, box in painted if number == page.number]
    return Seen(page, spots_of(proof)[page.number].glyphs_in(*places), (union(places),))
