"""Copyfit with layouts that are only pretended: a text fits up to a size that the test knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.document import FitResult, Html, Ladder, Part, PartFit
from generator.model.fit import Fit, HeadlineRange, PageRange, ScaleRange
from generator.model.geometry import Size
from generator.render.copyfit import STEPS, copyfit, gather_sizes, smallest_sizes

LARGEST, SMALLEST = 1.2, 0.6
HEADLINES = HeadlineRange(1.0, 0.4, sizes=3, lines=4)
MOST_LAYOUTS = 7  # one at the largest, then a bisection of the 33 answers that are left
ANY_LADDER: Ladder = (9.0,)

Limits = Mapping[str, float]
limits = st.floats(SMALLEST, 1.5)
series_of_limits = st.lists(
    st.dictionaries(st.sampled_from("abcd"), limits, min_size=1), min_size=1, max_size=5
)


def fit_of(**changes: Any) -> Fit:
    return Fit(LARGEST, SMALLEST, **changes)


def document(name: str, parts: Mapping[str, tuple[Ladder, ...]]) -> Html:
    page = PageRange(min=1, max=1)
    made = tuple(Part(part, page, headlines=ladders) for part, ladders in parts.items())
    return Html(name, Size(85, 55), 0, made)


def documents_of(series: Sequence[Limits]) -> list[Html]:
    return [
        document(str(at), dict.fromkeys(parts, (ANY_LADDER,))) for at, parts in enumerate(series)
    ]


@dataclass
class Layouts:
    """Pretends to lay out: a part fits while its text and its headline are small enough."""

    text: Sequence[Limits]
    headline: Sequence[Limits] = ()
    tried: list[tuple[int, FitResult]] = field(default_factory=list)

    def __call__(self, html: Html, result: FitResult) -> dict[str, bool]:
        at = int(html.text)
        self.tried.append((at, result))
        headline = self.headline[at] if self.headline else {}
        return {
            name: fit.text <= self.text[at][name] and fit.headline <= headline.get(name, 9)
            for name, fit in result.parts.items()
        }

    @property
    def most_of_one(self) -> int:
        return max(Counter(at for at, _ in self.tried).values())


def steps(fit: ScaleRange) -> list[float]:
    return [fit.at(step / STEPS) for step in range(STEPS + 1)]


def largest_below(scales: Sequence[float], limit: float) -> float:
    return max(scale for scale in scales if scale <= limit)


def test_text_that_fits_at_its_largest_is_laid_out_once() -> None:
    layouts = Layouts([{"a": 9}, {"a": 9, "b": 9}])
    result = copyfit(documents_of(layouts.text), fit_of(), layouts)
    assert [at for at, _ in layouts.tried] == [0, 1]
    assert {fit.text for one in result.fits for fit in one.parts.values()} == {LARGEST}
    assert result.too_long == ()


@given(series_of_limits)
def test_each_document_gets_the_largest_step_at_which_all_its_parts_fit(
    series: list[Limits],
) -> None:
    layouts = Layouts(series)
    fits = copyfit(documents_of(series), fit_of(), layouts).fits
    for parts, fit in zip(series, fits, strict=True):
        expected = largest_below(steps(fit_of()), min(parts.values()))
        assert {one.text for one in fit.parts.values()} == {expected}
        assert {one.headline for one in fit.parts.values()} == {expected}


@given(series_of_limits)
def test_a_series_shares_the_text_size_of_its_fullest_part(series: list[Limits]) -> None:
    fits = copyfit(documents_of(series), fit_of(series=True), Layouts(series)).fits
    expected = largest_below(steps(fit_of()), min(min(parts.values()) for parts in series))
    assert {one.text for fit in fits for one in fit.parts.values()} == {expected}


@given(series_of_limits)
def test_headlines_without_a_range_of_their_own_keep_step_with_the_text(
    series: list[Limits],
) -> None:
    layouts = Layouts([dict.fromkeys("abcd", 9)] * 5, series)
    fits = copyfit(documents_of(series), fit_of(), layouts).fits
    for parts, fit in zip(series, fits, strict=True):
        expected = largest_below(steps(fit_of()), min(parts.values()))
        assert {(one.text, one.headline) for one in fit.parts.values()} == {(expected, expected)}


@given(st.floats(1.001, 2.2))
def test_text_grows_first_and_its_headline_has_what_is_left(room: float) -> None:
    def shared_room(html: Html, result: FitResult) -> dict[str, bool]:
        return {name: one.text + one.headline <= room for name, one in result.parts.items()}

    fit = fit_of(headline=HEADLINES)
    (found,) = copyfit([document("0", {"a": (ANY_LADDER,)})], fit, shared_room).fits
    text = largest_below(steps(fit), room - fit.headlines.smallest)
    assert found.parts["a"].text == text
    assert found.parts["a"].headline == largest_below(steps(fit.headlines), room - text)


@given(series_of_limits, st.booleans())
def test_no_document_is_laid_out_more_often_than_bisecting_takes(
    series: list[Limits], shared: bool
) -> None:
    layouts = Layouts(series)
    copyfit(documents_of(series), fit_of(series=shared), layouts)
    assert layouts.most_of_one <= MOST_LAYOUTS
    layouts = Layouts(series, series)
    copyfit(documents_of(series), fit_of(series=shared, headline=HEADLINES), layouts)
    # A series hopes first that its text may have its largest size.
    assert layouts.most_of_one <= (3 if shared else 2) * MOST_LAYOUTS


def test_posters_are_laid_out_twice_each_where_the_first_one_tells_of_the_others() -> None:
    room = [{"a": 0.8}] * 10
    layouts = Layouts([{"a": 9}] * 10, room)
    copyfit(documents_of(room), fit_of(series=True, headline=HEADLINES), layouts)
    assert len(layouts.tried) <= MOST_LAYOUTS + 1 + 9 * 2


@given(series_of_limits)
def test_a_headline_grows_into_the_room_that_the_text_leaves(series: list[Limits]) -> None:
    fit = fit_of(headline=HEADLINES)
    fits = copyfit(documents_of(series), fit, Layouts([dict.fromkeys("abcd", 9)] * 5, series)).fits
    for parts, found in zip(series, fits, strict=True):
        for name, limit in parts.items():
            assert found.parts[name].text == LARGEST
            assert found.parts[name].headline == largest_below(steps(fit.headlines), limit)


@given(st.lists(st.floats(0.4, 1.2), min_size=1, max_size=12), st.integers(1, 4))
def test_a_series_uses_few_headline_sizes_and_none_that_does_not_fit(
    room: list[float], sizes: int
) -> None:
    fit = fit_of(series=True, headline=replace(HEADLINES, sizes=sizes))
    series = [{"a": limit} for limit in room]
    layouts = Layouts([{"a": 9}] * len(room), series)
    found = [one.parts["a"].headline for one in copyfit(documents_of(series), fit, layouts).fits]
    assert len(set(found)) <= sizes
    assert all(headline <= limit for headline, limit in zip(found, room, strict=True))
    assert min(found) == largest_below(steps(fit.headlines), min(room))


@given(st.lists(st.integers(0, 12), min_size=1, max_size=9), st.integers(1, 4))
def test_gathered_sizes_lose_as_little_as_any_choice_could(wanted: list[int], most: int) -> None:
    gathered = gather_sizes(wanted, most)
    assert set(gathered) == set(wanted)
    assert len(set(gathered.values())) <= most
    assert all(level <= step for step, level in gathered.items())

    def kept(levels: tuple[int, ...]) -> int:
        return sum(max(level for level in levels if level <= step) for step in wanted)

    best = max(
        kept(levels)
        for count in range(1, most + 1)
        for levels in combinations(range(13), count)
        if min(levels) <= min(wanted)
    )
    assert sum(gathered[step] for step in wanted) == best


def test_a_size_that_many_headlines_want_weighs_more() -> None:
    assert gather_sizes([1, 20, 20, 20, 20, 30], 2) == {1: 1, 20: 20, 30: 20}
    assert gather_sizes([1, 20, 30, 30, 30, 30], 2) == {1: 1, 20: 1, 30: 30}


def test_parts_that_do_not_fit_even_at_the_smallest_are_named() -> None:
    series = [{"a": 0.59, "b": 1.0}, {"a": 1.0}, {"c": 0.9, "d": 0.1}]
    result = copyfit(documents_of(series), fit_of(series=True), Layouts(series))
    assert result.too_long == ((0, "a"), (2, "d"))
    sizes = {(fit.text, fit.headline) for one in result.fits for fit in one.parts.values()}
    assert sizes == {(SMALLEST, SMALLEST)}


@given(
    st.lists(st.dictionaries(st.sampled_from("abc"), st.floats(0, 1.5), min_size=1), min_size=1),
    st.booleans(),
)
def test_no_size_outside_the_products_range_is_ever_tried(
    series: list[Limits], own_headlines: bool
) -> None:
    fit = fit_of(headline=HEADLINES) if own_headlines else fit_of()
    layouts = Layouts(series, series)
    copyfit(documents_of(series), fit, layouts)
    for _, result in layouts.tried:
        for one in result.parts.values():
            assert SMALLEST <= one.text <= LARGEST
            assert fit.headlines.smallest <= one.headline <= fit.headlines.largest


def test_a_headline_is_never_wider_than_its_measure() -> None:
    # In three lines a word of this headline fits up to 0.7; no number of lines gives it more.
    narrow = document("0", {"a": ((0.45, 0.6, 0.7),)})
    (fit,) = copyfit([narrow], fit_of(headline=HEADLINES), Layouts([{"a": 9}])).fits
    assert fit.parts["a"].headline == largest_below(
        steps(fit_of(headline=HEADLINES).headlines), 0.7
    )
    assert fit.parts["a"].lines == (3,)


def test_a_headline_with_a_word_wider_than_its_measure_is_too_long() -> None:
    # The layout itself has room: a word that sticks out makes no further page.
    wide = document("0", {"a": ((0.2, 0.39),), "b": (ANY_LADDER,)})
    result = copyfit([wide], fit_of(headline=HEADLINES), Layouts([{"a": 9, "b": 9}]))
    assert result.too_long == ((0, "a"),)


def test_gathered_headlines_break_into_the_lines_of_their_new_size() -> None:
    ladders: list[Ladder] = [(0.5, 1.0), (0.85, 1.0), (0.4, 0.8)]
    documents = [document(str(at), {"a": (ladder,)}) for at, ladder in enumerate(ladders)]
    fit = fit_of(series=True, headline=replace(HEADLINES, sizes=1))
    fits = copyfit(documents, fit, Layouts([{"a": 9}] * 3)).fits
    shared = largest_below(steps(fit.headlines), 0.8)
    assert [one.parts["a"] for one in fits] == [
        PartFit(LARGEST, shared, (2,)),
        PartFit(LARGEST, shared, (1,)),
        PartFit(LARGEST, shared, (2,)),
    ]


def test_a_part_without_a_headline_does_not_hold_the_others_back() -> None:
    documents = [document("0", {"a": (ANY_LADDER,), "b": (), "c": (ANY_LADDER,)})]
    fit = fit_of(series=True, headline=replace(HEADLINES, sizes=1))
    layouts = Layouts([dict.fromkeys("abc", 9)], [{"a": 0.8, "b": 0.4, "c": 0.9}])
    (found,) = copyfit(documents, fit, layouts).fits
    assert found.parts["a"].headline == found.parts["c"].headline
    assert found.parts["a"].headline == largest_below(steps(fit.headlines), 0.8)


def test_a_layout_that_is_not_monotonic_still_ends_with_sizes_in_range() -> None:
    def moody(html: Html, result: FitResult) -> dict[str, bool]:
        """Takes headlines at the smallest alone, and only the first time."""
        answers.append(result.parts["a"].headline)
        return {"a": len(answers) == 1}

    answers: list[float] = []
    (fit,) = copyfit([document("0", {"a": (ANY_LADDER,)})], fit_of(headline=HEADLINES), moody).fits
    assert fit.parts["a"] == PartFit(LARGEST, 0.4, (1,))


def test_the_smallest_sizes_are_those_of_the_product() -> None:
    fit = fit_of(headline=HEADLINES)
    assert smallest_sizes(document("", {"a": ((0.3, 0.5),)}), fit) == FitResult(
        {"a": PartFit(SMALLEST, 0.4, (2,))}
    )
    assert smallest_sizes(document("", {"a": ((0.3, 0.35),)}), fit) is None


@pytest.mark.parametrize("same", [1.0, 0.8])
def test_a_range_of_one_size_is_tried_as_it_is(same: float) -> None:
    fit = Fit(same, same)
    layouts = Layouts([{"a": same}])
    (found,) = copyfit(documents_of(layouts.text), fit, layouts).fits
    assert found.parts["a"].text == same
    assert len(layouts.tried) == 1
