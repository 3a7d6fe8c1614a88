"""Write a report for programs: findings, files and rules → JSON with sorted keys."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from generator.model.finding import Finding
from generator.model.geometry import Rect
from generator.reports.checked import CheckedFile, CheckReport

FORMAT = 1
"""Rises when a key goes or changes its meaning; a new key is no new format."""


def json_report(report: CheckReport) -> str:
    """Return the report as JSON; docs/preflight.md has its keys."""
    counts = Counter[tuple[str, str]](
        (finding.file, finding.severity) for finding in report.findings
    )
    return as_text(
        {
            "format": FORMAT,
            "tool": {"name": "drempels", "version": report.version},
            "summary": {
                "content": report.has_content,
                "errors": report.errors,
                "files": len(report.files),
                "warnings": report.warnings,
            },
            "files": [_file(file, counts) for file in report.files],
            "findings": [_finding(finding) for finding in report.findings],
            "rules": [asdict(rule) for rule in report.rules],
        }
    )


def as_text(thing: Any) -> str:
    """Return JSON that is the same for the same thing."""
    text = json.dumps(thing, indent=2, sort_keys=True, ensure_ascii=False, allow_nan=False)
    return f"{text}\n"


def place_mm(place: Rect) -> dict[str, float]:
    """Return a place in mm, to a hundredth."""
    return {
        "left": round(place.left, 2),
        "top": round(place.top, 2),
        "width": round(place.width, 2),
        "height": round(place.height, 2),
    }


def _file(file: CheckedFile, counts: Mapping[tuple[str, str], int]) -> dict[str, Any]:
    return {
        **asdict(file),
        "errors": counts.get((file.path, "error"), 0),
        "warnings": counts.get((file.path, "warning"), 0),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    mark = finding.mark
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "detail": finding.detail,
        "cure": finding.cure,
        "text": str(finding),
        "file": finding.file,
        "document": finding.document,
        "page": finding.page,
        "places_mm": [place_mm(place) for place in finding.places],
        "source": {"file": mark.file, "line": mark.line, "column": mark.column} if mark else None,
    }
