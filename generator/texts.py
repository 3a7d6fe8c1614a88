"""What a document says and where it is written: a campaign and an edition → texts with marks."""

from __future__ import annotations

from generator.model.campaign import Campaign
from generator.model.edition import Edition
from generator.model.product import Product
from generator.model.wording import campaign_wording, contact_wording
from generator.preflight import SourceText


def texts_of(
    campaign: Campaign, edition: Edition, product: Product, format_name: str
) -> tuple[SourceText, ...]:
    """Return every text that a product may print, the longest first.

    Those that must be legible from afar have the product's distance for the format, in metres.
    """
    read_from_m = {
        "name": product.reading_distance_m("headline", format_name),
        "short": product.reading_distance_m("answer", format_name),
    }
    texts = [
        SourceText(
            one.name,
            one.text,
            one.mark,
            read_from_m.get(str(one.keys[-1])) if one.keys[0] == "barriers" else None,
        )
        for one in (*campaign_wording(campaign), *contact_wording(edition))
    ]
    return tuple(sorted(texts, key=lambda text: -len(text.text)))
