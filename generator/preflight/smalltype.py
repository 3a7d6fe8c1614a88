"""Check that small type is printed in few inks: where inks don't align, it blurs."""

from __future__ import annotations

from generator.preflight.rule import Rule

RULES: tuple[Rule, ...] = ()
