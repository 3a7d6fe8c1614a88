"""Telephone numbers that can't be dialled, are hard to read, or weren't called for a year."""

from __future__ import annotations

import datetime

import pytest

from generator.model.edition import Contact
from generator.preflight.content.numbering import Dialled, country_of
from tests.made_up import make_campaign
from tests.preflight.content.conftest import ON, Found, make_edition

RIGHT = [
    "112", "113", "0900-8844", "0800-2000", "088-123 45 67", "(020) 123 45 67", "06-12345678",
    "06 12 34 56 78", "+31 20 123 4567", "0031 20 123 4567", "14 020", "116 006", "0251-123456",
    "14 0515",
    "020.123.45.67", "088\u00a0123\u00a045\u00a067", "020-123 45 67 toestel 12",
]  # fmt: skip


def phone(found: Found, rule: str, number: str, language: str = "nl") -> list[str]:
    edition = make_edition(Contact(role="police", phone=number, checked=ON))
    return found(rule, make_campaign(language=language), editions=[edition])


@pytest.mark.parametrize("number", RIGHT)
def test_a_number_that_can_be_dialled_is_right(found: Found, number: str) -> None:
    assert not phone(found, "phone-number", number)
    assert not phone(found, "phone-format", number)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("020-123456", "is one digit short"),
        ("0140515", "has a 0 in front that isn't dialled"),
        ("06 12 34 56 7", "is one digit short"),
        ("020-12345678", "has one digit too many"),
        ("+31 20 12345", "is two digits short"),
        ("201234567", "lacks the 0 at its start"),
        ("099-1234567", "has an area code that doesn't exist"),
        ("+999 12345", "has a country code that doesn't exist"),
        ("0880 123", "can't be a number: it has 7 digits"),
        ("999", "can't be a number: it has 3 digits"),
        ("1", "can't be a number: it has 1 digit"),
        ("000-000 00 00", "is made up"),
        ("bel ons", "has no digits"),
        ("020_1234567", "has a sign in it that no number has"),
        ("020 123 45 67 (24 uur)", "has 'uur' in it"),
        ("010-4667788 / 06-12345678", "is more than one number"),
        ("010-4667788 of 010-4667789", "is more than one number"),
    ],
)
def test_a_number_that_cannot_be_dialled_is_found(found: Found, number: str, said: str) -> None:
    (one,) = phone(found, "phone-number", number)
    place = "content/editions/landelijk.yaml:10:5: the phone of contact 1"
    assert one.startswith(f"{place}, '{number}', {said}. ")
    assert not phone(found, "phone-format", number)


def test_the_cure_gives_a_number_as_it_is_usually_written(found: Found) -> None:
    (said,) = phone(found, "phone-number", "020-123456")
    assert "Call it, and write it in full. A number there looks like 010 123 4567." in said


@pytest.mark.parametrize(
    ("number", "said", "usual"),
    [
        ("0612345678", "has 10 digits in a row", "06 12345678"),
        ("+31201234567", "has 11 digits in a row", "+31 20 123 4567"),
        ("+31 (0)20 123 4567", "has a (0), which a telephone dials as well", "+31 20 123 4567"),
        ("020/1234567", "has '/' in it", "020 123 4567"),
        ("020–1234567", "has '–' in it", "020 123 4567"),
        ("020-1234567-", "has '-' in it", "020 123 4567"),
        ("06 - 12345678", "has a space too many", "06 12345678"),
        ("020-12.34.567", "has different signs between its digits", "020 123 4567"),
        ("0 20 123 45 67", "has a digit on its own", "020 123 4567"),
    ],
)
def test_a_number_that_is_hard_to_read_is_found(
    found: Found, number: str, said: str, usual: str
) -> None:
    assert not phone(found, "phone-number", number)
    (one,) = phone(found, "phone-format", number)
    assert f"'{number}', {said}. Write {usual}." in one


def test_a_country_has_its_own_numbers(found: Found) -> None:
    assert not phone(found, "phone-number", "02 555 12 12", language="nl-BE")
    assert not phone(found, "phone-number", "0114 496 0000", language="en")
    assert phone(found, "phone-number", "0114 496 0000", language="nl")


def test_a_country_that_is_none_is_told_instead_of_its_numbers(found: Found) -> None:
    edition = make_edition(Contact(role="police", phone="0114 496 0000", checked=ON))
    (said,) = found("phone-number", make_campaign(country="UK"), editions=[edition])
    assert "there is no country 'UK'. Write its code in ISO 3166-1" in said
    assert said.startswith("content/campaign.yaml")
    assert not found("phone-number", make_campaign(country="GB"), editions=[edition])


def test_where_nobody_knows_the_country_only_international_numbers_are_checked(
    found: Found,
) -> None:
    assert country_of("ti") == country_of("nl-XX") == ""
    assert not phone(found, "phone-number", "12", language="ti")
    assert phone(found, "phone-number", "+31 20 12", language="ti")


@pytest.mark.parametrize(
    ("checked", "said"),
    [
        (None, "was never checked"),
        (datetime.date(2025, 11, 22), "was last checked on 2025-11-22, more than a year ago"),
        (datetime.date(2026, 11, 24), "is said to be checked on 2026-11-24, which is yet to come"),
    ],
)
def test_a_number_that_nobody_called_for_a_year_is_found(
    found: Found, checked: datetime.date | None, said: str
) -> None:
    edition = make_edition(Contact(role="police", phone="0900-8844", checked=checked))
    (one,) = found("phone-checked", make_campaign(), editions=[edition], on=ON)
    assert f"the phone of contact 1, '0900-8844', {said}. Call the number" in one


@pytest.mark.parametrize(
    ("checked", "on"),
    [
        (datetime.date(2025, 11, 23), ON),
        (ON, ON),
        (datetime.date(2024, 2, 29), datetime.date(2025, 2, 28)),
        (datetime.date.max, datetime.date.max),
    ],
)
def test_a_number_may_be_a_year_old(
    found: Found, checked: datetime.date, on: datetime.date
) -> None:
    edition = make_edition(Contact(role="police", phone="0900-8844", checked=checked))
    assert not found("phone-checked", make_campaign(), editions=[edition], on=on)


def test_a_made_up_edition_may_have_made_up_numbers(found: Found) -> None:
    edition = make_edition(Contact(role="coordinator", phone="000-000 00 00"), example=True)
    for rule in ("phone-number", "phone-format", "phone-checked"):
        assert not found(rule, make_campaign(), editions=[edition])


def test_a_contact_without_a_number_needs_no_check(found: Found) -> None:
    edition = make_edition(Contact(role="police", url="https://www.politie.nl/"))
    for rule in ("phone-number", "phone-format", "phone-checked"):
        assert not found(rule, make_campaign(), editions=[edition])


@pytest.mark.parametrize("number", ["", "+", "()", "9" * 500, "٠٦١٢٣٤٥٦٧٨", "+31" + "0" * 40])
def test_a_strange_number_is_wrong_and_nothing_is_raised(number: str) -> None:
    for country in ("NL", "GB", ""):
        dialled = Dialled(number, country)
        assert dialled.wrong() or dialled.ungainly()
        assert isinstance(dialled.usual(), str | None)
