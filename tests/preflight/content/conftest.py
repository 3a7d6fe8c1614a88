"""A small campaign without a fault, for tests to break in one place."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from generator.model.campaign import Campaign, Link, Titled
from generator.model.colour import make_palette
from generator.model.edition import Contact, Edition
from generator.model.mark import Keys, Mark, Marks
from generator.preflight.content import CheckedContent, check_content
from tests.made_up import make_campaign

Found = Callable[..., list[str]]
ON = datetime.date(2026, 11, 23)
SHARED = Marks(
    "content/campaign.yaml",
    {
        ("links", "buit", "url"): Mark("content/campaign.yaml", 8, 10),
        ("links", "buit", "label"): Mark("content/campaign.yaml", 9, 12),
    },
)


def make_edition(*contacts: Contact, example: bool = False, **changes: Any) -> Edition:
    """Make an edition with contacts; other keywords replace what it says."""
    marks: dict[Keys, Mark] = {
        ("contacts", at, key): Mark("content/editions/landelijk.yaml", 10 * (at + 1), 5)
        for at in range(len(contacts))
        for key in ("name", "phone", "email", "url", "hours")
    }
    values: dict[str, Any] = {
        "id": "landelijk",
        "name": "Landelijk",
        "region": None,
        "logo": None,
        "palette": make_palette(),
        "inks": {},
        "marks": Marks("content/editions/landelijk.yaml", marks),
    }
    return Edition(contacts=contacts, example=example, **{**values, **changes})


def make_english(count: int = 3, **changes: Any) -> Campaign:
    """Make the translation of a campaign; keywords replace its texts."""
    english: dict[str, Any] = {
        "language": "en",
        "title": "Barriers",
        "series": f"of {count} barriers",
        "headline": "Which barrier do you feel?",
        "lead": "A few doubts.",
        "intro": "An introduction.",
        "quote": "A saying.",
        "call_to_action": Titled(title="Act.", text="Learn what to do."),
        "steps": (Titled(title="Look", text="Pay attention."),),
        "labels": {"more": "Learn more?", "role_police": "Police"},
        "marks": Marks("content/en.yaml"),
    }
    return make_campaign(count, **{**english, **changes})


def make_content(
    *campaigns: Campaign, editions: Sequence[Edition] = (), on: datetime.date = ON, **changes: Any
) -> CheckedContent:
    """Make content; without campaigns it has one, in Dutch, with its texts replaced by keywords."""
    if not campaigns:
        link = Link(url="https://www.buitvoorprofessionals.nl/", label="buitvoorprofessionals.nl")
        campaigns = (make_campaign(**{"links": {"buit": link}, **changes}),)
    by_language = {campaign.language: campaign for campaign in campaigns}
    return CheckedContent(by_language, tuple(editions), campaigns[0].language, SHARED, on)


@pytest.fixture(scope="session")
def found() -> Found:
    """What a rule finds: the findings as people read them."""

    def found(rule: str, *campaigns: Campaign, **content: Any) -> list[str]:
        findings = check_content(make_content(*campaigns, **content))
        return [str(finding) for finding in findings if finding.rule == rule]

    return found
