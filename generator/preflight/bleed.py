"""Check that colour runs on past the trim, and that no page is empty."""

from __future__ import annotations

from generator.preflight.rule import Rule

RULES: tuple[Rule, ...] = ()
