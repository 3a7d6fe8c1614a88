"""Print what has no colour in black ink alone: how light black ink is → black for each grey."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image, ImageChops

from generator.model.colour import luminance, to_hex

Picture = Image.Image

DARK_SPREAD = 8
"""How far red, green and blue may lie apart, of 255, in what is dark, before it has a colour.

In colours as dark as black ink that is a CIELAB chroma of about 3, which nobody sees.
"""


@dataclass(frozen=True)
class NeutralInk:
    """What black ink alone can print on one press, in sRGB; shares of ink are from 0 to 255."""

    darkest: int
    """The grey that solid black ink looks like."""
    ramp: tuple[int, ...]
    """For each of 256 greys the black ink that is as light, between paper and solid black."""

    @property
    def flat_ramp(self) -> tuple[int, ...]:
        """The same, but solid for each grey that is no lighter: small type wants no screen."""
        solid = self.darkest + 1
        return (255,) * solid + self.ramp[solid:]

    def applied(self, screen: Picture, separated: Picture) -> Picture:
        """Return `separated` (CMYK) with black ink alone where `screen` (sRGB) has no colour.

        That is where red, green and blue are equal; or nearly so, and as dark as black ink.
        """
        red, green, blue = screen.split()
        lightest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
        darkest = ImageChops.darker(ImageChops.darker(red, green), blue)
        spread = ImageChops.subtract(lightest, darkest)
        grey = screen.convert("L")
        dark = ImageChops.darker(_up_to(self.darkest, grey), _up_to(DARK_SPREAD, spread))
        colourless = ImageChops.lighter(_up_to(0, spread), dark)
        result = separated.copy()
        result.paste(key_only(grey.point(self.flat_ramp)), mask=colourless)
        return result


def key_only(key: Picture) -> Picture:
    """Return a CMYK picture of black ink alone, given how much of it there is (L)."""
    none = Image.new("L", key.size)
    return Image.merge("CMYK", (none, none, none, key))


def neutral_ink(proof: Callable[[Picture], Picture]) -> NeutralInk:
    """Measure black ink with `proof`, which takes CMYK to sRGB with black point compensation."""
    seen = proof(key_only(Image.frombytes("L", (256, 1), bytes(range(256)))))
    light = [_luminance(seen, share) for share in range(256)]
    solid = light[255]
    # What is as light as paper has 1, solid black has 0: its own black point is compensated.
    darkness = [(light[0] - one) / (light[0] - solid) for one in light]
    rising = [max(darkness[: share + 1]) for share in range(256)]
    ramp = tuple(_nearest(rising, 1 - _grey_luminance(grey)) for grey in range(256))
    darkest = max(grey for grey in range(256) if grey == 0 or _grey_luminance(grey) <= solid)
    return NeutralInk(darkest, ramp)


def _up_to(limit: int, plate: Picture) -> Picture:
    """Return a mask of where `plate` isn't above `limit`."""
    return plate.point([255 if value <= limit else 0 for value in range(256)])


def _nearest(rising: list[float], wanted: float) -> int:
    above = min(bisect_left(rising, wanted), 255)
    below = max(above - 1, 0)
    return min(below, above, key=lambda share: abs(rising[share] - wanted))


def _luminance(seen: Picture, x: int) -> float:
    pixel = seen.getpixel((x, 0))
    assert isinstance(pixel, tuple)
    red, green, blue = (part / 255 for part in pixel)
    return luminance(to_hex((red, green, blue)))


def _grey_luminance(grey: int) -> float:
    part = grey / 255
    return luminance(to_hex((part, part, part)))
