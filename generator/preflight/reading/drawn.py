"""Where pictures and drawings lie: PDFium page → boxes in mm, those inside forms included."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from generator.model.geometry import Rect, pt_to_mm
from generator.preflight.reading.proof import ProofPage

_KINDS = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_SHADING)
_DEEPEST = 15  # of forms in forms
_MOST = 50_000
_PAPER = 255


@dataclass(frozen=True)
class Drawing:
    """A picture, a path or a gradient."""

    box: Rect
    """In mm from the top left of the trim; what clips it is left out of account."""
    is_picture: bool
    """Made of pixels."""


def drawings(page: ProofPage) -> Iterator[Drawing]:
    """Yield what a page draws that isn't text, in the order of the file; at most so many."""
    if page.trim is None:
        return
    found = page.drawn.get_objects(_KINDS, max_depth=_DEEPEST)
    for _, thing in zip(range(_MOST), found, strict=False):
        box = _box(thing, page.trim[0], page.trim[3])
        if box and not _is_blank(thing):
            yield Drawing(box, thing.type == pdfium.FPDF_PAGEOBJ_IMAGE)


def _is_blank(thing: pypdfium2.PdfObject) -> bool:
    """Say whether an object is paper white and nothing else, as word processors lay under text."""
    if thing.type != pdfium.FPDF_PAGEOBJ_PATH:
        return False
    fill, stroked = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(thing, fill, stroked) or stroked.value:
        return False
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    known = pdfium.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha)
    return bool(known) and (alpha.value == 0 or min(red.value, green.value, blue.value) == _PAPER)


def _box(thing: pypdfium2.PdfObject, left_pt: float, top_pt: float) -> Rect | None:
    """Return the box of an object on the page: PDFium tells it as it is inside its form."""
    try:
        left, bottom, right, top = thing.get_bounds()
    except pypdfium2.PdfiumError:  # an object without extent
        return None
    corners = [(left, bottom), (left, top), (right, bottom), (right, top)]
    holder = thing.container
    while holder is not None:
        matrix = holder.get_matrix()
        corners = [matrix.on_point(*corner) for corner in corners]
        holder = holder.container
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return Rect(
        pt_to_mm(min(xs) - left_pt),
        pt_to_mm(top_pt - max(ys)),
        pt_to_mm(max(xs) - min(xs)),
        pt_to_mm(max(ys) - min(ys)),
    )
