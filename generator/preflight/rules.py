"""All rules on a PDF, in the order in which they are checked; each family has a module."""

from __future__ import annotations

from generator.preflight.file import (
    active,
    boxes,
    characters,
    flavour,
    fonts,
    intent,
    layers,
    pages,
    pictures,
    press,
    soundness,
)
from generator.preflight.ink import coverage, inks, lines, overprint, smalltype
from generator.preflight.look import (
    bleed,
    contrast,
    fillers,
    margins,
    overlap,
    spacing,
    text,
    turning,
    unseen,
    wording,
)
from generator.preflight.rule import Rule
from generator.preflight.symbols import codelinks, codes, form
from generator.preflight.tagging import (
    identity,
    links,
    pdfua,
    readingorder,
    structure,
    wordlanguage,
)

RULES: tuple[Rule, ...] = (
    *pages.RULES,
    *boxes.RULES,
    *active.RULES,
    *soundness.RULES,
    *layers.RULES,
    *fonts.RULES,
    *characters.RULES,
    *fillers.RULES,
    *wording.RULES,
    *turning.RULES,
    *text.RULES,
    *margins.RULES,
    *overlap.RULES,
    *spacing.RULES,
    *contrast.RULES,
    *unseen.RULES,
    *smalltype.RULES,
    *lines.RULES,
    *identity.RULES,
    *wordlanguage.RULES,
    *structure.RULES,
    *readingorder.RULES,
    *pdfua.RULES,
    *links.RULES,
    *codes.RULES,
    *codelinks.RULES,
    *form.RULES,
    *press.RULES,
    *intent.RULES,
    *flavour.RULES,
    *inks.RULES,
    *overprint.RULES,
    *pictures.RULES,
    *coverage.RULES,
    *bleed.RULES,
)
