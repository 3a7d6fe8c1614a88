"""List rules: what each says of itself → text for people, JSON, or a part of the documentation."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Literal, get_args

from generator.model.finding import About, RuleInfo
from generator.model.target import Target
from generator.reports.as_json import as_text

TableKind = Literal["text", "json", "markdown"]
_TITLES: dict[About, str] = {
    "content": "On the text",
    "pdf": "On each PDF",
    "files": "Between PDFs",
}
_WIDTH = 100


def rules_table(rules: Iterable[RuleInfo], kind: TableKind) -> str:
    """Return all rules, in the order given within what they are about."""
    rules = tuple(rules)
    if kind == "json":
        return as_text([asdict(rule) for rule in rules])
    lines = _markdown if kind == "markdown" else _text
    parts = []
    for about in get_args(About):
        some = [rule for rule in rules if rule.about == about]
        if some:
            parts.append("\n".join(lines(_TITLES[about], some)))
    return "\n\n".join(parts) + "\n"


def _text(title: str, rules: Sequence[RuleInfo]) -> Iterator[str]:
    yield title.upper()
    for rule in rules:
        yield ""
        yield f"{rule.id}: {', '.join((rule.severity, *_kinds(rule)))}"
        for line in (rule.why, rule.cure, f"Source: {rule.source}"):
            yield from textwrap.wrap(line, _WIDTH, initial_indent="    ", subsequent_indent="    ")


def _markdown(title: str, rules: Sequence[RuleInfo]) -> Iterator[str]:
    yield f"### {title}"
    yield ""
    if rules[0].about == "pdf":
        yield "| rule | | for | without it | what helps | who says so |"
        yield "| --- | --- | --- | --- | --- | --- |"
    else:
        yield "| rule | | without it | what helps | who says so |"
        yield "| --- | --- | --- | --- | --- |"
    for rule in rules:
        kinds = [", ".join(_kinds(rule))] if rule.about == "pdf" else []
        cells = [f"`{rule.id}`", rule.severity, *kinds, rule.why, rule.cure, rule.source]
        yield f"| {' | '.join(map(_cell, cells))} |"


def _kinds(rule: RuleInfo) -> list[str]:
    """Return the kinds of PDF that a rule is for; `all` when it is for each."""
    if rule.about != "pdf":
        return []
    return ["all"] if {*rule.targets} >= {*Target} else list(rule.targets)


def _cell(text: str) -> str:
    """Return text as it can stand in a table's cell."""
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")
