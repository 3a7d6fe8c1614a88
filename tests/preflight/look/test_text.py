"""Type too small to read, near or from afar; whose words they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pikepdf

from generator.model.mark import Mark
from generator.preflight import Expected, SourceText
from tests.preflight.conftest import Change, MakePdf, found

QUOTE = "Zie ik het wel goed?"
LINE = Mark("content/nl.yaml", 51, 11)


def test_type_below_the_floor_is_found_with_its_words(
    make_pdf: MakePdf, expected: Expected
) -> None:
    pdf = make_pdf("<p>groot genoeg <small>te klein</small>", "small{font-size:7pt}")
    (finding,) = found(pdf, expected, "smallest-type")
    assert finding.message == "'te klein' is set in 7.0 pt"
    assert finding.detail == "the smallest is 7.5 pt"
    assert str(finding).startswith("page 1: 'te klein' is set in 7.0 pt, 2")
    assert found(pdf, replace(expected, smallest_type_pt=7), "smallest-type") == []
    assert found(pdf, replace(expected, smallest_type_pt=None), "smallest-type") == []


def test_small_type_of_ours_is_told_by_its_name_and_line(
    make_pdf: MakePdf, expected: Expected
) -> None:
    texts = (SourceText("the name of drempel 1", QUOTE, LINE),)
    pdf = make_pdf(f"<p>“{QUOTE}”", "p{font-size:6pt}")
    wanted = replace(expected, texts=texts, document="card-85x55")
    finding = found(pdf, wanted, "smallest-type")[0]
    assert str(finding).startswith(
        "content/nl.yaml:51:11: the name of drempel 1 is set in 6.0 pt on card-85x55 page 1 "
        "(the smallest is 7.5 pt). "
    )


def test_type_is_measured_as_printed_after_scaling(
    make_pdf: MakePdf, expected: Expected, changed: Callable[[bytes, Change], bytes]
) -> None:
    def shrink(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        form = pdf.make_indirect(page.as_form_xobject())
        form.write(form.read_bytes())  # a copy: the page gets other contents
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Form=form))
        page.obj.Contents = pikepdf.Stream(pdf, b"q .5 0 0 .5 60 40 cm /Form Do Q")

    (finding,) = found(changed(make_pdf(), shrink), expected, "smallest-type")
    assert "set in 4.0 pt" in finding.message


def test_text_that_cannot_be_read_from_afar_is_told_with_what_it_needs(
    make_pdf: MakePdf, expected: Expected
) -> None:
    texts = (SourceText("the name of drempel 1", QUOTE, LINE, read_from_m=1),)
    pdf = make_pdf(f"<p>{QUOTE}", "p{font-size:11pt}")
    (finding,) = found(pdf, replace(expected, texts=texts), "reading-distance")
    assert finding.severity == "warning"
    assert finding.message == "the name of drempel 1 can be read from 0.5 m, not from 1.0 m"
    assert finding.detail == "it is set in 11 pt and needs 22 pt"
    assert finding.mark == LINE
    near = (replace(texts[0], read_from_m=0.5),)
    assert found(pdf, replace(expected, texts=near), "reading-distance") == []


def test_text_elsewhere_on_the_page_has_no_distance(make_pdf: MakePdf, expected: Expected) -> None:
    texts = (SourceText("the name of drempel 1", QUOTE, LINE, read_from_m=5),)
    pdf = make_pdf("<p>Een andere tekst")
    assert found(pdf, replace(expected, texts=texts), "reading-distance") == []
