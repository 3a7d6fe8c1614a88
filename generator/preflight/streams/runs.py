"""Read long rows of lines and curves at once: a content stream → one without them, and paths."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

RUN = "PathRun"
"""The operator, of no PDF, that stands for a row."""
_FIGURES, _LETTERS = re.compile(rb"[-+0-9.]+"), re.compile(rb"[a-z]+")
_NUMBER = rb"[-+]?[0-9.]++\s++"
_ROW = re.compile(
    rb"(?<!\S)(?:(?:%(n)s){2}(?:[ml]\s|(?:%(n)s){2}(?:re\s|[vy]\s|(?:%(n)s){2}c\s))\s*+|h\s++){6,}"
    % {b"n": _NUMBER}
)
"""Path operators with their numbers (ISO 32000-1, table 59), six at the least: QR codes have
hundreds, each of which costs a parser of all of PDF a hundred times what it costs here."""


class Run(NamedTuple):
    """A row of path operators."""

    lead: list[float]
    """What goes on with the subpath before it: x and y of each point in turn."""
    parts: list[list[float]]
    """Its own subpaths."""


def pack_runs(content: bytes) -> tuple[bytes, list[Run]]:
    """Put an operator with a number in the place of each row; return the rows by number."""
    runs: list[Run] = []

    def pack(row: re.Match[bytes]) -> bytes:
        try:
            runs.append(_read(row[0]))
        except ValueError:  # two points in a number
            return row[0]
        return b"%d %s\n" % (len(runs) - 1, RUN.encode())

    return _ROW.sub(pack, content), runs


@lru_cache(maxsize=64)
def _read(row: bytes) -> Run:
    """Return a row's subpaths; the codes on a stack of fronts are one and the same row."""
    numbers = [float(number) for number in _FIGURES.findall(row)]
    run, at = Run([], []), 0
    part = run.lead
    for operator in _LETTERS.findall(row):
        if operator == b"l":
            part += numbers[at : at + 2]
            at += 2
        elif operator == b"m":
            part = numbers[at : at + 2]
            run.parts.append(part)
            at += 2
        elif operator == b"re":
            x, y, width, height = numbers[at : at + 4]
            part = [x, y, x + width, y, x + width, y + height, x, y + height]
            run.parts.append(part)
            at += 4
        elif operator != b"h":
            count = 6 if operator == b"c" else 4
            part += numbers[at : at + count]
            at += count
    return run
