"""Turn screen colours into ink: colours and pictures → the four inks of one press."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from math import floor

from PIL import Image, ImageMath

from generator.finish.icc import open_profile, profile_description, to_press, to_screen
from generator.finish.neutral import key_only
from generator.model.colour import parse_hex
from generator.model.ink import Cmyk

__all__ = ["Inks", "profile_description", "total_area_coverage"]

Picture = Image.Image

_WHITE = (255, 255, 255)
_DRAWING_COLOURS = 4096
"""With more colours a picture is a photograph, and its shadows need all four inks."""


@dataclass(frozen=True)
class Inks:
    """The inks of a press, and how much of them its paper bears.

    Colours are matched as they look on the paper (relative colorimetric), their black to that of
    the press. Raises ValueError when the profile isn't one of a four-colour press.
    """

    profile: bytes = field(repr=False)
    """The ICC profile of the printing condition."""
    limit_pct: float
    """Total area coverage that nothing goes over; black alone takes 100."""

    def __post_init__(self) -> None:
        if not 100 <= self.limit_pct <= 400:
            raise ValueError(f"a coverage limit lies between 100 and 400%, not {self.limit_pct:g}%")
        open_profile(self.profile)

    @property
    def description(self) -> str:
        """What the profile calls itself: the name of the printing condition."""
        return profile_description(self.profile)

    def of_rgb(self, red: float, green: float, blue: float) -> Cmyk:
        """Return the inks of an sRGB colour, given from 0 to 1 and taken to 8 bits a channel.

        White is bare paper. Greys are black ink alone, and so is what is as dark as black ink and
        hardly coloured (then it is solid): small type in four inks needs four plates that register.
        """
        rgb = tuple(min(max(round(part * 255), 0), 255) for part in (red, green, blue))
        return _of_flat(self.profile, self.limit_pct, rgb)

    def of_hex(self, colour: str) -> Cmyk:
        """Return the inks of `#rrggbb`."""
        return self.of_rgb(*parse_hex(colour))

    def of_picture(self, picture: Picture) -> Picture:
        """Return a picture in CMYK, opaque; what shows through it is paper.

        A profile in the picture says what its colours are, else they are sRGB, or inks already.
        Grey pictures become black ink alone, matched in lightness: grey out of three inks takes on
        a colour with the least drift of the press. So do the greys of drawings, as flat colours do.
        """
        source = picture.info.get("icc_profile")
        opaque = _on_paper(_in_a_mode_that_prints(picture))
        screen = to_screen(source, opaque.mode)
        if opaque.mode == "L":
            grey = screen.apply(opaque).convert("L") if screen else opaque
            return key_only(grey.point(open_profile(self.profile).neutral.ramp))
        press = to_press(source, opaque.mode, self.profile)
        separated = press.apply(opaque) if press else opaque
        if opaque.mode == "RGB" and opaque.getcolors(_DRAWING_COLOURS):
            seen = screen.apply(opaque) if screen else opaque
            separated = open_profile(self.profile).neutral.applied(seen, separated)
        return self.limited(separated)

    def limited(self, picture: Picture) -> Picture:
        """Return a CMYK picture with less colour, in proportion, where it is over the limit."""
        limit = floor(self.limit_pct * 255 / 100)
        cyan, magenta, yellow, key = picture.split()
        if _highest(_sum(cyan, magenta, yellow, key)) <= limit:
            return picture
        coloured = _sum(cyan, magenta, yellow)
        plates = [_reduced(plate, coloured, key, limit) for plate in (cyan, magenta, yellow)]
        return Image.merge("CMYK", (*plates, key))


def total_area_coverage(picture: Picture) -> float:
    """Return the highest sum of the four inks in any pixel of a CMYK picture, in %."""
    return _highest(_sum(*picture.split())) * 100 / 255


@lru_cache(maxsize=4096)
def _of_flat(profile: bytes, limit_pct: float, rgb: tuple[int, ...]) -> Cmyk:
    """Return the inks of one 8-bit colour in tenths of a percent, rounded down."""
    press = open_profile(profile)
    pixel = Image.new("RGB", (1, 1), rgb)
    inks = press.neutral.applied(pixel, press.exact.apply(pixel)).getpixel((0, 0))
    assert isinstance(inks, tuple)
    limited = Cmyk(*(ink * 100 / 255 for ink in inks)).limited(limit_pct)
    return Cmyk(*(floor(share * 10) / 10 for share in limited.shares))


def _in_a_mode_that_prints(picture: Picture) -> Picture:
    """Return the picture in RGB, L or CMYK, or in RGBA or LA when something shows through."""
    if picture.mode.startswith("I"):  # 16 bits; Pillow would cut off what is above 255
        return picture.convert("I").point(lambda value: value / 257).convert("L")
    if picture.has_transparency_data:
        return picture.convert("LA" if picture.mode in {"1", "L", "LA"} else "RGBA")
    if picture.mode in {"1", "L", "F"}:
        return picture.convert("L")
    return picture if picture.mode == "CMYK" else picture.convert("RGB")


def _on_paper(picture: Picture) -> Picture:
    """Return an RGB or L picture on white where it was RGBA or LA."""
    if picture.mode not in {"LA", "RGBA"}:
        return picture
    below = Image.new(picture.mode, picture.size, "white")
    below.alpha_composite(picture)
    return below.convert(picture.mode.removesuffix("A"))


def _reduced(plate: Picture, coloured: Picture, key: Picture, limit: int) -> Picture:
    """Return a plate with its share of what the limit leaves; `coloured` is the sum of three.

    Whole numbers are divided: the result is rounded down, and never over the limit.
    """
    reduced: Picture = ImageMath.lambda_eval(
        lambda it: it["convert"](
            it["min"](it["plate"], it["plate"] * (limit - it["key"]) / it["coloured"]), "L"
        ),
        plate=plate,
        coloured=coloured,
        key=key,
    )
    return reduced


def _sum(*plates: Picture) -> Picture:
    total: Picture = ImageMath.lambda_eval(
        lambda it: sum((it[name] for name in sorted(it) if name.startswith("plate")), 0),
        **{f"plate{number}": plate for number, plate in enumerate(plates)},
    )
    return total


def _highest(plate: Picture) -> int:
    highest = plate.getextrema()[1]
    assert isinstance(highest, int)
    return highest
