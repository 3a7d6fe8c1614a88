"""Read colour spaces: what resources say → the inks, or the screen's colours, that are painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pikepdf import Array, Name, Object, Stream

from generator.preflight.reading.proof import entry, words
from generator.preflight.reading.resources import number

_DEEPEST = 4  # a broken file's spaces may hold themselves
_SHORT = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}
"""How inline images write them (ISO 32000-1, table 94)."""
_SIZES = {
    "DeviceGray": 1, "CalGray": 1, "DeviceRGB": 3, "CalRGB": 3, "Lab": 3, "DeviceCMYK": 4,
    "Indexed": 1, "Pattern": 0,
}  # fmt: skip
_BASE_AT = {"Separation": 2, "DeviceN": 2, "Indexed": 1, "Pattern": 1}
"""Where the space stands that these are drawn in (ISO 32000-1, 8.6.6)."""
_INKS_OF_PRESS = ("Cyan", "Magenta", "Yellow", "Black")
_NO_PLATES = frozenset((*_INKS_OF_PRESS, "All", "None"))
_SPOTS = ("Separation", "DeviceN")
_ENUMERATED = {12: ("DeviceCMYK", 4), 16: ("DeviceRGB", 3), 17: ("DeviceGray", 1)}
"""Colour spaces of JPEG 2000 (ISO 15444-1, table I.10; 12 by ISO 15444-2)."""
_JP2_COLOUR = b"colr\x01"
_JP2_HEADER = 4096


@dataclass(frozen=True)
class Space:
    """A colour space."""

    family: str
    """`DeviceCMYK`, `Separation` or another (ISO 32000-1, table 62)."""
    size: int
    """How many numbers make a colour."""
    colourants: tuple[str, ...] = ()
    """The plates of a spot colour."""
    base: Space | None = None
    """What a spot colour is shown in where it has no plate; what an indexed one looks up."""

    @property
    def painted(self) -> Space:
        """The space that its colours are in: of an indexed one, what it looks up."""
        return self.base if self.family == "Indexed" and self.base else self

    @property
    def plain_name(self) -> str:
        """What people call it; the family's own name where they have none."""
        if self.family == "ICCBased":
            kind = {1: "grey", 3: "RGB", 4: "CMYK"}.get(self.size, "colour")
            return f"{kind} with a profile"
        return {
            "DeviceRGB": "RGB",
            "CalRGB": "calibrated RGB",
            "CalGray": "calibrated grey",
            "JPXDecode": "colours of a JPEG 2000 picture",
        }.get(self.family, self.family)

    @property
    def spots(self) -> tuple[str, ...]:
        """The inks that need a plate of their own, beside the four of the press."""
        if self.family not in _SPOTS:
            return ()
        return tuple(name for name in self.colourants if name not in _NO_PLATES)


class Colour(NamedTuple):
    """What something is painted with."""

    space: Space
    shares: tuple[float, ...]
    """One number for each component; empty where pixels or a gradient say it."""
    pattern: Object | None = None

    @property
    def is_white(self) -> bool:
        """Whether it leaves the paper as it is."""
        shares, family = self.shares, self.space.family
        if not shares:
            return False
        if family in _SPOTS or self.space.size == 4:
            return not any(shares)
        return family in ("DeviceGray", "DeviceRGB", "CalRGB", "CalGray", "ICCBased") and all(
            share >= 1 for share in shares
        )

    @property
    def inks(self) -> int | None:
        """On how many plates it is; None where the shop's conversion says so."""
        shares, family = self.shares, self.space.family
        if not shares or self.space.colourants == ("All",):
            return None
        if family in _SPOTS or self.space.size == 4:
            return sum(share > 0 for share in shares)
        return int(shares[0] < 1) if family == "DeviceGray" else None

    @property
    def lightness(self) -> float | None:
        """How light it is, roughly, from 0 to 1; None where it can't be told from its numbers."""
        shares, family = self.shares, self.space.family
        if not shares:
            return None
        if family in ("DeviceGray", "CalGray"):
            return shares[0]
        if family in _SPOTS:
            return 1 - max(shares)
        if self.space.size == 4:
            return (1 - shares[3]) * (1 - _weighed(shares))
        return _weighed(shares) if self.space.size == 3 and family != "Lab" else None


def _weighed(shares: Sequence[float]) -> float:
    """Weigh red, green and blue, or the inks that take them away, as eyes do."""
    return 0.3 * shares[0] + 0.59 * shares[1] + 0.11 * shares[2]


GRAY, RGB, CMYK = (
    Space(family, _SIZES[family]) for family in ("DeviceGray", "DeviceRGB", "DeviceCMYK")
)


def read_space(thing: Object | None, depth: int = 0) -> Space | None:
    """Return the colour space that an object says; None when it says none."""
    if not isinstance(thing, Array):
        family = words(thing)
        family = _SHORT.get(family, family)
        return Space(family, _SIZES[family]) if family in _SIZES else None
    if not len(thing) or depth > _DEEPEST:
        return None
    family = words(thing[0])
    family = _SHORT.get(family, family)
    at = _BASE_AT.get(family)
    base = read_space(thing[at], depth + 1) if at is not None and len(thing) > at else None
    if family == "ICCBased":
        size = number(entry(thing[1], "N")) if len(thing) > 1 else None
        return Space(family, int(size) if size in (1, 3, 4) else 0)
    if family in _SPOTS:
        colourants = _colourants(thing)
        return Space(family, len(colourants), colourants, base)
    return Space(family, _SIZES[family], (), base) if family in _SIZES else None


def first_colour(space: Space) -> Colour:
    """Return the colour that stands where a space is chosen (ISO 32000-1, 8.6.8)."""
    if space.family == "DeviceCMYK":
        return Colour(space, (0.0, 0.0, 0.0, 1.0))
    return Colour(space, (1.0 if space.family in _SPOTS else 0.0,) * space.size)


def is_mask(picture: Object) -> bool:
    """Say whether a picture is a stencil that colour is painted through."""
    stencil: object = entry(picture, "ImageMask")
    return stencil is True


def space_inside(picture: Object) -> Space | None:
    """Return the space that a JPEG 2000 picture says itself (ISO 32000-1, 7.4.9)."""
    filters = entry(picture, "Filter")
    if isinstance(filters, Array):
        filters = filters[0] if len(filters) == 1 else None
    if filters != Name.JPXDecode or not isinstance(picture, Stream):
        return None
    header = bytes(picture.read_raw_bytes()[:_JP2_HEADER])
    at = header.find(_JP2_COLOUR)
    # After the method come precedence and approximation, a byte each (ISO 15444-1, I.5.3.3).
    said = int.from_bytes(header[at + 7 : at + 11]) if at >= 0 else 0
    family, size = _ENUMERATED.get(said, ("JPXDecode", 3))
    return Space(family, size)


def _colourants(thing: Array) -> tuple[str, ...]:
    """Return the plates of a spot colour, without those of its process colours."""
    said = thing[1] if len(thing) > 1 else None
    if not isinstance(said, Array):
        return (words(said),)
    process = entry(thing[4], "Process", "Components") if len(thing) > 4 else None
    names = [words(name) for name in process] if isinstance(process, Array) else []
    inks = (
        dict(zip(names, _INKS_OF_PRESS, strict=False)) if len(names) == len(_INKS_OF_PRESS) else {}
    )
    return tuple(inks.get(words(name), words(name)) for name in said)
