"""All that people read: a campaign and an edition → texts with their names and marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.campaign import Campaign
from generator.model.edition import Edition
from generator.model.mark import Keys, Mark

_CAMPAIGN_WIDE = ("title", "series", "headline", "lead", "intro", "quote")
_OF_BARRIERS = {"name": "name", "short": "answer", "full": "full answer"}
_OF_CONTACTS = ("name", "phone", "email", "hours")


@dataclass(frozen=True)
class Wording:
    """A text, what messages call it, and where it is written."""

    name: str
    """`the answer of drempel 7`."""
    text: str
    keys: Keys
    """Where it stands in its file: `("barriers", 6, "short")`."""
    mark: Mark


def campaign_wording(campaign: Campaign) -> Iterator[Wording]:
    """Yield every text of the campaign, in the order of its file."""

    def of(name: str, text: str, *keys: str | int) -> Wording:
        return Wording(name, text, keys, campaign.marks.nearest(keys))

    for key in _CAMPAIGN_WIDE:
        yield of(f"the {key}", getattr(campaign, key), key)
    call = campaign.call_to_action
    yield of("the title of the call to action", call.title, "call_to_action", "title")
    yield of("the call to action", call.text, "call_to_action", "text")
    for at, barrier in enumerate(campaign.barriers):
        for key, name in _OF_BARRIERS.items():
            said = f"the {name} of drempel {barrier.number}"
            yield of(said, getattr(barrier, key), "barriers", at, key)
    for at, step in enumerate(campaign.steps):
        yield of(f"the title of step {at + 1}", step.title, "steps", at, "title")
        yield of(f"step {at + 1}", step.text, "steps", at, "text")
    for key, section in campaign.sections.items():
        yield of(f"the title of section '{key}'", section.title, "sections", key, "title")
        yield of(f"section '{key}'", section.text, "sections", key, "text")
    for key, label in campaign.labels.items():
        yield of(f"label '{key}'", label, "labels", key)


def contact_wording(edition: Edition) -> Iterator[Wording]:
    """Yield what is printed of an edition's contacts as it is written."""
    for at, contact in enumerate(edition.contacts):
        for part in _OF_CONTACTS:
            if text := getattr(contact, part):
                keys: Keys = ("contacts", at, part)
                name = f"the {part} of contact {at + 1}"
                yield Wording(name, text, keys, edition.marks.nearest(keys))
