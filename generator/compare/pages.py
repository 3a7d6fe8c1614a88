"""Open a PDF to compare it: bytes → its words, and each page as pixels."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from math import isfinite, sqrt
from typing import Any

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from generator.compare.words import JOINED, Word
from generator.model.geometry import POINTS_PER_INCH

Pixels = NDArray[np.uint8]
_MOST_PAGES = 2000
_MOST_PIXELS = 4_000_000
"""Of one page: an a0 at 50 ppi."""
_LONGEST_PX = 20_000
_HYPHEN_AT_END = re.compile("[\x02\ufffe]\\s*")  # what PDFium makes of a hyphen at a line's end


@contextmanager
def opened(pdf: bytes) -> Iterator[Any]:
    """Yield a PDF as PDFium reads it; raises pypdfium2.PdfiumError when it isn't one."""
    with pypdfium2.PdfDocument(pdf) as document:
        yield document


def page_count(document: Any) -> int:
    """Return how many pages are compared."""
    return min(len(document), _MOST_PAGES)


def words_of(document: Any) -> list[Word]:
    """Return the words of all pages, in the order in which they are read."""
    words = []
    for number in range(page_count(document)):
        page = document[number]
        text_page = page.get_textpage()
        text = unicodedata.normalize("NFC", text_page.get_text_bounded())
        text_page.close()
        page.close()
        words += [Word(word, number + 1) for word in _HYPHEN_AT_END.sub(JOINED, text).split()]
    return words


def pixels_of(document: Any, number: int, ppi: float) -> tuple[Pixels, float]:
    """Return a page, counted from 1, as a screen shows it, and the ppi that it is drawn at.

    Large pages are drawn more coarsely, so that memory has a bound. Raises PdfiumError.
    """
    page = document[number - 1]
    width, height = (side / POINTS_PER_INCH for side in page.get_size())
    if not (isfinite(width * height) and width * height > 0):
        raise pypdfium2.PdfiumError("the page has no size")
    ppi = min(ppi, sqrt(_MOST_PIXELS / (width * height)), _LONGEST_PX / max(width, height))
    bitmap = page.render(scale=ppi / POINTS_PER_INCH, rev_byteorder=True, no_smoothtext=False)
    pixels = np.array(bitmap.to_numpy()[:, :, :3], dtype=np.uint8)
    bitmap.close()
    page.close()
    return pixels, ppi
