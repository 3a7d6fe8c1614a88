"""Colours of an edition: two brand colours → the palette that every product is drawn in."""

from __future__ import annotations

import colorsys
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

# WCAG 2.2, success criterion 1.4.3. Large text is 18 pt, or 14 pt bold; ours is stricter: 18 bold.
SMALL_TEXT_CONTRAST = 4.5
LARGE_TEXT_CONTRAST = 3.0

LEAF_CONTRAST = 1.65
"""Of the door on its ground: what the campaign's own leaf has."""
_RULE_CONTRAST = 1.15
"""Of lines on paper: those of the campaign have 1.44, and less than this nobody sees."""


def parse_hex(colour: str) -> tuple[float, float, float]:
    """Return red, green and blue from 0 to 1 for `#rrggbb`."""
    digits = colour.removeprefix("#")
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def to_hex(rgb: tuple[float, float, float]) -> str:
    """Return `#rrggbb` for red, green and blue from 0 to 1."""
    return "#" + "".join(f"{round(min(max(part, 0), 1) * 255):02x}" for part in rgb)


def luminance(colour: str) -> float:
    """Relative luminance from 0 (black) to 1 (white), as WCAG 2.2 defines it."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(part) for part in parse_hex(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, from 1 to 21, as WCAG 2.2 defines it."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def with_lightness(colour: str, lightness: float) -> str:
    """Return the colour of the same hue and saturation at another HLS lightness (0 to 1)."""
    hue, _, saturation = colorsys.rgb_to_hls(*parse_hex(colour))
    return to_hex(colorsys.hls_to_rgb(hue, min(max(lightness, 0), 1), saturation))


def mixed(colour: str, other: str, share: float) -> str:
    """Return `colour` with `share` (0 to 1) of `other` mixed in."""
    pairs = zip(parse_hex(colour), parse_hex(other), strict=True)
    red, green, blue = (own + (foreign - own) * share for own, foreign in pairs)
    return to_hex((red, green, blue))


@dataclass(frozen=True)
class Palette:
    """The tokens that templates draw with, as `#rrggbb`."""

    ink: str = "#0b3c49"
    leaf: str = "#17606b"
    light: str = "#ffd166"
    teal: str = "#0f7a86"
    tint: str = "#e9f3f3"
    text: str = "#12313a"
    paper: str = "#ffffff"
    rule: str = "#ffd166"
    """Of lines on paper: light, or teal where light can't be seen there."""

    def tokens(self) -> Iterator[tuple[str, str]]:
        """Yield name and value of every colour, in the order above."""
        for field in fields(self):
            yield field.name, getattr(self, field.name)


@dataclass(frozen=True)
class Pair:
    """A colour of text and the ground it stands on somewhere, with the contrast that it needs."""

    text: str
    ground: str
    needs: float


# Every pair of text and ground that the templates in this repository use.
PAIRS_IN_USE = (
    Pair("paper", "ink", SMALL_TEXT_CONTRAST),
    Pair("light", "ink", SMALL_TEXT_CONTRAST),
    Pair("ink", "paper", SMALL_TEXT_CONTRAST),
    Pair("ink", "tint", SMALL_TEXT_CONTRAST),
    Pair("text", "paper", SMALL_TEXT_CONTRAST),
    Pair("text", "tint", SMALL_TEXT_CONTRAST),
    Pair("teal", "paper", SMALL_TEXT_CONTRAST),
)


def make_palette(ink: str | None = None, light: str | None = None) -> Palette:
    """Derive the palette from an edition's own ink and light; without them, the campaign's."""
    palette = Palette()
    if ink:
        _, lightness, _ = colorsys.rgb_to_hls(*parse_hex(ink))
        palette = Palette(
            ink=ink,
            leaf=_leaf_on(ink, lightness),
            # The campaign's teal stands 0.13 above its ink in HLS lightness.
            teal=with_lightness(ink, lightness + 0.13),
            tint=mixed(palette.paper, ink, 0.09),
            text=palette.text,
        )
    if light:
        is_seen = contrast(light, palette.paper) >= _RULE_CONTRAST
        palette = replace(palette, light=light, rule=light if is_seen else palette.teal)
    return palette


def _leaf_on(ink: str, lightness: float) -> str:
    """Return the ink's hue, lighter until the door stands out from its ground."""
    steps = (with_lightness(ink, lightness + step / 100) for step in range(5, 60))
    return next((leaf for leaf in steps if contrast(leaf, ink) >= LEAF_CONTRAST), ink)


def weak_pairs(palette: Palette) -> tuple[tuple[Pair, float], ...]:
    """Return each pair in use whose contrast falls short, with the contrast that it has."""
    colours = dict(palette.tokens())
    measured = ((pair, contrast(colours[pair.text], colours[pair.ground])) for pair in PAIRS_IN_USE)
    return tuple((pair, ratio) for pair, ratio in measured if ratio < pair.needs)


def nearest_shade(name: str, ink: str | None = None, light: str | None = None) -> str | None:
    """Return the shade of 'ink' or 'light' nearest to the one given with which every pair holds.

    Hue and saturation stay, and lightness moves as little as it can. A light is looked for on an
    ink that holds, and an ink below that light, or below the campaign's if no ink bears that one.
    None when there is no such shade, or none was given.
    """
    given = ink if name == "ink" else light
    if given is None:
        return None
    if name == "light" and ink:
        ink = nearest_shade("ink", ink=ink) or ink
    _, own, _ = colorsys.rgb_to_hls(*parse_hex(given))
    steps = sorted((step / 500 for step in range(501)), key=lambda at: abs(at - own))
    for lightness in steps:
        shade = with_lightness(given, lightness)
        made = make_palette(shade, light) if name == "ink" else make_palette(ink, shade)
        if not weak_pairs(made):
            return shade
    return nearest_shade("ink", ink) if name == "ink" and light else None
