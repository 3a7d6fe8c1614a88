"""What the campaign says stands in every product that should say it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.campaign import ALL_PRINTED, BARRIERS, CARDS_MM, POSTERS, Built, Printed, Wording
from tests.reading import letters, read, squeezed

HANDOUTS = tuple(one for one in ALL_PRINTED if one.product in ("handout", "large-print"))
SHORT_ANSWERS = tuple(one for one in ALL_PRINTED if one.product in ("overview", "card"))
# What a reader must find, beside the ten barriers: where it comes from and what to do.
FACTS = (
    "criminele klusjes",
    "sociale media",
    "naaktfoto’s",
    "naaktfilmpjes",
    "steeds makkelijker",
    "steeds jonger",
    "buiten beeld",
    "bijna iedereen die met jongeren werkt",
    "BUIT voor professionals",
    "gratis e-learning",
    "NHVeilig",
    "Fier",
    "criminele en seksuele uitbuiting",
    "partners",
    "vervolgstappen",
    "geaccrediteerde",
    "verdiepingssessie op maat",
    "begeleiding",
    "online",
    "buitvoorprofessionals.nl",
    "buitindeklas.nl",
    "van levensbelang",
    "verschil maken",
    "zorgcoördinator mensenhandel",
    "non-punishmentbeginsel",
    "onder dwang",
    "kwetsbare positie",
    "minderjarige",
    "112",
    "0900-8844",
    "0800-2000",
)


def name_of(printed: Printed) -> str:
    return printed.name


@pytest.mark.parametrize("printed", POSTERS, ids=name_of)
def test_a_poster_has_its_number_quote_answer_and_foot(
    built: Built, wording: Wording, printed: Printed
) -> None:
    assert printed.barrier is not None
    text = letters(built.path(printed))
    barrier = wording.barrier(printed.barrier)
    wanted = [
        f"{printed.barrier} {wording.text['series']}",
        wording.quoted_name(printed.barrier),
        barrier["short"],
        *wording.text["call_to_action"].values(),
        wording.links["buit"]["label"],
        *(wording.role(contact) for contact in wording.contacts),
        *(contact["phone"] for contact in wording.contacts),
    ]
    assert missing(text, wanted) == []


@pytest.mark.parametrize("printed", SHORT_ANSWERS, ids=name_of)
def test_every_quote_and_short_answer_stands_in_overview_and_cards(
    built: Built, wording: Wording, printed: Printed
) -> None:
    text = letters(built.path(printed))
    wanted = [wording.barrier(one)[key] for one in BARRIERS for key in ("name", "short")]
    assert missing(text, wanted) == []


@pytest.mark.parametrize("printed", HANDOUTS, ids=name_of)
def test_a_handout_has_all_ten_full_answers_and_everything_around_them(
    built: Built, wording: Wording, printed: Printed
) -> None:
    text = letters(built.path(printed))
    assert missing(text, handout_texts(wording)) == []


@pytest.mark.parametrize("fact", FACTS)
@pytest.mark.parametrize("printed", HANDOUTS, ids=name_of)
def test_a_handout_carries_the_fact(built: Built, printed: Printed, fact: str) -> None:
    assert squeezed(fact).lower() in letters(built.path(printed)).lower()


@pytest.mark.parametrize("target", ["screen", "office"])
def test_the_overview_has_its_headline_its_sentence_and_its_foot(
    built: Built, wording: Wording, target: str
) -> None:
    text = letters(built.path(f"{target}/overview-a3"))
    phones = [contact["phone"] for contact in wording.contacts]
    wanted = [wording.text["headline"], wording.text["lead"], *phones]
    assert missing(text, wanted) == []


@pytest.mark.parametrize("name", [f"screen/card-{name}" for name in CARDS_MM])
def test_each_card_has_quote_on_its_front_and_answer_and_help_on_its_back(
    built: Built, wording: Wording, name: str
) -> None:
    pages = read(built.path(name))
    for number in BARRIERS:
        front, back = pages[2 * number - 2], pages[2 * number - 1]
        assert missing(front.letters, [str(number), wording.quoted_name(number)]) == []
        help_text = [wording.text["labels"]["consult"], wording.links["buit"]["label"]]
        assert missing(back.letters, [wording.barrier(number)["short"], *help_text]) == []


def test_the_front_of_a_card_says_nothing_but_number_and_quote(
    built: Built, wording: Wording
) -> None:
    pages = read(built.path("screen/card-85x55"))
    for number in BARRIERS:
        assert pages[2 * number - 2].letters == squeezed(f"{number}{wording.quoted_name(number)}")


def test_cover_and_contact_card_fill_the_last_a7_sheet(built: Built, wording: Wording) -> None:
    pages = read(built.path("screen/card-a7"))
    cover, contact = pages[20:22], pages[22:24]
    assert missing(cover[0].letters, [wording.text["sections"]["cover"]["title"]]) == []
    assert missing(cover[1].letters, [wording.text["sections"]["cover"]["text"]]) == []
    phones = [contact["phone"] for contact in wording.contacts]
    assert missing(contact[1].letters, phones) == []


def test_a_mini_zine_has_a_cover_an_introduction_ten_barriers_a_back_and_a_guide(
    built: Built, wording: Wording
) -> None:
    text, pages = wording.text, read(built.path("screen/mini-zine-a7"))
    cover, introduction, *panels, back, guide = (page.letters for page in pages)
    assert missing(cover, [text["sections"]["cover"]["title"], text["headline"]]) == []
    assert missing(introduction, [text["quote"], text["intro"], text["title"]]) == []
    for number in BARRIERS:
        barrier = wording.barrier(number)
        wanted = [str(number), wording.quoted_name(number), barrier["short"]]
        assert missing(panels[(number - 1) // 2], wanted) == []
    phones = [words for one in wording.contacts for words in (wording.role(one), one["phone"])]
    address = wording.links["buit"]["label"]
    assert missing(back, [*text["call_to_action"].values(), address, *phones]) == []
    captions = [text["labels"][f"fold_{step}"] for step in range(1, 7)]
    assert missing(guide, [*text["sections"]["fold"].values(), *captions]) == []


@pytest.mark.parametrize("product", ["handout-a4", "large-print-a4", "mini-zine-a7"])
def test_the_example_edition_says_that_it_is_an_example(
    built_example: Built, wording: Wording, product: str
) -> None:
    text = letters(built_example.path(f"screen/{product}"))
    assert missing(text, [wording.text["labels"]["example_notice"], "000-000 00 00"]) == []


def handout_texts(wording: Wording) -> Iterator[str]:
    text = wording.text
    yield from (text["headline"], text["intro"], text["quote"])
    for number in BARRIERS:
        yield wording.barrier(number)["name"]
        yield wording.barrier(number)["full"]
    for step in text["steps"]:
        yield from step.values()
    for name, section in text["sections"].items():
        if name not in ("cover", "fold"):  # of a set of cards, and of a mini-zine
            yield from (section["title"], section["text"])
    for contact in wording.contacts:
        yield from (wording.role(contact), contact["phone"])
    yield from (link["label"] for link in wording.links.values())


def missing(text: str, wanted: list[str] | Iterator[str]) -> list[str]:
    """Return which of `wanted` isn't in `text`, whose spaces are left out."""
    return [one for one in wanted if squeezed(one) not in text]
