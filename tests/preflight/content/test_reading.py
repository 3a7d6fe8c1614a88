"""Sentences that are too long, and texts that are difficult to read."""

from __future__ import annotations

import pytest

from generator.model.campaign import Titled
from generator.preflight.content.sentences import sentences, syllables, words
from tests.made_up import make_campaign
from tests.preflight.content.conftest import Found, make_english

LONG = " ".join(["Dan", *["zie"] * 20]) + "."
EASY = "Je ziet iets dat niet klopt. Wat doe je dan? Bel ons en zeg wat je ziet. " * 3
HARD = (
    "Ketenpartners implementeren handelingsperspectieven betreffende signaleringsprotocollen. "
    "Multidisciplinaire samenwerkingsverbanden optimaliseren informatie-uitwisselingsprocedures. "
    "Verantwoordelijkheidsverdeling tussen uitvoeringsorganisaties vereist overeenstemming. "
) * 2


def test_a_sentence_of_more_than_twenty_words_is_found(found: Found) -> None:
    (said,) = found("sentence-length", make_campaign(intro=f"Kort. {LONG} Ook kort."))
    assert said.startswith(
        "content/nl.yaml: the intro has a sentence of 21 words: 'Dan zie zie zie zie zie …' "
        "(at most 20). Make two sentences of it."
    )


def test_twenty_words_are_not_too_many(found: Found) -> None:
    assert not found("sentence-length", make_campaign(intro=LONG.replace("zie ", "", 1)))


def test_barriers_steps_and_the_call_to_action_are_read_as_sentences(found: Found) -> None:
    titled = Titled(title=LONG, text=LONG)
    campaign = make_campaign(1, steps=(titled,), call_to_action=titled, quote=LONG, title=LONG)
    said = found("sentence-length", campaign)
    assert [one.split(": ")[1].split(" has ")[0] for one in said] == [
        "the quote",
        "the call to action",
        "step 1",
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Bel mevr. De Vries, o.a. Maria, of dhr. J. Jansen.", 1),
        ("Eén. Twee! ‘Drie?’ Vier… Vijf", 5),
        ("Ga naar buitvoorprofessionals.nl. Lees verder.", 2),
        ("‘Stop!’ riep zij. Toen ging ze.", 2),
        ("Wacht… en kijk dan nog eens.", 1),
        ("Om 9.30 uur. 112 is er altijd.", 2),
        ("Neem mee:\n- een pen\n- een schrift", 3),
        ("Alinea een\n\nAlinea twee", 2),
        ("", 0),
        ("… ? !", 0),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_a_hyphenated_word_and_an_address_are_one_word() -> None:
    assert words("Zo’n e-learning: ‘zie’ buit.nl!") == ["Zo’n", "e-learning", "zie", "buit.nl"]


# Counted by hand, by the rules of Dutch and English dictionaries.
DUTCH = {
    "drempel": 2, "uitbuiting": 3, "zorgcoördinator": 6, "mensenhandel": 4, "professionals": 4,
    "e-learning": 3, "jongeren": 3, "slachtoffer": 3, "politie": 3, "onderbuikgevoel": 5,
    "ideeën": 3, "beïnvloeden": 4, "geaccrediteerde": 6, "zo’n": 1, "risico’s": 3, "nieuw": 1,
    "situatie": 4, "station": 2, "nationaal": 3, "specialisten": 5, "theater": 3, "koeien": 2,
    "reünie": 3, "yoga": 2, "hobby": 2, "materiaal": 4, "creëren": 3, "gezien": 2, "quasi": 2,
}  # fmt: skip
ENGLISH = {
    "barrier": 3, "threshold": 2, "exploitation": 4, "trafficking": 3, "people": 2, "victim": 2,
    "coordinator": 5, "suspicion": 3, "table": 2, "makes": 1, "houses": 2, "services": 3,
    "media": 3, "area": 3, "region": 2, "colleagues": 2, "seeing": 2, "safely": 2, "someone": 2,
    "experience": 4, "social": 2, "situation": 4, "every": 2, "needed": 2, "asked": 1, "the": 1,
}  # fmt: skip


@pytest.mark.parametrize(("language", "counted"), [("nl", DUTCH), ("en-GB", ENGLISH)])
def test_syllables_are_those_of_a_dictionary(language: str, counted: dict[str, int]) -> None:
    assert {word: syllables(word, language) for word in counted} == counted


def test_a_difficult_text_is_found_with_its_hardest_sentence(found: Found) -> None:
    (said,) = found("readability", make_campaign(intro=f"{EASY} {HARD * 3}"))
    assert "the intro is difficult to read: it scores -" in said
    assert "Flesch-Douma; its hardest sentence is 'Multidisciplinaire samenwerkingsver" in said
    assert "(at least 45). Use shorter words and sentences" in said


def test_an_easy_text_is_right(found: Found) -> None:
    assert not found("readability", make_campaign(intro=EASY))


def test_a_short_text_has_no_score(found: Found) -> None:
    assert not found("readability", make_campaign(intro=HARD[:200]))


def test_english_is_measured_as_english(found: Found) -> None:
    hard = "Organisational interoperability necessitates multidisciplinary communication. " * 6
    (said,) = found("readability", make_english(intro=hard))
    assert "on the scale of Flesch" in said
    assert not found("readability", make_english(intro="You see that it is not right. " * 6))


def test_a_language_without_a_scale_has_no_score(found: Found) -> None:
    assert not found("readability", make_campaign(language="fi", intro=HARD * 3))
