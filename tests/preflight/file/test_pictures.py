"""Pictures that are too coarse or far too fine for the size that they are printed at."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from generator.model.geometry import mm_to_pt
from generator.preflight import Expected
from tests.preflight.press_page import (
    EXPECTED,
    FOREIGN,
    MIDDLE,
    OFFICE,
    PRESS,
    SCREEN,
    Change,
    box,
    drawing,
    edges,
    found,
    make_press_pdf,
    picture,
    resource,
    told,
)

INCH = 72.0


def photo(pixels: tuple[int, int], *, space: Name | None = None, bits: int = 8) -> Change:
    def change(pdf: Pdf) -> None:
        made = picture(pdf, b"a", space or Name.DeviceGray, pixels)
        made.BitsPerComponent = bits
        resource("XObject", lambda pdf: made)(pdf)

    return change


def placed(width: float, height: float, at: float = MIDDLE) -> Change:
    return drawing(f"q {width} 0 0 {height} {at} {at} cm /New Do Q".encode())


@pytest.mark.parametrize(
    ("matrix", "ppi", "size"),
    [
        (b"72 0 0 36 60 60", 100, "25 x 13 mm"),
        (b"36 0 0 72 60 60", 100, "13 x 25 mm"),
        (b"0 72 -72 0 150 60", 100, "25 x 25 mm"),
        (b"-144 0 0 144 200 60", 50, "51 x 51 mm"),
        (b"50.9117 50.9117 -50.9117 50.9117 150 60", 100, "25 x 25 mm"),
    ],
)
def test_a_picture_that_is_printed_too_large_is_found(matrix: bytes, ppi: int, size: str) -> None:
    pdf = make_press_pdf(photo((100, 100)), drawing(b"q " + matrix + b" cm /New Do Q"))
    for expected, who in (
        (EXPECTED, "the print shop asks for 300"),
        (FOREIGN, "the print shop asks for 300"),
        (OFFICE, "an office printer needs 150"),
    ):
        (finding,) = found(pdf, expected, "image-ppi")
        assert finding.message == (
            f"a picture of {ppi} pixels an inch at its printed size, {size}; {who}"
        )
        assert finding.severity == "warning"
        assert len(finding.places) == 1
    assert told(pdf, SCREEN, "image-ppi") == []


def test_the_place_of_a_coarse_picture_is_told() -> None:
    pdf = make_press_pdf(photo((50, 50)), placed(INCH, INCH / 2))
    ((place,),) = [one.places for one in found(pdf, FOREIGN, "image-ppi")]
    assert edges(place)[0] == 17.64
    assert edges(place)[2:] == (25.4, 12.7)


def test_a_coarse_picture_is_measured_as_printed_in_forms_that_are_scaled() -> None:
    def draw(pdf: Pdf) -> None:
        form = Stream(pdf, b"q 36 0 0 36 0 0 cm /P Do Q", Subtype=Name.Form)
        shown = picture(pdf, b"a", Name.DeviceGray, (100, 100))
        form.BBox, form.Resources = box(0), Dictionary(XObject=Dictionary(P=shown))
        form.Matrix = Array([2, 0, 0, 2, 0, 0])
        pdf.pages[0].obj.Resources.XObject.Scaled = pdf.make_indirect(form)
        pdf.pages[0].contents_add(b"q 2 0 0 2 60 60 cm /Scaled Do Q")

    (message,) = told(make_press_pdf(draw), EXPECTED, "image-ppi")
    assert "50 pixels an inch at its printed size, 51 x 51 mm" in message


@pytest.mark.parametrize(
    ("pixels", "width", "height"),
    [
        ((300, 300), INCH, INCH),
        ((300, 300), 9, 9),
        ((10, 10), 5, 5),  # a bullet of less than two millimetres
        ((1, 1), 200, 100),  # an even colour
        ((1, 50), 200, 100),  # a gradient
        ((300, 300), 0, 0),
    ],
)
def test_a_picture_that_is_fine_enough_is_let_be(
    pixels: tuple[int, int], width: float, height: float
) -> None:
    pdf = make_press_pdf(photo(pixels), placed(width, height))
    assert told(pdf, EXPECTED, "image-ppi") == []


def test_a_picture_beside_the_artwork_or_off_the_page_is_let_be() -> None:
    for at in (0.0, 5000.0):
        pdf = make_press_pdf(photo((10, 10)), placed(30, 30, at))
        assert told(pdf, FOREIGN, "image-ppi") == []


def test_the_least_pixels_an_inch_are_those_of_the_format() -> None:
    pdf = make_press_pdf(photo((160, 160)), placed(INCH, INCH))
    assert len(told(pdf, EXPECTED, "image-ppi")) == 1
    large = replace(EXPECTED, press=replace(PRESS, minimum_ppi=150))
    assert told(pdf, large, "image-ppi") == told(pdf, OFFICE, "image-ppi") == []


@pytest.mark.parametrize(("expected", "coarse", "fine"), [(FOREIGN, 540, 550), (OFFICE, 270, 275)])
def test_a_picture_of_one_bit_needs_twice_the_pixels(
    expected: Expected, coarse: int, fine: int
) -> None:
    def stencil(side: int) -> Change:
        def make(pdf: Pdf) -> None:
            made = Stream(pdf, bytes(side * ((side + 7) // 8)), Subtype=Name.Image, ImageMask=True)
            made.Width = made.Height = side
            pdf.pages[0].obj.Resources.XObject.New = pdf.make_indirect(made)

        return make

    (message,) = told(make_press_pdf(stencil(coarse), placed(INCH, INCH)), expected, "image-ppi")
    assert message.startswith(f"a picture in black and white of {coarse} pixels an inch")
    assert told(make_press_pdf(stencil(fine), placed(INCH, INCH)), expected, "image-ppi") == []
    grey = make_press_pdf(photo((fine, fine), bits=1), placed(INCH, INCH))
    assert told(grey, expected, "image-ppi") == []


def test_a_picture_inside_a_content_stream_is_measured() -> None:
    pixels = b"a" * 100
    inline = b"q 72 0 0 72 60 60 cm BI /W 10 /H 10 /CS /G /BPC 8 ID " + pixels + b" EI Q"
    (message,) = told(make_press_pdf(drawing(inline)), FOREIGN, "image-ppi")
    assert message.startswith("a picture of 10 pixels an inch")


def test_many_coarse_pictures_on_a_page_are_summed_up() -> None:
    places = (drawing(f"q 30 0 0 30 {60 + 5 * at} 60 cm /New Do Q".encode()) for at in range(15))
    messages = told(make_press_pdf(photo((10, 10)), *places), FOREIGN, "image-ppi")
    assert len(messages) == 11
    assert messages[-1] == "5 more pictures are too coarse"


def test_a_picture_with_pixels_that_no_press_shows_is_found() -> None:
    fine = make_press_pdf(photo((1500, 1500)), placed(mm_to_pt(20), mm_to_pt(20)))
    (finding,) = found(fine, FOREIGN, "image-too-fine")
    assert finding.message == (
        "a picture of 1905 pixels an inch at its printed size, 20 x 20 mm; 300 are enough"
    )
    assert finding.severity == "warning"
    small = make_press_pdf(photo((400, 400)), placed(mm_to_pt(5), mm_to_pt(5)))
    usual = make_press_pdf(photo((1500, 1500)), placed(mm_to_pt(40), mm_to_pt(40)))
    for pdf in (small, usual):
        assert told(pdf, FOREIGN, "image-too-fine", "image-ppi") == []
