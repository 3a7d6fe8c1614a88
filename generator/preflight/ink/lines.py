"""Check that no line is too thin to print."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from generator.model.geometry import Edges
from generator.preflight.expected import Expected, Fault
from generator.preflight.reading.proof import Proof, ProofPage
from generator.preflight.reading.where import MOST_PLACES, kept, place_of
from generator.preflight.rule import PAPER, Rule
from generator.preflight.streams.paints import Paint, Thin
from generator.preflight.streams.spaces import Colour

THINNEST_PT = 0.25
THINNEST_LIGHT_PT = 0.5
VANISHING_PT = 0.1
_ROUNDING_PT = 0.005
_BESIDE_MM, _BESIDE_PIXELS = 0.6, 2.5
"""How far to look on either side of a line."""
_LONG = 4
"""Times as long as it is wide is what counts as level or upright."""
_SAME = 8
"""Levels of 255 between a line and its ground that nobody sees."""
_DARK = 110
_LIGHTER = 90
"""Levels of a line above its ground, for ink to run into it."""
_MOST_LOOKED_AT = 400

Levels = NDArray[np.float32]
"""Red, green and blue from 0 to 255."""


class _Trouble(Enum):
    """Why a line is too thin."""

    THIN = f"lines under {THINNEST_PT:g} pt break up or vanish in print"
    LIGHT = f"light lines on a dark ground need {THINNEST_LIGHT_PT:g} pt, or ink closes them"
    INKS = f"lines in several inks need {THINNEST_LIGHT_PT:g} pt, or a plate that is off shows"


def hairline(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find lines, and shapes as thin as lines, that don't hold in print."""
    for page, painted in zip(proof.pages, proof.painted, strict=True):
        thin_paints = [paint for paint in painted.paints if paint.thin]
        found: dict[_Trouble, list[Thin]] = {}
        for paint in kept(thin_paints, page, expected)[:_MOST_LOOKED_AT]:
            for thin in paint.thin:
                trouble = _trouble(thin, paint, page, expected)
                if trouble:
                    found.setdefault(trouble, []).append(thin)
        for trouble, lines in found.items():
            yield _fault(trouble, lines, page)


def _trouble(thin: Thin, paint: Paint, page: ProofPage, expected: Expected) -> _Trouble | None:
    """Return why a line is too thin; None when it isn't, or can't be seen."""
    width = thin.thickness_pt + _ROUNDING_PT
    if width >= THINNEST_LIGHT_PT or not _is_seen(thin, page):
        return None
    if width < THINNEST_PT:
        return _Trouble.THIN
    if paint.colour and _is_reversed(thin, paint.colour, page):
        return _Trouble.LIGHT
    inks = paint.colour.inks if paint.colour else None
    return _Trouble.INKS if expected.press and inks is not None and inks > 1 else None


def _fault(trouble: _Trouble, lines: list[Thin], page: ProofPage) -> Fault:
    thinnest = min(line.thickness_pt for line in lines)
    width = "no width" if thinnest < _ROUNDING_PT else f"{thinnest:.2f} pt"
    if len(lines) == 1:
        message = "a line has no width" if width == "no width" else f"a line is {width} thin"
    else:
        message = f"{len(lines)} lines are thin, the thinnest has {width}"
    places = tuple(dict.fromkeys(place_of(line.box, page) for line in lines))
    is_bad = thinnest + _ROUNDING_PT < VANISHING_PT
    return Fault(
        message,
        page.number,
        places[:MOST_PLACES],
        trouble.value,
        severity="error" if is_bad else None,
    )


def _beside(thin: Thin, page: ProofPage) -> Levels | None:
    """Return the pixels of a line and of what lies on either side of it, across it in rows."""
    raster = page.raster
    if raster is None:
        return None
    place = place_of(thin.box, page)
    past = max(_BESIDE_MM, _BESIDE_PIXELS / raster.pixels_per_mm)
    is_level, is_upright = place.width > _LONG * place.height, place.height > _LONG * place.width
    across = 0.0 if is_level else past
    down = 0.0 if is_upright else past
    pixels = raster.crop(place.grown(Edges(top=down, right=across, bottom=down, left=across)))
    if not pixels.size:
        return None
    levels: Levels = pixels.astype(np.float32)
    if is_level or is_upright:
        levels = levels.mean(axis=1 if is_level else 0)
    return levels.reshape(-1, levels.shape[-1])


def _is_seen(thin: Thin, page: ProofPage) -> bool:
    """Say whether a line stands out from both of its sides.

    Strips that lie side by side are a gradient, and white on paper is nothing.
    """
    levels = _beside(thin, page)
    if levels is None:
        return True
    third = len(levels) // 3
    if not third:
        return True
    sides = levels[:third].mean(axis=0), levels[-third:].mean(axis=0)
    middle = levels[third:-third]
    off = np.minimum(*(np.abs(middle - side).max(axis=1) for side in sides))
    return float(off.max()) > _SAME


def _is_reversed(thin: Thin, colour: Colour, page: ProofPage) -> bool:
    """Say whether a line is light on a dark ground."""
    levels, light = _beside(thin, page), colour.lightness
    if levels is None or light is None:
        return False
    third = max(len(levels) // 3, 1)
    ground = float(np.concatenate((levels[:third], levels[-third:])).mean())
    return ground < _DARK and 255 * light > ground + _LIGHTER


RULES: tuple[Rule, ...] = (
    Rule(
        id="hairline",
        severity="warning",
        why="A line thinner than a plate’s dots prints broken, or not at all.",
        source="Print shops: 0.25 pt, reversed or in several inks 0.5 pt; GWG 2015 on line width",
        cure="Draw it at 0.25 pt or more; at 0.5 pt where it is light on dark, or in several inks.",
        check=hairline,
        targets=PAPER,
    ),
)
