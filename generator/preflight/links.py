"""Check where links lead."""

from __future__ import annotations

from generator.preflight.rule import Rule

RULES: tuple[Rule, ...] = ()
