"""Finished sheets, measured on their pictures and read back from the PDF."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from generator.errors import RenderError
from generator.finish import FinishOptions, SlugText, finish
from generator.finish.marks import bleed_that_fits
from generator.finish.text import subset_font
from generator.model.geometry import Rect, Size
from generator.model.layout import FlipEdge, Layout, Sides
from generator.model.sheet import Grid, fill_sheet

if TYPE_CHECKING:
    from tests.finish.conftest import MakeOneUp

A4 = Size(210, 297)
CARD = Size(85, 55)
PX_PER_MM = 10
TENTH_MM = 1.01 * PX_PER_MM / 10
MIRROR, TURN_UPSIDE = Image.Transpose.FLIP_LEFT_RIGHT, Image.Transpose.FLIP_TOP_BOTTOM

# An upright and a lying sheet, each turned over each of its edges.
GRIDS = {
    "upright": fill_sheet(A4, CARD),
    "lying": fill_sheet(A4, Size(52, 74)),
    "lying, one row": fill_sheet(A4, Size(105, 148)),
}
assert [grid.sheet == A4 for grid in GRIDS.values()] == [True, False, False]


def pictures(pdf: bytes) -> list[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as document:
        scale = PX_PER_MM * 25.4 / 72
        return [page.render(scale=scale).to_pil().convert("RGB") for page in document]


def where_coloured(picture: Image.Image, page: int) -> tuple[int, int, int, int] | None:
    """The box of all pixels that have the ground of the one-up's page `page`."""
    wanted = (0, 8 * page, 200)
    masks = [
        band.point(lambda value, level=level: 255 * (value == level))
        for band, level in zip(picture.split(), wanted, strict=True)
    ]
    return ImageChops.multiply(ImageChops.multiply(masks[0], masks[1]), masks[2]).getbbox()


def seen_through(back: Image.Image, flip: FlipEdge) -> Image.Image:
    """The back as it lies behind the front when the paper is turned over that edge."""
    upright = back.height >= back.width
    return back.transpose(MIRROR if upright == (flip is FlipEdge.LONG) else TURN_UPSIDE)


def darkest(picture: Image.Image) -> int:
    """The darkest grey, from 0 to 255 for white."""
    return next(level for level, count in enumerate(picture.convert("L").histogram()) if count)


def in_pixels(rect: Rect) -> tuple[int, int, int, int]:
    edges = (rect.left, rect.top, rect.right, rect.bottom)
    left, top, right, bottom = (round(edge * PX_PER_MM) for edge in edges)
    return left, top, right, bottom


@pytest.mark.parametrize("flip", FlipEdge)
@pytest.mark.parametrize("grid", GRIDS.values(), ids=GRIDS)
def test_the_back_of_each_card_lies_behind_its_front(
    make_one_up: MakeOneUp, grid: Grid, flip: FlipEdge
) -> None:
    cards = min(grid.capacity, 6)
    pdf = finish(
        make_one_up(2 * cards, grid.panel), FinishOptions(Layout(grid, sides=2, flip=flip))
    )
    front, back = pictures(pdf)
    behind = seen_through(back, flip)
    bleed = bleed_that_fits(Layout(grid), grid, 3)
    for card in range(cards):
        here, there = where_coloured(front, 2 * card), where_coloured(behind, 2 * card + 1)
        assert here is not None
        assert there == pytest.approx(here, abs=TENTH_MM)
        window = bleed.window(grid, card % grid.columns, card // grid.columns)
        assert here == pytest.approx(in_pixels(window), abs=TENTH_MM)


@pytest.mark.parametrize("flip", FlipEdge)
@pytest.mark.parametrize("grid", GRIDS.values(), ids=GRIDS)
def test_a_card_turned_like_a_page_is_upright_on_both_sides(
    make_one_up: MakeOneUp, grid: Grid, flip: FlipEdge
) -> None:
    pdf = finish(make_one_up(4, grid.panel), FinishOptions(Layout(grid, sides=2, flip=flip)))
    front, back = pictures(pdf)
    behind = seen_through(back, flip)
    for card in range(2):
        cut = in_pixels(grid.panel_at(card, 0))
        for face in (front.crop(cut), behind.crop(cut).transpose(MIRROR)):
            square, opposite = 4 * PX_PER_MM, (face.width - 40, face.height - 40)
            assert face.getpixel((square, square)) == (0, 0, 0)
            assert face.getpixel(opposite) != (0, 0, 0)


def test_words_of_a_back_stand_behind_their_front(make_one_up: MakeOneUp) -> None:
    grid = GRIDS["upright"]
    pdf = finish(make_one_up(12, CARD), FinishOptions(Layout(grid, sides=2)))
    with pypdfium2.PdfDocument(pdf) as document:
        places = {}
        for number, page in enumerate(document):
            text = page.get_textpage()
            for panel in range(number, 12, 2):
                found = text.search(f"blad {panel}", match_whole_word=True).get_next()
                assert found is not None
                left, bottom, _, _ = text.get_charbox(found[0])
                places[panel] = (left / 72 * 25.4, bottom / 72 * 25.4)
    for front in range(0, 12, 2):
        # Both words begin as far from the left of their own card.
        column = front // 2 % 2
        inset = places[front][0] - grid.panel_at(column, 0).left
        left = grid.panel_at(1 - column, 0).left
        assert places[front + 1][0] - inset == pytest.approx(left, abs=0.01)
        assert places[front + 1][1] == pytest.approx(places[front][1], abs=0.01)


@pytest.mark.parametrize("panel", ["85x55", "52x74", "105x148", "50x90", "192x279"])
def test_nothing_is_printed_where_the_printer_does_not_reach(
    make_one_up: MakeOneUp, slug: SlugText, ttf: bytes, panel: str
) -> None:
    width, height = (float(part) for part in panel.split("x"))
    grid = fill_sheet(A4, Size(width, height))
    one_up = make_one_up(2 * min(grid.capacity, 10), grid.panel)
    for picture in pictures(finish(one_up, FinishOptions(Layout(grid, sides=2), slug, font=ttf))):
        edge = 5 * PX_PER_MM - 1
        picture.paste("white", (edge, edge, picture.width - edge, picture.height - edge))
        assert darkest(picture) == 255


def test_marks_and_small_print_stay_off_the_cards(
    make_one_up: MakeOneUp, slug: SlugText, ttf: bytes
) -> None:
    grid = GRIDS["upright"]
    one_up = make_one_up(20, CARD, blank=True)
    pdf = finish(one_up, FinishOptions(Layout(grid, sides=2), slug, font=ttf))
    bleed = bleed_that_fits(Layout(grid), grid, 3)
    for picture in pictures(pdf):
        assert darkest(picture) < 128
        for cell in range(grid.capacity):
            window = bleed.window(grid, cell % 2, cell // 2)
            assert darkest(picture.crop(in_pixels(window))) == 255


def test_every_trim_line_is_marked_on_the_printed_sheet(make_one_up: MakeOneUp) -> None:
    grid = GRIDS["upright"]
    front, back = pictures(
        finish(make_one_up(4, CARD, blank=True), FinishOptions(Layout(grid, sides=2)))
    )
    for picture in (front, back):
        for row in range(grid.rows):
            panel = grid.panel_at(0, row)
            for y in (panel.top, panel.bottom):
                for x in (10, A4.width_mm / 2, A4.width_mm - 10):
                    spot = Rect(x - 0.5, y - 0.2, 1, 0.4)
                    assert darkest(picture.crop(in_pixels(spot))) < 200
        for column in range(grid.columns):
            panel = grid.panel_at(column, 0)
            for x in (panel.left, panel.right):
                for y in (6, A4.height_mm - 6):
                    spot = Rect(x - 0.2, y - 0.5, 0.4, 1)
                    assert darkest(picture.crop(in_pixels(spot))) < 200


def test_small_print_can_be_read_on_every_side(
    make_one_up: MakeOneUp, slug: SlugText, ttf: bytes
) -> None:
    options = FinishOptions(Layout(GRIDS["upright"], sides=2), slug, font=ttf)
    with pypdfium2.PdfDocument(finish(make_one_up(22, CARD), options)) as document:
        texts = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    assert len(texts) == 4
    for text, place in zip(
        texts,
        (
            "1 van 2 – voorkant",
            "1 van 2 – achterkant",
            "2 van 2 – voorkant",
            "2 van 2 – achterkant",
        ),
        strict=True,
    ):
        assert "Afdrukken op 100%, niet ‘passend maken’ – over de lange zijde" in text
        assert "Kaart 85 × 55 mm – coöperatie Öst – versie 1.0" in text
        assert f"Vel {place}" in text


@pytest.mark.parametrize(
    ("sides", "flip", "duplex"),
    [
        (2, FlipEdge.LONG, "/DuplexFlipLongEdge"),
        (2, FlipEdge.SHORT, "/DuplexFlipShortEdge"),
        (1, FlipEdge.LONG, "/Simplex"),
    ],
)
def test_the_pdf_asks_the_printer_for_full_size_and_the_right_edge(
    make_one_up: MakeOneUp, sides: Sides, flip: FlipEdge, duplex: str
) -> None:
    options = FinishOptions(Layout(GRIDS["upright"], sides=sides, flip=flip))
    with pikepdf.open(BytesIO(finish(make_one_up(4, CARD), options))) as pdf:
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
        assert pdf.Root.ViewerPreferences.Duplex == duplex


def test_sheets_keep_title_and_language_and_leave_structure_and_links_behind(
    make_one_up: MakeOneUp,
) -> None:
    with pikepdf.open(BytesIO(make_one_up(4, CARD).pdf)) as source:
        assert "/StructTreeRoot" in source.Root
        assert "/Annots" in source.pages[0].obj
    finished = finish(make_one_up(4, CARD), FinishOptions(Layout(GRIDS["upright"], sides=2)))
    with pikepdf.open(BytesIO(finished)) as pdf:
        assert pdf.docinfo["/Title"] == "Tien kaarten"
        assert pdf.Root.Lang == "nl"
        assert not {"/StructTreeRoot", "/MarkInfo", "/Outlines", "/Names"} & set(pdf.Root.keys())
        for page in pdf.pages:
            assert "/Annots" not in page.obj
            assert [float(edge) for edge in page.trimbox] == pytest.approx([0, 0, 595.276, 841.89])
            assert page.mediabox == page.trimbox


def test_fonts_are_in_the_file_once(make_one_up: MakeOneUp, slug: SlugText, ttf: bytes) -> None:
    options = FinishOptions(Layout(GRIDS["upright"], sides=2), slug, font=ttf)
    with pikepdf.open(BytesIO(finish(make_one_up(24, CARD), options))) as pdf:
        files = [
            thing
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Dictionary) and "/FontFile2" in thing
        ]
    assert len(files) == 2  # the cards' and the small print's


def test_a_one_up_with_a_shifted_origin_lands_in_the_same_place(make_one_up: MakeOneUp) -> None:
    one_up, grid = make_one_up(1, CARD), GRIDS["upright"]
    with pikepdf.open(BytesIO(one_up.pdf)) as pdf:
        page = pdf.pages[0]
        page.contents_add(b"1 0 0 1 30 40 cm", prepend=True)
        for box in ("/MediaBox", "/TrimBox", "/BleedBox"):
            left, bottom, right, top = (float(edge) for edge in page.obj[box])
            page.obj[box] = pikepdf.Array([left + 30, bottom + 40, right + 30, top + 40])
        del page.obj["/TrimBox"]
        shifted = BytesIO()
        pdf.save(shifted)
    moved = type(one_up)(shifted.getvalue(), one_up.trim, one_up.bleed_mm)
    wanted, found = (
        pictures(finish(each, FinishOptions(Layout(grid))))[0] for each in (one_up, moved)
    )
    assert darkest(ImageChops.invert(ImageChops.difference(wanted, found))) > 224


def test_two_runs_give_the_same_bytes(make_one_up: MakeOneUp, slug: SlugText, ttf: bytes) -> None:
    options = FinishOptions(Layout(GRIDS["lying"], sides=2, flip=FlipEdge.SHORT), slug, font=ttf)
    first = finish(make_one_up(8, Size(52, 74)), options)
    subset_font.cache_clear()
    assert finish(make_one_up(8, Size(52, 74)), options) == first


def test_an_odd_number_of_panels_on_two_sides_is_an_error(make_one_up: MakeOneUp) -> None:
    with pytest.raises(RenderError, match="no back"):
        finish(make_one_up(1, CARD), FinishOptions(Layout(GRIDS["upright"], sides=2)))
