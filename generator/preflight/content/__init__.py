"""Check what a campaign says, before anything is made of it: content → findings."""

from __future__ import annotations

from generator.model.finding import Finding
from generator.preflight.content import (
    addresses,
    barriers,
    logos,
    phones,
    quotes,
    reading,
    roles,
    spacing,
    structure,
    terminology,
)
from generator.preflight.content.subject import CheckedContent
from generator.preflight.rule import Rule

__all__ = ["CONTENT_RULES", "CheckedContent", "check_content"]

CONTENT_RULES: tuple[Rule, ...] = (
    *barriers.RULES,
    *structure.RULES,
    *reading.RULES,
    *terminology.RULES,
    *quotes.RULES,
    *spacing.RULES,
    *phones.RULES,
    *roles.RULES,
    *addresses.RULES,
    *logos.RULES,
)


def check_content(content: CheckedContent) -> list[Finding]:
    """Return all that is wrong with the content, rule by rule."""
    return [rule.finding(fault) for rule in CONTENT_RULES for fault in rule.check(content)]
