"""What rules on content look at: the campaign in each language and its editions → their texts."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.model.campaign import Campaign
from generator.model.edition import Edition
from generator.model.mark import Keys, Marks
from generator.model.wording import Wording, campaign_wording, contact_wording

_READ_ALOUD = frozenset({"headline", "lead", "intro", "quote", "call_to_action"})
_LISTED = frozenset({"barriers", "steps", "sections"})


@dataclass(frozen=True)
class CheckedContent:
    """All that `content/` says, and the day on which it is looked at."""

    campaigns: Mapping[str, Campaign]
    """By language."""
    editions: tuple[Edition, ...]
    default_language: str
    shared_marks: Marks | None
    """Of campaign.yaml, for its links; None where nothing was read from a file."""
    on: datetime.date
    """What the dates under `checked` are measured against."""

    @property
    def default(self) -> Campaign | None:
        """The campaign in its own language; None where there is none at all."""
        return self.campaigns.get(self.default_language) or next(
            iter(self.campaigns.values()), None
        )

    def translations(self) -> Iterator[tuple[Campaign, Campaign]]:
        """Yield the campaign in each other language, with the one that it is translated from."""
        default = self.default
        for _, campaign in sorted(self.campaigns.items()):
            if default and campaign is not default:
                yield campaign, default

    def campaign_texts(self) -> Iterator[tuple[str, Wording]]:
        """Yield every text of the campaign with its language."""
        for language, campaign in sorted(self.campaigns.items()):
            for wording in campaign_wording(campaign):
                yield language, wording

    def texts(self) -> Iterator[tuple[str, Wording]]:
        """Yield every text with its language; an edition's is the campaign's own."""
        yield from self.campaign_texts()
        for edition in self.editions:
            for wording in _edition_wording(edition):
                yield self.default_language, wording

    def prose(self) -> Iterator[tuple[str, Wording]]:
        """Yield with its language every text of a campaign that is read as sentences."""
        for language, wording in self.campaign_texts():
            if is_prose(wording.keys):
                yield language, wording


def is_prose(keys: Keys) -> bool:
    """Tell whether a text is read as sentences, and isn't a heading, label or name."""
    if keys[0] in _LISTED:
        return keys[-1] != "title"
    return keys[0] in _READ_ALOUD and keys[-1] != "title"


def main_language(language: str) -> str:
    """Return a language without its script and country: `nl` of `nl-BE`."""
    return language.split("-")[0].lower()


def _edition_wording(edition: Edition) -> Iterator[Wording]:
    """Yield what is printed of an edition as it is written, but for its phone numbers."""
    keys: Keys
    for key in ("name", "region"):
        if text := getattr(edition, key):
            yield Wording(f"the {key} of the edition", text, (key,), edition.marks.nearest((key,)))
    for at, contact in enumerate(edition.contacts):
        keys = ("contacts", at, "role")
        name = f"the role of contact {at + 1}"
        yield Wording(name, contact.role, keys, edition.marks.nearest(keys))
    for wording in contact_wording(edition):
        if wording.keys[-1] in ("name", "hours"):
            yield wording
