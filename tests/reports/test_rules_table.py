"""The list of rules: for people, for programs, and in the documentation."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest

from generator.cli import main
from generator.preflight import RULE_INFOS
from generator.reports import rules_table
from tests.reports.made_up import RULES

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "preflight.md"
BEGIN, END = "<!-- rules -->\n", "<!-- /rules -->"


def test_a_rule_says_what_goes_wrong_what_helps_and_who_says_so() -> None:
    text = rules_table(RULES, "text")
    assert text.startswith("ON THE TEXT\n\nsentence: warning\n    It is skipped.\n    Split it.\n")
    assert "safe-area: error, office, press\n    A cut strays.\n    Move it.\n" in text
    assert "    Source: Trade practice\n" in text


def test_lines_are_no_wider_than_a_screen() -> None:
    assert max(map(len, rules_table(RULE_INFOS, "text").splitlines())) <= 100


def test_programs_get_the_same_as_json() -> None:
    rules = json.loads(rules_table(RULES, "json"))
    assert [rule["id"] for rule in rules] == [rule.id for rule in RULES]
    assert rules[1]["targets"] == ["office", "press"]


def test_a_cell_cannot_break_the_table() -> None:
    (line,) = [line for line in rules_table(RULES, "markdown").splitlines() if "safe-area" in line]
    assert line == "| `safe-area` | error | office, press | A cut strays. | Move it. | The shop |"


@pytest.mark.parametrize("rule", RULE_INFOS, ids=lambda rule: str(rule.id))
def test_every_rule_says_why_who_and_what_helps(rule: object) -> None:
    assert all(getattr(rule, name).strip() for name in ("id", "why", "source", "cure"))


def test_rules_have_names_of_their_own() -> None:
    names = [rule.id for rule in RULE_INFOS]
    assert len({*names}) == len(names)


def test_the_documentation_has_the_rules_that_there_are() -> None:
    text = DOCUMENTATION.read_text(encoding="utf-8")
    table = text[text.index(BEGIN) + len(BEGIN) : text.index(END)]
    assert table == f"\n{rules_table(RULE_INFOS, 'markdown')}\n", "run tools/rules.py"


def test_the_documentation_names_every_option() -> None:
    text = DOCUMENTATION.read_text(encoding="utf-8")
    for option in main.commands["check"].params:
        if isinstance(option, click.Option):
            assert option.opts[0] in text, option.opts[0]
