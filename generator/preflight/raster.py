"""Pages as pixels: PDFium page → a picture that knows where on the page each pixel lies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil, floor, sqrt

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray
from pypdfium2 import PdfPage

from generator.model.geometry import MM_PER_INCH, POINTS_PER_INCH, Rect, pt_to_mm
from generator.preflight.glyphs import Box

Pixels = NDArray[np.uint8]
"""Rows, columns, and red, green and blue (or four inks)."""

FINEST_PPI = 200.0
MOST_PIXELS = 2_500_000
"""Of one page: an a3 at 110 ppi, where a module of a QR code on a card has two pixels."""


@dataclass(frozen=True)
class Raster:
    """A picture of a whole page, to its MediaBox."""

    pixels: Pixels
    pixels_per_mm: float
    left_mm: float
    """Where its left side lies, from the left of the trim."""
    top_mm: float
    """Where its upper side lies, from the top of the trim."""

    def crop(self, area: Rect) -> Pixels:
        """Return the pixels of an area in mm from the top left of the trim; maybe none."""
        rows, columns = self.pixels.shape[:2]

        def within(low_mm: float, high_mm: float, most: int) -> slice:
            first, last = floor(low_mm * self.pixels_per_mm), ceil(high_mm * self.pixels_per_mm)
            return slice(min(max(first, 0), most), min(max(last, 0), most))

        return self.pixels[
            within(area.top - self.top_mm, area.bottom - self.top_mm, rows),
            within(area.left - self.left_mm, area.right - self.left_mm, columns),
        ]

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
    left, bottom, right, top = page.get_mediabox()
    square_inches = max((right - left) * (top - bottom) / POINTS_PER_INCH**2, 1e-6)
    return min(FINEST_PPI, sqrt(MOST_PIXELS / square_inches))


def draw(page: PdfPage, trim: Box, ppi: float | None = None) -> Raster:
    """Draw a page as screens show it, to its MediaBox and unturned.

    `ppi` None: as finely as `pixels_per_inch` allows.
    """
    left, _, _, top = page.get_mediabox()
    ppi = ppi or pixels_per_inch(page)
    bitmap = page.render(scale=ppi / POINTS_PER_INCH, rev_byteorder=True)
    pixels = bitmap.to_numpy()[:, :, :3].copy()
    return Raster(pixels, ppi / MM_PER_INCH, pt_to_mm(left - trim[0]), pt_to_mm(trim[3] - top))


@contextmanager
def without_text(page: PdfPage) -> Iterator[None]:
    """Leave text out of what is drawn while the block runs."""
    texts = [one.raw for one in page.get_objects((pdfium.FPDF_PAGEOBJ_TEXT,))]
    modes = [pdfium.FPDFTextObj_GetTextRenderMode(text) for text in texts]
    for text in texts:
        pdfium.FPDFTextObj_SetTextRenderMode(text, pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)
    try:
        yield
    finally:
        for text, mode in zip(texts, modes, strict=True):
            pdfium.FPDFTextObj_SetTextRenderMode(text, mode)
