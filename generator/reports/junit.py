"""Write a report for CI servers: a suite for each file, a test for each rule → JUnit XML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from generator.model.finding import About, Finding, RuleInfo
from generator.reports.checked import CheckReport

_CONTENT = "content"
_ACROSS = "all files together"


@dataclass(frozen=True)
class _Suite:
    name: str
    rules: tuple[RuleInfo, ...]
    findings: tuple[Finding, ...]


def junit_report(report: CheckReport, *, strict: bool) -> str:
    """Return the report as JUnit XML; warnings are failures when `strict`, else output."""
    root = Element("testsuites", name="drempels check")
    whys = {rule.id: rule.why for rule in report.rules}
    for suite in _suites(report):
        _write(root, suite, whys, strict)
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, 0)) for suite in root)))
    indent(root)
    return tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _suites(report: CheckReport) -> Iterable[_Suite]:
    """Return suites: the content, each PDF, and what is between PDFs."""
    kinds = {rule.id: rule.about for rule in report.rules}
    homes: dict[str, list[Finding]] = {}
    for finding in report.findings:
        home = finding.file or _CONTENT
        homes.setdefault(_ACROSS if kinds.get(finding.rule) == "files" else home, []).append(
            finding
        )

    def suite(name: str, rules: Iterable[RuleInfo]) -> _Suite:
        return _Suite(name, tuple(rules), tuple(homes.pop(name, ())))

    def rules(about: About) -> tuple[RuleInfo, ...]:
        return tuple(rule for rule in report.rules if rule.about == about)

    if report.has_content or _CONTENT in homes:
        yield suite(_CONTENT, rules("content"))
    for file in report.files:
        yield suite(file.path, (rule for rule in rules("pdf") if file.target in rule.targets))
    if rules("files"):
        yield suite(_ACROSS, rules("files"))
    for name in sorted(homes):
        yield suite(name, ())


def _write(root: Element, suite: _Suite, whys: Mapping[str, str], strict: bool) -> None:
    element = SubElement(root, "testsuite", name=suite.name)
    found: dict[str, list[Finding]] = {}
    for finding in suite.findings:
        found.setdefault(finding.rule, []).append(finding)
    failures = 0
    # A file that couldn't be opened was held to no rule, but why is a failed test, too.
    for rule in dict.fromkeys((*(rule.id for rule in suite.rules), *found)):
        # GitLab knows a test by these two together, Jenkins shows them.
        name = f"{rule}: {whys[rule]}" if rule in whys else rule
        case = SubElement(element, "testcase", classname=suite.name, name=name)
        failures += _tell(case, found.get(rule, ()), strict)
    element.set("tests", str(len(element)))
    element.set("failures", str(failures))
    element.set("errors", "0")
    element.set("skipped", "0")


def _tell(case: Element, findings: Sequence[Finding], strict: bool) -> bool:
    """Write what was found into a test; return whether it failed."""
    failing = [one for one in findings if strict or one.severity == "error"]
    passing = [] if strict else [one for one in findings if one.severity == "warning"]
    if failing:
        first, more = failing[0], len(failing) - 1
        message = f"{first.sentence}, and {more} more" if more else first.sentence
        # GitLab shows the text alone, Jenkins the message with the text below it.
        failure = SubElement(case, "failure", type=first.severity, message=message)
        failure.text = "\n".join(map(str, failing))
    if passing:
        SubElement(case, "system-out").text = "\n".join(map(str, passing))
    return bool(failing)
