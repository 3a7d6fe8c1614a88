"""Say what is too long and by how much: a part that doesn't fit → the text to shorten."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from generator.model.campaign import Barrier, Campaign
from generator.model.mark import Keys

_SUSPECTS = 4
_FIELDS = ("name", "short", "full")


@dataclass(frozen=True)
class Excess:
    """A text that is too long, and by about how many characters."""

    keys: Keys
    characters: int


@dataclass(frozen=True)
class _Suspect:
    keys: Keys
    text: str
    typical: float
    """Length that its siblings have."""

    @property
    def strangeness(self) -> float:
        return len(self.text) / max(self.typical, 1)


def find_excess(
    campaign: Campaign, barrier: int | None, fits: Callable[[Campaign], bool]
) -> Excess | None:
    """Return the text whose shortening makes a part fit, cutting the smallest share of it.

    `barrier` is the number of the barrier that the part is about, None when it is about all.
    `fits` lays the part out with a changed campaign. None: no single text is to blame.
    """
    suspects = sorted(_suspects(campaign, barrier), key=lambda suspect: -suspect.strangeness)[
        :_SUSPECTS
    ]
    found = []
    for suspect in suspects:
        cut = _smallest_cut(campaign, suspect, fits)
        if cut is not None:
            found.append((cut / len(suspect.text), Excess(suspect.keys, cut)))
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _suspects(campaign: Campaign, barrier: int | None) -> Iterator[_Suspect]:
    for field in _FIELDS:
        typical = median(len(getattr(one, field)) for one in campaign.barriers)
        for one in campaign.barriers:
            if barrier in (None, one.number):
                yield _Suspect(("barriers", one.number - 1, field), getattr(one, field), typical)
    # What has no siblings is measured against what the campaign's own text has.
    for name, length in (("title", 24), ("text", 50)):
        yield _Suspect(("call_to_action", name), getattr(campaign.call_to_action, name), length)
    if barrier is None:
        typical = median([len(section.text) for section in campaign.sections.values()] or [0])
        for name, section in campaign.sections.items():
            yield _Suspect(("sections", name, "text"), section.text, typical)
        typical = median(len(step.text) for step in campaign.steps)
        for at, step in enumerate(campaign.steps):
            yield _Suspect(("steps", at, "text"), step.text, typical)
        for name, length in (("intro", 310), ("lead", 110), ("quote", 90), ("headline", 24)):
            yield _Suspect((name,), getattr(campaign, name), length)


def _smallest_cut(
    campaign: Campaign, suspect: _Suspect, fits: Callable[[Campaign], bool]
) -> int | None:
    """Bisect how many characters to take off the end; None when even a single word doesn't fit."""
    words = suspect.text.split(" ")
    if not fits(with_text(campaign, suspect.keys, words[0])):
        return None
    low, high = 1, len(words)  # `low` words fit, `high` don't
    while high - low > 1:
        middle = (low + high) // 2
        if fits(with_text(campaign, suspect.keys, " ".join(words[:middle]))):
            low = middle
        else:
            high = middle
    return len(suspect.text) - len(" ".join(words[:low]))


def with_text(campaign: Campaign, keys: Keys, text: str) -> Campaign:
    """Return the campaign with one of its texts replaced."""
    match keys:
        case ("barriers", int(at), str(field)):
            barriers: list[Barrier] = list(campaign.barriers)
            changed: dict[str, Any] = {field: text}
            barriers[at] = replace(barriers[at], **changed)
            return replace(campaign, barriers=tuple(barriers))
        case ("sections", str(name), "text"):
            section = campaign.sections[name].model_copy(update={"text": text})
            return replace(campaign, sections={**campaign.sections, name: section})
        case ("call_to_action", str(name)):
            call = campaign.call_to_action.model_copy(update={name: text})
            return replace(campaign, call_to_action=call)
        case ("steps", int(at), "text"):
            steps = list(campaign.steps)
            steps[at] = steps[at].model_copy(update={"text": text})
            return replace(campaign, steps=tuple(steps))
        case (str(name),):
            whole: dict[str, Any] = {name: text}
            return replace(campaign, **whole)
    raise ValueError(f"there is no text at {keys}")


def shortest_text(campaign: Campaign) -> Campaign:
    """Return the campaign with a single letter for each text that may have been too long."""
    for suspect in list(_suspects(campaign, None)):
        campaign = with_text(campaign, suspect.keys, "x")
    return campaign
