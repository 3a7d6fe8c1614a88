"""Which panels share a sheet, checked by folding, cutting and stacking it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.finish.schemes import Leaf, booklet_leaves, card_leaves, zine_panels
from generator.model.layout import PanelOrder, Sides

COUNTS = st.integers(1, 120)
PLACES = st.integers(1, 24)


@given(COUNTS, PLACES, st.sampled_from((1, 2)))
def test_piles_of_cut_cards_laid_on_one_another_are_in_order(
    cards: int, places: int, sides: Sides
) -> None:
    sheets = card_leaves(cards, places, sides, "stack")
    piles = [[sheet[place] for sheet in sheets if place < len(sheet)] for place in range(places)]
    stacked = [leaf for pile in piles for leaf in pile]
    assert [leaf.front for leaf in stacked] == [card * sides for card in range(cards)]
    if sides == 2:
        assert [leaf.back for leaf in stacked] == [card * 2 + 1 for card in range(cards)]


@given(COUNTS, PLACES, st.sampled_from(("stack", "rows")))
def test_as_few_sheets_as_can_be_and_none_of_them_empty(
    cards: int, places: int, order: PanelOrder
) -> None:
    sheets = card_leaves(cards, places, 2, order)
    assert len(sheets) == -(-cards // places)
    assert all(1 <= len(sheet) <= places for sheet in sheets)


@given(COUNTS, PLACES)
def test_a_pile_with_a_hole_lacks_its_last_cards_and_is_the_last(cards: int, places: int) -> None:
    sheets = card_leaves(cards, places, 2, "stack")
    lengths = [sum(place < len(sheet) for sheet in sheets) for place in range(places)]
    used = [length for length in lengths if length]
    assert lengths == [*used, *[0] * (places - len(used))]
    assert used[:-1] == [len(sheets)] * (len(used) - 1)


def test_rows_keep_the_order_on_each_sheet() -> None:
    first, second = card_leaves(5, 3, 1, "rows")
    assert first == (Leaf(0), Leaf(1), Leaf(2))
    assert second == (Leaf(3), Leaf(4))


def test_no_cards_are_no_sheets() -> None:
    assert card_leaves(0, 10, 2, "stack") == card_leaves(0, 10, 2, "rows") == ()


def fold_and_slit() -> list[int]:
    """Fold a zine as its reader does, and leaf through it from the front cover."""
    above, below = zine_panels()
    # Folded along the centre line, above and below lie back to back: the four columns are leaves
    # that stand on the fold. The slit parts the middle two, which are pushed out: a cross of four
    # double leaves. Round the cross the outer faces are, from the left one: below 0 and 1 meet at
    # its left arm; its front arm shows below 2 and below 1, and so round to above 0 and below 0.
    around = [below[0], below[1], below[2], below[3], above[3], above[2], above[1], above[0]]
    front = around.index(0)
    return around[front:] + around[:front]


def test_a_zine_reads_from_its_front_cover_to_its_back_cover() -> None:
    assert fold_and_slit() == list(range(8))


def leaf_through(sheets: tuple[tuple[Leaf, ...], ...]) -> list[int | None]:
    """Fold sheets in half, put them into one another and read from the front."""
    first = [face for _, right in sheets for face in (right.front, right.back)]
    second = [face for left, _ in reversed(sheets) for face in (left.back, left.front)]
    return [*first, *second]


@given(st.integers(1, 90))
def test_a_booklet_reads_from_front_to_back_with_blanks_before_the_last_panel(
    panels: int,
) -> None:
    sheets = booklet_leaves(panels)
    read = leaf_through(sheets)
    assert len(read) == 4 * len(sheets) < panels + 4
    assert [panel for panel in read if panel is not None] == list(range(panels))
    assert read[0] == 0
    if panels > 1:
        assert read[-1] == panels - 1


@pytest.mark.parametrize(
    ("panels", "sheets"),
    [
        (4, [(4, 1, 2, 3)]),
        (8, [(8, 1, 2, 7), (6, 3, 4, 5)]),
        (6, [(6, 1, 2, None), (None, 3, 4, 5)]),
    ],
)
def test_the_sheets_of_a_booklet(
    panels: int, sheets: list[tuple[int | None, int | None, int | None, int | None]]
) -> None:
    """Panels from 1: left and right of the front, left and right of the back."""

    def numbers(leaves: tuple[Leaf, ...]) -> list[int | None]:
        left, right = leaves
        faces = (left.front, right.front, right.back, left.back)
        return [None if face is None else face + 1 for face in faces]

    assert [tuple(numbers(leaves)) for leaves in booklet_leaves(panels)] == sheets
