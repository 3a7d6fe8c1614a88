"""Slots that are drawn together, apart from their pages."""

from __future__ import annotations

import pytest

from generator.model.document import Slot
from generator.render.shell import SizedSlot, render_slots

HIGH = SizedSlot(Slot("a", ' style="min-height:40px"', ""), 100, 40)


@pytest.mark.parametrize(
    "style",
    [
        "min-height:40px",
        "--lines:2;min-height:40px",
        "min-height:calc(20px * 2)",
        "min-height:40px;quotes:&quot;a&quot; &quot;b&quot;",
        "min-height:40px;--a:1/*",
        "min-height:40px;--a:(",
    ],
)
def test_the_style_of_a_slot_is_its_own_and_no_others(style: str) -> None:
    odd = SizedSlot(Slot("b", f' style="{style}"', ""), 100, 40)
    low = SizedSlot(Slot("c", "", ""), 100, 0)
    assert render_slots("", [odd, low, HIGH], tagged=False).has_room == (True, True, True)


def test_a_slot_that_is_higher_than_its_room_is_told() -> None:
    small = SizedSlot(HIGH.slot, 100, 39)
    assert render_slots("", [small, HIGH], tagged=False).has_room == (False, True)
