"""Bleed that is missing, too small, too large or cropped."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pikepdf import Array, Name, Object, Pdf

from generator.model.condition import PdfX
from generator.preflight.rules import RULES
from tests.preflight.press_page import (
    BLEED_MM,
    EXPECTED,
    FOREIGN,
    PRESS,
    SLUG_MM,
    box,
    edges,
    found,
    make_press_pdf,
    page_entry,
    told,
)

OURS = (
    *("page-count", "page-size", "page-boxes", "odd-size", "press-boxes", "output-intent"),
    *("pdfx-identity", "press-colour", "transparency", "spot-colour", "registration-colour"),
    *("overprint", "nothing-acts", "active-content", "encrypted", "image-ppi", "image-too-fine"),
    *("picture-damaged", "content-damaged", "font-missing", "too-complex", "hidden-layer"),
    *("content-elsewhere", "plate-settings", "file-damaged"),
    *("font-embedded", "font-type3", "font-subset", "foreign-font", "hairline"),
)


@pytest.mark.parametrize("pdfx", list(PdfX))
def test_a_page_as_it_must_be_has_no_findings(pdfx: PdfX) -> None:
    press = replace(PRESS, pdfx=pdfx)
    pdf = make_press_pdf(pdfx=pdfx)
    assert told(pdf, replace(EXPECTED, press=press), *OURS) == []


def test_what_is_not_for_a_print_shop_is_not_held_to_its_rules() -> None:
    def spoil(pdf: Pdf) -> None:
        pdf.pages[0].contents_add(b"1 0 0 rg 20 20 100 100 re f")
        del pdf.Root.OutputIntents, pdf.Root.Metadata
        pdf.pages[0].obj.BleedBox = box(1)

    office = replace(EXPECTED, press=None)
    assert told(make_press_pdf(spoil), office, *OURS) == []
    assert len({one.rule for one in found(make_press_pdf(spoil), EXPECTED, *OURS)}) == 4


MISSING = "the page has no BleedBox"
BOXES = [
    ("BleedBox", None, MISSING),
    ("BleedBox", Name.Niets, MISSING),
    ("BleedBox", Array([1, 2, 3]), MISSING),
    ("BleedBox", Array([1, 2, 3, Name.Vier]), MISSING),
    ("BleedBox", box(SLUG_MM + BLEED_MM), "the bleed is 0.00 mm; it must be 3 mm"),
    ("BleedBox", box(SLUG_MM + 0.5), "the bleed is 2.50 mm; it must be 3 mm"),
    ("BleedBox", box(SLUG_MM - 1), "the bleed is 4.00 mm; it must be 3 mm"),
    ("BleedBox", box(SLUG_MM + 2 * BLEED_MM), "the bleed is -3.00 mm; it must be 3 mm"),
    ("MediaBox", box(SLUG_MM + 0.1), "the page ends inside its bleed"),
    ("CropBox", box(SLUG_MM + BLEED_MM), "the page ends inside its bleed"),
]


@pytest.mark.parametrize(("key", "value", "message"), BOXES)
def test_a_page_without_its_bleed_is_found(key: str, value: Object | None, message: str) -> None:
    (finding,) = found(make_press_pdf(page_entry(key, value)), EXPECTED, "press-boxes")
    assert finding.message == message
    assert finding.page == 1
    assert finding.places
    assert finding.cure == "Export with a bleed of 3 mm, and with its boxes."


def test_one_side_without_bleed_is_found_and_shown() -> None:
    wrong = box(SLUG_MM)
    wrong[3] = box(SLUG_MM + BLEED_MM)[3]
    for expected, wanted in ((EXPECTED, "3 mm"), (FOREIGN, "at least 3 mm")):
        (finding,) = found(make_press_pdf(page_entry("BleedBox", wrong)), expected, "press-boxes")
        assert finding.message == f"the bleed is 0.00 mm on the top; it must be {wanted}"
        assert [edges(place) for place in finding.places] == [(-3, -3, 91, 3)]


def test_a_file_that_others_made_may_have_more_bleed_and_rounded_boxes() -> None:
    for inset in (SLUG_MM - 1, SLUG_MM + 0.04):
        pdf = make_press_pdf(page_entry("BleedBox", box(inset)))
        assert told(pdf, FOREIGN, "press-boxes") == []
        assert len(told(pdf, EXPECTED, "press-boxes")) == 1


def test_a_file_that_others_made_without_boxes_is_told_how_to_export_them() -> None:
    pdf = make_press_pdf(page_entry("BleedBox", None), page_entry("TrimBox", None))
    (finding,) = found(pdf, FOREIGN, "press-boxes")
    assert finding.message == "the page has no TrimBox and no BleedBox"
    assert finding.cure == "Export with a bleed of 3 mm, and with its boxes."


@pytest.mark.parametrize("key", ["MediaBox", "CropBox"])
def test_boxes_may_be_the_parents_may_be_turned_and_may_be_equal(key: str) -> None:
    def move(pdf: Pdf) -> None:
        page = pdf.pages[0].obj
        left, bottom, right, top = box(0)
        pdf.Root.Pages[f"/{key}"] = Array([right, top, left, bottom])
        page.MediaBox = box(0)
        if key == "MediaBox":
            del page.MediaBox

    assert told(make_press_pdf(move), EXPECTED, "press-boxes", "page-boxes") == []


def test_what_is_wrong_for_the_press_is_an_error_but_for_what_costs_money_or_pixels() -> None:
    warnings = {rule.id for rule in RULES if rule.id in OURS and rule.severity == "warning"}
    assert warnings == {
        *("odd-size", "spot-colour", "image-ppi", "image-too-fine", "too-complex"),
        *("hidden-layer", "font-subset", "hairline", "file-damaged"),
    }


def test_what_is_wrong_on_all_pages_is_one_finding() -> None:
    def cut(pdf: Pdf) -> None:
        for page in pdf.pages:
            del page.obj.BleedBox

    (finding,) = found(make_press_pdf(cut, pages=9), FOREIGN, "press-boxes")
    assert (finding.page, finding.detail) == (1, "and on 8 more pages")
