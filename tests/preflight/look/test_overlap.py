"""Text on text."""

from __future__ import annotations

from dataclasses import replace

from generator.model.mark import Mark
from generator.preflight import Expected, SourceText
from tests.preflight.conftest import MakePdf, found

RULE = "text-over-text"


def test_text_over_text_is_found(make_pdf: MakePdf, expected: Expected) -> None:
    pdf = make_pdf("<p>Onder elkaar<p>Over elkaar", "p+p{margin-top:-8pt}")
    (finding,) = found(pdf, expected, RULE)
    assert finding.message == "text over text: 'Onder elkaar Over elkaar'"
    (place,) = finding.places
    assert 5 < place.left < 6
    assert 5 < place.top < 7


def test_two_texts_of_ours_are_told_by_name(make_pdf: MakePdf, expected: Expected) -> None:
    texts = (
        SourceText("the title of step 1", "Onder elkaar", Mark("content/nl.yaml", 8)),
        SourceText("step 1", "Over elkaar", Mark("content/nl.yaml", 9)),
    )
    pdf = make_pdf("<p>Onder elkaar<p>Over elkaar", "p+p{margin-top:-8pt}")
    (finding,) = found(pdf, replace(expected, texts=texts), RULE)
    assert finding.message == "the title of step 1 and step 1 are printed over one another"
    assert finding.mark == Mark("content/nl.yaml", 8)


def test_a_large_numeral_over_text_is_found(make_pdf: MakePdf, expected: Expected) -> None:
    css = "b{position:absolute;left:0;top:0;font-size:60pt;line-height:1}"
    pdf = make_pdf("<b>8</b><p><br><br>Wat als het niet klopt?", css)
    assert len(found(pdf, expected, RULE)) == 1


def test_tight_lines_with_accents_and_descenders_are_no_overprint(
    make_pdf: MakePdf, expected: Expected
) -> None:
    words = "„Hij zegt: ‘Één gil, zij ging… jÿgq’ ÉÔÖÄ fjord fijn, ÀÉgjp” " * 3
    css = "p{font-size:14pt;line-height:.94;letter-spacing:-.02em}"
    assert found(make_pdf(f"<p>{words}", css), expected, RULE) == []


def test_text_that_stands_on_its_side_is_no_overprint(
    make_pdf: MakePdf, expected: Expected
) -> None:
    css = "p{transform:rotate(-90deg);transform-origin:20mm 20mm;width:40mm;line-height:1}"
    pdf = make_pdf("<p>Op zijn kant, op twee regels gezet", css)
    assert found(pdf, expected, RULE) == []
