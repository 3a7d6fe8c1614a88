"""Share what editions have in common: a shell made once, the slots of each → its PDF."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Pdf

from generator.errors import RenderError
from generator.finish import FinishOptions, Inks, finish_without_profile
from generator.finish.drawings import Drawing, take_apart
from generator.finish.separate import separate
from generator.finish.shell import empty_slots, list_slots
from generator.finish.smallprint import (
    slug_font,
    small_print,
    small_print_font,
    without_small_print,
)
from generator.finish.stamp import Shell, Stamp, stamp
from generator.model.condition import PdfX
from generator.model.digest import digest_of
from generator.model.document import Html, Slot
from generator.render.shell import SizedSlot, render_shell, render_slots, slot_styles

if TYPE_CHECKING:
    from generator.work import MakeTask

_FROM_THE_RIGHT = re.compile(r'<html[^>]* dir="rtl"')
_MOST_DRAWN = 64
"""Slots that a process keeps as drawn: the posters of a series have the same."""
_MOST_DRAWN_CHARACTERS = 4_000_000
"""Of their markup, which holds logos: ten of 300 kB, as many after 40 editions as after 400."""


@dataclass(frozen=True)
class ShellTask:
    """A shell to make: a document without what is in its slots, and what becomes of it."""

    html: Html
    tagged: bool
    finish: FinishOptions
    """Without the small print: that tells editions apart."""
    has_small_print: bool

    def key(self, tools: str) -> str:
        """Return the digest of all that the shell depends on; `tools` says what makes it."""
        drawn = self.html.text, self.html.trim, self.html.bleed_mm
        return digest_of(drawn, self.tagged, self.finish, self.has_small_print, tools)


@dataclass(frozen=True)
class _Looks:
    """All that the drawing of a slot depends on but itself and its room."""

    styles: str
    is_tagged: bool
    inks: object


_Drawn = tuple[Pdf, Drawing]
"""A drawing is part of its PDF, which is open as long as it is kept."""

_Key = tuple[_Looks, SizedSlot]


@dataclass(frozen=True)
class _Filling:
    """A document to be stamped: the places of its slots, and how these look."""

    task: MakeTask
    looks: _Looks
    places: tuple[SizedSlot, ...] | None
    """None where a slot isn't on the page exactly once: a style sheet hides it, or repeats it."""


def shell_of(task: MakeTask) -> ShellTask | None:
    """Return the shell of a document; None when it must be drawn whole.

    It has no slots then, or is read from right to left: slots would stand at the wrong end.
    """
    if not task.html.has_slots or _FROM_THE_RIGHT.search(task.html.text):
        return None
    options = without_small_print(task.finish)
    has_small_print = small_print_font(task.finish) is not None
    return ShellTask(task.html.shell, task.tagged, options, has_small_print)


def make_shell(task: ShellTask) -> Shell:
    """Render and finish a shell; raises RenderError. Same input, same bytes."""
    empty = empty_slots(render_shell(task.html, tagged=task.tagged))
    font = slug_font(task.finish) if task.has_small_print else None
    finished = finish_without_profile(empty.one_up, task.finish)
    return Shell(list_slots(finished, empty, font))


@dataclass
class Drawings:
    """Slots as drawn: those that were asked for last, and whoever asks for others.

    How one is drawn doesn't depend on what was drawn before.
    """

    kept: OrderedDict[_Key, _Drawn | None] = field(default_factory=OrderedDict)
    """None for a slot that needs more room, or can't be drawn."""

    def of(self, fillings: Sequence[_Filling]) -> Mapping[_Key, _Drawn | None]:
        """Return all slots as drawn: those that are new and look alike in one document."""
        asked = {(one.looks, place): one.task for one in fillings for place in one.places or ()}
        # What others need must not push out what is needed here.
        drawn = {key: self.kept[key] for key in asked if key in self.kept}
        missing: dict[_Looks, list[SizedSlot]] = {}
        tasks = {}
        for (looks, place), task in asked.items():
            if (looks, place) not in drawn:
                missing.setdefault(looks, []).append(place)
                tasks[looks] = task
        for looks, places in missing.items():
            new = _draw_new(looks, places, tasks[looks])
            drawn |= {(looks, place): one for place, one in zip(places, new, strict=True)}
        for key in asked:
            self.kept[key] = drawn[key]
            self.kept.move_to_end(key)
        self._trim()
        return drawn

    def _trim(self) -> None:
        size = sum(len(place.slot.inside) for _, place in self.kept)
        while len(self.kept) > _MOST_DRAWN or size > _MOST_DRAWN_CHARACTERS:
            (_, place), _ = self.kept.popitem(last=False)
            size -= len(place.slot.inside)


def stamp_all(
    shells: Sequence[tuple[Shell, Sequence[MakeTask]]], drawings: Drawings
) -> list[list[bytes | None]]:
    """Return, for each shell, the PDFs of the tasks that have it, without the press's profile.

    None where one must be drawn whole: its slots need more room, or letters that the shell hasn't.
    What becomes of one task doesn't depend on the others; the slots of all are drawn together.
    """
    fillings = [_fillings(shell, tasks) for shell, tasks in shells]
    drawn = drawings.of([one for of_shell in fillings for one in of_shell])
    return [
        _stamp_shell(shell, of_shell, drawn)
        for (shell, _), of_shell in zip(shells, fillings, strict=True)
    ]


def _fillings(shell: Shell, tasks: Sequence[MakeTask]) -> list[_Filling]:
    """Say what is to be drawn for tasks that have one shell: all look alike."""
    sizes = [room.size_px for room in shell.told.rooms]
    first = tasks[0]
    looks = _Looks(slot_styles(first.html), first.tagged, _inks_key(first.finish))
    return [_Filling(task, looks, _places(task.html.slots, sizes)) for task in tasks]


def _places(
    slots: Sequence[Slot], sizes: Sequence[tuple[float, float]]
) -> tuple[SizedSlot, ...] | None:
    if len(slots) != len(sizes):
        return None
    return tuple(SizedSlot(slot, *size) for slot, size in zip(slots, sizes, strict=True))


def _inks_key(options: FinishOptions) -> object:
    """Return what the inks of a drawing depend on."""
    press = options.press
    if press is None:
        return None
    known = tuple(sorted(press.known.items()))
    return press.condition.digest, press.ink_limit_percent, press.pdfx, known


def _stamp_shell(
    shell: Shell, fillings: Sequence[_Filling], drawn: Mapping[_Key, _Drawn | None]
) -> list[bytes | None]:
    stamped: list[bytes | None] = []
    for one in fillings:
        found = [drawn[one.looks, place] for place in one.places or ()]
        drawings = [drawing for _, drawing in filter(None, found)]
        has_all = one.places is not None and len(drawings) == len(found)
        stamped.append(_stamped(shell, one.task, drawings) if has_all else None)
    return stamped


def _stamped(shell: Shell, task: MakeTask, drawings: Sequence[Drawing]) -> bytes | None:
    html, options = task.html, task.finish
    if not shell.told.has_glyphs(drawings):
        return None
    try:
        rows = small_print(options, html, shell.told.panels, shell.told.pages)
    except RenderError:
        return None  # drawn whole, it may fit, or else that tells why not
    told = sha256(shell.digest + html.text.encode() + "".join(rows).encode())
    return stamp(shell, Stamp(drawings, rows, html.author, told.digest()), options.press)


def _draw_new(looks: _Looks, places: Sequence[SizedSlot], task: MakeTask) -> list[_Drawn | None]:
    """Draw slots; alone what can't be drawn together, None for what can't be at all."""
    try:
        return _draw_together(looks, places, task)
    except RenderError:
        if len(places) == 1:
            return [None]  # drawn whole, the document tells why
        return [_draw_new(looks, [place], task)[0] for place in places]


def _draw_together(
    looks: _Looks, places: Sequence[SizedSlot], task: MakeTask
) -> list[_Drawn | None]:
    page = render_slots(looks.styles, places, tagged=looks.is_tagged)
    pdf = pikepdf.open(BytesIO(page.pdf))
    drawings = take_apart(pdf)
    press = task.finish.press
    if press is not None:
        inks = Inks(press.condition.profile, press.ink_limit_percent)
        allowed = press.pdfx is PdfX.X4
        separate(pdf, inks, allow_transparency=allowed, known=press.known)
    return [
        (pdf, drawing) if has_room else None
        for drawing, has_room in zip(drawings, page.has_room, strict=True)
    ]
