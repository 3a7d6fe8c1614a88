"""Draw the plates of a press PDF: pages → pixels with the share of each of the four inks."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from io import BytesIO
from math import sqrt

import numpy as np
import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from generator.model.geometry import POINTS_PER_INCH
from generator.preflight.ink.plate_copy import pages_alone, plate_copy
from generator.preflight.ink.plate_spaces import BLACK, COLOURED
from generator.preflight.ink.press_inks import press_inks
from generator.preflight.reading.glyphs import Box
from generator.preflight.reading.proof import Proof
from generator.preflight.reading.raster import Raster, draw, pixels_per_inch, without_text

INKS = ("cyan", "magenta", "yellow", "black")
_FINEST_PPI = 100.0
"""A square millimetre has 15 pixels then."""
_MOST_PIXELS = 40_000_000
"""Of all pages together: of a long document each is drawn more coarsely."""
UNDRAWABLE = (
    pikepdf.PikepdfError, pypdfium2.PdfiumError, ValueError, TypeError, AttributeError,
    RuntimeError, KeyError,
)  # fmt: skip
"""What pikepdf raises for objects that aren't what they should be."""


Documents = tuple[pypdfium2.PdfDocument, pypdfium2.PdfDocument]
"""Two copies of some pages: one shows cyan, magenta and yellow, the other black."""


@contextmanager
def open_plates(proof: Proof, numbers: Sequence[int]) -> Iterator[Documents]:
    """Open copies of pages, counted from 1, that show plates instead of colours.

    Spot colours have the inks that stand in for them; what is in a screen's colours has those of
    the output intent. Raises one of UNDRAWABLE for a file that is broken.
    """
    with pikepdf.open(BytesIO(proof.file)) as pdf:
        inks = press_inks(pdf)
        alone = BytesIO()
        pages_alone(pdf, numbers).save(alone)
    coloured, black = (plate_copy(alone.getvalue(), plate, inks) for plate in (COLOURED, BLACK))
    with pypdfium2.PdfDocument(coloured) as three, pypdfium2.PdfDocument(black) as one:
        yield three, one


def draw_plates(
    proof: Proof, numbers: Sequence[int], *, with_text: bool = True
) -> Iterator[tuple[int, Raster]]:
    """Yield pages, counted from 1, as the press inks them: 0 to 255 of each ink, edges unsmoothed.

    Raises one of UNDRAWABLE for a file that is broken.
    """
    trims = {page.number: page.trim for page in proof.pages}
    numbers = [at for at in numbers if trims.get(at)]
    if not numbers:
        return
    with open_plates(proof, numbers) as copies:
        for at, page_number in enumerate(numbers):
            trim = trims[page_number]
            assert trim
            with ExitStack() as left_out:
                pages = [copy[at] for copy in copies]
                for page in pages if not with_text else ():
                    left_out.enter_context(without_text(page))
                yield page_number, _merged(pages, trim, _MOST_PIXELS // len(numbers))


def text_inks(
    proof: Proof, positions: Mapping[int, Sequence[int]]
) -> dict[tuple[int, int], tuple[float, ...]]:
    """Return the percent of each ink that letters are filled with, by page and place in its text.

    Raises one of UNDRAWABLE for a file that is broken.
    """
    numbers = sorted(at for at in positions if positions[at])
    found: dict[tuple[int, int], tuple[float, ...]] = {}
    if not numbers:
        return found
    channels = tuple(ctypes.c_uint() for _ in range(4))
    with open_plates(proof, numbers) as copies:
        for at, page_number in enumerate(numbers):
            texts = [copy[at].get_textpage() for copy in copies]
            for position in positions[page_number]:
                light: list[int] = []
                for text, shown in zip(texts, (3, 1), strict=True):
                    pdfium.FPDFText_GetFillColor(text, position, *channels)
                    light += [channel.value for channel in channels[:shown]]
                found[page_number, position] = tuple(100 * (1 - part / 255) for part in light)
    return found


def _merged(pages: Sequence[pypdfium2.PdfPage], trim: Box, most_pixels: int) -> Raster:
    """Return one page out of its two copies."""
    width, height = (max(side / POINTS_PER_INCH, 1e-3) for side in pages[0].get_size())
    ppi = min(pixels_per_inch(pages[0]), _FINEST_PPI, sqrt(most_pixels / (width * height)))
    three, one = (draw(page, trim, ppi, exact=True) for page in pages)
    inks = np.empty((*three.pixels.shape[:2], len(INKS)), np.uint8)
    np.subtract(255, three.pixels, out=inks[:, :, :3])
    np.subtract(255, one.pixels[:, :, 0], out=inks[:, :, 3])
    return replace(three, pixels=inks)
