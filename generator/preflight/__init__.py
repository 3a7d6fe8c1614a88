"""Check a finished PDF: bytes and what was ordered → findings."""

from __future__ import annotations

from dataclasses import replace

from generator.model.finding import Finding, RuleInfo
from generator.preflight.across import ACROSS_RULES
from generator.preflight.content import CONTENT_RULES
from generator.preflight.expected import Expected, ExpectedPress, Fault, Panel, SourceText
from generator.preflight.foreign import Foreign
from generator.preflight.inspection import Inspection, inspect
from generator.preflight.opening import OPENING_RULES
from generator.preflight.rule import Rule
from generator.preflight.rules import RULES

__all__ = [
    "RULES",
    "RULE_INFOS",
    "Expected",
    "ExpectedPress",
    "Fault",
    "Foreign",
    "Inspection",
    "Panel",
    "Rule",
    "SourceText",
    "inspect",
    "preflight",
]

RULE_INFOS: tuple[RuleInfo, ...] = (
    *(rule.info for rule in (*OPENING_RULES, *RULES)),
    *(replace(rule.info, about="files") for rule in ACROSS_RULES),
    *(replace(rule.info, about="content") for rule in CONTENT_RULES),
)
"""What all rules say of themselves."""


def preflight(pdf: bytes, expected: Expected) -> list[Finding]:
    """Return all that is wrong with the PDF, rule by rule; nothing is raised for a broken one."""
    return list(inspect(pdf, expected).findings)
