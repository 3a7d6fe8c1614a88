"""What programs read of a check."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.model.geometry import Rect
from generator.reports import CheckReport, write_report
from tests.reports.made_up import CARD, HAIRLINE, NEAR_TRIM, RULES, make_report

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "preflight.md"


def parsed(report: CheckReport) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(write_report(report, "json"))
    return found


def test_a_finding_has_all_that_is_known_of_it() -> None:
    (finding,) = parsed(make_report(NEAR_TRIM))["findings"]
    assert finding == {
        "rule": "safe-area",
        "severity": "error",
        "message": "the answer of drempel 7 comes within 2.1 mm of the trim",
        "detail": "safe area 4 mm",
        "cure": "Shorten it by about 12 characters.",
        "text": str(NEAR_TRIM),
        "file": CARD.path,
        "document": "card-85x55",
        "page": 14,
        "places_mm": [
            {"left": 4, "top": 30, "width": 52.25, "height": 9},
            {"left": 2.12, "top": 40, "width": 10, "height": 3},
        ],
        "source": {"file": "content/nl.yaml", "line": 84, "column": 0},
    }


def test_the_summary_counts_every_finding() -> None:
    report = parsed(make_report())
    assert report["summary"] == {"content": True, "errors": 12, "files": 5, "warnings": 2}
    counts = {file["path"]: (file["errors"], file["warnings"]) for file in report["files"]}
    assert counts[CARD.path] == (1, 1)
    assert [rule["id"] for rule in report["rules"]] == [rule.id for rule in RULES]


def test_the_same_report_is_the_same_bytes_with_sorted_keys() -> None:
    text = write_report(make_report(), "json")
    assert text == write_report(make_report(), "json")
    assert list(json.loads(text)) == sorted(json.loads(text))
    assert text.endswith("}\n")


def test_what_is_no_place_is_left_out() -> None:
    places = (Rect(float("nan"), 0, 1, 1), Rect(0, 0, float("inf"), 1), Rect(1, 2, 3, 4))
    (finding,) = parsed(make_report(replace(HAIRLINE, places=places)))["findings"]
    assert finding["places_mm"] == [{"left": 1, "top": 2, "width": 3, "height": 4}]


def test_every_key_is_documented() -> None:
    report = parsed(make_report())
    keys = {*report, *report["summary"], *report["files"][0], *report["findings"][0]}
    keys |= {*report["rules"][0], *report["tool"]}
    documented = {*re.findall(r"`(\w+)`", DOCUMENTATION.read_text(encoding="utf-8"))}
    assert keys <= documented
