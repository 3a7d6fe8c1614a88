"""What hangs side by side: equal type in a series, equal lines in all formats, no word alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.campaign import BARRIERS, CARDS_MM, ISO_A_MM, Built, Wording, wide_mm
from tests.reading import lines, read

MOST_QUOTE_SIZES = 3
SHORT_WORD = 4
"""Letters; a word as short as that looks lost on a line of its own."""


@pytest.mark.parametrize("target", ["screen", "office"])
@pytest.mark.parametrize("format_name", ISO_A_MM)
def test_ten_posters_share_one_size_of_answer_and_at_most_three_of_quotes(
    built: Built, wording: Wording, format_name: str, target: str
) -> None:
    paths = {
        number: built.path(f"{target}/poster-{number:02d}-{format_name}") for number in BARRIERS
    }
    answers = {size_of(wording.barrier(number)["short"], paths[number]) for number in BARRIERS}
    quotes = {size_of(wording.quoted_name(number), paths[number]) for number in BARRIERS}
    assert len(answers) == 1
    assert len(quotes) <= MOST_QUOTE_SIZES


@pytest.mark.parametrize("target", ["screen", "office"])
@pytest.mark.parametrize("format_name", CARDS_MM)
def test_a_set_of_cards_shares_one_size_of_answer_and_at_most_three_of_quotes(
    built: Built, wording: Wording, format_name: str, target: str
) -> None:
    path = built.path(f"{target}/card-{format_name}")
    answers = {size_of(wording.barrier(number)["short"], path) for number in BARRIERS}
    quotes = {size_of(wording.quoted_name(number), path) for number in BARRIERS}
    assert len(answers) == 1
    assert len(quotes) <= MOST_QUOTE_SIZES


@pytest.mark.parametrize("number", BARRIERS)
def test_a_poster_breaks_its_lines_alike_in_all_formats_and_targets(
    built: Built, wording: Wording, number: int
) -> None:
    texts = (wording.quoted_name(number), wording.barrier(number)["short"])
    broken = {
        tuple(
            tuple(lines_of(text, built.path(f"{target}/poster-{number:02d}-{name}")))
            for text in texts
        )
        for target in ("screen", "office")
        for name in ISO_A_MM
    }
    assert len(broken) == 1


@pytest.mark.parametrize("number", BARRIERS)
def test_type_on_posters_grows_in_proportion_to_the_paper(
    built: Built, wording: Wording, number: int
) -> None:
    quote = wording.quoted_name(number)
    shares = [
        size_of(quote, built.path(f"screen/poster-{number:02d}-{name}")) / wide_mm(name)
        for name in ISO_A_MM
    ]
    assert max(shares) == pytest.approx(min(shares), rel=0.002)


@pytest.mark.parametrize(
    "name",
    [
        *("overview-a3", "overview-a4", "handout-a4", "mini-zine-a7", "poster"),
        *(f"card-{name}" for name in CARDS_MM),
    ],
)
def test_no_line_of_a_headline_holds_a_single_short_word(
    built: Built, wording: Wording, name: str
) -> None:
    quoted = name.startswith(("card", "mini-zine", "poster"))
    for number in BARRIERS:
        text = wording.quoted_name(number) if quoted else wording.barrier(number)["name"]
        file = f"poster-{number:02d}-a3" if name == "poster" else name
        found = lines_of(text, built.path(f"screen/{file}"))
        assert list(lonely(found)) == []


@pytest.mark.parametrize("name", ["overview-a3", "handout-a4", "large-print-a4", "mini-zine-a7"])
def test_the_headline_of_the_campaign_has_no_line_with_a_single_short_word(
    built: Built, wording: Wording, name: str
) -> None:
    found = lines_of(wording.text["headline"], built.path(f"screen/{name}"))
    assert list(lonely(found)) == []


@pytest.mark.parametrize("number", BARRIERS)
def test_an_answer_on_a_poster_does_not_end_in_a_line_with_one_short_word(
    built: Built, wording: Wording, number: int
) -> None:
    path = built.path(f"screen/poster-{number:02d}-a3")
    found = lines_of(wording.barrier(number)["short"], path)
    assert len(found[-1].split()) > 1 or letters_in(found[-1]) > 2 * SHORT_WORD


def size_of(text: str, path: Path) -> float:
    """Return the one type size that `text` is set in, in points."""
    places = [place for page in read(path) for place in page.find(text)[:1]]
    sizes = {round(glyph.size_pt, 2) for place in places for glyph in place}
    assert len(sizes) == 1, f"{text} has sizes {sizes}"
    return sizes.pop()


def lines_of(text: str, path: Path) -> list[str]:
    """Return the lines of the first place where `text` stands."""
    places = [place for page in read(path) for place in page.find(text)]
    return lines(places[0], text)


def lonely(found: list[str]) -> Iterator[str]:
    """Yield the lines with one short word alone."""
    for line in found if len(found) > 1 else ():
        if " " not in line and letters_in(line) <= SHORT_WORD:
            yield line


def letters_in(line: str) -> int:
    return sum(character.isalpha() for character in line)
