"""Fonts that are missing, broken, whole, coarse or not ours."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from generator.preflight import Expected
from tests.preflight.press_page import (
    FOREIGN,
    OFFICE,
    SCREEN,
    drawing,
    found,
    helvetica,
    make_press_pdf,
    resource,
    told,
)

if TYPE_CHECKING:
    from tests.preflight.conftest import Change, MakePdf

FONT_RULES = ("font-embedded", "font-type3", "font-subset", "foreign-font")
SET = drawing(b"BT /H 9 Tf 60 90 Td (Hallo) Tj ET")


def fonts(pdf: Pdf) -> list[Object]:
    return [font for _, font in pdf.pages[0].obj.Resources.Font.items()]


def file_of(pdf: Pdf) -> Object:
    return fonts(pdf)[0].DescendantFonts[0].FontDescriptor.FontFile2


def leave_out_the_file(pdf: Pdf) -> None:
    del fonts(pdf)[0].DescendantFonts[0].FontDescriptor["/FontFile2"]


def empty_the_file(pdf: Pdf) -> None:
    file_of(pdf).write(b"")


def cut_the_file(pdf: Pdf) -> None:
    file_of(pdf).write(file_of(pdf).read_bytes()[:-500])


def fill_the_file(pdf: Pdf) -> None:
    file_of(pdf).write(b"geen letters")


def garble_the_file(pdf: Pdf) -> None:
    file_of(pdf).write(b"kapot", filter=Name.FlateDecode)


def lose_the_outlines(pdf: Pdf) -> None:
    file_of(pdf).write(file_of(pdf).read_bytes().replace(b"glyf", b"gluf", 1))


def take_off_the_tag(pdf: Pdf) -> None:
    fonts(pdf)[0].BaseFont = Name("/AtkinsonHyperlegible-Regular")


def call_it_type_3(pdf: Pdf) -> None:
    fonts(pdf)[0].Subtype = Name.Type3


WRONG = [
    (leave_out_the_file, "font-embedded", "error", "not in the file; printers replace it"),
    (empty_the_file, "font-embedded", "error", "broken: its file is empty"),
    (cut_the_file, "font-embedded", "error", "broken: the end of its file is missing"),
    (fill_the_file, "font-embedded", "error", "broken: its file isn't a font"),
    (garble_the_file, "font-embedded", "error", "broken: its file can't be read"),
    (lose_the_outlines, "font-embedded", "error", "broken: its file lacks glyf"),
    (take_off_the_tag, "font-subset", "warning", "in the file as a whole, not as a subset"),
    (call_it_type_3, "font-type3", "error", "drawn as Type 3, which prints coarsely"),
]


@pytest.mark.parametrize(("spoil", "rule", "severity", "words"), WRONG)
def test_a_font_that_would_not_print_is_found(
    make_pdf: MakePdf,
    changed: Callable[[bytes, Change], bytes],
    spoil: Change,
    rule: str,
    severity: str,
    words: str,
) -> None:
    (finding,) = found(changed(make_pdf(), spoil), OFFICE, *FONT_RULES)
    assert finding.message.startswith("font 'Atkinson")
    assert finding.message.endswith(f" is {words}")
    assert (finding.rule, finding.severity, finding.page) == (rule, severity, 1)
    assert len(finding.places) == 1
    assert told(make_pdf(), OFFICE, *FONT_RULES) == []


def test_letters_that_are_drawn_do_on_a_screen(
    make_pdf: MakePdf, changed: Callable[[bytes, Change], bytes]
) -> None:
    assert told(changed(make_pdf(), call_it_type_3), SCREEN, *FONT_RULES) == []


def test_a_font_that_every_reader_once_had_is_found_when_it_is_used() -> None:
    put = resource("Font", helvetica, "H")
    (finding,) = found(make_press_pdf(put, SET), FOREIGN, "font-embedded")
    assert finding.message == "font 'Helvetica' is not in the file; printers replace it"
    assert finding.places[0].width > 5
    assert told(make_press_pdf(put), FOREIGN, "font-embedded") == []
    unseen = drawing(b"BT 3 Tr /H 9 Tf 60 90 Td (Hallo) Tj ET")
    assert told(make_press_pdf(put, unseen), FOREIGN, "font-embedded") == []


def test_a_font_on_several_pages_is_one_finding() -> None:
    def share(pdf: Pdf) -> None:
        for page in list(pdf.pages)[1:]:
            page.obj.Resources = pdf.pages[0].obj.Resources

    pages = (drawing(b"BT /H 9 Tf 60 90 Td (Hallo) Tj ET", page) for page in (2, 3, 4))
    pdf = make_press_pdf(resource("Font", helvetica, "H"), share, *pages, pages=4)
    (finding,) = found(pdf, FOREIGN, "font-embedded")
    assert (finding.page, finding.detail) == (2, "and on 2 more pages")


def test_a_font_inside_a_form_or_a_note_is_found(expected: Expected) -> None:
    def add_a_form(pdf: Pdf) -> None:
        form = Stream(pdf, b"BT /F 9 Tf 60 90 Td (Hallo) Tj ET /Self Do", Subtype=Name.Form)
        # The form draws itself, as a broken file's may.
        form.BBox = Array([0, 0, 999, 999])
        form.Resources = Dictionary(
            Font=Dictionary(F=helvetica(pdf)), XObject=Dictionary(Self=pdf.make_indirect(form))
        )
        pdf.pages[0].obj.Resources.XObject.New = form
        pdf.pages[0].contents_add(b"/New Do")

    pdf = make_press_pdf(add_a_form)
    (missing,) = found(pdf, expected, "font-embedded")
    assert "Helvetica" in missing.message
    (foreign,) = found(pdf, expected, "foreign-font")
    assert foreign.message == "font 'Helvetica' is not ours; set in it: Halo"

    def add_a_note(pdf: Pdf) -> None:
        look = Stream(pdf, b"BT /F 9 Tf (Hallo) Tj ET", Subtype=Name.Form)
        look.BBox = Array([0, 0, 40, 20])
        look.Resources = Dictionary(Font=Dictionary(F=helvetica(pdf)))
        shown = Dictionary(N=pdf.make_indirect(look))
        note = Dictionary(Subtype=Name.FreeText, Rect=Array([60, 60, 100, 80]), AP=shown)
        pdf.pages[0].obj.Annots = Array([note])

    assert len(told(make_press_pdf(add_a_note), SCREEN, "font-embedded")) == 1


def test_a_foreign_font_is_named_with_its_characters(make_pdf: MakePdf, expected: Expected) -> None:
    pdf = make_pdf("<p>Een <b>ijs</b>je", "b{font:8pt 'Vreemd'}")
    (finding,) = found(pdf, expected, *FONT_RULES)
    assert finding.message == "font 'Vreemd' is not ours; set in it: ijs"
    assert told(pdf, OFFICE, *FONT_RULES) == []


def compact_font() -> bytes:
    """A font of one letter, as PostScript has it inside OpenType."""
    pen = T2CharStringPen(500, None)
    for draw, point in ((pen.moveTo, (0, 0)), (pen.lineTo, (400, 0)), (pen.lineTo, (400, 700))):
        draw(point)
    pen.closePath()
    glyphs = {".notdef": pen.getCharString(), "H": pen.getCharString()}
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap({72: "H"})
    builder.setupCFF("Klein", {"FullName": "Klein"}, glyphs, {})
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (500, 0)))
    builder.setupHorizontalHeader()
    builder.setupOS2()
    builder.setupPost()
    written = BytesIO()
    builder.save(written)
    compact = builder.font.getTableData("CFF ")
    assert isinstance(compact, bytes)
    return compact


def type_1(key: str, program: bytes, **entries: object) -> Change:
    """Set text in a font with a file of another kind."""

    def make(pdf: Pdf) -> Object:
        file = pdf.make_indirect(Stream(pdf, program, **entries))
        descriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name("/ABCDEF+Klein"))
        descriptor[f"/{key}"] = file
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type1,
                BaseFont=Name("/ABCDEF+Klein"),
                FontDescriptor=pdf.make_indirect(descriptor),
            )
        )

    return resource("Font", make, "H")


COMPACT = compact_font()
FILES = [
    (type_1("FontFile3", COMPACT, Subtype=Name.Type1C), ""),
    (type_1("FontFile3", COMPACT[:30], Subtype=Name.Type1C), "the end of its file is missing"),
    (type_1("FontFile3", b"\x01\x00", Subtype=Name.Type1C), "the end of its file is missing"),
    (type_1("FontFile3", b"niets", Subtype=Name.Type1C), "its file isn't a font"),
    (type_1("FontFile", b"%!PS-AdobeFont-1.0", Length1=9, Length2=9, Length3=0), ""),
    (
        type_1("FontFile", b"%!PS-AdobeFont-1.0", Length1=900, Length2=9),
        "the end of its file is missing",
    ),
    (type_1("FontFile", b"niets"), "its file isn't a Type 1 font"),
    (type_1("FontFile2", b"\x00\x01\x00\x00"), "the end of its file is missing"),
]


@pytest.mark.parametrize(("change", "damage"), FILES)
def test_a_broken_file_of_any_kind_of_font_is_found(change: Change, damage: str) -> None:
    message = f"font 'Klein' is broken: {damage}"
    pdf = make_press_pdf(change, SET)
    assert told(pdf, FOREIGN, *FONT_RULES) == ([message] if damage else [])


ODD: list[object] = [Name.Niets, Array([]), Array([7]), Dictionary(), 17, True]


@pytest.mark.parametrize(
    "key", ["Subtype", "BaseFont", "DescendantFonts", "FontDescriptor", "CharProcs", "FontMatrix"]
)
def test_something_odd_in_a_font_is_no_crash(key: str) -> None:
    for odd in ODD:

        def spoil(pdf: Pdf, odd: object = odd) -> None:
            pdf.pages[0].obj.Resources.Font.H[f"/{key}"] = odd

        pdf = make_press_pdf(resource("Font", helvetica, "H"), spoil, SET)
        assert isinstance(told(pdf, FOREIGN, *FONT_RULES), list)


def test_a_font_that_is_no_dictionary_is_missing() -> None:
    pdf = make_press_pdf(resource("Font", lambda pdf: pikepdf.Array([1]), "H"), SET)
    assert told(pdf, FOREIGN, *FONT_RULES) == []
    assert len(told(pdf, FOREIGN, "font-missing")) == 1
