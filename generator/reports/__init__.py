"""Tell what a check came to: findings, files and rules → text, JSON, SARIF or JUnit XML."""

from __future__ import annotations

from typing import Literal

from generator.reports.checked import CheckedFile, CheckReport
from generator.reports.folding import folded
from generator.reports.rules import rules_table

ReportKind = Literal["text", "json", "sarif", "junit"]

__all__ = ["CheckReport", "CheckedFile", "ReportKind", "folded", "rules_table", "write_report"]


def write_report(
    report: CheckReport,
    kind: ReportKind,
    *,
    terminal: bool = False,
    width: int = 100,
    strict: bool = False,
) -> str:
    """Return the report, with a line feed at its end.

    `terminal` and `width` are of text alone: colours, and tables where there is room. `strict`
    makes failures of JUnit's warnings.
    """
    report = report.legible
    match kind:
        case "text":
            from generator.reports.text import text_report  # rich takes a while to load

            return text_report(report, terminal=terminal, width=width)
        case "json":
            from generator.reports.as_json import json_report

            return json_report(report)
        case "sarif":
            from generator.reports.sarif import sarif_report

            return sarif_report(report)
        case "junit":
            from generator.reports.junit import junit_report

            return junit_report(report, strict=strict)
