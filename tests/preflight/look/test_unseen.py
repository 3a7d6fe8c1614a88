"""Text that is in the file and that nobody sees: cards of our renderer, and pages by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from generator.model.target import Target
from generator.preflight.expected import Expected, Fault
from generator.preflight.look.unseen import text_unseen
from generator.preflight.reading.proof import open_proof
from tests.preflight.ink_pages import EXPECTED as PRESS
from tests.preflight.ink_pages import press_page

MakePdf = Callable[..., bytes]
FOREIGN = Expected(target=Target.OFFICE)
TEXT = b"BT /F 5 Tf 3 20 Td (Een drempel) Tj ET "


def faults(pdf: bytes, expected: Expected = FOREIGN) -> list[Fault]:
    with open_proof(pdf) as proof:
        return list(text_unseen(proof, expected))


def messages(pdf: bytes, expected: Expected = FOREIGN) -> list[str]:
    return [fault.message for fault in faults(pdf, expected)]


def drawn(
    content: bytes, change: Callable[[Pdf], None] = lambda pdf: None,
    width_mm: float = 60, height_mm: float = 40, **more: Callable[[Pdf], Object],
) -> bytes:  # fmt: skip
    """A page with text of a standard font; sizes are in mm."""

    def resources(pdf: Pdf) -> Object:
        typeface = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        names = Dictionary(Font=Dictionary(F=typeface))
        for family, make in more.items():
            names[f"/{family}"] = make(pdf)
        return names

    return press_page(
        content, resources=resources, change=change, width_mm=width_mm, height_mm=height_mm
    )


def scan(pdf: Pdf) -> Object:
    """A picture of text, roughly."""
    speckled = np.random.default_rng(3).integers(0, 2, (200, 300), np.uint8) * 255
    made = Stream(pdf, speckled.tobytes(), Subtype=Name.Image, Width=300, Height=200)
    made.BitsPerComponent, made.ColorSpace = 8, Name.DeviceGray
    return Dictionary(P=pdf.make_indirect(made))


def see_through(pdf: Pdf) -> Object:
    return Dictionary(N=Dictionary(ca=0), H=Dictionary(ca=0.5))


WHOLE = "'Een drempel' can't be seen: "
HIDDEN = [
    (b"0 g " + TEXT + b".9 g 0 10 60 30 re f", "something is drawn over it, or cuts it off"),
    (b"0 g " + TEXT + b"q 60 0 0 40 0 0 cm /P Do Q", "something is drawn over it, or cuts it off"),
    (b"q 0 0 60 10 re W n 0 g " + TEXT + b"Q", "something is drawn over it, or cuts it off"),
    (b"1 g " + TEXT, "it has the colour of what is behind it"),
    (b".2 .4 .6 rg 0 0 60 40 re f " + TEXT, "it has the colour of what is behind it"),
    (b"/N gs 0 g " + TEXT, "it is fully transparent"),
    (b"0 g 3 Tr " + TEXT, "it is set without paint"),
]


@pytest.mark.parametrize(("content", "why"), HIDDEN)
def test_text_that_nobody_sees_is_found_with_what_hides_it(content: bytes, why: str) -> None:
    (fault,) = faults(drawn(content, XObject=scan, ExtGState=see_through))
    assert fault.message == WHOLE + why
    assert (fault.page, fault.severity) == (1, None)
    (place,) = fault.places
    assert (place.left, place.top) == pytest.approx((3.4, 16), abs=0.6)
    assert fault.cure


SEEN = [
    b"0 g " + TEXT,
    b"0 g 0 0 60 40 re f 1 g " + TEXT,
    b".5 .5 1 rg 0 0 60 40 re f .5 .5 .9 rg " + TEXT,
    b"q 60 0 0 40 0 0 cm /P Do Q 0 1 0 rg " + TEXT,
    b"/H gs 0 g " + TEXT,
    b"0 G .2 w 1 Tr " + TEXT,
    b"0 g " + TEXT + b".9 g 0 0 60 10 re f",
    b"0 g BT /F 5 Tf 3 20 Td (. , - ' _) Tj ET",
    b"0 g BT /F 1 Tf 3 20 Td (Kleine lettertjes, i l 1 .) Tj ET",
    b"q 7 Tr " + TEXT + b"0 g 0 0 60 40 re f Q",
    b"0 g BT 0 5 -5 0 30 5 Tm /F 1 Tf (Een drempel) Tj ET",
    b"0 g BT /F 3 Tf 3 -6 Td (klein in de marge) Tj ET",
]


@pytest.mark.parametrize("content", SEEN)
def test_text_that_is_seen_is_let_be(content: bytes) -> None:
    assert messages(drawn(content, XObject=scan, ExtGState=see_through)) == []


def test_a_word_that_is_covered_in_part_is_found() -> None:
    # The picture lies over the last letters of the word.
    (fault,) = faults(drawn(b"0 g " + TEXT + b".9 g 25 10 30 30 re f"))
    assert fault.message == (
        "part of 'drempel' can't be seen: something is drawn over it, or cuts it off"
    )
    assert fault.places[0].left > 20


@pytest.mark.parametrize("band", [b"0 21.9 60 10 re", b"0 10 60 11 re"])
def test_a_line_whose_upper_or_lower_half_is_cut_off_is_found(band: bytes) -> None:
    (fault,) = faults(drawn(b"0 g " + TEXT + b"1 g " + band + b" f"))
    assert fault.message.startswith("part of 'Een drempel' can't be seen")


def test_tiny_type_on_a_large_sheet_is_let_be() -> None:
    small = b"0 0 0 1 k BT /F 2.1 Tf 3 -6 Td (versie van vandaag) Tj ET"
    assert messages(drawn(small, width_mm=841, height_mm=1189)) == []


def test_text_in_a_box_that_is_too_low_is_found(make_pdf: MakePdf) -> None:
    css = "p{height:3.6mm;overflow:hidden}"
    pdf = make_pdf("<p>Een drempel die te lang is<br>en verder gaat in een regel", css)
    (fault,) = faults(pdf)
    assert fault.message.startswith("'en verder gaat in een regel' can't be seen")
    assert faults(make_pdf("<p>Een drempel<br>en verder", "p{overflow:hidden}")) == []


def test_text_outside_the_page_is_found() -> None:
    off = b"0 g BT /F 5 Tf 3 60 Td (Een drempel) Tj ET"
    (fault,) = faults(drawn(off))
    assert (fault.message, fault.severity) == ("'Een drempel' lies outside the page", "warning")
    half = b"0 g BT /F 5 Tf 48 20 Td (Een drempel) Tj ET"
    assert "part of 'drempel' lies outside the page" in messages(drawn(half))


def test_what_readers_crop_counts_unless_it_is_for_a_press() -> None:
    def crop(pdf: Pdf) -> None:
        pdf.pages[0].obj.CropBox = pdf.pages[0].obj.TrimBox

    slug = b"0 g BT /F 2 Tf 3 -5 Td (versie) Tj ET"
    assert messages(drawn(slug, crop)) == ["'versie' lies outside the page"]
    assert messages(drawn(slug, crop), PRESS) == []


def test_the_text_of_a_scan_is_told_as_such() -> None:
    page = drawn(b"q 60 0 0 40 0 0 cm /P Do Q 3 Tr 0 g " + TEXT, XObject=scan)
    (fault,) = faults(page)
    assert fault.message == (
        "the page is a picture of text, with the text itself unseen over it: 'Een drempel'"
    )
    assert fault.severity == "warning"


def test_text_on_a_layer_that_is_switched_off_is_a_warning() -> None:
    def hide(pdf: Pdf) -> None:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Engels")))
        pdf.Root.OCProperties = Dictionary(OCGs=[layer], D=Dictionary(OFF=[layer]))
        pdf.pages[0].obj.Resources.Properties = Dictionary(L=layer)

    (fault,) = faults(drawn(b"0 g /OC /L BDC " + TEXT + b"EMC", hide))
    assert fault.severity == "warning"


def test_parts_of_a_larger_page_show_parts_of_its_text() -> None:
    tiled = replace(FOREIGN, is_clipped=True)
    assert messages(drawn(b"q 0 0 60 10 re W n 0 g " + TEXT + b"Q"), tiled) == []


def test_white_text_that_runs_off_its_ground_is_found(make_pdf: MakePdf) -> None:
    css = "p{background:#0b3c49;color:#fff;width:20mm;white-space:nowrap}"
    (fault,) = faults(make_pdf("<p>Een drempel die te lang is voor zijn vlak", css))
    assert fault.message.endswith("can't be seen: it has the colour of what is behind it")
    assert "vlak" in fault.message
    assert "Een" not in fault.message


def test_pages_without_size_do_not_stop_the_check(make_pdf: MakePdf) -> None:
    with pikepdf.open(BytesIO(make_pdf())) as pdf:
        pdf.pages[0].obj.TrimBox = Array([Name.A, 0, 0, 0])
        pdf.Root.OCProperties = Dictionary(D=Dictionary(OFF=3))
        saved = BytesIO()
        pdf.save(saved)
    assert messages(saved.getvalue()) == []
