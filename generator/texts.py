"""What a document says and where it is written: a campaign and an edition → texts with marks."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.campaign import Campaign
from generator.model.edition import Edition
from generator.model.mark import Keys
from generator.model.product import Product
from generator.preflight import SourceText

_PARTS = ("name", "phone", "email", "hours")


def texts_of(
    campaign: Campaign, edition: Edition, product: Product, format_name: str
) -> tuple[SourceText, ...]:
    """Return every text that a product may print, the longest first.

    Those that must be legible from afar have the product's distance for the format, in metres.
    """
    headline_m = product.reading_distance_m("headline", format_name)
    answer_m = product.reading_distance_m("answer", format_name)

    def of(name: str, text: str, *keys: str | int, read_from_m: float | None = None) -> SourceText:
        return SourceText(name, text, campaign.marks.nearest(keys), read_from_m)

    texts = [*_campaign_wide(campaign), *_contacts(edition)]
    for at, one in enumerate(campaign.barriers):
        who, keys = f"drempel {one.number}", ("barriers", at)
        texts.append(of(f"the name of {who}", one.name, *keys, "name", read_from_m=headline_m))
        texts.append(of(f"the answer of {who}", one.short, *keys, "short", read_from_m=answer_m))
        texts.append(of(f"the full answer of {who}", one.full, *keys, "full"))
    return tuple(sorted(texts, key=lambda text: -len(text.text)))


def _campaign_wide(campaign: Campaign) -> Iterator[SourceText]:
    def of(name: str, text: str, *keys: str | int) -> SourceText:
        place: Keys = keys
        return SourceText(name, text, campaign.marks.nearest(place))

    for key in ("title", "headline", "lead", "intro", "quote"):
        yield of(f"the {key}", getattr(campaign, key), key)
    call = campaign.call_to_action
    yield of("the title of the call to action", call.title, "call_to_action", "title")
    yield of("the call to action", call.text, "call_to_action", "text")
    for at, step in enumerate(campaign.steps):
        yield of(f"the title of step {at + 1}", step.title, "steps", at, "title")
        yield of(f"step {at + 1}", step.text, "steps", at, "text")
    for key, section in campaign.sections.items():
        yield of(f"the title of section '{key}'", section.title, "sections", key, "title")
        yield of(f"section '{key}'", section.text, "sections", key, "text")
    for key, label in campaign.labels.items():
        yield of(f"label '{key}'", label, "labels", key)


def _contacts(edition: Edition) -> Iterator[SourceText]:
    for at, contact in enumerate(edition.contacts):
        for part in _PARTS:
            if text := getattr(contact, part):
                mark = edition.marks.nearest(("contacts", at, part))
                yield SourceText(f"the {part} of contact {at + 1}", text, mark)
