"""How many panels share a sheet, and where they lie."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.geometry import Rect, Size
from generator.model.sheet import Grid, fill_sheet

A4 = Size(210, 297)
UNPRINTED = 5
ROUNDING = 1e-5

sizes = st.builds(Size, st.integers(20, 400), st.integers(20, 400))


def panels_of(grid: Grid) -> list[Rect]:
    return [
        grid.panel_at(column, row) for row in range(grid.rows) for column in range(grid.columns)
    ]


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
    panels = panels_of(grid)
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
    first, last = panels_of(grid)[0], panels_of(grid)[-1]
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
