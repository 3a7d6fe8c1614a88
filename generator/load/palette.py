"""What an edition says of its colours → its palette, or weak pairs and the shades that hold."""

from __future__ import annotations

import math
from collections.abc import Mapping

from generator.load.problems import Problems
from generator.load.wording import wrong_name
from generator.load.yaml import YamlFile
from generator.model.colour import Palette, make_palette, nearest_shade, weak_pairs
from generator.model.frozen import HexColour

_OWN_COLOURS = ("ink", "light")


def read_colours(source: YamlFile, found: Problems) -> dict[str, str]:
    """Return the edition's own colours by token, as far as they are right."""
    own: dict[str, str] = {}
    for name in _OWN_COLOURS:
        keys = ("colours", name)
        colour = source.text(*keys)
        if colour and not wrong_name(HexColour, colour):
            own[name] = colour.lower()
        elif colour is None and name in source.mapping("colours"):
            hint = "put it between quotes, as in '#0b3c49': a bare # starts a comment."
            found.add(f"colours.{name} is empty.", source.marks.nearest(keys), hint)
    return own


def read_palette(
    source: YamlFile, own: Mapping[str, str], usual: Mapping[str, str], found: Problems
) -> Palette:
    """Return the palette of an edition with colours of its `own`, else the `usual` ones.

    Each pair of colours in use that is hard to read is noted.
    """
    colours = {**usual, **own}
    palette = make_palette(**colours)
    tokens = dict(palette.tokens())
    for pair, ratio in weak_pairs(palette):
        cause = _cause(pair.text, pair.ground, own)
        shade = nearest_shade(cause, **colours)
        if cause == "light" and shade and shade == colours.get("light"):
            continue  # on an ink that holds, it holds as well: the ink is told of by itself
        found.add(
            f"{pair.text} {tokens[pair.text]} on {pair.ground} {tokens[pair.ground]} "
            f"{falls_short(ratio, pair.needs)}.",
            source.marks.nearest(("colours", cause)),
            _cure(cause, shade),
        )
    return palette


def falls_short(ratio: float, needs: float) -> str:
    """Say by how much a contrast falls short: `has contrast 4.4, needs 4.5: 0.1 too little`."""
    has = math.floor(ratio * 10) / 10  # rounded down: 4.49 isn't 4.5
    return f"has contrast {has:g}, needs {needs:g}: {needs - has:.2g} too little"


def _cure(cause: str, shade: str | None) -> str:
    wish = "lighter" if cause == "light" else "darker"
    proposal = f" '{shade}' is the nearest shade that holds." if shade else ""
    return f"choose a {wish} '{cause}'.{proposal}"


def _cause(text: str, ground: str, own: Mapping[str, str]) -> str:
    """Return which of the edition's own colours makes the pair weak; all but light follow ink."""
    is_light = "light" in own and "light" in (text, ground)
    # With a dark ink of its own or the campaign's, it is light that is too dark.
    return "light" if is_light or "ink" not in own else "ink"
