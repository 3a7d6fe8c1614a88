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

    def __str__(self) -> str:
        numbers = [str(number) for number in (self.line, self.column) if number]
        return ":".join([self.file, *numbers])


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
