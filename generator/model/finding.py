"""What checking comes to: one thing that is wrong, where it is, and what helps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.model.geometry import Rect
from generator.model.mark import Mark

Severity = Literal["error", "warning"]


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
        measured = f" ({self.detail})" if self.detail else ""
        return f"{self.message}{seen}{measured}"

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
        return f"{place}{self.sentence}{stop}{cure} [{self.rule}]"
