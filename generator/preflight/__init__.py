"""Check a finished PDF: bytes and what was ordered → findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.preflight.expected import Expected, ExpectedPress, Panel, SourceText
from generator.preflight.inspected import Inspection

if TYPE_CHECKING:
    from generator.model.finding import RuleInfo
    from generator.preflight.foreign import Foreign
    from generator.preflight.inspection import inspect

    RULE_INFOS: tuple[RuleInfo, ...]

__all__ = [
    "RULE_INFOS",
    "Expected",
    "ExpectedPress",
    "Foreign",
    "Inspection",
    "Panel",
    "SourceText",
    "inspect",
]

_WHERE = {
    "RULE_INFOS": "told",
    "Foreign": "foreign",
    "inspect": "inspection",
}
"""Modules that read PDFs take half a second to import: only who checks waits for them."""


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
