"""Check telephone numbers: those that can't be dialled, are hard to read, or are long unchecked."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.edition import Contact
from generator.model.mark import Mark, Marks
from generator.preflight.content.numbering import Dialled, country_of, has_numbers
from generator.preflight.content.subject import CheckedContent
from generator.preflight.expected import Fault
from generator.preflight.rule import Rule


@dataclass(frozen=True)
class _Entry:
    """A contact with a telephone number."""

    at: int
    contact: Contact
    dialled: Dialled
    marks: Marks

    @property
    def name(self) -> str:
        """What messages call it."""
        return f"the phone of contact {self.at + 1}, '{self.contact.phone}',"

    def mark(self, key: str) -> Mark:
        """Return where a part of the contact is written."""
        return self.marks.nearest(("contacts", self.at, key))


def _entries(content: CheckedContent) -> Iterator[_Entry]:
    """Yield the contacts with a number; nobody can dial those of a made-up edition."""
    said = _said(content)
    country = said if has_numbers(said) else "" if said else country_of(content.default_language)
    for edition in content.editions:
        for at, contact in enumerate(() if edition.example else edition.contacts):
            if contact.phone:
                yield _Entry(at, contact, Dialled(contact.phone, country), edition.marks)


def _said(content: CheckedContent) -> str:
    """Return the country that the campaign names; empty when it names none."""
    default = content.default
    return (default and default.country) or ""


def _phone_number(content: CheckedContent) -> Iterator[Fault]:
    if (said := _said(content)) and not has_numbers(said):
        marks = content.shared_marks
        yield Fault(
            f"there is no country '{said}'",
            cure="Write its code in ISO 3166-1, such as NL, BE, DE or GB.",
            mark=marks.nearest(("country",)) if marks else None,
        )
    for entry in _entries(content):
        if wrong := entry.dialled.wrong():
            said, cure = wrong
            yield Fault(f"{entry.name} {said}", cure=cure, mark=entry.mark("phone"))


def _phone_format(content: CheckedContent) -> Iterator[Fault]:
    for entry in _entries(content):
        said = "" if entry.dialled.wrong() else entry.dialled.ungainly()
        if said:
            cure = f"Write {entry.dialled.usual()}."
            yield Fault(f"{entry.name} {said}", cure=cure, mark=entry.mark("phone"))


def _phone_checked(content: CheckedContent) -> Iterator[Fault]:
    for entry in _entries(content):
        checked = entry.contact.checked
        if checked is None:
            said, key = "was never checked", "phone"
        elif checked > content.on:
            said, key = f"is said to be checked on {checked}, which is yet to come", "checked"
        elif _a_year_after(checked) < content.on:
            said, key = f"was last checked on {checked}, more than a year ago", "checked"
        else:
            continue
        yield Fault(f"{entry.name} {said}", mark=entry.mark(key))


def _a_year_after(day: datetime.date) -> datetime.date:
    """Return the same day a year later; 28 February for the 29th."""
    if day.year == datetime.MAXYEAR:
        return day
    leap = day.month == 2 and day.day == 29
    return day.replace(year=day.year + 1, day=28 if leap else day.day)


RULES: tuple[Rule, ...] = (
    Rule(
        "phone-number",
        "error",
        "Who calls a wrong number in an emergency gets nobody, or a stranger.",
        "the country’s numbering plan, as in Google’s libphonenumber; for the Netherlands the "
        "Nummerplan telefoon- en ISDN-diensten",
        "Call the number, and write it in full.",
        _phone_number,
    ),
    Rule(
        "phone-format",
        "warning",
        "A long number is read, remembered and typed in groups.",
        "ITU-T E.123, and the country’s usual notation as in Google’s libphonenumber",
        "Write the number in its usual groups.",
        _phone_format,
    ),
    Rule(
        "phone-checked",
        "warning",
        "Numbers change, and print stays on the wall for years.",
        "the campaign: somebody calls each number before every print run",
        "Call the number, and write today’s date under 'checked'.",
        _phone_checked,
    ),
)
