"""Find text that stands in for text: filler, fields that nobody filled in, template codes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import groupby

from generator.preflight.expected import Expected, Fault
from generator.preflight.folding import by_page
from generator.preflight.reading.glyphs import around
from generator.preflight.reading.passage import Passage
from generator.preflight.reading.proof import Proof, ProofPage
from generator.preflight.reading.sources import subject_of
from generator.preflight.rule import Rule

_FILLER = re.compile(
    r"lorem\s+ipsum|dolor\s+sit\s+amet|consectetur\s+adipisc|quis\s+nostrud"
    r"|\b(?:your|insert|add|enter|type|place|edit)(?:\s+(?:your|some|the))?\s+"
    r"(?:text|title|heading|headline|name|logo|address|subtitle)\s+(?:goes\s+)?here\b"
    r"|\b(?:click|tap|double[- ]click)\s+(?:here\s+)?to\s+(?:add|edit|enter)\b"
    r"|\b(?:sample|dummy|filler)\s+text\b|\btext\s+here\b"
    r"|\b(?:tekst|titel|kop|naam|adres|logo|datum)\s+hier\b|\bhier\s+(?:komt|je|jouw|uw)\s+tekst\b"
    r"|\bvoorbeeldtekst\b|\bdummytekst\b|\bblindtext\b|\bplatzhaltertext\b"
    r"|\bklik\s+(?:hier\s+)?om\s+(?:een\s+)?(?:\w+\s+)?(?:tekst|titel|naam)\b"
    r"|\bhier\s+klicken,?\s+um\b|\btexte\s+ici\b",
    re.IGNORECASE,
)
_MARKS = re.compile(
    r"(?<!\w)(?:X{3,}(?:-X+)*|TBD|TO-?DO|FIX-?ME|NaN|[Nn]\.[Tt]\.[Bb]\.)(?!\w)"
    r"|#(?:REF!|VALUE!|NAME\?|N/A|DIV/0!|NUM!|NULL!)"
    r"|#(?:VERW!|WAARDE!|NAAM\?|N/B(?!\w)|DEEL/0!|GETAL!|LEEG!)|\[object Object\]"
    r"|\b(?:FOTO|LOGO|TEKST|BEELD|AFBEELDING)\s+VOLGT\b"
    r"|\b(?:PHOTO|LOGO|TEXT|IMAGE|PICTURE)\s+TO\s+(?:FOLLOW|COME)\b"
)
_LOST = re.compile(
    r"\bFout!\s+(?:Verwijzingsbron|Bladwijzer|De hyperlinkverwijzing)\b"
    r"|\bError!\s+(?:Reference source|Bookmark|Hyperlink reference)\b"
    r"|\bFehler!\s+(?:Verweisquelle|Textmarke|Hyperlink-Referenz)\b"
    r"|\bErreur\s?!\s+(?:Source du renvoi|Signet|Référence de lien)"
)
"""What Word prints where a cross-reference leads nowhere."""
_FIELD_NAMES = (
    "naam|voornaam|achternaam|name|first ?name|last ?name|titel|title|datum|date|adres|address|"
    "e-?mail(?:adres)?|telefoon(?:nummer)?|phone|number|nummer|logo|organisatie|organi[sz]ation|"
    "bedrijf|company|plaats|place|city|stad|gemeente|regio|region|tekst|text|url|link|website|"
    "image|afbeelding|foto|photo|invullen|aanvullen|functie|afdeling|department|quote|citaat"
)
_FIELD = re.compile(
    r"\{\{[^{}]{0,60}\}\}|\{%.{0,60}?%\}|\$\{[^{}]{1,60}\}|<%.{0,60}?%>"
    r"|\{[A-Za-z_][\w.]{0,40}\}|%[A-Z_]{3,30}%|<<\s*\w{2,40}\s*>>|«\w*_\w*»"
    rf"|[\[<«](?:{_FIELD_NAMES})(?:\s[^\]\[<>«»]{{0,30}})?[\]>»]",
    re.IGNORECASE,
)
_EMPTY = frozenset(("None", "null", "undefined", "NULL", "(null)", "nil"))
"""What programs print where there is nothing; as words they are only odd on a line of their own."""
_PATTERNS = (
    (_FILLER, "filler"),
    (_MARKS, "a note"),
    (_LOST, "a reference that leads nowhere"),
    (_FIELD, "an empty field"),
)
_MOST_WORDS = 8


@by_page
def dummy_text(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find what should have been replaced before it was printed."""
    for page in proof.pages:
        passage = Passage(page)
        for pattern, what in _PATTERNS:
            for match in pattern.finditer(passage.text):
                yield _fault(passage, passage.numbers(*match.span()), what, expected)
        for number in _empty_lines(page):
            yield _fault(passage, (number,), "a program's word for nothing", expected)


def _fault(passage: Passage, numbers: Collection[int], what: str, expected: Expected) -> Fault:
    page, glyphs = passage.page, passage.glyphs(numbers)
    subject = subject_of(page.text, glyphs, expected.texts)
    words = " ".join(page.text.words[at] for at in list(numbers)[:_MOST_WORDS])
    message = f"{what} is left in: '{words}'"
    if subject.source:
        message = f"{what} is left in {subject.name}: '{words}'"
    places = (around(glyphs),) if glyphs else ()
    return Fault(message, page.number, places, mark=subject.mark)


def _empty_lines(page: ProofPage) -> Iterator[int]:
    """Yield words that stand for nothing: alone on a line, or at its end after a colon."""
    if _EMPTY.isdisjoint(page.text.words):
        return
    for _, line in groupby(page.text.glyphs, key=lambda glyph: glyph.line):
        numbers = list(dict.fromkeys(glyph.word for glyph in line))
        words = [page.text.words[at] for at in numbers]
        is_alone = len(words) == 1 or words[-2].endswith(":")
        if words[-1] in _EMPTY and is_alone:
            yield numbers[-1]


RULES = (
    Rule(
        id="dummy-text",
        severity="warning",
        why="Filler and empty fields are the dearest misprints: everybody sees them but the maker.",
        source="Trade practice",
        cure="Write the real text, or take it out.",
        check=dummy_text,
    ),
)
