"""How many barriers the text says that there are, and which stand where."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.model.campaign import Barrier
from tests.made_up import make_campaign
from tests.preflight.content.conftest import Found


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (9, "10 drempels bij signalering van uitbuiting"),
        (9, "Tien drempels, negen antwoorden."),
        (9, "Negen drempels en tien antwoorden."),
        (10, "Negen bekende drempels."),
        (9, "Tien kaarten: voorop een twijfel, achterop een antwoord."),
        (9, "Tien\u00a0drempels."),
        (9, "Dan sta je misschien voor een van deze tien drempels."),
    ],
)
def test_another_number_of_barriers_is_found(found: Found, count: int, text: str) -> None:
    (said,) = found("barrier-count", make_campaign(count, intro=text))
    assert said.startswith("content/nl.yaml: the intro says '")
    assert f"but there are {count} barriers. Write the number" in said


@pytest.mark.parametrize(
    "text",
    [
        "Tien drempels, tien antwoorden",
        "10 drempels bij signalering",
        "Kies drie kaarten en bespreek die.",
        "De eerste drie drempels.",
        "Twee of drie kaarten per keer.",
        "Sommige drempels, en één antwoord.",
        "Op 1 drempel na.",
        "Bel 0900-8844 voor drempels, of 112.",
        "Versie 1.3 drempels",
        "Drie vragen en tien drempels.",
        "Vıjf drempels, zeſ drempels",
    ],
)
def test_other_numbers_are_left_alone(found: Found, text: str) -> None:
    assert not found("barrier-count", make_campaign(10, intro=text))


def test_the_series_counts_all_barriers_in_any_language(found: Found) -> None:
    (said,) = found("barrier-count", make_campaign(3, series="von 2 Hürden", language="de"))
    assert "the series says 'von 2 Hürden', but there are 3 barriers" in said
    assert not found("barrier-count", make_campaign(3, series="von 3 Hürden", language="de"))


@pytest.mark.parametrize("text", ["Ten common barriers", "Nine cards", "12 thresholds"])
def test_english_counts_as_well(found: Found, text: str) -> None:
    campaign = make_campaign(11, language="en", headline=text)
    (said,) = found("barrier-count", campaign)
    assert f"the headline says '{text}'" in said


def test_english_parts_are_left_alone(found: Found) -> None:
    text = "Pick three cards. Three of the ten barriers. Three to five cards. Three answers each."
    said = found("barrier-count", make_campaign(10, language="en", intro=text))
    assert [one.split("says ")[1].split(",")[0] for one in said] == ["'Three answers'"]


def test_a_barrier_that_stands_elsewhere_in_a_translation_is_found(found: Found) -> None:
    dutch = make_campaign(3)
    first, second, third = dutch.barriers
    moved = (first, replace(third, number=2), replace(second, number=3))
    (said,) = found("barrier-order", dutch, replace(dutch, language="en", barriers=moved))
    assert "drempel 2 is 'b3', but 'b2' in content/nl.yaml. Put the barriers" in said


def test_a_barrier_that_a_translation_lacks_is_found(found: Found) -> None:
    dutch = make_campaign(3)
    short = replace(dutch, language="en", barriers=dutch.barriers[:2])
    (said,) = found("barrier-order", dutch, short)
    assert "drempel 3, 'b3', is missing" in said
    (said,) = found("barrier-order", short, dutch)
    assert "drempel 3 is 'b3', but none in content/nl.yaml" in said


def test_barriers_with_the_same_text_or_id_are_found(found: Found) -> None:
    text = "Twijfelen mag, ook nu."
    barriers = (
        Barrier(1, "een", "Zie ik het goed?", text, "Lang."),
        Barrier(2, "twee", "Zie ik het niet?", text, "Lang."),
        Barrier(3, "een", "Wat nu te doen?", "Anders dan die.", "Lang."),
    )
    said = found("barrier-order", make_campaign(3, barriers=barriers))
    assert [one.split(": ", 1)[1].split(". ")[0] for one in said] == [
        "the id of drempel 3 is that of drempel 1 as well",
        "the answer of drempel 2 is that of drempel 1 as well",
    ]


def test_barriers_in_the_same_order_are_right(found: Found) -> None:
    dutch = make_campaign(3)
    assert not found("barrier-order", dutch, replace(dutch, language="en"))


@pytest.mark.parametrize("name", ["“Zie ik het goed?”", "‘Zie ik het goed?’", '"Zie ik het goed?"'])
def test_a_name_with_quotation_marks_of_its_own_is_an_error(found: Found, name: str) -> None:
    dutch = make_campaign(3)
    barriers = (dutch.barriers[0], replace(dutch.barriers[1], name=name), dutch.barriers[2])
    (said,) = found("quoted-name", replace(dutch, barriers=barriers))
    assert "the name of drempel 2 has quotation marks of its own. Leave them out." in said


@pytest.mark.parametrize("name", ["Is dit ‘zielig’?", "’s Avonds weet ik het.", "“Nee,” zei ze."])
def test_a_name_may_quote_within(found: Found, name: str) -> None:
    dutch = make_campaign(1)
    barriers = (replace(dutch.barriers[0], name=name),)
    assert not found("quoted-name", replace(dutch, barriers=barriers))
