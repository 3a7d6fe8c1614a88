"""Fonts in a PDF, as they should be and as they shouldn't: a font's file → what a page sets in."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from tests.faults.change import Resource

_LETTERS = "".join(chr(code) for code in range(32, 127)) + "’–é"
OURS = "ABCDEF+Text"
"""How the font of running text is called in our own PDFs."""
_FIRST, _LAST = 32, 126


def path(style: str = "Regular") -> Path:
    """Return where a style of our own text font is."""
    return Path(str(files("fontpkg_atkinson_hyperlegible") / "files")) / (
        f"AtkinsonHyperlegible-{style}.ttf"
    )


def text_font(
    name: str = "ABCDEF+AtkinsonHyperlegible-Regular", *, embedded: bool = True, whole: bool = False
) -> Resource:
    """Return a TrueType font for Latin text; WinAnsiEncoding says which letter is which."""

    def make(pdf: Pdf) -> Object:
        program = path().read_bytes() if whole else _subset()
        descriptor = Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name(f"/{name}"),
            Flags=32,
            FontBBox=Array([-200, -300, 1200, 1000]),
            ItalicAngle=0,
            Ascent=950,
            Descent=-290,
            CapHeight=668,
            StemV=80,
        )
        if embedded:
            stream = Stream(pdf, program)
            stream.Length1 = len(program)
            descriptor.FontFile2 = pdf.make_indirect(stream)
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.TrueType,
                BaseFont=Name(f"/{name}"),
                Encoding=Name.WinAnsiEncoding,
                FirstChar=_FIRST,
                LastChar=_LAST,
                Widths=Array(list(_widths())),
                FontDescriptor=pdf.make_indirect(descriptor),
            )
        )

    return make


def type_3(colours: str = "") -> Resource:
    """Return a font whose letters are drawings: each is a box."""

    def make(pdf: Pdf) -> Object:
        box = Stream(pdf, f"600 0 0 0 500 700 d1 {colours} 0 0 500 700 re f".encode())
        if colours:
            box = Stream(pdf, f"600 0 d0 {colours} 0 0 500 700 re f".encode())
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type3,
                FontBBox=Array([0, 0, 500, 700]),
                FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
                CharProcs=Dictionary(a=pdf.make_indirect(box)),
                Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a])),
                FirstChar=97,
                LastChar=97,
                Widths=Array([600]),
                Resources=Dictionary(),
            )
        )

    return make


@cache
def _subset() -> bytes:
    font = TTFont(path())
    subsetter = subset.Subsetter(subset.Options(hinting=False, layout_features=[]))
    subsetter.populate(text=_LETTERS)
    subsetter.subset(font)
    written = BytesIO()
    font.save(written, reorderTables=False)
    return written.getvalue()


@cache
def _widths() -> tuple[int, ...]:
    font = TTFont(path())
    glyphs, em = font.getBestCmap(), font["head"].unitsPerEm
    codes = range(_FIRST, _LAST + 1)
    return tuple(round(font["hmtx"][glyphs[code]][0] * 1000 / em) for code in codes)
