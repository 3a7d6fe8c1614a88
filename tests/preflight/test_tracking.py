"""Parameters of web addresses that follow who visits them."""

from __future__ import annotations

import pytest

from generator.preflight.tracking import tracking_of


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("utm_source=poster&taal=nl&fbclid=x", ["utm_source", "fbclid"]),
        ("UTM_Source=a", ["UTM_Source"]),
        ("ga_campaign=a&cmpid=b", ["ga_campaign", "cmpid"]),
        ("mc_cid=a&oly_enc_id=b&matomo_kwd=c", ["mc_cid", "oly_enc_id", "matomo_kwd"]),
        ("si=a;jsessionid=b", ["si", "jsessionid"]),
        ("gclid", ["gclid"]),
        ("site=a&source=b&id=c&mc=d&sid=e", []),
        ("", []),
    ],
)
def test_what_follows_visitors_is_known_by_its_name(query: str, names: list[str]) -> None:
    assert tracking_of(f" https://voorbeeld.nl/les?{query}#utm_source=deel") == names


def test_what_stands_before_or_after_the_query_follows_nobody() -> None:
    assert tracking_of("https://voorbeeld.nl/utm_source=a#x?utm_source=b") == []
    assert tracking_of("https://[::1/?gclid=1") == ["gclid"]
