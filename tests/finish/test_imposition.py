"""The plan: every panel once, on paper that the printer reaches, backs behind fronts."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.errors import RenderError
from generator.finish.imposition import Placement, Sheet, Side, Sides, plan_sheets
from generator.finish.marks import bleed_that_fits
from generator.model.geometry import Rect, Size
from generator.model.layout import FlipEdge, Layout, PanelOrder, Shift
from generator.model.sheet import UNPRINTED_MM, Grid, Scheme, fill_sheet, grid_of, stock_grid

A4 = Size(210, 297)
FLIPS = st.sampled_from(FlipEdge)
ORDERS = st.sampled_from(("stack", "rows"))
LP795 = stock_grid(
    A4,
    Size(85, 55),
    columns=2,
    rows=5,
    left_mm=14,
    top_mm=10.5,
    pitch_x_mm=95,
    pitch_y_mm=55,
)


def folded(scheme: Scheme, flip: FlipEdge = FlipEdge.LONG) -> Layout:
    panel = Size(74, 105) if scheme == "mini-zine" else Size(148, 210)
    return Layout(grid_of(scheme, A4, panel), scheme, flip=flip)


@st.composite
def grids(draw: st.DrawFn, *, even_columns: bool = False) -> Grid:
    """Grids on upright and lying sheets of all sorts, some of them off the middle."""
    sheet = Size(draw(st.integers(100, 450)), draw(st.integers(100, 450)))
    panel = Size(draw(st.integers(20, 300)), draw(st.integers(20, 300)))
    try:
        grid = fill_sheet(sheet, panel, even_columns=even_columns)
    except ValueError:
        assume(False)
        raise
    return grid if draw(st.booleans()) else grid.moved(draw(st.floats(-4, 4)), -2.5)


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


def rects(side: Side) -> dict[int, Rect]:
    return {at.panel: side.rect(at) for at in side.placements}


def assert_backs_lie_behind(sheet: Sheet, flip: FlipEdge, pairs: dict[int, int]) -> None:
    assert sheet.back is not None
    fronts, backs = rects(sheet.front), rects(sheet.back)
    for front, back in pairs.items():
        seen_through = turned_over(backs[back], sheet.front.grid.sheet, flip)
        assert off_by(fronts[front], seen_through) < 0.1


@given(grids(), st.integers(0, 30), FLIPS, ORDERS)
def test_every_front_has_its_back_behind_it(
    grid: Grid, cards: int, flip: FlipEdge, order: PanelOrder
) -> None:
    for sheet in plan_sheets(Layout(grid, sides=2, flip=flip, order=order), 2 * cards):
        pairs = {at.panel: at.panel + 1 for at in sheet.front.placements}
        assert sheet.back is not None
        assert {at.panel for at in sheet.back.placements} == set(pairs.values())
        assert_backs_lie_behind(sheet, flip, pairs)


@given(grids(), st.integers(0, 30), st.sampled_from((1, 2)), FLIPS, ORDERS)
def test_every_panel_is_placed_once_on_as_many_pages_as_were_told(
    grid: Grid, cards: int, sides: Sides, flip: FlipEdge, order: PanelOrder
) -> None:
    layout = Layout(grid, sides=sides, flip=flip, order=order)
    sheets = plan_sheets(layout, cards * sides)
    assert sorted(at.panel for at in placements(sheets)) == list(range(cards * sides))
    assert sum(len(sheet.sides) for sheet in sheets) == layout.pages(cards * sides)


@given(grids(), st.integers(1, 30), FLIPS, ORDERS)
def test_panels_lie_apart_and_on_their_sheet(
    grid: Grid, cards: int, flip: FlipEdge, order: PanelOrder
) -> None:
    for sheet in plan_sheets(Layout(grid, sides=2, flip=flip, order=order), 2 * cards):
        for side in sheet.sides:
            lying = list(rects(side).values())
            for rect in lying:
                assert min(rect.left, rect.top) >= UNPRINTED_MM - 1e-6
                assert rect.right <= grid.sheet.width_mm - UNPRINTED_MM + 1e-6
                assert rect.bottom <= grid.sheet.height_mm - UNPRINTED_MM + 1e-6
            assert_apart(lying)


def assert_apart(lying: list[Rect]) -> None:
    for one, other in combinations(lying, 2):
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
def test_backs_stand_on_their_head_where_the_sheet_turns_on_a_horizontal_edge(
    sheet: Size, flip: FlipEdge, rotation: int
) -> None:
    grid = Grid(sheet, Size(50, 40), 3, 3, 5, 5)
    fronts, backs = plan_sheets(Layout(grid, sides=2, flip=flip), 18)[0].sides
    assert {at.rotation for at in fronts.placements} == {0}
    assert {at.rotation for at in backs.placements} == {rotation}


def test_ten_cards_fill_one_a4_sheet() -> None:
    layout = Layout(fill_sheet(A4, Size(85, 55)), sides=2)
    assert len(plan_sheets(layout, 20)) == 1
    assert len(plan_sheets(layout, 22)) == 2


@pytest.mark.parametrize("scheme", ["cards", "work-and-turn"])
def test_a_front_without_a_back_is_an_error(scheme: Scheme) -> None:
    layout = Layout(fill_sheet(A4, Size(85, 55)), scheme, sides=2)
    with pytest.raises(RenderError, match="the last front has no back"):
        plan_sheets(layout, 7)


def test_backs_begin_as_far_from_the_left_as_fronts_end_from_the_right() -> None:
    (sheet,) = plan_sheets(Layout(LP795, sides=2), 20)
    assert sheet.back is not None
    assert rects(sheet.front)[0] == Rect(14, 10.5, 85, 55)
    assert min(rect.left for rect in rects(sheet.back).values()) == pytest.approx(16)
    assert_backs_lie_behind(sheet, FlipEdge.LONG, {front: front + 1 for front in range(0, 20, 2)})


def test_over_the_short_edge_backs_begin_as_far_from_the_top_as_fronts_end_from_the_foot() -> None:
    grid = replace(LP795, top_mm=9)
    (sheet,) = plan_sheets(Layout(grid, sides=2, flip=FlipEdge.SHORT), 20)
    assert sheet.back is not None
    assert min(rect.top for rect in rects(sheet.back).values()) == pytest.approx(13)
    assert min(rect.left for rect in rects(sheet.back).values()) == 14
    assert_backs_lie_behind(sheet, FlipEdge.SHORT, {front: front + 1 for front in range(0, 20, 2)})


@pytest.mark.parametrize("flip", FlipEdge)
def test_backs_are_moved_by_the_printers_offset_and_fronts_are_not(flip: FlipEdge) -> None:
    layout = Layout(LP795, sides=2, flip=flip)
    moved = replace(layout, back_offset=Shift(right_mm=1.5, down_mm=-0.75))
    (there,), (here,) = plan_sheets(moved, 20), plan_sheets(layout, 20)
    assert there.front == here.front
    assert there.back is not None
    assert here.back is not None
    assert there.back.placements == here.back.placements
    for panel, rect in rects(here.back).items():
        assert rects(there.back)[panel].left == pytest.approx(rect.left + 1.5)
        assert rects(there.back)[panel].top == pytest.approx(rect.top - 0.75)


@pytest.mark.parametrize(("scheme", "sides"), [("cards", 1), ("work-and-turn", 2)])
def test_what_is_printed_on_one_side_is_not_moved(scheme: Scheme, sides: Sides) -> None:
    layout = Layout(fill_sheet(A4, Size(85, 55)), scheme, sides)
    moved = replace(layout, back_offset=Shift(2, 3))
    assert plan_sheets(moved, 40) == plan_sheets(layout, 40)
    assert moved.grid_on(2) == layout.grid


def test_panels_of_even_pages_are_those_of_backs() -> None:
    layout = Layout(LP795, sides=2, back_offset=Shift(1, 0))
    for page, side in enumerate(plan_sheets(layout, 20)[0].sides, start=1):
        assert layout.grid_on(page) == side.grid
    assert layout.grid_on(4).margins.left == pytest.approx(17)


@given(grids(even_columns=True), st.integers(1, 40), ORDERS)
def test_work_and_turn_gives_each_card_twice_when_the_same_image_is_on_both_sides(
    grid: Grid, cards: int, order: PanelOrder
) -> None:
    centred = replace(grid, left_mm=None)
    layout = Layout(centred, "work-and-turn", sides=2, order=order)
    sheets = plan_sheets(layout, 2 * cards)
    assert sorted(at.panel for at in placements(sheets)) == list(range(2 * cards))
    assert len(sheets) == layout.pages(2 * cards)
    for sheet in sheets:
        assert sheet.back is None
        assert {at.rotation for at in sheet.front.placements} == {0}
        lying = rects(sheet.front)
        assert_apart(list(lying.values()))
        for panel, rect in lying.items():
            behind = Rect(grid.sheet.width_mm - rect.right, rect.top, rect.width, rect.height)
            assert off_by(lying[panel ^ 1], behind) < 0.1
            in_left_half = rect.right <= grid.sheet.width_mm / 2 + 1e-6
            assert in_left_half == (panel % 2 == 0)


@pytest.mark.parametrize("flip", FlipEdge)
@pytest.mark.parametrize(
    ("panel", "edge"), [(Size(85, 55), FlipEdge.LONG), (Size(52, 74), FlipEdge.SHORT)]
)
def test_work_and_turn_turns_on_the_vertical_edge_whatever_the_printer_does(
    panel: Size, edge: FlipEdge, flip: FlipEdge
) -> None:
    layout = Layout(grid_of("work-and-turn", A4, panel), "work-and-turn", sides=2, flip=flip)
    assert layout.turning_edge is edge
    assert layout.turns_on_vertical_edge
    assert not layout.is_duplex(20)


def test_a_zine_has_its_covers_below_and_its_upper_row_on_its_head() -> None:
    layout = folded("mini-zine")
    (sheet,) = plan_sheets(layout, 8)
    assert sheet.back is None
    assert layout.pages(8) == 1
    seen = {(at.row, at.column): (at.panel + 1, at.rotation) for at in sheet.front.placements}
    assert [seen[1, column] for column in range(4)] == [(8, 0), (1, 0), (2, 0), (3, 0)]
    assert [seen[0, column] for column in range(4)] == [(7, 180), (6, 180), (5, 180), (4, 180)]
    centres = sorted({rect.left + rect.width / 2 for rect in rects(sheet.front).values()})
    assert centres == pytest.approx([74.25 * (column + 0.5) for column in range(4)])


@pytest.mark.parametrize("flip", FlipEdge)
def test_a_ninth_panel_stands_upright_at_the_bottom_left_of_the_back(flip: FlipEdge) -> None:
    layout = folded("mini-zine", flip)
    (sheet,) = plan_sheets(layout, 9)
    assert layout.pages(9) == 2
    assert layout.is_duplex(9)
    assert not layout.is_duplex(8)
    assert sheet.back is not None
    (guide,) = sheet.back.placements
    rect = sheet.back.rect(guide)
    assert (guide.panel, guide.rotation) == (8, 0)
    assert (rect.left, rect.bottom) == pytest.approx((0.125, 210))


@pytest.mark.parametrize("count", [1, 7, 10, 16])
def test_a_zine_has_eight_panels_or_nine(count: int) -> None:
    with pytest.raises(RenderError, match=f"{count} panels can't be folded out of one sheet"):
        plan_sheets(folded("mini-zine"), count)


@given(st.integers(1, 40), FLIPS)
def test_every_leaf_of_a_booklet_has_its_next_panel_behind_it(count: int, flip: FlipEdge) -> None:
    layout = folded("half-fold", flip)
    sheets = plan_sheets(layout, count)
    assert sorted(at.panel for at in placements(sheets)) == list(range(count))
    assert sum(len(sheet.sides) for sheet in sheets) == layout.pages(count)
    for outer, sheet in enumerate(sheets):
        assert sheet.back is not None
        first, fronts, backs = 2 * outer, rects(sheet.front), rects(sheet.back)
        if first in fronts and first + 1 in backs:
            assert_backs_lie_behind(sheet, flip, {first: first + 1})
            assert fronts[first].left > 148
        rotation = 180 if flip is FlipEdge.LONG else 0  # the sheet lies
        assert {at.rotation for at in sheet.back.placements} <= {rotation}
        assert {at.rotation for at in sheet.front.placements} <= {0}


@pytest.mark.parametrize(
    ("sheet", "panel", "scheme"),
    [
        (A4, Size(74, 105), "mini-zine"),
        (A4, Size(74.5, 105.25), "mini-zine"),
        (Size(297, 420), Size(105, 148), "mini-zine"),
        (A4, Size(148, 210), "half-fold"),
        (Size(297, 420), Size(210, 297), "half-fold"),
    ],
)
@pytest.mark.parametrize("bleed_mm", [0.0, 3.0])
def test_folded_panels_are_seen_apart_and_on_the_sheet_and_its_bleed(
    sheet: Size, panel: Size, scheme: Scheme, bleed_mm: float
) -> None:
    layout = Layout(grid_of(scheme, sheet, panel), scheme, bleed_mm=bleed_mm)
    grid, bleed = layout.grid, bleed_that_fits(layout, layout.grid, 3)
    windows = [
        bleed.window(grid, column, row)
        for row in range(grid.rows)
        for column in range(grid.columns)
    ]
    assert_apart(windows)
    assert min(min(one.left, one.top) for one in windows) >= -bleed_mm - 1e-6
    assert max(one.right for one in windows) <= grid.sheet.width_mm + bleed_mm + 1e-6
    assert max(one.bottom for one in windows) <= grid.sheet.height_mm + bleed_mm + 1e-6
    # No white line along the folds, and at the edges no more than the panel is too small.
    assert sum(one.width * one.height for one in windows) == pytest.approx(
        (grid.sheet.width_mm + 2 * bleed_mm) * (grid.sheet.height_mm + 2 * bleed_mm), rel=0.004
    )
