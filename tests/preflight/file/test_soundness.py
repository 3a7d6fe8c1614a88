"""Files whose structure, drawings, pictures or fonts are broken."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String
from PIL import Image

from tests.preflight.press_page import (
    EXPECTED,
    FOREIGN,
    MIDDLE,
    OFFICE,
    SCREEN,
    Change,
    drawing,
    found,
    helvetica,
    in_form,
    make_press_pdf,
    picture,
    resource,
    told,
)

SHOWN = drawing(f"q 30 0 0 30 {MIDDLE} {MIDDLE} cm /New Do Q".encode())


def image(data: bytes, filter_name: str | None, **entries: object) -> Change:
    """Show a picture of 24 by 24 grey pixels, unless `entries` say otherwise."""

    def make(pdf: Pdf) -> Object:
        said = {"Width": 24, "Height": 24, "BitsPerComponent": 8, "ColorSpace": Name.DeviceGray}
        made = Stream(pdf, b"", Subtype=Name.Image, **(said | entries))
        if filter_name:
            made.write(data, filter=Name(f"/{filter_name}"))
        else:
            made.write(data)
        return pdf.make_indirect(made)

    return resource("XObject", make)


def jpeg(width: int = 24, height: int = 24) -> bytes:
    written = BytesIO()
    Image.effect_noise((width, height), 40).save(written, "JPEG")
    return written.getvalue()


WHOLE = zlib.compress(bytes(24 * 24))
DAMAGED: list[tuple[Change, str]] = [
    (image(b"no pixels at all", "FlateDecode"), "its pixels are broken"),
    (image(zlib.compress(bytes(24 * 6)), "FlateDecode"), "only 25% of its pixels are there"),
    (image(WHOLE[: len(WHOLE) // 2], "FlateDecode"), "% of its pixels are there"),
    (image(bytes(24 * 12), None), "only 50% of its pixels are there"),
    (image(b"", None), "it has no pixels"),
    (image(WHOLE, "FlateDecode", Width=0), "it has no width or no height"),
    (image(WHOLE, "FlateDecode", Height=Name.Niets), "it has no width or no height"),
    (image(jpeg()[: len(jpeg()) // 2], "DCTDecode"), "the end of its pixels is missing"),
    (image(b"\xff\xd8\xff\xe0", "DCTDecode"), "its pixels are broken"),
    (image(WHOLE, "DCTDecode"), "it isn't JPEG, as it says"),
    (image(jpeg(12, 24), "DCTDecode"), "it has 12 x 24 pixels, and says 24 x 24"),
    (image(WHOLE, "JPXDecode"), "it isn't JPEG 2000, as it says"),
]


@pytest.mark.parametrize(("change", "damage"), DAMAGED)
def test_a_picture_that_is_broken_is_found(change: Change, damage: str) -> None:
    for expected in (SCREEN, OFFICE, FOREIGN):
        (finding,) = found(make_press_pdf(change, SHOWN), expected, "picture-damaged")
        assert finding.message.startswith("a picture can't be shown as it should: ")
        assert damage in finding.message
        assert (finding.page, len(finding.places)) == (1, 1)


@pytest.mark.parametrize(
    "change",
    [
        image(WHOLE, "FlateDecode"),
        image(zlib.compress(bytes(25 * 24)), "FlateDecode", DecodeParms=Dictionary(Predictor=15)),
        image(jpeg(), "DCTDecode"),
        image(jpeg() + bytes(5000), "DCTDecode", ColorSpace=Name.DeviceGray),
        image(bytes(3 * 24), None, ImageMask=True, BitsPerComponent=1),
        image(b"anything", "CCITTFaxDecode"),
        image(b"anything", "JBIG2Decode"),
    ],
)
def test_a_picture_that_is_whole_is_let_be(change: Change) -> None:
    assert told(make_press_pdf(change, SHOWN), FOREIGN, "picture-damaged") == []


def test_a_broken_mask_of_a_picture_is_found_and_a_picture_that_is_not_shown_is_not() -> None:
    def mask(pdf: Pdf) -> Object:
        made = picture(pdf)
        made.SMask = picture(pdf, b"a", Name.DeviceGray)
        made.SMask.write(b"kapot", filter=Name.FlateDecode)
        return made

    broken = resource("XObject", mask)
    assert len(told(make_press_pdf(broken, SHOWN), FOREIGN, "picture-damaged")) == 1
    assert told(make_press_pdf(broken), FOREIGN, "picture-damaged") == []


def test_a_bomb_of_pixels_is_not_inflated() -> None:
    bomb = zlib.compress(bytes(50_000_000))
    assert len(bomb) < 100_000
    pdf = make_press_pdf(image(bomb, "FlateDecode"), SHOWN)
    assert told(pdf, FOREIGN, "picture-damaged") == []


def test_what_a_page_draws_and_is_not_there_is_found() -> None:
    for expected in (SCREEN, FOREIGN):
        (finding,) = found(make_press_pdf(SHOWN), expected, "content-damaged")
        assert finding.message == "the page draws 'New', which isn't in the file"
        assert finding.places[0].width == pytest.approx(30 * 25.4 / 72, abs=0.01)


@pytest.mark.parametrize("key", ["OPI", "Ref", "F"])
def test_a_stand_in_for_something_in_another_file_is_found(key: str) -> None:
    def stand_in(pdf: Pdf) -> None:
        pdf.pages[0].obj.Resources.XObject.F[f"/{key}"] = Dictionary(F=String("logo.eps"))

    for expected in (OFFICE, EXPECTED):
        (finding,) = found(make_press_pdf(stand_in), expected, "content-elsewhere")
        assert finding.message == "'F' on the page stands in for something in another file"
    assert told(make_press_pdf(), OFFICE, "content-elsewhere") == []


def test_text_in_a_font_that_is_not_there_is_found() -> None:
    text = drawing(b"BT /H 9 Tf 60 60 Td (Weg) Tj 0 20 Td (Weg) Tj ET")
    (finding,) = found(make_press_pdf(text), SCREEN, "font-missing")
    assert finding.message == "text is set in the font 'H', which isn't there"
    assert told(make_press_pdf(drawing(b"BT (Weg) Tj ET")), SCREEN, "font-missing") == [
        "text is set in no font"
    ]
    there = make_press_pdf(text, resource("Font", helvetica, "H"))
    unset = make_press_pdf(drawing(b"BT /H 9 Tf () Tj ET"))
    assert told(there, SCREEN, "font-missing") == told(unset, SCREEN, "font-missing") == []


def packed(data: bytes) -> Change:
    """Put packed bytes in the place of the page's own form."""

    def put(pdf: Pdf) -> None:
        pdf.pages[0].obj.Resources.XObject.F.write(data, filter=Name.FlateDecode)

    return put


DRAWING = zlib.compress(b"0 0 0 1 k 0 0 5 5 re f " * 99)


@pytest.mark.parametrize(
    "change",
    [
        in_form(b"\x00\xff\xfe<</A>>>> ] } >>"),
        in_form(b"0 0 0 1 k [ (a) TJ"),
        in_form(b"0 0 0 1 k (abc f"),
        drawing(b"BI /W 1 /H 1 /CS /G /BPC 8 ID abc"),
        packed(b"kapot"),
        packed(DRAWING[:20]),
    ],
)
def test_a_drawing_that_breaks_off_is_found(change: Change) -> None:
    for expected in (SCREEN, FOREIGN):
        (finding,) = found(make_press_pdf(change), expected, "content-damaged")
        assert finding.message == "a drawing on the page breaks off"
        assert finding.detail
        assert finding.places
    assert told(make_press_pdf(packed(DRAWING)), FOREIGN, "content-damaged") == []


def test_a_file_that_draws_without_end_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.preflight.streams.operators.MOST_STEPS", 50)
    pdf = make_press_pdf(drawing(b"0 g 1 1 1 1 re f " * 50), pages=2)
    (finding,) = found(pdf, FOREIGN, "too-complex")
    assert finding.message == ("the page is drawn in more than 50 steps; the rest was not checked")
    assert (finding.severity, finding.page) == ("warning", 1)


def test_a_file_that_has_to_be_mended_is_found() -> None:
    pdf = make_press_pdf()
    at = pdf.rindex(b"startxref")
    (finding,) = found(pdf[:at] + b"startxref\n7\n%%EOF", FOREIGN, "file-damaged")
    assert finding.message == "the file is damaged, and each reader mends it in its own way"
    assert finding.detail == "file is damaged; and 2 more"
    assert finding.severity == "warning"
    assert told(pdf, FOREIGN, "file-damaged") == []


RULES = ("picture-damaged", "content-damaged", "font-missing", "too-complex", "image-ppi")
ODD: list[Callable[[Pdf], object]] = [
    lambda pdf: Name.Niets,
    lambda pdf: Array([Array([])]),
    lambda pdf: Dictionary(),
    lambda pdf: -1.5,
    lambda pdf: True,
    lambda pdf: 10**15,
]


@pytest.mark.parametrize(
    "key",
    ["Width", "Height", "BitsPerComponent", "ColorSpace", "Filter", "DecodeParms", "SMask", "Mask"],
)
def test_something_odd_in_a_picture_is_no_crash(key: str) -> None:
    for odd in ODD:

        def spoil(pdf: Pdf, odd: Callable[[Pdf], object] = odd) -> None:
            pdf.pages[0].obj.Resources.XObject.P[f"/{key}"] = odd(pdf)

        assert isinstance(told(make_press_pdf(spoil), EXPECTED, *RULES), list)


@settings(max_examples=60, deadline=None)
@given(
    data=st.binary(max_size=300), name=st.sampled_from(["DCTDecode", "FlateDecode", "JPXDecode"])
)
def test_pixels_may_be_anything(data: bytes, name: str) -> None:
    pdf = make_press_pdf(image(b"\xff\xd8" + data, name), SHOWN)
    assert isinstance(told(pdf, FOREIGN, *RULES), list)
