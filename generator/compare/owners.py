"""Tell which barrier words belong to: texts of barriers and a longer one → numbers of barriers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

_WINDOWS = ((2, 2), (2, 1), (1, 2), (3, 0), (0, 3))
"""Words before and after a place: what stands around it may be of something else."""
_FEWEST, _FEWEST_AROUND = 3, 4
"""Words that tell a text from others; fewer stand together by chance."""
_LONG = 5
"""Words that don't stand together by chance."""
Grams = frozenset[tuple[str, ...]]


@dataclass(frozen=True)
class Owner:
    """Whose a text is."""

    barrier: int | None = None
    """None where it can't be told, or where it is the whole campaign's."""
    is_sure: bool = False
    """It says what the barrier's own PDF says; otherwise it follows that."""


@dataclass(frozen=True)
class Owners:
    """What the PDF of each barrier says, by its number."""

    texts: Mapping[int, Sequence[str]]

    def owner(self, words: Sequence[str], start: int, stop: int) -> Owner:
        """Return the barrier that a part of a text belongs to.

        Either its words stand in that barrier's PDF alone, or they follow such words at no greater
        distance than there is between barriers: a longer answer under a barrier's name.
        """
        for before, after in _WINDOWS:
            window = tuple(words[max(start - before, 0) : stop + after])
            if len(window) >= _FEWEST_AROUND:
                having = [number for number in self.texts if window in self._grams(number, window)]
                if len(having) == 1:
                    return Owner(having[0], is_sure=True)
        owned = self.owned(words)
        last = max((at for at in owned if at < start), default=None)
        if last is None:
            return Owner()
        is_followed = any(at >= stop for at in owned)
        return Owner(owned[last]) if is_followed or start - last <= _usual_gap(owned) else Owner()

    def owned(self, words: Sequence[str]) -> dict[int, int]:
        """Return the places in a text whose words stand in one barrier's PDF alone.

        A few words of another barrier may stand in a longer answer by chance: they count only
        between that barrier's neighbours.
        """
        runs = list(self._runs(words))
        owned: dict[int, int] = {}
        for at, (number, start, stop) in enumerate(runs):
            before = [one for one, first, last in runs[:at] if last - first >= _LONG]
            after = [one for one, first, last in runs[at + 1 :] if last - first >= _LONG]
            low, high = before[-1:] or [number], after[:1] or [number]
            if stop - start >= _LONG or low[0] <= number <= high[0]:
                owned.update((place, number) for place in range(start, stop))
        return owned

    def _runs(self, words: Sequence[str]) -> Iterator[tuple[int, int, int]]:
        """Yield a barrier, and the first word and the one behind the last of what is its own."""
        run: tuple[int, int, int] | None = None
        for at in range(len(words) - _FEWEST + 1):
            number = self._telling.get(tuple(words[at : at + _FEWEST]))
            if number is None:
                continue
            if run and run[0] == number and at < run[2]:
                run = (number, run[1], at + _FEWEST)
            else:
                if run:
                    yield run
                run = (number, at, at + _FEWEST)
        if run:
            yield run

    @cached_property
    def _telling(self) -> dict[tuple[str, ...], int]:
        by_gram: dict[tuple[str, ...], set[int]] = {}
        for number, words in self.texts.items():
            for gram in _grams(words, _FEWEST):
                by_gram.setdefault(gram, set()).add(number)
        return {gram: min(having) for gram, having in by_gram.items() if len(having) == 1}

    @cached_property
    def _by_length(self) -> dict[tuple[int, int], Grams]:
        return {}

    def _grams(self, number: int, window: tuple[str, ...]) -> Grams:
        key = number, len(window)
        if key not in self._by_length:
            self._by_length[key] = _grams(self.texts[number], len(window))
        return self._by_length[key]


def _grams(words: Sequence[str], length: int) -> Grams:
    return frozenset(
        tuple(words[at : at + length]) for at in range(max(len(words) - length + 1, 0))
    )


def _usual_gap(owned: Mapping[int, int]) -> float:
    """Return how many words lie between what is one barrier's and what is another's."""
    gaps = [
        following - at for at, following in pairwise(sorted(owned)) if owned[at] != owned[following]
    ]
    return median(gaps) if gaps else 0
