"""Read telephone numbers as a country's numbering plan does: a number → what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass

import phonenumbers
from phonenumbers import PhoneNumberFormat, shortnumberinfo

from generator.preflight.content.subject import main_language

_COUNTRIES = {"nl": "NL", "fy": "NL", "en": "GB", "de": "DE", "fr": "FR", "es": "ES", "pl": "PL"}
# The Dutch numbering plan has them, phonenumbers 9 doesn't: suicide prevention and animals.
_SHORT = {"NL": frozenset({"113", "144"})}
_LONGEST_SHORT = 6
# Dutch service numbers have four digits more, or seven; phonenumbers takes any count between.
_SERVICE, _SERVICE_DIGITS = re.compile(r"\+31(?:800|90[069])(\d+)"), (4, 7)
# 14 and an area code is dialled as it is; phonenumbers lets a zero stand before it.
_MUNICIPALITY = re.compile(r"0(14)(0\d{2,3})")
_EXTENSION = re.compile(
    r"[ ,;(]{0,3}(?:toestel|tst\.?|ext\.?|extension) ?[0-9]{1,6}\)?$", re.IGNORECASE
)
_SEVERAL = re.compile(r"[0-9)] ?(?:[/;,|&]|\b(?:en|of|and|or)\b) ?(?:[+(]|0[0-9])")


def country_of(language: str) -> str:
    """Return the country whose numbers a language's readers dial; empty when nobody knows."""
    parts = [part for part in language.split("-")[1:] if len(part) == 2]
    country = parts[0] if parts else _COUNTRIES.get(main_language(language), "")
    return country if has_numbers(country) else ""


def has_numbers(country: str) -> bool:
    """Tell whether there is a country with that code, and telephone numbers of its own."""
    return country in phonenumbers.SUPPORTED_REGIONS


@dataclass(frozen=True)
class Dialled:
    """A telephone number as somebody typed it, and the country that it is dialled in."""

    typed: str
    country: str
    """Empty when nobody knows: then only numbers with their country's code are checked."""

    @property
    def digits(self) -> str:
        """The digits, without those of an extension."""
        return re.sub("[^0-9]", "", self._main)

    @property
    def _main(self) -> str:
        """The number without an extension, with a + for its international 00."""
        main = _EXTENSION.sub("", self.typed.strip())
        return f"+{main[2:]}" if main.startswith("00") else main

    @property
    def is_abroad(self) -> bool:
        """Whether it is typed with its country's code."""
        return self._main.startswith("+")

    def wrong(self) -> tuple[str, str] | None:
        """Return what keeps it from being dialled, and what helps; None when it can be."""
        if not self.digits:
            return "has no digits", "Write the number, or leave 'phone' out."
        if not self.digits.strip("0"):
            return "is made up", "Write the real number."
        if _SEVERAL.search(self.typed):
            return "is more than one number", "Give each number a contact of its own."
        if letters := re.search(r"[^\W\d_]{2,}", self._main):
            cure = "Write the number alone; a note belongs under 'hours'."
            return f"has '{letters[0]}' in it", cure
        if self.country == "NL" and (found := _MUNICIPALITY.fullmatch(self.digits)):
            return "has a 0 in front that isn't dialled", f"Write {found[1]} {found[2]}."
        is_unknown = not self.country and not self.is_abroad
        if is_unknown or self._is_short:
            return None
        if _is_valid(self._main, self.country) and not self._lacks_prefix:
            return None
        example = self._example()
        looks = f" A number there looks like {example}." if example else ""
        return self._reason(), f"Call it, and write it in full.{looks}"

    def usual(self) -> str:
        """Return a number that can be dialled as its country usually writes it."""
        number = _parsed(self._main, self.country)
        if number is None:
            return self.digits
        return str(phonenumbers.format_number(number, self._form))

    @property
    def _form(self) -> int:
        return PhoneNumberFormat.INTERNATIONAL if self.is_abroad else PhoneNumberFormat.NATIONAL

    def ungainly(self) -> str:
        """Return what makes it hard to read or to dial; empty when nothing does."""
        if "(0)" in self.typed:
            return "has a (0), which a telephone dials as well"
        if strange := re.search(r"[^0-9+() \u00a0.-]|[^0-9)]$", self._main):
            return f"has '{strange[0]}' in it"
        if re.search(r"[0-9]{8}", self._main) and not re.search(r"[0-9]\D+[0-9]", self._main):
            return f"has {len(self.digits)} digits in a row"
        if re.search(r"[ \u00a0][.-]|[.-][ \u00a0]|[ \u00a0]{2}", self._main):
            return "has a space too many"
        # Area code, hyphen, and the rest in groups is as usual as spaces alone.
        signs = set(
            re.findall(r"(?<=[0-9])[ \u00a0.-](?=[0-9])", self._main.replace("\u00a0", " "))
        )
        if len(signs) > 2 or (len(signs) == 2 and "." in signs):
            return "has different signs between its digits"
        if not self.is_abroad and re.search(r"(?<![0-9])[0-9](?![0-9])", self._main):
            return "has a digit on its own"
        return ""

    @property
    def _is_short(self) -> bool:
        """Whether it is a number such as 112, which is dialled without an area code."""
        digits = self.digits
        if self.is_abroad or len(digits) > _LONGEST_SHORT or digits.startswith("0"):
            return False
        code = phonenumbers.country_code_for_region(self.country)
        number = phonenumbers.PhoneNumber(country_code=code, national_number=int(digits))
        return digits in _SHORT.get(self.country, ()) or bool(
            shortnumberinfo.is_valid_short_number_for_region(number, self.country)
        )

    @property
    def _lacks_prefix(self) -> bool:
        """Whether it would be right with the 0 that numbers inside the country begin with."""
        if self.is_abroad or not _is_valid(self._main, self.country):
            return False
        return re.sub("[^0-9]", "", self.usual()) == f"0{self.digits}"

    def _reason(self) -> str:
        """Return why it can't be dialled, as the end of a sentence."""
        if self._lacks_prefix:
            return "lacks the 0 at its start"
        plus = "+" if self.is_abroad else ""
        if _is_valid(plus + self.digits, self.country):
            return "has a sign in it that no number has"
        for count, said in ((1, "one digit"), (2, "two digits")):
            if any(_is_valid(plus + self.digits + end * count, self.country) for end in "1470"):
                return f"is {said} short"
            shorter = self.digits[:-count]
            if len(shorter) > 3 and _is_valid(plus + shorter, self.country):
                return f"has {said} too many"
        if plus and _parsed(self._main, self.country) is None:
            return "has a country code that doesn't exist"
        if len(self.digits) != len(re.sub("[^0-9]", "", self._example())):
            count = len(self.digits)
            return f"can't be a number: it has {count} digit{'s' if count > 1 else ''}"
        return "has an area code that doesn't exist"

    def _example(self) -> str:
        """Return a number of the same country as it is usually written; empty when unknown."""
        number, country = _parsed(self._main, self.country), self.country
        if self.is_abroad:
            code = number.country_code if number else None
            country = phonenumbers.region_code_for_country_code(code or 0)
        example = phonenumbers.example_number(country)
        return "" if example is None else str(phonenumbers.format_number(example, self._form))


def _parsed(text: str, country: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException:
        return None


def _is_valid(text: str, country: str) -> bool:
    number = _parsed(text, country)
    if number is None or not phonenumbers.is_valid_number(number):
        return False
    service = _SERVICE.fullmatch(f"+{number.country_code}{number.national_number}")
    return service is None or len(service[1]) in _SERVICE_DIGITS
