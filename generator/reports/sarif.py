"""Write a report for code hosts: findings → SARIF 2.1.0, at lines of YAML or at PDFs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from generator.model.finding import Finding, RuleInfo
from generator.model.mark import Mark
from generator.reports.as_json import as_text, place_mm
from generator.reports.checked import CheckReport

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_ROOT = "%SRCROOT%"
# Code hosts ask for a line (GitHub docs, "SARIF support for code scanning"); a PDF's first one says
# that it is a PDF.
_WHOLE_FILE = {"startLine": 1}
_MOST_RELATED = 100
_CHARACTERS_OF_HASH = 16


def sarif_report(report: CheckReport) -> str:
    """Return the report as SARIF 2.1.0; equal findings at one line of a text are one result."""
    rules = _all_rules(report)
    index = {rule.id: at for at, rule in enumerate(rules)}
    seen: Counter[str] = Counter()
    results = [
        _result(findings, index, report, seen) for findings in _by_line(report.findings).values()
    ]
    run = {
        "tool": {
            "driver": {
                "name": "drempels",
                "version": report.version,
                "rules": [_rule(rule) for rule in rules],
            }
        },
        # A character is a code point for us, in YAML's columns.
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "artifacts": [{"location": _artifact(file.path)} for file in report.files],
        "results": results,
    }
    return as_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _all_rules(report: CheckReport) -> list[RuleInfo]:
    """Return the rules, and one for what no rule found, such as a file that can't be opened."""
    rules = {rule.id: rule for rule in report.rules}
    for finding in report.findings:
        if finding.rule not in rules:
            why = "The file can't be checked."
            rules[finding.rule] = RuleInfo(finding.rule, finding.severity, why, "", finding.cure)
    return list(rules.values())


def _rule(rule: RuleInfo) -> dict[str, Any]:
    source = f" Source: {rule.source}." if rule.source else ""
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.why},
        "fullDescription": {"text": f"{rule.why}{source}"},
        "help": {"text": f"{rule.cure}{source}".strip() or rule.why},
        "defaultConfiguration": {"level": rule.severity},
        "properties": {"source": rule.source, "tags": ["preflight", rule.about, *rule.targets]},
    }


def _by_line(findings: Sequence[Finding]) -> dict[tuple[object, ...], list[Finding]]:
    """Return equal findings at one line together; those without a line stay by themselves."""
    lines: dict[tuple[object, ...], list[Finding]] = {}
    for at, finding in enumerate(findings):
        key = (finding.rule, finding.severity, finding.message, finding.detail, finding.cure)
        lines.setdefault((*key, finding.mark or at), []).append(finding)
    return lines


def _result(
    findings: Sequence[Finding], index: dict[str, int], report: CheckReport, seen: Counter[str]
) -> dict[str, Any]:
    first = findings[0]
    # Which page it is on is told by related locations, of which there may be several.
    told = replace(first, document="", places=()) if len(findings) > 1 else first
    stop = "" if told.sentence.endswith((".", "!", "?")) else "."
    text = f"{told.sentence}{stop} {told.cure}".strip()
    result: dict[str, Any] = {
        "ruleId": first.rule,
        "ruleIndex": index[first.rule],
        "level": first.severity,
        "message": {"text": text},
        "locations": [_location(first, report)],
        "partialFingerprints": {"primaryLocationLineHash": _fingerprint(first, seen)},
    }
    pages = [_page(one) for one in findings if first.mark and one.file][:_MOST_RELATED]
    if pages:
        result["relatedLocations"] = [{"id": at, **page} for at, page in enumerate(pages, start=1)]
    return result


def _location(finding: Finding, report: CheckReport) -> dict[str, Any]:
    """Return the line that mends it, else the PDF's page; hosts refuse a result without a place."""
    if finding.mark:
        return {"physicalLocation": _line(finding.mark, report.project)}
    if finding.file:
        return _page(finding)
    somewhere = _artifact(str(Path(report.project, "content")))
    return {"physicalLocation": {"artifactLocation": somewhere, "region": _WHOLE_FILE}}


def _line(mark: Mark, project: str) -> dict[str, Any]:
    region = {"startLine": max(mark.line, 1)}
    if mark.line and mark.column:
        region["startColumn"] = mark.column
    return {"artifactLocation": _artifact(str(Path(project, mark.file))), "region": region}


def _page(finding: Finding) -> dict[str, Any]:
    """Return a page of a PDF, with the places on it."""
    name = finding.document or finding.file
    places = [place_mm(place) for place in finding.places]
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": _artifact(finding.file), "region": _WHOLE_FILE},
        "message": {"text": f"{name}, page {finding.page}" if finding.page else name},
    }
    if finding.page:
        full = f"{finding.file}#page={finding.page}"  # RFC 8118: how an address names a page
        page = {"name": f"page {finding.page}", "fullyQualifiedName": full, "kind": "element"}
        location["logicalLocations"] = [page]
        location["properties"] = {"page": finding.page, "places_mm": places}
    return location


def _artifact(path: str) -> dict[str, str]:
    """Return a file as an address: below the root, or a whole one when it is absolute."""
    if Path(path).is_absolute():
        return {"uri": Path(path).as_uri()}
    return {"uri": quote(Path(path).as_posix()), "uriBaseId": _ROOT}


def _fingerprint(finding: Finding, seen: Counter[str]) -> str:
    """Return what stays the same when lines move and measures change; the second of two gets `:2`.

    Code hosts know a finding again by it from one run to the next.
    """
    words = re.sub(r"\d+(?:[.,]\d+)?", "#", finding.message)
    place = finding.mark.file if finding.mark else ""
    said = "\n".join((finding.rule, place, finding.file, finding.document, words))
    digest = sha256(said.encode()).hexdigest()[:_CHARACTERS_OF_HASH]
    seen[digest] += 1
    return f"{digest}:{seen[digest]}"
