"""Find characters that a font has no glyph for: open PDF → what is drawn as an empty box."""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Object, Pdf, Stream

from generator.preflight.reading.proof import entry, words
from generator.preflight.reading.resources import contents_of, values

_MOST_BYTES = 4_000_000
_LONGEST = 40  # characters that a message tells
_UNSEEN = ("Cc", "Cf", "Zs", "Zl", "Zp")  # controls and spaces, which need no glyph
# ISO 32000-1, 9.10.3 and 9.7.5.4: what codes stand for, one by one.
_CHARACTERS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_CHARACTER = re.compile(rb"<([0-9a-f]{1,4})>\s*<((?:[0-9a-f]{4}){1,2})>", re.IGNORECASE)
_NUMBERS = re.compile(rb"begincidchar(.*?)endcidchar", re.DOTALL)
_NUMBER = re.compile(rb"<([0-9a-f]{1,4})>\s*(\d{1,5})", re.IGNORECASE)


def missing_glyphs(pdf: Pdf) -> Iterator[tuple[str, str]]:
    """Yield characters that are drawn as boxes, with the name of their font.

    Of TrueType fonts with as many characters as they like, which is what PDFs have today.
    """
    met: set[tuple[int, int]] = set()
    for content in contents_of(pdf):
        for font in values(entry(content.resources, "Font")):
            if font.is_indirect and font.objgen in met:
                continue
            met.add(font.objgen)
            if characters := _missing(font):
                yield characters, re.sub(r"^[A-Z]{6}\+", "", words(entry(font, "BaseFont")))


def _missing(font: Object) -> str:
    """Return the characters that a font is said to show, and has no glyph for."""
    mapping, descendants = entry(font, "ToUnicode"), entry(font, "DescendantFonts")
    inner = descendants[0] if isinstance(descendants, Array) and len(descendants) else None
    file = entry(inner, "FontDescriptor", "FontFile2")
    if not isinstance(mapping, Stream) or not isinstance(file, Stream):
        return ""
    try:
        numbers = _numbers(entry(font, "Encoding"))
        glyphs = _read(entry(inner, "CIDToGIDMap"))
        count, said = _glyph_count(file.read_bytes()), _read(mapping)
    except pikepdf.PikepdfError:
        return ""
    if numbers is None or count is None:
        return ""
    missing = []
    for block in _CHARACTERS.finditer(said):
        for code, text in _CHARACTER.findall(block[1]):
            number = numbers.get(int(code, 16), 0) if numbers else int(code, 16)
            if glyphs:  # two bytes for each number (ISO 32000-1, table 117)
                number = int.from_bytes(glyphs[2 * number : 2 * number + 2], "big")
            character = bytes.fromhex(text.decode()).decode("utf-16-be", errors="replace")
            # Glyph 0 is what a font shows for all that it lacks.
            is_missing = number == 0 or number >= count
            if is_missing and unicodedata.category(character[0]) not in _UNSEEN:
                missing.append(character)
    return "".join(missing)[:_LONGEST]


def _numbers(encoding: Object | None) -> dict[int, int] | None:
    """Return which number each code of a font stands for: empty when it is the number itself.

    None where that is told in another way than one by one.
    """
    if words(encoding) in ("Identity-H", "Identity-V"):
        return {}
    said = _read(encoding)
    if b"begincidrange" in said or b"usecmap" in said:
        return None
    found = {
        int(code, 16): int(number)
        for block in _NUMBERS.finditer(said)
        for code, number in _NUMBER.findall(block[1])
    }
    return found or None


def _read(thing: Object | None) -> bytes:
    """Return what a stream says; nothing when there is none."""
    return thing.read_bytes()[:_MOST_BYTES] if isinstance(thing, Stream) else b""


def _glyph_count(font: bytes) -> int | None:
    """Return how many glyphs a TrueType font has; None when it doesn't say (OpenType, maxp)."""
    if len(font) < 12:
        return None
    for at in range(12, 12 + 16 * min(struct.unpack(">H", font[4:6])[0], 100), 16):
        record = font[at : at + 16]
        if len(record) == 16 and record[:4] == b"maxp":
            start = struct.unpack(">I", record[8:12])[0]
            found = font[start + 4 : start + 6]
            return int(struct.unpack(">H", found)[0]) if len(found) == 2 else None
    return None
