"""Copyfit: documents that hang side by side and the scales they may have → the largest that fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from generator.model.document import FitResult, Html, Part, PartFit
from generator.model.product import Fit

STEPS = 32
"""Sizes between smallest and largest that are tried: one step is about 1 to 2% of type size."""

Place = tuple[int, str]
"""A part: the number of its document in the series, and its id."""
Trial = Callable[[Html, FitResult], Mapping[str, bool]]
"""Lays a document out in given sizes and tells for each part whether it fits."""


@dataclass(frozen=True)
class CopyfitResult:
    """The sizes of each document in the series; or the parts that don't fit even so small."""

    fits: tuple[FitResult, ...]
    too_long: tuple[Place, ...] = ()


@dataclass(frozen=True)
class _Sizes:
    """Sizes under trial, each as a step from 0 (smallest) to STEPS (largest)."""

    text: Mapping[Place, int]
    headline: Mapping[Place, int]


@dataclass
class _Search:
    documents: Sequence[Html]
    fit: Fit
    trial: Trial

    @property
    def places(self) -> list[tuple[Place, Part]]:
        return [
            ((at, part.id), part) for at, html in enumerate(self.documents) for part in html.parts
        ]

    def result_of(self, at: int, sizes: _Sizes) -> FitResult:
        """Return document `at`'s scales for sizes under trial."""
        parts = {}
        for part in self.documents[at].parts:
            place = (at, part.id)
            headline = self.fit.headlines.at(sizes.headline[place] / STEPS)
            lines = part.lines_at(headline) or ()
            parts[part.id] = PartFit(self.fit.at(sizes.text[place] / STEPS), headline, lines)
        return FitResult(parts)

    def in_measure(self, part: Part, step: int) -> bool:
        """Tell whether a part's headlines have no word that is too wide at `step`."""
        return part.lines_at(self.fit.headlines.at(step / STEPS)) is not None

    def results(self, sizes: _Sizes) -> tuple[FitResult, ...]:
        """Return every document's scales."""
        return tuple(self.result_of(at, sizes) for at in range(len(self.documents)))

    def fitting(self, sizes: _Sizes, only: Iterable[int]) -> dict[Place, bool]:
        """Lay the documents in `only` out; tell for each of their parts whether it fits."""
        found: dict[Place, bool] = {}
        for at in sorted(set(only)):
            result = self.result_of(at, sizes)
            laid_out = self.trial(self.documents[at], result)
            for part in self.documents[at].parts:
                in_measure = self.in_measure(part, sizes.headline[at, part.id])
                found[at, part.id] = in_measure and laid_out[part.id]
        return found

    def largest(self, sizes_at: Callable[[Mapping[Place, int]], _Sizes]) -> dict[Place, int]:
        """Return the largest step at which each part fits; -1 where even the smallest is too large.

        All parts are bisected together: one layout of a document tests a step for each part.
        """
        low = {place: -1 for place, _ in self.places}
        high = {place: STEPS for place, _ in self.places}
        tried = dict(high)
        # A part whose own step is known stays there while the others are searched.
        while open_places := [place for place in low if low[place] < high[place]]:
            fitting = self.fitting(sizes_at(tried), (at for at, _ in open_places))
            for place in open_places:
                if fitting[place]:
                    low[place] = tried[place]
                else:
                    high[place] = tried[place] - 1
                tried[place] = max((low[place] + high[place] + 1) // 2, 0)
        return low


def copyfit(documents: Sequence[Html], fit: Fit, trial: Trial) -> CopyfitResult:
    """Choose the largest sizes at which every part of every document has its pages.

    First text grows until its part is full, with headlines at their smallest; in a series the
    smallest of these sizes holds for all. Then each headline grows into what room is left; in a
    series they are gathered into as many sizes as `fit.headline.sizes`.
    """
    search = _Search(documents, fit, trial)
    smallest = {place: 0 for place, _ in search.places}
    grown = search.largest(lambda steps: _Sizes(steps, smallest if fit.headline else steps))
    if too_long := tuple(place for place, step in grown.items() if step < 0):
        return CopyfitResult(search.results(_Sizes(smallest, smallest)), too_long)
    text = _shared(grown) if fit.series else _shared_by_document(grown)
    headline = _grown_headlines(search, text) if fit.headline else text
    return CopyfitResult(search.results(_Sizes(text, headline)))


def smallest_sizes(html: Html, fit: Fit) -> FitResult | None:
    """Return a document's smallest sizes; None when a word of a headline is too wide."""
    parts = {}
    for part in html.parts:
        lines = part.lines_at(fit.headlines.smallest)
        if lines is None:
            return None
        parts[part.id] = PartFit(fit.smallest, fit.headlines.smallest, lines)
    return FitResult(parts)


def _grown_headlines(search: _Search, text: Mapping[Place, int]) -> dict[Place, int]:
    """Return each headline's step once the text's size stands."""
    # Layout isn't quite monotonic: the smallest step was seen to fit, so no part ends below it.
    grown = {
        place: max(step, 0)
        for place, step in search.largest(lambda steps: _Sizes(text, steps)).items()
    }
    headline = search.fit.headline
    if headline is None or not search.fit.series:
        return grown
    titled = {place: step for place, step in grown.items() if _part(search, place).headlines}
    gathered = gather_sizes(list(titled.values()), headline.sizes)
    return {
        place: gathered.get(step, step) if place in titled else step
        for place, step in grown.items()
    }


def _part(search: _Search, place: Place) -> Part:
    return next(part for part in search.documents[place[0]].parts if part.id == place[1])


def _shared(steps: Mapping[Place, int]) -> dict[Place, int]:
    return dict.fromkeys(steps, min(steps.values()))


def _shared_by_document(steps: Mapping[Place, int]) -> dict[Place, int]:
    """A document has one text size: its fullest part's."""
    smallest: dict[int, int] = {}
    for (at, _), step in steps.items():
        smallest[at] = min(step, smallest.get(at, step))
    return {(at, part): smallest[at] for at, part in steps}


def gather_sizes(steps: Sequence[int], most: int) -> dict[int, int]:
    """Map each step to one of at most `most`, none larger than itself, losing least in all."""
    ordered = sorted(set(steps))
    if len(ordered) <= most:
        return {step: step for step in ordered}

    def kept(levels: Sequence[int]) -> dict[int, int]:
        return {step: max(level for level in levels if level <= step) for step in ordered}

    choices = (
        kept((ordered[0], *others))
        for others in combinations(ordered[1:], min(most, len(ordered)) - 1)
    )
    return max(choices, key=lambda levels: sum(levels[step] for step in steps))
