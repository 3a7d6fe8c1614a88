"""What is told of an edition, its colours, and of all content together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.load import load_content
from generator.model.colour import Palette
from generator.model.ink import Cmyk
from generator.project import Project
from tests.load.loading import load_editions

if TYPE_CHECKING:
    from tests.load.conftest import Edit, Told, Write

FILE = "content/editions/landelijk.yaml"


def test_an_edition_has_its_contacts_and_the_campaigns_colours(project: Project) -> None:
    edition = load_editions(project)["landelijk"]
    assert (edition.id, edition.name, edition.logo) == ("landelijk", "Landelijk", None)
    assert edition.contacts[0].phone == "0900-8844"
    assert edition.palette == Palette()


def test_an_edition_may_say_what_its_colours_are_in_print(project: Project, write: Write) -> None:
    text = "name: x\ncolours: {{ink: '#0b3c49', ink_cmyk: [94, 50, 49.5, 55]{}}}\n"
    write(FILE, text.format(""))
    edition = load_editions(project)["landelijk"]
    assert edition.inks == {"ink": Cmyk(94, 50, 49.5, 55)}
    write(FILE, text.format(", light: '#ffd166', light_cmyk: [0, 0, 0, 0]"))
    assert load_editions(project)["landelijk"].inks.keys() == {"ink", "light"}


def test_an_edition_that_says_nothing_of_print_has_no_inks_of_its_own(
    project: Project, write: Write
) -> None:
    write(FILE, "name: x\ncolours: {ink: '#0b3c49'}\n")
    assert load_editions(project)["landelijk"].inks == {}


MISTAKES = [
    (
        "name: Landelijk\ncolours: {ink: '#ccc'}\n",
        "2:16: colours.ink must be a colour such as '#0b3c49': # and six of 0 to 9 and a to f, "
        "not '#ccc'. Hint: write '#cccccc'.",
    ),
    (
        "name: Landelijk\ncolours:\n  light: #ffd166\n",
        "3:9: colours.light is empty. "
        "Hint: put it between quotes, as in '#0b3c49': a bare # starts a comment.",
    ),
    (
        "name: Landelijk\ncolours: {light: '#0b3c49'}\n",
        "2:18: light #0b3c49 on ink #0b3c49 has contrast 1, needs 4.5: 3.5 too little. "
        "Hint: choose a lighter 'light'. '#20add2' is the nearest shade that holds.",
    ),
    (
        "name: Landelijk\ncontacts:\n  - {role: x, email: name(at)example.org}\n",
        "3:22: contacts[0].email must be an e-mail address such as name@example.org, "
        "not 'name(at)example.org'.",
    ),
    (
        "name: Landelijk\nexample: misschien\n",
        "2:10: example must be yes or no, not 'misschien'.",
    ),
    (
        "name: Landelijk\ncontacts: [" + "{role: x}, " * 9 + "]\n",
        "2:11: contacts has 9 items; it may have 8.",
    ),
    (
        "name: Landelijk\ncolours: {ink: '#0b3c49', ink_cmyk: [94, 50, 49]}\n",
        "2:37: colours.ink_cmyk has 3 items; it needs at least 4.",
    ),
    (
        "name: Landelijk\ncolours: {ink: '#0b3c49', ink_cmyk: [94, 50, 49, 55, 0]}\n",
        "2:37: colours.ink_cmyk has 5 items; it may have 4.",
    ),
    (
        "name: Landelijk\ncolours: {ink: '#0b3c49', ink_cmyk: [94, 50, 101, 55]}\n",
        "2:46: colours.ink_cmyk[2] must be at most 100, not '101'.",
    ),
    (
        "name: Landelijk\ncolours: {light: '#ffd166', light_cmyk: [0, -1, 60, 0]}\n",
        "2:45: colours.light_cmyk[1] must be at least 0, not '-1'.",
    ),
    (
        "name: Landelijk\ncolours: {light: '#ffd166', light_cmyk: [0, geel, 60, 0]}\n",
        "2:45: colours.light_cmyk[1] must be a number, not 'geel'.",
    ),
    (
        "name: Landelijk\ncolours: {light: '#ffd166', light_cmyk: 0 18 60 0}\n",
        "2:41: colours.light_cmyk must be a list, with '- ' before each item, not '0 18 60 0'.",
    ),
    (
        "name: Landelijk\ncolours:\n  light_cmyk: [0, 18, 60, 0]\n",
        "3:15: colours: light_cmyk is the print version of 'light', which isn't there; "
        "give both or neither.",
    ),
    (
        "name: Landelijk\ncontacts: police\n",
        "2:11: contacts must be a list, with '- ' before each item, not 'police'.",
    ),
]


@pytest.mark.parametrize(("content", "expected"), MISTAKES)
def test_one_mistake_is_one_problem_with_its_place_and_cure(
    content: str, expected: str, write: Write, told: Told
) -> None:
    write(FILE, content)
    assert told(load_editions) == [f"{FILE}:{expected}"]


def test_a_light_is_not_blamed_for_what_the_ink_does(write: Write, told: Told) -> None:
    write(FILE, "name: x\ncolours:\n  ink: '#7d4c99'\n  light: '#f7c873'\n")
    problems = told(load_editions)
    assert problems
    assert all("Hint: choose a darker 'ink'." in problem for problem in problems)


def test_every_pair_of_colours_that_is_hard_to_read_is_told(write: Write, told: Told) -> None:
    write(FILE, "name: x\ncolours:\n  ink: '#CCCCCC'\n")
    problems = told(load_editions)
    hint = "Hint: choose a darker 'ink'. '#555555' is the nearest shade that holds."
    short = "has contrast 1.6, needs 4.5: 2.9 too little."
    expected = f"{FILE}:3:8: ink #cccccc on paper #ffffff {short} {hint}"
    assert expected in problems
    assert [problem.split()[1] for problem in problems] == [
        "paper",
        "light",
        "ink",
        "ink",
        "teal",
    ]


def test_an_edition_is_named_after_its_file(write: Write, told: Told) -> None:
    write("content/editions/Noord Holland.yaml", "name: x")
    assert told(load_editions) == [
        "content/editions/Noord Holland.yaml: the name of the file may have only a to z and 0 to "
        "9, with - or _ between them, not 'Noord Holland'. Hint: write 'noord-holland'."
    ]


def test_content_has_the_defaults(project: Project) -> None:
    content = load_content(project)
    assert (content.default_language, content.default_edition) == ("nl", "landelijk")
    assert (list(content.campaigns), list(content.editions)) == (["en", "nl"], ["landelijk"])


def test_the_default_edition_must_have_a_file(edit: Edit, told: Told) -> None:
    edit("content/campaign.yaml", "default_edition: landelijk", "default_edition: landelyk")
    assert told(load_content) == [
        "content/campaign.yaml:5:18: the default edition 'landelyk' has no file "
        "content/editions/landelyk.yaml. Hint: did you mean 'landelijk'?"
    ]


def test_problems_of_campaign_and_editions_are_told_at_once(edit: Edit, told: Told) -> None:
    edit("content/campaign.yaml", "version: 1.10", "version:")
    edit(FILE, "phone: 0900-8844", "fone: 0900-8844")
    assert told(load_content) == [
        "content/campaign.yaml:2:9: version is empty. Hint: fill it in.",
        f"{FILE}:4:5: unknown key 'fone' in contacts[0]. Hint: did you mean 'phone'?",
    ]


@pytest.mark.parametrize(
    ("colours", "said"),
    [
        (
            "{ink: '#12313a', ink_cmyk: [0.96, 0.55, 0.43, 0.59]}",
            "the four numbers are percentages, from 0 to 100.",
        ),
        (
            "{ink: '#12313a', ink_cmyk: [0, 0, 0, 20]}",
            "choose darker inks. [0, 0, 0, 77] is the nearest shade that holds.",
        ),
        (
            "{light: '#ffd166', light_cmyk: [60, 60, 90, 20]}",
            "choose lighter inks. [31, 31, 47, 10] is the nearest shade that holds.",
        ),
    ],
)
def test_inks_that_nobody_could_read_text_on_are_told(
    colours: str, said: str, write: Write, told: Told
) -> None:
    write(FILE, f"name: Landelijk\ncolours: {colours}\n")
    problems = told(load_editions)
    assert problems
    for problem in problems:
        assert problem.startswith(f"{FILE}:2:")
        assert "in print " in problem and "has contrast" in problem
        assert said in problem


def test_more_ink_than_paper_bears_is_told(write: Write, told: Told) -> None:
    write(FILE, "name: Landelijk\ncolours: {ink: '#000000', ink_cmyk: [100, 100, 100, 100]}\n")
    (problem,) = told(load_editions)
    assert "colours.ink_cmyk is 400% of ink; paper takes at most 300%." in problem
