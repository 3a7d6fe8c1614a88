"""Words that guides on language about exploitation advise against."""

from __future__ import annotations

import pytest

from generator.preflight.content.terms import TERMS
from tests.made_up import make_campaign
from tests.preflight.content.conftest import Found, make_edition, make_english


@pytest.mark.parametrize(
    "text",
    [
        "Kinderprostitutie komt voor.",
        "Een kinderprostituee van veertien.",
        "Slachtoffer van een loverboy.",
        "De loverboyproblematiek groeit.",
        "Hij keek naar kinderporno.",
        "Kinderpornografisch materiaal",
        "Reizen voor kindersekstoerisme",
        "Ze prostitueerde zichzelf.",
        "De jongen bood zich online aan.",
        "Een minderjarige prostituee.",
        "Jeugdprostitutie in de regio",
    ],
)
def test_dutch_words_to_avoid_are_found(found: Found, text: str) -> None:
    (said,) = found("terminology", make_campaign(intro=text))
    assert "content/nl.yaml: the intro says '" in said
    assert "(Terminologiegids" in said
    assert "). Write " in said


@pytest.mark.parametrize(
    "text",
    [
        "A child prostitute needs help.",
        "Child prostitution and pimps.",
        "Teen prostitutes.",
        "He had child porn on his phone.",
        "Child pornography is a crime.",
        "An under-age sex worker",
        "Child sex tourism.",
        "She prostituted herself.",
        "A loverboy found her.",
    ],
)
def test_english_words_to_avoid_are_found(found: Found, text: str) -> None:
    (said,) = found("terminology", make_english(intro=text))
    assert "content/en.yaml: the intro says '" in said


@pytest.mark.parametrize(
    "text",
    [
        "Klanten betalen voor seks.",
        "Een pedofiel woont er niet.",
        "Wraakporno is strafbaar.",
        "Illegalen en hun kinderen.",
        "Ze ging vrijwillig mee.",
    ],
)
def test_words_that_need_care_are_a_warning(found: Found, text: str) -> None:
    assert not found("terminology", make_campaign(intro=text))
    assert len(found("terminology-care", make_campaign(intro=text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Daders chanteren jongeren met naaktfoto’s.",
        "Ze moeten seks hebben voor geld.",
        "Een collega bood zich aan om te helpen.",
        "Bel de klantenservice niet.",
        "Vrijwillig melden mag.",
        "Illegale wapens",
    ],
)
def test_other_words_are_left_alone(found: Found, text: str) -> None:
    for rule in ("terminology", "terminology-care"):
        assert not found(rule, make_campaign(intro=text))


def test_the_clients_of_a_professional_are_no_offenders(found: Found) -> None:
    assert not found("terminology-care", make_english(intro="Talk to your client first."))
    assert found("terminology-care", make_english(intro="The client pays for sex."))


def test_an_organisation_is_called_as_it_is_called(found: Found) -> None:
    edition = make_edition(name="Meldpunt Kinderporno")
    assert not found("terminology", make_campaign(), editions=[edition])


def test_every_term_says_what_to_write_and_who_says_so() -> None:
    for terms in TERMS.values():
        for term in terms:
            assert term.source
            # It ends a sentence, and isn't itself advised against.
            assert not term.instead.endswith(".")
            assert not any(one.rejected and one.words.search(term.instead) for one in terms)
