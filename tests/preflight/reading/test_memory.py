"""Memory that pages are drawn in is used again, and nothing of the last page is left in it."""

from __future__ import annotations

import pytest

from generator.preflight.reading import memory
from generator.preflight.reading.proof import open_proof
from tests.faults import flyer


def test_pixels_that_were_given_back_are_white_again() -> None:
    """The next page must not show the last one."""
    first = memory.white(20, 30)
    first[:] = 7
    memory.give_back(first)

    second = memory.white(30, 20)

    assert second.shape == (30, 20, 3)
    assert (second == 255).all()


def test_two_pages_are_never_drawn_in_the_same_memory() -> None:
    """What is in use is nobody else's."""
    first, second = memory.white(20, 30), memory.white(20, 30)

    first[:] = 7

    assert (second == 255).all()


def test_a_page_is_drawn_in_the_memory_of_one_that_is_done_with() -> None:
    """Both look the same as when they are drawn in new memory."""
    pdf = flyer.flyer()
    with open_proof(pdf) as proof:
        raster = proof.pages[0].raster
        assert raster is not None
        pixels = raster.pixels.copy()

    with open_proof(pdf) as proof:
        again = proof.pages[0].raster
        assert again is not None
        assert (again.pixels == pixels).all()


def test_no_more_is_kept_than_a_document_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of many sizes, one after the other, don't fill the memory."""
    monkeypatch.setattr(memory, "_MOST_BYTES", 10_000)
    for side in range(1, 50):
        memory.give_back(memory.white(side, side))

    kept = sum(size * len(found) for size, found in memory._kept.items())

    assert kept <= 10_000
