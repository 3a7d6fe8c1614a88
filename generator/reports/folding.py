"""Fold equal findings: many pages and files with one cause → one line that names them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from generator.model.finding import Finding
from generator.reports.checked import CheckedFile

_MOST_NAMES = 8


@dataclass(frozen=True)
class Fold:
    """One finding, and where else the same was found."""

    finding: Finding
    more_pages: tuple[int, ...] = ()
    """Of the same PDF."""
    elsewhere: tuple[Finding, ...] = ()
    """The first of each other PDF."""
    more_places: int = 0
    """On the same page."""

    @property
    def more(self) -> str:
        """Where else, as a clause: `and on 9 more pages: 3, 5, 7–13`."""
        parts = []
        if count := self.more_places:
            parts.append(f"and in {count} more place{'' if count == 1 else 's'}")
        if count := len(self.more_pages):
            noun = "page" if count == 1 else "pages"
            parts.append(f"and on {count} more {noun}: {ranges(self.more_pages)}")
        if count := len(self.elsewhere):
            names = [self._name(finding) for finding in self.elsewhere[:_MOST_NAMES]]
            if count > len(names):
                names.append(f"and {count - len(names)} more")
            noun = "file" if count == 1 else "files"
            parts.append(f"and in {count} more {noun}: {', '.join(names)}")
        return "; ".join(parts)

    def _name(self, other: Finding) -> str:
        """Return another PDF as people call it, with its page; in the same folder, without that."""
        name = _seen_in(other)
        if other.mark and other.document:
            name = other.document
        elif PurePath(name).parent == PurePath(_seen_in(self.finding)).parent:
            name = PurePath(name).name
        return f"{name} page {other.page}" if other.page else name

    @property
    def sentence(self) -> str:
        """What is wrong and where else, with the stop that a sentence needs before another."""
        sentence = self.finding.sentence
        if self.more:
            sentence += f", {self.more}"
        ends = sentence.endswith((".", "!", "?"))
        return sentence if ends or not self.finding.cure else f"{sentence}."

    def __str__(self) -> str:
        finding = self.finding
        place = f"{finding.place}: " if finding.place else ""
        cure = f" {finding.cure}" if finding.cure else ""
        kind = "warning: " if finding.severity == "warning" else ""
        return f"{place}{self.sentence}{cure} [{kind}{finding.rule}]"


@dataclass(frozen=True)
class Group:
    """What was found in one file: in a text, or in a PDF."""

    file: str
    note: str
    folds: tuple[Fold, ...]


def folded(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Return findings as sentences for people, equal ones in one."""
    return tuple(str(one) for group in fold(findings) for one in group.folds)


def fold(findings: Iterable[Finding], files: Sequence[CheckedFile] = ()) -> tuple[Group, ...]:
    """Return findings by file: texts first, then PDFs; errors come before warnings.

    Files come in the order of `files`, also those in which nothing was found but which have a note.
    """
    order = {file.path: at for at, file in enumerate(files)}
    equal: dict[tuple[object, ...], list[Finding]] = {}

    def rank(finding: Finding) -> tuple[int, str, int]:
        at = order.get(finding.file, len(order)) if finding.file else -1
        return at, _seen_in(finding), finding.page or 0

    for finding in sorted(findings, key=rank):
        key = (finding.severity, finding.rule, finding.message, finding.detail, finding.cure)
        equal.setdefault((*key, finding.mark), []).append(finding)
    groups: dict[str, list[Fold]] = {}
    for alike in equal.values():
        groups.setdefault(_home(alike[0]), []).append(_folded(alike))
    notes = {file.path: file.note for file in files}
    for path in (path for path, note in notes.items() if note):
        groups.setdefault(path, [])
    places = sorted(groups, key=lambda file: (order.get(file, -1), file))
    return tuple(
        Group(file, notes.get(file, ""), tuple(sorted(groups[file], key=_rank))) for file in places
    )


def ranges(numbers: Iterable[int]) -> str:
    """Write numbers as a reader would: `3, 5, 7–13`."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    # Two in a row are no shorter as a range.
    parts = [[f"{run[0]}–{run[-1]}"] if len(run) > 2 else map(str, run) for run in runs]
    return ", ".join(number for part in parts for number in part)


def _folded(findings: Sequence[Finding]) -> Fold:
    """Fold equal findings, which are in the order of files and pages."""
    first = findings[0]
    here = _seen_in(first)
    pages = [one.page for one in findings if _seen_in(one) == here]
    elsewhere = {_seen_in(one): one for one in reversed(findings) if _seen_in(one) != here}
    return Fold(
        first,
        tuple(sorted({page for page in pages if page} - {first.page})),
        tuple(elsewhere[file] for file in sorted(elsewhere)),
        0 if first.mark else pages.count(first.page) - 1,
    )


def _seen_in(finding: Finding) -> str:
    return finding.file or finding.document


def _home(finding: Finding) -> str:
    """Return the file that a person opens to mend it."""
    if finding.mark and (finding.document or not finding.file):
        return finding.mark.file
    return finding.file


def _rank(fold: Fold) -> tuple[bool, int, int, str, str]:
    finding = fold.finding
    line = finding.mark.line if finding.mark else 0
    return (
        finding.severity != "error",
        line,
        finding.page or 0,
        finding.rule,
        finding.message,
    )
