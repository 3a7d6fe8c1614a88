"""Check telephone numbers that others print: those that can't be dialled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.preflight.expected import Expected, Fault
from generator.preflight.folding import by_page
from generator.preflight.reading.glyphs import around
from generator.preflight.reading.passage import Passage
from generator.preflight.reading.proof import Proof, ProofPage, entry, words
from generator.preflight.rule import Rule

_NUMBER = re.compile(
    r"(?<![\w.,/@+-])(?:\+\d|0)[\d().\- \N{NO-BREAK SPACE}\N{NON-BREAKING HYPHEN}–]{4,18}\d(?!\w)"
)
_SERVICE = re.compile(r"0(?:800|900|906|909|88)\D|06\D|\+")
"""What is a telephone number, whatever stands before it."""
_ASKED_FOR = re.compile(
    r"\b(?:bel|belt|bellen|tel|telefoon(?:nummer)?|mobiel|phone|telephone|call|ring)\b"
    r"\W*(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)
_DATE_OR_TIME = re.compile(r"\d{1,2}[-./ –]\d{1,2}[-./ –](?:\d{2}|\d{4})|\d{1,2}[.]\d\d\D+\d.*")
_FEWEST_DIGITS, _MOST_DIGITS = 7, 15  # ITU-T E.164 has 15 at the most
_BEFORE = 40  # characters
_HOME = "NL"
"""Design programs often say English, whatever they are given."""


@by_page
def phone_printed(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find telephone numbers that nobody has, where the language says which country's they are.

    Those of our own content are checked where they are written.
    """
    language = expected.language or words(entry(proof.pdf.Root, "Lang"))
    if expected.is_ours or not language:
        return
    for page in proof.pages:
        yield from _on_page(page, language)


def _on_page(page: ProofPage, language: str) -> Iterator[Fault]:
    passage = Passage(page)
    for match in _NUMBER.finditer(passage.text):
        said = match[0].replace("\N{NON-BREAKING HYPHEN}", "-").replace("–", "-")
        before = passage.text[max(match.start() - _BEFORE, 0) : match.start()]
        if _SERVICE.match(said) or _ASKED_FOR.search(before):
            wrong = _wrong(said, language)
            if wrong:
                glyphs = passage.glyphs(passage.numbers(*match.span()))
                places = (around(glyphs),) if glyphs else ()
                yield Fault(f"the number {said} {wrong[0]}", page.number, places, cure=wrong[1])


def _wrong(said: str, language: str) -> tuple[str, str] | None:
    """Return what is wrong with a number, and what helps; other figures may follow it."""
    if _DATE_OR_TIME.fullmatch(said):
        return None
    digits = sum(one.isdigit() for one in said)
    if not _FEWEST_DIGITS <= digits <= _MOST_DIGITS:
        return None
    from generator.preflight.content.numbering import Dialled, country_of  # few pages have any

    country = country_of(language)
    if not country:
        return None
    parts = said.split(" ")
    heads = [" ".join(parts[:count]) for count in range(len(parts), 0, -1)]
    countries = dict.fromkeys((country, _HOME))
    faults = [Dialled(head, at).wrong() for at in countries for head in heads]
    return None if None in faults else faults[0]


RULES = (
    Rule(
        id="phone-printed",
        severity="warning",
        why="Who calls a wrong number in an emergency gets nobody, or a stranger.",
        source="the country’s numbering plan, as in Google’s libphonenumber",
        cure="Call the number, and print it in full.",
        check=phone_printed,
    ),
)
