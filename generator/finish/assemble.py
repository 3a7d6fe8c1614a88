"""Assemble a PDF of sheets: a one-up's pages as forms, content streams → pages that print true."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from generator.finish.boxes import Box, trim_box
from generator.model.geometry import Size, mm_to_pt
from generator.model.layout import FlipEdge

SLUG_FONT = "Slug"
DUPLEX = {FlipEdge.LONG: Name.DuplexFlipLongEdge, FlipEdge.SHORT: Name.DuplexFlipShortEdge}


@dataclass(frozen=True)
class Panel:
    """One page of the one-up as a form that sheets can draw."""

    name: str
    form: Object
    trim: Box
    """In points."""


def copy_panels(pdf: Pdf, source: Pdf, bleed_mm: float) -> list[Panel]:
    """Copy each page of the one-up as a form that shows its trim and its bleed."""
    panels = []
    for number, page in enumerate(source.pages):
        left, bottom, right, top = trim = trim_box(page, bleed_mm)
        bleed = mm_to_pt(bleed_mm)
        form = page.as_form_xobject(handle_transformations=False)
        form.BBox = Array([left - bleed, bottom - bleed, right + bleed, top + bleed])
        if Name.Resources in page.obj:
            form.Resources = page.obj.Resources  # not qpdf's copy: pages share theirs
        panels.append(Panel(f"Panel{number}", pdf.copy_foreign(form), trim))
    return panels


def add_page(
    pdf: Pdf,
    sheet: Size,
    content: str,
    panels: Iterable[Panel],
    font: Object | None,
    *,
    bleed_mm: float = 0.0,
) -> None:
    """Add one side of a sheet as a page whose TrimBox is the sheet."""
    resources = Dictionary(XObject=Dictionary({f"/{panel.name}": panel.form for panel in panels}))
    if font is not None:
        resources.Font = Dictionary({f"/{SLUG_FONT}": font})
    width, height, bleed = (
        mm_to_pt(length) for length in (sheet.width_mm, sheet.height_mm, bleed_mm)
    )
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([-bleed, -bleed, width + bleed, height + bleed]),
        TrimBox=Array([0, 0, width, height]),
        Resources=resources,
        Contents=pikepdf.Stream(pdf, content.encode("ascii")),
    )
    pdf.pages.append(Page(pdf.make_indirect(page)))


def describe_sheets(pdf: Pdf, source: Pdf, turned_over: FlipEdge | None) -> None:
    """Keep title, dates and language, and tell the printer how to print; None is on one side."""
    if Name.Info in source.trailer:
        pdf.trailer.Info = pdf.copy_foreign(source.trailer.Info)
    if Name.Lang in source.Root:
        pdf.Root.Lang = source.Root.Lang
    # ISO 32000-1, table 150. Fitted to the printer's page, the panels would come out too small.
    pdf.Root.ViewerPreferences = Dictionary(
        DisplayDocTitle=True,
        PrintScaling=Name("/None"),
        Duplex=DUPLEX[turned_over] if turned_over else Name.Simplex,
    )
