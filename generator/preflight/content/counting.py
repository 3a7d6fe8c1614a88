"""How languages say how many barriers there are: words and patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DUTCH_NUMBERS = "drie vier vijf zes zeven acht negen tien elf twaalf"
_ENGLISH_NUMBERS = "three four five six seven eight nine ten eleven twelve"
_DUTCH_PARTLY = """
    andere bespreek bespreken eerste elke hooguit kies kiezen laatste leg maximaal minimaal
    minstens neem of overige pak per resterende tot trek volgende vorige zonder
"""
_ENGLISH_PARTLY = """
    another choose discuss draw each every first last least lay most next or other pick previous
    remaining take than to
"""


@dataclass(frozen=True)
class Counting:
    """How a language counts barriers."""

    numbers: tuple[str, ...]
    """The words for 3, 4, 5, …; 1 and 2 are seldom of all barriers."""
    counted: str
    """The words for barriers, and for what there is one of for each: a pattern."""
    adjective: str
    """A word that may stand between the two: a pattern."""
    partly: frozenset[str]
    """Words before a number that say that it isn't of all barriers, as in 'choose three cards'."""

    def number(self, typed: str) -> int:
        """Return a number as a number; 0 for what isn't one."""
        if re.fullmatch("[0-9]+", typed):
            return int(typed)
        # Without regard to case the Turkish ı is an i, but it is none of ours.
        return self.numbers.index(typed.lower()) + 3 if typed.lower() in self.numbers else 0


COUNTING = {
    "nl": Counting(
        tuple(_DUTCH_NUMBERS.split()),
        r"drempels|antwoorden|twijfels|(?:zak)?kaart(?:en|jes)",
        r"(?!(?:de|die|je|per|ze|we)\b)[^\W\d_]+e",
        frozenset(_DUTCH_PARTLY.split()),
    ),
    "en": Counting(
        tuple(_ENGLISH_NUMBERS.split()),
        r"barriers|thresholds|hurdles|doubts|answers|(?:pocket[ -])?cards",
        r"(?!(?:a|an|and|for|from|in|of|on|or|per|the|to|with)\b)[^\W\d_]*[^\W\d_s]",
        frozenset(_ENGLISH_PARTLY.split()),
    ),
}
