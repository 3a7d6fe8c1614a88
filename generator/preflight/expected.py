"""What a finished PDF must be like: what the rules measure it against, and what they report."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.geometry import Rect, Size
from generator.model.product import PageRange
from generator.model.sheet import Grid


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
    grid: Grid | None = None
    """How panels lie on the sheet; text beside them is slug, which has no smallest size."""

    @property
    def panels(self) -> tuple[Rect, ...]:
        """Where artwork lies, in mm from the top left of the trim."""
        if self.grid is None:
            return (Rect(0, 0, self.trim.width_mm, self.trim.height_mm),)
        return tuple(
            self.grid.panel_at(column, row)
            for row in range(self.grid.rows)
            for column in range(self.grid.columns)
        )


@dataclass(frozen=True)
class Fault:
    """What a rule found: a finding that doesn't know yet how bad it is."""

    message: str
    page: int | None = None
    """Counted from 1."""
