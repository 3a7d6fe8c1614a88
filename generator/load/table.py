"""A CSV or XLSX file → its rows of text, as far as they hold something."""

from __future__ import annotations

import csv
import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Set
from dataclasses import dataclass
from itertools import islice
from os.path import lexists
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from generator.errors import ContentError, UsageError
from generator.load.source import read_bytes
from generator.model.mark import Cell, Mark

LARGEST_MB = 5
_LARGEST_INSIDE = 60_000_000
"""Bytes of an XLSX file's parts when they are unpacked."""
MOST_ROWS = 5_000
MOST_COLUMNS = 200
_MOST_CHARACTERS = 2_000
_DELIMITERS = ";,\t|"
_HEAD_LINES = 10
_QUOTES = "save it from Excel or LibreOffice; a double quote within a cell is written twice."
_DECLARATION = re.compile(rb"<\x00?!\x00?(?:D\x00?O\x00?C\x00?T|E\x00?N\x00?T)", re.IGNORECASE)


@dataclass(frozen=True)
class Row:
    """A row that isn't empty."""

    number: int
    """As the spreadsheet counts, from 1."""
    cells: tuple[str, ...]

    def text(self, column: int) -> str:
        """Return what stands in a column, counted from 1; an empty text where the row has ended."""
        return self.cells[column - 1] if column <= len(self.cells) else ""


@dataclass(frozen=True)
class Table:
    """The first sheet of a file that holds anything."""

    file: str
    sheet: str
    rows: tuple[Row, ...]

    def mark(self, row: int, column: int = 0, heading: str = "") -> Cell:
        """Return the place of a cell."""
        return Cell(self.file, row, column, self.sheet, heading)


def read_table(path: Path, file: str) -> Table:
    """Return the rows of the file at `path`, which marks call `file`.

    Raises ContentError, and UsageError when there is no such file.
    """
    mark = Mark(file)
    suffix = path.suffix.lower()
    if suffix not in (".csv", ".xlsx"):
        kinds = "a spreadsheet ends in .csv or .xlsx"
        raise ContentError(f"{kinds}, not '{path.suffix}'.", mark=mark, hint="save it as .xlsx.")
    if not lexists(path):
        raise UsageError(f"there is no file {path}", hint="check its name and folder")
    content = read_bytes(path, mark, LARGEST_MB)
    table = _read_xlsx(content, file) if suffix == ".xlsx" else _read_csv(content, file)
    for row in table.rows:
        for column, text in enumerate(row.cells, start=1):
            if len(text) > _MOST_CHARACTERS:
                place = table.mark(row.number, column)
                raise ContentError(f"more than {_MOST_CHARACTERS} characters.", mark=place)
    return table


def _read_csv(content: bytes, file: str) -> Table:
    text = _decoded(content, file)
    head = re.match(r"sep=(.)\r?\n", text)  # Excel's own hint to itself
    delimiter = head[1] if head else _delimiter(text)
    before = int(bool(head))
    lines = io.StringIO(text[head.end() :] if head else text, newline="")
    rows = []
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        for number, cells in enumerate(reader, start=1 + before):
            rows.append((number, [cell.strip() for cell in cells]))
            _refuse_size(number, len(cells), file)
    except csv.Error as error:
        mark = Cell(file, len(rows) + 1 + before)
        raise ContentError(_broken(str(error)), mark=mark, hint=_QUOTES) from error
    return Table(file, "", _filled(rows))


def _broken(reason: str) -> str:
    if reason == "unexpected end of data":
        return "a double quote opens a cell, and none closes it."
    return f"the row can't be read: {reason}."


def _delimiter(text: str) -> str:
    """Return what parts cells: what stands in most of the first lines, and there most often."""
    filled = (line for line in text.splitlines() if line.strip())
    heads = list(islice(filled, _HEAD_LINES))

    def commonness(delimiter: str) -> tuple[int, int]:
        counts = [line.count(delimiter) for line in heads]
        return sum(map(bool, counts)), sum(counts)

    return max(_DELIMITERS, key=commonness)


def _decoded(content: bytes, file: str) -> str:
    """Return the text of a CSV file: UTF-8, or what Excel writes when nobody asks for that."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    hint = "in Excel, save it as 'CSV UTF-8', or as .xlsx."
    raise ContentError("the file isn't text.", mark=Mark(file), hint=hint)


def _read_xlsx(content: bytes, file: str) -> Table:
    from openpyxl import load_workbook

    mark = Mark(file)
    _refuse_bombs(content, mark)
    try:
        with warnings.catch_warnings():
            # openpyxl tells what it leaves out: drop-down lists, headers, colours.
            warnings.simplefilter("ignore", UserWarning)
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            for sheet in book.worksheets:
                # Hidden ones hold the lists of drop-downs.
                if sheet.sheet_state == "visible" and (rows := _filled(_rows_of(sheet, file))):
                    table = Table(file, sheet.title, rows)
                    if unreckoned := _unreckoned(content):
                        written = load_workbook(io.BytesIO(content), read_only=True)
                        _refuse(written[sheet.title], unreckoned, table)
                    return table
    except ContentError:
        raise
    except Exception as error:  # openpyxl has no error of its own for what is broken
        hint = "open it in Excel or LibreOffice, and save it again as .xlsx."
        raise ContentError("the file can't be read as a workbook.", mark=mark, hint=hint) from error
    return Table(file, "", ())


def _refuse_bombs(content: bytes, mark: Mark) -> None:
    """Refuse a file that unpacks to more than a spreadsheet of editions could hold."""
    hint = "copy the rows into a new workbook."
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            left = _LARGEST_INSIDE
            for part in parts.infolist():
                with parts.open(part) as opened:
                    # Not what the file says of itself: what is there.
                    unpacked = opened.read(left + 1)
                left -= len(unpacked)
                if left < 0:
                    megabytes = _LARGEST_INSIDE // 1_000_000
                    told = f"the file unpacks to more than {megabytes} MB."
                    raise ContentError(told, mark=mark, hint=hint)
                if _DECLARATION.search(unpacked) and part.filename.endswith((".xml", ".rels")):
                    raise ContentError("the file declares XML entities.", mark=mark, hint=hint)
    except ContentError:
        raise
    except Exception as error:
        # zipfile has many: BadZipFile; RuntimeError for a password; NotImplementedError for a
        # compression that Excel doesn't use; ValueError, struct.error, zlib.error for what is torn.
        told = "the file isn't a workbook, or has a password."
        raise ContentError(told, mark=mark, hint="save it again as .xlsx.") from error


def _rows_of(sheet: Any, file: str) -> list[tuple[int, list[str]]]:
    rows = []
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        cells = [_as_text(value) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        if cells:  # Excel keeps rows that only have a format, up to a million of them
            rows.append((number, cells))
            _refuse_size(len(rows), len(cells), file)
    return rows


def _unreckoned(content: bytes) -> set[str]:
    """Return the places, such as B7, where any sheet has a formula without a result.

    Who writes a workbook by program often leaves that out. A result may be an empty text.
    """
    found = set()
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            if not name.startswith("xl/worksheets/") or not name.endswith(".xml"):
                continue
            for _, one in ElementTree.iterparse(io.BytesIO(parts.read(name))):
                has_formula = one.find("{*}f") is not None
                if has_formula and one.get("t") != "str" and not one.findtext("{*}v"):
                    found.add(one.get("r", ""))
                if one.tag.endswith("}row"):
                    one.clear()  # a sheet may be large
    return found


def _refuse(sheet: Any, places: Set[str], table: Table) -> None:
    """Refuse formulas without a result, which `sheet` has as they were written."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f" and cell.coordinate in places:
                hint = "open the file in Excel or LibreOffice, and save it."
                mark = table.mark(cell.row, cell.column)
                raise ContentError("the formula has no result.", mark=mark, hint=hint)


def _as_text(value: object) -> str:
    """Return a cell's value as a person would have typed it."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime.datetime():
            return value.date().isoformat()
        case datetime.date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
    return str(value).strip()


def _refuse_size(rows: int, columns: int, file: str) -> None:
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        told = f"a sheet may have {MOST_ROWS} rows and {MOST_COLUMNS} columns."
        raise ContentError(told, mark=Cell(file, rows), hint="remove what isn't an edition.")


def _filled(rows: list[tuple[int, list[str]]]) -> tuple[Row, ...]:
    return tuple(Row(number, tuple(cells)) for number, cells in rows if any(cells))
