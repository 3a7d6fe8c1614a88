"""What a check came to: what was found, in which files, and by which rules."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace

from generator.model.finding import Finding, RuleInfo
from generator.model.geometry import Rect
from generator.model.mark import Cell, Mark

# Words out of a PDF can hold what moves a terminal's cursor, turns the line around (Unicode,
# UAX #9), or isn't allowed in XML 1.0 (2.2).
_UNFIT = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_BLANK = re.compile("[\t\n\r\x0b\x0c\x85\u2028\u2029]+")
_CONTENT = "the content"


@dataclass(frozen=True)
class CheckedFile:
    """A PDF that was checked."""

    path: str
    target: str
    """What it was checked as: `press`; empty when it couldn't be read."""
    pages: int
    note: str = ""
    """Why it was checked as that, where nobody said so."""


@dataclass(frozen=True)
class CheckReport:
    """What came of a check."""

    findings: tuple[Finding, ...]
    files: tuple[CheckedFile, ...]
    rules: tuple[RuleInfo, ...]
    """Those that were held to: without a rule about content, no content was checked."""
    version: str
    """Of the software."""
    project: str = ""
    """The project's folder, as seen from where paths of PDFs start: empty when it is the same."""

    @property
    def has_content(self) -> bool:
        """Whether the text was checked, too."""
        return any(rule.about == "content" for rule in self.rules)

    @property
    def subjects(self) -> str:
        """What was checked, as people say it: `45 PDFs and the content`."""
        pdfs = "1 PDF" if len(self.files) == 1 else f"{len(self.files)} PDFs"
        if self.has_content:
            return f"{pdfs} and {_CONTENT}" if self.files else _CONTENT
        return pdfs

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(finding.severity == "error" for finding in self.findings)

    @property
    def warnings(self) -> int:
        """How many findings are warnings."""
        return len(self.findings) - self.errors

    @property
    def legible(self) -> CheckReport:
        """The same report without what a hostile file could do harm with."""
        return replace(
            self,
            findings=tuple(_legible(finding) for finding in self.findings),
            files=tuple(
                replace(file, path=legible(file.path), note=legible(file.note))
                for file in self.files
            ),
        )


def legible(text: str) -> str:
    """Return text on one line, with a replacement character for each that isn't fit to be shown."""
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", _BLANK.sub(" ", text))


def _legible(finding: Finding) -> Finding:
    mark = finding.mark
    return replace(
        finding,
        message=legible(finding.message),
        detail=legible(finding.detail),
        cure=legible(finding.cure),
        file=legible(finding.file),
        document=legible(finding.document),
        mark=_legible_mark(mark) if mark else None,
        places=tuple(place for place in finding.places if _is_finite(place)),
    )


def _legible_mark(mark: Mark) -> Mark:
    if isinstance(mark, Cell):
        sheet, heading = legible(mark.sheet), legible(mark.heading)
        return replace(mark, file=legible(mark.file), sheet=sheet, heading=heading)
    return replace(mark, file=legible(mark.file))


def _is_finite(place: Rect) -> bool:
    return all(map(math.isfinite, (place.left, place.top, place.width, place.height)))
