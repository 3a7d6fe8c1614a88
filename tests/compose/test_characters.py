"""Characters that our fonts lack: each is named, with every text that has it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from generator.compose.characters import check_characters
from generator.errors import ContentError, RenderError
from generator.model.colour import Palette
from generator.model.edition import Contact, Edition
from generator.model.mark import Mark, Marks
from tests.made_up import make_campaign

if TYPE_CHECKING:
    from tests.compose.conftest import ComposeWith

KNOWN = range(0x20, 0x180)
SHORT = ("barriers", 1, "short")
ROLE = ("contacts", 0, "role")


def told(page: str, short: str = "Kort.", role: str = "police") -> list[str]:
    """What is told of a page, when barrier 2 and the edition's contact say this."""
    campaign = make_campaign(3)
    barriers = list(campaign.barriers)
    barriers[1] = replace(barriers[1], short=short)
    marks = Marks("content/nl.yaml", {SHORT: Mark("content/nl.yaml", 84, 12)})
    campaign = replace(campaign, barriers=tuple(barriers), marks=marks)
    places = Marks("noord.yaml", {ROLE: Mark("content/editions/noord.yaml", 7, 11)})
    contacts = (Contact(role=role),)
    edition = Edition("noord", "Noord", None, False, None, Palette(), {}, contacts, places)
    try:
        check_characters(page, "leaflet/page.html.j2", KNOWN, campaign, edition)
    except (ContentError, RenderError) as error:
        is_ours = any("templates/" in str(problem) for problem in error.problems)
        assert isinstance(error, RenderError if is_ours else ContentError)
        return [str(problem) for problem in error.problems]
    return []


@pytest.mark.parametrize(
    "page",
    [
        "<p>Eén coördinator",
        "<p>zacht\u00adkoppelteken\u200b en\n\teen nieuwe regel\r\n",
        "<head><title>☃</title></head><p>tekst",
        '<p><img alt="☃" src="data:,x">tekst',
        "<p>&eacute;&#235;&nbsp;&amp;",
    ],
)
def test_what_is_not_set_in_our_fonts_or_is_in_them_is_let_be(page: str) -> None:
    assert told(page) == []


def test_a_character_is_named_with_the_text_that_has_it() -> None:
    assert told("<p>Bel ☎ nu", short="Bel ☎ nu") == [
        "content/nl.yaml:84:12: barriers[1].short has '☎' (U+260E), which our fonts don't have. "
        "Hint: write it in other letters"
    ]


def test_every_character_and_every_text_is_told_at_once() -> None:
    problems = told("<p>☎ ☃ ☃", short="☎ of ☃", role="☃")
    assert [problem.split(" has ")[0] for problem in problems] == [
        "content/nl.yaml:84:12: barriers[1].short",
        "content/editions/noord.yaml:7:11: contacts[0].role",
        "content/nl.yaml:84:12: barriers[1].short",
    ]
    assert ["☃" in problem for problem in problems] == [True, True, False]


@pytest.mark.parametrize("typed", ["☃", "&#9731;", "&#x2603;"])
def test_a_character_that_only_the_template_has_is_blamed_on_the_template(typed: str) -> None:
    (problem,) = told(f"<p>{typed}")
    assert problem.startswith(
        "templates/leaflet/page.html.j2: the page has '☃' (U+2603), which our fonts don't have"
    )


def test_a_composed_document_with_such_a_character_is_refused(compose_with: ComposeWith) -> None:
    with pytest.raises(RenderError, match=r"U\+2603") as caught:
        compose_with("<p>{{ campaign.lead }}</p>", lead="Een ☃.")
    assert caught.value.exit_code == 5
    compose_with("<p>{{ campaign.intro }}</p>", lead="Een ☃.")
