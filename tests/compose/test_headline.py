"""Headlines, figures and prose: the markup that a text gets, and what stays as it was typed."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.compose.headline import Measure, balanced, figures, prose, set_headline
from generator.model.metrics import FontMetrics

METRICS = FontMetrics(dict.fromkeys(range(0x20, 0x2100), 0.5))
LETTER_EM = 0.5 - 0.02
MEASURE = Measure(width_mm=100, size_mm=10, smallest_scale=0.5, most_lines=4)

TYPED = st.text(st.sampled_from("abé<>&\"'{}%;-10ij “”’.?! "), min_size=1, max_size=60)


def shown(markup: str) -> str:
    """What a reader sees of it."""
    return unescape(re.sub(r"<[^>]*>", "", markup))


def lines_of(markup: str, count: int) -> list[str]:
    """The headline with its breaks for `count` lines awake."""
    awake = re.sub(rf'<br class="[^"]*\bbreak-{count}\b[^"]*">', "\n", markup)
    return [line.strip() for line in shown(awake).split("\n")]


NUMBER = r"\d+(?:[.,]\d+)*"


@given(TYPED)
def test_figures_are_set_apart_and_the_text_stays_as_typed(text: str) -> None:
    markup = figures(text)
    assert shown(markup) == text
    assert re.findall(r'<span class="figure">(.*?)</span>', markup) == re.findall(NUMBER, text)
    assert set(re.findall(r"<[^>]*>", markup)) <= {'<span class="figure">', "</span>"}


@given(TYPED)
def test_prose_stays_as_typed_but_for_one_space_that_does_not_break(text: str) -> None:
    markup = prose(text)
    assert shown(markup).replace("\u00a0", " ") == text
    assert shown(markup).count("\u00a0") <= 1
    tags = {'<span class="whole">', '<span class="address">', "</span>"}
    assert set(re.findall(r"<[^>]*>", markup)) <= tags


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        (
            "In de e-learning leer je dat.",
            'In de <span class="whole">e-learning</span> leer je\u00a0dat.',
        ),
        ("Een zorgcoördinator helpt verantwoordelijk.", None),
        ("Doe het nu", "Doe het\u00a0nu"),
        (
            "Kijk op drempels.example.nl/kaart, of bel.",
            'Kijk op <span class="address">drempels.example.nl/kaart</span>, of\u00a0bel.',
        ),
        ("Op hulp.nl. Of bel.", 'Op <span class="address">hulp.nl</span>. Of\u00a0bel.'),
        # Nine characters are company enough for themselves.
        ("R&D <b>vet</b>!", "R&amp;D &lt;b&gt;vet&lt;/b&gt;!"),
        (
            "maandag-ochtend-dienst begint al om zeven",
            "maandag-ochtend-dienst begint al om\u00a0zeven",
        ),
    ],
)
def test_prose_keeps_short_prefixes_and_last_words_in_company(
    text: str, markup: str | None
) -> None:
    assert prose(text) == (markup or text)


@given(TYPED.filter(str.strip))
def test_a_headline_stays_as_typed_however_it_breaks(text: str) -> None:
    markup, ladder = set_headline(text, MEASURE, METRICS, 0)
    assert shown(markup) == text
    assert len(ladder) == min(len(text.split(" ")), 4)
    for count in range(1, len(ladder) + 1):
        assert len(lines_of(markup, count)) == count


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=14), min_size=1, max_size=8))
def test_a_headline_at_its_largest_scale_stays_within_its_measure(words: list[str]) -> None:
    markup, ladder = set_headline(" ".join(words), MEASURE, METRICS, 0)
    for count, scale in enumerate(ladder, start=1):
        widest = max(len(line) for line in lines_of(markup, count)) * LETTER_EM
        width_mm = widest * MEASURE.size_mm * scale
        assert width_mm <= MEASURE.width_mm
        # No smaller than it must be: 1.5% is kept for kerning and rounding.
        assert scale == 0 or width_mm >= 0.98 * MEASURE.width_mm


def test_no_line_holds_a_single_short_word_when_other_lines_avoid_it() -> None:
    # In two lines 'Is' would be alone; at scale 0.68 all of it fits on one.
    markup, ladder = set_headline("Is verantwoordelijkheid", MEASURE, METRICS, 0)
    assert lines_of(markup, 2) == ["Is", "verantwoordelijkheid"]
    assert ladder[0] == pytest.approx(0.985 * 10 / (23 * LETTER_EM))
    assert ladder[1] == 0.0


def test_a_single_short_word_is_alone_when_the_type_would_become_too_small() -> None:
    narrow = Measure(width_mm=100, size_mm=10, smallest_scale=0.95, most_lines=4)
    _, ladder = set_headline("Is verantwoordelijkheid", narrow, METRICS, 0)
    assert ladder[1] == pytest.approx(0.985 * 10 / (20 * LETTER_EM))


def test_headlines_of_one_document_are_told_apart_and_their_breaks_sleep() -> None:
    markup, _ = set_headline("Ik heb <geen> tijd & geld", MEASURE, METRICS, 2)
    assert markup.startswith('<span class="headline headline-2">Ik ')
    assert markup.endswith("</span>")
    assert "&lt;geen&gt;" in markup
    assert "&amp;" in markup
    breaks = re.findall(r'<br class="([^"]*)">', markup)
    assert breaks
    assert all(re.fullmatch(r"break-[234]( break-[34])*", classes) for classes in breaks)


def test_a_headline_without_text_breaks_nothing() -> None:
    markup, ladder = set_headline("", MEASURE, METRICS, 0)
    assert shown(markup) == ""
    assert all(scale >= 1 for scale in ladder)


@given(TYPED.filter(str.strip), st.integers(20, 200))
def test_a_balanced_headline_stays_as_typed(text: str, width_mm: int) -> None:
    assert shown(balanced(text, width_mm, 10, METRICS)) == text


@pytest.mark.parametrize(
    ("letters", "lines"),
    [
        # In equal lines, not as full as they go.
        (24, ["Wie weet waar", "ik in beland."]),
        (30, ["Wie weet waar ik in beland."]),
        (11, ["Wie weet", "waar ik", "in beland."]),
        # Where no number of lines helps, it isn't kept from breaking.
        (5, ["Wie weet waar ik in beland."]),
    ],
)
def test_a_balanced_headline_has_as_few_lines_as_hold_it(letters: int, lines: list[str]) -> None:
    markup = balanced("Wie weet waar ik in beland.", letters * LETTER_EM * 10, 10, METRICS)
    assert markup.split(" <br>") == lines
