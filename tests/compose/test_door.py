"""The door as it is drawn: read back from its SVG."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.compose.canvas import Canvas
from generator.compose.door import Door, draw_door
from generator.model.colour import Palette, make_palette
from generator.model.metrics import FontMetrics
from tests.made_up import make_campaign, make_product

SVG = "{http://www.w3.org/2000/svg}"
FRAME_HEIGHT = 2.49
Points = list[tuple[float, float]]


def drawing(door: Door) -> ElementTree.Element:
    kind, _, content = door.uri.partition(",")
    assert kind == "data:image/svg+xml;base64"
    return ElementTree.fromstring(base64.b64decode(content))


def outlines(door: Door) -> tuple[Points, Points, Points]:
    """Frame, light and leaf."""
    polygons = [
        [
            (float(x), float(y))
            for x, y in (pair.split(",") for pair in one.attrib["points"].split())
        ]
        for one in drawing(door).iter(f"{SVG}polygon")
    ]
    frame, light, leaf = polygons
    return frame, light, leaf


def free_edge(door: Door) -> float:
    _, _, leaf = outlines(door)
    return max(x for x, _ in leaf)


def area(points: Sequence[tuple[float, float]]) -> float:
    closed = [*points, points[0]]
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(closed))) / 2


@given(k=st.floats(0.01, 1))
def test_the_leaf_turns_as_its_formula_says(k: float) -> None:
    frame, _, leaf = outlines(draw_door(k, Palette()))
    assert frame[1:3] == [(1, 0), (1, FRAME_HEIGHT)]
    # On the left the frame lies hidden behind the leaf.
    assert all(0 <= x < min(0.1, leaf[1][0]) for x, _ in (frame[0], frame[3]))
    width, drop = (1 - 0.80 * k) - 0.02, 0.085 * FRAME_HEIGHT * k
    expected = [(0, 0), (width, drop), (width, FRAME_HEIGHT + drop), (0, FRAME_HEIGHT)]
    for found, wanted in zip(leaf, expected, strict=True):
        assert found == pytest.approx(wanted, abs=1e-3)


@pytest.mark.parametrize("count", range(3, 13))
def test_each_barrier_opens_the_door_one_step_further(count: int, metrics: FontMetrics) -> None:
    canvas = Canvas(make_campaign(count), Palette(), make_product(), lambda face: metrics)
    doors = [canvas.door(number) for number in range(1, count + 1)]
    edges = [free_edge(door) for door in doors]
    steps = [before - after for before, after in pairwise(edges)]
    assert steps == pytest.approx([0.80 / count] * (count - 1), abs=1e-3)
    assert edges[-1] == pytest.approx(0.18)
    lights = [area(outlines(door)[1]) for door in doors]
    assert lights == sorted(lights)
    assert len({door.uri for door in doors}) == count


def test_barrier_one_of_ten_is_a_crack_and_barrier_ten_an_open_doorway() -> None:
    assert free_edge(draw_door(0.1, Palette())) == pytest.approx(0.90)
    assert free_edge(draw_door(1.0, Palette())) == pytest.approx(0.18)


@given(k=st.floats(0.01, 1), floor=st.floats(0.3, 2))
def test_all_of_the_door_and_its_light_lies_in_its_box(k: float, floor: float) -> None:
    door = draw_door(k, Palette(), floor)
    box = [float(number) for number in drawing(door).attrib["viewBox"].split()]
    assert box == pytest.approx([-door.left, 0, door.width, door.height], rel=1e-3)
    for outline in outlines(door):
        for x, y in outline:
            assert -door.left - 1e-3 <= x <= door.width - door.left + 1e-3
            assert -1e-3 <= y <= door.height + 1e-3
    # The frame stands still while the door opens.
    shut = draw_door(0.01, Palette(), floor)
    assert (door.left, door.width, door.height) == (shut.left, shut.width, shut.height)


@given(k=st.floats(0.01, 1))
def test_the_handle_is_on_the_leaf_near_its_free_edge(k: float) -> None:
    door = draw_door(k, Palette())
    circle = drawing(door).find(f"{SVG}circle")
    assert circle is not None
    x, radius = float(circle.attrib["cx"]), float(circle.attrib["r"])
    edge = free_edge(door)
    assert edge / 2 < x + radius < edge


@pytest.mark.parametrize("palette", [Palette(), make_palette("#3b1f4a", "#f7c873")])
def test_the_door_is_drawn_in_flat_colours_of_its_palette(palette: Palette) -> None:
    for number in range(1, 11):
        door = drawing(draw_door(number / 10, palette))
        tags = {one.tag.removeprefix(SVG) for one in door.iter()}
        assert tags == {"svg", "polygon", "circle"}
        fills = {one.attrib["fill"] for one in door}
        assert fills == {palette.leaf, palette.light}
        text = ElementTree.tostring(door, encoding="unicode")
        assert not re.search("gradient|opacity|filter|rgba|url", text, re.IGNORECASE)
