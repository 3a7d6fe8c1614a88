"""Know PDFs that earlier builds left and nobody makes any more: a manifest → their editions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.errors import Problem
from generator.files import is_plain_file

_MOST_NAMED = 8


@dataclass(frozen=True)
class Leftovers:
    """What lies in a folder of editions that a build doesn't know: removed, or of another sheet.

    It stays, and is offered with the rest: a build may make a part of what lies in a folder.
    """

    editions: tuple[str, ...] = ()
    """In the order of their names; each has a folder."""
    pdfs: int = 0

    def problem(self, output: Path) -> Problem:
        """Return what is told of it; there is something."""
        told = ", ".join(self.editions[:_MOST_NAMED])
        if more := len(self.editions[_MOST_NAMED:]):
            told += f" and {more} more"
        what = "1 PDF" if self.pdfs == 1 else f"{self.pdfs} PDFs"
        which = "an edition that isn't" if len(self.editions) == 1 else "editions that aren't"
        return Problem(
            f"{output} still has {what} of {which} in this build: {told}",
            hint="remove what nobody should find there any more, and build again",
        )


def find_leftovers(output: Path, paths: Iterable[str], editions: Collection[str]) -> Leftovers:
    """Return what is still there of `paths` whose edition isn't among `editions`."""
    by_edition = {path: path.partition("/")[0] for path in paths if "/" in path}
    left = Counter(
        edition
        for path, edition in by_edition.items()
        if edition not in editions and is_plain_file(output / path)
    )
    return Leftovers(tuple(sorted(left)), left.total())
