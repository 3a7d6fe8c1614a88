"""Compose the job ticket: what a print shop must know of one PDF → a page to go beside it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from generator.compose.document import Composer
from generator.model.colour import Palette
from generator.model.document import Html
from generator.model.geometry import Size, parse_format


@dataclass(frozen=True)
class TicketFacts:
    """What is printed on a job ticket; texts are in the campaign's language already."""

    product_title: str
    file_name: str
    format_name: str
    trim: Size
    """Of the finished work."""
    pages: int
    """In the file."""
    sides: Literal[1, 2]
    """Of the finished work."""
    bleed_mm: float
    pdfx: str
    """The file's standard, as `PDF/X-4`."""
    condition: str
    """Identifier of the printing condition, as `FOGRA39`."""
    condition_info: str
    """What the profile says it is for."""
    ink_limit_percent: float
    coating: Literal["coated", "uncoated"]
    checksum: str
    """SHA-256 of the file in hexadecimal: 64 digits."""
    marks: bool
    """Crop marks, registration marks and a colour bar stand outside the bleed."""
    version: str
    date: datetime.date
    sheet: Size | None = None
    """Of the flat sheet in the file, where the work is cut or folded from it."""
    is_flat: bool = False
    """The sheet leaves the print shop as it is: its reader cuts and folds it."""
    is_work_and_turn: bool = False
    """Both sides of the sheet are printed from the one page there is."""
    front_back: Literal["front", "back"] | None = None
    """Which half the file holds when fronts and backs are two files."""
    barrier_number: int | None = None
    barrier_name: str | None = None
    paper: str | None = None
    """What the product asks for, as `135 g/m²`."""
    finishing: tuple[str, ...] = ()
    """What is done after printing, a line each."""
    shop: str | None = None
    """Its name, where it has one."""

    @property
    def checksum_groups(self) -> tuple[str, ...]:
        """The checksum in groups of eight digits, as people compare them."""
        return tuple(self.checksum[at : at + 8] for at in range(0, len(self.checksum), 8))


def compose_ticket(
    composer: Composer,
    facts: TicketFacts,
    language: str,
    edition: str,
    palette: Palette | None = None,
) -> Html:
    """Return the ticket, one A4 page; raises TemplateError with template and line."""
    return composer.compose_leaflet(
        "base/ticket.html.j2",
        "base/ticket.css",
        language,
        edition,
        parse_format("a4").trim,
        palette=palette,
        facts=facts,
    )
