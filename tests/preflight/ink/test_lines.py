"""Lines, and shapes as thin as lines, that don't hold in print."""

from __future__ import annotations

import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from generator.preflight import Expected
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
    make_press_pdf,
    resource,
    told,
)

AT, TO = MIDDLE + 60, MIDDLE + 110
"""Beside the grey square that the made-up page has, on paper."""
STROKE = f" {AT} {AT} m {TO} {AT} l S".encode()
THIN = "lines under 0.25 pt break up or vanish in print"

THIN_LINES = [
    (b"0.1 w" + STROKE, "a line is 0.10 pt thin", "warning"),
    (b"0.2 w [3] 0 d" + STROKE, "a line is 0.20 pt thin", "warning"),
    (b"0 w" + STROKE, "a line has no width", "error"),
    (b"0.05 w" + STROKE, "a line is 0.05 pt thin", "error"),
    (b"q .1 0 0 .1 0 0 cm 1 w %d %d m %d %d l S Q" % (AT * 10, AT * 10, TO * 10, AT * 10),
     "a line is 0.10 pt thin", "warning"),
    (f"{AT} {AT} 60 .2 re f".encode(), "a line is 0.20 pt thin", "warning"),
    (f"{AT} {AT} -.2 30 re f*".encode(), "a line is 0.20 pt thin", "warning"),
    (f"{AT} {AT} 60 0 re f".encode(), "a line has no width", "error"),
    (f"{AT} {AT} m {TO} {TO} l {TO} {TO + .2} l {AT} {AT + .2} l h f".encode(),
     "a line is 0.14 pt thin", "warning"),
    (f"q {AT} {AT} 60 .2 re W n 0 0 999 999 re f Q".encode(), "a line is 0.20 pt thin", "warning"),
    (f"q .7071 .7071 -.7071 .7071 {AT} {AT} cm 0 0 40 .2 re f Q".encode(),
     "a line is 0.20 pt thin", "warning"),
    (b"/Spot cs /Spot CS 1 SCN 0.2 w" + STROKE, "a line is 0.20 pt thin", "warning"),
    (f"0.2 w {AT} {AT} 40 9 re B".encode(), "a line is 0.20 pt thin", "warning"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "message", "severity"), THIN_LINES)
def test_a_line_thinner_than_a_hairline_is_found(
    content: bytes, message: str, severity: str
) -> None:
    pdf = make_press_pdf(drawing(content))
    for expected in (EXPECTED, FOREIGN, OFFICE):
        (finding,) = found(pdf, expected, "hairline")
        assert (finding.message, finding.detail) == (message, THIN)
        assert (finding.severity, finding.page) == (severity, 1)
        assert len(finding.places) == 1
    assert told(pdf, SCREEN, "hairline") == []


def test_the_place_of_a_thin_line_is_told() -> None:
    (finding,) = found(make_press_pdf(drawing(b"0.1 w" + STROKE)), FOREIGN, "hairline")
    (place,) = finding.places
    assert place.left == pytest.approx(110 * 25.4 / 72, abs=0.01)
    assert place.width == pytest.approx(50 * 25.4 / 72, abs=0.01)
    assert place.height < 0.1


def test_thin_lines_on_a_page_are_one_finding() -> None:
    content = b"0.2 w" + b"".join(
        f" {AT} {AT + 3 * row} m {TO} {AT + 3 * row} l".encode() for row in range(9)
    )
    pdf = make_press_pdf(drawing(content + b" S 0.15 w" + STROKE))
    (finding,) = found(pdf, FOREIGN, "hairline")
    assert finding.message == "10 lines are thin, the thinnest has 0.15 pt"
    assert len(finding.places) == 9


def nested(pdf: Pdf) -> None:
    """A line of 1 pt in a form that is scaled in a form that is scaled."""
    inner = Stream(pdf, b"1 w 0 50 m 400 50 l S", Subtype=Name.Form, BBox=Array([0, 0, 999, 999]))
    outer = Stream(pdf, b".5 0 0 .5 0 0 cm /I Do", Subtype=Name.Form)
    outer.BBox, outer.Matrix = Array([0, 0, 999, 999]), Array([0.4, 0, 0, 0.4, 0, 0])
    outer.Resources = Dictionary(XObject=Dictionary(I=pdf.make_indirect(inner)))
    pdf.pages[0].obj.Resources.XObject.Outer = pdf.make_indirect(outer)
    pdf.pages[0].contents_add(f"q 1 0 0 1 {AT} {AT} cm /Outer Do Q".encode())


def test_lines_are_measured_as_printed_in_forms_that_are_scaled() -> None:
    assert told(make_press_pdf(nested), FOREIGN, "hairline") == ["a line is 0.20 pt thin"]


def hatching(width: str) -> Change:
    def make(pdf: Pdf) -> Object:
        content = f"{width} w 0 2 m 5 2 l S".encode()
        tile = Stream(pdf, content, PatternType=1, PaintType=1, TilingType=1)
        tile.BBox, tile.XStep, tile.YStep = Array([0, 0, 5, 5]), 5, 5
        return pdf.make_indirect(tile)

    return resource("Pattern", make)


def test_thin_lines_of_a_pattern_are_found_where_it_fills() -> None:
    fill = drawing(f"/Pattern cs /New scn {AT} {AT} 40 20 re f".encode())
    (finding,) = found(make_press_pdf(hatching("0.1"), fill), FOREIGN, "hairline")
    assert finding.message == "a line is 0.10 pt thin"
    assert finding.places[0].height == pytest.approx(20 * 25.4 / 72, abs=0.01)
    assert told(make_press_pdf(hatching("0.5"), fill), FOREIGN, "hairline") == []


OUTLINED = f"1 Tr 0.1 w BT /H 24 Tf {AT} {AT} Td (Lijn) Tj ET".encode()


def test_thin_outlines_of_letters_are_found_but_not_where_letters_are_filled() -> None:
    font = resource("Font", helvetica, "H")
    assert told(make_press_pdf(font, drawing(OUTLINED)), FOREIGN, "hairline") == [
        "a line is 0.10 pt thin"
    ]
    bold = OUTLINED.replace(b"1 Tr", b"2 Tr")
    assert told(make_press_pdf(font, drawing(bold)), FOREIGN, "hairline") == []


DARK = f"1 .6 0 .6 k {MIDDLE} {MIDDLE} 120 90 re f ".encode()


def test_a_light_line_on_a_dark_ground_needs_twice_the_width() -> None:
    for colour in (b"0 0 0 0 K", b"1 G", b"0 0 .3 0 K"):
        thin = make_press_pdf(drawing(DARK + colour + b" .4 w" + STROKE))
        for expected in (EXPECTED, OFFICE):
            (finding,) = found(thin, expected, "hairline")
            assert finding.message == "a line is 0.40 pt thin"
            assert finding.detail == (
                "light lines on a dark ground need 0.5 pt, or ink closes them"
            )
        thick = make_press_pdf(drawing(DARK + colour + b" .5 w" + STROKE))
        assert told(thick, EXPECTED, "hairline") == []
    on_paper = make_press_pdf(drawing(b"0 0 0 .2 K .4 w" + STROKE))
    assert told(on_paper, EXPECTED, "hairline") == []


def test_a_line_in_several_inks_needs_twice_the_width_on_a_press() -> None:
    thin = make_press_pdf(drawing(b".8 .5 0 0 K .4 w" + STROKE))
    (finding,) = found(thin, FOREIGN, "hairline")
    assert finding.detail == "lines in several inks need 0.5 pt, or a plate that is off shows"
    assert told(thin, OFFICE, "hairline") == []
    for content in (b"0 0 0 1 K .4 w", b".8 .5 0 0 K .5 w", b".5 G .25 w"):
        assert told(make_press_pdf(drawing(content + STROKE)), FOREIGN, "hairline") == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b".25 w" + STROKE, FOREIGN),
        (b"1 w 0 G" + STROKE, FOREIGN),
        (b".1 w 20 20 m 35 20 l S", FOREIGN),  # a crop mark
        (b".1 w 0 0 m 9999 0 l S", FOREIGN),
        (b"/Artifact <</Type /Page>> BDC .1 w" + STROKE + b" EMC", EXPECTED),
        (b".1 w 0 0 0 0 K" + STROKE, FOREIGN),  # white on paper
        (f".1 w {AT} {AT} m {AT + 1} {AT} l S".encode(), FOREIGN),  # a speck
        (f"{AT} {AT} 2 .1 re f".encode(), FOREIGN),
        (f"q {AT} {AT} 60 30 re W n {AT} {AT + 40} 60 .1 re f Q".encode(), FOREIGN),
        (f"{AT} {AT} 60 .1 re n".encode(), FOREIGN),
        (f"{AT} {AT} 60 .3 re f".encode(), FOREIGN),
        (f"{AT} {AT} m {TO} {TO} l {AT} {TO} l h f".encode(), FOREIGN),
        (b"".join(f"0 0 0 {at / 400} k {AT + at * .2} {AT} .2 40 re f ".encode()
                  for at in range(200)), FOREIGN),  # a gradient of strips
    ],
)  # fmt: skip
def test_lines_that_hold_or_that_nobody_sees_are_let_be(content: bytes, expected: Expected) -> None:
    assert told(make_press_pdf(drawing(content)), expected, "hairline") == []
