"""What stands in a cell → what its writer meant: Excel drops zeros, and turns dates about."""

from __future__ import annotations

import re

_DIGITS = re.compile(r"[1-9]\d{5,9}")
# 14 and an area code: a municipality's own number, which nothing is missing from.
_MUNICIPALITY = re.compile(r"140\d{2,3}")
_ROUNDED = re.compile(r"\d[.,]\d+E\+?\d+", re.IGNORECASE)
_DUTCH_DATE = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_BARE_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_YES_NO = dict.fromkeys(("ja", "j", "x", "waar"), "yes") | dict.fromkeys(
    ("nee", "n", "onwaar"), "no"
)


class Misread(Exception):
    """The spreadsheet program changed what was typed beyond repair; the text says how."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.hint = hint


def phone(text: str, country: str) -> tuple[str, str]:
    """Return a telephone number as it was meant, and what to tell of that; raises Misread.

    `country` is where it is dialled, as `NL`; zeros come back only where numbers begin with one.
    """
    if _ROUNDED.fullmatch(text):
        hint = "format the column as text, and type the number again."
        raise Misread(f"'{text}' is no telephone number any more: it was taken for a number", hint)
    if country == "NL" and _MUNICIPALITY.fullmatch(text):
        return text, ""
    if _DIGITS.fullmatch(text) and _is_number(f"0{text}", country):
        return f"0{text}", f"'{text}' is read as '0{text}': a zero in front was dropped"
    return text, ""


def _is_number(text: str, country: str) -> bool:
    """Tell whether a number that begins with a zero is one of the country's, as far as it goes."""
    import phonenumbers  # takes a while, and few sheets need it

    metadata = phonenumbers.PhoneMetadata.metadata_for_region(country)
    if metadata is None or metadata.national_prefix != "0":
        return False
    try:
        return bool(phonenumbers.is_possible_number(phonenumbers.parse(text, country)))
    except phonenumbers.NumberParseException:
        return False


def date(text: str) -> str:
    """Return a date as YAML has it: 31-1-2026 is 2026-01-31."""
    if found := _DUTCH_DATE.fullmatch(text):
        day, month, year = found.groups()
        return f"{year}-{int(month):02d}-{int(day):02d}"
    return text


def colour(text: str) -> str:
    """Return a colour with its #."""
    return f"#{text}" if re.fullmatch("[0-9a-fA-F]{6}", text) else text


def percentages(text: str) -> list[str]:
    """Return the four shares of a colour in print: `96 55 43 59`, also with other signs between."""
    if re.search(r"[;/|\s]", text):
        return [part.replace(",", ".").rstrip("%") for part in re.split(r"[;/|\s]+", text) if part]
    return [part.rstrip("%") for part in text.split(",") if part]


def web_address(text: str) -> str:
    """Return an address with https://, where only the rest of it was typed."""
    return f"https://{text}" if _BARE_HOST.fullmatch(text) else text


def switch(text: str) -> str:
    """Return yes or no for what people type in its place."""
    return _YES_NO.get(text.casefold(), text)
