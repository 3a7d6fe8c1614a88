"""Check a finished PDF: bytes and what was ordered → findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.model.finding import Finding
from generator.preflight.expected import Expected, ExpectedPress, Fault, Panel, SourceText
from generator.preflight.inspected import Inspected, Inspection

if TYPE_CHECKING:
    from generator.model.finding import RuleInfo
    from generator.preflight.foreign import Foreign
    from generator.preflight.inspection import inspect
    from generator.preflight.rule import Rule
    from generator.preflight.rules import RULES

    RULE_INFOS: tuple[RuleInfo, ...]

__all__ = [
    "RULES",
    "RULE_INFOS",
    "Expected",
    "ExpectedPress",
    "Fault",
    "Foreign",
    "Inspected",
    "Inspection",
    "Panel",
    "Rule",
    "SourceText",
    "inspect",
    "preflight",
]

_WHERE = {
    "RULES": "rules",
    "RULE_INFOS": "told",
    "Foreign": "foreign",
    "Rule": "rule",
    "inspect": "inspection",
}
"""Modules that read PDFs take half a second to import: only who checks waits for them."""


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)


def preflight(pdf: bytes, expected: Expected) -> list[Finding]:
    """Return all that is wrong with the PDF, rule by rule; nothing is raised for a broken one."""
    from generator.preflight.inspection import inspect

    return list(inspect(pdf, expected).findings)
