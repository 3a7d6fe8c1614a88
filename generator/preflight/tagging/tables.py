"""Check that tables have headers, by which a screen reader says what a cell is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.preflight.expected import Expected, Fault
from generator.preflight.reading.proof import Proof
from generator.preflight.rule import SCREEN, Rule
from generator.preflight.tagging.seen import seen
from generator.preflight.tagging.tags import tags_of

_FEWEST = 2
"""Rows, and cells of each: what has fewer is a list."""


def table_headers(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find tables all of whose cells are tagged as data."""
    tags, ends_with_headers = tags_of(proof), -1
    for at, element in enumerate(tags.elements):
        if element.kind != "Table":
            continue
        inside = tags.inside(at)
        kinds = Counter(one.kind for one in inside)
        rows, cells = kinds["TR"], kinds["TD"]
        # On the next page a table goes on, as a table of its own, under the same headers.
        if kinds["TH"] or at == ends_with_headers:
            ends_with_headers = at + len(inside)
            continue
        if rows < _FEWEST or cells < _FEWEST * rows:
            continue
        page, glyphs, place = seen(proof, tags.contents(at))
        begins = f" that begins {page.text.quote(glyphs)}" if page and glyphs else ""
        yield Fault(
            f"a table of {rows} rows{begins} has no header cells",
            page.number if page else element.page,
            place,
        )


RULES = (
    Rule(
        id="table-headers",
        severity="warning",
        why="A screen reader tells each cell by its header: without, a table is a row of words.",
        source="ISO 14289-1, 7.5; WCAG 2.2, 1.3.1",
        cure="Tag the first row or column as headers (TH), or the text as a list.",
        check=table_headers,
        targets=SCREEN,
    ),
)
