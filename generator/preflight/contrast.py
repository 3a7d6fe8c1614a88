"""Check each text against the ground that it stands on, from pixels."""

from __future__ import annotations

from generator.preflight.rule import Rule

RULES: tuple[Rule, ...] = ()
