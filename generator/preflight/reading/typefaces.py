"""Read the fonts that text is set in: what pages paint → names, kinds, what is broken."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Object, Stream

from generator.preflight.reading.proof import entry, words
from generator.preflight.reading.resources import number
from generator.preflight.reading.sfnt import tables_of
from generator.preflight.streams.paints import Paint, Painted

_SUBSET_TAG = re.compile(r"^[A-Z]{6}\+")  # ISO 32000-1, 9.6.4
_FILES = ("FontFile", "FontFile2", "FontFile3")
_SFNT = (b"\x00\x01\x00\x00", b"true", b"OTTO", b"ttcf")
_POSTSCRIPT = (b"%!", b"\x80\x01")
_DRAWN = {"FontFile2": (b"glyf", b"loca", b"head", b"maxp")}
"""Tables without which no glyph is drawn."""


@dataclass(frozen=True)
class Font:
    """A font that text on the pages is set in."""

    name: str
    """PostScript name, with the subset tag if it has one."""
    kind: str
    embedded: bool
    damage: str
    """What is wrong with its file; empty when nothing is seen to be."""
    uses: dict[int, list[Paint]] = field(default_factory=dict, compare=False)
    """What is set in it, by page."""

    @property
    def bare_name(self) -> str:
        """The name without its subset tag."""
        return _SUBSET_TAG.sub("", self.name)

    @property
    def is_subset(self) -> bool:
        """Whether only the glyphs that are used are in the file, by what it says."""
        return self.bare_name != self.name


def fonts_of(painted: Iterable[Painted]) -> tuple[Font, ...]:
    """Return the fonts that pages use, by name; what is only among resources harms nobody."""
    known: dict[tuple[int, int], Font] = {}
    fonts: dict[Font, Font] = {}
    for at, page in enumerate(painted, start=1):
        for paint in page.paints:
            thing = paint.thing if paint.kind == "text" else None
            if thing is None:
                continue
            font = known.get(thing.objgen) if thing.is_indirect else None
            if font is None:
                font = _describe(thing)
                font = fonts.setdefault(font, font)
                if thing.is_indirect:
                    known[thing.objgen] = font
            font.uses.setdefault(at, []).append(paint)
    return tuple(sorted(fonts.values(), key=lambda font: (font.name, font.kind, font.damage)))


def _describe(font: Object) -> Font:
    """Read name, kind and embedding; a composite font has its file in its descendant."""
    descendants = entry(font, "DescendantFonts")
    owner = descendants[0] if isinstance(descendants, Array) and len(descendants) else font
    descriptor = entry(owner, "FontDescriptor")
    files = {key: entry(descriptor, key) for key in _FILES}
    found = {key: file for key, file in files.items() if isinstance(file, Stream)}
    damage = next((said for key, file in found.items() if (said := _damage_of(key, file))), "")
    return Font(
        name=words(entry(font, "BaseFont")) or "without a name",
        kind=words(entry(font, "Subtype")),
        embedded=bool(found),
        damage=damage,
    )


def _damage_of(key: str, file: Stream) -> str:
    """Return what keeps a font's file from being used (ISO 32000-1, table 126)."""
    try:
        program = file.read_bytes()
    except (pikepdf.PikepdfError, RuntimeError):
        return "its file can't be read"
    if not program:
        return "its file is empty"
    if key == "FontFile":
        parts = [number(entry(file, part)) or 0 for part in ("Length1", "Length2")]
        if not program.startswith(_POSTSCRIPT):
            return "its file isn't a Type 1 font"
        return "the end of its file is missing" if sum(parts) > len(program) else ""
    if program.startswith(_SFNT):
        is_compact = program.startswith(b"OTTO")
        return _damage_of_tables(program, () if is_compact else _DRAWN.get(key, ()))
    if key == "FontFile3" and program[0] == 1:
        return "" if _indexes_fit(program) else "the end of its file is missing"
    return "its file isn't a font"


def _damage_of_tables(program: bytes, needed: tuple[bytes, ...]) -> str:
    """Return what is missing of a TrueType or OpenType file, by its own table of tables."""
    if program.startswith(b"ttcf"):
        return ""
    tables = tables_of(program)
    if not tables or max(table.end for table in tables.values()) > len(program):
        return "the end of its file is missing"
    missing = [tag.decode() for tag in needed if tag not in tables]
    return f"its file lacks {', '.join(missing)}" if missing else ""


def _indexes_fit(program: bytes) -> bool:
    """Say whether the four indexes at the start of a compact font lie inside it.

    Names, dictionaries, strings and subroutines (Adobe note 5176, 5 and 6).
    """
    at = int.from_bytes(program[2:3])
    for _ in range(4):
        count, width = (
            int.from_bytes(program[at : at + 2]),
            int.from_bytes(program[at + 2 : at + 3]),
        )
        if count:
            last = at + 3 + count * width
            at = last + width + int.from_bytes(program[last : last + width]) - 1
        else:
            at += 2
        if at > len(program):
            return False
    return True
