"""Small print in the margin: clear of marks and panels, in words that were asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import RenderError
from generator.finish.marks import Stroke, bleed_that_fits, crop_marks
from generator.finish.slug import SlugRow, SlugText, set_slug
from generator.model.geometry import Rect, Size, pt_to_mm
from generator.model.layout import Layout
from generator.model.sheet import UNPRINTED_MM, Grid, fill_sheet

A4 = Size(210, 297)
LINES = (
    "Afdrukken op 100%, niet passend maken",
    "Kaart – landelijk – 1.0",
    "Vel 1 van 2 – voorkant",
)


def measure(text: str, size_pt: float) -> float:
    """As wide as a typewriter's letters."""
    return pt_to_mm(size_pt * 0.55 * len(text))


def ink_of(row: SlugRow) -> Rect:
    """The room from an accent's top to a descender's foot."""
    width, size = measure(row.text, row.size_pt), pt_to_mm(row.size_pt)
    above, below = 0.85 * size, 0.22 * size
    if row.climbs:
        return Rect(row.x - above, row.y - width, above + below, width)
    return Rect(row.x, row.y - above, width, above + below)


def apart(one: Rect, other: Rect) -> bool:
    return (
        one.right <= other.left + 1e-6
        or other.right <= one.left + 1e-6
        or one.bottom <= other.top + 1e-6
        or other.bottom <= one.top + 1e-6
    )


def as_rect(stroke: Stroke) -> Rect:
    return Rect(
        stroke.x_from, stroke.y_from, stroke.x_to - stroke.x_from, stroke.y_to - stroke.y_from
    )


def setting(panel: Size, bleed_mm: float) -> tuple[Grid, tuple[SlugRow, ...]]:
    grid = fill_sheet(A4, panel)
    return grid, set_slug(grid, bleed_that_fits(Layout(grid), grid, bleed_mm), LINES, measure)


@given(
    st.builds(Size, st.integers(35, 190), st.integers(35, 190)), st.sampled_from((0.0, 3.0, 5.0))
)
def test_small_print_is_clear_of_marks_panels_and_edges(panel: Size, bleed_mm: float) -> None:
    grid, rows = setting(panel, bleed_mm)
    bleed = bleed_that_fits(Layout(grid), grid, bleed_mm)
    taken = [as_rect(mark) for mark in crop_marks(grid, bleed)]
    for column in range(grid.columns):
        taken += [bleed.window(grid, column, row) for row in range(grid.rows)]
    inks = [ink_of(row) for row in rows]
    for number, ink in enumerate(inks):
        assert min(ink.left, ink.top) >= UNPRINTED_MM - 1e-6
        assert ink.right <= grid.sheet.width_mm - UNPRINTED_MM + 1e-6
        assert ink.bottom <= grid.sheet.height_mm - UNPRINTED_MM + 1e-6
        assert all(apart(ink, other) for other in taken + inks[:number])


@given(st.builds(Size, st.integers(35, 190), st.integers(35, 190)))
def test_small_print_says_all_that_was_asked(panel: Size) -> None:
    _, rows = setting(panel, 3)
    assert " ".join(row.text for row in rows).replace(" · ", " ") == " ".join(LINES)


def test_lines_run_on_where_the_margins_hold_too_few_rows() -> None:
    _, rows = setting(Size(189, 35), 3)
    assert [row.text for row in rows] == [" · ".join(LINES)]


def test_small_print_climbs_beside_cards_whose_side_margins_are_widest() -> None:
    _, rows = setting(Size(85, 55), 3)
    assert all(row.climbs and row.size_pt == 6 for row in rows)


def test_sheet_numbers_and_sides_are_filled_in_and_other_braces_stay() -> None:
    text = SlugText(("{sheet}/{sheets} {side} {x}",), front="voor", back="achter")
    assert text.on(1, 3, back=False) == ("1/3 voor {x}",)
    assert text.on(2, 3, back=True) == ("2/3 achter {x}",)


def test_small_print_that_does_not_fit_is_an_error_that_quotes_it() -> None:
    grid = fill_sheet(A4, Size(85, 55))
    with pytest.raises(RenderError, match="Shorten what is printed there: lang lang"):
        set_slug(grid, bleed_that_fits(Layout(grid), grid, 3), ("lang " * 1000,), measure)
    with pytest.raises(RenderError, match="does not fit"):
        set_slug(grid, bleed_that_fits(Layout(grid), grid, 3), ("l" * 200,), measure)
