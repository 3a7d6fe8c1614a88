"""Say which panels share a sheet and a leaf, before anything is turned over: count → leaves."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.layout import PanelOrder, Sides

Panel = int | None
"""A page of the one-up, from 0; None where nothing is printed."""


@dataclass(frozen=True)
class Leaf:
    """A place on a sheet: what is on its front and what lies behind that."""

    front: Panel = None
    back: Panel = None


Leaves = tuple[Leaf, ...]
"""Of one sheet, row by row from the top left of its front; places at the end may be missing."""


def card_leaves(cards: int, places: int, sides: Sides, order: PanelOrder) -> tuple[Leaves, ...]:
    """Return the cards of each sheet, which has so many places; no sheet is empty.

    In a stack, place 1 holds cards 1 to n of n sheets from top to bottom, place 2 the next n, and
    so on: the piles that the cut leaves need only be laid on one another.
    """
    count = -(-cards // places)
    if order == "rows":
        runs = [range(at, min(at + places, cards)) for at in range(0, cards, places)]
    else:
        runs = [range(sheet, cards, count) for sheet in range(count)]
    return tuple(tuple(_card(card, sides) for card in run) for run in runs)


def _card(card: int, sides: Sides) -> Leaf:
    return Leaf(card) if sides == 1 else Leaf(2 * card, 2 * card + 1)


def zine_panels() -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the panels of a zine's upper row, which stands on its head, and of its lower row.

    The sheet is folded in eight and slit along the middle of its long centre line. Pushed together
    from both ends, the slit opens into a cross, which is wrapped into a booklet: the back cover and
    the front cover lie beside each other below, and pages 2 and 3 follow on their right.
    """
    return (6, 5, 4, 3), (7, 0, 1, 2)


def booklet_leaves(panels: int) -> tuple[Leaves, ...]:
    """Return the left and right halves of each sheet of a booklet, from the outside in.

    Every sheet is folded once, and they are put into one another and stapled through the back.
    What is missing to a multiple of four stays blank just before the last panel, the back cover.
    """
    count = -(-panels // 4) * 4
    last = 1 if panels > 1 else 0
    blanks: list[Panel] = [None] * (count - panels)
    pages: list[Panel] = [*range(panels - last), *blanks, *range(panels - last, panels)]
    return tuple(
        (
            Leaf(pages[count - 1 - outer], pages[count - 2 - outer]),
            Leaf(pages[outer], pages[outer + 1]),
        )
        for outer in range(0, count // 2, 2)
    )
