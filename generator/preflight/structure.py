"""Check what a screen reader goes by: PDF/UA, headings, reading order, texts for pictures."""

from __future__ import annotations

from generator.preflight.rule import Rule

RULES: tuple[Rule, ...] = ()
