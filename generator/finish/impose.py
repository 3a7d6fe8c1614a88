"""Lay panels on sheets with marks and slug: one-up PDF and layout → one-up of sheets."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Pdf

from generator.finish.assemble import SLUG_FONT, Panel, add_page, copy_panels, describe_sheets
from generator.finish.boxes import save
from generator.finish.draw import draw_marks, draw_panel, draw_slug
from generator.finish.imposition import Side, plan_sheets
from generator.finish.marks import Bleed, Stroke, bleed_that_fits, crop_marks, fold_marks
from generator.finish.slug import SlugText, set_slug
from generator.finish.text import SubsetFont, embed_font
from generator.model.document import OneUp
from generator.model.layout import Layout


@dataclass(frozen=True)
class Slug:
    """The small print and the font that it is set in."""

    text: SlugText
    font: SubsetFont


def impose(one_up: OneUp, layout: Layout, slug: Slug | None = None) -> OneUp:
    """Return the sheets as a PDF that asks the printer for 100% and for the right flip edge.

    Each page's TrimBox is the sheet; with a bleed in the layout, the outer panels go on past it.
    Structure, links and outlines stay behind: they describe pages that no longer exist. Raises
    RenderError when the panels can't be laid on sheets, or the slug does not fit.
    """
    sheet = layout.grid.sheet
    with pikepdf.open(BytesIO(one_up.pdf)) as source, Pdf.new() as pdf:
        count = len(source.pages)
        sheets = plan_sheets(layout, count)
        panels = copy_panels(pdf, source, one_up.bleed_mm)
        slugs = sheet_slugs(layout, count, one_up.bleed_mm, slug)
        font = embed_font(pdf, slug.font) if slug and any(slugs) else None
        printed = iter(slugs)
        for planned in sheets:
            for side in planned.sides:
                is_back = side is planned.back
                bleed = bleed_that_fits(layout, side.grid, one_up.bleed_mm)
                content = _draw_panels(side, bleed, panels)
                content += draw_marks(sheet, _marks(layout, side, bleed, is_back=is_back))
                content += next(printed)
                placed = [panels[at.panel] for at in side.placements]
                add_page(pdf, sheet, content, placed, font, bleed_mm=layout.bleed_mm)
        turned_over = layout.turning_edge if layout.is_duplex(count) else None
        describe_sheets(pdf, source, turned_over)
        return OneUp(save(pdf), sheet, layout.bleed_mm)


def sheet_slugs(layout: Layout, count: int, bleed_mm: float, slug: Slug | None) -> list[str]:
    """Return what draws the small print on each side of the sheets of `count` panels.

    Raises RenderError when it does not fit.
    """
    sheets = plan_sheets(layout, count)
    if slug is None or layout.is_folded or not layout.marks:
        # Without marks there is no margin that is cut off.
        return [""] * sum(len(planned.sides) for planned in sheets)
    drawn = []
    for number, planned in enumerate(sheets, start=1):
        for side in planned.sides:
            bleed = bleed_that_fits(layout, side.grid, bleed_mm)
            lines = slug.text.on(number, len(sheets), back=side is planned.back)
            rows = set_slug(side.grid, bleed, lines, slug.font.width_mm)
            drawn.append(draw_slug(layout.grid.sheet, rows, slug.font, SLUG_FONT))
    return drawn


def _draw_panels(side: Side, bleed: Bleed, panels: list[Panel]) -> str:
    """Return what draws the panels of one side."""
    drawn = []
    for at in side.placements:
        panel = panels[at.panel]
        window = bleed.window(side.grid, at.column, at.row)
        drawn.append(
            draw_panel(
                side.grid.sheet,
                side.rect(at),
                window,
                panel.name,
                panel.trim,
                rotation=at.rotation,
            )
        )
    return "".join(drawn)


def _marks(layout: Layout, side: Side, bleed: Bleed, *, is_back: bool) -> tuple[Stroke, ...]:
    """Return the marks of one side."""
    if layout.is_folded:
        # A booklet is folded with its inside up, and there no one sees the marks on its spine. A
        # zine has but one side.
        return fold_marks(layout, side.grid) if is_back == (layout.scheme == "half-fold") else ()
    return crop_marks(side.grid, bleed) if layout.marks and not side.grid.perforated else ()
