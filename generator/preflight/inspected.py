"""What is known of a PDF once it was looked over: findings, and what files are compared by."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.model.finding import Finding
from generator.model.geometry import Size
from generator.model.job import Job
from generator.model.target import Target


@dataclass(frozen=True)
class Inspection:
    """What came of looking a PDF over."""

    findings: tuple[Finding, ...]
    target: Target | None = None
    """What it was checked as; None when it couldn't be read."""
    note: str = ""
    """Why it was checked as that, where nobody said so."""
    sizes: tuple[Size | None, ...] = ()
    """The trim of each page."""
    panels: tuple[str, ...] = ()
    """The words of each panel that has any, in the order in which they are set."""
    has_backs: bool = False
    """Pages are front, back, front, back, …"""
    is_imposed: bool = False
    """Panels share sheets, some upside down: PDFium tells the words of those in another order."""
    lines: tuple[str, ...] = ()
    """The lines of all pages."""
    pictures: tuple[tuple[int, bytes], ...] = field(default=(), repr=False)
    """The number of each page with findings and a PNG of it, where they were asked for."""


@dataclass(frozen=True)
class Inspected:
    """A file that was looked over."""

    path: str
    """As people call it."""
    inspection: Inspection
    job: Job | None = None
    """What it was ordered as; None for what others made."""
