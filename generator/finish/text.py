"""Draw text with an embedded font: TTF bytes and characters → subset, PDF font object, codes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from generator.errors import RenderError
from generator.model.geometry import pt_to_mm

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

_SYMBOLIC = 4  # ISO 32000-1, table 123: glyphs are chosen by number, not through an encoding
_TO_UNICODE = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
{ranges}endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
_MOST_IN_RANGE = 100  # ISO 32000-1, 9.10.3, by way of Adobe note 5014: at most 100 entries a range


@dataclass(frozen=True)
class SubsetFont:
    """A font with only the glyphs that are used; lengths in thousandths of an em."""

    name: str
    """PostScript name with a subset tag in front."""
    file: bytes = field(repr=False)
    glyphs: Mapping[str, int]
    """Glyph number of each character."""
    widths: Mapping[int, int]
    """Advance of each glyph."""
    box: tuple[int, int, int, int]
    ascent: int
    descent: int

    def width_mm(self, text: str, size_pt: float) -> float:
        """Return how wide `text` is at `size_pt`."""
        advance = sum(self.widths[self.glyphs[character]] for character in text)
        return pt_to_mm(size_pt * advance / 1000)

    def encode(self, text: str) -> str:
        """Return `text` as a hexadecimal string for a content stream."""
        codes = "".join(f"{self.glyphs[character]:04x}" for character in text)
        return f"<{codes}>"


@lru_cache(maxsize=32)
def subset_font(ttf: bytes, characters: frozenset[str]) -> SubsetFont:
    """Return the font reduced to `characters` and the space.

    Raises RenderError when the font lacks one of them.
    """
    from fontTools.ttLib import TTFont

    wanted = sorted(characters | {" "})
    # Without recalculation the file keeps its own date, and two runs make the same bytes.
    font = TTFont(BytesIO(ttf), recalcTimestamp=False)
    missing = [character for character in wanted if ord(character) not in font.getBestCmap()]
    if missing:
        raise RenderError(
            f"the font for small print has no {' '.join(missing)}",
            hint="Write the edition's name and the labels without these characters.",
        )
    postscript_name = font["name"].getDebugName(6)
    _reduce(font, wanted)
    cmap, metrics, head = font.getBestCmap(), font["hmtx"], font["head"]
    per_em = head.unitsPerEm
    glyphs = {character: font.getGlyphID(cmap[ord(character)]) for character in wanted}
    saved = BytesIO()
    font.save(saved)
    return SubsetFont(
        name=f"{_tag(postscript_name, wanted)}+{postscript_name}",
        file=saved.getvalue(),
        glyphs=glyphs,
        widths={
            glyphs[character]: round(metrics[cmap[ord(character)]][0] * 1000 / per_em)
            for character in wanted
        },
        box=tuple(
            round(edge * 1000 / per_em) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)
        ),
        ascent=round(font["hhea"].ascent * 1000 / per_em),
        descent=round(font["hhea"].descent * 1000 / per_em),
    )


def _reduce(font: TTFont, characters: list[str]) -> None:
    """Leave only what a PDF reader needs to draw `characters`."""
    # A tenth of a second to import: only small print needs it.
    from fontTools.subset import Options, Subsetter

    options = Options(
        layout_features=[], name_IDs=[], hinting=False, notdef_outline=True, glyph_names=False
    )
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(characters))
    subsetter.subset(font)


def _tag(name: str, characters: list[str]) -> str:
    """Return six capitals that differ between subsets (ISO 32000-1, 9.6.4)."""
    digest = hashlib.sha256(f"{name} {''.join(characters)}".encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def embed_font(pdf: Pdf, font: SubsetFont) -> Object:
    """Add the font to `pdf`; its codes are glyph numbers (Identity-H)."""
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(f"/{font.name}"),
        Flags=_SYMBOLIC,
        FontBBox=Array(font.box),
        ItalicAngle=0,
        Ascent=font.ascent,
        Descent=font.descent,
        CapHeight=font.ascent,
        StemV=80,
        FontFile2=pikepdf.Stream(pdf, font.file, Length1=len(font.file)),
    )
    widths = [part for glyph, width in sorted(font.widths.items()) for part in (glyph, [width])]
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name(f"/{font.name}"),
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
        CIDToGIDMap=Name.Identity,
        FontDescriptor=pdf.make_indirect(descriptor),
        W=Array(widths),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name(f"/{font.name}"),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pikepdf.Stream(pdf, _to_unicode(font).encode("ascii")),
        )
    )


def _to_unicode(font: SubsetFont) -> str:
    """Return the map by which readers find and copy the text."""
    entries = [
        f"<{glyph:04x}> <{character.encode('utf-16-be').hex()}>\n"
        for character, glyph in sorted(font.glyphs.items(), key=lambda pair: pair[1])
    ]
    runs = [entries[at : at + _MOST_IN_RANGE] for at in range(0, len(entries), _MOST_IN_RANGE)]
    ranges = [f"{len(run)} beginbfchar\n{''.join(run)}endbfchar\n" for run in runs]
    return _TO_UNICODE.replace("{ranges}", "".join(ranges))
