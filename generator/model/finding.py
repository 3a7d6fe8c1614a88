"""What checking comes to: one thing that is wrong, where it is, and what helps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.model.geometry import Rect
from generator.model.mark import Mark

Severity = Literal["error", "warning"]
About = Literal["content", "pdf", "files"]
"""What a rule looks at: the text, one PDF, or several PDFs side by side."""


@dataclass(frozen=True)
class RuleInfo:
    """What a rule says of itself, for reports and for the documentation."""

    id: str
    severity: Severity
    why: str
    """What goes wrong without it, in one line."""
    source: str
    """Who says so."""
    cure: str
    targets: tuple[str, ...] = ()
    """The kinds of PDF that it holds for."""
    about: About = "pdf"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong with a finished PDF, or with the text that it is made from."""

    rule: str
    severity: Severity
    message: str
    """What is wrong, in the reader's terms: no full stop, no file, no page."""
    page: int | None = None
    """Counted from 1."""
    mark: Mark | None = None
    """Where the cure belongs: a line of a file in `content/`."""
    detail: str = ""
    """What was measured against: `safe area 4 mm`."""
    cure: str = ""
    """What helps, as a sentence."""
    places: tuple[Rect, ...] = ()
    """Where on the page, in mm from the top left of its trim."""
    file: str = ""
    """The PDF that it was found in; empty for content."""
    document: str = ""
    """What people call that PDF: `card-85x55`."""

    @property
    def sentence(self) -> str:
        """What is wrong, with where it is seen when that isn't where it is mended."""
        seen = ""
        if self.mark and self.document:
            seen = f" on {self.document}" + (f" page {self.page}" if self.page else "")
        elif self.spot:
            seen = f", {self.spot}"
        measured = f" ({self.detail})" if self.detail else ""
        return f"{self.message}{seen}{measured}"

    @property
    def spot(self) -> str:
        """Where on the page, for people with a ruler; empty for what is everywhere on it."""
        if not self.places or min(self.places[0].left, self.places[0].top) <= 0:
            return ""
        first = self.places[0]
        return f"{first.left:.0f} mm from the left and {first.top:.0f} mm from the top"

    @property
    def place(self) -> str:
        """Where a person looks first: the line of YAML, else the page of the PDF."""
        if self.mark and self.document:
            return str(self.mark)
        parts = [self.file, f"page {self.page}" if self.page else "", str(self.mark or "")]
        return ": ".join(part for part in parts if part)

    def __str__(self) -> str:
        place = f"{self.place}: " if self.place else ""
        stop = "" if self.sentence.endswith((".", "!", "?")) or not self.cure else "."
        cure = f" {self.cure}" if self.cure else ""
        kind = "warning: " if self.severity == "warning" else ""
        return f"{place}{self.sentence}{stop}{cure} [{kind}{self.rule}]"
