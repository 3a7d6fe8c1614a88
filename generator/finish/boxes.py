"""Finish a document that stays one-up: one-up → PDF that shows its trim, and is all tagged."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from pikepdf import Array, Name, Page

from generator.finish.artifacts import mark_artifacts
from generator.model.document import OneUp
from generator.model.geometry import mm_to_pt

Box = tuple[float, float, float, float]
"""Left, bottom, right and top in points, as PDF has it."""
_ROUNDING_PT = 0.01


def trim_box(page: Page, bleed_mm: float) -> Box:
    """Return the trim of a one-up's page: its TrimBox or, without one, its sheet less the bleed."""
    if Name.TrimBox in page.obj:
        return _box(page.trimbox)
    left, bottom, right, top = _box(page.mediabox)
    bleed = mm_to_pt(bleed_mm)
    return (left + bleed, bottom + bleed, right - bleed, top - bleed)


def crop_to_trim(one_up: OneUp) -> bytes:
    """Return the PDF with TrimBox, BleedBox and CropBox on each page that is larger than its trim.

    Readers show and printers print the CropBox, which is the trim; the bleed stays in the file. In
    a tagged document, what isn't read aloud is marked as an artifact. A document with neither comes
    back as it is.
    """
    with pikepdf.open(BytesIO(one_up.pdf)) as pdf:
        bled = [page for page in pdf.pages if _has_bleed(page, one_up.bleed_mm)]
        if not mark_artifacts(pdf) and not bled:
            return one_up.pdf
        for page in bled:
            trim = trim_box(page, one_up.bleed_mm)
            page.obj[Name.BleedBox] = Array(_box(page.mediabox))
            page.obj[Name.TrimBox] = page.obj[Name.CropBox] = Array(trim)
        return save(pdf)


def save(pdf: pikepdf.Pdf) -> bytes:
    """Write `pdf` so that equal documents are equal bytes."""
    buffer = BytesIO()
    pdf.save(
        buffer,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        min_version="1.7",  # ISO 32000-1, table 150: Duplex came with PDF 1.7
        fix_metadata_version=False,
    )
    return buffer.getvalue()


def _has_bleed(page: Page, bleed_mm: float) -> bool:
    pairs = zip(_box(page.cropbox), trim_box(page, bleed_mm), strict=True)
    return any(abs(crop - trim) > _ROUNDING_PT for crop, trim in pairs)


def _box(numbers: Array) -> Box:
    left, bottom, right, top = (float(number) for number in numbers)
    return left, bottom, right, top
