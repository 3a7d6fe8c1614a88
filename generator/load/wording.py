"""A kind of validation error and its value → what to say of it in plain English, and a hint."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from generator.load.problems import nearest, quoted
from generator.model.frozen import (
    CountryCode,
    EmailAddress,
    HexColour,
    Identifier,
    LanguageTag,
    WebAddress,
    as_identifier,
)

EMPTY = "is empty"
_TEXT = "text"
_WHOLE = "a whole number"
_NUMBER = "a number"
_SWITCH = "yes or no"
_DATE = "a date such as 2026-01-31"
_MAPPING = "keys with values, such as 'title: …'"
_LIST = "a list, with '- ' before each item"

# pydantic's names of errors: https://docs.pydantic.dev/latest/errors/validation_errors/
_WRONG_KIND = {
    "string_type": _TEXT,
    "int_type": _WHOLE,
    "float_type": _NUMBER,
    "bool_type": _SWITCH,
    "date_type": _DATE,
    "model_type": _MAPPING,
    "dict_type": _MAPPING,
    "tuple_type": _LIST,
}
_WANTED = {
    **_WRONG_KIND,
    "int_parsing": _WHOLE,
    "int_parsing_size": _WHOLE,
    "int_from_float": _WHOLE,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "bool_parsing": _SWITCH,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
}
_BOUNDS = {
    "greater_than": ("gt", "must be more than"),
    "greater_than_equal": ("ge", "must be at least"),
    "less_than": ("lt", "must be less than"),
    "less_than_equal": ("le", "must be at most"),
}


def _pattern(kind: Any) -> str:
    return str(get_args(kind)[1].pattern)


_PATTERNS = {
    _pattern(Identifier): "may have only a to z and 0 to 9, with - or _ between them",
    _pattern(LanguageTag): "must be the code of a language, such as nl, en or pt-BR",
    _pattern(CountryCode): "must be the code of a country, such as NL or BE",
    _pattern(HexColour): "must be a colour such as '#0b3c49': # and six of 0 to 9 and a to f",
    _pattern(WebAddress): "must be a web address that starts with https:// and has no spaces",
    _pattern(EmailAddress): "must be an e-mail address such as name@example.org",
}


def is_wrong_kind(kind: str) -> bool:
    """Tell whether the value isn't even of the type that was asked for."""
    return kind in _WRONG_KIND


def word(kind: str, value: Any, context: Mapping[str, Any], message: str) -> tuple[str, str]:
    """Return what follows the value's name in a sentence, and a hint or an empty text.

    `kind`, `context` and `message` are pydantic's; `message` is for kinds not foreseen here.
    """
    if value is None or kind == "string_too_short":
        return EMPTY, "fill it in."
    if kind in _WANTED:
        return f"must be {_WANTED[kind]}, not {_shown(value)}", ""
    if kind in _BOUNDS:
        limit, said = _BOUNDS[kind]
        return f"{said} {_bound(context[limit])}, not {_shown(value)}", ""
    if kind in ("enum", "literal_error"):
        choices = re.findall("'([^']*)'", context["expected"])
        meant = nearest(str(value), choices)
        hint = f"did you mean {quoted(meant)}?" if meant else ""
        return f"must be {context['expected']}, not {_shown(value)}", hint
    if kind == "string_pattern_mismatch":
        return f"{_PATTERNS[context['pattern']]}, not {_shown(value)}", _written_right(
            str(value), context["pattern"]
        )
    return _size(kind, value, context) or f"is wrong: {message}", ""


def _size(kind: str, value: Any, context: Mapping[str, Any]) -> str:
    match kind:
        case "string_unicode":
            return "isn't UTF-8"
        case "string_too_long":
            return f"is {len(value)} characters; it may have {context['max_length']}"
        case "too_short":
            return f"has {len(value)} items; it needs at least {context['min_length']}"
        case "too_long":
            return f"has {len(value)} items; it may have {context['max_length']}"
    return ""


def _bound(limit: Any) -> str:
    return f"{limit:g}" if isinstance(limit, int | float) else str(limit)


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "keys with values"
    return "a list" if isinstance(value, list) else quoted(value)


def _written_right(text: str, pattern: str) -> str:
    """Return a hint with the text as it would be right, where that can be known."""
    if pattern == _pattern(Identifier):
        right = as_identifier(text)
    elif pattern == _pattern(WebAddress):
        is_address = re.match(r"(?:\w+://)?[\w-]+(?:\.[\w-]+)+(?:[/?#:]|$)", text.strip())
        right = re.sub(r"^(\w+://)?", "https://", text.strip()) if is_address else ""
    elif pattern == _pattern(HexColour):
        digits = text.strip("# ")
        right = "#" + ("".join(2 * digit for digit in digits) if len(digits) == 3 else digits)
    else:
        right = ""
    return f"write {quoted(right)}." if re.search(pattern, right) else ""


def wrong_name(kind: Any, name: str) -> tuple[str, str] | None:
    """Return what to say of a file's name that isn't of `kind`, with a hint; None when it is."""
    try:
        TypeAdapter(kind).validate_python(name)
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        return word(detail["type"], name, detail.get("ctx", {}), detail["msg"])
    return None
