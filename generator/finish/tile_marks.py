"""Plan what is printed around a tile: tiling and tile → window, marks, names, small print, map."""

from __future__ import annotations

from generator.errors import RenderError
from generator.finish.marks import LONGEST_MARK_MM, MARK_OFFSET_MM, Stroke
from generator.finish.slug import MARK_CLEARANCE_MM, SIZES_PT, Measure, SlugRow, Strip, fill_strips
from generator.finish.tiles import GLUE_EDGE_MM, Tile, Tiling, tile_name
from generator.model.geometry import Edges, Rect, Size
from generator.model.sheet import UNPRINTED_MM

CUT_BLEED_MM = 2.0
"""Artwork past each edge that is cut, so that a cut that strays leaves no white line."""
HIDDEN_MM = 0.5
"""From a seam to the dashed line in the glue edge, so that the next sheet covers the line."""
LARGEST_CELL_MM, SMALLEST_CELL_MM = 4.0, 1.0
_CLEAR_MM = CUT_BLEED_MM + MARK_OFFSET_MM
_NAME_ROOM_MM = 8.0
_MAP_SHARE = 0.3
"""Of the area's height or width, at the most."""


def window_of(tiling: Tiling, tile: Tile, bleed_mm: float) -> Rect:
    """Return where a sheet shows artwork: its part, and a little more where it is cut.

    At the page's own edges there is that only as far as the page has bleed.
    """
    outer = min(bleed_mm, CUT_BLEED_MM)
    return tiling.area.grown(
        Edges(
            top=CUT_BLEED_MM if tile.row else outer,
            right=0.0 if _has_right(tiling, tile) else outer,
            bottom=0.0 if _has_below(tiling, tile) else outer,
            left=CUT_BLEED_MM if tile.column else outer,
        )
    )


def page_on(tiling: Tiling, tile: Tile) -> Rect:
    """Return where the whole page's trim would lie on a tile's sheet."""
    area, part, page = tiling.area, tile.part, tiling.page
    return Rect(area.left - part.left, area.top - part.top, page.width_mm, page.height_mm)


def marks_of(tiling: Tiling, tile: Tile) -> tuple[Stroke, ...]:
    """Return crop marks where the sheet is cut, and dashed ones where the next is glued over it."""
    area, sheet = tiling.area, tiling.sheet
    strokes = []
    for x, is_seam in _lines(area.left, area.right, is_glued=_has_right(tiling, tile)):
        for start, end in _ends(area.top, area.bottom, sheet.height_mm):
            strokes.append(Stroke(x, start, x, end, dashed=is_seam))
        if is_seam:
            x += HIDDEN_MM
            strokes.append(Stroke(x, area.top, x, area.bottom, dashed=True))
    for y, is_seam in _lines(area.top, area.bottom, is_glued=_has_below(tiling, tile)):
        for start, end in _ends(area.left, area.right, sheet.width_mm):
            strokes.append(Stroke(start, y, end, y, dashed=is_seam))
        if is_seam:
            y += HIDDEN_MM
            strokes.append(Stroke(area.left, y, area.right, y, dashed=True))
    return tuple(strokes)


def _lines(first: float, last: float, *, is_glued: bool) -> tuple[tuple[float, bool], ...]:
    """Return where marks stand along one side of the area, and whether at a seam."""
    return (first, False), (last - GLUE_EDGE_MM if is_glued else last, is_glued)


def _ends(first: float, last: float, length_mm: float) -> tuple[tuple[float, float], ...]:
    """Return the spans of the marks before and after the area."""
    before, after = first - _CLEAR_MM, last + _CLEAR_MM
    return (
        (max(UNPRINTED_MM, before - LONGEST_MARK_MM), before),
        (after, min(length_mm - UNPRINTED_MM, after + LONGEST_MARK_MM)),
    )


def neighbours_of(tiling: Tiling, tile: Tile, measure: Measure) -> tuple[SlugRow, ...]:
    """Return the names of the tiles that adjoin this one, each on the side where it lies."""
    area, size_pt = tiling.area, SIZES_PT[0]
    middle_x, middle_y = area.left + area.width / 2, area.top + area.height / 2
    strips = {
        (0, -1): Strip(Rect(middle_x, UNPRINTED_MM, 0, _CLEAR_MM), False, False),
        (-1, 0): Strip(Rect(UNPRINTED_MM, 0, _CLEAR_MM, middle_y), True, False),
        (1, 0): Strip(Rect(area.right + _CLEAR_MM, 0, _CLEAR_MM, middle_y), True, True),
        (0, 1): Strip(Rect(_foot(tiling).right, _foot(tiling).top, 0, _CLEAR_MM), False, True),
    }
    rows = []
    for (right, down), strip in strips.items():
        column, row = tile.column + right, tile.row + down
        if 0 <= column < tiling.columns and 0 <= row < tiling.rows:
            name = tile_name(column, row)
            x, y = next(strip.baselines(size_pt))
            half = measure(name, size_pt) / 2
            if strip.climbs:
                y += half
            else:
                x -= 2 * half if down == 1 else half
            rows.append(SlugRow(name, x, y, size_pt, strip.climbs))
    return tuple(rows)


def labels_of(tiling: Tiling, lines: tuple[str, ...], measure: Measure) -> tuple[SlugRow, ...]:
    """Return the small print below the area, which stays with the sheet when it has been cut.

    Raises RenderError when even the smallest size does not fit.
    """
    foot = _foot(tiling)
    room = Rect(foot.left, foot.top, foot.width - _NAME_ROOM_MM, foot.height)
    rows = fill_strips([Strip(room, False, True)], lines, measure)
    if rows is None:
        raise RenderError(
            f"the small print does not fit below parts of {tiling.area.width:.0f} x "
            f"{tiling.area.height:.0f} mm",
            hint=f"Shorten what is printed there: {' / '.join(lines)}",
        )
    return rows


def map_of(tiling: Tiling) -> tuple[Rect, ...]:
    """Return the cells of a small map of all tiles; empty when the margins have no room for it.

    It lies on the right above the seam, or else below at the right: in either place the next sheet
    covers it, or it is cut off with the page's own margin.
    """
    area, foot = tiling.area, _whole_foot(tiling)
    left = area.right + _CLEAR_MM + MARK_CLEARANCE_MM
    bottom = area.bottom - GLUE_EDGE_MM - MARK_CLEARANCE_MM
    beside = Rect(
        left,
        area.top + area.height * (1 - _MAP_SHARE),
        tiling.sheet.width_mm - UNPRINTED_MM - left,
        bottom - area.top - area.height * (1 - _MAP_SHARE),
    )
    width = foot.width * _MAP_SHARE
    below = Rect(foot.right - width, foot.top, width, foot.height)
    cells = (_largest_cell(tiling, beside), _largest_cell(tiling, below))
    size = max(cells, key=lambda cell: cell.height_mm)
    if min(size.width_mm, size.height_mm) < SMALLEST_CELL_MM:
        return ()
    width, height = tiling.columns * size.width_mm, tiling.rows * size.height_mm
    corner = (left, bottom - height) if size == cells[0] else (foot.right - width, foot.top)
    return tuple(
        Rect(
            corner[0] + tile.column * size.width_mm,
            corner[1] + tile.row * size.height_mm,
            size.width_mm,
            size.height_mm,
        )
        for tile in tiling.tiles
    )


def _largest_cell(tiling: Tiling, room: Rect) -> Size:
    """Return the size of a cell with which the map fits into `room`, in the tiles' proportions."""
    step = tiling.step
    scale = min(
        room.width / (tiling.columns * step.width_mm),
        room.height / (tiling.rows * step.height_mm),
        LARGEST_CELL_MM / max(step.width_mm, step.height_mm),
    )
    return Size(step.width_mm * scale, step.height_mm * scale)


def _whole_foot(tiling: Tiling) -> Rect:
    """Return the room below the area, between the marks."""
    area = tiling.area
    top, seam = area.bottom + _CLEAR_MM, area.right - GLUE_EDGE_MM
    left = area.left + MARK_CLEARANCE_MM
    height = tiling.sheet.height_mm - UNPRINTED_MM - top
    return Rect(left, top, seam - MARK_CLEARANCE_MM - left, height)


def _foot(tiling: Tiling) -> Rect:
    """Return the room below the area that the map, if it is there, leaves."""
    foot, cells = _whole_foot(tiling), map_of(tiling)
    if not cells or cells[0].top < foot.top:
        return foot
    return Rect(foot.left, foot.top, cells[0].left - 2 * MARK_CLEARANCE_MM - foot.left, foot.height)


def _has_right(tiling: Tiling, tile: Tile) -> bool:
    return tile.column < tiling.columns - 1


def _has_below(tiling: Tiling, tile: Tile) -> bool:
    return tile.row < tiling.rows - 1
