"""Pages as pixels: where each lies, how many there are, and what is left out."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from generator.model.geometry import Rect
from generator.preflight.reading.proof import open_proof
from generator.preflight.reading.raster import (
    MOST_PIXELS,
    Raster,
    draw,
    pixels_per_inch,
    without_text,
)
from tests.preflight.ink_pages import BLEED_MM, SLUG_MM, press_page

OUTSIDE = BLEED_MM + SLUG_MM
BOX = b"0 0 0 1 k 10 10 20 5 re f"


def test_a_pixel_lies_where_it_is_said_to() -> None:
    with open_proof(press_page(BOX)) as proof:
        raster = proof.pages[0].raster
        assert raster
        assert (raster.left_mm, raster.top_mm) == pytest.approx((-OUTSIDE, -OUTSIDE))
        dark = np.argwhere(raster.pixels.max(axis=2) < 128)
        (top, left), (bottom, right) = dark.min(axis=0), dark.max(axis=0) + 1
        found = raster.area(left, top, right, bottom)
    edges = (found.left, found.top, found.right, found.bottom)
    assert edges == pytest.approx((10, 25, 30, 30), abs=0.2)


def test_an_area_is_cut_out_and_keeps_its_place() -> None:
    raster = Raster(np.zeros((40, 60, 3), np.uint8), 2.0, -5.0, -5.0)
    assert raster.crop(Rect(0, 0, 10, 5)).shape == (10, 20, 3)
    assert raster.crop(Rect(-50, -50, 10, 10)).size == 0
    part = raster.part(Rect(-20, 10, 30, 100))
    assert part.pixels.shape == (10, 30, 3)
    assert (part.left_mm, part.top_mm) == (-5.0, 10.0)


def test_part_of_a_page_can_be_drawn_more_finely() -> None:
    with open_proof(press_page(BOX)) as proof:
        page = proof.pages[0]
        assert page.trim
        area = Rect(5, 20, 10, 15)
        part = draw(page.drawn, page.trim, 508, area=area)
    assert part.pixels.shape == (300, 200, 3)
    assert part.crop(Rect(11, 26, 3, 3)).max() < 60
    assert part.crop(Rect(6, 21, 3, 3)).min() == 255
    assert part.crop(Rect(6, 31, 3, 3)).min() == 255


def test_edges_are_smoothed_unless_colours_must_be_exact() -> None:
    slanted = b"0 g 10 10 m 50 13 l 50 30 l f"
    with open_proof(press_page(slanted)) as proof:
        page = proof.pages[0]
        assert page.trim
        smooth, exact = (draw(page.drawn, page.trim, 100, exact=exact) for exact in (False, True))
    assert len(np.unique(smooth.pixels)) > 10
    assert set(np.unique(exact.pixels)) == {0, 255}


def blank(*sizes: tuple[float, float]) -> pypdfium2.PdfDocument:
    pdf = pikepdf.new()
    for width, height in sizes:
        made = Dictionary(Type=Name.Page, MediaBox=Array([0, 0, width, height]))
        pdf.pages.append(Page(pdf.make_indirect(made)))
    saved = BytesIO()
    pdf.save(saved)
    return pypdfium2.PdfDocument(saved.getvalue())


@pytest.mark.parametrize(
    "size", [(3, 3), (595, 842), (2384, 3370), (14400, 14400), (3, 14400), (14400, 3)]
)
def test_no_page_has_more_pixels_than_memory_has_room_for(size: tuple[float, float]) -> None:
    with blank(size) as document:
        raster = draw(document[0], (0, 0, *size))
        rows, columns = raster.pixels.shape[:2]
    assert 1 <= rows * columns <= 1.01 * MOST_PIXELS
    assert max(rows, columns) <= 40_001


def test_pages_of_a_long_document_are_drawn_more_coarsely() -> None:
    with blank((595, 842)) as short, blank(*[(595, 842)] * 100) as long:
        assert 50 < pixels_per_inch(long[0]) < 0.7 * pixels_per_inch(short[0])


def with_text_in_forms(pdf: Pdf) -> Object:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    names = Dictionary(Font=Dictionary(F=font))
    inner = Stream(pdf, b"BT /F 9 Tf 5 5 Td (binnen) Tj ET", Subtype=Name.Form)
    inner.BBox, inner.Resources = Array([0, 0, 60, 40]), names
    outer = Stream(pdf, b"/I Do BT /F 9 Tf 5 15 Td (buiten) Tj ET", Subtype=Name.Form)
    outer.BBox = Array([0, 0, 60, 40])
    outer.Resources = Dictionary(
        Font=Dictionary(F=font), XObject=Dictionary(I=pdf.make_indirect(inner))
    )
    return Dictionary(Font=Dictionary(F=font), XObject=Dictionary(O=pdf.make_indirect(outer)))


def test_text_is_left_out_of_the_ground_in_forms_as_well_and_comes_back() -> None:
    content = b".5 g 0 0 60 2 re f 0 g /O Do BT /F 9 Tf 5 26 Td (pagina) Tj ET"
    with open_proof(press_page(content, resources=with_text_in_forms)) as proof:
        page = proof.pages[0]
        assert page.trim and page.ground and page.raster
        above = Rect(0, 0, 60, 37)
        assert page.ground.crop(above).min() == 255
        assert page.ground.crop(Rect(1, 38.5, 58, 1)).max() < 160
        assert page.raster.crop(above).min() < 100
        with without_text(page.drawn):
            hidden = draw(page.drawn, page.trim)
        shown = draw(page.drawn, page.trim)
        assert (hidden.pixels == page.ground.pixels).all()
        assert (shown.pixels == page.raster.pixels).all()
