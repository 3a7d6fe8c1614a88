"""Read the table of tables of TrueType and OpenType files (ISO 14496-22, 4.5)."""

from __future__ import annotations

from typing import NamedTuple

_HEADER, _ROW = 12, 16
_MOST_TABLES = 200


class Span(NamedTuple):
    """Where a table lies in the file, by what the file says: it may end before."""

    start: int
    end: int


def tables_of(program: bytes) -> dict[bytes, Span]:
    """Return where each table of a font lies, by its tag."""
    count = min(int.from_bytes(program[4:6]), _MOST_TABLES)
    tables = {}
    for at in range(_HEADER, _HEADER + count * _ROW, _ROW):
        row = program[at : at + _ROW]
        start = int.from_bytes(row[8:12])
        tables[row[:4]] = Span(start, start + int.from_bytes(row[12:16]))
    return tables
