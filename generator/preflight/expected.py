"""What a finished PDF must be like: what the rules measure it against, and what they report."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.model.condition import PdfX
from generator.model.finding import Severity
from generator.model.fit import PageRange
from generator.model.geometry import Rect, Size
from generator.model.layout import Layout
from generator.model.mark import Mark
from generator.model.target import Target


@dataclass(frozen=True)
class ExpectedPress:
    """What a print shop asked for."""

    pdfx: PdfX | None
    """None of a file that others made: whatever flavour it says it is."""
    profile_digest: str | None
    """SHA-256 of the output intent's profile; None: any profile of a press in four inks."""
    bleed_mm: float
    """Of our own files exactly; others may have more."""
    ink_limit_percent: float
    minimum_ppi: float


@dataclass(frozen=True)
class SourceText:
    """A text that is printed somewhere in the document, and where it is written."""

    name: str
    """What people call it: `the answer of drempel 7`."""
    text: str
    mark: Mark
    read_from_m: float | None = None
    """The distance that it must be legible from, where the product states one."""


@dataclass(frozen=True)
class Panel:
    """A page of the document as composed, and where it lies on a page of the PDF."""

    number: int
    """Counted from 0."""
    place: Rect
    """In mm from the top left of the page's trim."""
    turned_deg: int = 0
    """Clockwise."""


@dataclass(frozen=True)
class Expected:
    """What was ordered; None where nobody said so, as of files that other tools made."""

    target: Target
    trim: Size | None = None
    """Size of the pages; the sheet's when panels are imposed."""
    pages: PageRange | None = None
    font_names: frozenset[str] | None = None
    """How the names of our own fonts begin, such as `AtkinsonHyperlegible`; spaces don't count."""
    language: str | None = None
    smallest_type_pt: float | None = None
    safe_area_mm: float | None = None
    press: ExpectedPress | None = None
    """Of what goes to a print shop; always there when the target is the press."""
    layout: Layout | None = None
    """How panels share sheets."""
    has_backs: bool = False
    """Pages are front, back, front, back, …"""
    slug_from_mm: float | None = None
    """Text as far as this from all panels is small print; None where there is none."""
    is_clipped: bool = False
    """Pages show parts of a larger one: text that can't be seen lies beyond them."""
    codes: frozenset[str] | None = None
    """The addresses that its QR codes lead to; none when it has no codes."""
    texts: tuple[SourceText, ...] = ()
    """What is printed on it, where the text is ours."""
    html: str | None = field(default=None, repr=False)
    """The document as composed; None where that isn't known."""
    placed: tuple[tuple[Panel, ...], ...] = ()
    """The panels on each page; none where that isn't known, or where some are missing."""
    sha256: str | None = None
    """The file's checksum when it was built, in hexadecimal digits; None before that."""
    document: str = ""
    """What people call it: `card-85x55`."""

    @property
    def is_ours(self) -> bool:
        """Whether we made it: then all that is not said is forbidden."""
        return self.font_names is not None

    def panels_on(self, page: int, trim: Size) -> tuple[Rect, ...]:
        """Where artwork lies on a page (from 1) of a size, in mm from the top left of the trim."""
        if self.layout is None:
            return (Rect(0, 0, trim.width_mm, trim.height_mm),)
        return self.layout.grid_on(page).panels


@dataclass(frozen=True)
class Fault:
    """What a rule found: a finding that doesn't know yet how bad it is."""

    message: str
    """What is wrong, without a full stop."""
    page: int | None = None
    """Counted from 1."""
    places: tuple[Rect, ...] = ()
    """Where on the page, in mm from the top left of its trim."""
    detail: str = ""
    """What was measured against: `safe area 4 mm`."""
    cure: str = ""
    """What helps; empty for what the rule says."""
    mark: Mark | None = None
    """Where the cure belongs, where the text is ours."""
    file: str = ""
    """The PDF that it is in, where several are compared."""
    document: str = ""
    severity: Severity | None = None
    """Where a fault is better or worse than its rule says."""
