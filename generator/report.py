"""What is ordered of a build and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from generator.errors import ContentError, GeneratorError, Problem
from generator.leftovers import Leftovers
from generator.model.finding import Finding
from generator.model.job import Job
from generator.model.layout import FlipEdge
from generator.plan import Selection
from generator.store.manifest import Entry


@dataclass(frozen=True)
class Order:
    """What to make and how."""

    selection: Selection = field(default_factory=Selection)
    output: Path = Path("output")
    flip: FlipEdge | None = None
    """The edge that the office printer turns sheets over: what it was measured with, else long."""
    workers: int = 1
    scheduler: str | None = None
    """The address of a Dask scheduler whose workers do it; `workers` then doesn't count."""
    strict: bool = False
    check: bool = True
    keep_html: bool = False
    force: bool = False
    """Make every PDF anew, whatever is kept of earlier builds."""
    sheet: Path | None = None
    """A spreadsheet of editions."""
    gallery: bool = True
    """Write a page to download from, too."""
    explain: bool = False
    """Find out why each PDF is made anew."""


@dataclass
class LeftOut:
    """Rows of a spreadsheet of which no edition was made."""

    rows: int = 0
    editions: set[str] = field(default_factory=set)
    """Those that can be read, but not be printed."""
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    """What was read otherwise than it stands there."""


@dataclass
class Report:
    """What came of an order."""

    made: list[Entry] = field(default_factory=list)
    failed: dict[Job, GeneratorError] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    """Why each PDF was made anew, or that it wasn't, by its path."""
    logos: tuple[tuple[PurePath, str], ...] = ()
    """Where pictures that a spreadsheet names were looked for, with their SHA-256 or nothing."""
    notes: tuple[Finding, ...] = ()
    """Warnings about the text."""
    left_out: LeftOut = field(default_factory=LeftOut)
    leftovers: Leftovers = field(default_factory=Leftovers)
    """What earlier builds left of editions that this one doesn't know."""
    has_company: bool = False
    """Another build was at work in the folder: what lies there may be of either."""
    refused: list[Problem] = field(default_factory=list)
    """Workers of a cluster that got nothing to do."""

    @property
    def exit_code(self) -> int:
        """0, or the code of the first kind of failure on the way from content to preflight."""
        codes = [error.exit_code for error in self.failed.values()]
        if self.left_out.problems:
            codes.append(ContentError.exit_code)
        return min(codes, default=0)


Progress = Callable[[Job, Entry | None], None]
"""Is told of each job when it is done; no entry means that it failed."""
