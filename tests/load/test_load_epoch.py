"""Whose date PDFs carry: the campaign's, or SOURCE_DATE_EPOCH's where it has none; not today's."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from generator.errors import UsageError
from generator.project import Project
from tests.load.loading import load_campaigns

if TYPE_CHECKING:
    from tests.load.conftest import Edit, Told

SHARED, DATE = "content/campaign.yaml", "date: 2026-11-23\n"


def test_a_campaign_without_a_date_has_that_of_the_environment(
    project: Project, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(SHARED, DATE, "")
    # Two hours before the new year in UTC, when Auckland has it already.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1798754399")
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    days = {campaign.date for campaign in load_campaigns(project).values()}
    assert days == {datetime.date(2026, 12, 31)}


def test_the_date_of_a_campaign_stands_whatever_the_environment_says(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    for said in ("0", "4000000000", "yesterday"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", said)
        assert load_campaigns(project)["nl"].date == datetime.date(2026, 11, 23)


@pytest.mark.parametrize("said", [None, ""])
def test_without_either_nobody_makes_up_a_date(
    said: str | None, edit: Edit, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(SHARED, DATE, "")
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if said is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", said)
    assert told(load_campaigns) == [
        f"{SHARED}:1:1: there is no 'date'. Hint: add it, as 2026-01-31, or set the environment "
        "variable SOURCE_DATE_EPOCH."
    ]


@pytest.mark.parametrize("said", ["yesterday", "1.5", "-1", "1e9", " 1", "999999999999", "١٢"])
def test_an_environment_that_names_no_second_is_refused(
    said: str, project: Project, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(SHARED, DATE, "")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", said)
    with pytest.raises(UsageError, match="give seconds since 1970"):
        load_campaigns(project)
