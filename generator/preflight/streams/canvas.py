"""What is known while a page is painted: its resources, what draws it, what was met before."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import isfinite

import pikepdf
from pikepdf import Array, Name, Object, Pdf, Stream

from generator.preflight.reading.glyphs import Box
from generator.preflight.reading.proof import entry, words
from generator.preflight.reading.resources import number
from generator.preflight.streams.graphics import UPRIGHT, Matrix, State
from generator.preflight.streams.paints import Layers, Painted, Trouble
from generator.preflight.streams.runs import RUN, Run, pack_runs
from generator.preflight.streams.spaces import Space, read_space

_OPERATORS = (
    "q Q cm w gs g G rg RG k K cs CS sc SC scn SCN m l c v y h re W W* n f F f* B B* b b* s S sh "
    f"Do BI ID EI BT Tf Tm Td TD T* TL Tr Tj TJ ' \" BDC BMC EMC {RUN}"
)
MOST_STEPS = 400_000
"""Operators of one file that are followed: two seconds' work; a large map has as many."""
DEEPEST = 64
"""Forms inside forms: each takes five calls, and Python knows a thousand."""

Instruction = tuple[str, Iterable[Object] | Run]
Reading = tuple[list[Instruction], str]
_HARMLESS = "will not work with PDF >= 1.2"  # qpdf's words on names that are written oddly


class Resources:
    """What a content stream names; each thing is looked up once."""

    def __init__(self, source: Object | None) -> None:
        self._source = source
        self._found: dict[tuple[str, str], Object | None] = {}
        self._spaces: dict[str, Space | None] = {}

    def get(self, family: str, name: str) -> Object | None:
        """Return what is called `name`."""
        key = family, name
        if key not in self._found:
            self._found[key] = entry(self._source, family, name)
        return self._found[key]

    def space(self, said: Object | None) -> Space | None:
        """Return a colour space by its name, or as it stands; devices may have a stand-in."""
        if not isinstance(said, Name):
            return read_space(said)
        name = words(said)
        if name not in self._spaces:
            # ISO 32000-1, 8.6.5.6: DefaultRGB stands in for DeviceRGB, and so on.
            by_name = name.replace("Device", "Default", 1) if name.startswith("Device") else name
            self._spaces[name] = read_space(self.get("ColorSpace", by_name)) or read_space(said)
        return self._spaces[name]


@dataclass(frozen=True)
class Around:
    """What holds for a whole content stream, from what draws it."""

    base: Matrix = UPRIGHT
    """Where the stream itself begins: patterns keep to it."""
    depth: int = 0
    is_mark: bool = False
    in_mask: bool = False
    layers: Layers = ()
    within: Box | None = None
    """Where the tiles of a pattern, or the letters of a font, are seen."""
    in_letters: bool = False
    """Whether it draws the letters of a Type 3 font."""


class Machine:
    """Reads the content streams of one file, each once, and counts how much work they are."""

    def __init__(self, pdf: Pdf) -> None:
        self.steps = 0
        self._pdf, self._packed = pdf, pikepdf.new()
        pdf.get_warnings()  # what was said before isn't about what is read here
        self._known: dict[tuple[int, int], Reading] = {}

    def read(self, stream: Object) -> Reading:
        """Return the operators of a stream with their operands, and what is wrong with it."""
        if not stream.is_indirect:
            return self._read(stream)
        if stream.objgen not in self._known:
            self._known[stream.objgen] = self._read(stream)
        return self._known[stream.objgen]

    def _read(self, stream: Object) -> Reading:
        try:
            content, runs = pack_runs(_content_of(stream))
            found = list(_instructions(Stream(self._packed, content), runs))
            error = ""
        except (pikepdf.PikepdfError, RuntimeError, NotImplementedError, TypeError) as problem:
            found, error = [], str(problem)
        warned = (*self._pdf.get_warnings(), *self._packed.get_warnings())
        said = [one for one in warned if not one.endswith(_HARMLESS)]
        return found, error or (said[0] if said else "")


class Canvas:
    """One page as it is being painted."""

    def __init__(self, machine: Machine, follow: Follow) -> None:
        self.machine = machine
        self.follow = follow
        """What follows a content stream inside another one."""
        self.painted = Painted()
        self.open: list[tuple[int, int]] = []
        """The forms that are being drawn: a broken one may draw itself."""
        self._met: set[tuple[int, int]] = set()
        self._missed: set[tuple[str, str]] = set()

    def miss(self, trouble: Trouble) -> None:
        """Note that something can't be drawn, once for each name."""
        key = trouble.kind, trouble.name
        if key not in self._missed:
            self._missed.add(key)
            self.painted.troubles.append(trouble)

    def once(self, thing: Object) -> bool:
        """Say whether a pattern, mask or font is met for the first time on this page."""
        if not thing.is_indirect:
            return True
        is_new = thing.objgen not in self._met
        self._met.add(thing.objgen)
        return is_new


Follow = Callable[[Canvas, Object, Resources, State, Around], None]


def numbers_of(thing: Object | None, count: int) -> list[float] | None:
    """Return the numbers of an array that has so many; None of anything else."""
    if not isinstance(thing, Array) or len(thing) != count:
        return None
    found = [value for value in map(number, thing) if value is not None and isfinite(value)]
    return found if len(found) == count else None


def _content_of(stream: Object) -> bytes:
    """Return the content of a stream, or of all streams of a page."""
    if isinstance(stream, Stream):
        return stream.read_bytes()
    contents = entry(stream, "Contents")
    parts = list(contents) if isinstance(contents, Array) else [contents]
    # ISO 32000-1, 7.8.2: they are one stream, with a blank between them.
    return b"\n".join(part.read_bytes() for part in parts if isinstance(part, Stream))


def _instructions(content: Stream, runs: list[Run]) -> Iterator[Instruction]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # pikepdf's, when the stream ends too early
        found = pikepdf.parse_content_stream(content, _OPERATORS)
    for instruction in found:
        name = str(instruction.operator)
        if name != RUN:
            yield name, instruction.operands
        elif len(instruction.operands) == 1 and (at := _index(instruction.operands[0])) < len(runs):
            yield name, runs[at]


def _index(operand: object) -> int:
    """Return the number of a row; one beyond all where a file has that operator of itself."""
    return operand if isinstance(operand, int) and operand >= 0 else 10**9
