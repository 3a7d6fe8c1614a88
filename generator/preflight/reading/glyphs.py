"""Read the text of one page: PDFium page → glyphs with ink boxes and sizes, and words."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from typing import NamedTuple

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray
from pypdfium2 import PdfTextPage

from generator.model.geometry import Rect, pt_to_mm

Box = tuple[float, float, float, float]
"""Left, bottom, right and top in points, as PDF has it."""
Setting = tuple[float, float, bool]
"""Size as printed in points, turn in degrees, and whether it is mirrored."""

_MOST_WORDS = 8
_HYPHEN = "\x02"  # what PDFium makes of a hyphen that breaks a word
_LINE_END = "\n"
_LONGEST_FONT_NAME = 256
_LARGEST_MM = 5080  # as large as a page may be (ISO 32000-1, annex C)


class Glyph(NamedTuple):
    """A character's ink, in mm from the top left of the page's trim."""

    character: str
    position: int
    """Its place in the text of the page."""
    word: int
    line: int
    """Number of the line that it is set on."""
    left: float
    top: float
    right: float
    bottom: float
    size_pt: float
    """As printed, after all scaling."""
    turned_deg: float = 0
    """How far clockwise, from 0 to 360, as the page lies without its own turn."""
    is_mirrored: bool = False

    def lies_in(self, area: Rect) -> bool:
        """Say whether the middle of the ink lies in `area`."""
        across, down = (self.left + self.right) / 2, (self.top + self.bottom) / 2
        return area.left <= across <= area.right and area.top <= down <= area.bottom


def around(glyphs: Iterable[Glyph]) -> Rect:
    """Return the box around the ink of glyphs; there must be one at least."""
    found = tuple(glyphs)
    left, top = min(one.left for one in found), min(one.top for one in found)
    right, bottom = max(one.right for one in found), max(one.bottom for one in found)
    return Rect(left, top, right - left, bottom - top)


@dataclass(frozen=True)
class Text:
    """The text of one page: glyphs that leave ink, and words."""

    glyphs: tuple[Glyph, ...]
    words: tuple[str, ...]

    @cached_property
    def edges(self) -> NDArray[np.float64]:
        """Left, top, right and bottom of each glyph's ink in mm: a row each."""
        rows = [(one.left, one.top, one.right, one.bottom) for one in self.glyphs]
        return np.array(rows, dtype=np.float64).reshape(-1, 4)

    def inside(self, areas: Sequence[Rect]) -> tuple[Glyph, ...]:
        """Return the glyphs whose ink has its middle in one of the areas."""
        across, down = (self.edges[:, :2] + self.edges[:, 2:]).T / 2
        found = np.zeros(len(self.glyphs), dtype=bool)
        for area in areas:
            found |= (
                (area.left <= across)
                & (across <= area.right)
                & (area.top <= down)
                & (down <= area.bottom)
            )
        return tuple(self.glyphs[at] for at in np.flatnonzero(found))

    def quote(self, glyphs: Iterable[Glyph]) -> str:
        """Return the words that `glyphs` are part of, in quotation marks, not too many of them."""
        numbers = sorted({glyph.word for glyph in glyphs})
        shown = " ".join(self.words[number] for number in numbers[:_MOST_WORDS])
        return f"'{shown}{' …' if len(numbers) > _MOST_WORDS else ''}'"


def read_codes(text_page: PdfTextPage) -> list[int]:
    """Return the characters of a page as PDFium numbers them."""
    # `map` over the bare pointer takes a third of the time of a loop: there are thousands.
    places = range(text_page.count_chars())
    return list(map(pdfium.FPDFText_GetUnicode, repeat(text_page.raw), places))


def read_text(text_page: PdfTextPage, codes: Sequence[int], trim: Box) -> Text:
    """Return a page's text; positions are taken from the top left of `trim`, in points."""
    glyphs: list[Glyph] = []
    words = [""]
    ink = _InkReader(text_page, trim)
    line = 0
    for index, code in enumerate(codes):
        character = _character(code)
        if character.isspace() or not character.isprintable():
            line += character == _LINE_END
            if words[-1]:
                words.append("")
            continue
        words[-1] += character
        left, top, right, bottom = ink.box(index)
        if 0 < right - left < _LARGEST_MM and 0 < bottom - top < _LARGEST_MM:
            word = len(words) - 1
            setting = ink.setting(index)
            glyphs.append(Glyph(character, index, word, line, left, top, right, bottom, *setting))
    return Text(tuple(glyphs), tuple(words))


def font_names(text_page: PdfTextPage, text: Text) -> dict[str, str]:
    """Return, for each font name on the page, the characters set in it."""
    buffer = ctypes.create_string_buffer(_LONGEST_FONT_NAME)
    characters: dict[str, set[str]] = {}
    for glyph in text.glyphs:
        length = pdfium.FPDFText_GetFontInfo(
            text_page, glyph.position, buffer, _LONGEST_FONT_NAME, ctypes.c_int()
        )
        if 0 < length <= _LONGEST_FONT_NAME:
            name = buffer.value.decode("utf-8", errors="replace")
            characters.setdefault(name, set()).add(glyph.character)
    return {name: "".join(sorted(found)) for name, found in sorted(characters.items())}


def _character(code: int) -> str:
    if 0xD800 <= code <= 0xDFFF or code == 0:
        return "\N{REPLACEMENT CHARACTER}"
    return "-" if chr(code) == _HYPHEN else chr(code)


class _InkReader:
    """Measures the glyphs of a page; keeps the buffers that PDFium writes to."""

    def __init__(self, text_page: PdfTextPage, trim: Box) -> None:
        # The bare pointer and references save time, as in `read_codes`.
        self._text_page = text_page.raw
        self._left, _, _, self._top = trim
        self._edges = [ctypes.c_double() for _ in range(4)]
        self._edge_references = [ctypes.byref(edge) for edge in self._edges]
        self._matrix = pdfium.FS_MATRIX()
        self._matrix_reference = ctypes.byref(self._matrix)
        self._shown_by: int | None = None
        self._setting: Setting = (0.0, 0.0, False)

    def box(self, index: int) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom of the ink in mm; all 0 when there is none."""
        if not pdfium.FPDFText_GetCharBox(self._text_page, index, *self._edge_references):
            return 0, 0, 0, 0
        left, right, bottom, top = self._edges
        return (
            pt_to_mm(left.value - self._left),
            pt_to_mm(self._top - top.value),
            pt_to_mm(right.value - self._left),
            pt_to_mm(self._top - bottom.value),
        )

    def setting(self, index: int) -> Setting:
        """Return how a glyph is set; those that one operator shows are set alike."""
        shown_by = pdfium.FPDFText_GetTextObject(self._text_page, index)
        address = ctypes.addressof(shown_by.contents) if shown_by else None
        if address is None or address != self._shown_by:
            self._shown_by, self._setting = address, self._measured(index)
        return self._setting

    def _measured(self, index: int) -> Setting:
        """The size is the font's times the height that the matrix gives it."""
        size = float(pdfium.FPDFText_GetFontSize(self._text_page, index))
        matrix = self._matrix
        if not pdfium.FPDFText_GetMatrix(self._text_page, index, self._matrix_reference):
            return size, 0.0, False
        across, up, lean, height = matrix.a, matrix.b, matrix.c, matrix.d
        turned = math.degrees(math.atan2(-up, across)) % 360
        return size * math.hypot(lean, height), turned, across * height < up * lean
