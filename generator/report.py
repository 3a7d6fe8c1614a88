"""What is ordered of a build and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from generator.errors import BuildError, GeneratorError
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
    strict: bool = False
    check: bool = True
    keep_html: bool = False


@dataclass
class Report:
    """What came of an order."""

    made: list[Entry] = field(default_factory=list)
    failed: dict[Job, GeneratorError] = field(default_factory=dict)

    @property
    def exit_code(self) -> int:
        """0, or the code of the first kind of failure on the way from content to preflight."""
        return min((error.exit_code for error in self.failed.values()), default=0)


Progress = Callable[[Job, Entry | None], None]
"""Is told of each job when it is done; no entry means that it failed."""


def worker_died() -> BuildError:
    """Return the error for a worker process that ended before its task."""
    return BuildError(
        "a worker process ended unexpectedly", hint="is there enough memory? Try --jobs 1"
    )


def unwritable(path: Path, error: OSError) -> BuildError:
    """Return the error for a file that can't be written."""
    reason = error.strerror or str(error)
    return BuildError(f"can't write {path}: {reason}", hint="choose another folder with --output")
