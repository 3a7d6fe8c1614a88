"""Pages as pixels: PDFium page → a picture that knows where on the page each pixel lies."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from math import ceil, floor, sqrt

import pypdfium2.raw as pdfium
from pypdfium2 import PdfBitmap, PdfPage

from generator.model.geometry import MM_PER_INCH, POINTS_PER_INCH, Rect, mm_to_pt, pt_to_mm
from generator.preflight.reading.glyphs import Box
from generator.preflight.reading.memory import Pixels, white

FINEST_PPI = 160.0
MOST_PIXELS = 2_000_000
"""Of one page: an a3 at 100 ppi, where a module of a QR code on a card has two pixels."""
_MOST_OF_ALL = 60_000_000
"""Of all pages: those of a long document are drawn more coarsely, as all are kept."""
_LONGEST = 30_000
"""Pixels of one side: a page may be a thread."""
_DEEPEST = 15  # of forms in forms
_ROUNDING = 1e-6
_EXACT = (
    pdfium.FPDF_RENDER_NO_SMOOTHTEXT
    | pdfium.FPDF_RENDER_NO_SMOOTHPATH
    | pdfium.FPDF_RENDER_NO_SMOOTHIMAGE
)


@dataclass(frozen=True)
class Raster:
    """A picture of a page, to its MediaBox or a part of it."""

    pixels: Pixels
    pixels_per_mm: float
    left_mm: float
    """Where its left side lies, from the left of the trim."""
    top_mm: float
    """Where its upper side lies, from the top of the trim."""

    def crop(self, area: Rect) -> Pixels:
        """Return the pixels of an area in mm from the top left of the trim; maybe none."""
        return self.pixels[self.rows(area.top, area.bottom), self.columns(area.left, area.right)]

    def part(self, area: Rect) -> Raster:
        """Return the picture of an area, as far as it is on the page."""
        rows, columns = self.rows(area.top, area.bottom), self.columns(area.left, area.right)
        place = self.area(columns.start, rows.start, columns.stop, rows.stop)
        return replace(
            self, pixels=self.pixels[rows, columns], left_mm=place.left, top_mm=place.top
        )

    def rows(self, top_mm: float, bottom_mm: float) -> slice:
        """Return the rows of pixels that lie wholly or partly between two heights."""
        return self._between(top_mm - self.top_mm, bottom_mm - self.top_mm, 0)

    def columns(self, left_mm: float, right_mm: float) -> slice:
        """Return the columns of pixels that lie wholly or partly between two places."""
        return self._between(left_mm - self.left_mm, right_mm - self.left_mm, 1)

    def _between(self, low_mm: float, high_mm: float, axis: int) -> slice:
        most = self.pixels.shape[axis]
        first, last = floor(low_mm * self.pixels_per_mm), ceil(high_mm * self.pixels_per_mm)
        return slice(min(max(first, 0), most), min(max(last, 0), most))

    def area(self, left: float, top: float, right: float, bottom: float) -> Rect:
        """Return where a box of pixels lies, in mm from the top left of the trim."""
        scale = 1 / self.pixels_per_mm
        return Rect(
            self.left_mm + left * scale,
            self.top_mm + top * scale,
            (right - left) * scale,
            (bottom - top) * scale,
        )


def pixels_per_inch(page: PdfPage) -> float:
    """Return how finely a page is drawn: large pages more coarsely, so that memory has a bound."""
    edges: Box = page.get_mediabox()
    left, bottom, right, top = edges
    width, height = (max(side / POINTS_PER_INCH, 1e-3) for side in (right - left, top - bottom))
    most = min(MOST_PIXELS, _MOST_OF_ALL / max(len(page.pdf), 1))
    return min(FINEST_PPI, sqrt(most / (width * height)), _LONGEST / max(width, height))


def draw(
    page: PdfPage,
    trim: Box,
    ppi: float | None = None,
    *,
    area: Rect | None = None,
    exact: bool = False,
) -> Raster:
    """Draw a page as screens show it, to its MediaBox and unturned.

    `ppi` None: as finely as `pixels_per_inch` allows. `area`: that part alone, in mm from the top
    left of the trim. `exact`: edges aren't smoothed, and notes are left out.
    """
    left, bottom, right, top = page.get_mediabox()
    whole = Rect(
        pt_to_mm(left - trim[0]),
        pt_to_mm(trim[3] - top),
        pt_to_mm(right - left),
        pt_to_mm(top - bottom),
    )
    ppi = ppi or pixels_per_inch(page)
    area, scale = area or whole, ppi / POINTS_PER_INCH
    width, height = (
        max(ceil(side * ppi / MM_PER_INCH - _ROUNDING), 1) for side in (area.width, area.height)
    )
    # PDFium draws in memory that is ours: nothing is copied.
    pixels = white(height, width)
    memory = (ctypes.c_ubyte * pixels.size).from_buffer(pixels.data)
    bitmap = PdfBitmap.new_native(
        width, height, pdfium.FPDFBitmap_BGR, rev_byteorder=True, buffer=memory
    )
    # Unlike what fits a page in a bitmap, a matrix keeps the scale to the last digit.
    across, down = (
        scale * mm_to_pt(from_whole - from_area)
        for from_whole, from_area in ((whole.left, area.left), (whole.top, area.top))
    )
    pdfium.FPDF_RenderPageBitmapWithMatrix(
        bitmap,
        page,
        pdfium.FS_MATRIX(scale, 0, 0, scale, across, down),
        pdfium.FS_RECTF(0, 0, width, height),
        pdfium.FPDF_REVERSE_BYTE_ORDER | (_EXACT if exact else pdfium.FPDF_ANNOT),
    )
    return Raster(pixels, ppi / MM_PER_INCH, area.left, area.top)


@contextmanager
def without_text(page: PdfPage) -> Iterator[None]:
    """Leave text out of what is drawn while the block runs, that in forms as well."""
    found = page.get_objects((pdfium.FPDF_PAGEOBJ_TEXT,), max_depth=_DEEPEST)
    texts = [one.raw for one in found]
    modes = [pdfium.FPDFTextObj_GetTextRenderMode(text) for text in texts]
    for text in texts:
        pdfium.FPDFTextObj_SetTextRenderMode(text, pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)
    try:
        yield
    finally:
        for text, mode in zip(texts, modes, strict=True):
            pdfium.FPDFTextObj_SetTextRenderMode(text, mode)
