"""Telephone numbers that nobody has are found in others' files, and nothing else is."""

from __future__ import annotations

import pytest

from generator.model.printing import Shop
from generator.model.target import Target
from generator.preflight import Foreign, inspect
from tests.faults import memo


def _found(text: str, language: str | None = "nl") -> list[str]:
    pdf = memo.memo(memo.say(text, 30, 85))
    findings = inspect(pdf, Foreign(Shop(), Target.OFFICE, language=language)).findings
    return [one.message for one in findings if one.rule == "phone-printed"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Bel 0800-200", "the number 0800-200 is one digit short"),
        ("Veilig Thuis: 0800-20000", "the number 0800-20000 has one digit too many"),
        ("0900–884", "the number 0900-884 is one digit short"),
        ("Mobiel 06 1234 567", "the number 06 1234 567 is one digit short"),
        ("+31 20 123 45 6", "the number +31 20 123 45 6 is one digit short"),
        ("Telefoon: 0997-123456", "the number 0997-123456 has an area code that doesn't exist"),
    ],
)
def test_a_number_that_nobody_has_is_found(text: str, message: str) -> None:
    """With what is wrong with it."""
    assert _found(text) == [message]


@pytest.mark.parametrize(
    "text",
    [
        "Bel 0800-2000 of 0900-8844",
        "Bel 0900-8844, 24 uur per dag, 7 dagen",
        "Tel. 020 123 45 67 (9 tot 17 uur)",
        "Bel ons voor 06-12-2026 om 10.30 uur",
        "Telefoon: 08.30-17.00 uur",
        "IBAN NL91 ABNA 0417 1643 00, KvK 01234567",
        "Ordernummer 0000123456",
        "Bel +44 20 7946 0958",
        "Bel 020 7946 0958",
    ],
)
def test_a_number_that_may_be_right_passes(text: str) -> None:
    """Dates, times and accounts are none; the last is one in London, by a document in English."""
    assert _found(text, "en" if text.endswith("0958") else "nl") == []


def test_dutch_numbers_are_known_in_a_document_that_says_it_is_english() -> None:
    """As design programs say of whatever they are given."""
    assert _found("Bel 0900-8844", "en") == []
