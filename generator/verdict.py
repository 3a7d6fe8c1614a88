"""Decide what may leave: findings → what stands, or why nothing does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.errors import PreflightError, Problem
from generator.files import remove
from generator.model.finding import Finding
from generator.model.job import Job
from generator.preflight.across import compare
from generator.preflight.inspected import Inspected
from generator.report import Order, Report
from generator.reports import folded
from generator.store.manifest import Entry


def is_fatal(finding: Finding, *, strict: bool) -> bool:
    """Tell whether no PDF may leave with a finding."""
    return strict or finding.severity == "error"


def refuse(findings: Iterable[Finding], *, strict: bool) -> None:
    """Raise PreflightError for findings that no PDF may leave with."""
    wrong = [one for one in findings if is_fatal(one, strict=strict)]
    if wrong:
        raise PreflightError([Problem(one) for one in folded(wrong)])


def compare_made(
    entries: Iterable[Entry], inspected: Sequence[Inspected], report: Report, order: Order
) -> list[Entry]:
    """Look at what was made side by side; return what stands.

    What is wrong takes a PDF back: it is then one of those that failed.
    """
    by_path = {str(entry.job.path): entry for entry in entries}
    wrong: dict[Job, list[Finding]] = {}
    for finding in compare(inspected):
        entry = by_path[finding.file]
        if is_fatal(finding, strict=order.strict):
            wrong.setdefault(entry.job, []).append(finding)
        by_path[finding.file] = replace(entry, findings=(*entry.findings, finding))
    for job, findings in wrong.items():
        error = PreflightError([Problem(one) for one in folded(findings)])
        # A ticket tells of a PDF that isn't there any more.
        for gone in (job, job.ticket):
            if str(gone.path) in by_path:
                remove(order.output / gone.path)
                report.failed[gone] = error
    return [one for one in by_path.values() if one.job not in report.failed]
