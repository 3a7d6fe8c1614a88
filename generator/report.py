"""What is ordered of a build and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import gettempdir

from generator.errors import BuildError, ContentError, GeneratorError, PreflightError, Problem
from generator.files import remove
from generator.model.finding import Finding
from generator.model.job import Job
from generator.model.layout import FlipEdge
from generator.plan import Selection
from generator.preflight.across import Inspected, compare
from generator.reports import folded
from generator.store.manifest import Entry


@dataclass(frozen=True)
class Order:
    """What to make and how."""

    selection: Selection = field(default_factory=Selection)
    output: Path = Path("output")
    flip: FlipEdge | None = None
    """The edge that the office printer turns sheets over: what it was measured with, else long."""
    workers: int = 1
    strict: bool = False
    check: bool = True
    keep_html: bool = False
    force: bool = False
    """Make everything anew, whatever is kept of earlier builds."""
    sheet: Path | None = None
    """A spreadsheet of editions."""


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
    reasons: dict[Job, str] = field(default_factory=dict)
    """Why each PDF was made anew, or that it wasn't."""
    inspected: list[Inspected] = field(default_factory=list)
    """What preflight saw of each PDF that was made."""
    notes: tuple[Finding, ...] = ()
    """Warnings about the text."""
    left_out: LeftOut = field(default_factory=LeftOut)

    @property
    def exit_code(self) -> int:
        """0, or the code of the first kind of failure on the way from content to preflight."""
        codes = [error.exit_code for error in self.failed.values()]
        if self.left_out.problems:
            codes.append(ContentError.exit_code)
        return min(codes, default=0)


def refuse(findings: Iterable[Finding], *, strict: bool) -> None:
    """Raise PreflightError for findings that no PDF may leave with."""
    wrong = [one for one in findings if strict or one.severity == "error"]
    if wrong:
        raise PreflightError([Problem(one) for one in folded(wrong)])


def compare_made(report: Report, order: Order) -> None:
    """Look at what was made side by side; what is wrong there takes a PDF back."""
    entries = {str(entry.job.path): entry for entry in report.made}
    for finding in compare(report.inspected):
        entry = entries[finding.file]
        if order.strict or finding.severity == "error":
            remove(order.output / entry.job.path)
            report.failed[entry.job] = PreflightError(Problem(str(finding)))
        entries[finding.file] = replace(entry, findings=(*entry.findings, finding))
    report.made = [one for one in entries.values() if one.job not in report.failed]


Progress = Callable[[Job, Entry | None], None]
"""Is told of each job when it is done; no entry means that it failed."""


def worker_died() -> BuildError:
    """Return the error for a worker process that ended before its task."""
    return BuildError(
        "a worker process ended unexpectedly", hint="is there enough memory? Try --jobs 1"
    )


def no_room(error: OSError) -> BuildError:
    """Return the error for a task that could not read or write its temporary files."""
    return BuildError(
        f"can't work with temporary files: {error.strerror or error}",
        hint=f"is there room in {gettempdir()}? TMPDIR names another folder",
    )


def unwritable(path: Path, error: OSError) -> BuildError:
    """Return the error for a file that can't be written."""
    reason = error.strerror or str(error)
    return BuildError(f"can't write {path}: {reason}", hint="choose another folder with --output")
