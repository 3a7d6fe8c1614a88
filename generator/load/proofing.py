"""Inks that an edition gives → how they look on coated paper, and what is wrong with that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from PIL import Image, ImageCms

from generator.load.palette import falls_short
from generator.load.problems import Problems
from generator.model.colour import Palette, to_hex, weak_pairs
from generator.model.condition import COATED_PROFILE
from generator.model.ink import Cmyk
from generator.model.mark import Marks

PROFILES = Path(__file__).resolve().parents[1] / "profiles"
MOST_INK_PERCENT = 300.0
"""What coated paper bears; print shops differ, and few take more."""


def check_inks(palette: Palette, inks: Mapping[str, Cmyk], marks: Marks, found: Problems) -> None:
    """Note inks that paper can't bear, and pairs of colours that they make hard to read."""
    for name, ink in inks.items():
        mark = marks.nearest(("colours", f"{name}_cmyk"))
        if ink.total > MOST_INK_PERCENT:
            message = f"colours.{name}_cmyk is {ink.total:g}% of ink; paper takes at most"
            hint = "ask for the house style's values for coated paper."
            found.add(f"{message} {MOST_INK_PERCENT:g}%.", mark, hint)
    printed = replace(palette, **{name: _seen(ink) for name, ink in inks.items()})
    tokens = dict(printed.tokens())
    for pair, ratio in weak_pairs(printed):
        own = next((name for name in (pair.text, pair.ground) if name in inks), None)
        if own is None:
            continue
        hint = f"choose {'lighter' if own == 'light' else 'darker'} inks."
        if shade := _nearest(own, palette, inks):
            shares = ", ".join(f"{share:g}" for share in shade.shares)
            hint = f"{hint} [{shares}] is the nearest shade that holds."
        if inks[own].total <= 4:
            hint = "the four numbers are percentages, from 0 to 100."
        found.add(
            f"in print {pair.text} {tokens[pair.text]} on {pair.ground} {tokens[pair.ground]} "
            f"{falls_short(ratio, pair.needs)}.",
            marks.nearest(("colours", f"{own}_cmyk")),
            hint,
        )


def _nearest(name: str, palette: Palette, inks: Mapping[str, Cmyk]) -> Cmyk | None:
    """Return the nearest shade of an edition's ink that holds: more black, or less of all inks."""
    for step in range(1, 100):
        shade = _lighter(inks[name], step) if name == "light" else _darker(inks[name], step)
        if shade is None or shade.total > MOST_INK_PERCENT:
            return None
        seen = {**{token: _seen(ink) for token, ink in inks.items()}, name: _seen(shade)}
        weak = weak_pairs(replace(palette, **seen))
        if not any(name in (pair.text, pair.ground) for pair, _ in weak):
            return shade
    return None


def _lighter(ink: Cmyk, step: int) -> Cmyk:
    cyan, magenta, yellow, key = (round(share * (100 - step) / 100) for share in ink.shares)
    return Cmyk(cyan, magenta, yellow, key)


def _darker(ink: Cmyk, step: int) -> Cmyk | None:
    return replace(ink, key=ink.key + step) if ink.key + step <= 100 else None


def _seen(ink: Cmyk) -> str:
    """Return the sRGB colour that an ink looks like on coated paper."""
    pixel = Image.new("CMYK", (1, 1), tuple(round(share * 2.55) for share in ink.shares))
    shown = ImageCms.applyTransform(pixel, _proof())
    assert shown is not None  # only in place there is nothing to return
    colour = shown.getpixel((0, 0))
    assert isinstance(colour, tuple)
    red, green, blue = (part / 255 for part in colour)
    return to_hex((red, green, blue))


@cache
def _proof() -> ImageCms.ImageCmsTransform:
    return ImageCms.buildTransform(
        str(PROFILES / COATED_PROFILE),
        ImageCms.createProfile("sRGB"),
        "CMYK",
        "RGB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
