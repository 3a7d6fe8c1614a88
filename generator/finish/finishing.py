"""Finish a rendered document: one-up → PDF as it leaves the building, on sheets or trimmed."""

from __future__ import annotations

from generator.errors import RenderError
from generator.finish.boxes import crop_to_trim
from generator.finish.dress import dress
from generator.finish.impose import Slug, impose
from generator.finish.marks import fold_lines
from generator.finish.options import FinishOptions
from generator.finish.profile import complete
from generator.finish.text import subset_font
from generator.finish.tiles import plan_tiles
from generator.finish.tiling import TileSlug, cut_into_tiles
from generator.model.document import OneUp


def finish(one_up: OneUp, options: FinishOptions | None = None) -> bytes:
    """Return the finished PDF: on sheets, in tiles or for the press when asked, else at trim size.

    Equal input gives equal bytes. Raises RenderError when the panels can't be laid on the sheets,
    or a page can't be brought into ink.
    """
    options = options or FinishOptions()
    return complete(finish_without_profile(one_up, options), options)


def finish_without_profile(one_up: OneUp, options: FinishOptions) -> bytes:
    """Return the finished PDF, but for the profile of the press: `complete` puts that in."""
    laid_out = place_on_sheets(one_up, options)
    if options.press is None:
        return crop_to_trim(laid_out)
    font = None
    if options.press.slug and options.font:
        font = subset_font(options.font, options.press.slug_characters)
    folds = None
    if options.layout and options.layout.is_folded:
        folds = fold_lines(options.layout.grid)
    return dress(laid_out, options.press, font, folds)


def place_on_sheets(one_up: OneUp, options: FinishOptions) -> OneUp:
    """Return the one-up on sheets or cut into tiles, as asked; else as it is.

    The pages that come back are again trim plus bleed, and their trim is the sheet's. Raises
    RenderError when panels, tiles or small print don't fit.
    """
    if options.layout:
        slug = None
        if options.slug and options.font:
            slug = Slug(options.slug, subset_font(options.font, options.slug.characters))
        return impose(one_up, options.layout, slug)
    if options.tile:
        text = None
        if options.tile_text and options.font:
            characters = options.tile_text.characters
            text = TileSlug(options.tile_text, subset_font(options.font, characters))
        try:
            tiling = plan_tiles(one_up.trim, options.tile)
        except ValueError as error:
            raise RenderError(str(error)) from error
        return cut_into_tiles(one_up, tiling, text)
    return one_up
