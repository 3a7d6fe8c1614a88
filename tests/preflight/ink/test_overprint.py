"""Plates that nobody ordered, artwork on all plates, and white that vanishes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf

from tests.preflight.press_page import (
    EXPECTED,
    FOREIGN,
    MIDDLE,
    OFFICE,
    Change,
    drawing,
    found,
    helvetica,
    make_press_pdf,
    picture,
    resource,
    told,
)

AREA = f" {MIDDLE} {MIDDLE} 20 20 re f".encode()


def separation(name: str) -> Change:
    return resource(
        "ColorSpace",
        lambda pdf: Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, Dictionary()]),
    )


def test_a_spot_colour_is_found_with_its_name_and_where_it_is() -> None:
    changes = (separation("PANTONE 286 C"), drawing(b"/New cs 1 scn" + AREA))
    for expected in (EXPECTED, FOREIGN):
        (finding,) = found(make_press_pdf(*changes), expected, "spot-colour")
        assert finding.message == "the spot colour 'PANTONE 286 C' makes a plate of its own"
        assert finding.detail == "in a shape"
        assert finding.severity == "warning"
        assert (finding.page, len(finding.places)) == (1, 1)
    assert told(make_press_pdf(*changes), OFFICE, "spot-colour") == []


def test_spot_colours_of_several_inks_and_of_pictures_are_found() -> None:
    names = Array([Name.Cyan, Name.Goud, Name.Zilver])

    def space(pdf: Pdf) -> Object:
        return Array([Name.DeviceN, names, Name.DeviceCMYK, Dictionary()])

    changes = (
        resource("XObject", lambda pdf: picture(pdf, b"abc", space(pdf))),
        drawing(b"q 20 0 0 20 60 60 cm /New Do Q"),
    )
    assert told(make_press_pdf(*changes), FOREIGN, "spot-colour") == [
        "the spot colour 'Goud' makes a plate of its own",
        "the spot colour 'Zilver' makes a plate of its own",
    ]


def test_a_spot_colour_on_several_pages_is_one_finding() -> None:
    changes = (
        separation("Goud"),
        drawing(b"/New cs 1 scn" + AREA),
        lambda pdf: pdf.pages[2].obj.__setattr__("Resources", pdf.pages[0].obj.Resources),
        drawing(b"/New cs 1 scn" + AREA, 3),
    )
    (finding,) = found(make_press_pdf(*changes, pages=3), FOREIGN, "spot-colour")
    assert (finding.page, finding.detail) == (1, "in a shape, and on 1 more page")


@pytest.mark.parametrize("name", ["Cyan", "Black", "None", "All"])
def test_inks_of_the_press_are_no_spot_colours(name: str) -> None:
    changes = (separation(name), drawing(b"/New cs .5 scn" + AREA))
    assert told(make_press_pdf(*changes), FOREIGN, "spot-colour") == []


def test_process_inks_under_other_names_are_no_spot_colours() -> None:
    names = Array([Name.C, Name.M, Name.Y, Name.K])
    process = Dictionary(Process=Dictionary(ColorSpace=Name.DeviceCMYK, Components=names))

    def space(pdf: Pdf) -> Object:
        return Array([Name.DeviceN, names, Name.DeviceCMYK, Dictionary(), process])

    changes = (resource("ColorSpace", space), drawing(b"/New cs 1 0 0 0 scn" + AREA))
    assert told(make_press_pdf(*changes), FOREIGN, "spot-colour") == []


def test_artwork_in_the_colour_of_marks_is_found() -> None:
    text = f"/Spot cs 1 scn BT /H 9 Tf {MIDDLE} {MIDDLE} Td (Zwart) Tj ET".encode()
    changes = (resource("Font", helvetica, "H"), drawing(text))
    for expected in (EXPECTED, FOREIGN):
        (finding,) = found(make_press_pdf(*changes), expected, "registration-colour")
        assert finding.message == "'Zwart' is in the registration colour, solid on all plates"
        assert len(finding.places) == 1


def test_artwork_solid_in_four_inks_is_found_too() -> None:
    for content in (b"1 1 1 1 k" + AREA, b"/DeviceCMYK CS 1 1 1 1 SC 60 60 m 90 90 l S"):
        (message,) = told(make_press_pdf(drawing(content)), FOREIGN, "registration-colour")
        assert message.endswith(" is in the registration colour, solid on all plates")


@pytest.mark.parametrize(
    "content",
    [
        b"1 1 1 .9 k" + AREA,
        b"1 1 1 1 k 0 0 20 20 re f",
        b"/Spot cs 1 scn 0 0 20 20 re f",
        b"/Spot cs 0 scn" + AREA,
        b"/Artifact <</Type /Page>> BDC /Spot cs 1 scn" + AREA + b" EMC",
    ],
)
def test_marks_beside_the_artwork_may_be_in_their_colour(content: bytes) -> None:
    assert told(make_press_pdf(drawing(content)), FOREIGN, "registration-colour") == []


def over(**entries: Any) -> Change:
    return resource("ExtGState", lambda pdf: Dictionary(**entries))


WHITE = [
    (over(op=True, OPM=1), b"/New gs 0 0 0 0 k" + AREA, "a shape is white"),
    (over(OP=True), b"/New gs 1 g" + AREA, "a shape is white"),
    (
        over(OP=True, op=False, OPM=1),
        b"/New gs 0 0 0 0 K 4 w 60 60 m 90 90 l S",
        "a line is white",
    ),
    (
        over(op=True, OPM=1),
        b"/New gs 0 0 0 0 k BT /H 9 Tf 60 60 Td (Wit) Tj ET",
        "'Wit' is white",
    ),
    (over(op=True), b"/Spot cs 0 scn /New gs" + AREA, "a shape is white"),
]


@pytest.mark.parametrize(("change", "content", "what"), WHITE)
def test_white_that_overprints_is_found(change: Change, content: bytes, what: str) -> None:
    pdf = make_press_pdf(change, resource("Font", helvetica, "H"), drawing(content))
    for expected in (EXPECTED, FOREIGN):
        (finding,) = found(pdf, expected, "overprint")
        assert finding.message == f"{what} and set to overprint, and vanishes in print"
        assert len(finding.places) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"/New gs 0 0 0 1 k" + AREA,
        b"/New gs 0 0 0 .1 k" + AREA,
        b"q /New gs Q 0 0 0 0 k" + AREA,
        b"/New gs 0 0 0 0 k 0 0 9 9 re f",
        b"0 0 0 0 k" + AREA,
        b"/New gs 0 0 0 0 k 0 0 0 1 K 60 60 m 90 90 l S",
    ],
)
def test_black_that_overprints_and_white_that_does_not_are_let_be(content: bytes) -> None:
    pdf = make_press_pdf(over(op=True, OP=True, OPM=1), drawing(content))
    assert told(pdf, replace(EXPECTED, font_names=None), "overprint") == []


SETTINGS = [
    (over(TR=Dictionary(FunctionType=2)), "a curve that makes inks lighter or darker"),
    (over(TR2=Array([Dictionary(), Dictionary()])), "a curve that makes inks lighter or darker"),
    (over(HT=Dictionary(HalftoneType=1)), "a screen of dots of its own"),
    (over(BG=Dictionary(FunctionType=2)), "a recipe for black of its own"),
]


@pytest.mark.parametrize(("change", "what"), SETTINGS)
def test_what_a_print_shop_sets_itself_is_found(change: Change, what: str) -> None:
    pdf = make_press_pdf(change, drawing(b"/New gs 0 g" + AREA))
    message = f"the page brings {what}, which is the print shop's choice"
    for expected in (EXPECTED, FOREIGN):
        (finding,) = found(pdf, expected, "plate-settings")
        assert finding.message == message
        assert finding.severity == ("error" if "curve" in what else "warning")
    assert told(pdf, OFFICE, "plate-settings") == []
    assert told(make_press_pdf(change), FOREIGN, "plate-settings") == []


def test_settings_that_change_nothing_are_let_be() -> None:
    plain = over(TR=Name.Identity, TR2=Name.Default, HT=Name.Default, BG2=Name.Default)
    pdf = make_press_pdf(plain, drawing(b"/New gs 0 g" + AREA))
    assert told(pdf, FOREIGN, "plate-settings") == []


def test_a_page_that_is_one_plate_is_found() -> None:
    def separate(pdf: Pdf) -> None:
        pdf.pages[0].obj.SeparationInfo = Dictionary(DeviceColorant=Name.Cyan)

    assert told(make_press_pdf(separate), FOREIGN, "plate-settings") == [
        "the page is one plate of several, not a whole page"
    ]
