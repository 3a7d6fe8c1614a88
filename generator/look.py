"""How an edition looks at a print shop: its brief → palette in inks, and a logo fit for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from io import BytesIO

from PIL import Image

from generator.brief import Brief
from generator.compose import Composer
from generator.model.colour import Palette
from generator.model.condition import COATED_PROFILE, PdfX
from generator.model.document import Html
from generator.model.edition import Logo
from generator.model.ink import CAMPAIGN_INKS, Cmyk
from generator.model.picture import Picture

_SVG = "image/svg+xml"
# Rather too much than too little: what is taken for see-through is drawn in pixels, sharp still.
_SHOWS_THROUGH = re.compile(
    rb"opacity|<mask|<filter|mix-blend|rgba|hsla|<image"
    rb"|#[0-9a-f]{8}\b|#[0-9a-f]{4}\b|/\s*[\d.]+%?\s*\)",
    re.IGNORECASE,
)
_LOGO_WIDTH_PX = 2400
"""A logo is at most a fifth of a page wide: on a0, that leaves 360 pixels an inch."""


@dataclass(frozen=True)
class Look:
    """What stands in for an edition's own colours and logo."""

    inks: Mapping[str, Cmyk] = field(default_factory=dict)
    """By token."""
    logo: Logo | None = None
    logo_dark: Logo | None = None

    @property
    def palette(self) -> Palette | None:
        """The palette as CSS says it in inks; None where the edition's own serves."""
        if not self.inks:
            return None
        return Palette(**{token: ink.css for token, ink in self.inks.items()})

    def composed(self, composer: Composer, brief: Brief) -> Html:
        """Compose a job so that it looks like this."""
        return composer.compose(brief.job, brief.bleed_mm, self.palette, self.logo, self.logo_dark)


def look_of(brief: Brief) -> Look:
    """Return how a job looks; what isn't for a print shop looks as the edition says.

    A job ticket is in black alone. Raises RenderError for a logo that can't be drawn.
    """
    shop, edition = brief.shop, brief.edition
    if shop is None:
        return Look()
    if brief.job.is_ticket:
        return Look({"text": CAMPAIGN_INKS["text"]})
    palette = edition.palette
    logo = _fit_for_print(edition.logo, palette.paper, shop.pdfx)
    dark = _fit_for_print(edition.logo_dark, palette.ink, shop.pdfx)
    return Look(_press_inks(brief), logo, dark)


def _fit_for_print(logo: Logo | None, ground: str, pdfx: PdfX) -> Logo | None:
    """Return a logo as a print shop can take it, on the ground where it stands."""
    if logo is None:
        return None
    if logo.media_type != _SVG:
        return _on_ground(logo, ground)
    if pdfx is PdfX.X1A and _SHOWS_THROUGH.search(logo.picture.read()):
        # PDF/X-1a has no transparency. Only the finished picture tells what lies over what.
        from generator.render.picture import rasterise  # few logos need what draws them

        pixels = rasterise(logo.picture.read(), logo.ratio, _LOGO_WIDTH_PX)
        return replace(logo, media_type="image/png", picture=Picture.of(pixels))
    return logo


def _press_inks(brief: Brief) -> dict[str, Cmyk]:
    """Return the inks of the edition's palette, by token: as given, else through the profile.

    The campaign's own were found by hand for coated paper; text is black alone on any.
    """
    shop, condition = brief.shop, brief.condition
    if shop is None or condition is None:
        return {}
    from generator.finish import Inks  # the press alone needs it

    converter = Inks(condition.profile, shop.ink_limit_percent)
    usual = dict(Palette().tokens())
    by_hand = {"text": CAMPAIGN_INKS["text"], "paper": CAMPAIGN_INKS["paper"]}
    if shop.profile == COATED_PROFILE:
        by_hand = dict(CAMPAIGN_INKS)
    inks = {}
    for token, colour in brief.edition.palette.tokens():
        if token in brief.edition.inks:
            ink = brief.edition.inks[token]
        elif token in by_hand and colour == usual[token]:
            ink = by_hand[token]
        else:
            ink = converter.of_hex(colour)
        inks[token] = ink.limited(shop.ink_limit_percent)
    palette = brief.edition.palette
    inks["rule"] = inks["light" if palette.rule == palette.light else "teal"]
    return inks


@lru_cache(maxsize=16)
def _on_ground(logo: Logo, ground: str) -> Logo:
    """Return a picture without what shows through, on a ground of one colour."""
    with Image.open(BytesIO(logo.picture.read())) as picture:
        if not picture.has_transparency_data:
            return logo
        see_through = picture.convert("RGBA")
    opaque = Image.new("RGBA", see_through.size, ground)
    opaque.alpha_composite(see_through)
    written = BytesIO()
    opaque.convert("RGB").save(written, format="PNG")
    return replace(logo, media_type="image/png", picture=Picture.of(written.getvalue()))
