"""What a YAML parser objects to → the same in plain English, with what helps."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import NamedTuple

import yaml

from generator.errors import Problem
from generator.model.mark import Mark

_QUOTE_IT = "put the whole text between double quotes."


class _Case(NamedTuple):
    """A parser's complaint, by a piece of its context and its problem, and how we say it."""

    pattern: str
    message: str
    hint: str
    at_context: bool = False
    """Mark where the broken thing starts, not where the parser gave up."""


# libyaml and PyYAML's own parser word most complaints differently; a pattern matches both.
_CASES = (
    _Case(
        "quoted scalar.*unexpected end of stream|quoted scalar.*document separator",
        "the quote that opens here is never closed.",
        "close the text with the same quote; write an apostrophe as ’ inside single quotes.",
        at_context=True,
    ),
    _Case(
        "unknown escape|invalid Unicode character escape|escape sequence of",
        "a backslash between double quotes starts a code, and this isn't one.",
        r"write \\ for a backslash, or use single quotes.",
    ),
    _Case(
        "mapping values are not allowed|found unexpected ':'",
        "a colon isn't expected here.",
        "when the colon belongs to the text, put the whole text between double quotes; "
        "otherwise check the indentation, and that every colon above has a space behind it.",
    ),
    _Case(
        "could not find expected ':'",
        "this line has no colon after its key.",
        "write 'key: text', or indent the line when it continues the text above.",
        at_context=True,
    ),
    _Case(
        "sequence entries are not allowed",
        "a list can't start behind a key on the same line.",
        "put each '- ' on a line of its own; when the dash belongs to the text, " + _QUOTE_IT,
    ),
    _Case(
        "flow (sequence|mapping).*expected ','",
        "the bracket that opens here is never closed, or a comma is missing.",
        "close it with ] or }; when the bracket belongs to the text, " + _QUOTE_IT,
        at_context=True,
    ),
    _Case(
        "(alias|anchor).*expected alphabetic|(alias|anchor) ",
        "a text can't start with * or &.",
        _QUOTE_IT,
        at_context=True,
    ),
    _Case(
        "scanning a (tag|directive)|tag handle|tag URI",
        "a text can't start with ! or %.",
        _QUOTE_IT,
    ),
    _Case(
        "block scalar",
        "nothing may follow | or > on the same line.",
        "start the text on the next line.",
    ),
    _Case(
        "expected '-' indicator|block collection",
        "this line is neither an item of the list above nor a key beside that list.",
        "check the indentation; each item of a list starts with '- '.",
    ),
    _Case(
        "expected key|<block end>",
        "this doesn't belong here.",
        "check the indentation; lines of one group start in the same column. "
        "When the text before this starts with a quote, only its end may have that quote again.",
    ),
    _Case(
        "flow node",
        "the bracket before this isn't closed, or a value is missing.",
        "close it with ] or }; when the bracket belongs to the text, " + _QUOTE_IT,
    ),
    _Case(
        "cannot start any token|node content", "a text can't start with this character.", _QUOTE_IT
    ),
    _Case(
        "<document start>|directive|YAML document",
        "the file must start with its first key.",
        "remove lines that start with % or with '...'.",
    ),
)


def explain_syntax(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """Return the problem that stopped the parser, with a mark counted from 1."""
    place = error.problem_mark or error.context_mark
    line, column = (place.line, place.column) if place else (0, 0)
    if (tab := _tab_in_indentation(text, line)) is not None:
        message = "a tab is used to indent this line."
        return Problem(message, Mark(file, line + 1, tab + 1), "use spaces: two for each level.")
    if quote := _quote_that_ran_on(text, line, column):
        message = f"the text in quotes that begins here ends only on line {line + 1}."
        hint = "its closing quote is missing, or the same quote stands inside a later text."
        return Problem(message, Mark(file, quote.line + 1, quote.column + 1), hint)
    complaint = f"{error.context or ''}: {error.problem or ''}"
    for case in _CASES:
        if re.search(case.pattern, complaint):
            if case.at_context and error.context_mark:
                line, column = error.context_mark.line, error.context_mark.column
            return Problem(case.message, Mark(file, line + 1, column + 1), case.hint)
    return Problem(f"this isn't YAML: {error.problem}.", Mark(file, line + 1, column + 1))


def _quote_that_ran_on(text: str, line: int, column: int) -> yaml.Mark | None:
    """Return where a text in quotes begins that took in further lines, and ends at a place.

    Without its closing quote, it goes on to the next quote that comes.
    """
    begins = None
    # This scanner may find other faults than the one that was told of: what it saw before counts.
    with suppress(yaml.YAMLError, ValueError, OverflowError):
        for token in yaml.scan(text):
            start, end = token.start_mark, token.end_mark
            if (end.line, end.column) > (line, column):
                break
            is_long = isinstance(token, yaml.ScalarToken) and token.style in ("'", '"')
            if is_long and start.line < end.line == line:
                begins = start
    return begins


def _tab_in_indentation(text: str, line: int) -> int | None:
    """Return where a tab stands before the first word of a line, counted from 0."""
    lines = re.split(r"\r\n|\r|\n", text)
    whole = lines[line] if line < len(lines) else ""
    indentation = whole[: len(whole) - len(whole.lstrip(" \t"))]
    at = indentation.find("\t")
    return at if at >= 0 else None
