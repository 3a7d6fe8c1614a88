"""Check QR codes as a camera finds them: readable, large enough, to the right address."""

from __future__ import annotations

from generator.preflight.rule import Rule

RULES: tuple[Rule, ...] = ()
