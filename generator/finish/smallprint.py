"""Set small print apart from what it is beside: finish options → the rest, and its rows."""

from __future__ import annotations

from dataclasses import replace

from generator.errors import RenderError
from generator.finish import FinishOptions
from generator.finish.assemble import SLUG_FONT as SHEET_FONT
from generator.finish.dress import SLUG_FONT as PRESS_FONT
from generator.finish.dress import press_slugs
from generator.finish.impose import Slug, sheet_slugs
from generator.finish.marks import NO_FOLDS, fold_lines
from generator.finish.pressmarks import PressPage
from generator.finish.text import SubsetFont, subset_font
from generator.finish.tiles import plan_tiles
from generator.finish.tiling import TileSlug, tile_slugs
from generator.model.document import LETTERS, SIGNS, Html


def without_small_print(options: FinishOptions) -> FinishOptions:
    """Return the options without what tells editions apart; marks stay."""
    press = options.press
    if press is not None and press.slug is not None:
        press = replace(press, slug="")
    return replace(options, slug=None, tile_text=None, press=press)


def small_print_font(options: FinishOptions) -> tuple[str, SubsetFont] | None:
    """Return the font of the small print, with the name that it goes by; None if there is none."""
    press = options.press
    is_sheet = options.slug and options.layout and not press
    has_rows = is_sheet or (options.tile and options.tile_text) or (press and press.slug)
    if not has_rows or options.font is None:
        return None
    return slug_font(options)


def slug_font(options: FinishOptions) -> tuple[str, SubsetFont] | None:
    """Return the font that holds any small print, with the name that it goes by."""
    if options.font is None:
        return None
    characters = frozenset(f"{LETTERS}{SIGNS} \xa0")
    return (PRESS_FONT if options.press else SHEET_FONT), subset_font(options.font, characters)


def small_print(options: FinishOptions, html: Html, panels: int, pages: int) -> list[str]:
    """Return what draws the small print on each page.

    Raises RenderError where it doesn't fit, or has a character that isn't in the font.
    """
    found = small_print_font(options)
    if found is None:
        return [""] * pages
    _, font = found
    try:
        return _drawn(options, html, font, panels, pages)
    except KeyError as error:
        raise RenderError(f"the font for small print has no {error.args[0]}") from error


def _drawn(
    options: FinishOptions, html: Html, font: SubsetFont, panels: int, pages: int
) -> list[str]:
    if options.press:
        press, trim = options.press, html.trim
        folds = NO_FOLDS
        if options.layout:
            trim = options.layout.grid.sheet
            folds = fold_lines(options.layout.grid) if options.layout.is_folded else NO_FOLDS
        sheet = PressPage(trim, press.bleed_mm, press.slug_mm, folds)
        return press_slugs(sheet, press, font, pages)
    if options.layout and options.slug:
        return sheet_slugs(options.layout, panels, html.bleed_mm, Slug(options.slug, font))
    if options.tile and options.tile_text:
        tiling = plan_tiles(html.trim, options.tile)
        return tile_slugs(tiling, panels, TileSlug(options.tile_text, font))
    return [""] * pages
