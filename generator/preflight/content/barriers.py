"""Check the barriers: how many the text says that there are, which stand where, and their names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from generator.model.campaign import Campaign
from generator.model.mark import Mark
from generator.model.wording import Wording
from generator.preflight.content.counting import COUNTING
from generator.preflight.content.sentences import words
from generator.preflight.content.subject import CheckedContent, main_language
from generator.preflight.expected import Fault
from generator.preflight.rule import Rule

_OPENING, _CLOSING = tuple("“‘„‚«\"'"), tuple("”’“‘»\"'")
_LOOK_BACK = 20  # characters; the words before a number that matter are shorter
_FEWEST_WORDS = 3
"""Texts of fewer may well be the same."""


def _barrier_count(content: CheckedContent) -> Iterator[Fault]:
    for language, wording in content.campaign_texts():
        count = len(content.campaigns[language].barriers)
        for said, number in _counts(wording, main_language(language)):
            if number != count:
                message = f"{wording.name} says '{said}', but there are {count} barriers"
                yield Fault(message, mark=wording.mark)


def _counts(wording: Wording, language: str) -> Iterator[tuple[str, int]]:
    """Yield what a text says of the number of barriers, and that number."""
    if wording.keys == ("series",):  # `van 10 drempels`: it says nothing else
        found = re.findall(r"[0-9]{1,3}", wording.text)
        if found:
            yield wording.text, int(found[-1])
            return
    counting = COUNTING.get(language)
    if counting is None:
        return
    for match in _pattern(language).finditer(wording.text):
        before = wording.text[max(0, match.start() - _LOOK_BACK) : match.start()].split()
        around = {before[-1].lower() if before else "", (match["between"] or "").lower()}
        number = counting.number(match["number"])
        if number > 2 and not around & counting.partly:
            yield match[0], number


@cache
def _pattern(language: str) -> re.Pattern[str]:
    counting = COUNTING[language]
    number = "|".join(("[0-9]{1,2}", *counting.numbers))
    between = rf"(?:(?P<between>{counting.adjective})[ \u00a0]+)?"
    return re.compile(
        rf"(?<![\w.,–-])(?P<number>{number})[ \u00a0-]+{between}(?:{counting.counted})\b",
        re.IGNORECASE,
    )


def _barrier_order(content: CheckedContent) -> Iterator[Fault]:
    for _, campaign in sorted(content.campaigns.items()):
        yield from _twice(campaign)
    for campaign, default in content.translations():
        yield from _moved(campaign, default)


def _twice(campaign: Campaign) -> Iterator[Fault]:
    """Yield what an earlier barrier of the same language says already."""
    cure = "Give each barrier a text and an id of its own."
    for key, name in (("id", "id"), ("name", "name"), ("short", "answer"), ("full", "full answer")):
        first: dict[str, int] = {}
        for at, barrier in enumerate(campaign.barriers):
            text = getattr(barrier, key)
            same = first.setdefault(" ".join(text.split()).lower(), barrier.number)
            if same != barrier.number and (key == "id" or len(words(text)) >= _FEWEST_WORDS):
                message = (
                    f"the {name} of drempel {barrier.number} is that of drempel {same} as well"
                )
                yield Fault(message, cure=cure, mark=_mark(campaign, at, key))


def _moved(campaign: Campaign, default: Campaign) -> Iterator[Fault]:
    """Yield the first barrier that isn't where the default language has it."""
    expected = [barrier.id for barrier in default.barriers]
    for at, barrier in enumerate(campaign.barriers):
        if at >= len(expected) or barrier.id != expected[at]:
            there = f"'{expected[at]}'" if at < len(expected) else "none"
            message = f"drempel {barrier.number} is '{barrier.id}', but {there} in {default.source}"
            yield Fault(message, mark=_mark(campaign, at, "id"))
            return
    if missing := expected[len(campaign.barriers) :]:
        message = f"drempel {len(campaign.barriers) + 1}, '{missing[0]}', is missing"
        yield Fault(message, mark=campaign.marks.nearest(("barriers",)))


def _quoted_name(content: CheckedContent) -> Iterator[Fault]:
    for _, campaign in sorted(content.campaigns.items()):
        for at, barrier in enumerate(campaign.barriers):
            name = barrier.name.strip()
            if name[:1] in _OPENING and name[-1:] in _CLOSING:
                message = f"the name of drempel {at + 1} has quotation marks of its own"
                yield Fault(message, mark=_mark(campaign, at, "name"))


def _mark(campaign: Campaign, at: int, key: str) -> Mark:
    return campaign.marks.nearest(("barriers", at, key))


RULES: tuple[Rule, ...] = (
    Rule(
        "barrier-count",
        "error",
        "'3 of 10' is wrong everywhere once there are nine.",
        "the campaign: each barrier is printed with its number and their count",
        "Write the number of barriers there, or add the barrier that is missing.",
        _barrier_count,
    ),
    Rule(
        "barrier-order",
        "error",
        "Drempel 4 must be the same one in every language, for people refer to it by its number.",
        "the campaign: barriers are numbered by their order in the file",
        "Put the barriers of all languages in the same order.",
        _barrier_order,
    ),
    Rule(
        "quoted-name",
        "error",
        "Quotation marks stand around the name already: these would be set twice.",
        "the campaign: a barrier is somebody's own thought, and is set as one",
        "Leave them out.",
        _quoted_name,
    ),
)
