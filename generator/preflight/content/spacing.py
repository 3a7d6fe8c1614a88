"""Check spaces, dots and dashes: those too many, those missing, and where a line must not break."""

from __future__ import annotations

import re

from generator.preflight.content.slips import Slip, find_slips
from generator.preflight.rule import Rule

SPACING = (
    Slip(
        re.compile(r"[ \u00a0\t]{2,}|\t"),
        "has a doubled space or a tab:",
        "Type one space.",
    ),
    Slip(
        re.compile(r"^\s|\s$"),
        "begins or ends with a space:",
        "Remove the space.",
    ),
    Slip(
        re.compile(r"(?<=\S)[ \u00a0][,.;:!?](?=[\s’”)]|$)"),
        "has a space before a punctuation mark:",
        "Remove the space.",
        exempt=("fr",),
    ),
    Slip(
        re.compile(r"(?<=[^\W\d_])[,;!?](?=[^\W\d_])|(?<=[a-zà-öø-ÿ])\.(?=[A-ZÀ-ÖØ-Ý][a-zà-öø-ÿ])"),
        "lacks a space after a punctuation mark:",
        "Type a space there.",
    ),
    Slip(
        re.compile(r"(?<=[^\W\d_]):(?=[^\W\d_])"),
        "lacks a space after a colon:",
        "Type a space there.",
        exempt=("de", "sv", "fi"),  # Lehrer:innen; in Swedish and Finnish a colon joins endings
    ),
    Slip(
        re.compile(r"(?<!\.)\.\.(?!\.)|([,;:])\1"),
        "has a doubled punctuation mark:",
        "Type it once.",
    ),
    Slip(
        re.compile(r"\.{3,}"),
        "has dots where an ellipsis belongs:",
        "Write …, the ellipsis.",
    ),
    Slip(
        re.compile(r"(?<=\S)[ \u00a0]--?[ \u00a0](?=\S)|(?<=\w)--(?=\w)"),
        "has a hyphen where a dash belongs:",
        "Write –, the dash.",
    ),
)

_NUMBER = r"(?:\b[0-9][0-9.,]{0,15}|\{\w+\})"
_UNITS = r"[mcdk]?m²?|m[23³]|[mk]?g|[mcd]?l|pt|px|[dp]pi|[kMGT]B|°C?|%|min|sec"
_DUTCH_MONTHS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
)
_ENGLISH_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
_PARTICLES = r"van|de|den|der|ten|ter|von"
_TITLES = r"[Mm]r|[Mm]rs|[Mm]s|[Mm]w|[Dd]hr|[Dd]rs?|[Ii]r|[Ii]ng|[Pp]rof|heer|mevrouw|meneer"


def _kept(pattern: str, *languages: str) -> Slip:
    """Return the slip of a plain space where a line must not break."""
    return Slip(
        re.compile(pattern),
        "may break inside",
        r"Type a no-break space there, or \u00a0 in a text between double quotes.",
        languages,
        in_context=False,
    )


NO_BREAK = (
    _kept(rf"{_NUMBER} (?:{_UNITS})(?!\w|\.\w)"),
    _kept(rf"{_NUMBER} uur\b", "nl"),
    _kept(rf"{_NUMBER} (?:[ap]\.m\.|[ap]m\b|o’clock)", "en"),
    _kept(rf"\b[0-9]{{1,2}} (?:{_DUTCH_MONTHS})\b", "nl"),
    _kept(rf"\b[0-9]{{1,2}}(?:st|nd|rd|th)? (?:{_ENGLISH_MONTHS})\b", "en"),
    _kept(rf"\b(?:{_ENGLISH_MONTHS}) [0-9]{{1,2}}\b", "en"),
    _kept(r"(?<![\w.,+])(?<![0-9] )[1-9][0-9]{0,2}(?: [0-9]{3})+(?! ?[0-9])"),
    _kept(r"[€£$] [0-9][0-9.,]*"),
    _kept(r"(?<![\w.])(?:[Aa]rt|[Nn]rs?|pp?|[Bb]lz|[Pp]ar|[Ff]ig)\. [0-9]+|§ [0-9]+"),
    _kept(r"(?<![\w.])(?:[Nn]os?|[Pp]ara|[Cc]h)\. [0-9]+", "en"),
    # Telephone numbers: 088 123 45 67 and +31 88 123 45 67.
    _kept(
        r"(?<![\w.,+-])(?=[+0-9-]+ [0-9])(?:\+[0-9]{1,3}|0[0-9]{1,3})(?:[ -][0-9]{2,8}){1,6}(?!\d)"
    ),
    # Initials, where they can't be the end of a sentence.
    _kept(
        rf"(?<![\w.])[A-Z]\. (?:[A-Z]\.|(?:{_PARTICLES}) (?:[a-z]+ )?[A-Z])"
        rf"|(?:^|\b(?:{_TITLES})\.?[ \u00a0])[A-Z]\. [A-Z]\w+"
    ),
)

RULES: tuple[Rule, ...] = (
    Rule(
        "double-space",
        "warning",
        "Spaces too many, or too few, tear holes in a headline.",
        "Nederlandse Taalunie, taaladvies.net: spaties voor en na leestekens; Butterick, "
        "Practical Typography: one space between sentences",
        "Type one space, after the punctuation mark.",
        find_slips(SPACING),
    ),
    Rule(
        "no-break-space",
        "warning",
        "A number at the end of a line and its unit on the next are read as two things.",
        "Butterick, Practical Typography: nonbreaking spaces; BIPM, SI Brochure 5.4.3: a space "
        "between number and unit",
        "Type a no-break space.",
        find_slips(NO_BREAK),
    ),
)
