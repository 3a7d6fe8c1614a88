"""Small type and the inks that it is printed in, or left out of: pages drawn by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from generator.model.mark import Mark
from generator.preflight.expected import Expected, Fault, SourceText
from generator.preflight.ink.smalltype import _BLACK_INK, reversed_type, small_type_inks
from generator.preflight.look.lettering import lettering_of
from generator.preflight.reading.proof import open_proof
from tests.preflight.ink_pages import EXPECTED, press_page

PT = 25.4 / 72
DARK = b".9 .5 .4 .6 k -3 -3 66 46 re f "
Check = Callable[..., object]


def text(colour: bytes, size_pt: float, words: bytes = b"Bel 112") -> bytes:
    return colour + b" BT /F %f Tf 5 20 Td (%s) Tj ET " % (size_pt * PT, words)


def page(*contents: bytes, change: Callable[[Pdf], None] = lambda pdf: None) -> bytes:
    def resources(pdf: Pdf) -> Object:
        typeface = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0] * 4, C1=[1, 0.6, 0, 0.1], N=1)
        return Dictionary(
            Font=Dictionary(F=typeface),
            ColorSpace=Dictionary(S=Array([Name.Separation, Name.Blauw, Name.DeviceCMYK, tint])),
        )

    return press_page(*contents, resources=resources, change=change)


def inked(pdf: bytes, expected: Expected = EXPECTED) -> list[Fault]:
    with open_proof(pdf) as proof:
        return list(small_type_inks(proof, expected))


def reversed_out(pdf: bytes, expected: Expected = EXPECTED) -> list[Fault]:
    with open_proof(pdf) as proof:
        return list(reversed_type(proof, expected))


def test_small_type_in_rich_black_is_found_with_its_inks() -> None:
    (fault,) = inked(page(text(b".6 .4 .4 1 k", 7)))
    assert fault.message == "'Bel 112', type of 7.0 pt, is printed in 4 inks"
    assert fault.detail == "cyan 60, magenta 40, yellow 40, black 100"
    assert fault.page == 1
    (place,) = fault.places
    assert (place.left, place.bottom) == pytest.approx((5.2, 20), abs=0.5)


SEVERAL = [b"1 .8 0 .2 k", b"0 1 1 0 k", b".4 0 0 1 k", b"0 0 .4 rg", b"/S cs 1 scn"]


@pytest.mark.parametrize("colour", SEVERAL)
def test_small_type_in_several_inks_is_found(colour: bytes) -> None:
    assert len(inked(page(text(colour, 8.5)))) == 1


ONE = [b"0 0 0 1 k", b"0 g", b".3 g", b"0 1 0 0 k", b"0 0 0 0 k", b"1 g", b".05 .02 0 1 k"]


@pytest.mark.parametrize("colour", ONE)
def test_small_type_in_one_ink_is_let_be(colour: bytes) -> None:
    assert inked(page(b"0 1 0 0 k 0 0 60 40 re f " + text(colour, 6))) == []


def test_larger_type_may_have_several_inks() -> None:
    assert inked(page(text(b".6 .4 .4 1 k", 9))) == []


def test_each_colour_and_each_page_is_told() -> None:
    pdf = page(text(b"0 0 0 1 k", 7), text(b"1 1 0 0 k", 7) + text(b"1 0 1 0 k", 6, b"klein"))
    assert [(fault.page, fault.message.split(",")[0]) for fault in inked(pdf)] == [
        (2, "'klein'"),
        (2, "'Bel 112'"),
    ]


def test_small_print_beside_the_bleed_may_have_all_inks() -> None:
    marks = b"1 1 1 1 k BT /F 2 Tf 5 -5.5 Td (versie 1) Tj ET"
    assert inked(page(marks)) == []


def test_text_is_named_and_its_line_is_told() -> None:
    mark = Mark("content/nl.yaml", 12, 3)
    ours = replace(EXPECTED, texts=(SourceText("the telephone number", "Bel 112", mark),))
    (fault,) = inked(page(text(b"1 1 0 0 k", 7)), ours)
    assert fault.message.startswith("the telephone number, type of 7.0 pt,")
    assert fault.mark == mark


def test_small_type_left_out_of_several_inks_is_found() -> None:
    (fault,) = reversed_out(page(DARK + text(b"0 0 0 0 k", 6)))
    assert fault.message == "'Bel 112', type of 6.0 pt, is reversed out of 4 inks"
    assert fault.detail == "cyan 90, magenta 50, yellow 40, black 60"
    assert fault.places


@pytest.mark.parametrize("colour", [b"1 g", b"0 .18 .7 0 k", b"1 1 1 rg"])
def test_letters_needn_t_be_white_to_be_reversed(colour: bytes) -> None:
    assert len(reversed_out(page(DARK + text(colour, 7)))) == 1


NOT_REVERSED = [
    DARK + text(b"0 0 0 0 k", 8),
    DARK + text(b"0 0 0 1 k", 6),
    b"0 0 0 1 k 0 0 60 40 re f " + text(b"0 0 0 0 k", 6),
    b"1 0 0 0 k 0 0 60 40 re f " + text(b"0 0 0 0 k", 6),
    b".1 .03 .06 0 k 0 0 60 40 re f " + text(b"0 0 0 0 k", 6),
    b"0 1 1 0 k 0 0 60 40 re f " + text(b"0 .1 1 0 k", 6),
    text(b"0 0 0 1 k", 5),
    DARK + text(b"0 0 0 0 k", 6) + b"0 0 0 0 k 0 0 60 40 re f",
]


@pytest.mark.parametrize("content", NOT_REVERSED)
def test_what_is_large_dark_or_on_one_ink_is_let_be(content: bytes) -> None:
    assert reversed_out(page(content)) == []


def test_type_on_a_photograph_is_reversed_out_of_its_inks() -> None:
    def photograph(pdf: Pdf) -> None:
        values = bytes(
            value for at in range(60 * 40) for value in (200, 150 + at % 7, 120, 90 + at % 5)
        )
        made = Stream(pdf, values, Subtype=Name.Image, Width=60, Height=40, BitsPerComponent=8)
        made.ColorSpace = Name.DeviceCMYK
        pdf.pages[0].obj.Resources.XObject = Dictionary(P=pdf.make_indirect(made))

    content = b"q 60 0 0 40 0 0 cm /P Do Q " + text(b"0 0 0 0 k", 6)
    assert reversed_out(page(content, change=photograph))


@pytest.mark.parametrize("check", [inked, reversed_out])
def test_what_is_broken_or_for_an_office_printer_is_let_be(check: Check) -> None:
    def spoil(pdf: Pdf) -> None:
        pdf.pages[0].obj.Resources.ColorSpace = Dictionary(X=Array([Name.DeviceN, 1, 2, 3]))
        pdf.pages[0].obj.Resources.Shading = Dictionary(X=Array([1]))

    pdf = page(DARK + text(b"1 1 0 0 k", 6) + text(b"0 g", 6), change=spoil)
    check(pdf)
    assert check(pdf, replace(EXPECTED, press=None)) == []
    assert check(press_page(b"")) == []


def test_black_ink_is_what_the_shortcut_takes_it_for() -> None:
    with open_proof(page(text(b"0 0 0 1 k", 7))) as proof:
        lettering = lettering_of(proof.pages[0])
        assert lettering
        assert {paint.fill for paint in lettering.paints} == {_BLACK_INK}
