"""Copyfit on real layouts, measured on the PDF that comes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest

from generator.compose.headline import Measure, set_headline
from generator.model.document import WHOLE, FitResult, Html, Part, PartFit
from generator.model.fit import Fit, HeadlineRange, PageRange
from generator.model.geometry import mm_to_pt, pt_to_mm
from generator.render.copyfit import STEPS
from generator.render.fonts import font_metrics
from generator.render.layout import count_pages, render
from generator.work import FitTask, fit_series

if TYPE_CHECKING:
    from tests.render.conftest import MakeHtml

LEFT_MM, MEASURE_MM = 5, 70
SENTENCE = "Twijfelen mag: ook met een vermoeden kun je in actie komen. "
FIT = Fit(1.6, 0.5, HeadlineRange(1.8, 0.5, sizes=3, lines=4))
SERIES = Fit(1.6, 0.5, series=True)


def card(make_html: MakeHtml, quote: str, answer: str = "") -> Html:
    """A quote over an answer, on one page."""
    measure = Measure(MEASURE_MM, pt_to_mm(20), smallest_scale=0.5, most_lines=4)
    headline, ladder = set_headline(quote, measure, font_metrics("heading-display"), 0)
    part = Part("part-a", PageRange(min=1, max=1), headlines=(ladder,))
    body = f"<section id='part-a'><h1>{headline}</h1><p>{answer}</p></section>"
    return make_html(body, parts=(part,))


def lines_on(html: Html) -> list[tuple[float, float]]:
    """Left and right in mm of each line on the first page: a line starts where letters go back."""
    with pypdfium2.PdfDocument(render(html, tagged=False).pdf) as document:
        text = document[0].get_textpage()
        boxes = [text.get_charbox(at) for at in range(text.count_chars())]
    lines: list[tuple[float, float]] = []
    for left, _, right, _ in boxes:
        if right - left < 0.1:
            continue  # a space, or the end of a line
        if not lines or left < lines[-1][1] - mm_to_pt(5):
            lines.append((left, right))
        lines[-1] = (lines[-1][0], max(lines[-1][1], right))
    return [(pt_to_mm(left), pt_to_mm(right)) for left, right in lines]


@pytest.mark.parametrize(
    "quote",
    [
        "“Zie ik het wel goed?”",
        "“Ik wil de vertrouwensband niet beschadigen.”",
        "“Het is privé. Moet ik me daarmee bemoeien?”",
        "“Verantwoordelijkheidsgevoel”",
        "“AVA WAT?! TÓCH (ja) – ’t gaat”",
    ],
)
def test_a_headline_stays_in_its_measure_and_has_the_lines_that_were_chosen(
    quote: str, make_html: MakeHtml
) -> None:
    html = card(make_html, quote)
    (fit,) = fit_series(FitTask((html,), FIT)).fits
    lines = lines_on(html.set_in(fit))
    (chosen,) = fit.parts["part-a"].lines
    assert len(lines) == chosen
    widest = max(right for _, right in lines) - LEFT_MM
    assert widest <= MEASURE_MM
    at_largest = fit.parts["part-a"].headline == 1.8
    fills_page = len(lines) * fit.parts["part-a"].headline * 20 > mm_to_pt(40) * 0.9
    assert at_largest or fills_page or widest > 0.93 * MEASURE_MM


@pytest.mark.parametrize("sentences", [3, 5, 8])
def test_text_is_as_large_as_its_page_holds(sentences: int, make_html: MakeHtml) -> None:
    html = make_html(f"<p>{SENTENCE * sentences}</p>")
    (fit,) = fit_series(FitTask((html,), SERIES)).fits
    assert count_pages(html.set_in(fit)).by_part == {WHOLE: 1}
    larger = fit.text + (1.6 - 0.5) / STEPS
    assert larger <= 1.6
    too_large = html.set_in(FitResult({WHOLE: PartFit(larger, larger)}))
    assert count_pages(too_large).by_part == {WHOLE: 2}


def test_a_short_text_next_to_a_long_one_is_set_as_small(make_html: MakeHtml) -> None:
    documents = tuple(make_html(f"<p>{SENTENCE * count}</p>") for count in (1, 8))
    alone = fit_series(FitTask(documents[1:], SERIES)).fits[0].text
    both = fit_series(FitTask(documents, SERIES)).fits
    assert [fit.text for fit in both] == [alone, alone]


def test_a_headline_makes_room_for_a_long_answer(make_html: MakeHtml) -> None:
    quote = "“Zie ik het wel goed?”"
    short, long = (card(make_html, quote, SENTENCE * count) for count in (1, 7))
    fits = fit_series(FitTask((short, long), FIT)).fits
    assert fits[1].parts["part-a"].headline < fits[0].parts["part-a"].headline
    for html, fit in zip((short, long), fits, strict=True):
        assert count_pages(html.set_in(fit)).by_part == {"part-a": 1}


def test_text_that_is_too_long_even_in_its_smallest_type_is_reported(make_html: MakeHtml) -> None:
    documents = (make_html(f"<p>{SENTENCE}</p>"), make_html(f"<p>{SENTENCE * 60}</p>"))
    assert fit_series(FitTask(documents, SERIES)).too_long == ((1, WHOLE),)


def test_a_word_that_no_line_holds_is_reported(make_html: MakeHtml) -> None:
    html = card(make_html, "“Aansprakelijkheidswaardevaststellingsveranderingen”")
    assert fit_series(FitTask((html,), FIT)).too_long == ((0, "part-a"),)
