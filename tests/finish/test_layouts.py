"""Folded, turned, perforated and press sheets, measured on their pictures."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from generator.errors import RenderError
from generator.finish import FinishOptions, SlugText, finish
from generator.finish.finishing import place_on_sheets
from generator.model.geometry import Rect, Size, mm_to_pt
from generator.model.layout import FlipEdge, Layout, Shift
from generator.model.sheet import grid_of, stock_grid

if TYPE_CHECKING:
    from tests.finish.conftest import MakeOneUp

A4, A5, A7, CARD = Size(210, 297), Size(148, 210), Size(74, 105), Size(85, 55)
PX_PER_MM = 10
MIRROR, TURN_UPSIDE = Image.Transpose.FLIP_LEFT_RIGHT, Image.Transpose.FLIP_TOP_BOTTOM
ZINE = Layout(grid_of("mini-zine", A4, A7), "mini-zine")
LP795 = stock_grid(
    A4, CARD, columns=2, rows=5, left_mm=14, top_mm=10.5, pitch_x_mm=95, pitch_y_mm=55
)


def pictures(pdf: bytes) -> list[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as document:
        scale = PX_PER_MM * 25.4 / 72
        return [page.render(scale=scale).to_pil().convert("RGB") for page in document]


def box_of(picture: Image.Image, page: int) -> tuple[float, float, float, float] | None:
    """Where the ground of the one-up's page `page` is seen, in mm."""
    wanted = (0, 8 * page, 200)
    masks = [
        band.point(lambda value, level=level: 255 * (value == level))
        for band, level in zip(picture.split(), wanted, strict=True)
    ]
    box = ImageChops.multiply(ImageChops.multiply(masks[0], masks[1]), masks[2]).getbbox()
    if box is None:
        return None
    left, top, right, bottom = (edge / PX_PER_MM for edge in box)
    return left, top, right, bottom


def darkest(picture: Image.Image, spot: Rect) -> int:
    edges = (spot.left, spot.top, spot.right, spot.bottom)
    left, top, right, bottom = (round(edge * PX_PER_MM) for edge in edges)
    histogram = picture.convert("L").crop((left, top, right, bottom)).histogram()
    return next(level for level, count in enumerate(histogram) if count)


def seen_through(back: Image.Image, flip: FlipEdge) -> Image.Image:
    upright = back.height >= back.width
    return back.transpose(MIRROR if upright == (flip is FlipEdge.LONG) else TURN_UPSIDE)


def pages_of(pdf: bytes) -> list[dict[str, list[float]]]:
    with pikepdf.open(BytesIO(pdf)) as document:
        return [
            {
                name: [float(edge) for edge in page.obj[name]]
                for name in ("/MediaBox", "/TrimBox", "/BleedBox", "/CropBox")
                if name in page.obj
            }
            for page in document.pages
        ]


def duplex_of(pdf: bytes) -> str:
    with pikepdf.open(BytesIO(pdf)) as document:
        return str(document.Root.ViewerPreferences.Duplex)


def test_the_panels_of_a_zine_fill_the_sheet(make_one_up: MakeOneUp) -> None:
    pdf = finish(make_one_up(8, A7), FinishOptions(ZINE))
    (picture,) = pictures(pdf)
    assert duplex_of(pdf) == "/Simplex"
    below, above = (7, 0, 1, 2), (6, 5, 4, 3)
    for top, panels in ((0, above), (105, below)):
        for column, panel in enumerate(panels):
            cell = (74.25 * column, top, 74.25 * (column + 1), top + 105)
            assert box_of(picture, panel) == pytest.approx(cell, abs=0.15)
    # Each panel's square is at the top left of the panel as it is read.
    for column in range(4):
        assert darkest(picture, Rect(74.25 * column + 4, 109, 1, 1)) == 0
        assert darkest(picture, Rect(74.25 * (column + 1) - 5, 100, 1, 1)) == 0


def test_a_zine_is_marked_at_its_folds_and_along_its_slit(make_one_up: MakeOneUp) -> None:
    (picture,) = pictures(finish(make_one_up(8, A7, blank=True), FinishOptions(ZINE)))
    for x in (74.25, 148.5, 222.75):
        for y in (5, 202):
            assert darkest(picture, Rect(x - 0.2, y, 0.4, 3)) < 200
    for x in (5, 289):
        assert darkest(picture, Rect(x, 104.8, 3, 0.4)) < 200
    for x in (76, 146, 219):
        assert darkest(picture, Rect(x, 104.8, 3, 0.4)) < 200
    for between in (Rect(9, 104, 65, 2), Rect(224, 104, 64, 2), Rect(74, 9, 1, 95)):
        assert darkest(picture, between) == 255


@pytest.mark.parametrize("flip", FlipEdge)
def test_the_guide_to_folding_is_on_the_back_of_a_zine(
    make_one_up: MakeOneUp, flip: FlipEdge
) -> None:
    layout = Layout(ZINE.grid, "mini-zine", flip=flip)
    pdf = finish(make_one_up(9, A7), FinishOptions(layout))
    _, back = pictures(pdf)
    assert box_of(back, 8) == pytest.approx((0, 105, 74.25, 210), abs=0.15)
    assert darkest(back, Rect(4, 109, 1, 1)) == 0
    assert darkest(back, Rect(75, 1, 220, 208)) == 255
    assert "Flip" in duplex_of(pdf)


@pytest.mark.parametrize("flip", FlipEdge)
def test_leaves_of_a_booklet_are_upright_on_both_sides(
    make_one_up: MakeOneUp, flip: FlipEdge
) -> None:
    layout = Layout(grid_of("half-fold", A4, A5), "half-fold", flip=flip)
    pdf = finish(make_one_up(8, A5), FinishOptions(layout))
    sheets = pictures(pdf)
    assert len(sheets) == 4
    left, right = (0, 0, 148.5, 210), (148.5, 0, 297, 210)
    for outer in (0, 2):
        front, back = sheets[outer : outer + 2]
        assert box_of(front, 7 - outer) == pytest.approx(left, abs=0.15)
        assert box_of(front, outer) == pytest.approx(right, abs=0.15)
        behind = seen_through(back, flip)
        assert box_of(behind, 6 - outer) == pytest.approx(left, abs=0.15)
        assert box_of(behind, outer + 1) == pytest.approx(right, abs=0.15)
        turned_like_a_page = behind.transpose(MIRROR)
        for x in (4, 152.5):
            assert darkest(front, Rect(x, 4, 1, 1)) == 0
            assert darkest(turned_like_a_page, Rect(x, 4, 1, 1)) == 0
    assert duplex_of(pdf) == f"/DuplexFlip{flip.title()}Edge"


def test_a_booklet_is_marked_at_its_fold_on_the_inside_alone(make_one_up: MakeOneUp) -> None:
    layout = Layout(grid_of("half-fold", A4, A5), "half-fold", flip=FlipEdge.SHORT)
    front, back = pictures(finish(make_one_up(4, A5, blank=True), FinishOptions(layout)))
    for y in (5, 202):
        assert darkest(back, Rect(148.3, y, 0.4, 3)) < 200
        assert darkest(front, Rect(148, y, 1, 3)) == 255


def test_the_image_of_work_and_turn_is_its_own_back(
    make_one_up: MakeOneUp, slug: SlugText, ttf: bytes
) -> None:
    layout = Layout(grid_of("work-and-turn", A4, CARD), "work-and-turn", sides=2)
    pdf = finish(make_one_up(10, CARD), FinishOptions(layout, slug, font=ttf))
    (picture,) = pictures(pdf)
    assert duplex_of(pdf) == "/Simplex"
    behind = picture.transpose(MIRROR)
    for front in range(0, 10, 2):
        here = box_of(picture, front)
        assert here is not None
        assert here[2] < 105
        assert box_of(behind, front + 1) == pytest.approx(here, abs=0.15)


def test_backs_of_perforated_cards_start_where_their_sheet_says(make_one_up: MakeOneUp) -> None:
    front, back = pictures(finish(make_one_up(20, CARD), FinishOptions(Layout(LP795, sides=2))))
    # 3 mm of bleed to the left; above the first row, too.
    assert box_of(front, 0) == pytest.approx((11, 7.5, 102, 65.5), abs=0.15)
    assert box_of(back, 3) == pytest.approx((13, 7.5, 104, 65.5), abs=0.15)
    behind = seen_through(back, FlipEdge.LONG)
    for panel in range(0, 20, 2):
        assert box_of(behind, panel + 1) == pytest.approx(box_of(front, panel), abs=0.15)


def test_perforated_cards_have_no_crop_marks_and_small_print_beside_them(
    make_one_up: MakeOneUp, slug: SlugText, ttf: bytes
) -> None:
    options = FinishOptions(Layout(LP795, sides=2), slug, font=ttf)
    pdf = finish(make_one_up(20, CARD, blank=True), options)
    for picture, left in zip(pictures(pdf), (14, 16), strict=True):
        for row in range(5):
            for column in range(2):
                card = Rect(left + 95 * column, 10.5 + 55 * row, 85, 55)
                assert darkest(picture, card) == 255
        assert darkest(picture, Rect(0, 0, 210, 10)) == 255
        assert darkest(picture, Rect(100, 0, 9, 297)) == 255
        assert darkest(picture, Rect(5, 10, left - 5, 277)) < 128
    with pypdfium2.PdfDocument(pdf) as document:
        assert "achterkant" in document[1].get_textpage().get_text_range()


def test_small_print_that_does_not_fit_beside_perforated_cards_is_left_out(
    make_one_up: MakeOneUp, ttf: bytes
) -> None:
    words = SlugText(("lang " * 2000,))
    options = FinishOptions(Layout(LP795, sides=2), words, font=ttf)
    with pypdfium2.PdfDocument(finish(make_one_up(20, CARD), options)) as document:
        assert "lang" not in document[0].get_textpage().get_text_range()
    cut = Layout(grid_of("cards", A4, CARD), sides=2)
    with pytest.raises(RenderError, match="does not fit beside panels of 85 x 55 mm"):
        finish(make_one_up(20, CARD), FinishOptions(cut, words, font=ttf))


@pytest.mark.parametrize("flip", FlipEdge)
def test_backs_move_with_their_marks_by_the_printers_offset(
    make_one_up: MakeOneUp, flip: FlipEdge
) -> None:
    grid = grid_of("cards", A4, CARD)
    still = Layout(grid, sides=2, flip=flip)
    moved = Layout(grid, sides=2, flip=flip, back_offset=Shift(1, -0.5))
    (front, back), (front_again, there) = (
        pictures(finish(make_one_up(20, CARD), FinishOptions(layout))) for layout in (still, moved)
    )
    assert ImageChops.difference(front, front_again).getbbox() is None
    for panel in range(1, 20, 2):
        here = box_of(back, panel)
        assert here is not None
        # Of the cards at the edge a little less bleed fits.
        left, top = here[0] + 1, here[1] - 0.5
        found = box_of(there, panel)
        assert found is not None
        assert found[0] == pytest.approx(left, abs=0.15)
        assert found[1] == pytest.approx(top, abs=0.55)
    for x in (7, 203):  # the marks of the third row's upper edge
        y = grid.panel_at(0, 2).top - 0.5
        assert darkest(there, Rect(x, y - 0.2, 3, 0.4)) < 200


def test_a_sheet_for_the_press_is_a_page_with_bleed(
    make_one_up: MakeOneUp, slug: SlugText, ttf: bytes
) -> None:
    layout = Layout(ZINE.grid, "mini-zine", marks=False, bleed_mm=3)
    options = FinishOptions(layout, slug, font=ttf)
    laid_out = place_on_sheets(make_one_up(8, A7), options)
    assert (laid_out.trim, laid_out.bleed_mm) == (A4.turned, 3)
    bleed, width, height = mm_to_pt(3), mm_to_pt(297), mm_to_pt(210)
    (page,) = pages_of(laid_out.pdf)
    assert page["/TrimBox"] == pytest.approx([0, 0, width, height])
    assert page["/MediaBox"] == pytest.approx([-bleed, -bleed, width + bleed, height + bleed])
    (picture,) = pictures(laid_out.pdf)
    # The outer panels go on past the sheet; A7 is an eighth of a millimetre less than its cell.
    assert box_of(picture, 7) == pytest.approx((0.1, 108, 77.25, 216), abs=0.2)
    assert box_of(picture, 3) == pytest.approx((225.75, 0, 302.9, 108), abs=0.2)
    with pypdfium2.PdfDocument(laid_out.pdf) as document:
        assert "Vel" not in document[0].get_textpage().get_text_range()
    (finished,) = pages_of(finish(make_one_up(8, A7), FinishOptions(layout)))
    assert finished["/CropBox"] == finished["/TrimBox"]
    assert finished["/BleedBox"] == finished["/MediaBox"]


def test_a_sheet_for_the_press_has_its_slit_and_leaves_fold_marks_to_the_slug(
    make_one_up: MakeOneUp,
) -> None:
    layout = Layout(ZINE.grid, "mini-zine", marks=False, bleed_mm=3)
    laid_out = place_on_sheets(make_one_up(8, A7, blank=True), FinishOptions(layout))
    (picture,) = pictures(laid_out.pdf)
    for x in (74.25, 148.5, 222.75):
        assert darkest(picture, Rect(3 + x - 0.5, 0, 1, 100)) == 255
    assert darkest(picture, Rect(3 + 80, 107.8, 3, 0.4)) < 200


def test_cards_for_the_press_have_no_marks_of_the_office(
    make_one_up: MakeOneUp, slug: SlugText, ttf: bytes
) -> None:
    layout = Layout(grid_of("cards", A4, CARD), marks=False, bleed_mm=3)
    laid_out = place_on_sheets(
        make_one_up(1, CARD, blank=True), FinishOptions(layout, slug, font=ttf)
    )
    assert darkest(pictures(laid_out.pdf)[0], Rect(0, 0, 216, 303)) == 255
    bled = place_on_sheets(make_one_up(1, CARD), FinishOptions(layout))
    assert box_of(pictures(bled.pdf)[0], 0) == pytest.approx((15, 9, 106, 67.5), abs=0.15)
