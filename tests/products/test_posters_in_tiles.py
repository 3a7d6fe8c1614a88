"""A large poster on office sheets: what is on which; glued together they are the poster."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from tests.building import build_here
from tests.campaign import ISO_A_MM, Built, Wording
from tests.golden.comparing import compare, shrink
from tests.projects import Copy
from tests.reading import MM_PER_POINT, ReadPage, codes, inked, pictures, read, squeezed

POSTER = "office/poster-01-a1"
COLUMNS_ROWS = {"a4": (3, 5), "a3": (2, 4)}
"""Lying: 277 x 190 mm and 400 x 277 mm of each sheet hold artwork, 10 mm of it to glue on."""
GLUE_MM = 10
UNPRINTED_MM = 5
DPI = 60


@dataclass(frozen=True)
class Tile:
    """One sheet, all of it in mm from the sheet's top left."""

    page: ReadPage
    shift: tuple[float, float]
    """From a place on the poster to the same place on the sheet."""
    window: tuple[float, float, float, float]
    """Left, top, right and bottom of what is seen of the poster."""
    cut: tuple[float, float]
    """Where the sheet is cut at its left and at its top: the solid crop marks."""

    def shows(self, x: float, y: float) -> bool:
        """Say whether a place on the poster is seen on this sheet."""
        left, top, right, bottom = self.window
        return left <= x + self.shift[0] <= right and top <= y + self.shift[1] <= bottom


@pytest.fixture(params=COLUMNS_ROWS)
def paper(request: pytest.FixtureRequest) -> str:
    """Each size of office paper."""
    name: str = request.param
    return name


def test_the_poster_takes_as_few_sheets_as_can_be_all_of_the_size_that_was_asked_for(
    tiled: Built, paper: str
) -> None:
    pages = read(path_of(tiled, paper))
    columns, rows = COLUMNS_ROWS[paper]
    assert len(pages) == columns * rows
    short, long = ISO_A_MM[paper]
    for page in pages:
        assert (page.width_mm, page.height_mm) == pytest.approx((long, short), abs=0.05)


def test_each_sheet_has_its_name_its_number_and_the_names_of_its_neighbours(
    tiled: Built, wording: Wording, paper: str
) -> None:
    columns, rows = COLUMNS_ROWS[paper]
    labels, pages = wording.text["labels"], read(path_of(tiled, paper))
    for at, page in enumerate(pages):
        row, column = divmod(at, columns)
        of = f"{labels['sheet']} {at + 1} {labels['of']} {len(pages)}"
        assert page.find(f"{name_of(column, row)} · {of}")
        assert page.find(labels["print_scale"])
        small = [glyph for glyph in page.glyphs if glyph.size_pt <= 6]
        said = "".join(glyph.character for glyph in small)
        for right, down in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            if 0 <= column + right < columns and 0 <= row + down < rows:
                assert name_of(column + right, row + down) in said


def test_neighbours_share_exactly_ten_millimetres_to_glue_on(
    tiled: Built, built: Built, paper: str
) -> None:
    columns, rows = COLUMNS_ROWS[paper]
    tiles = tiles_of(tiled, built, paper)
    for at, tile in enumerate(tiles):
        row, column = divmod(at, columns)
        if column + 1 < columns:
            beside = tiles[at + 1]
            shown_to, begins = tile.window[2] - tile.shift[0], beside.cut[0] - beside.shift[0]
            assert shown_to - begins == pytest.approx(GLUE_MM, abs=0.01)
            assert tile.shift[1] == pytest.approx(beside.shift[1], abs=0.01)
        if row + 1 < rows:
            below = tiles[at + columns]
            shown_to, begins = tile.window[3] - tile.shift[1], below.cut[1] - below.shift[1]
            assert shown_to - begins == pytest.approx(GLUE_MM, abs=0.01)
            assert tile.shift[0] == pytest.approx(below.shift[0], abs=0.01)


def test_every_letter_of_the_poster_is_seen_on_a_sheet_and_none_has_another_size(
    tiled: Built, built: Built, paper: str
) -> None:
    tiles = tiles_of(tiled, built, paper)
    (poster,) = read(built.path(POSTER))
    for glyph in poster.glyphs:
        seen = [tile for tile in tiles if tile.shows(glyph.x, glyph.y)]
        assert 1 <= len(seen) <= 4
        for tile in seen:
            x, y = glyph.x + tile.shift[0], glyph.y + tile.shift[1]
            assert any(
                one.character == glyph.character
                and abs(one.x - x) < 0.02
                and abs(one.y - y) < 0.02
                and abs(one.size_pt - glyph.size_pt) < 0.02
                for one in tile.page.glyphs
            )


def test_cut_and_glued_together_the_sheets_are_the_poster(
    tiled: Built, built: Built, paper: str
) -> None:
    (poster,) = pictures(built.path(POSTER), DPI)
    glued = Image.new("RGB", poster.size, "red")
    drawn = pictures(path_of(tiled, paper), DPI)
    for tile, picture in zip(tiles_of(tiled, built, paper), drawn, strict=True):
        box = (px(tile.cut[0]), px(tile.cut[1]), px(tile.window[2]), px(tile.window[3]))
        left, top = (tile.cut[at] - tile.shift[at] for at in (0, 1))
        # Each sheet lies over the glue edges of those before it.
        glued.paste(picture.crop(box), (px(left), px(top)))
    assert compare(shrink(glued).convert("RGB"), shrink(poster).convert("RGB")).is_small


def test_the_code_is_whole_on_a_sheet_or_on_the_poster_that_is_glued(
    tiled: Built, wording: Wording, paper: str
) -> None:
    found = [code.text for sheet in pictures(path_of(tiled, paper), 72) for code in codes(sheet)]
    assert set(found) <= {wording.call_to_action_url}


def test_all_that_is_printed_is_inside_what_printers_reach(tiled: Built, paper: str) -> None:
    for picture in pictures(path_of(tiled, paper), 100):
        box = inked(picture)
        assert box is not None
        margin = UNPRINTED_MM / 0.254 - 1.5
        assert min(box[:2]) >= margin
        assert picture.width - box[2] >= margin and picture.height - box[3] >= margin


def test_tiles_ask_the_printer_for_full_size_on_one_side(tiled: Built, paper: str) -> None:
    with pikepdf.open(path_of(tiled, paper)) as pdf:
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
        assert pdf.Root.ViewerPreferences.Duplex == "/Simplex"


def test_what_fits_on_the_paper_is_not_cut(campaign: Copy, tmp_path: Path) -> None:
    order = ("poster", "--barrier", "1", "--format", "a4", "--tile", "a3")
    built = build_here(campaign, tmp_path, *order)
    assert built.exit_code == 2
    assert "tiles of a3" in built.stderr


def path_of(tiled: Built, paper: str) -> Path:
    return tiled.path(f"{POSTER}-tiles-{paper}")


def name_of(column: int, row: int) -> str:
    return f"{'ABCDE'[row]}{column + 1}"


def px(length_mm: float) -> int:
    return round(length_mm / 25.4 * DPI)


@cache
def tiles_of(tiled: Built, built: Built, paper: str) -> list[Tile]:
    """Measure all tiles: where letters of the poster have gone, and what is clipped."""
    (poster,) = read(built.path(POSTER))
    pages = read(path_of(tiled, paper))
    with pikepdf.open(path_of(tiled, paper)) as pdf:
        return [
            Tile(read_page, shift_of(poster, read_page), window_of(page), cut_of(page))
            for read_page, page in zip(pages, pdf.pages, strict=True)
        ]


def shift_of(poster: ReadPage, page: ReadPage) -> tuple[float, float]:
    """Return how far the poster's letters have moved; a page has all, though few are seen."""
    at = page.letters.index(squeezed(poster.letters)[:40])
    before, after = poster.glyphs[0], page.glyphs[at]
    return after.x - before.x, after.y - before.y


def window_of(page: pikepdf.Page) -> tuple[float, float, float, float]:
    """Return what the first clip of a page lets through."""
    top = float(page.mediabox[3])
    first = next(iter(pikepdf.parse_content_stream(page, "re")))
    left, bottom, width, height = (float(number) * MM_PER_POINT for number in first.operands)
    down = top * MM_PER_POINT - bottom
    return left, down - height, left + width, down


def cut_of(page: pikepdf.Page) -> tuple[float, float]:
    """Return where the first solid crop marks stand: at the left, and at the top."""
    height = float(page.mediabox[3])
    xs, ys, start, dashed = [], [], (0.0, 0.0), False
    for drawn in pikepdf.parse_content_stream(page, "m l d q"):
        name = str(drawn.operator)
        if name not in ("m", "l"):
            dashed = name == "d"
            continue
        x, y = (float(number) for number in drawn.operands)
        if name == "l" and not dashed:
            if x == start[0]:
                xs.append(x)
            if y == start[1]:
                ys.append(height - y)
        start = (x, y)
    return min(xs) * MM_PER_POINT, min(ys) * MM_PER_POINT
