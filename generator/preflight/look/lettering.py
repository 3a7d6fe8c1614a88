"""See how letters stand on a page: glyphs and pixels → their paint, their ground, their trace."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from generator.model.geometry import Rect
from generator.preflight.reading.glyphs import Glyph
from generator.preflight.reading.proof import ProofPage
from generator.preflight.reading.raster import Raster
from generator.preflight.reading.weight import LONGEST_NAME, is_bold

Rgb = tuple[int, int, int]
Shares = NDArray[np.float64]

SAMPLES = 5
"""Points along each side of a glyph where its pixels are looked at."""
_MOST_GLYPHS = 100_000
_TRACE = 2
"""Of 255: a lighter or darker pixel than that is ink."""
_FILLED = (0, 2, 4, 6)
_STROKED = (1, 2, 5, 6)
INVISIBLE, CLIPPING = 3, 7  # ISO 32000-1, table 106: modes in which text leaves no paint


class Paint(NamedTuple):
    """What letters are painted with; the same for all that one operator shows."""

    mode: int
    """As ISO 32000-1, table 106, numbers it."""
    fill: Rgb
    opacity: float
    stroke: Rgb | None
    """None where letters have no outline."""
    is_bold: bool

    @property
    def is_painted(self) -> bool:
        """Whether it leaves paint at all."""
        return self.mode not in (INVISIBLE, CLIPPING) and self.opacity > 0


_NOTHING = Paint(INVISIBLE, (0, 0, 0), 0.0, None, False)


@dataclass(frozen=True)
class Lettering:
    """The letters and digits of a page, and the pixels at some points of each.

    Arrays have a row for each glyph, then rows and columns of points, then red, green and blue.
    """

    glyphs: tuple[Glyph, ...]
    paints: tuple[Paint, ...]
    boxes: Shares
    """Left, top, right and bottom in mm from the top left of the trim."""
    shown: NDArray[np.uint8]
    """As the page looks."""
    ground: NDArray[np.uint8]
    """As it looks without text."""
    is_on_sheet: NDArray[np.bool_]
    """Whether the middle of a glyph lies on the sheet."""
    heights: Shares
    """Of each glyph, in pixels."""
    traces: NDArray[np.bool_] = field(repr=False)
    """Where the text changes what is seen."""


def lettering_of(page: ProofPage) -> Lettering | None:
    """Return the letters of a page, looked at once for all rules; None when it has none."""
    known = vars(page)  # where functools.cached_property keeps what it knows, too
    if "lettering" not in known:
        known["lettering"] = _look_at(page)
    found: Lettering | None = known["lettering"]
    return found


def _look_at(page: ProofPage) -> Lettering | None:
    text = page.text.glyphs[:_MOST_GLYPHS]
    wanted = [at for at, glyph in enumerate(text) if glyph.character.isalnum()]
    glyphs = tuple(text[at] for at in wanted)
    if not glyphs or page.raster is None or page.ground is None:
        return None
    boxes = page.text.edges[wanted]
    at, is_on_sheet = _points(page.raster, boxes)
    shown, ground = (
        raster.pixels.reshape(-1, 3).take(at, axis=0) for raster in (page.raster, page.ground)
    )
    traces = np.asarray((_difference(shown, ground) > _TRACE).any(axis=3))
    paints = tuple(_paints(page, glyphs))
    heights = (boxes[:, 3] - boxes[:, 1]) * page.raster.pixels_per_mm
    return Lettering(glyphs, paints, boxes, shown, ground, is_on_sheet, heights, traces)


def _points(raster: Raster, boxes: Shares) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Return which pixels lie at the points of each glyph, and which glyphs are on the sheet."""
    rows, columns = raster.pixels.shape[:2]
    left, top, right, bottom = boxes.T
    steps = (np.arange(SAMPLES) + 0.5) / SAMPLES
    x = (left[:, None] + (right - left)[:, None] * steps - raster.left_mm) * raster.pixels_per_mm
    y = (top[:, None] + (bottom - top)[:, None] * steps - raster.top_mm) * raster.pixels_per_mm
    middle = SAMPLES // 2
    is_on_sheet = (
        (x[:, middle] >= 0) & (x[:, middle] < columns) & (y[:, middle] >= 0) & (y[:, middle] < rows)
    )
    across = np.clip(np.floor(x), 0, columns - 1).astype(np.intp)
    down = np.clip(np.floor(y), 0, rows - 1).astype(np.intp)
    return down[:, :, None] * columns + across[:, None, :], is_on_sheet


def lines_of(glyphs: Sequence[Glyph]) -> Iterator[Rect]:
    """Yield a box around the glyphs of each line, in mm from the top left of the trim."""
    for _, line in groupby(glyphs, key=lambda glyph: glyph.line):
        letters = list(line)
        left, top = (min(getattr(one, side) for one in letters) for side in ("left", "top"))
        right, bottom = (max(getattr(one, side) for one in letters) for side in ("right", "bottom"))
        yield Rect(left, top, right - left, bottom - top)


def leaves_trace(page: ProofPage, glyph: Glyph) -> bool:
    """Say whether any pixel of a glyph differs from its ground."""
    return bool(_traces_of(page, glyph).any())


def missing_part(page: ProofPage, glyph: Glyph) -> tuple[float, float]:
    """Return how much of a glyph's height leaves no trace, from above and from below."""
    rows = np.flatnonzero(_traces_of(page, glyph).any(axis=1))
    height = glyph.bottom - glyph.top
    if not len(rows) or page.raster is None:
        return 0.0, 0.0
    scale = page.raster.pixels_per_mm
    first = page.raster.rows(glyph.top, glyph.bottom).start / scale + page.raster.top_mm
    above = first + float(rows[0]) / scale - glyph.top
    below = glyph.bottom - first - float(rows[-1] + 1) / scale
    return above / height, below / height


def _traces_of(page: ProofPage, glyph: Glyph) -> NDArray[np.bool_]:
    area = Rect(glyph.left, glyph.top, glyph.right - glyph.left, glyph.bottom - glyph.top)
    if page.raster is None or page.ground is None:
        return np.zeros((0, 0), bool)
    return np.asarray(
        (_difference(page.raster.crop(area), page.ground.crop(area)) > _TRACE).any(axis=2)
    )


def _difference(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.maximum(one, other) - np.minimum(one, other)


def _paints(page: ProofPage, glyphs: Sequence[Glyph]) -> Iterator[Paint]:
    """Yield what each glyph is painted with."""
    text_page = page.text_page
    known: dict[int, Paint] = {}

    def shown_by(glyph: Glyph) -> int:
        shown = pdfium.FPDFText_GetTextObject(text_page, glyph.position)
        address = ctypes.addressof(shown.contents) if shown else 0
        if address not in known:
            known[address] = _paint(shown) if shown else _NOTHING
        return address

    def paints_of(line: list[Glyph]) -> Iterator[Paint]:
        first = shown_by(line[0])
        if len(line) == 1 or first == shown_by(line[-1]):  # most lines are shown in one piece
            yield from [known[first]] * len(line)
        else:
            yield from paints_of(line[: len(line) // 2])
            yield from paints_of(line[len(line) // 2 :])

    for _, line in groupby(glyphs, key=lambda glyph: glyph.line):
        yield from paints_of(list(line))


def _paint(shown: pdfium.FPDF_PAGEOBJECT) -> Paint:
    mode = int(pdfium.FPDFTextObj_GetTextRenderMode(shown))
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    channels = (red, green, blue, alpha)
    fill, opacity, stroke = (0, 0, 0), 0.0, None
    if mode in _STROKED and pdfium.FPDFPageObj_GetStrokeColor(shown, *channels):
        fill = stroke = (red.value, green.value, blue.value)
        opacity = alpha.value / 255
    if mode not in _STROKED or mode in _FILLED:
        pdfium.FPDFPageObj_GetFillColor(shown, *channels)
        fill = (red.value, green.value, blue.value)
        opacity = max(opacity, alpha.value / 255)
    return Paint(mode, fill, opacity, stroke, _is_bold(shown))


def _is_bold(shown: pdfium.FPDF_PAGEOBJECT) -> bool:
    font = pdfium.FPDFTextObj_GetFont(shown)
    if not font:
        return False
    name = ctypes.create_string_buffer(LONGEST_NAME)
    pdfium.FPDFFont_GetBaseFontName(font, name, LONGEST_NAME)
    return is_bold(pdfium.FPDFFont_GetWeight(font), name.value)
