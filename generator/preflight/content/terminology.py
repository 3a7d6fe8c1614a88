"""Check the words of the subject: a campaign's texts → terms that guides advise against."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.content.subject import CheckedContent, main_language
from generator.preflight.content.terms import DUTCH_GUIDE, LUXEMBOURG, TERMS
from generator.preflight.expected import Fault
from generator.preflight.rule import Rule


def _rejected(content: CheckedContent) -> Iterator[Fault]:
    return _terms(content, rejected=True)


def _doubtful(content: CheckedContent) -> Iterator[Fault]:
    return _terms(content, rejected=False)


def _terms(content: CheckedContent, *, rejected: bool) -> Iterator[Fault]:
    # Not in the names of contacts: an organisation is called as it is called.
    for language, wording in content.campaign_texts():
        for term in TERMS.get(main_language(language), ()):
            if term.rejected is rejected and (found := term.words.search(wording.text)):
                yield Fault(
                    f"{wording.name} says '{found[0]}'",
                    detail=term.source,
                    cure=f"Write {term.instead}.",
                    mark=wording.mark,
                )


RULES: tuple[Rule, ...] = (
    Rule(
        "terminology",
        "error",
        "Some words put the blame on a child, or make a crime sound like a trade.",
        f"{LUXEMBOURG} (2016); {DUTCH_GUIDE} (2022): terms to avoid",
        "Choose another word.",
        _rejected,
    ),
    Rule(
        "terminology-care",
        "warning",
        "Some words hurt or mislead, depending on what is meant.",
        f"{LUXEMBOURG} (2016); {DUTCH_GUIDE} (2022): terms that need special attention",
        "Choose another word, unless this is what you mean.",
        _doubtful,
    ),
)
