"""Large pages on office sheets: every spot printed, edges to glue, nothing printed over artwork."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.errors import RenderError
from generator.finish.marks import Stroke
from generator.finish.slug import SlugRow
from generator.finish.tile_marks import (
    labels_of,
    map_of,
    marks_of,
    neighbours_of,
    page_on,
    window_of,
)
from generator.finish.tiles import GLUE_EDGE_MM, Tiling, plan_tiles, tile_name
from generator.model.geometry import Rect, Size, parse_format, pt_to_mm
from generator.model.sheet import UNPRINTED_MM

A4, A3 = Size(210, 297), Size(297, 420)
PAGES = st.builds(Size, st.floats(30, 1300), st.floats(30, 1300))
SHEETS = st.sampled_from((A4, A4.turned, A3, Size(148, 210), Size(215.9, 279.4)))
BLEEDS = st.sampled_from((0.0, 1.0, 3.0))
LINES = ("B2 · vel 5 van 15", "Poster – landelijk – 1.0", "Afdrukken op 100%")
NEAR = 1e-6


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


def as_rect(stroke: Stroke) -> Rect:
    return Rect(
        stroke.x_from, stroke.y_from, stroke.x_to - stroke.x_from, stroke.y_to - stroke.y_from
    )


def apart(one: Rect, other: Rect) -> bool:
    beside = one.right <= other.left + NEAR or other.right <= one.left + NEAR
    return beside or one.bottom <= other.top + NEAR or other.bottom <= one.top + NEAR


def within(rect: Rect, sheet: Size, margin_mm: float) -> bool:
    return (
        min(rect.left, rect.top) >= margin_mm - NEAR
        and rect.right <= sheet.width_mm - margin_mm + NEAR
        and rect.bottom <= sheet.height_mm - margin_mm + NEAR
    )


@given(PAGES, SHEETS)
def test_tiles_cover_the_whole_page_and_nothing_beyond_it(page: Size, sheet: Size) -> None:
    tiling = plan_tiles(page, sheet)
    tiles = tiling.tiles
    assert len(tiles) == tiling.count
    assert tiles[0].part.left == tiles[0].part.top == 0
    assert tiles[-1].part.right == pytest.approx(page.width_mm)
    assert tiles[-1].part.bottom == pytest.approx(page.height_mm)
    columns = {tile.column: (tile.part.left, tile.part.right) for tile in tiles}
    rows = {tile.row: (tile.part.top, tile.part.bottom) for tile in tiles}
    for spans in (columns, rows):
        for at in range(len(spans) - 1):
            assert spans[at][1] - spans[at + 1][0] == pytest.approx(GLUE_EDGE_MM)


@given(PAGES, SHEETS)
def test_parts_are_shown_at_full_size_with_room_for_marks_around_them(
    page: Size, sheet: Size
) -> None:
    tiling = plan_tiles(page, sheet)
    assert tiling.sheet in (sheet, sheet.turned)
    assert within(tiling.area, tiling.sheet, UNPRINTED_MM + 5)
    for tile in tiling.tiles:
        assert (tile.part.width, tile.part.height) == pytest.approx(
            (tiling.area.width, tiling.area.height)
        )
        whole = page_on(tiling, tile)
        assert whole.left + tile.part.left == pytest.approx(tiling.area.left)
        assert whole.top + tile.part.top == pytest.approx(tiling.area.top)


@given(PAGES, SHEETS)
def test_fewer_sheets_would_not_do(page: Size, sheet: Size) -> None:
    count = plan_tiles(page, sheet).count
    for side in (sheet, sheet.turned):
        columns, rows = 1, 1
        while columns * (side.width_mm - 30) + 10 < page.width_mm - NEAR:
            columns += 1
        while rows * (side.height_mm - 30) + 10 < page.height_mm - NEAR:
            rows += 1
        assert count <= columns * rows


@pytest.mark.parametrize(
    ("page", "paper", "columns", "rows", "lying"),
    [
        ("a3", "a4", 2, 2, False),
        ("a2", "a4", 2, 4, True),
        ("a1", "a4", 3, 5, True),
        ("a0", "a4", 5, 5, False),
        ("a0", "a3", 3, 5, True),
        ("a5", "a4", 1, 1, False),
    ],
)
def test_sheets_lie_the_way_that_needs_fewest(
    page: str, paper: str, columns: int, rows: int, lying: bool
) -> None:
    tiling = plan_tiles(parse_format(page).trim, parse_format(paper).trim)
    assert (tiling.columns, tiling.rows) == (columns, rows)
    assert (tiling.sheet.width_mm > tiling.sheet.height_mm) == lying


def test_tiles_go_from_left_to_right_and_then_down_with_names_as_in_a_spreadsheet() -> None:
    names = [tile.name for tile in plan_tiles(Size(594, 841), A4).tiles]
    assert names[:4] == ["A1", "A2", "A3", "B1"]
    assert names[-1] == "E3"
    assert tile_name(11, 25) == "Z12"
    assert tile_name(0, 26) == "AA1"
    assert tile_name(0, 27 * 26 - 1) == "ZZ1"


def test_sheets_without_room_for_artwork_are_refused() -> None:
    with pytest.raises(ValueError, match="37 x 52 mm is too small to cut a page into"):
        plan_tiles(A3, Size(37, 52))


def drawn_around(tiling: Tiling) -> list[list[Rect]]:
    """For each tile, all that is printed in its margins, without the lines in its glue edges."""
    sets = []
    for tile in tiling.tiles:
        rows = (*labels_of(tiling, LINES, measure), *neighbours_of(tiling, tile, measure))
        marks = [mark for mark in marks_of(tiling, tile) if not in_glue_edge(mark, tiling)]
        sets.append([*map(ink_of, rows), *map(as_rect, marks), *map_of(tiling)])
    return sets


def in_glue_edge(mark: Stroke, tiling: Tiling) -> bool:
    area = tiling.area
    return mark.dashed and (
        (mark.y_from == area.top and mark.x_from > area.right - GLUE_EDGE_MM)
        or (mark.x_from == area.left and mark.y_from > area.bottom - GLUE_EDGE_MM)
    )


@given(PAGES, SHEETS, BLEEDS)
def test_marks_names_and_small_print_keep_clear_of_artwork_and_of_one_another(
    page: Size, sheet: Size, bleed_mm: float
) -> None:
    tiling = plan_tiles(page, sheet)
    assume(min(tiling.area.width, tiling.area.height) > 80 and tiling.count < 40)
    for tile, drawn in zip(tiling.tiles, drawn_around(tiling), strict=True):
        window = window_of(tiling, tile, bleed_mm)
        assert within(window, tiling.sheet, UNPRINTED_MM)
        for rect in drawn:
            assert within(rect, tiling.sheet, UNPRINTED_MM)
            assert apart(rect, window)
        for one, other in itertools.combinations(drawn, 2):
            assert apart(one, other)


@given(PAGES, SHEETS)
def test_lines_on_the_artwork_are_covered_by_the_next_sheet(page: Size, sheet: Size) -> None:
    tiling = plan_tiles(page, sheet)
    area = tiling.area
    for tile in tiling.tiles:
        inside = [mark for mark in marks_of(tiling, tile) if in_glue_edge(mark, tiling)]
        has_right, has_below = tile.column < tiling.columns - 1, tile.row < tiling.rows - 1
        assert len(inside) == has_right + has_below
        for mark in inside:
            beside_seam = area.right - GLUE_EDGE_MM < mark.x_from == mark.x_to
            below_seam = area.bottom - GLUE_EDGE_MM < mark.y_from == mark.y_to
            assert beside_seam or below_seam


@given(PAGES, SHEETS, BLEEDS)
def test_edges_that_are_cut_have_artwork_past_them_and_marks_at_both_ends(
    page: Size, sheet: Size, bleed_mm: float
) -> None:
    tiling = plan_tiles(page, sheet)
    area = tiling.area
    for tile in tiling.tiles:
        window, marks = window_of(tiling, tile, bleed_mm), marks_of(tiling, tile)
        past = min(bleed_mm, 2)
        is_right, is_foot = tile.column == tiling.columns - 1, tile.row == tiling.rows - 1
        assert area.left - window.left == pytest.approx(2 if tile.column else past)
        assert area.top - window.top == pytest.approx(2 if tile.row else past)
        assert window.right - area.right == pytest.approx(past if is_right else 0)
        assert window.bottom - area.bottom == pytest.approx(past if is_foot else 0)
        upright = {mark.x_from for mark in marks if mark.x_from == mark.x_to and not mark.dashed}
        level = {mark.y_from for mark in marks if mark.y_from == mark.y_to and not mark.dashed}
        assert upright == {area.left, area.right} if is_right else {area.left}
        assert level == {area.top, area.bottom} if is_foot else {area.top}
        for x in upright:
            assert len([mark for mark in marks if mark.x_from == mark.x_to == x]) == 2


def test_neighbours_are_named_where_they_lie() -> None:
    tiling = plan_tiles(Size(594, 841), A4)
    area = tiling.area
    rows = {row.text: row for row in neighbours_of(tiling, tiling.tiles[4], measure)}
    assert set(rows) == {"A2", "B1", "B3", "C2"}
    assert rows["A2"].y < area.top
    assert rows["C2"].y > area.bottom
    assert rows["B1"].x < area.left
    assert rows["B3"].x > area.right
    corner = neighbours_of(tiling, tiling.tiles[0], measure)
    assert {row.text for row in corner} == {"A2", "B1"}


def test_a_map_has_a_cell_for_each_tile_in_the_proportions_of_the_page() -> None:
    tiling = plan_tiles(Size(594, 841), A4)
    cells = map_of(tiling)
    assert len(cells) == 15
    width, height = cells[-1].right - cells[0].left, cells[-1].bottom - cells[0].top
    assert width / height == pytest.approx(584 / 831)


def test_small_print_that_does_not_fit_below_a_tile_is_an_error_that_quotes_it() -> None:
    tiling = plan_tiles(Size(594, 841), A4)
    with pytest.raises(RenderError, match="Shorten what is printed there: lang lang"):
        labels_of(tiling, ("lang " * 1000,), measure)
