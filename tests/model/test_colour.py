"""Contrast of the campaign's palette and of palettes derived from a brand's colours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.colour import (
    PAIRS_IN_USE,
    Palette,
    contrast,
    luminance,
    make_palette,
    mixed,
    parse_hex,
    to_hex,
    weak_pairs,
    with_lightness,
)

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("text", "ground", "ratio"),
    [
        ("paper", "ink", 12.0),
        ("light", "ink", 8.3),
        ("text", "paper", 13.8),
        ("teal", "paper", 5.1),
    ],
)
def test_the_campaigns_colours_have_the_contrast_that_was_measured(
    text: str, ground: str, ratio: float
) -> None:
    palette = Palette()
    found = contrast(getattr(palette, text), getattr(palette, ground))
    assert found == pytest.approx(ratio, abs=0.05)


def test_contrast_agrees_with_wcags_own_examples() -> None:
    # https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio: from 1 to 21; #767676 is the lightest grey
    # that has 4.5:1 on white.
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") >= 4.5 > contrast("#777777", "#ffffff")
    assert luminance("#ff0000") == pytest.approx(0.2126)


@given(colours, colours)
def test_contrast_does_not_depend_on_which_is_the_text(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21 + 1e-9


@given(colours)
def test_a_colour_is_written_as_it_was_read(colour: str) -> None:
    assert to_hex(parse_hex(colour)) == colour
    assert mixed(colour, "#123456", 0) == colour
    assert mixed(colour, "#123456", 1) == "#123456"


@given(colours, st.floats(-1, 2))
def test_a_lightness_past_black_or_white_stays_a_colour(colour: str, lightness: float) -> None:
    assert all(0 <= part <= 1 for part in parse_hex(with_lightness(colour, lightness)))


def test_no_pair_in_the_campaigns_palette_is_weak() -> None:
    assert weak_pairs(Palette()) == ()
    assert make_palette() == Palette()


@pytest.mark.parametrize("ink", ["#3b1f4a", "#0a3d2c", "#1a1a6e", "#5a1020", "#202020", "#00334d"])
def test_a_dark_brand_colour_makes_a_palette_that_can_be_read(ink: str) -> None:
    palette = make_palette(ink, "#ffd166")
    assert (palette.ink, palette.light) == (ink, "#ffd166")
    assert weak_pairs(palette) == ()
    # The door stands out from its ground, and the light from the door.
    assert luminance(palette.ink) < luminance(palette.leaf) < luminance(palette.light)


@given(ink=colours, light=colours)
def test_every_pair_that_cannot_be_read_is_reported_with_its_contrast(ink: str, light: str) -> None:
    palette = make_palette(ink, light)
    tokens = dict(palette.tokens())
    reported = {(pair.text, pair.ground): ratio for pair, ratio in weak_pairs(palette)}
    for pair in PAIRS_IN_USE:
        ratio = contrast(tokens[pair.text], tokens[pair.ground])
        assert (ratio < 4.5) == ((pair.text, pair.ground) in reported)
        assert reported.get((pair.text, pair.ground), ratio) == ratio


def test_a_brand_colour_too_pale_for_a_ground_is_reported() -> None:
    weak = {(pair.text, pair.ground) for pair, _ in weak_pairs(make_palette(ink="#e6a5b0"))}
    assert {("paper", "ink"), ("light", "ink"), ("ink", "paper"), ("teal", "paper")} <= weak


def test_an_edition_may_replace_only_its_light() -> None:
    palette = make_palette(light="#ffe9a8")
    assert palette == Palette(light="#ffe9a8", rule="#ffe9a8")


def test_lines_are_teal_where_light_cannot_be_seen_on_paper() -> None:
    palette = make_palette(light="#fbf6e9")
    assert palette == Palette(light="#fbf6e9", rule=Palette().teal)
    own = make_palette(ink="#3b1f4a", light="#fbf6e9")
    assert own.rule == own.teal != Palette().teal
