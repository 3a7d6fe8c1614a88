"""How many pages a document has once its panels share sheets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.geometry import Size
from generator.model.layout import FlipEdge, Layout, Shift, Sides
from generator.model.sheet import Grid, Scheme, grid_of

A4 = Size(210, 297)
SIDES: tuple[Sides, ...] = (1, 2)


@given(
    cards=st.integers(1, 60),
    columns=st.integers(1, 4),
    rows=st.integers(1, 4),
    sides=st.sampled_from(SIDES),
)
def test_sheets_have_room_for_all_panels_and_no_sheet_is_empty(
    cards: int, columns: int, rows: int, sides: Sides
) -> None:
    panels = cards * sides
    grid = Grid(A4, Size(40, 40), columns, rows, 0, 0)
    pages = Layout(grid, sides=sides).pages(panels)
    assert pages % sides == 0
    assert pages * grid.capacity >= panels > (pages - sides) * grid.capacity


@pytest.mark.parametrize(
    ("scheme", "panel", "sides", "panels", "pages", "is_duplex"),
    [
        ("cards", Size(85, 55), 1, 10, 1, False),
        ("cards", Size(85, 55), 1, 11, 2, False),
        ("cards", Size(85, 55), 2, 20, 2, True),
        ("cards", Size(85, 55), 2, 22, 4, True),
        ("work-and-turn", Size(85, 55), 2, 10, 1, False),
        ("work-and-turn", Size(85, 55), 2, 20, 2, False),
        ("mini-zine", Size(74, 105), 1, 8, 1, False),
        ("mini-zine", Size(74, 105), 1, 9, 2, True),
        ("half-fold", Size(148, 210), 1, 1, 2, True),
        ("half-fold", Size(148, 210), 1, 4, 2, True),
        ("half-fold", Size(148, 210), 1, 5, 4, True),
    ],
)
def test_each_scheme_counts_its_pages(
    scheme: Scheme, panel: Size, sides: Sides, panels: int, pages: int, is_duplex: bool
) -> None:
    layout = Layout(grid_of(scheme, A4, panel), scheme, sides)
    assert layout.pages(panels) == pages
    assert layout.is_duplex(panels) is is_duplex


def test_only_backs_lie_where_the_printer_makes_good_its_offset() -> None:
    grid = grid_of("cards", A4, Size(85, 55))
    layout = Layout(grid, sides=2, back_offset=Shift(right_mm=1.5, down_mm=-0.5))
    front, back = layout.grid_on(1).panels[0], layout.grid_on(2).panels[0]
    assert (back.left - front.left, back.top - front.top) == pytest.approx((1.5, -0.5))
    assert layout.grid_on(3) == grid
    assert Layout(grid, sides=1, back_offset=Shift(1, 1)).grid_on(2) == grid


@pytest.mark.parametrize(
    ("sheet", "flip", "is_vertical"),
    [
        (A4, FlipEdge.LONG, True),
        (A4, FlipEdge.SHORT, False),
        (A4.turned, FlipEdge.LONG, False),
        (A4.turned, FlipEdge.SHORT, True),
        (Size(200, 200), FlipEdge.LONG, True),
    ],
)
def test_a_sheet_turns_on_a_vertical_edge_as_it_lies(
    sheet: Size, flip: FlipEdge, is_vertical: bool
) -> None:
    grid = Grid(sheet, Size(40, 40), 2, 2, 0, 0)
    assert Layout(grid, sides=2, flip=flip).turns_on_vertical_edge is is_vertical
    # By hand, whatever the printer does.
    assert Layout(grid, "work-and-turn", 2, flip).turns_on_vertical_edge
