"""The rules in the order in which they are checked; a new rule is a function and a row here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from generator.preflight.expected import Expected, Fault
from generator.preflight.fonts import font_embedded, font_subset, foreign_font
from generator.preflight.identity import tagged, title_and_language
from generator.preflight.inks import image_ppi, ink_coverage, press_colour, transparency
from generator.preflight.pages import page_count, page_size
from generator.preflight.press import nothing_acts, output_intent, press_boxes
from generator.preflight.proof import Proof
from generator.preflight.text import safe_area, smallest_type, text_over_text


@dataclass(frozen=True)
class Rule:
    """One thing that must be right, and why."""

    id: str
    severity: Literal["error", "warning"]
    why: str
    check: Callable[[Proof, Expected], Iterator[Fault]]


RULES = (
    Rule("page-count", "error", "A page more or less: text ran over, or went missing.", page_count),
    Rule("page-size", "error", "Another size is scaled by the printer, or cut wrong.", page_size),
    Rule("font-embedded", "error", "A font that isn't in the file is replaced.", font_embedded),
    Rule(
        "font-subset", "warning", "A whole font is heavy, and may breach its licence.", font_subset
    ),
    Rule("foreign-font", "error", "Another font stands out, and may lack a licence.", foreign_font),
    Rule("smallest-type", "error", "Smaller type can't be read at its distance.", smallest_type),
    Rule("safe-area", "error", "A cut strays by a millimetre or more.", safe_area),
    Rule("text-over-text", "error", "Text on text can't be read.", text_over_text),
    Rule(
        "title-and-language", "error", "Readers show the one, speak the other.", title_and_language
    ),
    Rule("press-boxes", "error", "Without bleed, a cut that strays shows paper.", press_boxes),
    Rule("press-colour", "error", "Each print shop would convert it its own way.", press_colour),
    Rule("output-intent", "error", "By it the shop sees for which press it is.", output_intent),
    Rule("nothing-acts", "error", "PDF/X has no links or scripts on its pages.", nothing_acts),
    Rule("transparency", "error", "Older machines draw it wrong, or not at all.", transparency),
    Rule("ink-coverage", "error", "Too much ink doesn't dry, and sets off.", ink_coverage),
    Rule("image-ppi", "warning", "A coarse picture shows its pixels in print.", image_ppi),
    Rule("tagged", "error", "A screen reader finds its way by the structure.", tagged),
)
