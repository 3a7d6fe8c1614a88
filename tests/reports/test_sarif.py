"""What code hosts read of a check, held to the schema of SARIF 2.1.0."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft202012Validator

from generator.model.finding import Finding
from generator.model.mark import Mark
from generator.reports import CheckReport, write_report
from tests.reports.made_up import (
    BROKEN,
    CARD,
    FONTS,
    FOREIGN,
    HAIRLINE,
    NEAR_TRIM,
    POSTERS,
    RULES,
    UNREADABLE,
    make_report,
)

SCHEMA = json.loads((Path(__file__).parent / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
# RFC 3986: what may stand in the path of a relative reference without being encoded.
PATH = re.compile(r"(?!/)(?![^/]*:)(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-F]{2})+")


def run_of(report: CheckReport) -> dict[str, Any]:
    log = json.loads(write_report(report, "sarif"))
    Draft202012Validator(SCHEMA).validate(log)
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def results_of(*findings: Finding, **changes: Any) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = run_of(make_report(*findings, **changes))["results"]
    return results


def addresses(thing: Any) -> list[dict[str, str]]:
    """Every address in a report, wherever it stands."""
    if isinstance(thing, list):
        return [one for part in thing for one in addresses(part)]
    if not isinstance(thing, dict):
        return []
    return [*([thing] if "uri" in thing else []), *addresses([*thing.values()])]


def test_a_report_of_every_kind_of_finding_is_valid() -> None:
    run = run_of(make_report())
    assert run["tool"]["driver"]["name"] == "drempels"
    assert run["tool"]["driver"]["version"] == "1.0.0"
    assert len(run["results"]) == 14
    assert run_of(make_report(NEAR_TRIM, findings=(), files=(), rules=()))["results"] == []


def test_a_finding_in_our_text_is_at_its_line_and_the_page_is_related() -> None:
    (result,) = results_of(NEAR_TRIM)
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "content/nl.yaml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 84},
    }
    (related,) = result["relatedLocations"]
    assert related["message"]["text"] == "card-85x55, page 14"
    assert related["physicalLocation"]["artifactLocation"]["uri"] == CARD.path
    assert result["message"]["text"] == (
        "the answer of drempel 7 comes within 2.1 mm of the trim on card-85x55 page 14 "
        "(safe area 4 mm). Shorten it by about 12 characters."
    )


def test_a_column_is_told_where_it_is_known() -> None:
    marked = replace(NEAR_TRIM, mark=Mark("content/nl.yaml", 84, 7))
    (result,) = results_of(marked)
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 84, "startColumn": 7}


def test_a_finding_in_a_pdf_is_at_its_page_with_its_places() -> None:
    (result,) = results_of(HAIRLINE)
    (location,) = result["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == CARD.path
    assert location["logicalLocations"][0]["fullyQualifiedName"] == f"{CARD.path}#page=2"
    place = {"left": 10, "top": 20, "width": 5, "height": 0}
    assert location["properties"] == {"page": 2, "places_mm": [place]}
    assert "relatedLocations" not in result


def test_every_result_has_a_line_or_code_hosts_refuse_all_of_them() -> None:
    nowhere = Finding("sentence", "warning", "a text without a place")
    for result in results_of(nowhere, NEAR_TRIM, HAIRLINE, UNREADABLE, *FONTS):
        assert result["locations"][0]["physicalLocation"]["region"]["startLine"] >= 1


def test_one_line_of_text_that_is_wrong_on_many_pages_is_one_result() -> None:
    pages = [replace(NEAR_TRIM, page=page) for page in (2, 4, 6)]
    (result,) = results_of(*pages)
    names = [one["message"]["text"] for one in result["relatedLocations"]]
    assert names == ["card-85x55, page 2", "card-85x55, page 4", "card-85x55, page 6"]
    assert [one["id"] for one in result["relatedLocations"]] == [1, 2, 3]
    assert " page " not in result["message"]["text"]


def test_a_result_names_its_rule_and_its_place_among_the_rules() -> None:
    run = run_of(make_report())
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    near = next(rule for rule in rules if rule["id"] == "safe-area")
    assert near["shortDescription"]["text"] == "A cut strays."
    assert near["help"]["text"] == "Move it. Source: The shop."
    assert near["defaultConfiguration"]["level"] == "error"
    assert near["properties"]["tags"] == ["preflight", "pdf", "office", "press"]


def test_a_finding_without_a_rule_in_the_list_has_one_all_the_same() -> None:
    run = run_of(make_report(UNREADABLE, rules=RULES[1:]))
    assert run["tool"]["driver"]["rules"][-1]["id"] == "unreadable"
    assert run["results"][0]["ruleIndex"] == len(RULES) - 1


def test_addresses_are_encoded() -> None:
    report = make_report()
    found = addresses(run_of(report))
    assert {unquote(one["uri"]) for one in found} >= {file.path for file in report.files}
    for one in found:
        assert one["uriBaseId"] == "%SRCROOT%"
        assert PATH.fullmatch(one["uri"]), one
    assert any(one["uri"] == "van/Jan%20%26%20Co%20%5B1%5D.pdf" for one in found)


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("café/100% #1?.pdf", "caf%C3%A9/100%25%20%231%3F.pdf"),
        ("a:b.pdf", "a%3Ab.pdf"),
        ("./x.pdf", "x.pdf"),
        ("../x.pdf", "../x.pdf"),
    ],
)
def test_names_of_files_may_have_any_character(path: str, uri: str) -> None:
    (result,) = results_of(replace(HAIRLINE, file=path), files=(replace(FOREIGN, path=path),))
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": uri, "uriBaseId": "%SRCROOT%"}


def test_a_file_that_lies_elsewhere_has_a_whole_address(tmp_path: Path) -> None:
    path = str(tmp_path / "een poster.pdf")
    (result,) = results_of(replace(HAIRLINE, file=path), files=(replace(FOREIGN, path=path),))
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": (tmp_path / "een poster.pdf").as_uri()}


def test_texts_are_addressed_from_where_the_project_is() -> None:
    (result,) = results_of(NEAR_TRIM, project="campagnes/mijn regio")
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"] == "campagnes/mijn%20regio/content/nl.yaml"
    (result,) = results_of(NEAR_TRIM, project=".")
    assert (
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "content/nl.yaml"
    )


def fingerprints(*findings: Finding) -> list[str]:
    results = results_of(*findings)
    return [result["partialFingerprints"]["primaryLocationLineHash"] for result in results]


def test_a_finding_is_known_again_when_its_line_or_its_measure_changes() -> None:
    moved = replace(
        NEAR_TRIM,
        mark=Mark("content/nl.yaml", 90),
        message="the answer of drempel 7 comes within 1.9 mm of the trim",
    )
    assert fingerprints(NEAR_TRIM) == fingerprints(moved)


def test_findings_have_fingerprints_of_their_own() -> None:
    other = replace(NEAR_TRIM, file=POSTERS[0].path, document="poster-01-a3", page=1)
    found = fingerprints(NEAR_TRIM, replace(other, message="x"), HAIRLINE, UNREADABLE, *FONTS)
    assert len({*found}) == len(found) == 14


def test_what_a_hostile_file_says_stays_valid() -> None:
    evil = "\x1b[31m \ud800 \u202e [link](https://kwaad.example) {0} \ufffe"
    hostile = replace(HAIRLINE, message=evil, cure=evil, file=evil, page=0)
    (result,) = results_of(hostile, files=(replace(BROKEN, path=evil),))
    assert PATH.fullmatch(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])
    result["message"]["text"].encode()
