"""Trim sizes by name, and lengths in other units."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.geometry import Edges, Rect, Size, mm_to_pt, parse_format, pt_to_mm


# ISO 216, table 1.
@pytest.mark.parametrize(
    ("name", "width", "height"),
    [
        ("a0", 841, 1189),
        ("a1", 594, 841),
        ("a2", 420, 594),
        ("a3", 297, 420),
        ("a4", 210, 297),
        ("a5", 148, 210),
        ("a6", 105, 148),
        ("a7", 74, 105),
        ("a8", 52, 74),
        ("a9", 37, 52),
        ("a10", 26, 37),
        ("A4", 210, 297),
    ],
)
def test_a_series_sizes_are_those_of_iso_216(name: str, width: int, height: int) -> None:
    found = parse_format(name)
    assert (found.trim.width_mm, found.trim.height_mm) == (width, height)
    assert found.name == name.lower()


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("85x55", Size(85, 55)),
        ("85X55", Size(85, 55)),
        ("74x210", Size(74, 210)),
        ("52.5x80.25", Size(52.5, 80.25)),
        ("10x5000", Size(10, 5000)),
    ],
)
def test_any_size_can_be_named_in_millimetres(name: str, size: Size) -> None:
    assert parse_format(name).trim == size


@pytest.mark.parametrize(
    "name",
    [
        "", "a", "a11", "a-1", "a04", "b4", "letter", " a4", "a4 ", "a4\n", "85", "85x", "x55",
        "85×55", "85 x 55", "85x55mm", "-85x55", "1e2x50", "nanx50", "85,5x55", "9.99x50",
        "50x9", "5001x50", "50x5000.01", "85x55x10", "0x0",
    ],
)  # fmt: skip
def test_what_is_not_a_size_is_refused_by_name(name: str) -> None:
    with pytest.raises(ValueError, match="is not a format; use a0 to a10") as caught:
        parse_format(name)
    assert f"'{name}'" in str(caught.value)


@given(st.text(max_size=12))
def test_any_other_text_is_a_size_or_a_value_error(name: str) -> None:
    try:
        trim = parse_format(name).trim
    except ValueError:
        return
    assert 10 <= min(trim.width_mm, trim.height_mm) <= max(trim.width_mm, trim.height_mm) <= 5000


def test_an_inch_is_72_points() -> None:
    assert mm_to_pt(25.4) == pytest.approx(72)
    assert pt_to_mm(72) == pytest.approx(25.4)


def test_a_rectangle_grows_on_each_side_by_what_it_is_told() -> None:
    grown = Rect(10, 20, 30, 40).grown(Edges(top=1, right=2, bottom=3, left=4))
    assert (grown.left, grown.top, grown.right, grown.bottom) == (6, 19, 42, 63)


def test_a_size_turned_lies_on_its_other_side() -> None:
    assert Size(85, 55).turned == Size(55, 85)
    assert Size(85, 55).turned.turned == Size(85, 55)
    assert Size(210, 297).ratio == pytest.approx(0.7071, abs=0.0001)


@pytest.mark.parametrize(
    ("size", "paper", "fits"),
    [
        (Size(210, 297), Size(210, 297), True),
        (Size(297, 210), Size(210, 297), True),
        (Size(297, 210), Size(297, 210), True),
        (Size(85, 55), Size(210, 297), True),
        (Size(210.1, 297), Size(210, 297), False),
        (Size(297.1, 100), Size(210, 297), False),
        (Size(100, 400), Size(210, 297), False),
        (Size(211, 211), Size(210, 297), False),
        (Size(297, 420), Size(210, 297), False),
    ],
)
def test_a_size_fits_on_paper_that_may_be_turned(size: Size, paper: Size, fits: bool) -> None:
    assert size.fits_on(paper) is fits
    assert size.turned.fits_on(paper) is fits
    assert size.fits_on(paper.turned) is fits
