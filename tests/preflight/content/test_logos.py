"""Logos that aren't seen, or hardly."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.model.edition import Artwork, Logo
from generator.model.picture import Picture
from tests.made_up import make_campaign
from tests.preflight.content.conftest import Found, make_edition


@pytest.mark.parametrize(
    ("artwork", "said"),
    [
        (Artwork(is_seen=False), "the logo of the edition is white or nearly so"),
        (Artwork(share=0.124), "what is seen of the edition's logo takes 12% of its picture"),
        (Artwork(share=0.64), ""),
        (Artwork(), ""),
    ],
)
def test_a_logo_is_to_be_seen_on_paper(artwork: Artwork, said: str, found: Found) -> None:
    logo = Logo("image/png", Picture.of(b""), 2.0, artwork)
    # One for a dark ground is light.
    edition = replace(
        make_edition(), logo=logo, logo_dark=replace(logo, artwork=Artwork(is_seen=False))
    )
    messages = found("logo-seen", make_campaign(), editions=[edition])
    assert len(messages) == bool(said)
    assert all(said in message for message in messages)
