"""Check how much ink lies on the paper, from pixels in four inks."""

from __future__ import annotations

from generator.preflight.rule import Rule

RULES: tuple[Rule, ...] = ()
