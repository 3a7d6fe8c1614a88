"""Check quotation marks and apostrophes as a typographer does."""

from __future__ import annotations

import re

from generator.preflight.content.slips import Slip, find_slips
from generator.preflight.rule import Rule

# No later ’ ends a word: then a ‘ has no partner, and stands for an apostrophe.
_NO_PARTNER = r"(?![^‘]*’(?!\w))"
_DUTCH_CLIPPED = "n|ns|s|t|k|m|r|er|em"
_ENGLISH_CLIPPED = r"tis|twas|em|cause|til|n|bout|[0-9]{2}s?"
_TURNED = "has an apostrophe that is turned the wrong way:"

SLIPS = (
    Slip(
        # After a figure it may stand for inches or minutes.
        re.compile(r"""(?<![0-9])["']"""),
        "has a straight quotation mark:",
        "Write ’ for an apostrophe, and ‘ ’ or “ ” for quotation marks.",
    ),
    Slip(
        re.compile("[`´]"),
        "has an accent where an apostrophe belongs:",
        "Write ’ for an apostrophe.",
    ),
    Slip(
        re.compile(rf"(?<!\w)‘(?:{_DUTCH_CLIPPED})\b{_NO_PARTNER}|(?<=\w)‘(?=\w)", re.IGNORECASE),
        _TURNED,
        "Write ’ for an apostrophe, also at the start of a word: ’s avonds.",
        languages=("nl",),
    ),
    Slip(
        re.compile(rf"(?<!\w)‘(?:{_ENGLISH_CLIPPED})\b{_NO_PARTNER}|(?<=\w)‘(?=\w)", re.IGNORECASE),
        _TURNED,
        "Write ’ for an apostrophe, also at the start of a word: ’em.",
        languages=("en",),
    ),
    Slip(
        re.compile(
            rf"(?<![\w’])’(?!(?:{_DUTCH_CLIPPED}|d|{_ENGLISH_CLIPPED})\b)(?=\w\w)"
            r"|(?<!\w)”(?=\w)|(?<=\w)“(?!\w)",
            re.IGNORECASE,
        ),
        "has a quotation mark that is turned the wrong way:",
        "Open with ‘ or “, and close with ’ or ”.",
        languages=("nl", "en"),
    ),
)

RULES: tuple[Rule, ...] = (
    Rule(
        "straight-quotes",
        "warning",
        "Typewriter quotes look like a mistake at poster size.",
        "Butterick, Practical Typography: straight and curly quotes; Onze Taal: aanhalingstekens",
        "Write ’ for an apostrophe, and ‘ ’ or “ ” for quotation marks.",
        find_slips(SLIPS),
    ),
)
