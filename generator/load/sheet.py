"""A spreadsheet of editions, one a row → the editions, and what is wrong with the other rows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any

from generator.errors import ContentError, Problem
from generator.load import cells
from generator.load.columns import Columns, read_columns
from generator.load.edition import read_edition
from generator.load.logo import Shelf
from generator.load.problems import Problems, quoted
from generator.load.table import Row, Table, read_table
from generator.load.wording import wrong_name
from generator.load.yaml import YamlFile, control_problems
from generator.model.edition import Edition
from generator.model.frozen import Identifier, as_identifier
from generator.model.job import ALL
from generator.model.mark import Keys, Mark, Marks

_ID: Keys = ("id",)
_PLAIN: dict[str | int, Callable[[str], object]] = {
    "checked": cells.date,
    "ink": cells.colour,
    "light": cells.colour,
    "ink_cmyk": cells.percentages,
    "light_cmyk": cells.percentages,
    "url": cells.web_address,
    "example": cells.switch,
    "national_contacts": cells.switch,
    "tracking": cells.switch,
}


@dataclass
class SheetEditions:
    """The editions of a spreadsheet."""

    editions: dict[str, Edition] = field(default_factory=dict)
    """By id, in the order of their rows."""
    rejected: list[Problem] = field(default_factory=list)
    """What is wrong with rows that are no edition."""
    rows_rejected: int = 0
    notes: list[Problem] = field(default_factory=list)
    """What was read otherwise than it stands there."""

    @property
    def logos(self) -> tuple[tuple[PurePath, str], ...]:
        """Where the pictures that rows name were looked for, with the SHA-256 of each.

        It is empty where none is: one that is put there later comes first.
        """
        pictures = (one for edition in self.editions.values() for one in edition.logos)
        return tuple(sorted({place for logo in pictures for place in logo.looked_at}))


def read_sheet(
    path: Path,
    shelf: Shelf,
    language: str,
    country: str,
    default: Edition | None,
    taken: Collection[str],
) -> SheetEditions:
    """Return the editions in the file at `path`.

    A row's call to action is in `language`, its numbers are dialled in `country`, what it leaves
    out is the edition's `default`, and its id isn't in `taken`. Raises ContentError when no row
    can be read at all.
    """
    table = read_table(path, path.name)
    reading = _Reading(table, read_columns(table), language, country)
    read = SheetEditions()
    ids = dict.fromkeys(taken, 0)
    for row in table.rows:
        if row.number <= reading.columns.row:
            continue
        problems = Problems()
        with problems.collect():
            name, source = reading.source(row, ids, read.notes)
            ids[name] = row.number
            read.editions[name] = read_edition(name, source, shelf, default)
        if problems:
            read.rejected += problems.in_order()
            read.rows_rejected += 1
    if not read.editions and not read.rejected:
        raise ContentError("the sheet has headings, but no rows.", mark=table.mark(0))
    return read


@dataclass(frozen=True)
class _Reading:
    table: Table
    columns: Columns
    language: str
    country: str

    def source(
        self, row: Row, ids: Mapping[str, int], notes: list[Problem]
    ) -> tuple[str, YamlFile]:
        """Return the edition's id and a row as if it were a file of its own."""
        problems = Problems()
        marks: dict[Keys, Mark] = {(): self.table.mark(row.number)}
        values: dict[str, object] = {"name": None}
        marks["name",] = self._mark(row, self._column(("name",)))
        written_id = ""
        order = self._contacts_in(row)
        for column, keys in self.columns.keys.items():
            text, mark = row.text(column), self._mark(row, column)
            if not text:
                continue
            for told in control_problems(text):
                problems.add(told, mark, "delete it.")
            if keys == _ID:
                written_id, marks[_ID] = text, mark
                continue
            with problems.collect():
                keys = self._placed(keys, order)
                _put(values, keys, self._meant(keys, text, mark, notes))
            for length in range(1, len(keys) + 1):
                marks.setdefault(keys[:length], mark)
            marks[keys] = mark
        values = _without_numbers(values)
        name = self._id(written_id, str(values["name"] or ""), row, marks, ids, problems)
        if problems:
            raise ContentError(problems.in_order())
        file = Marks(self.table.file, marks)
        return name, YamlFile(values, file, file)

    def _contacts_in(self, row: Row) -> list[int]:
        """Return the numbers of the contacts that the row has anything of."""
        numbers = {
            keys[1]
            for column, keys in self.columns.keys.items()
            if keys[0] == "contacts" and row.text(column)
        }
        return sorted(number for number in numbers if isinstance(number, int))

    def _placed(self, keys: Keys, order: list[int]) -> Keys:
        """Return where a value belongs: contacts close up, and a call is in one language."""
        if keys[0] == "contacts" and isinstance(keys[1], int):
            return ("contacts", order.index(keys[1]), *keys[2:])
        if keys[0] == "call_to_action":
            return ("call_to_action", self.language, *keys[1:])
        return keys

    def _meant(self, keys: Keys, text: str, mark: Mark, notes: list[Problem]) -> object:
        if keys[-1] == "phone":
            try:
                number, told = cells.phone(text, self.country)
            except cells.Misread as error:
                raise ContentError(f"{error}.", mark=mark, hint=error.hint) from error
            if told:
                notes.append(Problem(f"{told}.", mark))
            return number
        plain = _PLAIN.get(keys[-1])
        return plain(text) if plain else text

    def _id(
        self,
        written: str,
        name: str,
        row: Row,
        marks: Mapping[Keys, Mark],
        ids: Mapping[str, int],
        problems: Problems,
    ) -> str:
        """Return the id as written, else made of the name; note one that can't be used."""
        made = written or as_identifier(name)
        mark = marks.get(_ID) or marks["name",]
        if not made:
            if name:  # without one there is nothing to call it: that is told of the name
                message = f"the name {quoted(name)} has no letters to make an id of."
                problems.add(message, mark, "add a column 'id', and fill it in.")
            return ""
        if wrong := wrong_name(Identifier, made):
            said, hint = wrong
            problems.add(f"the id {said}.", mark, hint)
        elif made == ALL:
            problems.add(f"the id {quoted(made)} means every edition.", mark, "choose another one.")
        elif made in ids:
            other = f"row {ids[made]}" if ids[made] else f"content/editions/{made}.yaml"
            message = f"the id {quoted(made)} is {other}'s already."
            problems.add(message, mark, "each edition has an id of its own.")
        return made

    def _column(self, keys: Keys) -> int:
        return next(column for column, one in self.columns.keys.items() if one == keys)

    def _mark(self, row: Row, column: int) -> Mark:
        return self.table.mark(row.number, column, self.columns.headings.get(column, ""))


def _put(values: dict[str, object], keys: Keys, value: object) -> None:
    """Set a value in nested mappings; those by number become a list later."""
    inside: Any = values
    for key in keys[:-1]:
        inside = inside.setdefault(key, {})
    inside[keys[-1]] = value


def _without_numbers(values: dict[str, object]) -> dict[str, object]:
    contacts = values.get("contacts")
    if isinstance(contacts, dict):
        return {**values, "contacts": [contacts[at] for at in sorted(contacts)]}
    return values
