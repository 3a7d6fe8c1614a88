"""Colour that runs on past the trim, and colour that doesn't: pages drawn by hand."""

from __future__ import annotations

import zlib
from dataclasses import replace

import numpy as np
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from generator.model.geometry import Size
from generator.model.layout import Layout
from generator.model.sheet import fill_sheet
from generator.model.target import Target
from generator.preflight.expected import Expected, Fault
from generator.preflight.look import bleed
from generator.preflight.reading.proof import open_proof
from tests.preflight.ink_pages import EXPECTED, PRESS, press_page

DARK = b".9 .5 .4 .5 k "
WIDTH, HEIGHT = 60, 40


def faults(pdf: bytes, expected: Expected = EXPECTED) -> list[Fault]:
    with open_proof(pdf) as proof:
        return list(bleed.bleed_painted(proof, expected))


def ground(left: float = 3, bottom: float = 3, right: float = 3, top: float = 3) -> bytes:
    """A dark ground that runs so far past each side."""
    edges = (-left, -bottom, WIDTH + left + right, HEIGHT + bottom + top)
    return DARK + b"%f %f %f %f re f " % edges


def test_a_ground_that_fills_the_bleed_is_let_be() -> None:
    assert faults(press_page(ground())) == []


def test_a_ground_may_end_a_little_before_the_bleed_does() -> None:
    assert faults(press_page(ground(2.8, 2.8, 2.8, 2.8))) == []


@pytest.mark.parametrize("side", ["left", "bottom", "right", "top"])
def test_a_ground_that_stops_at_the_trim_is_found_with_its_side(side: str) -> None:
    (fault,) = faults(press_page(ground(**{side: 0})))
    assert fault.message == f"colour stops at the {side} trim; it must run on for 3 mm"
    along = HEIGHT if side in ("left", "right") else WIDTH
    assert fault.detail == f"on {along} mm of that side"
    (place,) = fault.places
    edges = (place.left, place.top, place.right, place.bottom)
    wanted = {
        "left": (-3, 0, 0, HEIGHT),
        "right": (WIDTH, 0, WIDTH + 3, HEIGHT),
        "top": (0, -3, WIDTH, 0),
        "bottom": (0, HEIGHT, WIDTH, HEIGHT + 3),
    }[side]
    assert edges == pytest.approx(wanted, abs=0.3)


def test_a_page_without_any_bleed_is_found_on_every_side() -> None:
    assert len(faults(press_page(ground(0, 0, 0, 0)))) == 4


def test_bleed_that_is_too_narrow_is_found_with_how_far_it_gets() -> None:
    (fault,) = faults(press_page(ground(right=1.2)))
    assert fault.message == "colour reaches 1.2 mm past the right trim; it must reach 3 mm"
    assert fault.places[0].left == pytest.approx(WIDTH + 1.2, abs=0.3)


def test_bleed_that_is_missing_on_part_of_a_side_is_found_there() -> None:
    page = press_page(ground() + b"0 0 0 0 k 10 40 20 4 re f")
    (fault,) = faults(page)
    assert "top trim" in fault.message
    assert fault.detail == "on 20 mm of that side"
    assert fault.places[0].left == pytest.approx(10, abs=0.3)


def test_two_pictures_with_different_bleed_are_both_found() -> None:
    page = press_page(DARK + b"0 10 30 30 re f 30 10 30 31.5 re f")
    found = {fault.message.split(" trim")[0].split()[-1]: fault for fault in faults(page)}
    assert len(found["top"].places) == 2


def test_a_white_line_between_trim_and_bleed_is_found() -> None:
    page = press_page(ground(left=0.3) + DARK + b"-3 -3 2.2 46 re f")
    (fault,) = faults(page)
    assert fault.message == "a white gap in the bleed past the left trim"


def test_a_page_with_white_edges_needs_no_bleed() -> None:
    assert faults(press_page(DARK + b"5 5 50 30 re f")) == []
    assert faults(press_page(b"")) == []


def test_another_colour_that_begins_at_the_trim_is_no_bleed() -> None:
    other = b"0 .2 .7 0 k -3 -3 3 46 re f "
    (fault,) = faults(press_page(ground(left=0) + other))
    assert fault.message == "the colour changes at the left trim; it must run on for 3 mm"
    assert fault.detail == "on 40 mm of that side"


def test_a_shape_that_ends_at_the_trim_on_a_ground_that_does_not_is_found() -> None:
    tint = b".1 .03 .06 0 k -3 -3 66 46 re f " + DARK
    assert len(faults(press_page(tint + b"40 10 20 20 re f"))) == 1
    assert faults(press_page(tint + b"40 10 23 20 re f")) == []
    assert faults(press_page(tint + b"40 10 15 20 re f")) == []


def test_bleed_may_be_a_mirrored_picture() -> None:
    def resources(pdf: Pdf) -> Object:
        shades = np.linspace(30, 220, 63).astype(np.uint8)
        shades[:6] = shades[11:5:-1]  # 3 mm of bleed, then the picture
        values = np.repeat(np.tile(shades, (10, 1))[..., None], 4, axis=2)
        values[..., 3] = 0
        made = Stream(pdf, values.tobytes(), Subtype=Name.Image, Width=63, Height=10)
        made.BitsPerComponent, made.ColorSpace = 8, Name.DeviceCMYK
        return Dictionary(XObject=Dictionary(P=pdf.make_indirect(made)))

    assert faults(press_page(b"q 31.5 0 0 46 -3 -3 cm /P Do Q", resources=resources)) == []


def test_two_colours_may_meet_across_the_trim() -> None:
    assert faults(press_page(ground() + b"0 .2 .7 0 k 20 -3 20 46 re f")) == []


def test_a_light_tint_needs_bleed_too() -> None:
    assert len(faults(press_page(b".1 .03 .06 0 k 0 -3 63 46 re f"))) == 1


def test_half_a_page_of_colour_needs_bleed_only_there() -> None:
    assert faults(press_page(DARK + b"-3 20 66 23 re f")) == []
    (fault,) = faults(press_page(DARK + b"0 20 63 23 re f"))
    assert fault.detail == "on 20 mm of that side"


SHAPES = {
    "a slanting edge": b"20 -3 m 34 43 l 63 43 l 63 -3 l f",
    "an edge at 45 degrees": b"10 30 m 23 43 l 40 43 l 30 30 l f",
    "a triangle with its point in the bleed": b"10 20 m 30 41.5 l 50 20 l f",
    "a round shape that passes the trim": (
        b"40 31.5 m 40 37 35.5 41.5 30 41.5 c 24.5 41.5 20 37 20 31.5 c"
        b" 20 26 24.5 21.5 30 21.5 c 35.5 21.5 40 26 40 31.5 c f"
    ),
    "a thin line": b"30 20 .2 20 re f",
    "a picture that ends just inside the trim": b"1 1 58 38 re f",
}


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_shapes_end_where_they_end(shape: str) -> None:
    assert faults(press_page(DARK + SHAPES[shape])) == []


def test_a_picture_that_was_placed_a_little_askew_is_found() -> None:
    assert len(faults(press_page(DARK + b"5 5 m 5 40.6 l 55 41.4 l 55 5 l f"))) == 1


def test_a_photograph_with_white_in_it_is_let_be() -> None:
    def resources(pdf: Pdf) -> Object:
        speckled = np.random.default_rng(7).integers(0, 60, (92, 132, 4), np.uint8)
        speckled[speckled.sum(axis=2) < 110] = 0
        made = Stream(pdf, b"", Subtype=Name.Image, BitsPerComponent=8, Width=132, Height=92)
        made.write(zlib.compress(speckled.tobytes()), filter=Name.FlateDecode)
        made.ColorSpace = Name.DeviceCMYK
        return Dictionary(XObject=Dictionary(P=pdf.make_indirect(made)))

    assert faults(press_page(b"q 66 0 0 46 -3 -3 cm /P Do Q", resources=resources)) == []
    stops = faults(press_page(b"q 60 0 0 46 0 -3 cm /P Do Q", resources=resources))
    assert {fault.message.split(" trim")[0].split()[-1] for fault in stops} <= {"left", "right"}


def test_text_needs_no_bleed() -> None:
    def font(pdf: Pdf) -> Object:
        return Dictionary(
            Font=Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1,
                                         BaseFont=Name("/Helvetica-Bold")))
        )  # fmt: skip

    content = b"BT /F 20 Tf 0 0 0 1 k 5 34 Td (HEI) Tj ET"
    assert faults(press_page(content, resources=font)) == []


def test_marks_in_the_slug_are_no_bleed() -> None:
    marks = b"1 1 1 1 K .1 w 0 44 m 0 48 l S 30 43.5 m 30 47 l S "
    assert faults(press_page(ground() + marks)) == []
    assert len(faults(press_page(ground(top=0) + marks))) == 1


@pytest.mark.parametrize(("turned", "seen"), [(0, "top"), (90, "right"), (180, "bottom"),
                                              (270, "left"), (-90, "left")])  # fmt: skip
def test_sides_of_a_turned_page_are_named_as_people_see_them(turned: int, seen: str) -> None:
    (fault,) = faults(press_page(ground(top=0), Rotate=turned))
    assert f"the {seen} trim" in fault.message
    assert fault.places[0].top < 0  # and outlined where it lies unturned


def test_a_large_page_is_looked_at_closely_enough() -> None:
    content = DARK + b"-3 -3 1006 1406 re f "
    assert faults(press_page(content, width_mm=1000, height_mm=1400)) == []
    (fault,) = faults(press_page(DARK + b"-3 -3 1006 1405 re f", width_mm=1000, height_mm=1400))
    assert fault.message.startswith("colour reaches")
    assert fault.places[0].height == pytest.approx(1, abs=0.3)


def test_each_page_is_looked_at() -> None:
    assert [fault.page for fault in faults(press_page(ground(), ground(top=0)))] == [2]


def test_a_page_that_ends_at_the_trim_is_for_the_rule_about_boxes() -> None:
    def cut(pdf: Pdf) -> None:
        pdf.pages[0].obj.MediaBox = pdf.pages[0].obj.TrimBox

    assert faults(press_page(ground(), change=cut)) == []


def test_a_page_without_a_bleed_box_is_measured_all_the_same() -> None:
    def forget(pdf: Pdf) -> None:
        del pdf.pages[0].obj.BleedBox

    assert len(faults(press_page(ground(top=0), change=forget))) == 1


def test_no_bleed_is_asked_of_what_has_none() -> None:
    page = press_page(ground(0, 0, 0, 0))
    assert faults(page, replace(EXPECTED, press=replace(PRESS, bleed_mm=0.0))) == []
    assert faults(page, replace(EXPECTED, press=None, target=Target.OFFICE)) == []


def test_odd_boxes_do_not_stop_the_check() -> None:
    for box in (Array([]), Array([0, 0, 0, 0]), Array([9, 9, 8, Name.A]), Array([0, 0, 1e9, 1])):

        def spoil(pdf: Pdf, box: Array = box) -> None:
            pdf.pages[0].obj.TrimBox = box
            pdf.pages[0].obj.Rotate = Name.Om

        faults(press_page(ground(), change=spoil))


def empty(pdf: bytes, expected: Expected = EXPECTED) -> list[int | None]:
    with open_proof(pdf) as proof:
        return [fault.page for fault in bleed.page_empty(proof, expected)]


def test_a_page_with_nothing_on_it_is_found() -> None:
    assert empty(press_page(ground(), b"", b"0 0 0 0 k 5 5 20 20 re f")) == [2, 3]


def test_what_is_only_beside_the_trim_leaves_the_page_empty() -> None:
    assert empty(press_page(DARK + b"-6 5 2 20 re f")) == [1]


def test_the_least_thing_makes_a_page_not_empty() -> None:
    assert empty(press_page(b".02 0 0 0 k 5 5 2 2 re f")) == []


def test_a_folded_sheet_may_have_an_empty_back() -> None:
    layout = Layout(fill_sheet(Size(297, 210), Size(148, 210)), scheme="half-fold", sides=2)
    assert empty(press_page(b""), replace(EXPECTED, layout=layout)) == []
