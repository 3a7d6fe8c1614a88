"""Where in a source file a value stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Keys = tuple[str | int, ...]


@dataclass(frozen=True, order=True)
class Mark:
    """A place in a text file; line and column count from 1."""

    file: str
    line: int = 0
    column: int = 0

    @property
    def spot(self) -> str:
        """Where in its file, as people look for it: `line 12`; empty for the file as a whole."""
        return f"line {self.line}" if self.line else ""

    def __str__(self) -> str:
        numbers = [str(number) for number in (self.line, self.column) if number]
        return ":".join([self.file, *numbers])


@dataclass(frozen=True, order=True)
class Cell(Mark):
    """A cell of a spreadsheet: `line` is its row, and `column` counts from 1."""

    sheet: str = ""
    """The sheet's name, where the file has several."""
    heading: str = ""
    """What stands above the column."""

    @property
    def spot(self) -> str:
        """Where in its file: `row 2, column D (contact_phone)`."""
        parts = []
        if self.sheet:
            parts.append(f"sheet '{self.sheet}'")
        if self.line:
            parts.append(f"row {self.line}")
        if self.column:
            heading = f" ({self.heading})" if self.heading else ""
            parts.append(f"column {column_letters(self.column)}{heading}")
        return ", ".join(parts)

    def __str__(self) -> str:
        return ", ".join(part for part in (self.file, self.spot) if part)


def column_letters(column: int) -> str:
    """Return what a spreadsheet calls a column, counted from 1: A, …, Z, AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def dotted(keys: Keys) -> str:
    """Write keys as a reader of YAML would: `("barriers", 6, "short")` is `barriers[6].short`."""
    text = ""
    for key in keys:
        if isinstance(key, int):
            text += f"[{key}]"
        else:
            text += f".{key}" if text else key
    return text


class Marks(Mapping[Keys, Mark]):
    """The mark of every value in one file, found by its keys; a missing key has its parent's."""

    def __init__(self, file: str, marks: Mapping[Keys, Mark] | None = None) -> None:
        self.file = file
        self._marks = dict(marks or {})

    def __getitem__(self, keys: Keys) -> Mark:
        return self._marks[keys]

    def __iter__(self) -> Iterator[Keys]:
        return iter(self._marks)

    def __len__(self) -> int:
        return len(self._marks)

    def nearest(self, keys: Keys) -> Mark:
        """Return the mark of `keys`, or of the closest parent that has one."""
        for length in range(len(keys), -1, -1):
            if keys[:length] in self._marks:
                return self._marks[keys[:length]]
        return Mark(self.file)

    def within(self, keys: Keys) -> dict[Keys, Mark]:
        """Return the marks at and below `keys`, by what follows these."""
        size = len(keys)
        return {one[size:]: mark for one, mark in self._marks.items() if one[:size] == keys}

    def joined(self, others: Mapping[Keys, Mark]) -> Marks:
        """Return these marks with others, that may be of another file, beside or instead."""
        return Marks(self.file, {**self._marks, **others}) if others else self
