"""Say how colours are written for print: RGB → four inks, or the grey of a soft mask."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Protocol

from pikepdf import Name
from PIL import Image

from generator.finish.inks import Inks
from generator.finish.spaces import Rgb
from generator.model.colour import to_hex
from generator.model.ink import Cmyk, as_number


class Plates(Protocol):
    """What the colours of a drawing are turned into."""

    @property
    def space(self) -> Name:
        """The device colour space."""

    @property
    def operators(self) -> tuple[str, str]:
        """What sets a colour in that space: to fill, and to stroke."""

    def flat(self, rgb: Rgb) -> tuple[Decimal, ...]:
        """Return a colour's numbers in that space, from 0 to 1."""

    def picture(self, picture: Image.Image) -> Image.Image:
        """Return a picture in that space."""


class InkPlates:
    """The four inks of a press; an edition's own colours have inks of their own."""

    space = Name.DeviceCMYK
    operators = ("k", "K")

    def __init__(self, inks: Inks, known: Mapping[str, Cmyk]) -> None:
        self.inks = inks
        self._known = {colour.lower(): own.limited(inks.limit_pct) for colour, own in known.items()}

    def flat(self, rgb: Rgb) -> tuple[Decimal, ...]:
        """Return the shares of the four inks, from 0 to 1."""
        own = self._known.get(to_hex(rgb)) or self.inks.of_rgb(*rgb)
        return tuple(Decimal(as_number(share / 100)) for share in own.shares)

    def picture(self, picture: Image.Image) -> Image.Image:
        """Return a picture in CMYK."""
        return self.inks.of_picture(picture)


class MaskPlate:
    """The grey of a soft mask, which isn't printed: it says how much of a drawing shows."""

    space = Name.DeviceGray
    operators = ("g", "G")

    def flat(self, rgb: Rgb) -> tuple[Decimal, ...]:
        """Return the luminosity of a colour (ISO 32000-1, 10.3.2: NTSC video's weights)."""
        red, green, blue = rgb
        return (Decimal(as_number(0.30 * red + 0.59 * green + 0.11 * blue)),)

    def picture(self, picture: Image.Image) -> Image.Image:
        """Return a picture in grey."""
        return picture.convert("L")
