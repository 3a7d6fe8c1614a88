"""Copyfit: documents that hang side by side and the scales they may have → the largest that fit."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from math import inf

from generator.model.document import FitResult, Html, Part, PartFit
from generator.model.fit import Fit

STEPS = 32
"""Sizes between smallest and largest that are tried: one step is about 1 to 2% of type size."""

_ENOUGH_TO_GUESS = 2
"""Documents of a series: with more, one is searched for what it tells of the others."""

Place = tuple[int, str]
"""A part: the number of its document in the series, and its id."""
Trial = Callable[[Html, FitResult], Mapping[str, bool]]
"""Lays a document out in given sizes and tells for each part whether it fits."""


@dataclass(frozen=True)
class CopyfitResult:
    """The sizes of each document in the series; or the parts that don't fit even so small."""

    fits: tuple[FitResult, ...]
    too_long: tuple[Place, ...] = ()


Steps = Mapping[str, int]
"""Sizes of a document's parts by id, each as a step from 0 (smallest) to STEPS (largest)."""


@dataclass(frozen=True)
class Growth:
    """A document whose texts, or then headlines, are to grow as large as they fit."""

    html: Html
    fit: Fit
    text: Steps | None = None
    """The sizes of its texts when these stand, and its headlines are to grow."""
    near: Steps = field(default_factory=dict)
    """Where parts are likely to end."""

    def result(self, grown: Steps) -> FitResult:
        """Return the document's scales when what grows has these sizes."""
        if self.text is not None:
            return _scales(self.html, self.fit, self.text, grown)
        # Headlines with a range of their own come second; others keep step with the text.
        headline = dict.fromkeys(grown, 0) if self.fit.headline else grown
        return _scales(self.html, self.fit, grown, headline)

    def most(self, part: Part) -> int:
        """Return the largest step that may fit; -1 where a word is wider than its measure."""
        headlines_grow = self.text is not None or not self.fit.headline
        steps = range(STEPS, -1, -1)
        in_measure = (step for step in steps if self._in_measure(part, step))
        most = next(in_measure, -1)
        return most if headlines_grow or most < 0 else STEPS

    def _in_measure(self, part: Part, step: int) -> bool:
        return part.lines_at(self.fit.headlines.at(step / STEPS)) is not None


def grow(growth: Growth, trial: Trial) -> dict[str, int]:
    """Return the largest step at which each part fits; -1 where even the smallest is too large.

    All parts are bisected together: one layout of the document tests a step for each part. Where
    one is likely to end, it and its neighbour are tested first.
    """
    low = {part.id: -1 for part in growth.html.parts}
    high = {part.id: growth.most(part) for part in growth.html.parts}
    tried = {part: max(min(growth.near.get(part, step), step), 0) for part, step in high.items()}
    neighbours = set(growth.near)
    # A part whose own step is known stays there while the others are searched.
    while open_parts := [part for part in low if low[part] < high[part]]:
        fitting = trial(growth.html, growth.result(tried))
        for part in open_parts:
            if fitting[part]:
                low[part] = tried[part]
            else:
                high[part] = tried[part] - 1
            middle = (low[part] + high[part] + 1) // 2
            beside = low[part] + 1 if fitting[part] else high[part]
            tried[part] = max(beside if part in neighbours else middle, 0)
        neighbours.clear()
    return low


Search = Generator[list[Growth], Sequence[Steps], CopyfitResult]
"""Yields what is to grow next, is sent the steps that were found, and returns the sizes."""


def search(documents: Sequence[Html], fit: Fit) -> Search:
    """Choose the largest sizes at which every part of every document has its pages.

    First text grows until its part is full, with headlines at their smallest; in a series the
    smallest of these sizes holds for all. Then each headline grows into what room is left; in a
    series they are gathered into as many sizes as `fit.headline.sizes`. Documents grow one
    independently of the other: that can be done anywhere.
    """
    if fit.headline and fit.series and len(documents) > _ENOUGH_TO_GUESS:
        headlines = yield from _grown_headlines(
            fit, documents, [_largest(one) for one in documents]
        )
        if all(step >= 0 for steps in headlines for step in steps.values()):
            # Text fits at its largest beside headlines of these sizes, so beside small ones, too.
            text = [_largest(html) for html in documents]
            return _result(documents, fit, text, _shared(documents, headlines, fit))
    grown = yield [Growth(html, fit) for html in documents]
    if too_long := tuple(
        (at, part) for at, steps in enumerate(grown) for part, step in steps.items() if step < 0
    ):
        smallest = [dict.fromkeys(steps, 0) for steps in grown]
        return _result(documents, fit, smallest, smallest, too_long)
    least = min(min(steps.values()) for steps in grown)
    # A document has one text size: its fullest part's.
    text = [dict.fromkeys(steps, least if fit.series else min(steps.values())) for steps in grown]
    if not fit.headline:
        return _result(documents, fit, text, text)
    headlines = yield from _grown_headlines(fit, documents, text)
    return _result(documents, fit, text, _shared(documents, headlines, fit))


def _largest(html: Html) -> dict[str, int]:
    return {part.id: STEPS for part in html.parts}


def _grown_headlines(
    fit: Fit, documents: Sequence[Html], text: Sequence[Steps]
) -> Generator[list[Growth], Sequence[Steps], list[Steps]]:
    """Let headlines grow beside texts of given sizes; return the steps that were found."""
    growths = [Growth(html, fit, steps) for html, steps in zip(documents, text, strict=True)]
    known: dict[int, Steps] = {}
    if fit.series and len(documents) > _ENOUGH_TO_GUESS:
        # What hangs side by side has equal room: where one ends tells of the others.
        first = _fullest(growths)
        (known[first],) = yield [growths[first]]
        if min(known[first].values()) < 0:
            return [known[first]] * len(documents)
        growths = [_guessed(growth, growths[first], known[first]) for growth in growths]
    others = [at for at in range(len(documents)) if at not in known]
    found = yield [growths[at] for at in others]
    known.update(zip(others, found, strict=True))
    return [known[at] for at in range(len(documents))]


def _shared(documents: Sequence[Html], found: Sequence[Steps], fit: Fit) -> list[dict[str, int]]:
    """Return the headlines' sizes; those of a series are gathered into few."""
    # Layout isn't quite monotonic: the smallest step was seen to fit, so no part ends below it.
    sizes = [{part: max(step, 0) for part, step in steps.items()} for steps in found]
    if fit.series and fit.headline:
        return _gathered(documents, sizes, fit.headline.sizes)
    return sizes


def _fullest(growths: Sequence[Growth]) -> int:
    """Return the number of a document whose headline is as high as any, as large as it may be."""

    def highest(growth: Growth) -> float:
        return sum(_height(part, growth.most(part), growth.fit) for part in growth.html.parts)

    return max(range(len(growths)), key=lambda at: highest(growths[at]))


def _guessed(growth: Growth, like: Growth, steps: Steps) -> Growth:
    """Say where a document's headline is likely to end: where it is as high as that of another."""
    if len(growth.html.parts) != 1 or len(like.html.parts) != 1:
        return growth
    (part,), (other,) = growth.html.parts, like.html.parts
    # The next size didn't fit any more; a line more may have made it much higher.
    room = _height(other, max(steps[other.id], 0) + 1, like.fit)
    fitting = (step for step in range(STEPS, 0, -1) if _height(part, step, growth.fit) < room)
    return replace(growth, near={part.id: next(fitting, 0)})


def _height(part: Part, step: int, fit: Fit) -> float:
    """Return how high a part's headlines are at a step, in lines of scale 1."""
    scale = fit.headlines.at(step / STEPS)
    lines = part.lines_at(scale)
    return inf if lines is None else scale * sum(lines)


def copyfit(documents: Sequence[Html], fit: Fit, trial: Trial) -> CopyfitResult:
    """Search for sizes in this process, one document after the other."""
    searching = search(documents, fit)
    asked = next(searching)
    while True:
        try:
            asked = searching.send([grow(one, trial) for one in asked])
        except StopIteration as found:
            result: CopyfitResult = found.value
            return result


def _scales(html: Html, fit: Fit, text: Steps, headline: Steps) -> FitResult:
    """Return a document's scales for the steps of its parts."""
    parts = {}
    for part in html.parts:
        scale = fit.headlines.at(headline[part.id] / STEPS)
        lines = part.lines_at(scale) or ()
        parts[part.id] = PartFit(fit.at(text[part.id] / STEPS), scale, lines)
    return FitResult(parts)


def _result(
    documents: Sequence[Html],
    fit: Fit,
    text: Sequence[Steps],
    headline: Sequence[Steps],
    too_long: tuple[Place, ...] = (),
) -> CopyfitResult:
    steps = zip(documents, text, headline, strict=True)
    return CopyfitResult(tuple(_scales(html, fit, *one) for html, *one in steps), too_long)


def _gathered(documents: Sequence[Html], grown: Sequence[Steps], most: int) -> list[dict[str, int]]:
    """Let the headlines of a series share sizes; parts without a headline don't count."""
    titled = [{part.id for part in html.parts if part.headlines} for html in documents]
    steps = [
        step
        for ids, one in zip(titled, grown, strict=True)
        for part, step in one.items()
        if part in ids
    ]
    levels = gather_sizes(steps, most)
    return [
        {part: levels[step] if part in ids else step for part, step in one.items()}
        for ids, one in zip(titled, grown, strict=True)
    ]


def smallest_sizes(html: Html, fit: Fit) -> FitResult | None:
    """Return a document's smallest sizes; None when a word of a headline is too wide."""
    parts = {}
    for part in html.parts:
        lines = part.lines_at(fit.headlines.smallest)
        if lines is None:
            return None
        parts[part.id] = PartFit(fit.smallest, fit.headlines.smallest, lines)
    return FitResult(parts)


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
