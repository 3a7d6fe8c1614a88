"""A printer and its offset → its line in `content/print.yaml`; all else in the file stays."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from generator.errors import BuildError, ContentError
from generator.files import real_path, write_atomically
from generator.load.printing import FILE
from generator.load.problems import quoted
from generator.load.source import decode, read_bytes
from generator.load.validate import validate
from generator.load.yaml import LARGEST_MB, YamlFile, parse_yaml
from generator.model.layout import FlipEdge
from generator.model.mark import Mark
from generator.model.printing import Printer, PrintFile
from generator.project import Project

_MODELINE = "# yaml-language-server: $schema=schemas/print.schema.json\n\n"
_COMMENT = r"[ \t]*(?:#.*)?\s*"
_HEAD = re.compile(rf"printers:(?P<rest>{_COMMENT})")
_EMPTY_HEAD = re.compile(rf"printers:[ \t]*(?:\{{[ \t]*\}}|~|null)?(?P<rest>{_COMMENT})")
_OFFSET = r"[-+]?[0-9.]+"
_ENTRY = re.compile(
    rf"(?P<indent> +)(?P<name>[\w-]+): "
    rf"\{{back_right_mm: {_OFFSET}, back_down_mm: {_OFFSET}(?:, flip_edge: \w+)?\}}"
    rf"(?P<rest>{_COMMENT})"
)


def keep_printer(project: Project, name: str, printer: Printer) -> str:
    """Write a printer into the project's print.yaml, and return how messages name that file.

    Raises ContentError when the file is wrong or the printer's place in it can't be told, and
    BuildError when it can't be written; the file is then as it was.
    """
    path = project.content_dir / FILE
    file = project.name(path)
    there = path.exists() or path.is_symlink()
    old = read_bytes(path, Mark(file), LARGEST_MB) if there else _MODELINE.encode()
    content = _Writing(decode(old, file), file, name, printer).written().encode()
    if old.startswith(codecs.BOM_UTF8):
        content = codecs.BOM_UTF8 + content
    try:
        write_atomically(real_path(path), content)  # a link stays a link
    except OSError as error:
        raise BuildError(f"can't write {file}: {error.strerror or error}") from error
    return file


@dataclass(frozen=True)
class _Writing:
    """One printer that goes into one text."""

    text: str
    file: str
    name: str
    printer: Printer

    @property
    def entry(self) -> str:
        right, down = self.printer.back_right_mm, self.printer.back_down_mm
        edge = "" if self.printer.flip_edge is FlipEdge.LONG else ", flip_edge: short"
        return f"{self.name}: {{back_right_mm: {right:g}, back_down_mm: {down:g}{edge}}}"

    @property
    def newline(self) -> str:
        return "\r\n" if "\r\n" in self.text else "\n"

    def written(self) -> str:
        """Return the text with the printer; raises ContentError unless it reads as meant."""
        lines = self.text.splitlines(keepends=True)
        if all(line.lstrip().startswith("#") for line in lines if line.strip()):
            before, mark = PrintFile(), Mark(self.file)  # comments alone, or nothing at all
            text = self.appended()
        else:
            source = parse_yaml(self.text.encode(), self.file)
            before = validate(PrintFile, _without_nothing(source))
            mark = source.key_marks.nearest(("printers", self.name))
            text = self.placed(lines, source)
        meant = before.model_copy(update={"printers": {**before.printers, self.name: self.printer}})
        try:
            after = validate(PrintFile, parse_yaml(text.encode(), self.file))
        except ContentError as error:
            raise self.by_hand(mark) from error
        if after != meant:
            raise self.by_hand(mark)
        return text

    def placed(self, lines: list[str], source: YamlFile) -> str:
        """Return the text with the printer in its place: where it is, under its key, or behind."""
        key = source.key_marks.get(("printers",))
        if key is None:
            return self.appended()
        printers = source.mapping("printers")
        if self.name in printers:
            mark = source.key_marks[("printers", self.name)]
            found = _ENTRY.fullmatch(lines[mark.line - 1])
            if found is None or found["name"] != self.name:
                raise self.by_hand(mark)
            lines[mark.line - 1] = f"{found['indent']}{self.entry}{found['rest']}"
            return "".join(lines)
        found = (_HEAD if printers else _EMPTY_HEAD).fullmatch(lines[key.line - 1])
        if found is None:
            raise self.by_hand(key)
        indent = 2
        if printers:
            indent = source.key_marks[("printers", next(iter(printers)))].column - 1
        lines[key.line - 1] = f"printers:{self.ended(found['rest'])}"
        lines.insert(key.line, f"{' ' * indent}{self.entry}{self.newline}")
        return "".join(lines)

    def appended(self) -> str:
        """Return the text with the printer, as the first one, behind all else."""
        text = self.ended(self.text) if self.text else _MODELINE
        gap = "" if text.endswith(2 * self.newline) else self.newline
        return f"{text}{gap}printers:{self.newline}  {self.entry}{self.newline}"

    def ended(self, text: str) -> str:
        """Return `text` with a line's end."""
        return text if text.endswith(("\n", "\r")) else f"{text}{self.newline}"

    def by_hand(self, mark: Mark) -> ContentError:
        message = f"the printer {quoted(self.name)} can't be written here without changing more"
        return ContentError(
            message, mark=mark, hint=f"under 'printers:', write it yourself: {self.entry}"
        )


def _without_nothing(source: YamlFile) -> YamlFile:
    """Return the file with no printers where `printers:` has nothing behind it."""
    values = source.values
    if isinstance(values, dict) and values.get("printers", {}) is None:
        return replace(source, values={**values, "printers": {}})
    return source
