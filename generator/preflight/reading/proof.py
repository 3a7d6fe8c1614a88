"""Open a finished PDF once for all rules: bytes → pages with their trim and their text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
from pikepdf import Dictionary, Name, Object, Page, Stream, String

from generator.model.geometry import Rect, Size, pt_to_mm
from generator.preflight.reading.glyphs import Box, Glyph, Text, font_names, read_codes, read_text
from generator.preflight.reading.memory import give_back
from generator.preflight.reading.raster import Raster, draw, without_text

if TYPE_CHECKING:
    from generator.preflight.reading.typefaces import Font
    from generator.preflight.streams.paints import Painted

_WHERE_FROM = re.compile(r"^stream <[^>]*>[,:]? *")
"""How qpdf calls a file that has no name."""


@dataclass(frozen=True)
class ProofPage:
    """One page, seen by both libraries."""

    number: int
    """Counted from 1."""
    trim: Box | None
    """None when the page has no box of four numbers."""
    drawn: pypdfium2.PdfPage
    within: dict[tuple[Rect, ...], tuple[Glyph, ...]] = field(default_factory=dict, repr=False)
    """Glyphs that lie in areas which rules have asked for."""

    @property
    def size(self) -> Size | None:
        """Width and height of the trim."""
        if self.trim is None:
            return None
        left, bottom, right, top = self.trim
        return Size(pt_to_mm(right - left), pt_to_mm(top - bottom))

    @cached_property
    def text_page(self) -> pypdfium2.PdfTextPage:
        """The page's characters as PDFium has them."""
        return self.drawn.get_textpage()

    @cached_property
    def codes(self) -> list[int]:
        """The numbers of those characters."""
        return read_codes(self.text_page)

    @cached_property
    def text(self) -> Text:
        """The page's glyphs and words."""
        return read_text(self.text_page, self.codes, self.trim) if self.trim else Text((), ())

    def glyphs_in(self, areas: tuple[Rect, ...]) -> tuple[Glyph, ...]:
        """Return the glyphs that lie in one of the areas; looked for once for all rules."""
        if areas not in self.within:
            self.within[areas] = self.text.inside(areas)
        return self.within[areas]

    @cached_property
    def raster(self) -> Raster | None:
        """The page as screens show it; drawn once for all rules."""
        return draw(self.drawn, self.trim) if self.trim else None

    @cached_property
    def ground(self) -> Raster | None:
        """The page without its text: what text stands on."""
        if not self.trim:
            return None
        with without_text(self.drawn):
            return draw(self.drawn, self.trim)

    def forget_pixels(self) -> None:
        """Let other pages be drawn where this one was."""
        for name in ("raster", "ground"):
            drawn: Raster | None = vars(self).pop(name, None)
            if drawn is not None:
                give_back(drawn.pixels)

    @cached_property
    def font_names(self) -> dict[str, str]:
        """The characters set in each font."""
        return font_names(self.text_page, self.text)


@dataclass(frozen=True)
class Proof:
    """A finished PDF, open."""

    file: bytes = field(repr=False)
    """As it was read."""
    pdf: pikepdf.Pdf
    pages: tuple[ProofPage, ...]
    mended: tuple[str, ...] = ()
    """What of the file's structure was broken, and was guessed to read on."""

    @cached_property
    def painted(self) -> tuple[Painted, ...]:
        """What each page paints; followed once for all rules."""
        from generator.preflight.streams.painting import (
            paint_pages,  # it reads objects with what is here
        )

        return tuple(paint_pages(self.pdf))

    @cached_property
    def fonts(self) -> tuple[Font, ...]:
        """The fonts that text on the pages is set in."""
        from generator.preflight.reading.typefaces import fonts_of

        return fonts_of(self.painted)


@contextmanager
def open_proof(pdf: bytes) -> Iterator[Proof]:
    """Open the PDF; raises pikepdf's or PDFium's error when it can't be read.

    After that its pages can't be looked at: others are drawn in their memory.
    """
    with pikepdf.open(BytesIO(pdf)) as opened, pypdfium2.PdfDocument(pdf) as drawn:
        pages = tuple(
            ProofPage(number, _trim(page), _laid_flat(drawn[number - 1]))
            for number, page in enumerate(opened.pages, start=1)
        )
        mended = tuple(_WHERE_FROM.sub("", said) for said in opened.get_warnings())
        try:
            yield Proof(pdf, opened, pages, mended)
        finally:
            for page in pages:
                page.forget_pixels()


def _laid_flat(page: pypdfium2.PdfPage) -> pypdfium2.PdfPage:
    """Show all of a page, unturned: in that space its boxes and its text are measured."""
    page.set_rotation(0)
    page.set_cropbox(*page.get_mediabox())
    return page


def entry(owner: Object | None, *keys: str) -> Object | None:
    """Follow `keys` down from a dictionary; None when one is missing or is not a dictionary."""
    for key in keys:
        if not isinstance(owner, Dictionary | Stream):
            return None
        owner = owner.get(f"/{key}")
    return owner


def words(thing: Object | None) -> str:
    """Return a name or a string as text; a name without its slash, and empty when there is none."""
    if isinstance(thing, Name):
        # Names are UTF-8 (ISO 32000-1, 7.3.5), but not in every tool's files.
        return bytes(thing).decode("utf-8", errors="replace").removeprefix("/")
    return str(thing) if isinstance(thing, String) else ""


def _trim(page: Page) -> Box | None:
    """Return the TrimBox or what stands in for it (ISO 32000-1, 14.11.2)."""
    try:
        one, other, third, fourth = (float(number) for number in page.trimbox)
    except (AttributeError, TypeError, ValueError):  # no box, or something else in its place
        return None
    return min(one, third), min(other, fourth), max(one, third), max(other, fourth)
