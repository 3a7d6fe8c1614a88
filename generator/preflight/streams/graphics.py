"""Keep the state that content streams draw in: matrices, boxes, paths, and what `q` remembers."""

from __future__ import annotations

from math import hypot
from typing import NamedTuple

from pikepdf import Object

from generator.preflight.reading.glyphs import Box
from generator.preflight.streams.spaces import GRAY, Colour

_BLACK = Colour(GRAY, (0.0,))


class Matrix(NamedTuple):
    """How one coordinate system lies in another (ISO 32000-1, 8.3.4)."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def within(self, outer: Matrix) -> Matrix:
        """Return the matrix of what is drawn by this one inside `outer`."""
        return Matrix(
            self.a * outer.a + self.b * outer.c,
            self.a * outer.b + self.b * outer.d,
            self.c * outer.a + self.d * outer.c,
            self.c * outer.b + self.d * outer.d,
            self.e * outer.a + self.f * outer.c + outer.e,
            self.e * outer.b + self.f * outer.d + outer.f,
        )

    def moved(self, x: float, y: float) -> Matrix:
        """Return the matrix of what is drawn with its origin at a point."""
        return Matrix(1, 0, 0, 1, x, y).within(self)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return what is filled by a rectangle, which may come out turned."""
        if not self.b and not self.c:  # by far the most
            one, other = left * self.a + self.e, right * self.a + self.e
            low, high = bottom * self.d + self.f, top * self.d + self.f
            return min(one, other), min(low, high), max(one, other), max(low, high)
        corners = ((left, bottom), (left, top), (right, bottom), (right, top))
        xs = [x * self.a + y * self.c + self.e for x, y in corners]
        ys = [x * self.b + y * self.d + self.f for x, y in corners]
        return min(xs), min(ys), max(xs), max(ys)

    @property
    def pen(self) -> tuple[float, float]:
        """How wide and how high a round pen of 1 comes out: an upright and a level line's width."""
        return hypot(self.a, self.c), hypot(self.b, self.d)

    @property
    def sides(self) -> tuple[float, float]:
        """How long the sides of a square of 1 by 1 come out."""
        return hypot(self.a, self.b), hypot(self.c, self.d)


UPRIGHT = Matrix()


def shared(one: Box, other: Box | None) -> Box:
    """Return what two boxes share; without room when they share nothing."""
    if other is None:
        return one
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    return left, bottom, max(min(one[2], other[2]), left), max(min(one[3], other[3]), bottom)


class Path:
    """The lines and curves since the last painting operator, in their own coordinates."""

    __slots__ = ("parts",)

    def __init__(self) -> None:
        self.parts: list[list[float]] = []
        """Of each subpath, x and y of each point in turn."""

    def move(self, x: float, y: float) -> None:
        """Begin a subpath."""
        self.parts.append([x, y])

    def to(self, *points: float) -> None:
        """Draw a line or a curve; its control points count, which lie further out than it does."""
        if self.parts:
            self.parts[-1] += points

    def rectangle(self, x: float, y: float, width: float, height: float) -> None:
        """Add a rectangle."""
        self.parts.append([x, y, x + width, y, x + width, y + height, x, y + height])

    def run(self, lead: list[float], parts: list[list[float]]) -> None:
        """Go on with a subpath, and add whole ones."""
        self.to(*lead)
        # The last may go on: the others are shared with whoever draws them again.
        self.parts += [*parts[:-1], *(part.copy() for part in parts[-1:])]

    def drawn(self) -> list[list[float]]:
        """Return the subpaths that go anywhere."""
        return [part for part in self.parts if len(part) > 2]


def box_of(parts: list[list[float]], matrix: Matrix) -> Box:
    """Return the box on the page around subpaths, of which there is one at the least."""
    return matrix.box(
        min(min(part[::2]) for part in parts),
        min(min(part[1::2]) for part in parts),
        max(max(part[::2]) for part in parts),
        max(max(part[1::2]) for part in parts),
    )


class State:
    """What `q` remembers and `Q` brings back (ISO 32000-1, 8.4)."""

    __slots__ = (
        "alpha", "blends", "clip", "fill", "fill_overprints", "font", "font_size", "leading",
        "masked", "matrix", "stroke", "stroke_alpha", "stroke_overprints", "text_mode", "width",
    )  # fmt: skip

    def __init__(self, matrix: Matrix, clip: Box | None) -> None:
        self.matrix, self.clip = matrix, clip
        self.fill = self.stroke = _BLACK
        self.fill_overprints = self.stroke_overprints = False
        self.width = 1.0
        self.alpha = self.stroke_alpha = 1.0
        self.blends = self.masked = False
        self.font: Object | str | None = None
        self.font_size = self.leading = 0.0
        self.text_mode = 0

    def copy(self) -> State:
        """Return a state that can change without changing this one."""
        other = State.__new__(State)
        for name in State.__slots__:
            setattr(other, name, getattr(self, name))
        return other
