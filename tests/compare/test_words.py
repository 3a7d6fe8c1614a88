"""Two texts word by word: what was replaced, left out and put in."""

from __future__ import annotations

import pytest

from generator.compare.words import JOINED, TextChange, Word, compare_words


def words(text: str, page: int = 1) -> list[Word]:
    return [Word(word, page) for word in text.split()]


def told(change: TextChange) -> str:
    marks = {"old": "-{}", "new": "+{}", "same": "{}"}
    return " ".join(marks[part.kind].format(part.text) for part in change.parts)


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("zie ik het wel goed", "zie ik het wel goed", []),
        ("zie ik het wel goed", "zie ik dat wel goed", ["-het +dat"]),
        ("zie ik het", "kijk ik het", ["-zie +kijk"]),
        ("zie ik het", "zie ik het wel goed", ["+wel goed"]),
        ("zie ik het wel", "ik het wel", ["-zie"]),
        ("", "zie ik", ["+zie ik"]),
        ("zie ik", "", ["-zie ik"]),
        # What one word parts is one change; what more of them part are two.
        ("een twee drie vier vijf", "1 twee 3 vier vijf", ["-een +1 twee -drie +3"]),
        ("een twee drie vier vijf", "1 twee drie 4 vijf", ["-een +1", "-vier +4"]),
    ],
)
def test_what_differs_is_told_as_small_as_it_is(old: str, new: str, changes: list[str]) -> None:
    assert [told(one) for one in compare_words(words(old), words(new))] == changes


def test_a_change_has_its_page_and_the_words_around_it() -> None:
    old = [*words("een twee drie vier vijf"), *words("zes zeven acht negen tien", page=2)]
    new = [*old[:7], Word("acht!", 2), *old[8:]]
    (change,) = compare_words(old, new)
    assert (change.page, change.start, change.stop) == (2, 7, 8)
    assert (change.before, change.after) == ("vier vijf zes zeven", "negen tien")
    (gone,) = compare_words(old, old[:-1])
    assert (gone.page, told(gone)) == (2, "-tien")


def test_where_a_line_breaks_a_word_is_no_change() -> None:
    old, new = (
        words(f"een e-mail over uit{JOINED}buiting"),
        words(f"een e{JOINED}mail over uitbuiting"),
    )
    assert compare_words(old, new) == ()
    assert [told(one) for one in compare_words(old, words("een e-post over uitbuiting"))] == [
        "-e-mail +e-post"
    ]
    assert [told(one) for one in compare_words(words("email"), words("e-mail"))] == [
        "-email +e-mail"
    ]


def test_the_same_change_in_another_product_is_known_by_a_word_beside_it() -> None:
    (poster,) = compare_words(words("1 zie ik het"), words("1 kijk ik het"))
    (card,) = compare_words(words("zie ik het"), words("kijk ik het"))
    (other,) = compare_words(words("wat zie jij"), words("wat kijk jij"))
    assert poster.is_like(card) and card.is_like(poster)
    assert not poster.is_like(other)


def test_texts_that_have_nothing_in_common_take_no_minutes() -> None:
    old = words(" ".join(f"oud{at % 7}" for at in range(30_000)))
    new = words(" ".join(f"nieuw{at % 7}" for at in range(30_000)))
    (change,) = compare_words([*words("kop"), *old], [*words("kop"), *new])
    assert (change.before, change.start, change.stop) == ("kop", 1, 30_001)
