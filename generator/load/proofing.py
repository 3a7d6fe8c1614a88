"""Inks that an edition gives → how they look on coated paper, and what is wrong with that."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from PIL import Image, ImageCms

from generator.load.problems import Problems
from generator.model.colour import Palette, to_hex, weak_pairs
from generator.model.ink import Cmyk
from generator.model.mark import Marks
from generator.model.printing import COATED_PROFILE

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
        has = math.floor(ratio * 10) / 10
        hint = f"choose {'lighter' if own == 'light' else 'darker'} inks."
        if inks[own].total <= 4:
            hint = "the four numbers are percentages, from 0 to 100."
        found.add(
            f"in print {pair.text} {tokens[pair.text]} on {pair.ground} {tokens[pair.ground]} "
            f"has contrast {has:g}, needs {pair.needs:g}.",
            marks.nearest(("colours", f"{own}_cmyk")),
            hint,
        )


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
