"""Cut large pages into office sheets: one-up PDF and tiling → one-up of tiles."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Pdf

from generator.finish.assemble import SLUG_FONT, add_page, copy_panels, describe_sheets
from generator.finish.boxes import save
from generator.finish.draw import draw_map, draw_marks, draw_panel, draw_slug
from generator.finish.slug import TileText
from generator.finish.text import SubsetFont, embed_font
from generator.finish.tile_marks import (
    labels_of,
    map_of,
    marks_of,
    neighbours_of,
    page_on,
    window_of,
)
from generator.finish.tiles import Tile, Tiling
from generator.model.document import OneUp


@dataclass(frozen=True)
class TileSlug:
    """The small print of tiles and the font that it is set in."""

    text: TileText
    font: SubsetFont


def cut_into_tiles(one_up: OneUp, tiling: Tiling, slug: TileSlug | None = None) -> OneUp:
    """Return one page for each tile of each page of the one-up, in reading order.

    The artwork is in the file once. Structure and links stay behind. Raises RenderError when the
    small print does not fit.
    """
    tiles = tiling.tiles
    with pikepdf.open(BytesIO(one_up.pdf)) as source, Pdf.new() as pdf:
        panels = copy_panels(pdf, source, one_up.bleed_mm)
        font = embed_font(pdf, slug.font) if slug else None
        printed = iter(tile_slugs(tiling, len(panels), slug))
        for panel in panels:
            for tile in tiles:
                window = window_of(tiling, tile, one_up.bleed_mm)
                page = page_on(tiling, tile)
                content = draw_panel(tiling.sheet, page, window, panel.name, panel.trim)
                content += _draw_around(tiling, tile)
                content += next(printed)
                add_page(pdf, tiling.sheet, content, [panel], font)
        describe_sheets(pdf, source, None)
        return OneUp(save(pdf), tiling.sheet, 0.0)


def tile_slugs(tiling: Tiling, pages: int, slug: TileSlug | None) -> list[str]:
    """Return what draws names and small print on each tile.

    Raises RenderError when it does not fit.
    """
    count = pages * tiling.count
    if slug is None:
        return [""] * count
    return [
        _draw_labels(tiling, tile, slug, number, count)
        for number, tile in enumerate(tiling.tiles * pages, start=1)
    ]


def _draw_around(tiling: Tiling, tile: Tile) -> str:
    """Return what draws the marks and the map."""
    cells = map_of(tiling) if tiling.count > 1 else ()
    filled = cells[tile.row * tiling.columns + tile.column] if cells else None
    marks = draw_marks(tiling.sheet, marks_of(tiling, tile), on_artwork=True)
    return marks + draw_map(tiling.sheet, cells, filled)


def _draw_labels(tiling: Tiling, tile: Tile, slug: TileSlug, number: int, count: int) -> str:
    """Return what draws the names of tile and neighbours, and the small print."""
    lines = slug.text.on(tile.name, number, count)
    rows = (
        *labels_of(tiling, lines, slug.font.width_mm),
        *neighbours_of(tiling, tile, slug.font.width_mm),
    )
    return draw_slug(tiling.sheet, rows, slug.font, SLUG_FONT)
