"""Read what a press PDF is drawn with: file → colours that aren't ink, each thing in its ink."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Matrix, Name, Object, Stream

from tests.reading import MM_PER_POINT

Ink = tuple[float, ...]
"""Cyan, magenta, yellow and black, from 0 to 1; empty for a pattern."""
Point = tuple[float, float]
NO_INK: Ink = (0, 0, 0, 0)
BLACK: Ink = (0, 0, 0, 1)
_INKS = {"/DeviceCMYK", "/DeviceGray", "/Pattern"}
_OF_SCREENS = {"/DeviceRGB", "/CalRGB", "/CalGray", "/Lab", "/ICCBased", "/DefaultRGB", "/RGB"}


def objects_of(thing: Object) -> Iterator[Object]:
    """Yield a thing and all that is directly in it; what it refers to is met by itself."""
    yield thing
    inside: list[Any] = []
    if isinstance(thing, Array):
        inside = list(thing)
    elif isinstance(thing, Dictionary | Stream):
        inside = [value for _, value in thing.items()]
    for value in inside:
        if isinstance(value, Object) and not value.is_indirect:
            yield from objects_of(value)


def streams_that_draw(pdf: pikepdf.Pdf) -> Iterator[Object]:
    """Yield all pages, and each form, tiling pattern and drawn glyph in the file, used or not."""
    for page in pdf.pages:
        yield page.obj
    for thing in pdf.objects:
        if isinstance(thing, Stream) and (
            thing.get("/Subtype") == Name.Form or thing.get("/PatternType") == 1
        ):
            yield thing
        if isinstance(thing, Dictionary):
            yield from (glyph for _, glyph in thing.get("/CharProcs", Dictionary()).items())


def colours_not_in_ink(path: Path) -> set[str]:
    """Return every operator, colour space, picture and gradient in a file that isn't in ink."""
    found = set()
    with pikepdf.open(path) as pdf:
        for thing in (one for whole in pdf.objects for one in objects_of(whole)):
            if isinstance(thing, Name) and str(thing) in _OF_SCREENS:
                found.add(str(thing))
            if isinstance(thing, Dictionary | Stream):
                found |= {key for key in thing.keys() if key in _OF_SCREENS}  # noqa: SIM118
                found |= set(_pictures_and_gradients(thing))
        for stream in streams_that_draw(pdf):
            found |= set(_operators_not_in_ink(stream))
    return found


def _pictures_and_gradients(thing: Object) -> Iterator[str]:
    is_picture = thing.get("/Subtype") == Name.Image and not thing.get("/ImageMask", False)
    if is_picture or "/ShadingType" in thing:
        space = thing.get("/ColorSpace")
        if not isinstance(space, Name) or str(space) not in _INKS:
            yield f"a picture or gradient in {space}"


def _operators_not_in_ink(stream: Object) -> Iterator[str]:
    for drawn in pikepdf.parse_content_stream(stream):
        name = str(drawn.operator)
        if name in ("rg", "RG"):
            yield name
        elif name in ("cs", "CS") and str(drawn.operands[0]) not in _INKS:
            yield f"{name} {drawn.operands[0]}"
        elif name in ("sc", "SC", "scn", "SCN") and len(drawn.operands) not in (1, 4):
            yield f"{name} with {len(drawn.operands)} numbers"
        elif name == "INLINE IMAGE":
            yield name


class Box(NamedTuple):
    """A rectangle in mm from the top left of the page."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Paint:
    """One thing that a page shows."""

    what: Literal["text", "fill", "stroke", "image", "shading"]
    ink: Ink
    box: Box
    """Of text, only where it begins."""
    font: str = ""
    depth: int = 0
    """In how many forms it lies."""


@lru_cache(maxsize=32)
def paints(path: Path) -> tuple[tuple[Paint, ...], ...]:
    """Return what each page shows, in order; all of it, though something else may lie upon it."""
    with pikepdf.open(path) as pdf:
        return tuple(tuple(_Interpreter(page.obj).paints()) for page in pdf.pages)


def lines_in_all_inks(page: pikepdf.Page) -> list[tuple[Point, Point]]:
    """Return both ends of each straight line in all inks, in mm from the page's top left."""
    found: list[tuple[Point, Point]] = []
    top = float(page.mediabox[3])
    start, in_all_inks = (0.0, 0.0), False
    for drawn in pikepdf.parse_content_stream(page, "m l K G"):
        name, numbers = str(drawn.operator), [float(one) for one in drawn.operands]
        if name in ("m", "l"):
            point = (numbers[0] * MM_PER_POINT, (top - numbers[1]) * MM_PER_POINT)
            if name == "l" and in_all_inks:
                found.append((start, point))
            start = point
        elif name in ("K", "G"):
            in_all_inks = numbers == [1, 1, 1, 1]
    return found


@dataclass(frozen=True)
class _State:
    ctm: Matrix
    fill: Ink = BLACK
    stroke: Ink = BLACK
    font: str = ""


class _Interpreter:
    """Follows the operators of one page (ISO 32000-1, annex A) as far as colours need it."""

    def __init__(self, page: Object) -> None:
        self._page = page
        left, _, _, top = (float(edge) for edge in page.MediaBox)
        self._origin = left, top
        self._state = _State(Matrix())
        self._kept: list[_State] = []
        self._path: list[tuple[float, float]] = []
        self._text = Matrix()

    def paints(self) -> Iterator[Paint]:
        yield from self._drawn(self._page, self._page.Resources, 0)

    def _drawn(self, stream: Object, resources: Object, depth: int) -> Iterator[Paint]:
        for drawn in pikepdf.parse_content_stream(stream):
            name, operands = str(drawn.operator), list(drawn.operands)
            if name == "Do":
                yield from self._shown(resources.XObject[str(operands[0])], resources, depth)
            elif name == "sh":
                yield Paint("shading", (), self._box([(0, 0)]), depth=depth)
            elif name in ("Tj", "TJ", "'", '"'):
                yield Paint("text", self._state.fill, self._box([]), self._state.font, depth)
            elif name in ("f", "F", "f*", "B", "B*", "b", "b*", "S", "s"):
                if name not in ("S", "s"):
                    yield Paint("fill", self._state.fill, self._box(self._path), depth=depth)
                if name not in ("f", "F", "f*"):
                    yield Paint("stroke", self._state.stroke, self._box(self._path), depth=depth)
                self._path = []
            else:
                self._follow(name, operands, resources)

    def _shown(self, shown: Object, resources: Object, depth: int) -> Iterator[Paint]:
        if shown.get("/Subtype") == Name.Image:
            ink = self._state.fill if shown.get("/ImageMask", False) else ()
            corners = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)]
            points = [self._state.ctm.transform(corner) for corner in corners]
            yield Paint("image", ink, self._box(points), depth=depth)
            return
        before = self._state
        matrix = Matrix(shown.Matrix) if "/Matrix" in shown else Matrix()
        self._state = replace(before, ctm=matrix @ before.ctm)
        yield from self._drawn(shown, shown.get("/Resources", resources), depth + 1)
        self._state = before

    def _follow(self, name: str, operands: Sequence[Any], resources: Object) -> None:
        """Take in an operator that paints nothing by itself."""
        match name:
            case "q":
                self._kept.append(self._state)
            case "Q":
                self._state = self._kept.pop()
            case "cm":
                self._state = replace(self._state, ctm=Matrix(*operands) @ self._state.ctm)
            case "g" | "k" | "sc" | "scn" | "rg":
                self._state = replace(self._state, fill=_ink(operands))
            case "G" | "K" | "SC" | "SCN" | "RG":
                self._state = replace(self._state, stroke=_ink(operands))
            case "cs":
                self._state = replace(self._state, fill=BLACK)
            case "CS":
                self._state = replace(self._state, stroke=BLACK)
            case "Tf":
                font = str(resources.Font[str(operands[0])].BaseFont).partition("+")[2]
                self._state = replace(self._state, font=font)
            case "BT":
                self._text = Matrix()
            case "Tm":
                self._text = Matrix(*operands)
            case "Td" | "TD":
                self._text = Matrix(1, 0, 0, 1, *operands) @ self._text
            case "n":
                self._path = []
            case "m" | "l" | "c" | "v" | "y" | "re":
                self._walk(name, [float(number) for number in operands])

    def _walk(self, name: str, numbers: list[float]) -> None:
        if name == "re":
            left, bottom, width, height = numbers
            numbers = [left, bottom, left + width, bottom, left, bottom + height]
            numbers += [left + width, bottom + height]
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        self._path += [self._state.ctm.transform(pair) for pair in pairs]

    def _box(self, points: Sequence[tuple[float, float]]) -> Box:
        """Return the box around points in points from the bottom left; without any, of text."""
        origin = (self._text @ self._state.ctm).transform((0, 0))
        xs, ys = zip(*(points or [origin]), strict=True)
        left, top = self._origin
        sides = (min(xs) - left, top - max(ys), max(xs) - left, top - min(ys))
        return Box(*(side * MM_PER_POINT for side in sides))


def _ink(operands: Sequence[Any]) -> Ink:
    """Return an ink: four shares, or grey, which is black ink."""
    numbers = [float(one) for one in operands if not isinstance(one, Name)]
    if len(numbers) == 1:
        return (0, 0, 0, 1 - numbers[0])
    return tuple(numbers)
