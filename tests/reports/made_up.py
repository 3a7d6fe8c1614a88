"""Made-up findings in a few files, as a check comes to them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator.model.finding import Finding, RuleInfo
from generator.model.geometry import Rect
from generator.model.mark import Mark
from generator.reports import CheckedFile, CheckReport

PRESS = "output/landelijk/nl/press"
POSTERS = tuple(CheckedFile(f"{PRESS}/poster-{number:02}-a3.pdf", "press", 1) for number in (1, 2))
CARD = CheckedFile(f"{PRESS}/card-85x55.pdf", "press", 20)
FOREIGN = CheckedFile("van/Jan & Co [1].pdf", "screen", 14, "checked for the screen: it is tagged")
BROKEN = CheckedFile("van/kapot.pdf", "", 0)
RULES = (
    RuleInfo("unreadable", "error", "It can't be opened.", "ISO 32000-1, 7.5", "Export it again."),
    RuleInfo("safe-area", "error", "A cut strays.", "The shop", "Move it.", ("office", "press")),
    RuleInfo("fonts", "error", "It is replaced.", "ISO 15930-7", "Embed it.", ("screen", "press")),
    RuleInfo("hairline", "warning", "It breaks up.", "Trade practice", "Thicken it.", ("press",)),
    RuleInfo("backs", "error", "A back is missing.", "The order", "Build it.", (), "files"),
    RuleInfo("sentence", "warning", "It is skipped.", "A guide", "Split it.", (), "content"),
)
NEAR_TRIM = Finding(
    rule="safe-area",
    severity="error",
    message="the answer of drempel 7 comes within 2.1 mm of the trim",
    page=14,
    mark=Mark("content/nl.yaml", 84),
    detail="safe area 4 mm",
    cure="Shorten it by about 12 characters.",
    places=(Rect(4, 30, 52.25, 9), Rect(2.123456, 40, 10, 3)),
    file=CARD.path,
    document="card-85x55",
)
LONG_SENTENCE = Finding(
    rule="sentence",
    severity="warning",
    message="a sentence of 31 words",
    mark=Mark("content/nl.yaml", 12, 9),
    cure="Split it.",
)
HAIRLINE = Finding(
    rule="hairline",
    severity="warning",
    message="a line of 0.05 mm",
    page=2,
    cure="Thicken it.",
    places=(Rect(10, 20, 5, 0),),
    file=CARD.path,
    document="card-85x55",
)
FONTS = tuple(
    Finding(
        rule="fonts",
        severity="error",
        message="the font 'Arial' is not embedded",
        page=page,
        cure="Embed it.",
        file=FOREIGN.path,
        document="Jan & Co [1]",
    )
    for page in (13, 2, 3, 5, 7, 8, 9, 10, 11, 12)
)
UNREADABLE = Finding(
    "unreadable", "error", "the PDF can't be read", cure="Export it again.", file=BROKEN.path
)


def make_report(*findings: Finding, **changes: Any) -> CheckReport:
    """Make a report of these findings, else of one of each kind."""
    report = CheckReport(
        findings or (NEAR_TRIM, HAIRLINE, *FONTS, UNREADABLE, LONG_SENTENCE),
        (*POSTERS, CARD, FOREIGN, BROKEN),
        RULES,
        "1.0.0",
    )
    return replace(report, **changes)
