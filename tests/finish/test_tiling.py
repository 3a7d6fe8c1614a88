"""Tiles as they are printed: cut and glued, they are the page again."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from pikepdf import Name
from PIL import Image, ImageChops

from generator.errors import RenderError
from generator.finish import FinishOptions, TileText, finish, plan_tiles
from generator.finish.finishing import place_on_sheets
from generator.finish.tiles import GLUE_EDGE_MM
from generator.model.geometry import Size

if TYPE_CHECKING:
    from tests.finish.conftest import MakeOneUp

A4, A3 = Size(210, 297), Size(297, 420)
PX_PER_MM = 6
SCALE = PX_PER_MM * 25.4 / 72
PAGE_ARTIFACT = pikepdf.Dictionary(Type=Name.Page)
TEXT = TileText(
    ("{tile} – vel {sheet} van {sheets}", "Affiche – coöperatie Öst – versie 1.0", "Druk op 100%")
)


def pictures(pdf: bytes) -> list[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=SCALE).to_pil().convert("RGB") for page in document]


def in_pixels(across_mm: float, down_mm: float) -> tuple[int, int]:
    return round(across_mm * PX_PER_MM), round(down_mm * PX_PER_MM)


@pytest.mark.parametrize("bleed_mm", [0, 3])
def test_cut_and_glued_the_tiles_are_the_page_again(
    make_one_up: MakeOneUp, ttf: bytes, bleed_mm: int
) -> None:
    one_up = make_one_up(1, A3, bleed_mm)
    tiling = plan_tiles(A3, A4)
    glued = Image.new("RGB", in_pixels(A3.width_mm, A3.height_mm), "red")
    options = FinishOptions(tile=A4, tile_text=TEXT, font=ttf)
    for tile, sheet in zip(tiling.tiles, pictures(finish(one_up, options)), strict=True):
        area = tiling.area
        # What is seen of a tile ends where the next one is glued over it.
        right = area.right - (GLUE_EDGE_MM if tile.column < tiling.columns - 1 else 0)
        bottom = area.bottom - (GLUE_EDGE_MM if tile.row < tiling.rows - 1 else 0)
        cut = sheet.crop((*in_pixels(area.left, area.top), *in_pixels(right, bottom)))
        glued.paste(cut, in_pixels(tile.part.left, tile.part.top))
    whole = pictures(finish(one_up))[0].resize(glued.size)
    edge = 2  # a pixel of rounding at the outer edge
    box = (edge, edge, glued.width - edge, glued.height - edge)
    difference = ImageChops.difference(glued.crop(box), whole.crop(box)).convert("L")
    far_off = sum(difference.histogram()[64:])
    assert far_off < 0.0005 * glued.width * glued.height  # letters' edges, at other pixels


def test_tiles_are_numbered_and_named_in_reading_order(make_one_up: MakeOneUp, ttf: bytes) -> None:
    options = FinishOptions(tile=A4, tile_text=TEXT, font=ttf)
    with pypdfium2.PdfDocument(finish(make_one_up(2, A3), options)) as document:
        texts = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    names = ["A1", "A2", "B1", "B2"] * 2
    for number, (name, text) in enumerate(zip(names, texts, strict=True), start=1):
        assert f"{name} – vel {number} van 8" in text
        assert "coöperatie Öst" in text
        assert {one for one in set(names) if one in text} == set(names) - {_opposite(name)}


def _opposite(name: str) -> str:
    """The tile that only touches a corner."""
    return {"A1": "B2", "A2": "B1", "B1": "A2", "B2": "A1"}[name]


def test_nothing_but_artwork_is_coloured_and_the_edge_of_the_paper_stays_white(
    make_one_up: MakeOneUp, ttf: bytes
) -> None:
    options = FinishOptions(tile=A4, tile_text=TEXT, font=ttf)
    for sheet in pictures(finish(make_one_up(1, A3), options)):
        edge = 5 * PX_PER_MM - 1
        sheet.paste("white", (edge, edge, sheet.width - edge, sheet.height - edge))
        assert ImageChops.invert(sheet).getbbox() is None


def test_the_artwork_is_in_the_file_once(make_one_up: MakeOneUp, ttf: bytes) -> None:
    options = FinishOptions(tile=A4, tile_text=TEXT, font=ttf)
    with pikepdf.open(BytesIO(finish(make_one_up(1, Size(594, 841)), options))) as pdf:
        assert len(pdf.pages) == 15
        forms = [
            thing
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Form"
        ]
        assert len(forms) == 1


def test_tiles_are_printed_at_full_size_on_one_side_and_keep_title_and_language(
    make_one_up: MakeOneUp,
) -> None:
    laid_out = place_on_sheets(make_one_up(1, Size(594, 841)), FinishOptions(tile=A4))
    assert (laid_out.trim, laid_out.bleed_mm) == (A4.turned, 0)
    with pikepdf.open(BytesIO(laid_out.pdf)) as pdf:
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
        assert pdf.Root.ViewerPreferences.Duplex == "/Simplex"
        assert pdf.docinfo["/Title"] == "Tien kaarten"
        assert pdf.Root.Lang == "nl"
        for page in pdf.pages:
            assert [float(edge) for edge in page.trimbox] == pytest.approx([0, 0, 841.89, 595.276])
            assert page.mediabox == page.trimbox


def test_what_is_printed_beside_artwork_is_an_artifact_and_black_alone(
    make_one_up: MakeOneUp, ttf: bytes
) -> None:
    options = FinishOptions(tile=A4, tile_text=TEXT, font=ttf)
    with pikepdf.open(BytesIO(finish(make_one_up(1, A3), options))) as pdf:
        for page in pdf.pages:
            depth, levels = 0, []
            for instruction in pikepdf.parse_content_stream(page):
                operator = str(instruction.operator)
                if operator == "BDC":
                    assert list(instruction.operands) == [Name.Artifact, PAGE_ARTIFACT]
                depth += {"BDC": 1, "EMC": -1}.get(operator, 0)
                if operator in {"S", "f", "Tj"}:
                    assert depth == 1
                if operator == "g":
                    assert [float(level) for level in instruction.operands] == [0]
                if operator == "G":  # white between black dashes: they lie on any ground
                    levels.append(float(instruction.operands[0]))
                assert operator not in {"rg", "RG", "k", "K", "cs", "CS", "sc", "scn"}
            assert set(levels) <= {0, 1}
            assert levels.count(1) <= levels.count(0)


def test_dashes_on_a_dark_ground_are_seen(make_one_up: MakeOneUp, ttf: bytes) -> None:
    options = FinishOptions(tile=A4, tile_text=TEXT, font=ttf)
    with pikepdf.open(BytesIO(finish(make_one_up(1, A3), options))) as pdf:
        state, dashes = 0.0, set()
        for instruction in pikepdf.parse_content_stream(pdf.pages[0]):
            operator = str(instruction.operator)
            if operator == "G":
                state = float(instruction.operands[0])
            if operator == "d" and len(instruction.operands[0]):
                dashes.add((state, round(float(instruction.operands[1]), 2)))
    # White dashes lie where black ones leave off.
    assert dashes == {(0, 0), (1, 2.83)}


def test_two_runs_give_the_same_bytes(make_one_up: MakeOneUp, ttf: bytes) -> None:
    options = FinishOptions(tile=A4, tile_text=TEXT, font=ttf)
    assert finish(make_one_up(1, A3), options) == finish(make_one_up(1, A3), options)


def test_paper_without_room_for_artwork_is_an_error(make_one_up: MakeOneUp) -> None:
    with pytest.raises(RenderError, match="too small to cut a page into"):
        finish(make_one_up(1, A3), FinishOptions(tile=Size(37, 52)))
