"""Check that no page is in a file twice."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from generator.preflight.expected import Expected, Fault
from generator.preflight.reading.proof import Proof, ProofPage
from generator.preflight.reading.where import whole
from generator.preflight.rule import Rule

_FEWEST_WORDS = 15  # backs of cards, and pages for notes, are alike on purpose


def page_twice(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find pages that look the same, with the same words; of our own, `text-as-written` tells."""
    if expected.is_ours:
        return
    by_words: dict[tuple[str, ...], list[ProofPage]] = {}
    for page in proof.pages:
        if len(page.text.words) < _FEWEST_WORDS:
            continue
        others = by_words.setdefault(page.text.words, [])
        same = next((one for one in others if _look_alike(one, page)), None)
        if same is None:
            others.append(page)
        else:
            yield Fault(f"the page is page {same.number} again", page.number, whole(page))


def _look_alike(one: ProofPage, other: ProofPage) -> bool:
    if one.raster is None or other.raster is None:
        return False
    return bool(np.array_equal(one.raster.pixels, other.raster.pixels))


RULES = (
    Rule(
        id="page-twice",
        severity="warning",
        why="A page that comes twice is paid for twice, or stands where another is missing.",
        source="Trade practice",
        cure="Take one out, or put in the page that belongs there.",
        check=page_twice,
    ),
)
