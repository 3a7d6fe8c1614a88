"""What CI servers read of a check, held to the schema that Jenkins has for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from lxml import etree

from generator.model.finding import Finding
from generator.reports import CheckReport, write_report
from tests.reports.made_up import (
    BROKEN,
    CARD,
    FONTS,
    FOREIGN,
    HAIRLINE,
    LONG_SENTENCE,
    NEAR_TRIM,
    POSTERS,
    RULES,
    UNREADABLE,
    make_report,
)

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "junit-10.xsd"))


def suites_of(report: CheckReport, *, strict: bool = False) -> dict[str, Any]:
    root = etree.fromstring(write_report(report, "junit", strict=strict).encode())
    SCHEMA.assertValid(root)
    for count in ("tests", "failures", "errors"):
        assert int(root.get(count)) == sum(int(suite.get(count)) for suite in root)
    for suite in root:
        assert int(suite.get("tests")) == len(suite)
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))
    keys = [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]
    assert len({*keys}) == len(keys)  # GitLab leaves out the second of two
    return {suite.get("name"): suite for suite in root}


def test_every_file_is_a_suite_and_so_is_the_content() -> None:
    suites = suites_of(make_report())
    files = [POSTERS[0].path, POSTERS[1].path, CARD.path, FOREIGN.path, BROKEN.path]
    assert [*suites] == ["content", *files, "all files together"]
    assert "content" not in suites_of(make_report(HAIRLINE, rules=RULES[:4]))


def test_every_rule_that_holds_for_a_file_is_a_test() -> None:
    names = [case.get("name") for case in suites_of(make_report())[CARD.path]]
    assert names == [
        "safe-area: A cut strays.",
        "fonts: It is replaced.",
        "hairline: It breaks up.",
    ]
    names = [case.get("name") for case in suites_of(make_report())[FOREIGN.path]]
    assert names == ["fonts: It is replaced."]


def test_an_error_fails_its_test_and_names_each_page() -> None:
    (case,) = suites_of(make_report())[FOREIGN.path]
    (failure,) = case
    assert failure.get("type") == "error"
    assert failure.get("message") == "the font 'Arial' is not embedded, and 9 more"
    assert failure.text.splitlines() == [str(finding) for finding in FONTS]


def test_a_warning_is_told_and_fails_when_strict() -> None:
    (told,) = suites_of(make_report(HAIRLINE))[CARD.path][2]
    assert (told.tag, told.text) == ("system-out", str(HAIRLINE))
    (failure,) = suites_of(make_report(HAIRLINE), strict=True)[CARD.path][2]
    assert (failure.tag, failure.get("type")) == ("failure", "warning")


def test_a_file_that_cannot_be_read_has_a_failed_test() -> None:
    (case,) = suites_of(make_report())[BROKEN.path]
    assert case.get("name") == "unreadable: It can't be opened."
    assert case[0].text == str(UNREADABLE)


def test_findings_between_files_have_a_suite() -> None:
    missing = Finding("backs", "error", "a back is missing", file=CARD.path)
    (case,) = suites_of(make_report(missing))["all files together"]
    assert case[0].text == str(missing)


def test_no_finding_is_left_out() -> None:
    lost = replace(HAIRLINE, file="niet/genoemd.pdf")
    report = make_report(lost, LONG_SENTENCE, files=(), rules=())
    suites = suites_of(report, strict=True)
    assert [*suites] == ["content", "niet/genoemd.pdf"]
    assert all(suite.get("failures") == "1" for suite in suites.values())


def test_characters_that_xml_forbids_are_replaced() -> None:
    evil = "\x00\x0b\x1b[31m\ud800\ufffe\uffff ]]> <b> & \"'"
    hostile = replace(NEAR_TRIM, message=evil, file=evil, mark=None)
    suites = suites_of(make_report(hostile, files=(replace(CARD, path=evil),)))
    (failure,) = suites[next(name for name in suites if "<b>" in name)][0]
    assert "]]> <b> & \"'" in failure.get("message")
