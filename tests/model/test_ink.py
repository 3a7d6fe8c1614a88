"""Shares of ink: how they are written, added up and limited."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.colour import Palette
from generator.model.ink import CAMPAIGN_INKS, Cmyk, as_number

share = st.floats(0, 100)
colours = st.builds(Cmyk, share, share, share, share)


def test_a_colour_is_written_as_css_has_it() -> None:
    assert Cmyk(96, 55, 43, 59).css == "device-cmyk(0.96 0.55 0.43 0.59)"
    assert Cmyk(0, 0, 0, 100).css == "device-cmyk(0 0 0 1)"
    assert Cmyk(0.7, 19.64, 100 / 3, 0).css == "device-cmyk(0.007 0.1964 0.3333 0)"


def test_no_number_is_written_with_an_exponent() -> None:
    assert as_number(0.00001) == "0"
    assert as_number(1) == "1"
    assert as_number(0.5) == "0.5"


def test_coverage_is_the_sum_of_the_inks() -> None:
    assert Cmyk(96, 55, 43, 59).total == 253


def test_too_much_ink_is_taken_from_the_colours_in_proportion() -> None:
    assert Cmyk(100, 50, 50, 100).limited(200) == Cmyk(50, 25, 25, 100)
    assert Cmyk(80, 60, 60, 60).limited(260) == Cmyk(80, 60, 60, 60)


def test_black_is_never_reduced() -> None:
    assert Cmyk(10, 10, 10, 100).limited(90) == Cmyk(0, 0, 0, 100)
    assert Cmyk(0, 0, 0, 100).limited(90) == Cmyk(0, 0, 0, 100)


@given(colours, st.floats(100, 400))
def test_a_limited_colour_is_within_the_limit_and_has_the_same_black(
    colour: Cmyk, limit_pct: float
) -> None:
    limited = colour.limited(limit_pct)
    assert limited.total <= limit_pct + 1e-9
    assert limited.key == colour.key
    pairs = zip(limited.shares, colour.shares, strict=True)
    assert all(less <= more for less, more in pairs)


@pytest.mark.parametrize("shares", [(-1, 0, 0, 0), (0, 0, 0, 100.5), (0, float("nan"), 0, 0)])
def test_an_ink_outside_the_paper_is_refused(shares: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="0 to 100%"):
        Cmyk(*shares)


def test_every_token_of_the_palette_has_its_inks() -> None:
    assert list(CAMPAIGN_INKS) == [name for name, _ in Palette().tokens()]
    assert CAMPAIGN_INKS["text"] == Cmyk(0, 0, 0, 100)
    assert CAMPAIGN_INKS["paper"].total == 0
    assert max(colour.total for colour in CAMPAIGN_INKS.values()) == 253
