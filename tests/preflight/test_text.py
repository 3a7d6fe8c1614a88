"""Type too small, text at the cut, text on text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf
import pytest

from generator.preflight import Expected, preflight

if TYPE_CHECKING:
    from tests.preflight.conftest import Change, MakePdf


def test_type_below_the_floor_is_found_with_its_words(
    make_pdf: MakePdf, expected: Expected
) -> None:
    pdf = make_pdf("<p>groot genoeg <small>te klein</small>", "small{font-size:7pt}")
    (finding,) = preflight(pdf, expected)
    assert str(finding) == (
        "page 1: type of 7.0 pt, smaller than 7.5 pt: 'te klein' [smallest-type]"
    )
    assert preflight(pdf, replace(expected, smallest_type_pt=7)) == []
    assert preflight(pdf, replace(expected, smallest_type_pt=None)) == []


def test_type_is_measured_as_printed_after_scaling(
    make_pdf: MakePdf, expected: Expected, changed: Callable[[bytes, Change], bytes]
) -> None:
    def shrink(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        form = pdf.make_indirect(page.as_form_xobject())
        form.write(form.read_bytes())  # a copy: the page gets other contents
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Form=form))
        page.obj.Contents = pikepdf.Stream(pdf, b"q .5 0 0 .5 60 40 cm /Form Do Q")

    (finding,) = preflight(changed(make_pdf(), shrink), expected)
    assert finding.rule == "smallest-type"
    assert "type of 4.0 pt" in finding.message


@pytest.mark.parametrize(
    ("css", "words"),
    [
        ("p{position:absolute;left:-3mm;top:10mm}", "text 2.2 mm from the left trim"),
        ("p{position:absolute;right:-2mm;top:10mm}", "mm from the right trim"),
        ("p{position:absolute;bottom:-3mm}", "mm from the bottom trim"),
        ("p{position:absolute;top:-4mm}", "mm from the top trim"),
        ("p{position:absolute;left:-9mm;top:10mm}", "text 3.8 mm past the left trim"),
    ],
)
def test_text_too_near_the_trim_is_found(
    make_pdf: MakePdf, expected: Expected, css: str, words: str
) -> None:
    (finding,) = preflight(make_pdf("<p>Bel ons", css), expected)
    assert finding.rule == "safe-area"
    assert words in finding.message
    assert "'Bel" in finding.message or "ons'" in finding.message
    assert finding.message.endswith("the safe area is 4 mm")


def test_text_right_at_the_safe_area_is_let_be(make_pdf: MakePdf, expected: Expected) -> None:
    assert preflight(make_pdf(css="@page{margin:4mm}"), expected) == []
    assert preflight(make_pdf(css="@page{margin:1mm}"), replace(expected, safe_area_mm=None)) == []


def test_text_over_text_is_found(make_pdf: MakePdf, expected: Expected) -> None:
    pdf = make_pdf("<p>Onder elkaar<p>Over elkaar", "p+p{margin-top:-8pt}")
    (finding,) = preflight(pdf, expected)
    assert finding.rule == "text-over-text"
    assert "text over text, at 5 mm from the left, " in finding.message
    assert "Onder elkaar Over elkaar" in finding.message


def test_a_large_numeral_over_text_is_found(make_pdf: MakePdf, expected: Expected) -> None:
    css = "b{position:absolute;left:0;top:0;font-size:60pt;line-height:1}"
    (finding,) = preflight(make_pdf("<b>8</b><p><br><br>Wat als het niet klopt?", css), expected)
    assert finding.rule == "text-over-text"


def test_tight_lines_with_accents_and_descenders_are_no_overprint(
    make_pdf: MakePdf, expected: Expected
) -> None:
    words = "„Hij zegt: ‘Één gil, zij ging… jÿgq’ ÉÔÖÄ fjord fijn, ÀÉgjp” " * 3
    css = "p{font-size:14pt;line-height:.94;letter-spacing:-.02em}"
    assert preflight(make_pdf(f"<p>{words}", css), expected) == []


def test_text_that_stands_on_its_side_is_no_overprint(
    make_pdf: MakePdf, expected: Expected
) -> None:
    css = "p{transform:rotate(-90deg);transform-origin:20mm 20mm;width:40mm;line-height:1}"
    assert preflight(make_pdf("<p>Op zijn kant, op twee regels gezet", css), expected) == []
