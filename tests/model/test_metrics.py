"""Where headlines break, against every way in which they could."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import overload

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.metrics import (
    STRANDED_COST,
    FontMetrics,
    Word,
    balanced_breaks,
    line_widths,
)

SPACE = 0.25
MOST_LINES = 4

some_words = st.lists(
    st.builds(
        Word,
        width=st.floats(0.3, 9).map(lambda width: round(width, 3)),
        letters=st.integers(1, 14),
        ends_sentence=st.booleans(),
    ),
    min_size=1,
    max_size=8,
)


def words_of(text: str) -> list[Word]:
    """Each letter is half an em wide."""
    return [
        Word(len(word) / 2, sum(map(str.isalpha, word)), word.endswith((".", "?", "!")))
        for word in text.split()
    ]


def broken(text: str, lines: int) -> list[str]:
    words = text.split()
    choices = balanced_breaks(words_of(text), SPACE, lines)
    edges = [0, *choices[lines - 1].after, len(words)]
    return [" ".join(words[start:end]) for start, end in itertools.pairwise(edges)]


def badness(after: Sequence[int], words: Sequence[Word]) -> tuple[int, float]:
    """Short words alone on a line; the longest line, a sentence begun at a line's end included."""
    edges = [0, *after, len(words)]
    lines = [words[start:end] for start, end in itertools.pairwise(edges)]
    alone = sum(len(line) == 1 and line[0].letters <= 4 for line in lines)
    widths = (sum(word.width for word in line) + SPACE * (len(line) - 1) for line in lines)
    return alone, max(widths) * (1 + STRANDED_COST * stranded(after, words))


def stranded(after: Sequence[int], words: Sequence[Word]) -> int:
    """Lines that end with the first word or two of a sentence."""
    lines = [words[start:end] for start, end in itertools.pairwise([0, *after])]
    return sum(any(word.ends_sentence for word in line[-3:-1]) for line in lines)


def every_way(count: int, lines: int) -> list[tuple[int, ...]]:
    return list(itertools.combinations(range(1, count), lines - 1))


@given(some_words)
def test_each_number_of_lines_keeps_all_words_in_order(words: list[Word]) -> None:
    choices = balanced_breaks(words, SPACE, MOST_LINES)
    assert len(choices) == min(len(words), MOST_LINES)
    for lines, breaks in enumerate(choices, start=1):
        edges = [0, *breaks.after, len(words)]
        assert len(edges) == lines + 1
        assert all(start < end for start, end in itertools.pairwise(edges))


@given(some_words)
def test_no_other_breaks_are_better(words: list[Word]) -> None:
    for lines, breaks in enumerate(balanced_breaks(words, SPACE, MOST_LINES), start=1):
        alone, longest = min(badness(after, words) for after in every_way(len(words), lines))
        found = badness(breaks.after, words)
        assert found[0] == alone
        assert found[1] == pytest.approx(longest, abs=1e-5)


@given(some_words)
def test_breaks_own_up_to_lonely_and_stranded_words(words: list[Word]) -> None:
    for lines, breaks in enumerate(balanced_breaks(words, SPACE, MOST_LINES), start=1):
        avoidable = any(badness(after, words)[0] == 0 for after in every_way(len(words), lines))
        assert breaks.lonely == (not avoidable)
        assert breaks.stranded == stranded(breaks.after, words)


@given(some_words)
def test_line_widths_add_up_to_the_words_and_the_spaces_between_them(words: list[Word]) -> None:
    for lines, breaks in enumerate(balanced_breaks(words, SPACE, MOST_LINES), start=1):
        widths = line_widths(breaks.after, words, SPACE)
        assert len(widths) == lines
        total = sum(word.width for word in words) + SPACE * (len(words) - lines)
        assert sum(widths) == pytest.approx(total)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Zie ik het wel goed?", ["Zie ik het", "wel goed?"]),
        # Evenly, the first line would end in 'Wat moet'.
        ("Nee, ik weet het. Wat moet ik nu doen?", ["Nee, ik weet het.", "Wat moet ik nu doen?"]),
        # Keeping this sentence together would cost a third of the type size.
        (
            "Nee. Maar onze eigen school ook nog niet.",
            ["Nee. Maar onze eigen", "school ook nog niet."],
        ),
    ],
)
def test_a_sentence_starts_at_a_lines_end_only_when_the_type_gains_much(
    text: str, lines: list[str]
) -> None:
    assert broken(text, 2) == lines


def test_a_short_word_gets_company_though_the_longest_line_grows() -> None:
    lines = broken("Verantwoordelijkheid is gegevensbescherming werkt prima", 4)
    assert lines == ["Verantwoordelijkheid", "is gegevensbescherming", "werkt", "prima"]


class CountedWords(Sequence[Word]):
    """Words that count how often some of them are looked at."""

    def __init__(self, words: list[Word]) -> None:
        self.words, self.looks = words, 0

    def __len__(self) -> int:
        return len(self.words)

    @overload
    def __getitem__(self, at: int) -> Word: ...
    @overload
    def __getitem__(self, at: slice) -> list[Word]: ...
    def __getitem__(self, at: int | slice) -> Word | list[Word]:
        self.looks += 1
        return self.words[at]


def test_work_grows_with_the_square_of_the_number_of_words_not_with_every_way_to_break() -> None:
    count = 200
    words = CountedWords([Word(1 + at % 7, 2 + at % 9, at % 12 == 11) for at in range(count)])
    assert len(balanced_breaks(words, SPACE, MOST_LINES)) == MOST_LINES
    # Each run of words, once for each number of lines and of sentences begun at a line's end.
    assert words.looks <= MOST_LINES**2 * count * (count + 1) // 2


def test_a_letter_that_the_font_lacks_is_as_wide_as_its_widest() -> None:
    metrics = FontMetrics({ord("i"): 0.25, ord("m"): 0.9})
    assert metrics.width("im") == pytest.approx(1.15)
    assert metrics.width("i☃") == pytest.approx(1.15)
    assert metrics.width("im", letter_spacing=-0.02) == pytest.approx(1.11)
