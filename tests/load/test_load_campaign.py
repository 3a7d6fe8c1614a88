"""What is told of campaign.yaml and the languages, one by one and side by side."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from generator.model.mark import Mark
from generator.project import Project
from tests.load.loading import load_campaigns

if TYPE_CHECKING:
    from tests.load.conftest import Edit, Told, Write

SHARED, NL, EN = "content/campaign.yaml", "content/nl.yaml", "content/en.yaml"


def test_each_language_has_the_whole_campaign(project: Project) -> None:
    campaigns = load_campaigns(project)
    assert list(campaigns) == ["en", "nl"]
    campaign = campaigns["nl"]
    assert (campaign.id, campaign.version, campaign.language) == ("drempels", "1.10", "nl")
    assert campaign.date == datetime.date(2026, 11, 23)
    assert [(barrier.number, barrier.id) for barrier in campaign.barriers] == [
        (1, "zekerheid"),
        (2, "tijd"),
    ]
    assert campaign.call_to_action_link.label == "buit.example"
    assert campaign.labels["no"] == "Nee"
    assert campaign.marks[("barriers", 1, "short")] == Mark(NL, 15, 12)
    assert campaign.source == Mark(NL)


MISTAKES = [
    (
        (SHARED, "id: drempels", "id: Tien Drempels"),
        f"{SHARED}:1:5: id may have only a to z and 0 to 9, with - or _ between them, "
        "not 'Tien Drempels'. Hint: write 'tien-drempels'.",
    ),
    (
        (SHARED, "id: drempels", f"id: {'x' * 61}"),
        f"{SHARED}:1:5: id is 61 characters; it may have 60.",
    ),
    (
        (SHARED, "2026-11-23", "23-11-2026"),
        f"{SHARED}:3:7: date must be a date such as 2026-01-31, not '23-11-2026'.",
    ),
    (
        # With three figures fewer, its year would make an unreadable date of a PDF's.
        (SHARED, "2026-11-23", "0001-11-23"),
        f"{SHARED}:3:7: date must be at least 1970-01-01, not '0001-11-23'.",
    ),
    (
        (SHARED, "version: 1.10", f"version: {'1.' * 21}"),
        f"{SHARED}:2:10: version is 42 characters; it may have 40.",
    ),
    (
        (SHARED, "default_language: nl", "default_language: Nederlands"),
        f"{SHARED}:4:19: default_language must be the code of a language, such as nl, en or "
        "pt-BR, not 'Nederlands'.",
    ),
    (
        (SHARED, "default_language: nl", "default_language: fy"),
        f"{SHARED}:4:19: the default language 'fy' has no file content/fy.yaml. "
        "Hint: languages: 'en', 'nl'.",
    ),
    (
        (SHARED, "link: buit", "link: biut"),
        f"{SHARED}:6:22: there is no link 'biut' in campaign.yaml. Hint: did you mean 'buit'?",
    ),
    (
        (SHARED, "https://www.buit.example/", "http://www.buit.example/"),
        f"{SHARED}:8:15: links.buit.url must be a web address that starts with https:// and has "
        "no spaces, not 'http://www.buit.example/'. Hint: write 'https://www.buit.example/'.",
    ),
    (
        (SHARED, "  klas:", "  De Klas: {url: https://a.example, label: a}\n  klas:"),
        f"{SHARED}:9:3: the key 'De Klas' in links may have only a to z and 0 to 9, with - or _ "
        "between them, not 'De Klas'. Hint: write 'de-klas'.",
    ),
    (
        (SHARED, "label: klas.example", "label: "),
        f"{SHARED}:9:51: links.klas.label is empty. Hint: fill it in.",
    ),
    (
        (NL, "    short: Begrijpelijk.\n", "    shrot: Begrijpelijk.\n"),
        f"{NL}:15:5: unknown key 'shrot' in barriers[1]. Hint: did you mean 'short'?",
    ),
    (
        (NL, "    short: Begrijpelijk.\n", ""),
        f"{NL}:13:5: missing key 'short' in barriers[1]. Hint: add 'short:' "
        "(Answer where there is little room: up to 25 words).",
    ),
    (
        (NL, "labels:", "wwwww: x\nlabels:"),
        f"{NL}:23:1: unknown key 'wwwww'. Hint: known keys: 'barriers', 'call_to_action', "
        "'headline', 'intro', 'labels', 'lead', 'quote', 'sections', 'series', 'steps', 'title'.",
    ),
    (
        (NL, "title: Tien drempels\n", ""),
        f"{NL}:1:1: missing key 'title'. Hint: add 'title:' (Full title of the campaign).",
    ),
    (
        (NL, "quote: Een uitspraak.", "quote: [a, b]"),
        f"{NL}:6:8: quote must be text, not a list.",
    ),
    (
        (NL, "quote: Een uitspraak.", "quote: ' '"),
        f"{NL}:6:8: quote is empty. Hint: fill it in.",
    ),
    (
        (NL, "  - {title: Bel, text: Overleg.}", "  - Bel"),
        f"{NL}:19:5: steps[1] must be keys with values, such as 'title: …', not 'Bel'.",
    ),
    (
        (NL, "  no: Nee", "  no: {a: b}"),
        f"{NL}:25:7: labels.no must be text, not keys with values.",
    ),
    (
        (NL, "link: klas", "link: klass"),
        f"{NL}:21:58: there is no link 'klass' in campaign.yaml. Hint: did you mean 'klas'?",
    ),
    (
        (NL, "link: klas", "link: x"),
        f"{NL}:21:58: there is no link 'x' in campaign.yaml. Hint: links: 'buit', 'klas'.",
    ),
    (
        (EN, "  - {title: Bel, text: Overleg.}\n", ""),
        f"{EN}:17:1: steps: 1 here, 2 in {NL}. Hint: each language has the same steps.",
    ),
    (
        (EN, "  regio: {title: Regio, text: Bel de coördinator.}\n", ""),
        f"{EN}:20:1: section 'regio' is missing; it is at {NL}:22:3. "
        "Hint: each language has the same parts.",
    ),
    (
        (EN, "  more:", "  moer:"),
        f"{EN}:24:3: label 'moer' isn't in {NL}. Hint: did you mean 'more'?",
    ),
    (
        (EN, "  no: Nee\n", ""),
        f"{EN}:23:1: label 'no' is missing; it is at {NL}:25:3. "
        "Hint: each language has the same parts.",
    ),
    (
        (EN, "  no: Nee\n", "  no: Nee\n  zzz: extra\n"),
        f"{EN}:26:3: label 'zzz' isn't in {NL}. Hint: add it there, or remove it here.",
    ),
    (
        (EN, "id: tijd", "id: tijdd"),
        f"{EN}:13:9: barrier 'tijdd' isn't in {NL}. Hint: did you mean 'tijd'?",
    ),
    (
        (EN, "call_to_action: {title", "call_to_action: {titel: x, title"),
        f"{EN}:7:18: unknown key 'titel' in call_to_action. Hint: did you mean 'title'?",
    ),
]


@pytest.mark.parametrize(("change", "expected"), MISTAKES)
def test_one_mistake_is_one_problem_with_its_place_and_cure(
    change: tuple[str, str, str], expected: str, edit: Edit, told: Told
) -> None:
    edit(*change)
    assert told(load_campaigns) == [expected]


def test_two_barriers_with_one_id_are_told_at_the_second(edit: Edit, told: Told) -> None:
    edit(NL, "id: tijd", "id: zekerheid")
    edit(EN, "id: tijd", "id: zekerheid")
    second = "barrier 'zekerheid' is here for the second time; the first is on line 9."
    hint = "Hint: each barrier has an id of its own."
    assert told(load_campaigns) == [f"{EN}:13:9: {second} {hint}", f"{NL}:13:9: {second} {hint}"]


def test_a_barrier_that_a_language_lacks_is_told_there(edit: Edit, told: Told) -> None:
    edit(NL, "steps:", "  - {id: extra, name: a, short: b, full: c}\nsteps:")
    assert told(load_campaigns) == [
        f"{EN}:8:1: barrier 'extra' is missing; it is at {NL}:17:10. "
        "Hint: each language has the same parts."
    ]


def test_barriers_in_another_order_are_told_once(edit: Edit, told: Told) -> None:
    edit(EN, "id: zekerheid", "id: x")
    edit(EN, "id: tijd", "id: zekerheid")
    edit(EN, "id: x", "id: tijd")
    assert told(load_campaigns) == [
        f"{EN}:9:9: barrier 'tijd' stands where {NL}:9:9 has 'zekerheid'. "
        "Hint: put the barriers of all languages in the same order."
    ]


def test_a_file_that_is_not_called_after_a_language_is_told(write: Write, told: Told) -> None:
    write("content/dutch.yaml", "x: y")
    assert told(load_campaigns) == [
        "content/dutch.yaml: the name of the file must be the code of a language, such as nl, en "
        "or pt-BR, not 'dutch'. Hint: call it after its language, or move it out of content/."
    ]


def test_a_file_with_the_other_suffix_is_told_and_not_passed_over(write: Write, told: Told) -> None:
    write("content/fr.yml", "x: y")
    assert told(load_campaigns) == [
        "content/fr.yml: only files that end in .yaml are read. Hint: call it fr.yaml."
    ]


def test_print_settings_and_hidden_files_are_not_languages(project: Project, write: Write) -> None:
    write("content/print.yaml", "x: y")
    write("content/._nl.yaml", b"\xff")
    assert list(load_campaigns(project)) == ["en", "nl"]


def test_a_project_without_any_file_is_told_what_it_needs(project: Project, told: Told) -> None:
    for name in (SHARED, NL, EN):
        (project.root / name).unlink()
    assert told(load_campaigns) == [
        f"{SHARED}: the file doesn't exist. Hint: check its name and folder."
    ]


def test_a_file_that_holds_no_keys_is_told(write: Write, told: Told) -> None:
    write(SHARED, "- a\n")
    assert told(load_campaigns) == [
        f"{SHARED}:1:1: the file must be keys with values, such as 'title: …', not a list."
    ]


def test_problems_of_all_files_are_told_at_once_in_order_of_file_and_line(
    edit: Edit, told: Told
) -> None:
    edit(SHARED, "version: 1.10\n", "")
    edit(NL, "lead: Twee twijfels.", "lead: a: b")
    edit(EN, "link: klas", "link: nergens")
    edit(EN, "headline: Welke", "hedline: Welke")
    assert [problem.partition(" ")[0] for problem in told(load_campaigns)] == [
        f"{SHARED}:1:1:",
        f"{EN}:3:1:",
        f"{EN}:21:58:",
        f"{NL}:4:8:",
    ]
