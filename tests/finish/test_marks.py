"""Crop marks: on every trim line, on no panel, and where the printer reaches."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.finish.marks import Stroke, bleed_that_fits, crop_marks
from generator.model.geometry import Rect, Size
from generator.model.layout import Layout
from generator.model.sheet import UNPRINTED_MM, Grid, fill_sheet

A4 = Size(210, 297)
BLEEDS = st.sampled_from((0.0, 1.0, 3.0, 5.0))
PANELS = st.builds(Size, st.integers(20, 190), st.integers(20, 190))
NEAR = 1e-6


def touches(stroke: Stroke, rect: Rect) -> bool:
    return (
        stroke.x_from < rect.right
        and stroke.x_to > rect.left
        and stroke.y_from < rect.bottom
        and stroke.y_to > rect.top
    )


def bled_panels(grid: Grid, bleed_mm: float) -> list[Rect]:
    bleed = bleed_that_fits(Layout(grid), grid, bleed_mm)
    return [
        bleed.window(grid, column, row)
        for column in range(grid.columns)
        for row in range(grid.rows)
    ]


@given(PANELS, BLEEDS)
def test_no_mark_lies_on_a_panel_or_its_bleed(panel: Size, bleed_mm: float) -> None:
    grid = fill_sheet(A4, panel)
    marks = crop_marks(grid, bleed_that_fits(Layout(grid), grid, bleed_mm))
    assert not [
        mark for mark in marks for rect in bled_panels(grid, bleed_mm) if touches(mark, rect)
    ]


@given(PANELS, BLEEDS)
def test_marks_and_bleeds_lie_where_the_printer_reaches(panel: Size, bleed_mm: float) -> None:
    grid = fill_sheet(A4, panel)
    for mark in crop_marks(grid, bleed_that_fits(Layout(grid), grid, bleed_mm)):
        assert min(mark.x_from, mark.y_from) >= UNPRINTED_MM - NEAR
        assert mark.x_to <= grid.sheet.width_mm - UNPRINTED_MM + NEAR
        assert mark.y_to <= grid.sheet.height_mm - UNPRINTED_MM + NEAR
    for rect in bled_panels(grid, bleed_mm):
        assert min(rect.left, rect.top) >= UNPRINTED_MM


@given(PANELS, BLEEDS)
def test_bleeds_of_neighbours_do_not_overlap(panel: Size, bleed_mm: float) -> None:
    grid = fill_sheet(A4, panel)
    for one, other in combinations(bled_panels(grid, bleed_mm)[:20], 2):
        beside = one.right <= other.left + NEAR or other.right <= one.left + NEAR
        assert beside or one.bottom <= other.top + NEAR or other.bottom <= one.top + NEAR


@given(PANELS, BLEEDS)
def test_every_trim_line_is_marked_at_both_ends(panel: Size, bleed_mm: float) -> None:
    grid = fill_sheet(A4, panel)
    marks = crop_marks(grid, bleed_that_fits(Layout(grid), grid, bleed_mm))
    margins = grid.margins
    for row in range(grid.rows):
        rect = grid.panel_at(0, row)
        for y in (rect.top, rect.bottom):
            ends = [mark for mark in marks if abs(mark.y_from - y) + abs(mark.y_to - y) < NEAR]
            assert any(mark.x_to < margins.left and mark.x_to - mark.x_from > 1.9 for mark in ends)
            assert any(mark.x_from > grid.sheet.width_mm - margins.right for mark in ends)
    for column in range(grid.columns):
        rect = grid.panel_at(column, 0)
        for x in (rect.left, rect.right):
            ends = [mark for mark in marks if abs(mark.x_from - x) + abs(mark.x_to - x) < NEAR]
            assert any(mark.y_to < margins.top and mark.y_to - mark.y_from > 1.9 for mark in ends)
            assert any(mark.y_from > grid.sheet.height_mm - margins.bottom for mark in ends)


@pytest.mark.parametrize(("bleed_mm", "marks"), [(3, 14), (4, 12)])
def test_a_gutter_gets_marks_when_four_millimetres_are_free(bleed_mm: float, marks: int) -> None:
    grid = Grid(A4, Size(60, 80), 2, 1, 10, 0)
    assert len(crop_marks(grid, bleed_that_fits(Layout(grid), grid, bleed_mm))) == marks


def test_panels_without_a_gutter_share_one_mark() -> None:
    grid = Grid(A4, Size(60, 80), 2, 1, 0, 0)
    upright = [
        mark
        for mark in crop_marks(grid, bleed_that_fits(Layout(grid), grid, 3))
        if mark.x_from == mark.x_to
    ]
    assert len(upright) == 3 * 2
