"""What stands around a press page: nothing of it touches the artwork or leaves the paper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.finish.marks import Folds
from generator.finish.pressmarks import (
    PressPage,
    colour_bar,
    crop_strokes,
    fold_strokes,
    registration_marks,
    slug_lines,
)
from generator.model.geometry import Edges, Rect, Size, pt_to_mm
from generator.model.printing import ROOM_FOR_MARKS_MM

ROUNDING_MM = 1e-6


@st.composite
def pages(draw: st.DrawFn) -> PressPage:
    """Press pages from a small card to a0, with the bleed and slug of all sorts of shops."""
    trim = Size(draw(st.floats(40, 900)), draw(st.floats(40, 1200)))
    return PressPage(trim, draw(st.floats(0, 10)), draw(st.floats(ROOM_FOR_MARKS_MM, 50)))


def inked(page: PressPage) -> list[Rect]:
    """The boxes of all marks and patches."""
    crosses, rings = registration_marks(page)
    lines = [
        Rect(one.x_from, one.y_from, one.x_to - one.x_from, one.y_to - one.y_from)
        for one in (*crop_strokes(page), *crosses)
    ]
    circles = [
        Rect(ring.x - ring.radius, ring.y - ring.radius, 2 * ring.radius, 2 * ring.radius)
        for ring in rings
    ]
    return [*lines, *circles, *(patch.rect for patch in colour_bar(page))]


def overlap(one: Rect, other: Rect) -> bool:
    return (
        min(one.right, other.right) - max(one.left, other.left) > -ROUNDING_MM
        and min(one.bottom, other.bottom) - max(one.top, other.top) > -ROUNDING_MM
    )


@given(pages())
def test_no_mark_touches_the_bleed_or_leaves_the_page(page: PressPage) -> None:
    paper = Rect(0, 0, page.media.width_mm, page.media.height_mm)
    for box in inked(page):
        assert not overlap(box, page.bleed_rect)
        assert box.left >= paper.left and box.right <= paper.right
        assert box.top >= paper.top and box.bottom <= paper.bottom


@given(pages())
def test_every_edge_of_the_trim_has_a_mark_at_both_ends(page: PressPage) -> None:
    trim, strokes = page.trim_rect, crop_strokes(page)
    assert len(strokes) == 8
    level = [one.y_from for one in strokes if one.y_from == one.y_to]
    upright = [one.x_from for one in strokes if one.x_from == one.x_to]
    assert sorted(level) == pytest.approx([trim.top, trim.top, trim.bottom, trim.bottom])
    assert sorted(upright) == pytest.approx([trim.left, trim.left, trim.right, trim.right])


@given(pages())
def test_the_colour_bar_lies_clear_of_the_other_marks(page: PressPage) -> None:
    crosses, _ = registration_marks(page)
    marks = [
        Rect(one.x_from, one.y_from, one.x_to - one.x_from, one.y_to - one.y_from)
        for one in (*crop_strokes(page), *crosses)
    ]
    assert not any(overlap(patch.rect, mark) for patch in colour_bar(page) for mark in marks)


def test_the_colour_bar_has_each_ink_solid_and_half() -> None:
    patches = colour_bar(PressPage(Size(297, 420), 3, 10))
    assert [patch.ink.shares for patch in patches] == [
        *((100, 0, 0, 0), (0, 100, 0, 0), (0, 0, 100, 0), (0, 0, 0, 100)),
        *((50, 0, 0, 0), (0, 50, 0, 0), (0, 0, 50, 0), (0, 0, 0, 50)),
    ]


def half_em(text: str, size_pt: float) -> float:
    """A face in which each character is half as wide as it is high."""
    return pt_to_mm(size_pt) * len(text) / 2


@given(pages(), st.text("abcdefg hijkl", min_size=1, max_size=300))
def test_small_print_stays_in_the_slug(page: PressPage, text: str) -> None:
    bleed, paper = page.bleed_rect, page.media
    for line in slug_lines(page, text, half_em):
        assert line.y - pt_to_mm(line.size_pt) > bleed.bottom - ROUNDING_MM
        assert line.y < paper.height_mm


def test_small_print_that_fits_beside_the_registration_mark_is_set_at_six_points() -> None:
    (line,) = slug_lines(PressPage(Size(297, 420), 3, 10), "poster-03-a3.pdf", half_em)
    assert line.size_pt == 6
    assert line.text == "poster-03-a3.pdf"


def test_small_print_of_a_card_wraps_into_rows_and_goes_on_behind_the_middle() -> None:
    page = PressPage(Size(85, 55), 3, 10)
    text = "card-85x55.pdf · 85x55 · 85 × 55 mm · Voorbeeldregio · versie 1.0 · pagina 1 van 20"
    lines = slug_lines(page, f"{text} {text}", half_em)
    assert " ".join(line.text for line in lines) == f"{text} {text}"
    assert {line.x > page.media.width_mm / 2 for line in lines} == {False, True}
    assert all(not page.bleed_rect.grown(Edges.all(1)).bottom > line.y for line in lines)


def test_a_page_that_is_folded_has_dashed_marks_outside_its_bleed() -> None:
    page = PressPage(Size(297, 210), 3, 10, Folds((74.25, 148.5, 222.75), (105,)))
    marks = fold_strokes(page)
    assert {round(one.x_from - 13, 2) for one in marks if one.x_from == one.x_to} == {
        *(74.25, 148.5, 222.75)
    }
    assert [one.y_from - 13 for one in marks if one.y_from == one.y_to] == [105, 105]
    assert all(one.dashed for one in marks)
    for one in marks:
        box = Rect(one.x_from, one.y_from, one.x_to - one.x_from, one.y_to - one.y_from)
        assert not overlap(box, page.bleed_rect)


def test_small_print_keeps_clear_of_fold_marks() -> None:
    page = PressPage(Size(297, 210), 3, 10, Folds((74.25, 148.5, 222.75), (105,)))
    for line in slug_lines(page, "mini-zine-a7.pdf landelijk versie pagina " * 3, half_em):
        right = line.x + half_em(line.text, line.size_pt)
        assert not any(line.x - 1 < 13 + fold < right + 1 for fold in page.folds.upright)
