"""Ways in which typing goes wrong: a pattern, what it is called and what helps → faults."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.model.wording import Wording
from generator.preflight.content.subject import CheckedContent, is_prose, main_language
from generator.preflight.expected import Fault

_SHOWN = 30
"""At most this many characters either side of what is wrong."""


@dataclass(frozen=True)
class Slip:
    """One way in which typing goes wrong."""

    pattern: re.Pattern[str]
    said: str
    """What a text does, after its name: `has a doubled space`."""
    cure: str
    languages: tuple[str, ...] = ()
    """Where it is a slip; everywhere when empty."""
    exempt: tuple[str, ...] = ()
    """Languages in which it is right."""
    in_context: bool = True
    """Its place is shown with the words around it."""

    def holds(self, language: str) -> bool:
        """Tell whether it is a slip in a language."""
        spoken = main_language(language)
        return spoken not in self.exempt and (not self.languages or spoken in self.languages)

    def fault(self, wording: Wording, text: str) -> Fault | None:
        """Return the fault of the first place in a text; None when there is none."""
        places = list(self.pattern.finditer(text))
        if not places:
            return None
        shown = _around(wording.text, places[0]) if self.in_context else places[0][0]
        times = f", {len(places)} times in all" if len(places) > 1 else ""
        message = f"{wording.name} {self.said} '{shown}'{times}"
        return Fault(message, cure=self.cure, mark=wording.mark)


def find_slips(slips: tuple[Slip, ...]) -> Callable[[CheckedContent], Iterator[Fault]]:
    """Return a check for the slips, in all texts but not in the addresses in them."""

    def check(content: CheckedContent) -> Iterator[Fault]:
        for language, wording in content.texts():
            text = _as_set(wording)
            for slip in slips:
                if slip.holds(language) and (fault := slip.fault(wording, text)):
                    yield fault

    return check


def _as_set(wording: Wording) -> str:
    """Return a text as it is set, with addresses crossed out; no character moves."""
    text = re.sub(r"\S+", lambda token: _crossed(token[0]), wording.text)
    # Templates keep a short last word in company; see `prose` in generator/compose/headline.py.
    return re.sub(r" (\S{1,8})$", "\u00a0\\1", text) if is_prose(wording.keys) else text


def _crossed(token: str) -> str:
    is_address = "/" in token or "@" in token or token.lower().startswith("www.")
    return "x" * len(token) if is_address else token


def _around(text: str, place: re.Match[str]) -> str:
    """Return what is wrong with a word or two either side of it."""
    head, tail = text[: place.start()], text[place.end() :]
    before = re.split(r"(?<=\s)(?=\S)", head[-_SHOWN:])[-2:]
    after = re.split(r"(?<=\S)(?=\s)", tail[:_SHOWN])[:2]
    shown = "".join((*before, place[0], *after)).replace("\n", " ")
    opening = "…" if len(head) > len("".join(before)) else ""
    return opening + shown + ("…" if len(tail) > len("".join(after)) else "")
