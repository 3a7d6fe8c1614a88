"""How much ink lies on the paper: pages drawn by hand, with too much of it and with enough."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String
from PIL import Image

from generator.model.geometry import Rect
from generator.model.target import Target
from generator.preflight.expected import Expected, Fault
from generator.preflight.ink import coverage
from generator.preflight.ink.inked import pages_to_draw
from generator.preflight.reading.proof import open_proof
from tests.preflight.ink_pages import EXPECTED, PRESS, Resources, picture, press_page

RICH = b"1 .9 .8 .6 k "
BOX = b"10 10 20 10 re f "


def faults(pdf: bytes, expected: Expected = EXPECTED) -> list[Fault]:
    with open_proof(pdf) as proof:
        return list(coverage.ink_coverage(proof, expected))


def drawn(pdf: bytes, limit: float = 280) -> list[int]:
    """The pages that need a closer look."""
    with open_proof(pdf) as proof:
        return pages_to_draw(proof.pdf, limit, trusts_marks=True)


def assert_lies(place: Rect, left: float, top: float, right: float, bottom: float) -> None:
    edges = (place.left, place.top, place.right, place.bottom)
    assert edges == pytest.approx((left, top, right, bottom), abs=0.4)


def test_too_much_ink_is_found_with_its_place_and_its_inks() -> None:
    (fault,) = faults(press_page(b"1 0 0 0 k 0 0 60 40 re f", RICH + BOX))
    assert fault.message == "330% of ink; the limit is 280%"
    assert fault.detail == "cyan 100, magenta 90, yellow 80, black 60; too much on 2 cm²"
    assert fault.page == 2
    (place,) = fault.places
    assert_lies(place, 10, 20, 30, 30)


def test_ink_up_to_the_limit_is_let_be() -> None:
    for content in (b"1 1 .6 .2 k " + BOX, b"1 1 .6 .2049 k " + BOX, b"0 0 0 1 k " + BOX):
        assert faults(press_page(content)) == []


def test_the_limit_is_the_print_shops() -> None:
    strict = replace(EXPECTED, press=replace(PRESS, ink_limit_percent=220))
    page = press_page(b".9 .5 .5 .5 k " + BOX)
    (fault,) = faults(page, strict)
    assert fault.message.startswith("240% of ink; ")
    assert faults(page) == []


def test_what_is_not_for_a_press_may_have_any_ink() -> None:
    office = replace(EXPECTED, target=Target.OFFICE, press=None)
    assert faults(press_page(RICH + BOX), office) == []


def test_each_place_is_told_the_largest_first() -> None:
    spots = b"5 5 2 2 re f 40 5 8 8 re f 5 30 4 4 re f "
    (fault,) = faults(press_page(RICH + spots))
    assert [round(place.left) for place in fault.places] == [40, 5, 5]


def test_no_more_than_a_few_places_are_told() -> None:
    spots = b"".join(b"%d %d 2 2 re f " % (x, y) for x in range(2, 60, 8) for y in range(2, 38, 8))
    (fault,) = faults(press_page(RICH + spots))
    assert len(fault.places) == 5


def test_ink_that_something_else_covers_is_let_be() -> None:
    page = press_page(RICH + BOX + b"0 0 0 0 k 5 5 40 30 re f")
    assert drawn(page) == [1]
    assert faults(page) == []


def test_a_colour_that_is_set_but_never_used_is_let_be() -> None:
    assert faults(press_page(RICH + b"0 0 0 1 k " + BOX)) == []


def test_marks_beside_the_bleed_may_have_all_inks() -> None:
    page = press_page(b"1 1 1 1 k -7 10 3 20 re f 64 0 3 40 re f")
    assert drawn(page) == [1]
    assert faults(page) == []


def test_what_others_call_a_mark_counts_where_it_is_on_the_artwork() -> None:
    page = press_page(b"/Artifact <</Type /Page>> BDC 1 1 1 1 k " + BOX + b"EMC")
    assert len(faults(page)) == 1


def test_ink_in_the_bleed_counts() -> None:
    (fault,) = faults(press_page(b"1 1 1 1 k -4 10 2 20 re f"))
    assert_lies(fault.places[0], -3, 10, -2, 30)


def test_a_speck_is_let_be_unless_it_has_all_inks() -> None:
    assert faults(press_page(RICH + b"10 10 .7 .7 re f")) == []
    assert len(faults(press_page(b"1 1 1 1 k 10 10 .7 .7 re f"))) == 1
    assert faults(press_page(b"1 1 1 1 k 10 10 .2 .2 re f")) == []


def test_small_type_in_all_inks_counts_as_one_place() -> None:
    letters = b"".join(b"%.1f 10 .3 1.5 re f " % (10 + at * 0.6) for at in range(20))
    (fault,) = faults(press_page(b"1 1 1 1 k " + letters))
    assert len(fault.places) == 1


def state(**entries: Any) -> Resources:
    return lambda pdf: Dictionary(ExtGState=Dictionary(G=Dictionary(**entries)))


def form(content: bytes) -> Resources:
    def make(pdf: Pdf) -> Object:
        inner = Stream(pdf, content, Subtype=Name.Form, BBox=[0, 0, 60, 40])
        inner.Resources = Dictionary()
        outer = Stream(pdf, b"/F Do", Subtype=Name.Form, BBox=[0, 0, 60, 40])
        outer.Resources = Dictionary(XObject=Dictionary(F=pdf.make_indirect(inner)))
        return Dictionary(XObject=Dictionary(F=pdf.make_indirect(outer)))

    return make


def tile(pdf: Pdf) -> Object:
    made = Stream(pdf, b"1 1 1 .2 k 0 0 20 20 re f", PatternType=1, PaintType=1, TilingType=1)
    made.BBox, made.XStep, made.YStep = Array([0, 0, 20, 20]), 20, 20
    made.Resources = Dictionary()
    return Dictionary(Pattern=Dictionary(T=pdf.make_indirect(made)))


def fade(pdf: Pdf) -> Object:
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=[0, 0, 60, 0])
    shading.Function = Dictionary(
        FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 0.5], N=1
    )
    return Dictionary(Shading=Dictionary(S=shading))


def photograph(pdf: Pdf) -> Object:
    compressed = BytesIO()
    Image.new("CMYK", (64, 64), (0, 10, 20, 30)).save(compressed, "JPEG", quality=95)
    made = Stream(pdf, b"", Subtype=Name.Image, BitsPerComponent=8, Width=64, Height=64)
    made.write(compressed.getvalue(), filter=Name.DCTDecode)
    made.ColorSpace = Name.DeviceCMYK  # and no Decode: the inks are the other way round
    return Dictionary(XObject=Dictionary(P=pdf.make_indirect(made)))


def spot(pdf: Pdf) -> Object:
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0] * 4, C1=[1, 1, 0.5, 0.5], N=1)
    return Dictionary(
        ColorSpace=Dictionary(S=Array([Name.Separation, Name.Nacht, Name.DeviceCMYK, tint]))
    )


SHOWN = b"q 40 0 0 30 5 5 cm /P Do Q"
GROUND = b".7 .7 .7 0 k " + BOX
RICHER = [
    (b"/F Do", form(RICH + BOX), 330),
    (b"/Pattern cs /T scn " + BOX, tile, 320),
    (b"/S sh", fade, 350),
    (SHOWN, photograph, 376),
    (SHOWN, lambda pdf: Dictionary(XObject=Dictionary(P=picture(pdf, b"\xff\xff\xff\x00",
     Name.DeviceCMYK))), 300),
    (b"/S cs 1 scn " + BOX, spot, 300),
    (GROUND + b"/G gs 0 0 0 1 k " + BOX, state(OP=True, op=True, OPM=1), 310),
    (GROUND + b"/G gs 0 0 0 1 k " + BOX, state(BM=Name.Multiply), 310),
    (GROUND + b"/G gs 0 0 0 1 k " + BOX, state(BM=Array([Name.Multiply, Name.Normal])), 310),
    (b"0 0 0 rg " + BOX, lambda pdf: Dictionary(), 294),
]  # fmt: skip


@pytest.mark.parametrize(("content", "resources", "percent"), RICHER)
def test_too_much_ink_is_found_however_it_comes_about(
    content: bytes, resources: Resources, percent: int
) -> None:
    (fault,) = faults(press_page(content, resources=resources))
    found = int(fault.message.split("%")[0])
    assert found == pytest.approx(percent, abs=7)
    assert fault.places


ENOUGH = [
    (b"/F Do", form(b".5 .5 .5 .5 k " + BOX)),
    (SHOWN, lambda pdf: Dictionary(XObject=Dictionary(P=picture(pdf, b"\x80\x80\x80\x80",
     Name.DeviceCMYK)))),
    (SHOWN, lambda pdf: Dictionary(XObject=Dictionary(P=picture(pdf, b"\x00", Name.DeviceGray)))),
    (GROUND + b"/G gs 0 0 0 1 k " + BOX, state(ca=0.5)),
    (GROUND + b"/G gs 0 0 0 1 k " + BOX, state(BM=Name.Normal, OP=False)),
    (GROUND + b"/DeviceCMYK cs 0 0 0 1 scn " + BOX, lambda pdf: Dictionary()),
    (b"/Artifact <</Type /Page>> BDC /P BMC 1 1 1 1 k EMC 1 1 1 1 K EMC", lambda pdf: Dictionary()),
]  # fmt: skip


@pytest.mark.parametrize(("content", "resources"), ENOUGH)
def test_pages_that_can_not_have_too_much_are_not_even_drawn(
    content: bytes, resources: Resources
) -> None:
    assert drawn(press_page(content, resources=resources)) == []


def test_black_over_a_ground_that_it_replaces_is_let_be() -> None:
    assert faults(press_page(GROUND + b"0 0 0 1 k " + BOX)) == []


def test_a_picture_that_cannot_be_read_has_no_ink() -> None:
    def cut(pdf: Pdf) -> Object:
        made = picture(pdf, b"\x80\x80\x80\x80", Name.DeviceCMYK)
        made.write(b"no pixels at all", filter=Name.FlateDecode)
        return Dictionary(XObject=Dictionary(P=made))

    assert faults(press_page(SHOWN, resources=cut)) == []


def with_odd_resources(thing: Object) -> Resources:
    return lambda pdf: Dictionary(
        {f"/{family}": Dictionary(X=thing) for family in
         ("ColorSpace", "XObject", "Pattern", "Shading", "ExtGState", "Font")}
    )  # fmt: skip


ODD = [
    Array([]),
    Array([Name.Separation]),
    Array([Name.ICCBased, 3]),
    Array([Name.Indexed, Name.DeviceCMYK, -1, 7]),
    Array([Name.DeviceN, 1, 2, 3]),
    Array([Name.Separation, Name.X, Name.DeviceCMYK, Dictionary(FunctionType=2, C0=3)]),
    Array([Name.Separation, Name.X, Name.DeviceCMYK, Dictionary(FunctionType=3, Functions=1)]),
    Array([Name.DeviceN, Array([Name.X] * 40), Name.DeviceRGB, Dictionary()]),
    Dictionary(Shading=1, PatternType=2, BM=3, OP=String("x"), Subtype=Name.Image),
    Dictionary(ColorSpace=Array([Array([Array([])])])),
    String("x"),
    Name.X,
]


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_odd_resources_do_not_stop_the_check(odd: Object) -> None:
    page = press_page(b"/X gs /X cs 1 scn " + RICH + BOX, resources=with_odd_resources(odd))
    assert len(faults(page)) == 1


def test_forms_that_hold_one_another_do_not_stop_the_check() -> None:
    def circle(pdf: Pdf) -> Object:
        one = pdf.make_indirect(Stream(pdf, b"/F Do", Subtype=Name.Form, BBox=[0, 0, 9, 9]))
        one.Resources = Dictionary(XObject=Dictionary(F=one))
        return Dictionary(XObject=Dictionary(F=one))

    assert faults(press_page(b"/F Do", resources=circle)) == []


def test_a_page_without_size_or_contents_does_not_stop_the_check() -> None:
    def spoil(pdf: Pdf) -> None:
        pdf.pages[0].obj.Contents = Name.Niets
        pdf.pages[1].obj.TrimBox = Array([Name.A, 2, 3, 4])

    assert faults(press_page(RICH + BOX, RICH + BOX, change=spoil)) == []


def test_a_finding_says_all_that_a_printer_asks() -> None:
    (rule,) = coverage.RULES
    (fault,) = faults(press_page(RICH + BOX))
    assert str(rule.finding(fault)) == (
        "page 1: 330% of ink; the limit is 280%, 10 mm from the left and 20 mm from the top "
        "(cyan 100, magenta 90, yellow 80, black 60; too much on 2 cm²). Choose lighter colours, "
        "or convert with a profile that limits ink. [ink-coverage]"
    )


def test_a_form_on_two_pages_is_found_on_both() -> None:
    def share(pdf: Pdf) -> None:
        first, second = (page.obj.Resources for page in pdf.pages)
        second.XObject = first.XObject

    page = press_page(b"/F Do", b"/F Do", resources=form(RICH + BOX), change=share)
    with pikepdf.open(BytesIO(page)) as opened:
        assert opened.pages[0].obj.Resources.XObject.F == opened.pages[1].obj.Resources.XObject.F
    assert [fault.page for fault in faults(page)] == [1, 2]
