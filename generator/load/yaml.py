"""Bytes of a YAML file → plain values, and the mark of every key and value.

Nothing is guessed: each scalar stays the text that was written, so that 0612345670, 1.10 and `no`
survive, and only nothing, `~` and `null` become None. The models turn text into numbers and dates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from generator.errors import ContentError, Problem
from generator.load.problems import quoted
from generator.load.source import decode, read_bytes
from generator.load.syntax import explain_syntax
from generator.model.mark import Keys, Mark, Marks
from generator.project import Project

LARGEST_MB = 1
MOST_VALUES = 20_000
"""Keys and values in a file, each alias counted as all that it stands for."""
DEEPEST = 40

# libyaml's parser is ten times as fast; a PyYAML that was built without it has only its own.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# What YAML 1.1 calls non-printable (5.1), line breaks that no editor counts as one, and what turns
# the order of letters about (UTR 36, 2.4): a name is printed as it is read.
_CONTROL = re.compile(
    "[^\t\n\r -~\xa0-\u2027\u202f-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_MOST_CONTROL_PROBLEMS = 20  # a file that isn't text has one on every line
_NOTHING = ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True)
class YamlFile:
    """The values of one file, and where each of them and its key stands."""

    values: object
    marks: Marks
    key_marks: Marks

    def mapping(self, *keys: str | int) -> dict[str, object]:
        """Return the mapping at `keys`; an empty one when something else stands there."""
        value = self._at(keys)
        return value if isinstance(value, dict) else {}

    def items(self, *keys: str | int) -> list[object]:
        """Return the list at `keys`; an empty one when something else stands there."""
        value = self._at(keys)
        return value if isinstance(value, list) else []

    def text(self, *keys: str | int) -> str | None:
        """Return the text at `keys` without blanks around it, if a text stands there."""
        value = self._at(keys)
        return value.strip() if isinstance(value, str) else None

    def _at(self, keys: Keys) -> object:
        value = self.values
        for key in keys:
            if isinstance(value, dict):
                value = value.get(key)
            elif isinstance(value, list) and isinstance(key, int):
                value = value[key]
            else:
                return None
        return value


def read_yaml(path: Path, file: str) -> YamlFile:
    """Read the YAML file at `path`, which marks call `file`; raises ContentError."""
    return parse_yaml(read_bytes(path, Mark(file), LARGEST_MB), file)


def read_project_yaml(path: Path, project: Project) -> YamlFile:
    """Read a YAML file of a project; raises ContentError, also for a link that leads out of it."""
    file = project.name(path)
    if not project.holds(path):
        hint = "put the file itself here."
        raise ContentError(
            "the file is a link that leads out of the project.", mark=Mark(file), hint=hint
        )
    return read_yaml(path, file)


def parse_yaml(content: bytes, file: str) -> YamlFile:
    """Return the values in `content`, which marks call `file`; raises ContentError."""
    text = decode(content, file)
    _refuse_control_characters(text, file)
    builder = _Builder(file)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        raise ContentError((*builder.problems, explain_syntax(error, text, file))) from error
    except (OverflowError, ValueError) as error:
        # PyYAML's own parser: "\UFFFFFFFF", and a %YAML version of thousands of digits.
        raise ContentError("a number in this file is too large.", mark=Mark(file, 1, 1)) from error
    if builder.problems:
        raise ContentError(builder.problems)
    if builder.root is None:
        raise ContentError("the file is empty.", mark=Mark(file, 1, 1))
    return YamlFile(builder.root, Marks(file, builder.marks), Marks(file, builder.key_marks))


def _refuse_control_characters(text: str, file: str) -> None:
    problems = []
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        if found := _CONTROL.search(line):
            mark = Mark(file, number, found.start() + 1)
            problems.append(Problem(_control_message(found[0]), mark, "delete it."))
    if problems:
        raise ContentError(problems[:_MOST_CONTROL_PROBLEMS])


def control_problems(text: str) -> list[str]:
    """Return what is wrong with the characters of a text; nothing, as a rule."""
    return [_control_message(one) for one in sorted(set(_CONTROL.findall(text)))]


def _control_message(character: str) -> str:
    return f"the invisible character U+{ord(character):04X} can't be used."


@dataclass
class _Open:
    """A mapping or list whose end hasn't come yet."""

    value: dict[str, object] | list[object]
    keys: Keys
    anchor: str | None
    count_before: int
    key: str | None = None
    """In a mapping: the key that waits for its value."""


@dataclass
class _Builder:
    """Values as they grow, one event of the parser after another."""

    file: str
    root: object = None
    marks: dict[Keys, Mark] = field(default_factory=dict)
    key_marks: dict[Keys, Mark] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)
    _anchors: dict[str, tuple[object, int] | None] = field(default_factory=dict)
    """What each anchor stands for and how many values that is; None while it is still open."""
    _documents: int = 0
    _count: int = 0

    def take(self, event: yaml.Event) -> None:
        """Take in the parser's next event; raises ContentError when it makes no sense to go on."""
        place = event.start_mark
        mark = Mark(self.file, place.line + 1, place.column + 1) if place else Mark(self.file)
        match event:
            case yaml.DocumentStartEvent():
                self._start_document(mark)
            case yaml.AliasEvent():
                self._take_alias(event, mark)
            case yaml.ScalarEvent():
                self._take_scalar(event, mark)
            case yaml.CollectionStartEvent():
                self._start_collection(event, mark)
            case yaml.CollectionEndEvent():
                self._end_collection()

    def _start_document(self, mark: Mark) -> None:
        self._documents += 1
        if self._documents > 1:
            self._stop("a second document starts here.", mark, "remove the line '---'.")

    def _take_alias(self, event: yaml.AliasEvent, mark: Mark) -> None:
        self._refuse_as_key("an alias", mark)
        name = event.anchor
        quote_it = "put a text that starts with * between double quotes."
        if name not in self._anchors:
            self._note(f"nothing is called '&{name}' above this line.", mark, quote_it)
        elif (known := self._anchors[name]) is None:
            self._note(f"'*{name}' stands inside what it stands for.", mark, "write it out.")
        else:
            value, count = known
            self._add(count, mark)
            self._place(value, mark)
            return
        self._place(None, mark)

    def _take_scalar(self, event: yaml.ScalarEvent, mark: Mark) -> None:
        self._add(1, mark)
        self._refuse_tag(event.tag, mark)
        if found := _CONTROL.search(event.value):  # written as an escape, such as "\x07"
            self._note(_control_message(found[0]), mark, "delete it.")
        if self._expects_key:
            self._take_key(event.value, mark)
            return
        is_plain = event.implicit[0]
        value = None if is_plain and event.value in _NOTHING else event.value
        if event.anchor:
            self._anchors[event.anchor] = (value, 1)
        self._place(value, mark)

    def _take_key(self, key: str, mark: Mark) -> None:
        current = self._open[-1]
        keys = (*current.keys, key)
        if not key:
            self._note("a key is missing before the colon.", mark)
        if keys in self.key_marks:
            first = self.key_marks[keys].line
            message = (
                f"the key {quoted(key)} is here for the second time; the first is on line {first}."
            )
            self._note(message, mark, "remove one of the two.")
        else:
            self.key_marks[keys] = mark
        current.key = key

    def _start_collection(self, event: yaml.CollectionStartEvent, mark: Mark) -> None:
        self._add(1, mark)
        self._refuse_tag(event.tag, mark)
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        self._refuse_as_key("a mapping" if is_mapping else "a list", mark)
        if len(self._open) == DEEPEST:
            self._stop(f"values are nested more than {DEEPEST} deep.", mark)
        keys = self._next_keys()
        value: dict[str, object] | list[object] = {} if is_mapping else []
        self._place(value, mark)
        self._open.append(_Open(value, keys, event.anchor, self._count - 1))
        if event.anchor:
            self._anchors[event.anchor] = None

    def _end_collection(self) -> None:
        ended = self._open.pop()
        if ended.anchor:
            self._anchors[ended.anchor] = (ended.value, self._count - ended.count_before)

    @property
    def _expects_key(self) -> bool:
        return (
            bool(self._open)
            and isinstance(self._open[-1].value, dict)
            and self._open[-1].key is None
        )

    def _next_keys(self) -> Keys:
        if not self._open:
            return ()
        current = self._open[-1]
        if isinstance(current.value, list):
            return (*current.keys, len(current.value))
        return (*current.keys, current.key or "")

    def _place(self, value: object, mark: Mark) -> None:
        self.marks[self._next_keys()] = mark
        if not self._open:
            self.root = value
            return
        current = self._open[-1]
        if isinstance(current.value, list):
            current.value.append(value)
        else:
            current.value[current.key or ""] = value
            current.key = None

    def _add(self, count: int, mark: Mark) -> None:
        self._count += count
        if self._count > MOST_VALUES:
            self._stop(f"the file holds more than {MOST_VALUES} values, aliases written out.", mark)

    def _refuse_tag(self, tag: str | None, mark: Mark) -> None:
        if tag is not None:
            hint = "remove it; put a text that starts with ! between double quotes."
            written = tag.replace("tag:yaml.org,2002:", "!!", 1)
            self._note(f"tags can't be used, and {quoted(written)} is one.", mark, hint)

    def _refuse_as_key(self, what: str, mark: Mark) -> None:
        if self._expects_key:
            hint = "put a text that starts with {, [ or * between double quotes."
            self._stop(f"{what} can't be a key.", mark, hint)

    def _note(self, message: str, mark: Mark, hint: str = "") -> None:
        self.problems.append(Problem(message, mark, hint))

    def _stop(self, message: str, mark: Mark, hint: str = "") -> None:
        raise ContentError((*self.problems, Problem(message, mark, hint)))
