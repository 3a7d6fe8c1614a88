"""QR codes: read back from a page, and compared with their matrix module by module."""

from __future__ import annotations

import base64
import re
from xml.etree import ElementTree

import pypdfium2
import pytest
import segno
import weasyprint
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from generator.compose.qr import QUIET_ZONE, QrCode, draw_qr

INK = "#0b3c49"
ADDRESSES = [
    "https://www.buitvoorprofessionals.nl/",
    "https://a.nl",
    "https://voorbeeld.example/lange/weg/naar/een/pagina?taal=nl&editie=regio-noord#" + "x" * 200,
    "https://voorbeeld.example/coördinator/één",
]


def paths(code: QrCode) -> list[ElementTree.Element]:
    svg = ElementTree.fromstring(base64.b64decode(code.uri.partition(",")[2]))
    return [one for one in svg.iter() if one is not svg]


def dark_modules(code: QrCode) -> list[tuple[int, int]]:
    """Column and row of each module that the picture's path covers, once for each time."""
    (path,) = paths(code)
    drawn = path.attrib["d"]
    block = re.compile(r"M(\d+) (\d+)h(\d+)v(\d+)h-(\d+)z")
    assert block.sub("", drawn) == ""
    covered = []
    for left, top, width, height, back in (map(int, one) for one in block.findall(drawn)):
        assert width == back
        covered += [
            (x - QUIET_ZONE, y - QUIET_ZONE)
            for x in range(left, left + width)
            for y in range(top, top + height)
        ]
    return covered


def on_paper(code: QrCode, side_mm: float) -> Image.Image:
    """The code on a page, at 150 dots per inch."""
    html = f"""<style>@page {{ size: 60mm 60mm; margin: 0 }} body {{ margin: 10mm }}
        img {{ width: {side_mm}mm; display: block }}</style><img src="{code.uri}">"""
    pdf = weasyprint.HTML(string=html).write_pdf()
    with pypdfium2.PdfDocument(pdf) as document:
        picture: Image.Image = document[0].render(scale=150 / 72).to_pil()
    return picture


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_phone_reads_the_address_from_the_page(address: str) -> None:
    (found,) = zxingcpp.read_barcodes(on_paper(draw_qr(address, INK), 40))
    assert found.text == address
    assert found.format == zxingcpp.BarcodeFormat.QRCode


def test_a_code_on_a_card_is_read_at_sixteen_millimetres() -> None:
    code = draw_qr("https://www.buitvoorprofessionals.nl/", "#3b1f4a")
    picture = on_paper(code, 16 / (1 - 2 * code.quiet_share))
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [
        "https://www.buitvoorprofessionals.nl/"
    ]


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=60))
@settings(max_examples=40)
def test_the_rectangles_cover_each_dark_module_once_and_no_light_one(tail: str) -> None:
    address = f"https://voorbeeld.example/{tail}"
    code = draw_qr(address, INK)
    matrix = segno.make_qr(address, error="m", boost_error=False).matrix
    dark = sorted((x, y) for y, row in enumerate(matrix) for x, module in enumerate(row) if module)
    assert sorted(dark_modules(code)) == dark
    assert code.modules == len(matrix)


def test_the_code_is_one_shape_with_far_fewer_pieces_than_modules() -> None:
    code = draw_qr(ADDRESSES[0], INK)
    (path,) = paths(code)
    assert path.attrib["fill"] == INK
    assert path.attrib["d"].count("M") < len(dark_modules(code)) / 2


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_quiet_zone_is_four_modules_on_each_side(address: str) -> None:
    code = draw_qr(address, INK)
    svg = ElementTree.fromstring(base64.b64decode(code.uri.partition(",")[2]))
    side = code.modules + 8
    assert svg.attrib["viewBox"] == f"0 0 {side} {side}"
    assert code.quiet_share == pytest.approx(4 / side)
    # A code's corner modules are dark, but for the one at the lower right.
    columns, rows = zip(*dark_modules(code), strict=True)
    assert (min(columns), min(rows)) == (0, 0)
    assert (max(columns), max(rows)) == (code.modules - 1, code.modules - 1)
