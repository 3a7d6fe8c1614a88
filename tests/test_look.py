"""How an edition looks at a print shop: the inks of its colours."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.brief import Brief
from generator.look import look_of
from generator.model.colour import make_palette
from generator.model.ink import CAMPAIGN_INKS, Cmyk
from generator.model.target import Target
from tests.stamped import open_workshop

OWN_LIGHT = Cmyk(0, 12, 60, 0)


@pytest.fixture(scope="module")
def brief(cache_folder: object) -> Brief:
    """A handout for the press, of an edition that gives its light in inks."""
    workshop = open_workshop()
    job = workshop.job("named", "handout", Target.PRESS)
    made = Brief.of(job, workshop.composer.sources, workshop.catalogue.printing)
    return replace(made, edition=replace(made.edition, inks={"light": OWN_LIGHT}))


def test_lines_on_white_have_the_inks_that_the_edition_gives_for_its_light(brief: Brief) -> None:
    inks = look_of(brief).inks
    assert inks["rule"] == inks["light"] == OWN_LIGHT


def test_where_light_cannot_be_seen_on_white_lines_have_the_inks_of_teal(brief: Brief) -> None:
    pale = replace(brief.edition, palette=make_palette(light="#fbf6e9"))
    inks = look_of(replace(brief, edition=pale)).inks
    assert inks["rule"] == inks["teal"] == CAMPAIGN_INKS["teal"]
    assert inks["light"] == OWN_LIGHT
