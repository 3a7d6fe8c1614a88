"""Draw the campaign's door: how far it is open → a flat SVG picture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from generator.compose.svg import data_uri, polygon
from generator.model.colour import Palette

Point = tuple[float, float]

HEIGHT = 2.25
"""Of the frame, in frame widths."""
STEEPEST_LIGHT = 1.0
"""How far the light reaches to the left for each unit that it falls, with the door wide open."""
HANDLE_RADIUS = 0.03


@dataclass(frozen=True)
class DoorShape:
    """The outlines of a door in a frame 1 wide, from the frame's top left corner, y downward."""

    light: tuple[Point, ...]
    """The frame's opening and the light on the floor, as one outline: two would show a seam."""
    leaf: tuple[Point, ...]
    handle: Point


@dataclass(frozen=True)
class Door:
    """A picture of the door. Lengths are in widths of the door's frame.

    All openings of one campaign have the same box, so that the frame stands still while it opens.
    """

    uri: str
    width: float
    height: float
    left: float
    """From the box's left side to the frame's."""


def shape_door(opening: float, floor: float) -> DoorShape:
    """Compute a door open for `opening` (0 to 1) of the way; light falls `floor` below it."""
    free_edge = 1 - 0.80 * opening - 0.02
    drop = 0.085 * HEIGHT * opening
    behind = (
        free_edge / 2
    )  # the light's hidden edge: screens show hairlines between shapes that abut
    return DoorShape(
        light=(
            (0, 0),
            (1, 0),
            (1, HEIGHT),
            (1 - (0.30 - 0.18 * opening) * floor, HEIGHT + floor),
            (free_edge - (0.62 + 0.38 * opening) * STEEPEST_LIGHT * floor, HEIGHT + floor),
            (free_edge, HEIGHT + drop),
            (behind, HEIGHT),
            (behind, drop),
        ),
        leaf=((0, 0), (free_edge, drop), (free_edge, HEIGHT + drop), (0, HEIGHT)),
        handle=(free_edge - min(0.085, 0.30 * free_edge), 0.54 * HEIGHT + drop),
    )


@lru_cache(maxsize=256)
def draw_door(
    opening: float, palette: Palette, floor: float = 0.9, *, turned: bool = False
) -> Door:
    """Draw a door in flat colours, without transparency, so that it prints the same anywhere.

    A `turned` one is seen in a mirror, for pages that are read from right to left.
    """
    shape = shape_door(opening, floor)
    left, height = STEEPEST_LIGHT * floor, HEIGHT + floor
    x, y = shape.handle
    body = (
        polygon(shape.light, palette.light)
        + polygon(shape.leaf, palette.leaf)
        + f'<circle cx="{x:.4g}" cy="{y:.4g}" r="{HANDLE_RADIUS}" fill="{palette.light}"/>'
    )
    if turned:
        body = f'<g transform="translate({1 - left:.4g} 0) scale(-1 1)">{body}</g>'
    view = f"{-left:.4g} 0 {left + 1:.4g} {height:.4g}"
    return Door(data_uri(view, body), width=left + 1, height=height, left=left)
