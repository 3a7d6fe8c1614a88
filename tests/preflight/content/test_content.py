"""Content as a whole: ours is right, and nothing that anybody types makes a rule fail."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.load import load_content
from generator.model.campaign import Campaign, Link, Section, Titled
from generator.model.edition import Contact
from generator.preflight.content import CONTENT_RULES, CheckedContent, check_content
from generator.preflight.content.subject import main_language
from generator.project import Project
from tests.campaign import REPOSITORY
from tests.made_up import make_campaign
from tests.preflight.content.conftest import make_content, make_edition, make_english

# Letters, and all that rules look for.
TYPED = st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from("‘’“”\"'.,:;!?-–…{}%10 a")))
CLASSES = st.sampled_from([" ", "a", ".", "1,", "‘s ", "1 000 ", "@", "a.b", "{x} ", "A. ", "\n- "])


@pytest.fixture(scope="module")
def ours() -> CheckedContent:
    """The campaign of this repository with all its editions, on the campaign's own day."""
    content = load_content(Project(REPOSITORY))
    campaign = content.campaigns[content.default_language]
    editions = tuple(content.editions.values())
    return CheckedContent(
        content.campaigns, editions, content.default_language, None, campaign.date
    )


def test_our_own_content_is_right(ours: CheckedContent) -> None:
    assert len(ours.editions) > 1
    assert [str(finding) for finding in check_content(ours)] == []


def test_our_own_numbers_are_due_for_a_call_after_a_year(ours: CheckedContent) -> None:
    later = replace(ours, on=ours.on.replace(year=ours.on.year + 1) + datetime.timedelta(days=1))
    national = sum(
        bool(one.phone) for edition in ours.editions for one in edition.contacts
        if not edition.example
    )  # fmt: skip
    assert [finding.rule for finding in check_content(later)] == ["phone-checked"] * national


def test_a_small_campaign_in_two_languages_is_right() -> None:
    links = {"buit": Link(url="https://www.buit.nl/", label="buit.nl")}
    dutch, english = make_campaign(links=links), make_english(links=links)
    assert check_content(make_content(dutch, english)) == []


def test_content_without_any_language_is_right() -> None:
    assert check_content(CheckedContent({}, (), "nl", None, datetime.date(2026, 11, 23))) == []


def test_every_rule_says_what_it_is_for() -> None:
    assert len({rule.id for rule in CONTENT_RULES}) == len(CONTENT_RULES)
    for rule in CONTENT_RULES:
        assert rule.why.endswith(".")
        assert rule.cure.endswith(".")
        assert rule.source
        assert "\n" not in rule.why + rule.source + rule.cure


def test_a_language_goes_without_its_country() -> None:
    assert main_language("nl-BE") == main_language("nl") == "nl"


def filled(text: str) -> Campaign:
    """A campaign that says one thing everywhere."""
    titled = Titled.model_construct(title=text, text=text)
    campaign = make_campaign(2)
    wide: dict[str, Any] = dict.fromkeys(("title", "series", "headline", "lead", "intro"), text)
    return replace(
        campaign,
        **wide,
        quote=text,
        call_to_action=titled,
        barriers=tuple(replace(one, name=text, short=text, full=text) for one in campaign.barriers),
        steps=(titled,),
        sections={"one": Section.model_construct(title=text, text=text)},
        labels={"one": text},
        links={"one": Link.model_construct(url=f"https://{text}", label=text)},
    )


def content_of(text: str) -> Iterator[CheckedContent]:
    values: dict[str, Any] = dict.fromkeys(("role", "name", "phone", "email", "url", "hours"), text)
    edition = make_edition(Contact.model_construct(**values), name=text, region=text)
    campaign = filled(text)
    for language in ("nl", "en", "fr", "zz-QQ"):
        other = replace(make_english(), language="en-GB", labels={"one": text})
        yield make_content(replace(campaign, language=language), other, editions=[edition])


@given(TYPED)
def test_nothing_that_is_typed_makes_a_rule_fail(text: str) -> None:
    for content in content_of(text):
        for finding in check_content(content):
            assert finding.message


@given(CLASSES)
def test_a_very_long_text_makes_no_rule_fail(piece: str) -> None:
    intro = piece * 5_000
    check_content(make_content(make_campaign(intro=intro, labels={"one": intro})))
