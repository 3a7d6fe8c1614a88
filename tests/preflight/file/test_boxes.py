"""Boxes that are broken or at odds, and pages of more than one size."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Name, Object, Pdf, String

from generator.model.target import Target
from generator.preflight import Expected
from tests.preflight.press_page import (
    EXPECTED,
    FOREIGN,
    OFFICE,
    SCREEN,
    Change,
    box,
    edges,
    found,
    make_press_pdf,
    page_entry,
    told,
)

INSIDE_OUT = [
    ("TrimBox", box(5), FOREIGN, "the TrimBox reaches 5.00 mm past the BleedBox"),
    ("TrimBox", box(-1), OFFICE, "the TrimBox reaches 1.00 mm past the MediaBox"),
    ("BleedBox", box(-2), SCREEN, "the BleedBox reaches 2.00 mm past the MediaBox"),
    ("ArtBox", box(-2), OFFICE, "the ArtBox reaches 2.00 mm past the MediaBox"),
    ("CropBox", box(20), SCREEN, "the TrimBox reaches 7.00 mm past the CropBox"),
    ("CropBox", box(-2), FOREIGN, "the CropBox reaches 2.00 mm past the MediaBox"),
]


@pytest.mark.parametrize(("key", "value", "expected", "message"), INSIDE_OUT)
def test_a_box_outside_another_one_is_found(
    key: str, value: Object, expected: Expected, message: str
) -> None:
    findings = found(make_press_pdf(page_entry(key, value)), expected, "page-boxes")
    assert message in [one.message for one in findings]
    assert all(one.page == 1 and one.places for one in findings)


BROKEN = [
    ("TrimBox", Array([1, 2, 3]), "the page's TrimBox isn't a box of four numbers"),
    ("BleedBox", Name.Niets, "the page's BleedBox isn't a box of four numbers"),
    ("ArtBox", Array([1, 2, 3, String("x")]), "the page's ArtBox isn't a box of four numbers"),
    ("MediaBox", None, "a page has no MediaBox, and readers guess its size"),
    ("MediaBox", Array([1, 2]), "a page has no MediaBox, and readers guess its size"),
    ("CropBox", Array([9, 9, 9, 99]), "the CropBox has no width or no height"),
    ("MediaBox", Array([0, 0, 14401, 99]), "the MediaBox is larger than 200 inch (5080 mm)"),
    ("MediaBox", Array([0, 0, 2, 99]), "the MediaBox is 0.71 mm wide or high"),
    ("UserUnit", 2, "the page is 2 times as large as its boxes say (UserUnit)"),
    ("Rotate", 45, "the page is turned by 45 degrees, which isn't a multiple of 90"),
]


@pytest.mark.parametrize(("key", "value", "message"), BROKEN)
def test_a_box_that_makes_no_page_is_found(key: str, value: Object, message: str) -> None:
    pdf = make_press_pdf(page_entry(key, value))
    for expected in (SCREEN, OFFICE, FOREIGN):
        assert message in told(pdf, expected, "page-boxes")


def test_a_turned_page_is_found_where_we_made_it() -> None:
    pdf = make_press_pdf(page_entry("Rotate", 90))
    assert told(pdf, EXPECTED, "page-boxes") == ["the page is turned by 90 degrees"]
    assert told(pdf, FOREIGN, "page-boxes") == []


def test_pdf_x_allows_one_of_two_boxes_to_say_the_size() -> None:
    pdf = make_press_pdf(page_entry("ArtBox", box(20)))
    message = "the page has a TrimBox and an ArtBox, and PDF/X allows one of the two"
    assert told(pdf, FOREIGN, "page-boxes") == [message]
    assert told(pdf, OFFICE, "page-boxes") == []


def smaller(page: int) -> Change:
    return page_entry("TrimBox", box(15), page)


def lying(page: int) -> Change:
    """Turn the trim; it stays inside the sheet."""
    left, bottom, right, top = (float(edge) for edge in box(13))

    def turn(pdf: Pdf) -> None:
        owner = pdf.pages[page - 1].obj
        owner.MediaBox = Array([0, 0, 999, 999])
        owner.TrimBox = Array([left, bottom, left + top - bottom, bottom + right - left])
        del owner.BleedBox

    return turn


@pytest.mark.parametrize("expected", [OFFICE, FOREIGN])
def test_pages_of_another_size_are_named(expected: Expected) -> None:
    pdf = make_press_pdf(smaller(2), smaller(4), pages=5)
    (finding,) = found(pdf, expected, "page-boxes")
    assert finding.message == "pages 2 and 4 are 81 x 51 mm, the others 85 x 55 mm"
    assert finding.page == 2
    assert [edges(place) for place in finding.places] == [(0, 0, 81, 51)]


def test_pages_that_lie_among_pages_that_stand_are_named() -> None:
    pdf = make_press_pdf(lying(3), pages=3)
    assert told(pdf, OFFICE, "page-boxes") == ["page 3 is standing, the others lying"]
    turned = make_press_pdf(lying(3), page_entry("Rotate", 90, 3), pages=3)
    assert told(turned, OFFICE, "page-boxes") == []


def test_many_pages_of_another_size_are_counted() -> None:
    pdf = make_press_pdf(*(smaller(page) for page in range(11, 19)), pages=20)
    (message,) = told(pdf, OFFICE, "page-boxes")
    assert message == "8 pages, from page 11 on, are 81 x 51 mm, the others 85 x 55 mm"


def test_pages_may_differ_by_rounding_and_on_a_screen_by_more() -> None:
    def nudge(pdf: Pdf) -> None:
        pdf.pages[1].obj.TrimBox = box(12.8)

    assert told(make_press_pdf(nudge, pages=2), OFFICE, "page-boxes") == []
    assert told(make_press_pdf(smaller(2), pages=2), SCREEN, "page-boxes") == []


def test_of_our_own_pages_the_size_is_another_rules_matter() -> None:
    pdf = make_press_pdf(smaller(2), pages=3)
    assert told(pdf, EXPECTED, "page-boxes") == []
    assert len(told(pdf, EXPECTED, "page-size")) == 1


RULE_IDS = ("page-boxes", "page-size", "odd-size", "press-boxes")
ODD = st.one_of(
    st.sampled_from(["/Niets", "<<>>", "(niets)", "true", "[[]]"]),
    st.integers(-(10**18), 10**18).map(str),
    st.lists(st.integers(-(10**18), 10**18), max_size=5).map(
        lambda edges: f"[{' '.join(map(str, edges))}]"
    ),
)


@settings(deadline=None)
@given(
    key=st.sampled_from(
        ["MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox", "UserUnit", "Rotate"]
    ),
    value=ODD,
)
def test_something_odd_in_place_of_a_box_is_no_crash(key: str, value: str) -> None:
    pdf = make_press_pdf(page_entry(key, Object.parse(value.encode())), pages=2)
    for target in Target:
        expected = replace(FOREIGN if target is Target.PRESS else OFFICE, target=target)
        assert isinstance(told(pdf, expected, *RULE_IDS), list)
