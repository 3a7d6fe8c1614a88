"""Dress a document for the press: one-up → PDF/X with boxes, marks, inks and output intent."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Page, Pdf

from generator.finish.boxes import Box, trim_box
from generator.finish.identity import describe
from generator.finish.inks import Inks
from generator.finish.marks import NO_FOLDS, Folds
from generator.finish.options import Press
from generator.finish.pressdraw import draw_around, draw_line
from generator.finish.pressmarks import PressPage
from generator.finish.separate import separate
from generator.finish.text import SubsetFont, embed_font
from generator.model.condition import PdfX
from generator.model.document import OneUp
from generator.model.geometry import Rect, Size, mm_to_pt

SLUG_FONT = "PressSlug"
ARTWORK = "Artwork"
_KEPT_IN_CATALOGUE = frozenset(("/Type", "/Pages"))
"""What else there is makes a reader act, or describes links and structure that are gone."""
_DROPPED_ON_PAGES = (
    "/AA", "/Annots", "/ArtBox", "/CropBox", "/StructParents", "/Tabs", "/Thumb"
)  # fmt: skip
_VERSIONS = {PdfX.X4: "1.6", PdfX.X1A: "1.4"}
"""ISO 15930-7, ISO 15930-4."""


def dress(
    one_up: OneUp, press: Press, font: SubsetFont | None, folds: Folds | None = None
) -> bytes:
    """Return the PDF/X without its profile, and with marks where its pages are folded.

    Equal input gives equal bytes. Raises RenderError for what can't be brought into ink, or into
    the flavour that is asked for.
    """
    digest = sha256(one_up.pdf + repr(press).encode()).hexdigest()
    inks = Inks(press.condition.profile, press.ink_limit_percent)
    with pikepdf.open(BytesIO(one_up.pdf)) as pdf:
        if press.half is not None:
            # Fronts and backs alternate, and the first is a front.
            del pdf.pages[slice(1 if press.half == "front" else 0, None, 2)]
        _forget(pdf)
        separate(pdf, inks, allow_transparency=press.pdfx is PdfX.X4, known=press.known)
        describe(pdf, press.identity, press.pdfx, press.condition, digest)
        sheet = PressPage(one_up.trim, press.bleed_mm, press.slug_mm, folds or NO_FOLDS)
        _dress_pages(pdf, one_up.bleed_mm, sheet, press, font)
        return save_for_press(pdf, press.pdfx)


def _forget(pdf: Pdf) -> None:
    """Take out all that isn't printed."""
    for key in set(pdf.Root.keys()) - _KEPT_IN_CATALOGUE:
        del pdf.Root[key]
    for page in pdf.pages:
        for key in _DROPPED_ON_PAGES:
            if key in page.obj:
                del page.obj[key]


def _dress_pages(
    pdf: Pdf, bleed_mm: float, sheet: PressPage, press: Press, font: SubsetFont | None
) -> None:
    """Give each page its boxes and, where the shop wants them, its marks."""
    embedded = embed_font(pdf, font) if font else None
    lines = press_slugs(sheet, press, font, len(pdf.pages))
    for page, line in zip(pdf.pages, lines, strict=True):
        around = line if press.slug is None else draw_around(sheet) + line
        resources = Dictionary(XObject=Dictionary({f"/{ARTWORK}": _artwork(page, bleed_mm, sheet)}))
        if embedded is not None:
            resources.Font = Dictionary({f"/{SLUG_FONT}": embedded})
        left, bottom, _, _ = trim_box(page, bleed_mm)
        inset = mm_to_pt(sheet.bleed_mm + sheet.slug_mm)
        placed = f"q 1 0 0 1 {inset - left:.4f} {inset - bottom:.4f} cm /{ARTWORK} Do Q\n"
        page.obj.Contents = pdf.make_stream(f"{placed}{around}".encode("ascii"))
        page.obj.Resources = resources
        _set_boxes(page, sheet)


def press_slugs(sheet: PressPage, press: Press, font: SubsetFont | None, pages: int) -> list[str]:
    """Return what draws the line below the artwork of each page."""
    if not press.slug or font is None:
        return [""] * pages
    lines = (
        press.slug.replace("{page}", str(number)).replace("{pages}", str(pages))
        for number in range(1, pages + 1)
    )
    return [draw_line(sheet, line, font, SLUG_FONT) for line in lines]


def _artwork(page: Page, bleed_mm: float, sheet: PressPage) -> Object:
    """Return what a page shows up to its bleed, as a form.

    ISO 32000-1, 8.7.3.1: a gradient or pattern stays where its own content stream begins. Moved as
    part of the page it would be left behind; a form takes it along.
    """
    left, bottom, right, top = trim_box(page, bleed_mm)
    bleed = mm_to_pt(sheet.bleed_mm)
    form = page.as_form_xobject(handle_transformations=False)
    form.write(
        form.read_bytes()
    )  # now: qpdf would read the page when it is written, changed by then
    form.BBox = Array([left - bleed, bottom - bleed, right + bleed, top + bleed])
    form.Resources = page.resources  # not qpdf's copy: pages share theirs
    if Name.Group in page.obj:
        del page.obj.Group  # the form has it
    return form


def _set_boxes(page: Page, sheet: PressPage) -> None:
    media = Rect(0, 0, sheet.media.width_mm, sheet.media.height_mm)
    page.obj.MediaBox = Array(_box(sheet.media, media))
    page.obj.BleedBox = Array(_box(sheet.media, sheet.bleed_rect))
    page.obj.TrimBox = Array(_box(sheet.media, sheet.trim_rect))


def _box(media: Size, rect: Rect) -> Box:
    """Return a rectangle on the page as left, bottom, right and top in points."""
    return (
        mm_to_pt(rect.left),
        mm_to_pt(media.height_mm - rect.bottom),
        mm_to_pt(rect.right),
        mm_to_pt(media.height_mm - rect.top),
    )


def save_for_press(pdf: Pdf, pdfx: PdfX) -> bytes:
    """Write a PDF/X, but for its profile, so that equal documents are equal bytes."""
    if Name.ID in pdf.trailer:
        # Else its first half stays that of the HTML, which files for two shops share.
        del pdf.trailer[Name.ID]
    written = BytesIO()
    pdf.save(
        written,
        deterministic_id=True,
        force_version=_VERSIONS[pdfx],
        # PDF 1.4 has no object streams, and in them nobody could make room for a profile.
        object_stream_mode=ObjectStreamMode.disable,
        fix_metadata_version=False,
    )
    return written.getvalue()
