"""Quotation marks, spaces, dots and dashes, and spaces at which a line must not break."""

from __future__ import annotations

import pytest

from generator.model.edition import Contact
from tests.made_up import make_campaign
from tests.preflight.content.conftest import Found, make_edition, make_english


def dutch(found: Found, rule: str, text: str) -> list[str]:
    return found(rule, make_campaign(intro=text))


@pytest.mark.parametrize(
    "text",
    [
        "Zo'n gesprek.",
        'Zeg "nee".',
        "’s Avonds zie je foto's.",
        "Foto´s en foto`s.",
        "Kom ‘s avonds.",
        "‘n Gesprek is al genoeg.",
        "Fiets ‘m erin",
        "Een foto‘s eraf.",
        "Zeg ’hallo daar’ terug.",
        "Hij zei ”nee” tegen haar.",
        "Hij zei nee“ tegen haar.",
    ],
)
def test_wrong_quotation_marks_are_found(found: Found, text: str) -> None:
    assert dutch(found, "straight-quotes", text)


@pytest.mark.parametrize(
    "text",
    [
        "Zo’n gesprek, ’s avonds, met ’n ‘collega’ of “vriend”.",
        "‘s’ is een letter.",
        "‘t Is goed’, zei ze.",
        "De jaren ’90 en foto’s.",
        "Een scherm van 5\" of 10'.",
        "(‘ja’) en [“nee”]",
        "‘‘Dubbel’’ mag.",
        "Ga naar www.buit.nl/?a='b'.",
    ],
)
def test_right_quotation_marks_are_left_alone(found: Found, text: str) -> None:
    assert not dutch(found, "straight-quotes", text)


def test_what_is_wrong_is_shown_between_its_words(found: Found) -> None:
    (said,) = dutch(found, "straight-quotes", "Praat over zo'n gesprek, en nog zo'n gesprek.")
    assert said.startswith(
        "content/nl.yaml: the intro has a straight quotation mark: '…over zo'n gesprek,…', "
        "2 times in all. Write ’ for an apostrophe, and ‘ ’ or “ ” for quotation marks."
    )


def test_english_apostrophes_are_told_from_quotation_marks(found: Found) -> None:
    for wrong in ("Rock ‘n roll", "Ask ‘em.", "The ‘90s were long ago.", "It‘s fine."):
        assert found("straight-quotes", make_english(intro=wrong)), wrong
    for right in ("Rock ’n’ roll", "Ask ’em.", "In ‘90 cases’ of 100", "It’s ‘fine’, the ’90s."):
        assert not found("straight-quotes", make_english(intro=right)), right


def test_other_languages_have_their_own_quotation_marks(found: Found) -> None:
    german = make_campaign(language="de", intro="Sag „nein“ und ‚ja‘ dazu.")
    assert not found("straight-quotes", german)
    assert found("straight-quotes", make_campaign(language="de", intro='Sag "nein".'))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Bel  ons.", "doubled space"),
        ("Bel \u00a0ons.", "doubled space"),
        ("Bel\tons.", "tab"),
        (" Bel ons.", "begins or ends with a space"),
        ("Bel ons. ", "begins or ends with a space"),
        ("Bel ons , nu.", "space before a punctuation mark"),
        ("Wat nu ?", "space before a punctuation mark"),
        ("Ja,nee.", "lacks a space"),
        ("Wat nu?bel ons.", "lacks a space"),
        ("Bel ons.Nu meteen.", "lacks a space"),
        ("Let op:bel ons.", "lacks a space after a colon"),
        ("Bel ons..", "doubled punctuation"),
        ("Bel,, ons.", "doubled punctuation"),
        ("Wacht... en kijk.", "ellipsis"),
        ("Bel ons - nu.", "dash"),
        ("Bel ons--nu.", "dash"),
        ("Bel ons -- nu.", "dash"),
    ],
)
def test_slips_of_the_space_bar_are_found(found: Found, text: str, said: str) -> None:
    (one,) = dutch(found, "double-space", text)
    assert said in one


@pytest.mark.parametrize(
    "text",
    [
        "Bel ons: nu, of om 9.00 – 17.00; en daarna… Klaar!",
        "Op 1,5 mm, z.s.m., d.w.z. nu.",
        "Ga naar www.Buit.nl,nu of naam@Buit.Nl of https://x.nl/a,b?c:d.",
        "In- en uitvoer, en een e-learning.",
        "Versie 1.0.2, om 12:30",
        "Rijksoverheid.nl en buitvoorprofessionals.nl.",
        "‘Stop!’, riep ze: ‘Nee.’",
        "Schaal −50 tot 50.",
        "Neem mee:\n- een pen\n- een schrift",
    ],
)
def test_other_spaces_are_left_alone(found: Found, text: str) -> None:
    assert not dutch(found, "double-space", text)


def test_french_has_a_space_before_a_question_mark(found: Found) -> None:
    french = make_campaign(language="fr", intro="Que faire\u00a0?")
    assert not found("double-space", french)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("Open om 9.00 uur vandaag.", "9.00 uur"),
        ("Open van 9.00–17.00 uur vandaag.", "17.00 uur"),
        ("Op 23 november is de training.", "23 november"),
        ("Een marge van 3 mm rondom.", "3 mm"),
        ("Voor 10 000 mensen in de regio.", "10 000"),
        ("Het kost € 5 per set.", "€ 5"),
        ("Zie art. 5 van de wet.", "art. 5"),
        ("Zie § 12 van de wet.", "§ 12"),
        ("Bel 088 123 45 67 voor advies.", "088 123 45 67"),
        ("Bel +31 88 123 4567 voor advies.", "+31 88 123 4567"),
        ("Vraag naar mevr. A. B. Jansen daar.", "A. B."),
        ("Vraag naar A. de Vries daar.", "A. de V"),
        ("Vraag naar mw. A. Jansen daar.", "mw. A. Jansen"),
    ],
)
def test_a_space_at_which_a_line_must_not_break_is_found(
    found: Found, text: str, inside: str
) -> None:
    (said,) = dutch(found, "no-break-space", text)
    assert f"the intro may break inside '{inside}'. Type a no-break space there" in said
    bound = inside.replace(" ", "\u00a0")
    assert not dutch(found, "no-break-space", text.replace(inside, bound))


@pytest.mark.parametrize(
    "text",
    [
        "De 10 drempels, 3 stappen en 24 kaarten.",
        "Jongeren van 14 jaar of ouder.",
        "Bel 112 of 0900-8844 bij gevaar.",
        "Kies plan B. De rest volgt.",
        "Stuur s.v.p. 3 kaarten op.",
        "In 2026 kwamen er 100 meldingen.",
        "Het duurt 5 minuten, zo’n uur.",
        "Het is 100% gratis.",
        "Er zijn 5 m.b.t. dit onderwerp.",
    ],
)
def test_spaces_at_which_a_line_may_break_are_left_alone(found: Found, text: str) -> None:
    assert not dutch(found, "no-break-space", text)


def test_the_end_of_running_text_is_kept_together_by_the_templates(found: Found) -> None:
    assert not dutch(found, "no-break-space", "Bel voor 17.00 uur.")
    label = make_campaign(labels={"open": "Bel voor 17.00 uur."})
    assert found("no-break-space", label)


def test_a_value_that_takes_a_slot_is_a_number(found: Found) -> None:
    (said,) = found("no-break-space", make_campaign(labels={"bleed": "Afloop {mm} mm rondom"}))
    assert "label 'bleed' may break inside '{mm} mm'" in said


def test_english_months_and_hours_are_kept_together(found: Found) -> None:
    for text in ("On 3 May we start.", "On May 3 we start.", "At 9 a.m. we open.", "No. 5 is out."):
        assert found("no-break-space", make_english(intro=text)), text
    for text in ("You may 3 times.", "It is no. Then go.", "At nine we open."):
        assert not found("no-break-space", make_english(intro=text)), text


def test_an_edition_is_looked_at_as_well(found: Found) -> None:
    edition = make_edition(
        Contact(role="Meldpunt 'X'", name="Zo'n punt", hours="9.00–17.00 uur"),
        name="Regio  Noord",
    )
    (said,) = found("no-break-space", make_campaign(), editions=[edition])
    assert said.startswith("content/editions/landelijk.yaml:10:5: the hours of contact 1 may break")
    assert len(found("straight-quotes", make_campaign(), editions=[edition])) == 2
    (said,) = found("double-space", make_campaign(), editions=[edition])
    assert "the name of the edition has a doubled space" in said
