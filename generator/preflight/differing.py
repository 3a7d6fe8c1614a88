"""Say in which words two texts differ."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

_MOST_WORDS = 8
Words = Sequence[str]


def likeness(one: Words, other: Words) -> float:
    """Return how much two texts have in common, from 0 to 1."""
    return _matcher(one, other).ratio()


def first_difference(one: Words, other: Words) -> tuple[str, str] | None:
    """Return the words in which two texts differ first, quoted; None when they don't."""
    for kind, start, end, other_start, other_end in _matcher(one, other).get_opcodes():
        if kind != "equal":
            return quoted(one[start:end]), quoted(other[other_start:other_end])
    return None


def quoted(words: Words) -> str:
    """Return words in quotation marks, not too many of them; `nothing` for none."""
    if not words:
        return "nothing"
    return f"'{' '.join(words[:_MOST_WORDS])}{' …' if len(words) > _MOST_WORDS else ''}'"


def _matcher(one: Words, other: Words) -> SequenceMatcher[str]:
    return SequenceMatcher(None, one, other, autojunk=False)
