"""Check translations against the campaign's own language: slots, links, what isn't translated."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from generator.model.campaign import Campaign
from generator.model.wording import Wording, campaign_wording
from generator.preflight.content.sentences import words
from generator.preflight.content.subject import CheckedContent, main_language
from generator.preflight.expected import Fault
from generator.preflight.rule import Rule

_SLOT = re.compile(r"\{\w+\}")
_BRACE = re.compile(r"[{}]")
_FEWEST_WORDS = 4
"""Names, such as 'BUIT in de klas', and short labels may be the same in two languages."""


def _same_structure(content: CheckedContent) -> Iterator[Fault]:
    for _, campaign in sorted(content.campaigns.items()):
        for wording in campaign_wording(campaign):
            yield from _braces(wording)
    for campaign, default in content.translations():
        yield from _slots(campaign, default)
        yield from _links(campaign, default)


def _untranslated(content: CheckedContent) -> Iterator[Fault]:
    for campaign, default in content.translations():
        if main_language(campaign.language) != main_language(default.language):
            yield from _copied(campaign, default)


def _braces(wording: Wording) -> Iterator[Fault]:
    """Yield braces that would be printed as they stand."""
    slots = _SLOT.findall(wording.text)
    if wording.keys[0] != "labels" and slots:
        message = f"{wording.name} has {slots[0]}, which is printed as it stands"
        yield Fault(
            message, cure="Only labels have slots: write the text itself.", mark=wording.mark
        )
    elif _BRACE.search(_SLOT.sub("", wording.text)):
        message = f"{wording.name} has a brace that isn't part of a slot such as {{url}}"
        yield Fault(
            message, cure="Write both braces, with one word between them.", mark=wording.mark
        )


def _slots(campaign: Campaign, default: Campaign) -> Iterator[Fault]:
    """Yield labels whose slots aren't those of the default language."""
    for key, label in campaign.labels.items():
        here, there = (
            Counter(_SLOT.findall(one)) for one in (label, default.labels.get(key, label))
        )
        lost, added = sorted(there - here), sorted(here - there)
        if lost or added:
            parts = [
                f"lacks {', '.join(lost)}" if lost else "",
                f"has {', '.join(added)}" if added else "",
            ]
            message = f"label '{key}' {' and '.join(part for part in parts if part)}"
            yield Fault(
                message,
                cure=f"Write the slots of {default.source} as they are, braces and all: "
                "values take their place.",
                mark=campaign.marks.nearest(("labels", key)),
            )


def _links(campaign: Campaign, default: Campaign) -> Iterator[Fault]:
    """Yield sections whose link isn't that of the default language."""
    for key, section in campaign.sections.items():
        if key not in default.sections:
            continue
        link = default.sections[key].link
        if section.link != link:
            said = f"link '{section.link}'" if section.link else "no link"
            expected = f"'{link}'" if link else "none"
            yield Fault(
                f"section '{key}' has {said}, but {expected} in {default.source}",
                cure="Give the section the same link in all languages.",
                mark=campaign.marks.nearest(("sections", key)),
            )


def _copied(campaign: Campaign, default: Campaign) -> Iterator[Fault]:
    """Yield texts that are word for word the default language's; one fault if most of them are."""
    known = {one.keys: one.text for one in campaign_wording(default)}
    texts = [
        one
        for one in campaign_wording(campaign)
        if one.keys in known and len(words(one.text)) >= _FEWEST_WORDS
    ]
    same = [one for one in texts if one.text == known[one.keys]]
    if len(same) > max(1, len(texts) / 2):
        message = f"{len(same)} of {len(texts)} texts are word for word those of {default.source}"
        yield Fault(message, cure="Translate them.", mark=campaign.source)
        return
    for one in same:
        message = f"{one.name} is word for word that of {default.source}"
        yield Fault(message, cure="Translate it.", mark=one.mark)


RULES: tuple[Rule, ...] = (
    Rule(
        "same-structure",
        "error",
        "A translation that lacks a slot or a link is printed with a gap.",
        "the campaign: all languages share their templates",
        "Give each language the same parts.",
        _same_structure,
    ),
    Rule(
        "untranslated",
        "warning",
        "A text that was left as it was is printed in two languages.",
        "the campaign: one language in each PDF",
        "Translate it.",
        _untranslated,
    ),
)
