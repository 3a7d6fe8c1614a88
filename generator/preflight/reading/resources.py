"""Walk through what pages draw with: open PDF → resources, forms and patterns, each once."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import pikepdf
from pikepdf import Dictionary, Name, Object, Pdf, Stream

from generator.preflight.reading.proof import entry

_DEEPEST_PAGE_TREE = 64  # a broken file's parents may go round in a circle


@dataclass(frozen=True)
class Content:
    """A page, or a form or pattern that a page draws."""

    page: int
    """The first page that has it, counted from 1."""
    stream: Object
    """The page's dictionary, or the form's stream."""
    resources: Object | None


def contents_of(pdf: Pdf) -> Iterator[Content]:
    """Yield every page, and every form and tiling pattern that is among its resources."""
    seen: set[tuple[int, int]] = set()
    pending = [
        Content(number, page.obj, inherited(page.obj, "Resources"))
        for number, page in enumerate(pdf.pages, start=1)
    ]
    while pending:
        content = pending.pop(0)
        yield content
        for family in ("XObject", "Pattern"):
            for drawn in values(entry(content.resources, family)):
                is_drawing = isinstance(drawn, Stream) and entry(drawn, "Subtype") != Name.Image
                if is_drawing and not _met_before(drawn, seen):
                    inside = entry(drawn, "Resources")
                    pending.append(Content(content.page, drawn, inside))


def values(owner: Object | None) -> list[Object]:
    """Return the values of a dictionary of resources."""
    if not isinstance(owner, Dictionary):
        return []
    return [value for _, value in owner.items() if isinstance(value, Dictionary | Stream)]


def inherited(page: Object, key: str) -> Object | None:
    """Return what a page has under `key`, maybe from its parents (ISO 32000-1, 7.7.3.4)."""
    node: Object | None = page
    for _ in range(_DEEPEST_PAGE_TREE):
        value = entry(node, key)
        if value is not None:
            return value
        node = entry(node, "Parent")
        if node is None:
            break
    return None


def turn_of(page: Object) -> float:
    """Return how far viewers turn a page, in degrees clockwise (ISO 32000-1, table 30)."""
    return number(inherited(page, "Rotate")) or 0.0


def instructions(content: Content, names: str) -> Iterator[tuple[str, list[Object]]]:
    """Yield the operators among `names`, which blanks part, with their operands.

    Raises PikepdfError when the stream can't be read; pictures have none.
    """
    stream = content.stream
    draws = not isinstance(stream, Stream) or (
        entry(stream, "Subtype") == Name.Form or entry(stream, "PatternType") == 1
    )
    if not draws:
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # pikepdf's, when the stream ends too early
        try:
            found = pikepdf.parse_content_stream(stream, names)
        except TypeError:  # a page with something else in the place of its contents
            return
    for instruction in found:
        yield str(instruction.operator), list(instruction.operands)


def number(thing: object) -> float | None:
    """Return a number of a PDF; None for anything else."""
    if isinstance(thing, bool) or not isinstance(thing, int | float | Decimal):
        return None
    return float(thing)


def _met_before(thing: Object, seen: set[tuple[int, int]]) -> bool:
    """Say whether an object was met before, and remember it; forms can hold one another."""
    if not thing.is_indirect:
        return False
    known = thing.objgen in seen
    seen.add(thing.objgen)
    return known
