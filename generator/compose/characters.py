"""Find what our fonts can't set: a composed page → the characters they lack, and where."""

from __future__ import annotations

import html
import re
from collections.abc import Container, Iterator

from generator.errors import ContentError, Problem, RenderError
from generator.model.campaign import Campaign
from generator.model.edition import Edition
from generator.model.mark import Mark, dotted

_HEAD_OR_TAG = re.compile(r"<head\b.*?</head>|<[^>]*>", re.DOTALL)
_INVISIBLE = frozenset("\n\r\t\u00ad\u200b")


def check_characters(
    page: str, template: str, known: Container[int], campaign: Campaign, edition: Edition
) -> None:
    """Raise ContentError with each character on the page that isn't among `known` code points.

    RenderError where one is the template's own.
    """
    text = html.unescape(_HEAD_OR_TAG.sub(" ", page))
    lacking = sorted(one for one in {*text} - _INVISIBLE if ord(one) not in known)
    problems = [problem for one in lacking for problem in _places(one, template, campaign, edition)]
    if not problems:
        return
    own = Mark(f"templates/{template}")
    raise (RenderError if any(one.mark == own for one in problems) else ContentError)(problems)


def _places(
    character: str, template: str, campaign: Campaign, edition: Edition
) -> Iterator[Problem]:
    """Yield a problem for each text that has the character; the template's own if none has."""
    named = f"'{character}' (U+{ord(character):04X}), which our fonts don't have"
    hint = "write it in other letters"
    found = False
    for marks, owner in ((campaign.marks, campaign), (edition.marks, edition)):
        for keys in marks:
            value: object = owner
            for key in keys:
                value = _child(value, key)
            if isinstance(value, str) and character in value:
                found = True
                yield Problem(f"{dotted(keys)} has {named}", marks[keys], hint)
    if not found:
        yield Problem(f"the page has {named}", Mark(f"templates/{template}"), hint)


def _child(value: object, key: str | int) -> object:
    """Return what `key` names in a model, mapping or list; None when there is nothing."""
    if isinstance(key, int):
        return value[key] if isinstance(value, tuple) and key < len(value) else None
    if isinstance(value, dict):
        return value.get(key)
    return getattr(value, key, None)
