"""How a document is finished: values that are passed on, and need nothing that reads a PDF."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.finish.slug import SlugText, TileText
from generator.model.condition import OutputCondition, PdfX
from generator.model.geometry import Size
from generator.model.ink import Cmyk
from generator.model.job import Half
from generator.model.layout import Layout


@dataclass(frozen=True)
class Identity:
    """What a press PDF says of itself beside its title."""

    language: str
    date: datetime.date
    """The campaign's: a clock would make each build another file."""
    version: str
    """The campaign's."""
    creator: str
    """The software, with its version."""


@dataclass(frozen=True)
class Press:
    """What a document becomes for one print shop."""

    pdfx: PdfX
    condition: OutputCondition
    bleed_mm: float
    slug_mm: float
    ink_limit_percent: float
    identity: Identity
    slug: str | None = None
    """The line below the artwork, with `{page}` and `{pages}` in it; without it no marks either.

    Where it's empty, there are marks alone.
    """
    known: Mapping[str, Cmyk] = field(default_factory=dict)
    """The inks of colours that the edition names, by `#rrggbb`."""
    half: Half | None = None
    """Which pages go into the file, when fronts and backs are handed over apart."""

    @property
    def slug_characters(self) -> frozenset[str]:
        """All that the slug line's font must have."""
        return frozenset((self.slug or "") + "0123456789")


@dataclass(frozen=True)
class FinishOptions:
    """How a document is finished; without layout and tiles every panel keeps a page of its own."""

    layout: Layout | None = None
    """How panels share sheets."""
    slug: SlugText | None = None
    tile: Size | None = None
    """The office paper that large pages are cut into; never together with a layout."""
    tile_text: TileText | None = None
    font: bytes | None = field(default=None, repr=False)
    """The TTF that small print is set in; without it there is none."""
    press: Press | None = None
    """What a print shop asks for; without it the document is for a screen or an office printer."""
