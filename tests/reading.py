"""Read a finished PDF as its reader does: file → glyphs, what is read aloud, pictures, codes."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import zxingcpp
from PIL import Image, ImageChops

MM_PER_POINT = 25.4 / 72
_HYPHEN = "\x02"  # what PDFium makes of a hyphen at a line's end
_SAME_LINE = 0.1  # of the type size: figures in another face share the baseline


@dataclass(frozen=True)
class Glyph:
    """A printed character; its origin is in mm from the top left of the page."""

    character: str
    x: float
    y: float
    size_pt: float
    content: int
    """Number of the marked content that it belongs to; -1 when it belongs to none."""


@dataclass(frozen=True)
class ReadPage:
    """One page: its size, its glyphs in the order of the file, and its structure as leaves."""

    width_mm: float
    height_mm: float
    glyphs: tuple[Glyph, ...]
    leaves: tuple[int | str, ...]
    """What is read aloud, in order: numbers of marked contents, and alternative texts."""

    @cached_property
    def letters(self) -> str:
        """All text without spaces, which line breaks take the place of."""
        return "".join(glyph.character for glyph in self.glyphs)

    @cached_property
    def spoken(self) -> str:
        """What is read aloud, without spaces."""
        contents: dict[int, str] = {}
        for glyph in self.glyphs:
            contents[glyph.content] = contents.get(glyph.content, "") + glyph.character
        contents.pop(-1, None)
        return "".join(
            squeezed(leaf) if isinstance(leaf, str) else contents.get(leaf, "")
            for leaf in self.leaves
        )

    def find(self, text: str) -> list[tuple[Glyph, ...]]:
        """Return the glyphs of each place where `text` stands."""
        letters = squeezed(text)
        return [
            self.glyphs[match.start() : match.start() + len(letters)]
            for match in re.finditer(re.escape(letters), self.letters)
        ]


def squeezed(text: str) -> str:
    """Return a text without any space, as it compares across line breaks."""
    return "".join(text.split())


def lines(glyphs: tuple[Glyph, ...], text: str) -> list[str]:
    """Return `text`, which `glyphs` are of, as the lines in which it is set."""
    found: list[list[str]] = []
    at, baseline = 0, math.inf
    for word in text.split():
        first = glyphs[at]
        if not found or abs(first.y - baseline) > _SAME_LINE * first.size_pt * MM_PER_POINT:
            found.append([])
            baseline = first.y
        found[-1].append(word)
        at += len(word)
    return [" ".join(line) for line in found]


@cache
def read(path: Path) -> tuple[ReadPage, ...]:
    """Return all pages."""
    with pypdfium2.PdfDocument(path) as pdf:
        return tuple(_read_page(page) for page in pdf)


def letters(path: Path) -> str:
    """Return all text of a document without spaces."""
    return "".join(page.letters for page in read(path))


def spoken(path: Path) -> str:
    """Return what is read aloud of a document, without spaces."""
    return "".join(page.spoken for page in read(path))


@lru_cache(maxsize=8)  # pages of a0 are large
def pictures(path: Path, dots_per_inch: float) -> tuple[Image.Image, ...]:
    """Return the pages as a screen shows them."""
    with pypdfium2.PdfDocument(path) as pdf:
        return tuple(_picture(page, dots_per_inch) for page in pdf)


def part_of(
    pdf: pypdfium2.PdfDocument,
    page: int,
    box: tuple[float, float, float, float],
    dots_per_inch: float,
) -> Image.Image:
    """Return a part of a page; left, top, right and bottom are in mm from its top left."""
    drawn = pdf[page]
    left, _, _, top = drawn.get_mediabox()
    before = drawn.get_cropbox()
    sides = [side / MM_PER_POINT for side in box]
    drawn.set_cropbox(left + sides[0], top - sides[3], left + sides[2], top - sides[1])
    picture = _picture(drawn, dots_per_inch)
    drawn.set_cropbox(*before)
    return picture


def turn_over_head(path: Path, turned: Path, pages: slice = slice(None)) -> None:
    """Write a PDF with all that is on some of its pages turned by 180 degrees."""
    with pikepdf.open(path) as pdf:
        for page in pdf.pages[pages]:
            _, _, width, height = page.mediabox
            page.contents_add(f"q -1 0 0 -1 {width} {height} cm".encode(), prepend=True)
            page.contents_add(b"Q")
        pdf.save(turned)


@dataclass(frozen=True)
class Code:
    """A QR code on a picture, as a camera finds it."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    """In pixels; of the dark modules, without the quiet zone."""

    @property
    def side(self) -> int:
        """The longer side in pixels."""
        return max(self.right - self.left, self.bottom - self.top)


def codes(picture: Image.Image) -> list[Code]:
    """Return the QR codes on a picture, from top to bottom and left to right."""
    found = [_measured(picture, one) for one in zxingcpp.read_barcodes(picture)]
    return sorted(found, key=lambda code: (code.top, code.left))


def _measured(picture: Image.Image, found: zxingcpp.Barcode) -> Code:
    """Measure the dark box: the reader's own corners lie up to a module off."""
    corners = (
        found.position.top_left,
        found.position.top_right,
        found.position.bottom_left,
        found.position.bottom_right,
    )
    left, right = min(point.x for point in corners), max(point.x for point in corners)
    top, bottom = min(point.y for point in corners), max(point.y for point in corners)
    reach = max(2, (right - left) // 20)  # less than the quiet zone, 4 modules of at most 57
    area = picture.convert("L").crop(
        (left - reach, top - reach, right + reach + 1, bottom + reach + 1)
    )
    dark = area.point(lambda value: 255 if value < 128 else 0).getbbox()
    assert dark is not None
    return Code(
        found.text,
        left - reach + dark[0],
        top - reach + dark[1],
        left - reach + dark[2],
        top - reach + dark[3],
    )


def inked(picture: Image.Image) -> tuple[int, int, int, int] | None:
    """Return the box around everything that isn't paper, in pixels."""
    grey = picture.convert("L")
    return ImageChops.invert(grey).point(lambda value: 255 if value > 8 else 0).getbbox()


def _picture(page: pypdfium2.PdfPage, dots_per_inch: float) -> Image.Image:
    picture: Image.Image = page.render(scale=dots_per_inch / 72).to_pil()
    return picture.convert("RGB")


def _read_page(page: pypdfium2.PdfPage) -> ReadPage:
    left, bottom, right, top = page.get_cropbox()
    text_page = page.get_textpage()
    return ReadPage(
        (right - left) * MM_PER_POINT,
        (top - bottom) * MM_PER_POINT,
        tuple(_glyphs(text_page, left, top)),
        tuple(_leaves(page)),
    )


def _glyphs(text_page: pypdfium2.PdfTextPage, left: float, top: float) -> Iterator[Glyph]:
    x, y, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX()
    for index in range(text_page.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(text_page, index)).replace(_HYPHEN, "-")
        if pdfium.FPDFText_IsGenerated(text_page, index) == 1 or not character.strip("\0\ufffe "):
            continue
        if not character.strip():  # a no-break space
            continue
        assert pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
        assert pdfium.FPDFText_GetMatrix(text_page, index, matrix)
        size_pt = pdfium.FPDFText_GetFontSize(text_page, index) * math.hypot(matrix.c, matrix.d)
        owner = pdfium.FPDFText_GetTextObject(text_page, index)
        yield Glyph(
            character,
            (x.value - left) * MM_PER_POINT,
            (top - y.value) * MM_PER_POINT,
            size_pt,
            pdfium.FPDFPageObj_GetMarkedContentID(owner),
        )


def _leaves(page: pypdfium2.PdfPage) -> Iterator[int | str]:
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return
    try:
        for index in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            yield from _below(pdfium.FPDF_StructTree_GetChildAtIndex(tree, index))
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _below(element: pdfium.FPDF_STRUCTELEMENT) -> Iterator[int | str]:
    """Yield the leaves of one element; an alternative text stands for all that is below it."""
    length = pdfium.FPDF_StructElement_GetAltText(element, None, 0)
    if length > 2:  # an empty text is its closing zero alone
        buffer = ctypes.create_string_buffer(length)
        pdfium.FPDF_StructElement_GetAltText(element, buffer, length)
        yield buffer.raw.decode("utf-16-le").rstrip("\0")
        return
    for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
        if child:
            yield from _below(child)
        elif (content := pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)) >= 0:
            yield content
