"""Write a report for people: findings → lines, and on a terminal a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import StringIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from generator.model.finding import Finding
from generator.reports.checked import CheckReport
from generator.reports.folding import Fold, Group, fold

_NARROWEST_TABLE = 90
_WHERE = 20
_STYLES = {"error": "bold red", "warning": "yellow"}


def text_report(report: CheckReport, *, terminal: bool, width: int) -> str:
    """Return the report as lines, or on a terminal `width` wide as tables."""
    groups = fold(report.findings, report.files)
    if not terminal:
        return "".join(f"{line}\n" for line in (*_lines(groups), totals(report)))
    written = StringIO()
    console = Console(file=written, force_terminal=True, width=width, highlight=False)
    longest_rule = max((len(finding.rule) for finding in report.findings), default=0)
    for at, group in enumerate(groups):
        _print_heading(console, group)
        if width < _NARROWEST_TABLE:
            _print_lines(console, group)
        elif group.folds:
            console.print(_table(group, longest_rule, headed=at == 0))
        else:
            console.print()
    worst = "error" if report.errors else "warning" if report.warnings else ""
    console.print(Text(totals(report), _STYLES.get(worst, "green")))
    return written.getvalue()


def totals(report: CheckReport) -> str:
    """Return what it comes to: `3 errors and 2 warnings in 45 PDFs and the content`."""
    if not report.files and not report.has_content:
        return "nothing was checked"
    found = [
        f"{count} {noun}{'' if count == 1 else 's'}"
        for noun, count in (("error", report.errors), ("warning", report.warnings))
        if count
    ]
    return f"{' and '.join(found) or 'nothing wrong'} in {report.subjects}"


def _lines(groups: tuple[Group, ...]) -> Iterator[str]:
    for group in groups:
        if group.note:
            yield f"{group.file}: {group.note}"
        yield from map(str, group.folds)


def _print_lines(console: Console, group: Group) -> None:
    """Print a group on a narrow terminal, each finding wrapped below its first line."""
    for one in group.folds:
        finding = one.finding
        where = _where(finding)
        line = Text.assemble(
            (f"{finding.severity}: ", _STYLES[finding.severity]),
            f"{where}: " if where else "",
            one.sentence,
            f" {finding.cure}" if finding.cure else "",
            (f" [{finding.rule}]", "dim"),
        )
        for row, part in enumerate(line.wrap(console, max(console.width - 4, 20))):
            console.print(Padding(part, (0, 0, 0, 4 if row else 2)))
    console.print()


def _table(group: Group, longest_rule: int, *, headed: bool) -> Table:
    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False, show_header=headed)
    table.add_column("", width=len("warning"))
    table.add_column("where", width=_WHERE)
    # What is long and has no spaces, such as a path, is cut into lines, not cut off.
    table.add_column("what", ratio=3, overflow="fold")
    table.add_column("what helps", ratio=2, overflow="fold")
    table.add_column("rule", width=longest_rule, style="dim")
    for one in group.folds:
        finding = one.finding
        table.add_row(
            Text(finding.severity, _STYLES[finding.severity]),
            Text("\n".join(part for part in (_where(finding), _spot(finding)) if part)),
            Text(_told(one)),
            Text(finding.cure),
            Text(finding.rule),
        )
    return table


def _print_heading(console: Console, group: Group) -> None:
    console.print(Text(group.file or "all files together", "bold"))
    if group.note:
        console.print(Text(group.note, "dim"))


def _told(one: Fold) -> str:
    """Return what is wrong and where else, without what stands under `where`."""
    told = replace(one.finding, places=()).sentence
    return f"{told}, {one.more}" if one.more else told


def _where(finding: Finding) -> str:
    """Return where in its file a finding is: a line of text, or a page."""
    if finding.mark and (finding.document or not finding.file):
        return finding.mark.spot
    parts = [f"page {finding.page}" if finding.page else "", str(finding.mark or "")]
    return ", ".join(part for part in parts if part)


def _spot(finding: Finding) -> str:
    return "" if finding.mark and finding.document else finding.spot
