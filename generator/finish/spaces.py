"""Tell what a PDF's colour space needs on press: a colour space → how its colours become RGB."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from pikepdf import Array, Dictionary, Name, Object, Stream

from generator.errors import RenderError

Rgb = tuple[float, float, float]
"""Red, green and blue of sRGB, from 0 to 1."""

_RGB = {"/DeviceRGB", "/RGB", "/CalRGB"}
_GREY = {"/DeviceGray", "/G", "/CalGray"}
_CMYK = {"/DeviceCMYK", "/CMYK"}
_DEEPEST = 4
"""Colour spaces in colour spaces: a pattern's is an indexed one's is an ICC profile's."""
# CIE XYZ for D50, Bradford-adapted, to linear sRGB (IEC 61966-2-1), as brucelindbloom.com has it.
_XYZ_TO_SRGB = (
    (3.1338561, -1.6168667, -0.4906146),
    (-0.9787684, 1.9161415, 0.0334540),
    (0.0719453, -0.2289914, 1.4052427),
)
_D50 = (0.9642, 1.0, 0.8249)


@dataclass(frozen=True)
class Space:
    """A colour space, as a press sees it."""

    components: int
    """How many numbers make a colour; 0 for a pattern, whatever its ground."""
    to_rgb: Callable[[Sequence[float]], Rgb] | None = None
    """Reads a colour that must be turned into ink; None where it is ink already."""
    plain: Name | None = None
    """The device space to name instead, where numbers stay as they are."""
    ground: Space | None = None
    """Of a pattern: the space of the colour that it is drawn in."""


GREY = Space(1)


def read_space(space: Object, resources: Object | None = None, depth: int = 0) -> Space:
    """Return what a colour space needs; a name that isn't a device's is looked up in `resources`.

    Raises RenderError for one that is unknown, broken, or shows a spot colour on screen as RGB.
    """
    if depth > _DEEPEST:
        raise _unreadable("is defined by itself")
    if isinstance(space, Name):
        return _named(space, resources, depth)
    if not isinstance(space, Array) or len(space) == 0 or not isinstance(space[0], Name):
        raise _unreadable("isn't one")
    family = str(space[0])
    if len(space) == 1 or family in {"/CalRGB", "/CalGray"}:
        return _named(space[0], resources, depth)
    if family == "/ICCBased" and isinstance(space[1], Stream):
        return _of_profile(int(space[1].get("/N", 0)))
    if family == "/Lab" and isinstance(space[1], Dictionary):
        return Space(3, _lab_to_rgb)
    if family in {"/Indexed", "/I"} and len(space) == 4:
        return _indexed(read_space(space[1], resources, depth + 1), space[3])
    if family == "/Pattern":
        return Space(0, ground=read_space(space[1], resources, depth + 1))
    if family in {"/Separation", "/DeviceN"} and len(space) >= 4:
        return _spot(space, read_space(space[2], resources, depth + 1))
    raise _unreadable(f"is of the unknown kind {family[1:]}")


def _named(name: Object, resources: Object | None, depth: int) -> Space:
    text = str(name)
    if text in _RGB:
        return Space(3, _rgb)
    if text in _GREY:
        return Space(1, plain=Name.DeviceGray)
    if text in _CMYK:
        return Space(4, plain=Name.DeviceCMYK)
    if text == "/Pattern":
        return Space(0)
    spaces = resources.get("/ColorSpace") if resources is not None else None
    if not isinstance(spaces, Dictionary) or text not in spaces:
        raise _unreadable(f"has the unknown name {text[1:]}")
    return read_space(spaces[text], resources, depth + 1)


def _of_profile(components: int) -> Space:
    """Return what an ICC profile's space needs; its RGB is taken for sRGB."""
    spaces = {
        1: Space(1, plain=Name.DeviceGray),
        3: Space(3, _rgb),
        4: Space(4, plain=Name.DeviceCMYK),
    }
    if components not in spaces:
        raise _unreadable(f"has a profile of {components} channels")
    return spaces[components]


def _indexed(base: Space, lookup: Object) -> Space:
    if base.to_rgb is None:
        return Space(1)
    table = lookup.read_bytes() if isinstance(lookup, Stream) else bytes(lookup)
    return Space(1, partial(_from_table, base, table))


def _from_table(base: Space, table: bytes, colour: Sequence[float]) -> Rgb:
    start = int(colour[0]) * base.components
    entry = table[max(start, 0) : max(start, 0) + base.components]
    if len(entry) < base.components or base.to_rgb is None:
        raise _unreadable("has too short a table")
    return base.to_rgb([value / 255 for value in entry])


def _spot(space: Array, alternate: Space) -> Space:
    if alternate.to_rgb is not None:
        raise RenderError(
            "a picture uses a spot colour that is described in RGB",
            hint="Save it in the four process inks, or in RGB.",
        )
    return Space(1 if str(space[0]) == "/Separation" else len(space[1]))


def _rgb(colour: Sequence[float]) -> Rgb:
    red, green, blue = (min(max(part, 0), 1) for part in colour)
    return red, green, blue


def _lab_to_rgb(colour: Sequence[float]) -> Rgb:
    """Turn CIELAB into sRGB; its own white becomes the paper's, and what lies outside is cut."""
    lightness, a, b = colour
    middle = (lightness + 16) / 116
    xyz = [
        white * _cubed(part)
        for white, part in zip(_D50, (middle + a / 500, middle, middle - b / 200), strict=True)
    ]
    linear = (
        sum(factor * part for factor, part in zip(row, xyz, strict=True)) for row in _XYZ_TO_SRGB
    )
    return _rgb([_gamma(min(max(part, 0), 1)) for part in linear])


def _cubed(part: float) -> float:
    return part**3 if part > 6 / 29 else 3 * (6 / 29) ** 2 * (part - 4 / 29)


def _gamma(part: float) -> float:
    return part * 12.92 if part <= 0.0031308 else float(1.055 * part ** (1 / 2.4) - 0.055)


def _unreadable(what: str) -> RenderError:
    return RenderError(
        f"a colour space in the PDF {what}",
        hint="The logo is the likeliest cause: save it anew, as plain SVG or as PNG.",
    )
