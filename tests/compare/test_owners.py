"""Whose words are: a text about all barriers, and what each barrier's own PDF says."""

from __future__ import annotations

from generator.compare.owners import Owner, Owners

NAMES = {
    1: "Zie ik dit wel goed vandaag?",
    2: "Straks verlies ik de vertrouwensband.",
    3: "Wat als ik het erger maak?",
}
SHORT = {1: "Twijfelen mag altijd.", 2: "Dat hoeft echt niet.", 3: "De politie helpt je ermee."}
FULL = "Schrijf op wat je ziet en hoort met de datum erbij en bespreek het daarna rustig."
OWNERS = Owners({at: f"{NAMES[at]} {SHORT[at]} Bel de politie.".split() for at in NAMES})
HANDOUT = " ".join(f"{NAMES[at]} {FULL}" for at in NAMES) + " Dit kun je vandaag doen."


def owner(text: str, changed: str, nth: int = 0) -> Owner:
    words, at = text.split(), -1
    for _ in range(nth + 1):
        at = words.index(changed, at + 1)
    return OWNERS.owner(words, at, at + 1)


def test_words_of_a_barriers_own_pdf_are_surely_its_own() -> None:
    assert owner(HANDOUT, "erger") == Owner(3, is_sure=True)
    assert owner(f"Kop {NAMES[2]} {NAMES[1]}", "vertrouwensband.") == Owner(2, is_sure=True)


def test_a_longer_answer_belongs_to_the_name_above_it() -> None:
    for nth, number in enumerate(NAMES):
        assert owner(HANDOUT, "hoort", nth) == Owner(number)


def test_what_stands_before_and_behind_all_barriers_is_nobodys() -> None:
    behind = f"{HANDOUT} {'Zoek steun bij anderen. ' * 8} Einde"
    assert owner(behind, "Einde") == Owner()
    assert owner(f"Welkom bij dit werk. {HANDOUT}", "bij") == Owner()


def test_a_few_words_of_another_barrier_in_a_longer_answer_are_chance() -> None:
    text = HANDOUT.replace(
        FULL, f"Nu geldt: {SHORT[3].rstrip('.')} zeker als je ziet wat er is.", 1
    )
    assert owner(text, "zeker") == Owner(1)


def test_words_that_all_barriers_have_tell_nothing() -> None:
    assert OWNERS.owner(["Bel", "de", "politie.", "Bel", "de", "politie."], 3, 4) == Owner()
    assert Owners({}).owner(HANDOUT.split(), 2, 3) == Owner()
