"""Find what makes a reader act: open PDF → actions, with where they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pikepdf import Array, Dictionary, Object, Pdf

from generator.preflight.reading.glyphs import Box
from generator.preflight.reading.proof import entry
from generator.preflight.streams.canvas import numbers_of
from generator.preflight.streams.painting import notes_of

_MOST = 5000


class Action(NamedTuple):
    """Something that a reader does."""

    action: Object
    page: int | None = None
    box: Box | None = None
    """Where a person clicks for it, in points."""


def actions_of(pdf: Pdf) -> Iterator[Action]:
    """Yield the actions of the file, its pages, their annotations, its fields and its outline."""
    root = pdf.Root
    yield from _of_owner(root, "OpenAction")
    for number, page in enumerate(pdf.pages, start=1):
        yield from _of_owner(page.obj, "", number)
        for note in notes_of(page.obj):
            yield from _of_owner(note, "A", number, box_of_note(note))
    for field in _reached(entry(root, "AcroForm", "Fields"), ("Kids",)):
        yield from _of_owner(field, "A")
    for item in _reached(entry(root, "Outlines", "First"), ("Next", "First")):
        yield from _of_owner(item, "A")


def box_of_note(note: Object) -> Box | None:
    """Return where an annotation lies, in points."""
    edges = numbers_of(entry(note, "Rect"), 4)
    if edges is None:
        return None
    one, other, third, fourth = edges
    return min(one, third), min(other, fourth), max(one, third), max(other, fourth)


def has_names(tree: Object | None) -> bool:
    """Say whether a name tree has anything in it (ISO 32000-1, 7.9.6)."""
    return any(
        isinstance(branch, Array) and len(branch)
        for branch in (entry(tree, "Names"), entry(tree, "Kids"))
    )


def _of_owner(
    owner: Object, key: str, page: int | None = None, box: Box | None = None
) -> Iterator[Action]:
    """Yield the action under `key` and the additional ones, with those that follow them."""
    more = entry(owner, "AA")
    first: list[object] = [entry(owner, key) if key else None]
    first += [value for _, value in more.items()] if isinstance(more, Dictionary) else []
    for action in _reached(first, ("Next",)):
        yield Action(action, page, box)


def _reached(first: object, keys: tuple[str, ...]) -> Iterator[Object]:
    """Yield dictionaries, and those that their keys lead to, each once: they may go in circles."""
    pending: list[object] = list(first) if isinstance(first, Array | list) else [first]
    seen: set[tuple[int, int]] = set()
    for _ in range(_MOST):
        if not pending:
            return
        node = pending.pop(0)
        if not isinstance(node, Dictionary) or (node.is_indirect and node.objgen in seen):
            continue
        seen.add(node.objgen)
        yield node
        for below in (entry(node, key) for key in keys):
            pending += list(below) if isinstance(below, Array) else [below]
