"""Characters that nobody can copy, hear or see."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Name

from generator.model.mark import Mark
from generator.model.target import Target
from generator.preflight import Expected, SourceText
from tests.preflight.conftest import found
from tests.preflight.printed import Line, print_page

if TYPE_CHECKING:
    from tests.preflight.conftest import Change, MakePdf

Changed = Callable[[bytes, "Change"], bytes]
RULE = "unreadable-text"
TEXT = "<p>Een drempel voelt iedereen weleens, ook wie er elke dag mee werkt."


def fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Return the fonts of the first page."""
    return [font for _, font in pdf.pages[0].obj.Resources.Font.items()]


def without_unicode(pdf: pikepdf.Pdf) -> None:
    for font in fonts(pdf):
        del font["/ToUnicode"]


def mapped(to: Callable[[int], int]) -> Callable[[pikepdf.Pdf], None]:
    """Return a change that lets codes stand for other characters."""

    def replaced(match: re.Match[bytes]) -> bytes:
        return b"<%s> <%04x>" % (match[1], to(int(match[2], 16)))

    def change(pdf: pikepdf.Pdf) -> None:
        for font in fonts(pdf):
            said = font.ToUnicode.read_bytes()
            said = re.sub(rb"<([0-9a-f]{4})> <([0-9a-f]{4})>(?!\s*endcodespace)", replaced, said)
            font.ToUnicode = pdf.make_stream(said)

    return change


@pytest.mark.parametrize(
    "spoil",
    [
        without_unicode,
        mapped(lambda code: 0xFFFD),
        mapped(lambda code: 0),
        mapped(lambda code: 0xE000 + code if chr(code).isalpha() else code),
    ],
)
def test_characters_without_unicode_are_found_with_their_places(
    make_pdf: MakePdf, expected: Expected, changed: Changed, spoil: Change
) -> None:
    assert found(make_pdf(TEXT), expected, RULE) == []
    for target in Target:
        findings = found(changed(make_pdf(TEXT), spoil), replace(expected, target=target), RULE)
        assert findings[0].message.endswith("characters can't be copied, searched or read aloud")
        assert findings[0].page == 1
        assert findings[0].places[0].left == pytest.approx(5.3, abs=0.5)


def test_letters_that_copy_as_others_are_found(
    make_pdf: MakePdf, expected: Expected, changed: Changed
) -> None:
    def shift(code: int) -> int:  # the number of its glyph, in many fonts
        return code - 29 if chr(code).isascii() and chr(code).isalpha() else code

    pdf = changed(make_pdf(TEXT * 3, "body{font-size:6pt}"), mapped(shift))
    (finding,) = found(pdf, expected, RULE)
    assert finding.message.startswith("the text copies as other letters than it shows: '")


@pytest.mark.parametrize(
    "said", ["Dat kan nietâ€™s zijn", "EÃ©n drempel", "CafÃ© Noir", "ï»¿Begin"]
)
def test_text_in_the_wrong_encoding_is_found(
    make_pdf: MakePdf, expected: Expected, said: str
) -> None:
    source = SourceText("the title", said, Mark("content/nl.yaml", 3, 1))
    findings = found(make_pdf(f"<p>{said}"), replace(expected, texts=(source,)), RULE)
    assert findings[0].message.startswith("characters are in the wrong encoding: '")
    assert findings[0].mark == source.mark


@pytest.mark.parametrize(
    "said",
    [
        "Één café in Ångström, naïef en coördinatie",
        "São Paulo, ÂME, Île, Łódź, Šibenik, kırmızı",
        "ﬁets en ﬂes, € 5 – 10 %, “aan” ‘bij’ 9½",
        "Tsjch rkt grt hrst schrft brt wrk zmr",
    ],
)
def test_letters_of_all_kinds_are_let_be(make_pdf: MakePdf, expected: Expected, said: str) -> None:
    assert found(make_pdf(f"<p>{said}"), expected, RULE) == []


def test_a_box_in_place_of_a_letter_is_found(make_pdf: MakePdf, expected: Expected) -> None:
    # No font has a character there: Unicode leaves the place empty.
    (finding,) = found(make_pdf("<p>Een \u0378 doos"), expected, RULE)
    assert finding.message.endswith("has no U+0378 and draws a box")


def test_a_bullet_or_an_icon_needs_no_unicode_on_paper() -> None:
    pdf = print_page(Line("\u2022 Een drempel"))
    assert found(pdf, Expected(target=Target.PRESS), RULE) == []


def test_fonts_that_are_broken_are_no_crash(
    make_pdf: MakePdf, expected: Expected, changed: Changed
) -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        (font,) = fonts(pdf)
        inner = font.DescendantFonts[0]
        inner.FontDescriptor.FontFile2 = pdf.make_stream(b"\x00\x01\x00\x00\xff\xff" + b"maxp" * 9)
        font.ToUnicode = pdf.make_stream(b"beginbfchar <zz> <0041> <00> <d8> <0000> <> endbfchar")
        pdf.pages[0].obj.Resources.Font.Other = pdf.make_indirect(
            pikepdf.Dictionary(Type=Name.Font, DescendantFonts=Name.X, Encoding=7, ToUnicode=font)
        )

    assert isinstance(found(changed(make_pdf(TEXT), spoil), expected, RULE), list)
