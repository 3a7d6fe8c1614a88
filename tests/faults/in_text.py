"""Faults of fonts and text: what prints as boxes, too small, too near the cut, or not at all."""

from __future__ import annotations

from dataclasses import replace

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas

from generator.model.geometry import mm_to_pt
from generator.preflight import Expected
from tests.faults import flyer, letter
from tests.faults.change import Change, Resource, drawing, in_form, state
from tests.faults.cleans import (
    FLYER,
    LETTER,
    PRESS_CARD,
    PRESS_POSTER,
    SCREEN_POSTER,
    in_letter,
    on_flyer,
    poster,
    spoilt,
)
from tests.faults.fault import Told, fault
from tests.faults.flyer import BLUE, PALE, WHITE, Code, all_of, box, photo, say
from tests.faults.fonts import OURS, text_font, type_3
from tests.faults.in_colour import shading

_WORDS = "Wie helpt je verder"
_FOUR_INKS = (0.6, 0.5, 0.4, 0.3)
_SAY = f"BT /F 4 Tf 60 50 Td ({_WORDS}) Tj ET"
"""In mm: about 11 pt."""
_ON_POSTER = f"BT /F 9 Tf 40 190 Td ({_WORDS}) Tj ET"


def _standard(name: str) -> flyer.Draw:
    """Set text in a font that ReportLab expects every reader to have."""
    return say(_WORDS, 60, 50, font=name)


def _chinese(canvas: Canvas) -> None:
    registerFont(UnicodeCIDFont("HeiseiMin-W3"))
    say("\u6027\u7684\u640d\u5bb3", 60, 50, font="HeiseiMin-W3")(canvas)


def _turned_text(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.translate(mm_to_pt(104), mm_to_pt(40))
    canvas.rotate(90)
    say(_WORDS, 0, 0)(canvas)
    canvas.restoreState()


def _scaled_text(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.translate(mm_to_pt(60), mm_to_pt(50))
    canvas.scale(0.4, 0.4)
    say(_WORDS, 0, 0, 10)(canvas)
    canvas.restoreState()


def _unembedded(pdf: Pdf) -> None:
    """Leave the files of all fonts out."""
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and "/FontFile2" in thing:
            del thing.FontFile2


def _without_characters(pdf: Pdf) -> None:
    """Leave out which characters the glyphs stand for."""
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and "/ToUnicode" in thing:
            del thing.ToUnicode


def _wrong_characters(pdf: Pdf) -> None:
    """Have all glyphs stand for characters that nobody wrote."""
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and "/ToUnicode" in thing:
            cmap = thing.ToUnicode.read_bytes()
            lines = [_private(line) for line in cmap.splitlines()]
            thing.ToUnicode = pdf.make_stream(b"\n".join(lines))


def _private(line: bytes) -> bytes:
    """Send one line of a CMap to Unicode's private use."""
    parts = line.split()
    is_one = len(parts) == 2 and all(part.startswith(b"<") and len(part) == 6 for part in parts)
    if not is_one or parts == [b"<0000>", b"<ffff>"]:
        return line
    return parts[0] + b" <E0" + parts[1][3:]


def _in_note(font: Resource) -> Change:
    """Write a note on the first page, in a font of its own."""

    def write(pdf: Pdf) -> None:
        look = in_form("BT /F 11 Tf 2 2 Td (Let op) Tj ET", F=font)(pdf)
        note = Dictionary(Type=Name.Annot, Subtype=Name.FreeText, Rect=Array([300, 60, 360, 80]))
        note.F, note.Contents, note.DA = 4, "Let op", "/Helv 11 Tf"
        note.AP = Dictionary(N=look)
        page = pdf.pages[0].obj
        known = list(page.Annots) if "/Annots" in page else []
        page.Annots = Array([*known, pdf.make_indirect(note)])

    return write


def _garbled(pdf: Pdf) -> Object:
    """Return a font whose file is no font."""
    font = text_font("ABCDEF+Kapot-Regular")(pdf)
    font.FontDescriptor.FontFile2 = Stream(pdf, b"this is no font at all", Length1=22)
    return font


def _read_from(name: str, metres: float) -> Told:
    """Order a poster of which a text must be legible from further away."""

    def told() -> Expected:
        expected = poster().expected
        assert any(text.name == name for text in expected.texts)
        texts = (
            replace(text, read_from_m=metres) if text.name == name else text
            for text in expected.texts
        )
        return replace(expected, texts=tuple(texts))

    return told


_FONTS = (
    on_flyer("font-not-embedded", "font-embedded", _standard("Helvetica"), has_place=False),
    on_flyer("font-not-embedded-bold", "font-embedded", _standard("Times-Bold"), has_place=False),
    on_flyer("font-not-embedded-signs", "font-embedded", say("4", 60, 50, font="ZapfDingbats"),
             has_place=False, also=["unreadable-text"]),
    on_flyer("font-not-embedded-chinese", "font-embedded", _chinese, has_place=False,
             # Whether it is drawn at all depends on the typefaces of the machine that checks.
             also=["unreadable-text", "text-language", "text-unseen"]),
    spoilt("font-not-embedded-in-ours", "font-embedded", PRESS_POSTER, _unembedded,
           has_place=False, also=["text-unseen", "unreadable-text"]),
    spoilt("font-not-embedded-on-screen", "font-embedded", LETTER, _unembedded, has_place=False,
           also=["pdf-ua", "text-unseen", "unreadable-text"]),
    spoilt("font-not-embedded-in-a-form", "font-embedded", FLYER,
           drawing("/X Do", X=in_form(_SAY, F=text_font("ArialMT", embedded=False))),
           has_place=False),
    spoilt("font-not-embedded-in-a-note", "font-embedded", LETTER,
           _in_note(text_font("ArialMT", embedded=False)), has_place=False,
           also=["pdf-ua", "font-subset", "comments"]),
    spoilt("font-file-is-no-font", "font-embedded", FLYER, drawing(_SAY, F=_garbled),
           has_place=False, also=["unreadable-text", "text-unseen"]),
    spoilt("font-type-3", "font-type3", FLYER,
           drawing("BT /F 4 Tf 60 50 Td (aaa) Tj ET", F=type_3()), has_place=False,
           also=["unreadable-text", "font-subset"]),
    spoilt("font-type-3-in-ours", "font-type3", PRESS_CARD,
           drawing("BT /F 4 Tf 10 38 Td (aaa) Tj ET", F=type_3()), has_place=False,
           also=["foreign-font", "unreadable-text", "contrast", "font-subset"]),
    spoilt("font-type-3-in-a-form", "font-type3", FLYER,
           drawing("/X Do", X=in_form("BT /F 4 Tf 60 50 Td (aaa) Tj ET", F=type_3())),
           has_place=False, also=["unreadable-text", "font-subset"]),
    spoilt("font-whole", "font-subset", FLYER,
           drawing(_SAY, F=text_font("AtkinsonHyperlegible-Regular", whole=True)),
           has_place=False),
    spoilt("font-whole-in-ours", "font-subset", PRESS_POSTER,
           drawing(f"1 g {_ON_POSTER}", F=text_font("Text", whole=True)), has_place=False),
    spoilt("foreign-font", "foreign-font", PRESS_POSTER,
           drawing(f"1 g {_ON_POSTER}", F=text_font("ABCDEF+Lobster-Regular")), has_place=False),
    spoilt("foreign-font-on-screen", "foreign-font", SCREEN_POSTER,
           drawing(f"1 g {_ON_POSTER}", F=text_font("ABCDEF+ComicSansMS")), has_place=False,
           also=["pdf-ua", "text-passed-over"]),
    spoilt("foreign-font-for-one-sign", "foreign-font", PRESS_CARD,
           drawing("1 g BT /F 4 Tf 10 38 Td (+) Tj ET", F=text_font("ABCDEF+DejaVuSans")),
           has_place=False),
    fault("missing-glyph-boxes", "unreadable-text", FLYER,
          lambda: flyer.flyer(say("Bel \u4e2d\u6587 vandaag", 60, 50))),
    spoilt("text-without-characters", "unreadable-text", LETTER, _without_characters,
           has_place=False, also=["pdf-ua", "text-language", "qr-no-address", "heading-order"]),
    spoilt("text-with-wrong-characters", "unreadable-text", LETTER, _wrong_characters,
           has_place=False, also=["pdf-ua", "text-language", "heading-order"]),
    in_letter("text-of-replacement-characters", "unreadable-text",
              ("Zekerheid is niet nodig.", "Zekerheid is ni\ufffdt nodig."),
              also=["pdf-ua", "font-embedded"]),
    in_letter("text-decoded-twice", "unreadable-text",
              ("zorgcoördinatoren", "zorgcoÃ¶rdinatoren")),
    in_letter("dummy-text", "dummy-text",
              ("Zekerheid is niet nodig.", "Lorem ipsum dolor sit amet, consectetur.")),
    on_flyer("dummy-text-for-press", "dummy-text", say("Lorem ipsum dolor sit", 54, 50)),
    on_flyer("dummy-to-be-filled-in", "dummy-text", say("Bel [TELEFOONNUMMER]", 54, 50)),
    on_flyer("dummy-xxx", "dummy-text", say("Telefoon: 06-XXXXXXXX", 54, 50)),
)  # fmt: skip

_PLACE = (
    on_flyer("text-1-mm-from-trim", "safe-area", say(_WORDS, 1, 50)),
    on_flyer("text-1-mm-from-the-foot", "safe-area", say(_WORDS, 40, 1.6)),
    on_flyer("text-across-trim", "safe-area", say(_WORDS, 85, 50), also=["text-unseen"]),
    on_flyer("text-in-the-bleed", "safe-area", say(_WORDS, 40, -2.6, 6), also=["text-unseen"]),
    on_flyer("turned-text-1-mm-from-trim", "safe-area", _turned_text),
    spoilt("text-1-mm-from-trim-in-ours", "safe-area", PRESS_POSTER,
           drawing("1 g BT /F 9 Tf 1 200 Td (Zie) Tj ET", F=text_font(OURS))),
    spoilt("text-in-a-form-1-mm-from-trim", "safe-area", PRESS_CARD,
           drawing("1 g /X Do", X=in_form("BT /F 4 Tf 1 40 Td (Zie) Tj ET", F=text_font(OURS)))),
    fault("code-1-mm-from-trim", "safe-area", FLYER,
          lambda: flyer.flyer(qr=Code(at=(1, 22), printed="")),
          also=["qr-no-address", "qr-quiet-zone"]),
    on_flyer("picture-1-mm-from-trim", "safe-area", photo(1, 42, 8, 12)),
    on_flyer("type-of-4-pt", "smallest-type", say(_WORDS, 60, 50, 4)),
    on_flyer("type-of-10-pt-made-4", "smallest-type", _scaled_text),
    spoilt("type-of-4-pt-in-ours", "smallest-type", PRESS_CARD,
           drawing("1 g BT /F 1.4 Tf 10 38 Td (Zie ik het goed) Tj ET", F=text_font(OURS)),
           also=["reversed-type"]),
    spoilt("type-of-4-pt-in-a-form", "smallest-type", FLYER,
           drawing("q 0.35 0 0 0.35 60 50 cm /X Do Q",
                   X=in_form(f"BT /F 4 Tf ({_WORDS}) Tj ET", F=text_font()))),
    spoilt("type-of-4-pt-high-made-wide", "smallest-type", FLYER,
           drawing(f"BT /F 1 Tf 4 0 0 1.4 60 50 Tm ({_WORDS}) Tj ET", F=text_font())),
    on_flyer("text-over-text", "text-over-text", say("Bel bij gevaar 112.", 54, 83.2)),
    on_flyer("text-twice", "text-over-text", say("Bel de politie", 54, 50),
             say("Bel de politie", 55.1, 50.6)),
    spoilt("text-over-text-in-ours", "text-over-text", PRESS_POSTER,
           drawing("0 0 0 0 k BT /F 12 Tf 36 142.5 Td (Wie helpt je daarna verder) Tj ET",
                   F=text_font(OURS)), also=["reading-distance"]),
    fault("answer-too-small-for-its-distance", "reading-distance", PRESS_POSTER,
          lambda: poster().pdf, has_place=False, told=_read_from("the answer of drempel 7", 4)),
    fault("quote-too-small-for-its-distance", "reading-distance", PRESS_POSTER,
          lambda: poster().pdf, has_place=False, told=_read_from("the name of drempel 7", 9)),
)  # fmt: skip


def _white_words(left: float, bottom: float, size: float = 11) -> flyer.Draw:
    return say(_WORDS, left, bottom, size, WHITE)


_GREY_CSS = ".photo + h2 { color: #a9a9b4 }"
_ON_PHOTO = """.over { position: relative; margin: -13mm 0 9mm 3mm; color: #d8e0c8;
font-size: 9pt }"""
_OVER_PHOTO = ("<h2>Met wie", '<p class="over">Foto van de heuvels</p><h2>Met wie')
_AT_PHOTO = ".gone { margin: -9mm 0 5mm 3mm; position: relative; z-index: -1 }"

_SEEN = (
    in_letter("grey-on-white", "contrast", letter.css(_GREY_CSS)),
    in_letter("grey-paragraph-on-white", "contrast", letter.css("li { color: #8c8c8c }")),
    in_letter("yellow-on-white", "contrast", letter.css("ul { color: #d9b400 }")),
    in_letter("light-on-a-photograph", "contrast", letter.css(_ON_PHOTO), _OVER_PHOTO),
    in_letter("pale-by-opacity", "contrast", letter.css("ul { opacity: 0.45 }")),
    in_letter("pale-link", "contrast", letter.css("a { color: #8fb4d8 }")),
    on_flyer("pale-on-pale-in-inks", "contrast", say(_WORDS, 60, 50, ink=(0.4, 0.15, 0, 0.1))),
    on_flyer("dark-on-dark-in-inks", "contrast", say(_WORDS, 10, 114, 12, (1, 0.5, 0, 0.7))),
    spoilt("low-contrast-in-a-form", "contrast", FLYER,
           drawing("/X Do", X=in_form(f"0.3 0.1 0 0.1 k {_SAY}", F=text_font()))),
    spoilt("low-contrast-in-ours", "contrast", PRESS_POSTER,
           drawing(f"0.9 0.5 0.4 0.3 k {_ON_POSTER}", F=text_font(OURS))),
    spoilt("low-contrast-on-screen-in-ours", "contrast", SCREEN_POSTER,
           drawing(f"0.15 0.3 0.35 rg {_ON_POSTER}", F=text_font(OURS)),
           also=["text-passed-over"]),
    spoilt("low-contrast-by-a-graphics-state", "contrast", FLYER,
           drawing(f"/G gs 0 0 0 1 k {_SAY}", F=text_font(), G=state(ca=0.25))),
    in_letter("white-on-white", "text-unseen", letter.css("ul { color: white }"),
              also=["contrast"]),
    spoilt("text-under-a-gradient", "text-unseen", FLYER,
           drawing(f"{_SAY} q 55 40 50 20 re W n /S sh Q", F=text_font(),
                   S=shading(Name.DeviceCMYK, [0.1, 0, 0, 0], [0.3, 0, 0, 0]))),
    spoilt("white-where-a-gradient-ends", "contrast", FLYER,
           drawing(f"q 55 44 50 14 re W n /S sh Q 0 0 0 0 k {_SAY}", F=text_font(),
                   S=shading(Name.DeviceCMYK, [1, 0.6, 0, 0.3], [0.05, 0, 0, 0])),
           also=["text-unseen"]),
    on_flyer("white-on-a-white-box", "text-unseen", box(58, 45, 40, 14, WHITE),
             _white_words(60, 50), also=["contrast"]),
    in_letter("text-under-a-picture", "text-unseen", letter.css(_AT_PHOTO),
              ("<h2>Met wie", '<p class="gone">Bel dan de politie</p><h2>Met wie')),
    on_flyer("text-under-a-box", "text-unseen", say(_WORDS, 60, 50), box(58, 45, 40, 14, PALE)),
    spoilt("text-under-a-box-in-ours", "text-unseen", PRESS_CARD,
           drawing("0 0 0 0 k 40 40 m 40 10 30 10 3 3 re 5 5 45 20 re f"),
           also=["contrast", "safe-area"]),
    on_flyer("text-same-as-its-ground", "text-unseen", say(_WORDS, 60, 50, ink=PALE),
             also=["contrast"]),
    spoilt("text-invisible", "text-unseen", FLYER,
           drawing(f"3 Tr {_SAY}", F=text_font())),
    spoilt("text-clipped-away", "text-unseen", FLYER,
           drawing(f"q 10 10 5 5 re W n {_SAY} Q", F=text_font())),
    spoilt("text-see-through", "text-unseen", LETTER,
           drawing("/G gs BT /F 4 Tf 70 40 Td (Wie helpt je) Tj ET", F=text_font(),
                   G=state(ca=0)), also=["contrast", "pdf-ua"]),
    spoilt("white-on-white-on-a-turned-page", "text-unseen", FLYER,
           drawing(f"0 0 0 0 k 58 45 40 14 re f {_SAY}", F=text_font()),
           lambda pdf: pdf.pages[0].rotate(90, relative=False), also=["page-boxes", "contrast"]),
    spoilt("text-off-the-page", "text-unseen", LETTER,
           drawing("BT /F 4 Tf 300 40 Td (Wie helpt je) Tj ET", F=text_font()),
           also=["pdf-ua", "safe-area"]),
    on_flyer("small-type-in-four-inks", "small-type-inks", say(_WORDS, 60, 50, 7, _FOUR_INKS)),
    spoilt("small-type-in-four-inks-in-ours", "small-type-inks", PRESS_CARD,
           drawing("0.7 0.6 0.5 0.4 k BT /F 2.8 Tf 10 23 Td (Zie ik het goed) Tj ET",
                   page=2, F=text_font(OURS)), page=2),
    spoilt("small-type-in-four-inks-in-a-form", "small-type-inks", FLYER,
           drawing("/X Do", X=in_form(f"0.6 0.5 0.4 0.3 k BT /F 2.4 Tf 60 50 Td ({_WORDS}) Tj ET",
                                      F=text_font()))),
    on_flyer("small-type-reversed", "reversed-type", box(56, 44, 42, 14, (0.8, 0.6, 0.4, 0.3)),
             _white_words(60, 50, 6)),
    on_flyer("small-type-reversed-from-a-photo", "reversed-type",
             _white_words(12, 74, 6)),
    fault("small-type-reversed-from-two-inks", "reversed-type", FLYER,
          lambda: flyer.flyer(all_of(box(56, 44, 42, 14, BLUE), _white_words(60, 50, 5.4)))),
)  # fmt: skip

FAULTS = (*_FONTS, *_PLACE, *_SEEN)
