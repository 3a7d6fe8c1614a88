"""Find slips of the pen that others print: words twice, days that don't exist, broken addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.preflight.expected import Expected, Fault
from generator.preflight.folding import by_page
from generator.preflight.reading.glyphs import around
from generator.preflight.reading.passage import Passage
from generator.preflight.reading.proof import Proof, ProofPage
from generator.preflight.rule import Rule
from generator.preflight.symbols.addresses import printed_address
from generator.preflight.symbols.shorteners import is_shortener

_TWICE = re.compile(
    r"(?<![\w-])(de|het|en|van|met|voor|naar|bij|ook|niet|the|and|of|to|with|for)\s+\1(?![\w-])",
    re.IGNORECASE,
)
"""Words that no sentence has twice; `je je` and `dat dat` are often right."""
_MONTHS = (
    ("januari|january|jan", 31), ("februari|february|feb", 29), ("maart|march|mrt", 31),
    ("april|apr", 30), ("mei|may", 31), ("juni|june|jun", 30), ("juli|july|jul", 31),
    ("augustus|august|aug", 31), ("september|sept|sep", 30), ("oktober|october|okt|oct", 31),
    ("november|nov", 30), ("december|dec", 31),
)  # fmt: skip
_DAYS = {name: days for names, days in _MONTHS for name in names.split("|")}
_DATE = re.compile(rf"(?<![\w.,-])(\d\d?)\s+({'|'.join(_DAYS)})\b(?!-)", re.IGNORECASE)
_FIGURES = re.compile(r"(?<![\w.,/-])(\d\d?)([-/])(\d\d?)\2(?:19|20)\d\d(?![\w-])")
_TIME = re.compile(r"(?<![\w.,€])(?:2[4-9]|[3-9]\d)[.:][0-5]\d\s+uur\b")
_MAIL = re.compile(r"[\w.+-]*\w@[\w-]*\w")
"""A mailbox at a host without an end: `info@gemeente`."""
_STRAY = ".,;:!?()'\"‘’“”"
_MOST_DAYS, _MOST_MONTHS = 31, 12


@by_page
def slip_printed(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find slips of which there is no doubt; those in our own content are told where it is."""
    if expected.is_ours:
        return
    for page in proof.pages:
        passage = Passage(page)
        for start, end, said in (*_in_text(passage.text), *_in_addresses(passage)):
            glyphs = passage.glyphs(passage.numbers(start, end))
            shown = " ".join(passage.text[start:end].split())
            yield Fault(f"'{shown}' {said}", page.number, (around(glyphs),) if glyphs else ())


def _in_text(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where a slip begins and ends, and what is wrong."""
    for match in _TWICE.finditer(text):
        yield *match.span(), "has a word twice"
    for match in _DATE.finditer(text):
        if not 1 <= int(match[1]) <= _DAYS[match[2].lower()]:
            yield *match.span(), "is a day that doesn't exist"
    for match in _FIGURES.finditer(text):
        day, month = sorted((int(match[1]), int(match[3])), reverse=True)  # or month and day
        if not (1 <= day <= _MOST_DAYS and 1 <= month <= _MOST_MONTHS):
            yield *match.span(), "is a day that doesn't exist"
    for match in _TIME.finditer(text):
        if match[0][:5] not in ("24.00", "24:00"):
            yield *match.span(), "is a time that doesn't exist"


def _in_addresses(passage: Passage) -> Iterator[tuple[int, int, str]]:
    ends = _ends_of_lines(passage.page)
    for number, word in enumerate(passage.page.text.words):
        bare, start = word.strip(_STRAY), passage.starts[number]
        address = printed_address(word)
        if address and address.path and is_shortener(address.host):
            yield start, start + len(word), "is by a shortener, which may stop forwarding it"
        elif number not in ends and _MAIL.fullmatch(bare):
            yield start, start + len(word), "is no e-mail address: its host has no end"


def _ends_of_lines(page: ProofPage) -> set[int]:
    """Return the words at whose end an address may go on: the last of a line that has another."""
    glyphs = page.text.glyphs
    return {
        one.word
        for one, next_ in pairwise(glyphs)
        if one.line != next_.line and next_.character.islower()
    }


RULES = (
    Rule(
        id="slip-printed",
        severity="warning",
        why="Everybody reads over it, until it is printed.",
        source="Trade practice: the last proof is read by somebody who hasn’t seen it yet",
        cure="Mend it where the text was written, and export again.",
        check=slip_printed,
    ),
)
