"""Colour that a print shop would have to convert, and transparency where none is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from generator.model.condition import PdfX
from tests.preflight.press_page import (
    EXPECTED,
    FOREIGN,
    MIDDLE,
    PRESS,
    Change,
    box,
    drawing,
    found,
    helvetica,
    in_form,
    make_press_pdf,
    page_entry,
    picture,
    resource,
    told,
)

X1A = replace(EXPECTED, press=replace(PRESS, pdfx=PdfX.X1A))
AREA = b" 40 40 20 20 re f"


def space(value: Callable[[Pdf], Object], colour: bytes) -> tuple[Change, Change]:
    """Paint a square in a colour space."""
    return resource("ColorSpace", value), drawing(b"/New cs " + colour + b" sc" + AREA)


def profile(components: int) -> Callable[[Pdf], Object]:
    return lambda pdf: Array([Name.ICCBased, Stream(pdf, b"", N=components)])


FOREIGN_COLOUR: list[tuple[tuple[Change, ...], str]] = [
    ((drawing(b"1 0 0 rg" + AREA),), "a shape is in RGB"),
    ((drawing(b"1 0 0 RG 40 40 m 80 80 l S"),), "a line is in RGB"),
    ((drawing(b"/DeviceRGB cs 1 0 0 sc" + AREA),), "a shape is in RGB"),
    ((drawing(b"/DeviceRGB CS 40 40 m 80 80 l S"),), "a line is in RGB"),
    ((drawing(b"1 0 0 rg 0 1 0 RG 40 40 20 20 re B"),), "a line and a shape are in RGB"),
    (
        (drawing(b"q 9 0 0 9 40 40 cm BI /W 1 /H 1 /CS /RGB /BPC 8 ID abc EI Q"),),
        "a picture is in RGB",
    ),
    ((in_form(b"0 0 1 rg 0 0 5 5 re f"),), "a shape is in RGB"),
    (space(profile(3), b"1 0 0"), "a shape is in RGB with a profile"),
    (space(profile(4), b"1 0 0 0"), "a shape is in CMYK with a profile"),
    (space(profile(1), b".5"), "a shape is in grey with a profile"),
    (space(lambda pdf: Array([Name.Lab, Dictionary()]), b"50 0 0"), "a shape is in Lab"),
    (
        space(lambda pdf: Array([Name.CalRGB, Dictionary()]), b"1 0 0"),
        "a shape is in calibrated RGB",
    ),
    (
        space(lambda pdf: Array([Name.Separation, Name.Goud, Name.DeviceRGB, Dictionary()]), b"1"),
        "a shape is in the spot colour 'Goud', which is defined in RGB",
    ),
    (
        space(lambda pdf: Array([Name.Indexed, Name.DeviceRGB, 0, String("abc")]), b"0"),
        "a shape is in RGB",
    ),
    (
        (
            resource("XObject", lambda pdf: picture(pdf, b"abc", Name.DeviceRGB)),
            drawing(b"q 9 0 0 9 40 40 cm /New Do Q"),
        ),
        "a picture is in RGB",
    ),
    (
        (
            resource("Shading", lambda pdf: Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB)),
            drawing(b"q 40 40 20 20 re W n /New sh Q"),
        ),
        "a shape is in RGB",
    ),
    (
        (
            resource(
                "Pattern",
                lambda pdf: Dictionary(
                    PatternType=2, Shading=Dictionary(ShadingType=2, ColorSpace=Name.CalRGB)
                ),
            ),
            drawing(b"/Pattern cs /New scn" + AREA),
        ),
        "a shape is in calibrated RGB",
    ),
    (
        (
            resource("ColorSpace", lambda pdf: Array([Name.Pattern, Name.DeviceRGB])),
            lambda pdf: pdf.pages[0].obj.Resources.Pattern.T.__setattr__("PaintType", 2),
            lambda pdf: pdf.pages[0].obj.Resources.Pattern.T.write(b"0 0 5 5 re f"),
            drawing(b"/New cs 1 0 0 /T scn" + AREA),
        ),
        "a shape is in RGB",
    ),
    (
        (resource("ColorSpace", profile(3), "DefaultRGB"), drawing(b"1 0 0 rg" + AREA)),
        "a shape is in RGB with a profile",
    ),
]


@pytest.mark.parametrize(("changes", "what"), FOREIGN_COLOUR)
def test_colour_that_is_not_in_inks_is_found(changes: tuple[Change, ...], what: str) -> None:
    (finding,) = found(make_press_pdf(*changes), EXPECTED, "press-colour")
    assert finding.message == f"{what}, not in inks"
    assert finding.severity == "error"
    assert finding.page == 1
    assert len(finding.places) == (2 if "and" in what else 1)


def test_colour_in_a_tiling_pattern_is_found_where_it_fills() -> None:
    def draw(pdf: Pdf) -> None:
        pdf.pages[0].obj.Resources.Pattern.T.write(b"1 0 0 rg 0 0 5 5 re f")

    (finding,) = found(make_press_pdf(draw), EXPECTED, "press-colour")
    assert finding.message == "a shape is in RGB, not in inks"
    assert finding.places[0].width == pytest.approx(9 * 25.4 / 72)


def test_text_that_is_not_in_inks_is_named_and_shown() -> None:
    content = b"1 0 0 rg BT /H 12 Tf 60 90 Td (Zie ik het) Tj 0 -20 Td (wel goed?) Tj ET"
    pdf = make_press_pdf(resource("Font", helvetica, "H"), drawing(content))
    (finding,) = found(pdf, EXPECTED, "press-colour")
    assert finding.message == "'Zie ik het' and 'wel goed?' are in RGB, not in inks"
    first, second = finding.places
    assert first.left == pytest.approx(60 * 25.4 / 72 - 13, abs=0.5)
    assert second.top - first.top == pytest.approx(20 * 25.4 / 72, abs=0.5)


def test_colour_in_a_mask_a_note_and_a_drawn_letter_is_found() -> None:
    def mask(pdf: Pdf) -> Object:
        form = Stream(pdf, b"1 1 1 rg 0 0 99 99 re f", Subtype=Name.Form, BBox=box(0))
        return Dictionary(SMask=Dictionary(S=Name.Luminosity, G=pdf.make_indirect(form)))

    masked = (resource("ExtGState", mask), drawing(b"/New gs 0 g" + AREA))
    assert told(make_press_pdf(*masked), EXPECTED, "press-colour") == [
        "a mask is in RGB, not in inks"
    ]

    def note(pdf: Pdf) -> None:
        look = Stream(pdf, b"1 0 0 rg 0 0 9 9 re f", Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
        shown = Dictionary(N=pdf.make_indirect(look))
        rect = Array([60, 60, 80, 80])
        pdf.pages[0].obj.Annots = Array([Dictionary(Subtype=Name.Stamp, Rect=rect, AP=shown)])

    (finding,) = found(make_press_pdf(note), EXPECTED, "press-colour")
    assert finding.message == "a shape is in RGB, not in inks"
    assert finding.places[0].width == pytest.approx(20 * 25.4 / 72)

    def drawn(pdf: Pdf) -> Object:
        letter = Stream(pdf, b"600 0 d0 1 0 0 rg 0 0 500 700 re f")
        return Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
            CharProcs=Dictionary(a=pdf.make_indirect(letter)),
        )

    font = (resource("Font", drawn, "H"), drawing(b"BT /H 9 Tf 60 90 Td (a) Tj ET"))
    assert told(make_press_pdf(*font), EXPECTED, "press-colour") == [
        "a text is in RGB, not in inks"
    ]


def group() -> Dictionary:
    return Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)


def test_inks_that_are_mixed_in_rgb_are_found_where_anything_is_mixed() -> None:
    clear = (resource("ExtGState", lambda pdf: Dictionary(ca=0.5)), drawing(b"/New gs 0 g" + AREA))
    (finding,) = found(
        make_press_pdf(page_entry("Group", group()), *clear), FOREIGN, "press-colour"
    )
    assert finding.message == "transparency on the page is mixed in RGB, not in inks"
    assert finding.cure == "Choose CMYK as the blend space when you export."
    assert told(make_press_pdf(page_entry("Group", group())), FOREIGN, "press-colour") == []
    assert told(make_press_pdf(*clear), FOREIGN, "press-colour") == []


def test_colour_with_a_profile_is_a_warning_where_the_flavour_allows_it() -> None:
    changes = space(profile(3), b"1 0 0")
    (finding,) = found(make_press_pdf(*changes), FOREIGN, "press-colour")
    assert finding.severity == "warning"
    assert finding.detail == (
        "PDF/X-4 allows it; the print shop would convert it, and colours may shift"
    )
    (finding,) = found(make_press_pdf(*changes, pdfx=PdfX.X1A), FOREIGN, "press-colour")
    assert (finding.severity, finding.detail) == ("error", "")
    (finding,) = found(make_press_pdf(drawing(b"1 0 0 rg" + AREA)), FOREIGN, "press-colour")
    assert finding.severity == "error"


@pytest.mark.parametrize(
    "changes",
    [
        (drawing(b"/DeviceCMYK cs 0 0 0 1 sc .5 g 0 G 0 0 0 1 K" + AREA),),
        (drawing(b"q 9 0 0 9 40 40 cm BI /W 1 /H 1 /CS /CMYK /BPC 8 ID abcd EI Q"),),
        (drawing(b"q 9 0 0 9 40 40 cm BI /W 1 /H 1 /IM true ID a EI Q"),),
        (drawing(b"/Spot cs .5 scn /T /T scn" + AREA),),
        space(lambda pdf: Array([Name.Indexed, Name.DeviceCMYK, 0, String("abcd")]), b"0"),
        space(lambda pdf: Array([Name.Pattern, Name.DeviceCMYK]), b"1 0 0 0 /T"),
        (
            resource("XObject", lambda pdf: picture(pdf, b"a", Name.DeviceGray)),
            drawing(b"q 9 0 0 9 40 40 cm /New Do Q"),
        ),
        (drawing(b"1 0 0 rg 0 0 0 1 k" + AREA),),
        (drawing(b"1 0 0 rg 9999 9999 20 20 re f"),),
        (resource("XObject", lambda pdf: picture(pdf, b"abc", Name.DeviceRGB)),),
    ],
)
def test_what_is_painted_in_inks_is_let_be(changes: tuple[Change, ...]) -> None:
    assert told(make_press_pdf(*changes), EXPECTED, "press-colour") == []


def test_a_picture_that_says_its_own_colours_is_looked_into() -> None:
    def jpeg_2000(enumerated: int) -> Callable[[Pdf], Object]:
        def make(pdf: Pdf) -> Object:
            made = Stream(pdf, b"", Subtype=Name.Image, Width=9, Height=9)
            start = b"\x00\x00\x00\x0cjP  \r\n\x87\n"
            colour = b"\x00\x00\x00\x0fcolr\x01\x00\x00" + enumerated.to_bytes(4)
            made.write(start + colour, filter=Name.JPXDecode)
            return pdf.make_indirect(made)

        return make

    for enumerated, messages in (
        (12, []),
        (17, []),
        (16, ["a picture is in RGB, not in inks"]),
        (18, ["a picture is in colours of a JPEG 2000 picture, not in inks"]),
    ):
        changes = (
            resource("XObject", jpeg_2000(enumerated)),
            drawing(b"q 9 0 0 9 40 40 cm /New Do Q"),
        )
        assert told(make_press_pdf(*changes), EXPECTED, "press-colour") == messages


def test_in_pdf_x_1a_what_stands_in_for_a_spot_colour_is_in_inks() -> None:
    def gold(pdf: Pdf) -> Object:
        return Array([Name.Separation, Name.Goud, Array([Name.Lab, Dictionary()]), Dictionary()])

    changes = space(gold, b"1")
    message = "a shape is in the spot colour 'Goud', which is defined in Lab, not in inks"
    assert told(make_press_pdf(*changes, pdfx=PdfX.X1A), X1A, "press-colour") == [message]
    assert told(make_press_pdf(*changes), EXPECTED, "press-colour") == []


def soft_mask(pdf: Pdf) -> Object:
    made = picture(pdf)
    made.SMask = picture(pdf, b"a", Name.DeviceGray)
    return made


SEE_THROUGH = [
    page_entry("Group", Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)),
    resource("ExtGState", lambda pdf: Dictionary(ca=0.5)),
    resource("ExtGState", lambda pdf: Dictionary(CA=0.99)),
    resource("ExtGState", lambda pdf: Dictionary(BM=Name.Multiply)),
    resource("ExtGState", lambda pdf: Dictionary(BM=Array([Name.Multiply, Name.Normal]))),
    resource("ExtGState", lambda pdf: Dictionary(SMask=Dictionary(S=Name.Luminosity))),
    resource("XObject", soft_mask),
    resource(
        "XObject", lambda pdf: Stream(pdf, b"", Subtype=Name.Form, BBox=box(0), Group=group())
    ),
]


@pytest.mark.parametrize("change", SEE_THROUGH)
def test_transparency_is_found_where_older_machines_draw_it_wrong(change: Change) -> None:
    message = "transparency, which PDF/X-1a doesn't have"
    x1a, x4 = make_press_pdf(change, pdfx=PdfX.X1A), make_press_pdf(change)
    assert told(x1a, X1A, "transparency") == [message]
    assert told(x1a, FOREIGN, "transparency") == [message]
    assert told(x4, EXPECTED, "transparency") == told(x4, FOREIGN, "transparency") == []


def test_transparency_is_shown_where_it_is_painted() -> None:
    square = f"/New gs 0 g {MIDDLE} {MIDDLE} 20 20 re f".encode()
    clear = (resource("ExtGState", lambda pdf: Dictionary(BM=Name.Multiply)), drawing(square))
    (finding,) = found(make_press_pdf(*clear, pdfx=PdfX.X1A), X1A, "transparency")
    assert finding.detail == "in a shape"
    assert finding.places[0].left == pytest.approx(50 * 25.4 / 72, abs=0.01)
