"""How many panels share a sheet, and where they lie."""

from __future__ import annotations

import itertools
from dataclasses import astuple
from typing import Literal, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.geometry import Size
from generator.model.sheet import Grid, fill_sheet, fold_sheet, grid_of, stock_grid

A4 = Size(210, 297)
UNPRINTED = 5
ROUNDING = 1e-5

sizes = st.builds(Size, st.integers(20, 400), st.integers(20, 400))


@pytest.mark.parametrize(
    ("panel", "capacity", "columns", "lying"),
    [
        (Size(85, 55), 10, 2, False),
        (Size(74, 105), 4, 2, False),
        (Size(52, 74), 10, 5, True),
        (Size(105, 148), 2, 2, True),
        (Size(148, 210), 1, 1, False),
    ],
)
def test_a_sheet_takes_as_many_cards_as_fit_on_either_side(
    panel: Size, capacity: int, columns: int, lying: bool
) -> None:
    grid = fill_sheet(A4, panel)
    assert (grid.capacity, grid.columns) == (capacity, columns)
    assert grid.sheet == (A4.turned if lying else A4)


@given(sheet=sizes, panel=sizes)
def test_panels_keep_clear_of_the_unprinted_margin_and_of_one_another(
    sheet: Size, panel: Size
) -> None:
    try:
        grid = fill_sheet(sheet, panel)
    except ValueError:
        # 5 mm unprinted and 4 mm of crop marks on each side.
        for side in (sheet, sheet.turned):
            too_wide = panel.width_mm > side.width_mm - 18
            assert too_wide or panel.height_mm > side.height_mm - 18
        return
    assert grid.sheet in (sheet, sheet.turned)
    panels = grid.panels
    assert len(panels) == grid.capacity >= 1
    for lies in panels:
        assert (lies.width, lies.height) == (panel.width_mm, panel.height_mm)
        assert min(lies.left, lies.top) >= UNPRINTED - ROUNDING
        assert lies.right <= grid.sheet.width_mm - UNPRINTED + ROUNDING
        assert lies.bottom <= grid.sheet.height_mm - UNPRINTED + ROUNDING
    for one, other in itertools.combinations(panels[:40], 2):
        beside = one.right <= other.left + ROUNDING or other.right <= one.left + ROUNDING
        assert beside or one.bottom <= other.top + ROUNDING or other.bottom <= one.top + ROUNDING


@given(sheet=sizes, panel=sizes)
def test_a_grid_stands_in_the_middle_of_its_sheet(sheet: Size, panel: Size) -> None:
    try:
        grid = fill_sheet(sheet, panel)
    except ValueError:
        return
    first, last = grid.panels[0], grid.panels[-1]
    assert first.left == pytest.approx(grid.sheet.width_mm - last.right, abs=1e-4)
    assert first.top == pytest.approx(grid.sheet.height_mm - last.bottom, abs=1e-4)


@given(sheet=sizes, panel=sizes)
def test_no_more_panels_would_fit(sheet: Size, panel: Size) -> None:
    try:
        capacity = fill_sheet(sheet, panel).capacity
    except ValueError:
        capacity = 0
    fitting = (
        int((side.width_mm - 18) // panel.width_mm) * int((side.height_mm - 18) // panel.height_mm)
        for side in (sheet, sheet.turned)
        if min(side.width_mm, side.height_mm) >= 18
    )
    assert capacity == max(fitting, default=0)


def test_a_panel_that_does_not_fit_is_refused_with_both_sizes() -> None:
    with pytest.raises(ValueError, match=r"210 x 297 mm does not fit on a sheet of 210 x 297 mm"):
        fill_sheet(A4, A4)


def test_thirds_of_a_rounded_width_still_fit() -> None:
    assert fill_sheet(A4, Size(192 / 3, 279 / 3)).capacity == 9


@given(sheet=sizes, panel=sizes)
def test_even_columns_are_as_many_as_fit(sheet: Size, panel: Size) -> None:
    try:
        grid = fill_sheet(sheet, panel, even_columns=True)
    except ValueError:
        for side in (sheet, sheet.turned):
            too_wide = 2 * panel.width_mm > side.width_mm - 18
            assert too_wide or panel.height_mm > side.height_mm - 18
        return
    assert grid.columns % 2 == 0
    assert grid.capacity <= fill_sheet(sheet, panel).capacity
    assert min(grid.margins.left, grid.margins.top) >= UNPRINTED - ROUNDING


def test_work_and_turn_without_room_for_a_pair_is_refused() -> None:
    with pytest.raises(ValueError, match="two panels of 200 x 100 mm do not fit side by side"):
        grid_of("work-and-turn", A4, Size(200, 100))


@pytest.mark.parametrize(
    ("scheme", "sheet", "panel", "pitch"),
    [
        ("mini-zine", A4, Size(74, 105), (74.25, 105)),
        ("mini-zine", A4.turned, Size(74.25, 105), (74.25, 105)),
        ("mini-zine", A4, Size(74.7, 104.6), (74.25, 105)),
        ("mini-zine", Size(297, 420), Size(105, 148), (105, 148.5)),
        ("half-fold", A4, Size(148, 210), (148.5, 0)),
        ("half-fold", Size(297, 420), Size(210, 297), (210, 0)),
    ],
)
def test_folded_panels_lie_in_the_middle_of_equal_parts_of_a_lying_sheet(
    scheme: Literal["mini-zine", "half-fold"], sheet: Size, panel: Size, pitch: tuple[float, float]
) -> None:
    grid = grid_of(scheme, sheet, panel)
    assert grid.sheet.width_mm > grid.sheet.height_mm
    first, second = grid.panels[:2]
    assert second.left - first.left == pytest.approx(pitch[0])
    assert first.left + first.width / 2 == pytest.approx(grid.sheet.width_mm / grid.columns / 2)
    if grid.rows > 1:
        assert grid.panels[-1].top - first.top == pytest.approx(pitch[1])
    assert first.top + first.height / 2 == pytest.approx(grid.sheet.height_mm / grid.rows / 2)


@pytest.mark.parametrize("panel", [Size(85, 55), Size(75, 105), Size(74, 104), Size(105, 74)])
def test_a_panel_that_is_no_part_of_its_sheet_is_refused(panel: Size) -> None:
    with pytest.raises(ValueError, match=r"of 297 x 210 mm folds into panels of 74.25 x 105 mm"):
        fold_sheet(A4, panel, 4, 2)


class Stock(NamedTuple):
    """A sheet of perforated cards on A4, in mm."""

    card: Size
    rows: int
    left: float
    top: float
    pitch: tuple[float, float]

    @property
    def grid(self) -> Grid:
        return stock_grid(
            A4,
            self.card,
            columns=2,
            rows=self.rows,
            left_mm=self.left,
            top_mm=self.top,
            pitch_x_mm=self.pitch[0],
            pitch_y_mm=self.pitch[1],
        )


STOCK = {
    "avery-c32011": Stock(Size(85, 54), 5, 15, 13.5, (95, 54)),
    "avery-c32015": Stock(Size(85, 54), 4, 17, 31.5, (91, 60)),
    "sigel-lp795": Stock(Size(85, 55), 5, 14, 10.5, (95, 55)),
    "sigel-lp800": Stock(Size(85, 55), 5, 15, 10, (95, 55)),
    "sigel-dp830": Stock(Size(84.98, 55), 5, 14.11, 10.94, (94.90, 55.03)),
    "herma-5028": Stock(Size(83.8, 50.8), 5, 18.6, 22, (89.2, 50.8)),
}


@pytest.mark.parametrize("stock", STOCK.values(), ids=STOCK)
def test_perforated_cards_lie_where_their_maker_says(stock: Stock) -> None:
    grid = stock.grid
    assert grid.perforated
    for number, panel in enumerate(grid.panels):
        row, column = divmod(number, 2)
        assert panel.left == pytest.approx(stock.left + column * stock.pitch[0])
        assert panel.top == pytest.approx(stock.top + row * stock.pitch[1])


@pytest.mark.parametrize("on_vertical_edge", [True, False])
@pytest.mark.parametrize("stock", STOCK.values(), ids=STOCK)
def test_seen_from_behind_perforated_cards_are_reflected(
    stock: Stock, on_vertical_edge: bool
) -> None:
    behind = stock.grid.turned_over(on_vertical_edge=on_vertical_edge)
    for column in range(2):
        for row in range(stock.rows):
            front = stock.grid.panel_at(column, row)
            if on_vertical_edge:
                back = behind.panel_at(1 - column, row)
                reflected = (A4.width_mm - back.right, back.top)
            else:
                back = behind.panel_at(column, stock.rows - 1 - row)
                reflected = (back.left, A4.height_mm - back.bottom)
            assert (front.left, front.top) == pytest.approx(reflected)
    again = behind.turned_over(on_vertical_edge=on_vertical_edge)
    assert astuple(again.panels[-1]) == pytest.approx(astuple(stock.grid.panels[-1]))


@given(
    columns=st.integers(1, 6),
    rows=st.integers(1, 6),
    # As people measure: less than a micrometre off the sheet is rounding.
    left=st.floats(-5, 200).map(lambda mm: round(mm, 2)),
    top=st.floats(-5, 200).map(lambda mm: round(mm, 2)),
    pitch_x=st.floats(10, 120).map(lambda mm: round(mm, 2)),
    pitch_y=st.floats(10, 120).map(lambda mm: round(mm, 2)),
)
def test_stock_whose_cards_overlap_or_run_off_the_sheet_is_refused(
    columns: int, rows: int, left: float, top: float, pitch_x: float, pitch_y: float
) -> None:
    card = Size(50, 30)
    across, down = left + (columns - 1) * pitch_x + 50, top + (rows - 1) * pitch_y + 30
    overlap = (columns > 1 and pitch_x < 50) or (rows > 1 and pitch_y < 30)
    fits = min(left, top) >= 0 and across <= A4.width_mm and down <= A4.height_mm
    try:
        grid = stock_grid(
            A4,
            card,
            columns=columns,
            rows=rows,
            left_mm=left,
            top_mm=top,
            pitch_x_mm=pitch_x,
            pitch_y_mm=pitch_y,
        )
    except ValueError as error:
        assert not fits or overlap
        assert ("overlap" in str(error)) == overlap
        return
    assert fits
    assert not overlap
    assert grid.capacity == columns * rows


def test_stock_without_cards_is_refused() -> None:
    with pytest.raises(ValueError, match="0 columns and 5 rows"):
        stock_grid(
            A4,
            Size(85, 55),
            columns=0,
            rows=5,
            left_mm=0,
            top_mm=0,
            pitch_x_mm=0,
            pitch_y_mm=55,
        )


def test_a_grid_in_the_middle_looks_the_same_from_behind() -> None:
    grid = fill_sheet(A4, Size(85, 55))
    assert grid.turned_over(on_vertical_edge=True) is grid
    assert grid.moved(0, 0) is grid
    assert grid.moved(2, -1).panel_at(0, 0).left == pytest.approx(grid.panel_at(0, 0).left + 2)
    assert grid.moved(2, -1).panel_at(0, 0).top == pytest.approx(grid.panel_at(0, 0).top - 1)
