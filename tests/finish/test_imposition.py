"""The plan: every panel once, on paper that the printer reaches, backs behind fronts."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.errors import RenderError
from generator.finish.imposition import FlipEdge, Placement, Sheet, Sides, plan_sheets
from generator.model.geometry import Rect, Size
from generator.model.sheet import UNPRINTED_MM, Grid, fill_sheet

A4 = Size(210, 297)
FLIPS = st.sampled_from(FlipEdge)


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """Grids on upright and lying sheets of all sorts."""
    sheet = Size(draw(st.integers(100, 450)), draw(st.integers(100, 450)))
    panel = Size(draw(st.integers(20, 300)), draw(st.integers(20, 300)))
    try:
        return fill_sheet(sheet, panel)
    except ValueError:
        assume(False)
        raise


def turned_over(rect: Rect, sheet: Size, flip: FlipEdge) -> Rect:
    """Where something printed on the back lies, seen through the paper from the front."""
    long_side_is_vertical = sheet.height_mm >= sheet.width_mm
    if long_side_is_vertical == (flip is FlipEdge.LONG):
        return Rect(sheet.width_mm - rect.right, rect.top, rect.width, rect.height)
    return Rect(rect.left, sheet.height_mm - rect.bottom, rect.width, rect.height)


def off_by(one: Rect, other: Rect) -> float:
    return max(abs(one.left - other.left), abs(one.top - other.top))


def placements(sheets: tuple[Sheet, ...]) -> list[Placement]:
    return [at for sheet in sheets for side in sheet.sides for at in side.placements]


@given(grids(), st.integers(0, 30), FLIPS)
def test_every_front_has_its_back_behind_it(grid: Grid, cards: int, flip: FlipEdge) -> None:
    for sheet in plan_sheets(grid, 2 * cards, 2, flip):
        assert sheet.back is not None
        backs = {at.panel: at for at in sheet.back.placements}
        assert len(backs) == len(sheet.front.placements)
        for front in sheet.front.placements:
            back = backs[front.panel + 1]
            assert off_by(front.rect, turned_over(back.rect, grid.sheet, flip)) < 0.1


@given(grids(), st.integers(0, 30), st.sampled_from((1, 2)), FLIPS)
def test_every_panel_is_placed_once(grid: Grid, cards: int, sides: Sides, flip: FlipEdge) -> None:
    sheets = plan_sheets(grid, cards * sides, sides, flip)
    assert sorted(at.panel for at in placements(sheets)) == list(range(cards * sides))


@given(grids(), st.integers(1, 30), FLIPS)
def test_panels_lie_apart_and_where_the_printer_reaches(
    grid: Grid, cards: int, flip: FlipEdge
) -> None:
    for sheet in plan_sheets(grid, 2 * cards, 2, flip):
        for side in sheet.sides:
            rects = [at.rect for at in side.placements]
            for rect in rects:
                assert min(rect.left, rect.top) >= UNPRINTED_MM - 1e-6
                assert rect.right <= grid.sheet.width_mm - UNPRINTED_MM + 1e-6
                assert rect.bottom <= grid.sheet.height_mm - UNPRINTED_MM + 1e-6
            for one, other in combinations(rects, 2):
                apart_across = one.right <= other.left + 1e-6 or other.right <= one.left + 1e-6
                apart_down = one.bottom <= other.top + 1e-6 or other.bottom <= one.top + 1e-6
                assert apart_across or apart_down


@pytest.mark.parametrize(
    ("sheet", "flip", "rotation"),
    [
        (A4, FlipEdge.LONG, 0),
        (A4, FlipEdge.SHORT, 180),
        (A4.turned, FlipEdge.LONG, 180),
        (A4.turned, FlipEdge.SHORT, 0),
    ],
)
def test_backs_stand_on_their_head_when_the_turning_edge_is_horizontal(
    sheet: Size, flip: FlipEdge, rotation: int
) -> None:
    grid = Grid(sheet, Size(50, 40), 3, 3, 5, 5)
    fronts, backs = plan_sheets(grid, 18, 2, flip)[0].sides
    assert {at.rotation for at in fronts.placements} == {0}
    assert {at.rotation for at in backs.placements} == {rotation}


def test_ten_cards_fill_one_a4_sheet() -> None:
    grid = fill_sheet(A4, Size(85, 55))
    assert len(plan_sheets(grid, 20, 2, FlipEdge.LONG)) == 1
    assert len(plan_sheets(grid, 22, 2, FlipEdge.LONG)) == 2


def test_a_front_without_a_back_is_an_error() -> None:
    grid = fill_sheet(A4, Size(85, 55))
    with pytest.raises(RenderError, match="the last front has no back"):
        plan_sheets(grid, 7, 2, FlipEdge.LONG)
