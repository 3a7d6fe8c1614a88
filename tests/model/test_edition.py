"""What an edition takes from the default one, and how it hands the campaign out."""

from __future__ import annotations

from typing import Any

from generator.model.campaign import Titled
from generator.model.colour import Palette
from generator.model.edition import Contact, Edition, OwnLink
from generator.model.mark import Cell, Keys, Mark, Marks, column_letters
from tests.made_up import make_campaign

POLICE = Contact(role="police", phone="0900-8844")
COORDINATOR = Contact(role="coordinator", phone="000-000 00 00")
LINK = OwnLink(url="https://regio.example/", label="regio.example")


def make_edition(name: str, **changes: Any) -> Edition:
    contacts = changes.pop("contacts", ())
    marks: dict[Keys, Mark] = {
        ("contacts", at, "phone"): Mark(f"{name}.yaml", at + 1) for at in range(len(contacts))
    }
    marks |= {(key,): Mark(f"{name}.yaml", 20) for key in changes}
    file = Marks(f"{name}.yaml", marks)
    return Edition(name, name, None, False, None, Palette(), {}, contacts, file, **changes)


def test_contacts_for_other_roles_follow_and_know_where_they_are_written() -> None:
    default = make_edition("landelijk", contacts=(POLICE, COORDINATOR))
    own = Contact(role="Coordinator", phone="010-000 00 00")
    joined = make_edition("regio", contacts=(own,)).falling_back(default)
    assert joined.contacts == (own, POLICE)
    places = [str(joined.marks["contacts", at, "phone"]) for at in (0, 1)]
    assert places == ["regio.yaml:1", "landelijk.yaml:1"]


def test_an_edition_may_do_without_the_national_contacts() -> None:
    default = make_edition("landelijk", contacts=(POLICE,))
    own = make_edition("regio", contacts=(COORDINATOR,), national_contacts=False)
    assert own.falling_back(default).contacts == (COORDINATOR,)


def test_call_and_link_are_its_own_else_the_default_editions_else_the_campaigns() -> None:
    campaign = make_campaign()
    call = Titled(title="Bel ons.", text="Wij denken mee.")
    default = make_edition("landelijk", call_to_action={"nl": call}, link=LINK)
    plain = make_edition("regio")
    assert plain.hand_out(campaign) == campaign
    handed = plain.falling_back(default).hand_out(campaign)
    assert (handed.call_to_action, handed.call_to_action_link) == (call, LINK)
    assert str(handed.marks.nearest(("call_to_action",))).startswith("content/nl.yaml")
    other = Titled(title="Mail ons.", text="Wij antwoorden.")
    own = make_edition("regio", call_to_action={"nl": other}).falling_back(default)
    assert own.hand_out(campaign).call_to_action == other
    assert own.hand_out(make_campaign(language="en")).call_to_action == campaign.call_to_action


def test_a_cell_is_named_as_a_spreadsheet_does() -> None:
    assert [column_letters(number) for number in (1, 26, 27, 703)] == ["A", "Z", "AA", "AAA"]
    cell = Cell("regios.xlsx", 12, 3, "Blad1", "naam")
    assert str(cell) == "regios.xlsx, sheet 'Blad1', row 12, column C (naam)"
    assert str(Cell("a.csv", 2)) == "a.csv, row 2"
