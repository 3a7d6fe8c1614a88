"""Lay panels on sheets with marks and slug: one-up PDF and grid → PDF of sheets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from generator.finish.boxes import Box, save, trim_box
from generator.finish.draw import draw_marks, draw_panel, draw_slug
from generator.finish.imposition import FlipEdge, Sides, plan_sheets
from generator.finish.marks import bleed_that_fits, crop_marks
from generator.finish.slug import SlugText, set_slug
from generator.finish.text import SubsetFont, embed_font
from generator.model.document import OneUp
from generator.model.geometry import Edges, Size, mm_to_pt
from generator.model.sheet import Grid

_SLUG_FONT = "Slug"
_DUPLEX = {FlipEdge.LONG: Name.DuplexFlipLongEdge, FlipEdge.SHORT: Name.DuplexFlipShortEdge}


@dataclass(frozen=True)
class Slug:
    """The small print and the font that it is set in."""

    text: SlugText
    font: SubsetFont


@dataclass(frozen=True)
class _Panel:
    """One page of the one-up as a form that sheets can draw."""

    name: str
    form: Object
    trim: Box


def impose(
    one_up: OneUp, grid: Grid, *, sides: Sides, flip: FlipEdge, slug: Slug | None = None
) -> bytes:
    """Return the sheets as a PDF that asks the printer for 100% and for the right flip edge.

    Structure, links and outlines stay behind: they describe pages that no longer exist. Raises
    RenderError when a front has no back or the slug does not fit.
    """
    bleed = bleed_that_fits(grid, one_up.bleed_mm)
    marks = draw_marks(grid.sheet, crop_marks(grid, bleed))
    with pikepdf.open(BytesIO(one_up.pdf)) as source, Pdf.new() as pdf:
        sheets = plan_sheets(grid, len(source.pages), sides, flip)
        panels = _copy_panels(pdf, source, one_up.bleed_mm, bleed)
        font = embed_font(pdf, slug.font) if slug else None
        for number, sheet in enumerate(sheets, start=1):
            for side in sheet.sides:
                placed = [(placement, panels[placement.panel]) for placement in side.placements]
                content = [draw_panel(grid.sheet, at, it.name, it.trim) for at, it in placed]
                content.append(marks)
                if slug:
                    lines = slug.text.on(number, len(sheets), back=side is sheet.back)
                    rows = set_slug(grid, bleed, lines, slug.font.width_mm)
                    content.append(draw_slug(grid.sheet, rows, slug.font, _SLUG_FONT))
                _add_page(pdf, grid.sheet, "".join(content), [it for _, it in placed], font)
        _describe(pdf, source, sides, flip)
        return save(pdf)


def _copy_panels(pdf: Pdf, source: Pdf, bleed_mm: float, bleed: Edges) -> list[_Panel]:
    """Copy each page of the one-up as a form that shows its trim and the bleed that fits."""
    panels = []
    for number, page in enumerate(source.pages):
        left, bottom, right, top = trim = trim_box(page, bleed_mm)
        form = page.as_form_xobject(handle_transformations=False)
        form.BBox = Array(
            [
                left - mm_to_pt(bleed.left),
                bottom - mm_to_pt(bleed.bottom),
                right + mm_to_pt(bleed.right),
                top + mm_to_pt(bleed.top),
            ]
        )
        if Name.Resources in page.obj:
            form.Resources = page.obj.Resources  # not qpdf's copy: pages share theirs
        panels.append(_Panel(f"Panel{number}", pdf.copy_foreign(form), trim))
    return panels


def _add_page(
    pdf: Pdf, sheet: Size, content: str, panels: Iterable[_Panel], font: Object | None
) -> None:
    """Add one side of a sheet as a page."""
    resources = Dictionary(XObject=Dictionary({f"/{panel.name}": panel.form for panel in panels}))
    if font is not None:
        resources.Font = Dictionary({f"/{_SLUG_FONT}": font})
    box = Array([0, 0, mm_to_pt(sheet.width_mm), mm_to_pt(sheet.height_mm)])
    page = Dictionary(
        Type=Name.Page,
        MediaBox=box,
        TrimBox=box,
        Resources=resources,
        Contents=pikepdf.Stream(pdf, content.encode("ascii")),
    )
    pdf.pages.append(Page(pdf.make_indirect(page)))


def _describe(pdf: Pdf, source: Pdf, sides: Sides, flip: FlipEdge) -> None:
    """Keep title, dates and language, and tell the printer how to print."""
    if Name.Info in source.trailer:
        pdf.trailer.Info = pdf.copy_foreign(source.trailer.Info)
    if Name.Lang in source.Root:
        pdf.Root.Lang = source.Root.Lang
    # ISO 32000-1, table 150. Fitted to the printer's page, the cards would come out too small.
    pdf.Root.ViewerPreferences = Dictionary(
        DisplayDocTitle=True,
        PrintScaling=Name("/None"),
        Duplex=_DUPLEX[flip] if sides == 2 else Name.Simplex,
    )
