"""What templates can call: doors, QR codes, headlines and parts, gathered for one document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from markupsafe import Markup

from generator.compose.door import Door, draw_door
from generator.compose.headline import TRACKING_EM, Measure, set_headline
from generator.compose.qr import QrCode, draw_qr
from generator.compose.svg import encoded
from generator.model.campaign import Barrier, Campaign
from generator.model.colour import Palette
from generator.model.direction import is_right_to_left
from generator.model.document import Ladder, Part, Slot, marked_slot
from generator.model.edition import Contact, Logo
from generator.model.metrics import FontMetrics
from generator.model.picture import Picture
from generator.model.product import Product

_LINES_OF_SMALL_HEADINGS = 3


@dataclass
class Canvas:
    """Draws for the template of one document, and keeps account of its parts."""

    campaign: Campaign
    palette: Palette
    product: Product
    metrics: Callable[[str], FontMetrics]
    parts: list[Part] = field(default_factory=list)
    ladders: list[Ladder] = field(default_factory=list)
    """Of the headlines in the part that is being composed."""
    codes: set[str] = field(default_factory=set)
    """The addresses of all QR codes."""

    @property
    def right_to_left(self) -> bool:
        """Whether the campaign's language is read from right to left."""
        return is_right_to_left(self.campaign.language)

    def door(self, number: float, floor: float = 0.9) -> Door:
        """Draw the door as it stands at barrier `number`: the last one's is wide open."""
        opening = number / len(self.campaign.barriers)
        return draw_door(opening, self.palette, floor, turned=self.right_to_left)

    def qr(self, url: str) -> QrCode:
        """Draw the QR code of an address."""
        self.codes.add(url)
        return draw_qr(url, self.palette.text)

    def logo(self, logo: Logo | None) -> str | None:
        """Return a logo as data: address."""
        return _address(logo.media_type, logo.picture) if logo else None

    def role(self, contact: Contact) -> str:
        """Return what a contact is for: the label of its role, or the role as it was typed."""
        return self.campaign.labels.get(f"role_{contact.role}", contact.role)

    def width_em(self, text: str, face: str = "heading-text") -> float:
        """Return how wide a text is, in ems, as headlines are spaced."""
        return self.metrics(face).width(text, TRACKING_EM)

    def part(self, name: str, barrier: Barrier | None = None) -> Markup:
        """Start a part of the document: a run of pages that has a size of its own."""
        mark, number = self.campaign.source, None
        if barrier is not None:
            number = barrier.number
            mark = self.campaign.marks.nearest(("barriers", number - 1))
        self.ladders = []
        self.parts.append(Part(f"part-{name}", self.product.pages, mark, number))
        return Markup('id="part-{}"').format(name)

    def headline(
        self, text: str, width: float, size: float, face: str = "heading-display"
    ) -> Markup:
        """Set a headline whose lines are balanced; `width` and `size` are in mm, at scale 1."""
        fit = self.product.fit
        measure = Measure(
            width,
            size,
            smallest_scale=fit.headlines.smallest,
            most_lines=fit.headline.lines if fit.headline else _LINES_OF_SMALL_HEADINGS,
        )
        html, ladder = set_headline(text, measure, self.metrics(face), len(self.ladders))
        self.ladders.append(ladder)
        if self.parts:
            self.parts[-1] = replace(self.parts[-1], headlines=tuple(self.ladders))
        return html


@lru_cache(maxsize=4)
def _address(media_type: str, picture: Picture) -> str:
    # All documents of an edition have the same, and are composed one after another.
    return encoded(media_type, picture.read())


def set_slot(classes: str, style: str = "", *, caller: Callable[[], str]) -> Markup:
    """Mark what depends on who hands the page out: `{% call slot('reach') %}…{% endcall %}`."""
    attribute = Markup(' style="{}"').format(style) if style else ""
    return Markup(marked_slot(Slot(classes, attribute, str(caller()))))
