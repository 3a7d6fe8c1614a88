"""Check that every character can be read, copied and searched, and is meant."""

from __future__ import annotations

from generator.preflight.rule import Rule

RULES: tuple[Rule, ...] = ()
