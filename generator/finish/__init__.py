"""Finish a rendered document: one-up → PDF as it leaves the building, imposed or trimmed."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.finish.boxes import crop_to_trim
from generator.finish.impose import Slug, impose
from generator.finish.imposition import FlipEdge, Sides
from generator.finish.slug import SlugText
from generator.finish.text import subset_font
from generator.model.document import OneUp
from generator.model.sheet import Grid

__all__ = ["FinishOptions", "FlipEdge", "SlugText", "finish"]


@dataclass(frozen=True)
class FinishOptions:
    """How a document is finished; without a grid every panel keeps a page of its own."""

    grid: Grid | None = None
    sides: Sides = 1
    flip: FlipEdge = FlipEdge.LONG
    slug: SlugText | None = None
    font: bytes | None = field(default=None, repr=False)
    """The TTF that the slug is set in; without it there is no slug."""


def finish(one_up: OneUp, options: FinishOptions | None = None) -> bytes:
    """Return the finished PDF: sheets with marks when there is a grid, else pages at trim size.

    Equal input gives equal bytes. Raises RenderError when the panels can't be laid on the sheets.
    """
    options = options or FinishOptions()
    if options.grid is None:
        return crop_to_trim(one_up)
    slug = None
    if options.slug and options.font:
        slug = Slug(options.slug, subset_font(options.font, options.slug.characters))
    return impose(one_up, options.grid, sides=options.sides, flip=options.flip, slug=slug)
