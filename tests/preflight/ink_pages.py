"""Small press pages, drawn by hand: content streams in, a PDF out."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from generator.model.geometry import mm_to_pt
from generator.model.target import Target
from generator.preflight.expected import Expected, ExpectedPress

BLEED_MM, SLUG_MM = 3.0, 5.0
Resources = Callable[[Pdf], Object]
PRESS = ExpectedPress(
    pdfx=None, profile_digest=None, bleed_mm=BLEED_MM, ink_limit_percent=280, minimum_ppi=300
)
EXPECTED = Expected(target=Target.PRESS, press=PRESS, slug_from_mm=BLEED_MM)


def press_page(
    *contents: bytes,
    resources: Resources | None = None,
    width_mm: float = 60,
    height_mm: float = 40,
    change: Callable[[Pdf], None] = lambda pdf: None,
    **entries: Any,
) -> bytes:
    """Pages of one size with bleed and slug; the origin of each content is the trim's, in mm."""
    pdf = pikepdf.new()
    for content in contents:
        names = resources(pdf) if resources else Dictionary()
        origin = mm_to_pt(BLEED_MM + SLUG_MM)
        moved = b"%f 0 0 %f %f %f cm\n" % (mm_to_pt(1), mm_to_pt(1), origin, origin)
        page = Dictionary(
            Type=Name.Page,
            MediaBox=_box(0, width_mm, height_mm),
            BleedBox=_box(SLUG_MM, width_mm, height_mm),
            TrimBox=_box(SLUG_MM + BLEED_MM, width_mm, height_mm),
            Resources=names,
            Contents=pdf.make_indirect(Stream(pdf, moved + content)),
            **entries,
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    change(pdf)
    saved = BytesIO()
    pdf.save(saved)
    return saved.getvalue()


def _box(inset_mm: float, width_mm: float, height_mm: float) -> Array:
    outside = 2 * (BLEED_MM + SLUG_MM)
    right, top = width_mm + outside - inset_mm, height_mm + outside - inset_mm
    return Array([round(mm_to_pt(edge), 6) for edge in (inset_mm, inset_mm, right, top)])


def picture(pdf: Pdf, pixel: bytes, space: Object, *, size: int = 8, **entries: Any) -> Object:
    """A picture of equal pixels."""
    made = Stream(pdf, b"", Type=Name.XObject, Subtype=Name.Image, BitsPerComponent=8, **entries)
    made.write(zlib.compress(pixel * size * size), filter=Name.FlateDecode)
    made.Width = made.Height = size
    made.ColorSpace = space
    return pdf.make_indirect(made)
