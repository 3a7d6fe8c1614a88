"""Pages too many, and pages of another size or nearly of one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Array, Pdf

from generator.model.fit import PageRange
from generator.model.geometry import Size, mm_to_pt
from generator.preflight import Expected
from tests.preflight.press_page import (
    FOREIGN,
    OFFICE,
    SCREEN,
    Change,
    edges,
    found,
    make_press_pdf,
    told,
)

if TYPE_CHECKING:
    from tests.preflight.conftest import MakePdf


def test_a_page_too_many_is_found(make_pdf: MakePdf, expected: Expected) -> None:
    pdf = make_pdf("<p>een<p style='break-before:page'>twee")
    (finding,) = found(pdf, expected, "page-count")
    assert finding.message == "the document has 2 pages; it must have 1"
    assert told(pdf, replace(expected, pages=PageRange(min=1, max=2)), "page-count") == []


def test_a_page_too_few_is_found(make_pdf: MakePdf, expected: Expected) -> None:
    ordered = replace(expected, pages=PageRange(min=2, max=4))
    (message,) = told(make_pdf(), ordered, "page-count")
    assert message == "the document has 1 page; it must have 2 to 4"


def test_another_trim_is_found(make_pdf: MakePdf, expected: Expected) -> None:
    (finding,) = found(make_pdf(), replace(expected, trim=Size(85.1, 55)), "page-size")
    assert finding.page == 1
    assert finding.message == "the trim is 85.00 x 55.00 mm; it must be 85.1 x 55 mm"
    assert [edges(place) for place in finding.places] == [(0, 0, 85, 55)]
    assert told(make_pdf(), replace(expected, trim=Size(85.04, 55)), "page-size") == []


def test_of_files_that_others_made_a_format_says_nothing_of_how_it_lies(
    make_pdf: MakePdf, expected: Expected
) -> None:
    standing = Size(55, 85)
    assert told(make_pdf(), replace(OFFICE, trim=standing), "page-size") == []
    assert len(told(make_pdf(), replace(expected, trim=standing), "page-size")) == 1


@pytest.mark.parametrize("value", [pikepdf.Name.Niets, pikepdf.Array([1, 2])])
def test_a_box_that_is_no_box_is_found(
    make_pdf: MakePdf,
    expected: Expected,
    changed: Callable[[bytes, Change], bytes],
    value: pikepdf.Object,
) -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj["/TrimBox"] = value

    (message,) = told(changed(make_pdf(), spoil), expected, "page-size")
    assert message == "the page has no size; it must be 85 x 55 mm"


def sized(width: float, height: float, *, bleed: float = 0) -> bytes:
    """A page of a size in mm; with bleed, it says so."""

    def cut(pdf: Pdf) -> None:
        page = pdf.pages[0].obj
        del page.BleedBox
        edges = (bleed, bleed, bleed + width, bleed + height)
        page.TrimBox = Array([mm_to_pt(edge) for edge in edges])
        page.MediaBox = Array([0, 0, mm_to_pt(width + 2 * bleed), mm_to_pt(height + 2 * bleed)])
        if not bleed:
            del page.TrimBox

    return make_press_pdf(cut)


NEARLY = [
    (297, 419, "297 x 419 mm is nearly a3 (297 x 420 mm)"),
    (419, 297, "419 x 297 mm is nearly a3 (420 x 297 mm)"),
    (208, 295, "208 x 295 mm is nearly a4 (210 x 297 mm)"),
    (84, 55, "84 x 55 mm is nearly 85x55 (85 x 55 mm)"),
    (54, 84, "54 x 84 mm is nearly 85x55 (55 x 85 mm)"),
    (216, 281, "216 x 281 mm is nearly US letter (215.9 x 279.4 mm)"),
]


@pytest.mark.parametrize(("width", "height", "message"), NEARLY)
def test_a_page_that_is_nearly_of_a_size_is_found(
    width: float, height: float, message: str
) -> None:
    for expected in (OFFICE, FOREIGN):
        (finding,) = found(sized(width, height), expected, "odd-size")
        assert (finding.message, finding.page) == (message, 1)
        assert finding.severity == "warning"
        assert len(finding.places) == 1
    assert told(sized(width, height), SCREEN, "odd-size") == []


@pytest.mark.parametrize(
    ("width", "height"),
    [
        *(
            (297, 420),
            (420, 297),
            (297.2, 419.7),
            (210, 297),
            (85, 55),
            (85, 54),
            (85.6, 54),
            (90, 50),
        ),
        *((215.9, 279.4), (99, 210), (300, 300), (190, 250), (60, 60), (1000, 2000), (80, 120)),
    ],
)
def test_a_size_that_people_order_or_that_is_far_from_all_is_let_be(
    width: float, height: float
) -> None:
    assert told(sized(width, height), OFFICE, "odd-size") == []


def test_bleed_that_nobody_says_is_bleed_is_found() -> None:
    (finding,) = found(sized(303, 426), FOREIGN, "odd-size")
    assert finding.message == (
        "303 x 426 mm is a3 with 3 mm more on every side, and nothing says where it is cut"
    )
    assert finding.cure == "Export with a TrimBox: bleed that is said to be bleed."
    assert told(sized(297, 420, bleed=3), FOREIGN, "odd-size") == []


def test_a_size_that_was_ordered_is_not_odd() -> None:
    ordered = replace(FOREIGN, trim=Size(297, 419))
    assert told(sized(297, 419), ordered, "odd-size") == []
