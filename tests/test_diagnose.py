"""Which text is told to be too long, and by how much."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnose import Excess, find_excess, shortest_text, with_text
from generator.model.campaign import Campaign, Section, Titled
from generator.model.mark import Keys
from tests.made_up import make_campaign

SENTENCE = "Twijfelen mag, ook met een vermoeden kun je in actie komen."


def typical(**changes: Any) -> Campaign:
    """Ten barriers, two sections and two steps, none of them longer than its siblings."""
    campaign = make_campaign(10)
    barriers = tuple(
        replace(one, name="Zie ik het wel goed?", short=SENTENCE, full=f"{SENTENCE} {SENTENCE}")
        for one in campaign.barriers
    )
    sections = {name: Section(title="Kop", text=SENTENCE) for name in ("regio", "wet")}
    steps = (Titled(title="Kijk", text=SENTENCE), Titled(title="Bel", text=SENTENCE))
    return replace(campaign, barriers=barriers, sections=sections, steps=steps, **changes)


def text_at(campaign: Campaign, keys: Keys) -> str:
    found: object = campaign
    for key in keys:
        if isinstance(key, int):
            assert isinstance(found, tuple)
            found = found[key]
        else:
            found = found[key] if isinstance(found, dict) else getattr(found, key)
    assert isinstance(found, str)
    return found


def at_most(keys: Keys, characters: int) -> Callable[[Campaign], bool]:
    """A page that holds so much of one text."""
    return lambda campaign: len(text_at(campaign, keys)) <= characters


TEXTS: list[tuple[Keys, int | None]] = [
    (("barriers", 6, "name"), 7),
    (("barriers", 6, "short"), 7),
    (("barriers", 6, "full"), 7),
    (("barriers", 2, "short"), None),
    (("sections", "wet", "text"), None),
    (("steps", 1, "text"), None),
    (("intro",), None),
    (("lead",), None),
    (("quote",), None),
    (("headline",), None),
]


@pytest.mark.parametrize(("keys", "barrier"), TEXTS)
def test_the_text_that_is_longer_than_its_siblings_is_the_one_to_shorten(
    keys: Keys, barrier: int | None
) -> None:
    long = " ".join([SENTENCE] * 12)
    campaign = with_text(typical(), keys, long)
    room = len(long) - 40
    found = find_excess(campaign, barrier, at_most(keys, room))
    assert found is not None
    assert found.keys == keys
    # Whole words are taken off: the longest here has nine letters.
    assert 40 <= found.characters <= 40 + 10


@given(
    words=st.lists(st.text("abc", min_size=1, max_size=12), min_size=2, max_size=30),
    share=st.floats(0, 1),
)
@settings(deadline=None)
def test_no_fewer_characters_would_do(words: list[str], share: float) -> None:
    keys: Keys = ("barriers", 0, "short")
    text = " ".join(words)
    room = int(share * (len(text) - 1))
    found = find_excess(with_text(make_campaign(3), keys, text), 1, at_most(keys, room))
    fitting = [count for count in range(1, len(words)) if len(" ".join(words[:count])) <= room]
    if not fitting:
        assert found is None
        return
    assert found == Excess(keys, len(text) - len(" ".join(words[: max(fitting)])))


@pytest.mark.parametrize("excess", range(3, 45))
def test_of_two_texts_that_share_a_page_the_one_that_loses_least_is_named(excess: int) -> None:
    campaign = with_text(typical(), ("barriers", 0, "full"), " ".join([SENTENCE] * 9))
    campaign = with_text(campaign, ("barriers", 0, "short"), " ".join(["maar"] * 12))

    def length(changed: Campaign) -> int:
        return len(changed.barriers[0].short) + len(changed.barriers[0].full)

    room = length(campaign) - excess
    found = find_excess(campaign, 1, lambda changed: length(changed) <= room)
    # The short answer could be cut as well, but half of it would go.
    assert found is not None
    assert found.keys == ("barriers", 0, "full")
    assert excess <= found.characters <= excess + 10


def test_nothing_is_named_when_no_single_text_is_to_blame() -> None:
    assert find_excess(typical(), 3, lambda campaign: False) is None
    assert find_excess(typical(), None, lambda campaign: False) is None


def test_a_part_about_one_barrier_blames_no_other() -> None:
    campaign = with_text(typical(), ("barriers", 4, "short"), " ".join([SENTENCE] * 9))
    tried: list[Campaign] = []

    def fits(changed: Campaign) -> bool:
        tried.append(changed)
        return False

    find_excess(campaign, 2, fits)
    assert tried
    for changed in tried:
        others = [one for one in changed.barriers if one.number != 2]
        assert others == [one for one in campaign.barriers if one.number != 2]
        # The call to action stands on every page, whatever barrier that is about.
        like = replace(changed, call_to_action=campaign.call_to_action)
        assert replace(like, barriers=campaign.barriers) == campaign


def test_few_layouts_are_asked_for_however_long_the_text() -> None:
    campaign = with_text(typical(), ("intro",), " ".join(["woord"] * 4000))
    asked: list[Campaign] = []

    def fits(changed: Campaign) -> bool:
        asked.append(changed)
        return len(changed.intro) <= 600

    found = find_excess(campaign, None, fits)
    assert found is not None
    assert found.keys == ("intro",)
    # Three texts that are not to blame, and a bisection of 4000 words.
    assert len(asked) <= 3 + 1 + 12


def test_a_campaign_without_sections_can_be_diagnosed() -> None:
    campaign = replace(typical(intro=" ".join([SENTENCE] * 20)), sections={})
    found = find_excess(campaign, None, at_most(("intro",), 600))
    assert found is not None
    assert found.keys == ("intro",)
    assert shortest_text(campaign).intro == "x"


@pytest.mark.parametrize(("keys", "barrier"), TEXTS)
def test_replacing_a_text_changes_that_text_alone(keys: Keys, barrier: int | None) -> None:
    campaign = typical()
    changed = with_text(campaign, keys, "anders")
    assert text_at(changed, keys) == "anders"
    assert with_text(changed, keys, text_at(campaign, keys)) == campaign


def test_a_place_without_a_text_is_refused() -> None:
    with pytest.raises(ValueError, match="there is no text at"):
        with_text(typical(), ("barriers", 1), "x")


def test_the_shortest_campaign_has_a_letter_for_each_text() -> None:
    shortest = shortest_text(typical())
    assert {text_at(shortest, keys) for keys, _ in TEXTS} == {"x"}
    assert shortest.title == typical().title
