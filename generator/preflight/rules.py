"""All rules on a PDF, in the order in which they are checked; each family has a module."""

from __future__ import annotations

from generator.preflight import (
    bleed,
    characters,
    codes,
    contrast,
    coverage,
    fonts,
    identity,
    inks,
    lines,
    links,
    margins,
    overlap,
    pages,
    press,
    smalltype,
    structure,
    text,
)
from generator.preflight.rule import Rule

RULES: tuple[Rule, ...] = (
    *pages.RULES,
    *fonts.RULES,
    *characters.RULES,
    *text.RULES,
    *margins.RULES,
    *overlap.RULES,
    *contrast.RULES,
    *smalltype.RULES,
    *lines.RULES,
    *identity.RULES,
    *structure.RULES,
    *links.RULES,
    *codes.RULES,
    *press.RULES,
    *inks.RULES,
    *coverage.RULES,
    *bleed.RULES,
)
