"""Share what editions have in common: a shell made once, the slots of each → its PDF."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Pdf

from generator.errors import RenderError
from generator.finish import FinishOptions, Inks, finish
from generator.finish.drawings import Drawing, take_apart
from generator.finish.separate import separate
from generator.finish.shell import empty_slots, list_slots
from generator.finish.smallprint import (
    slug_font,
    small_print,
    small_print_font,
    without_small_print,
)
from generator.finish.stamp import Stamp, has_glyphs, panels_of, rooms_of, stamp
from generator.model.digest import digest_of
from generator.model.document import Html
from generator.model.printing import PdfX
from generator.render.shell import Place, render_shell, render_slots, slot_styles, tops_of

if TYPE_CHECKING:
    from generator.work import MakeTask

_FROM_THE_RIGHT = re.compile(r'<html[^>]* dir="rtl"')
_MOST_DRAWN = 64
"""Editions whose slots a process keeps as drawn: the posters of a series have the same."""


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
        html = self.html
        options = self.finish
        profile = None
        if options.press is not None:
            # A megabyte, which its own digest stands for.
            profile = options.press.condition.digest
            condition = replace(options.press.condition, profile=b"")
            options = replace(options, press=replace(options.press, condition=condition))
        drawn = html.text, html.trim, html.bleed_mm
        return digest_of(drawn, self.tagged, options, self.has_small_print, profile, tools)


@dataclass(frozen=True)
class _Drawn:
    """The slots of one edition."""

    pdf: Pdf
    """That the drawings are part of."""
    drawings: Sequence[Drawing]


Key = tuple[str, bool, object, tuple[Place, ...]]
"""Styles, whether tagged, inks, and slots with their room: all that drawings depend on."""

_drawn: OrderedDict[Key, _Drawn | None] = OrderedDict()


def shell_of(task: MakeTask) -> ShellTask | None:
    """Return the shell of a document; None when it must be drawn whole.

    It has no slots then, or is read from right to left: slots would stand at the wrong end.
    """
    if not task.html.slots or _FROM_THE_RIGHT.search(task.html.text):
        return None
    options = without_small_print(task.finish)
    has_small_print = small_print_font(task.finish) is not None
    return ShellTask(task.html.shell, task.tagged, options, has_small_print)


def make_shell(task: ShellTask) -> bytes:
    """Render and finish a shell; raises RenderError. Same input, same bytes."""
    empty = empty_slots(render_shell(task.html, tagged=task.tagged))
    font = slug_font(task.finish) if task.has_small_print else None
    return list_slots(finish(empty.one_up, task.finish), empty, font)


def stamp_all(shell: bytes, tasks: Sequence[MakeTask]) -> list[bytes | None]:
    """Return the PDF of each task that has this shell.

    None where it must be drawn whole: its slots need more room, or letters that the shell hasn't.
    What becomes of one task doesn't depend on the others.
    """
    drawn = _draw(shell, tasks)
    digest = sha256(shell).digest()
    return [
        _stamped(shell, digest, task, one) if one else None
        for task, one in zip(tasks, drawn, strict=True)
    ]


def forget_drawings() -> None:
    """Forget how slots look that were drawn before."""
    _drawn.clear()


def _stamped(shell: bytes, digest: bytes, task: MakeTask, drawn: _Drawn) -> bytes | None:
    html, options = task.html, task.finish
    with pikepdf.open(BytesIO(shell)) as pdf:
        if not has_glyphs(pdf, drawn.drawings):
            return None
        try:
            rows = small_print(options, html, panels_of(pdf), len(pdf.pages))
        except RenderError:
            return None  # drawn whole, it may fit, or else that tells why not
        told = sha256(digest + html.text.encode() + "".join(rows).encode())
        slots = Stamp(drawn.drawings, rows, html.author, told.digest())
        return stamp(pdf, slots, options.press)


def _draw(shell: bytes, tasks: Sequence[MakeTask]) -> list[_Drawn | None]:
    """Return the slots of each task as drawn, those that are new in one document."""
    with pikepdf.open(BytesIO(shell)) as pdf:
        sizes = [room.size_px for room in rooms_of(pdf)]
    sets = [
        tuple(Place(slot, *size) for slot, size in zip(task.html.slots, sizes, strict=True))
        for task in tasks
    ]
    styles, inks = slot_styles(tasks[0].html), _inks_key(tasks[0].finish)
    keys = [(styles, tasks[0].tagged, inks, places) for places in sets]
    missing = {key: task for key, task in zip(keys, tasks, strict=True) if key not in _drawn}
    found = dict(zip(missing, _draw_new(missing), strict=True))
    # What others need of the cache must not push out what is needed here.
    result = [found[key] if key in found else _drawn[key] for key in keys]
    _drawn.update(found)
    while len(_drawn) > _MOST_DRAWN:
        _drawn.popitem(last=False)
    return result


def _inks_key(options: FinishOptions) -> object:
    """Return what the inks of a drawing depend on."""
    press = options.press
    if press is None:
        return None
    known = tuple(sorted(press.known.items()))
    return press.condition.digest, press.ink_limit_percent, press.pdfx, known


def _draw_new(missing: Mapping[Key, MakeTask]) -> list[_Drawn | None]:
    """Draw sets of slots; alone what can't be drawn together, None for what can't be at all."""
    if not missing:
        return []
    try:
        return _draw_together(missing)
    except RenderError:
        if len(missing) == 1:
            return [None]  # drawn whole, it tells why
        return [_draw_new({key: task})[0] for key, task in missing.items()]


def _draw_together(missing: Mapping[Key, MakeTask]) -> list[_Drawn | None]:
    (styles, tagged, _, _), task = next(iter(missing.items()))
    distinct = [tuple(dict.fromkeys(places)) for *_, places in missing]
    pages = render_slots(styles, distinct, tagged=tagged)
    pdf = pikepdf.open(BytesIO(pages.pdf))
    with_pages = [tops_of(one) for one, fits in zip(distinct, pages.has_room, strict=True) if fits]
    taken_apart = iter(take_apart(pdf, with_pages))
    press = task.finish.press
    if press is not None:
        inks = Inks(press.condition.profile, press.ink_limit_percent)
        allowed = press.pdfx is PdfX.X4
        separate(pdf, inks, allow_transparency=allowed, known=press.known)
    drawn: list[_Drawn | None] = []
    for (*_, places), different, fits in zip(missing, distinct, pages.has_room, strict=True):
        if not fits:
            drawn.append(None)
            continue
        by_place = dict(zip(different, next(taken_apart), strict=True))
        drawn.append(_Drawn(pdf, [by_place[place] for place in places]))
    return drawn
