"""Two pages as pictures: how much differs, and where."""

from __future__ import annotations

import numpy as np
import pytest

from generator.compare.pages import Pixels
from generator.compare.picture import compare_pixels

PPI = 25.4  # a pixel is a mm


def page(width: int = 300, height: int = 210) -> Pixels:
    return np.full((height, width, 3), 255, dtype=np.uint8)


def test_pages_that_look_the_same_do_not_differ() -> None:
    other = page()
    other[20:40, 20:40] -= 10  # as an edge that is smoothed otherwise
    assert compare_pixels(1, page(), other, PPI) is None


def test_what_differs_is_measured_and_found() -> None:
    other = page()
    other[10:20, 250:270] = 0
    other[190:195, 20:30] = (255, 0, 255)
    change = compare_pixels(3, page(), other, PPI)
    assert change
    assert (change.page, change.where) == (3, "top right")
    assert change.share == pytest.approx(250 / (300 * 210))
    first, second = change.places
    assert (first.left, first.top, first.width, first.height) == (250, 10, 20, 10)
    assert (second.left, second.top, second.width, second.height) == (20, 190, 10, 5)


@pytest.mark.parametrize(
    ("rows", "columns", "where"),
    [
        ((90, 120), (140, 160), "middle"),
        ((90, 120), (10, 30), "left"),
        ((190, 200), (10, 290), "bottom"),
        ((10, 200), (280, 290), "right"),
        ((5, 205), (5, 295), "most of the page"),
    ],
)
def test_where_is_said_in_words(
    rows: tuple[int, int], columns: tuple[int, int], where: str
) -> None:
    other = page()
    other[slice(*rows), slice(*columns)] = 0
    change = compare_pixels(1, page(), other, PPI)
    assert change and change.where == where


def test_a_page_of_another_size_differs_where_the_other_one_ends() -> None:
    change = compare_pixels(1, page(), page(width=330), PPI)
    assert change and change.where == "right"
    assert change.share == pytest.approx(30 / 330)


def test_no_page_has_more_places_than_can_be_looked_at() -> None:
    other = page()
    other[::40, ::40] = 0
    change = compare_pixels(1, page(), other, PPI)
    assert change and len(change.places) == 12
