"""The door as a viewer sees it: what colour its SVG paints where."""

from __future__ import annotations

import base64
import re
from functools import cache
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.compose.canvas import Canvas
from generator.compose.door import Door, draw_door
from generator.model.colour import Palette, make_palette
from generator.model.metrics import FontMetrics
from tests.made_up import make_campaign, make_product

SVG = "{http://www.w3.org/2000/svg}"
FLOOR = 0.9
FRAME_HEIGHT = draw_door(1, Palette(), FLOOR).height - FLOOR
PALETTE = Palette()
LEAF, LIGHT = PALETTE.leaf, PALETTE.light
Points = list[tuple[float, float]]
openings = st.floats(0.05, 1)


def drawing(door: Door) -> ElementTree.Element:
    kind, _, content = door.uri.partition(",")
    assert kind == "data:image/svg+xml;base64"
    return ElementTree.fromstring(base64.b64decode(content))


@cache
def polygons(door: Door) -> list[tuple[str, Points]]:
    """Colour and corners of each polygon, in the order in which they are painted."""
    return [
        (
            one.attrib["fill"],
            [
                (float(x), float(y))
                for x, y in (pair.split(",") for pair in one.attrib["points"].split())
            ],
        )
        for one in drawing(door).iter(f"{SVG}polygon")
    ]


def leaf_of(door: Door) -> Points:
    (leaf,) = (points for colour, points in polygons(door) if colour == LEAF)
    return leaf


def free_edge(door: Door) -> float:
    return max(x for x, _ in leaf_of(door))


def lies_in(x: float, y: float, outline: Points) -> bool:
    """Whether a ray to the right crosses the outline an odd number of times."""
    crossings = 0
    for (ax, ay), (bx, by) in pairwise([*outline, outline[0]]):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            crossings += 1
    return crossings % 2 == 1


def colour_at(door: Door, x: float, y: float) -> str | None:
    """What is painted last at a place, the handle aside; None for the ground."""
    painted = [colour for colour, points in polygons(door) if lies_in(x, y, points)]
    return painted[-1] if painted else None


def along(start: float, end: float, count: int = 24) -> list[float]:
    """Places between two others, neither of which is among them."""
    return [start + (end - start) * (at + 0.5) / count for at in range(count)]


@given(k=openings)
def test_the_leaf_turns_as_its_formula_says(k: float) -> None:
    width, drop = (1 - 0.80 * k) - 0.02, 0.085 * FRAME_HEIGHT * k
    expected = [(0, 0), (width, drop), (width, FRAME_HEIGHT + drop), (0, FRAME_HEIGHT)]
    for found, wanted in zip(leaf_of(draw_door(k, PALETTE)), expected, strict=True):
        assert found == pytest.approx(wanted, abs=1e-3)


@given(k=openings)
@settings(max_examples=50)
def test_the_frame_behind_the_leaf_is_light_and_has_no_gap(k: float) -> None:
    door = draw_door(k, PALETTE)
    edge, leaf = free_edge(door), leaf_of(door)
    for y in along(0, FRAME_HEIGHT):
        assert all(colour_at(door, x, y) == LIGHT for x in along(edge + 0.001, 0.999, 4))
        for x in along(0.001, edge - 0.001, 6):
            assert colour_at(door, x, y) == (LEAF if lies_in(x, y, leaf) else LIGHT)
        assert colour_at(door, -0.01, y) is None
        assert colour_at(door, 1.01, y) is None


@given(k=openings, floor=st.floats(0.3, 2))
@settings(max_examples=50)
def test_light_falls_on_the_floor_from_the_leaf_and_the_frame(k: float, floor: float) -> None:
    door = draw_door(k, PALETTE, floor)
    edge = free_edge(door)
    below = FRAME_HEIGHT + 0.001
    assert all(colour_at(door, x, below) == LIGHT for x in along(edge + 0.005, 0.995, 6))
    assert colour_at(door, 1.01, below) is None
    assert colour_at(door, -0.05, below) is None
    # It spreads to the left from the leaf's lower corner, and more so the further the door is open.
    (_, corner) = max(leaf_of(door))
    halfway = (corner + FRAME_HEIGHT + floor) / 2
    lit = [x for x in along(-door.left, 1, 300) if colour_at(door, x, halfway) == LIGHT]
    assert min(lit) == pytest.approx(edge - (0.62 + 0.38 * k) * floor / 2, abs=0.011)


@given(k=openings)
@settings(max_examples=50)
def test_the_light_reaches_behind_the_leaf_so_that_no_seam_shows(k: float) -> None:
    door = draw_door(k, PALETTE)
    (light,) = (points for colour, points in polygons(door) if colour == LIGHT)
    edge, top = leaf_of(door)[1]
    assert all(lies_in(edge - 0.03, y, light) for y in along(top, FRAME_HEIGHT))


@pytest.mark.parametrize("count", range(3, 13))
def test_each_barrier_opens_the_door_one_step_further(count: int, metrics: FontMetrics) -> None:
    canvas = Canvas(make_campaign(count), PALETTE, make_product(), lambda face: metrics)
    doors = [canvas.door(number) for number in range(1, count + 1)]
    edges = [free_edge(door) for door in doors]
    steps = [before - after for before, after in pairwise(edges)]
    assert steps == pytest.approx([0.80 / count] * (count - 1), abs=1e-3)
    assert edges[-1] == pytest.approx(0.18)
    places = [(x, y) for x in along(-0.9, 1) for y in along(0, FRAME_HEIGHT + 0.9)]
    lit = [sum(colour_at(door, x, y) == LIGHT for x, y in places) for door in doors]
    assert lit == sorted(set(lit))


def test_barrier_one_of_ten_is_a_crack_and_barrier_ten_an_open_doorway() -> None:
    assert free_edge(draw_door(0.1, PALETTE)) == pytest.approx(0.90)
    assert free_edge(draw_door(1.0, PALETTE)) == pytest.approx(0.18)


@given(k=openings, floor=st.floats(0.3, 2))
def test_all_of_the_door_and_its_light_lies_in_its_box(k: float, floor: float) -> None:
    door = draw_door(k, PALETTE, floor)
    box = [float(number) for number in drawing(door).attrib["viewBox"].split()]
    assert box == pytest.approx([-door.left, 0, door.width, door.height], rel=1e-3)
    for _, outline in polygons(door):
        for x, y in outline:
            assert -door.left - 1e-3 <= x <= door.width - door.left + 1e-3
            assert -1e-3 <= y <= door.height + 1e-3
    # The frame stands still while the door opens.
    shut = draw_door(0.01, PALETTE, floor)
    assert (door.left, door.width, door.height) == (shut.left, shut.width, shut.height)


@given(k=openings)
def test_the_handle_is_on_the_leaf_near_its_free_edge(k: float) -> None:
    door = draw_door(k, PALETTE)
    circle = drawing(door).find(f"{SVG}circle")
    assert circle is not None
    x, y, radius = (float(circle.attrib[name]) for name in ("cx", "cy", "r"))
    assert all(lies_in(x + dx, y, leaf_of(door)) for dx in (-radius, radius))
    assert x > free_edge(door) / 2


@pytest.mark.parametrize("palette", [PALETTE, make_palette("#3b1f4a", "#f7c873")])
def test_the_door_is_drawn_in_flat_colours_of_its_palette(palette: Palette) -> None:
    for number in range(1, 11):
        door = drawing(draw_door(number / 10, palette))
        tags = {one.tag.removeprefix(SVG) for one in door.iter()}
        assert tags <= {"svg", "path", "polygon", "circle"}
        assert {one.attrib["fill"] for one in door} == {palette.leaf, palette.light}
        text = ElementTree.tostring(door, encoding="unicode")
        assert not re.search("gradient|opacity|filter|rgba|url", text, re.IGNORECASE)
