"""What a finished PDF must be like: what the rules measure it against, and what they report."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.geometry import Rect, Size
from generator.model.layout import Layout
from generator.model.printing import PdfX
from generator.model.product import PageRange


@dataclass(frozen=True)
class ExpectedPress:
    """What a print shop asked for."""

    pdfx: PdfX
    profile_digest: str
    """SHA-256 of the output intent's profile."""
    bleed_mm: float
    ink_limit_percent: float
    minimum_ppi: float


@dataclass(frozen=True)
class Expected:
    """What was ordered."""

    trim: Size
    """Size of the pages; the sheet's when panels are imposed."""
    pages: PageRange
    font_names: frozenset[str]
    """How the names of our own fonts begin, such as `AtkinsonHyperlegible`; spaces don't count."""
    language: str
    tagged: bool = False
    """Whether people who can't see the page must be able to read it: the screen's PDFs."""
    smallest_type_pt: float | None = None
    safe_area_mm: float | None = None
    press: ExpectedPress | None = None
    """Of what goes to a print shop."""
    layout: Layout | None = None
    """How panels share sheets."""
    slug_from_mm: float | None = None
    """Text as far as this from all panels is small print; None where there is none."""
    is_clipped: bool = False
    """Pages show parts of a larger one: text that can't be seen lies beyond them."""

    def panels_on(self, page: int) -> tuple[Rect, ...]:
        """Where artwork lies on a page (from 1), in mm from the top left of the trim."""
        if self.layout is None:
            return (Rect(0, 0, self.trim.width_mm, self.trim.height_mm),)
        return self.layout.grid_on(page).panels


@dataclass(frozen=True)
class Fault:
    """What a rule found: a finding that doesn't know yet how bad it is."""

    message: str
    page: int | None = None
    """Counted from 1."""
