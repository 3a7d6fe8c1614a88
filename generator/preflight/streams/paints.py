"""What a page paints, piece by piece: with which colour, how thin, how large, and where."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf
from typing import Literal, NamedTuple

from pikepdf import Object

from generator.preflight.reading.glyphs import Box
from generator.preflight.streams.spaces import Colour, Space

Kind = Literal["text", "line", "shape", "picture"]
Layers = tuple[tuple[int, int], ...]
"""Object numbers of the optional content that something is part of."""


class Thin(NamedTuple):
    """A line, or a shape that comes out as one."""

    thickness_pt: float
    """As printed; 0 means as thin as the machine can."""
    box: Box


class Paint(NamedTuple):
    """Something painted; lengths in points, boxes on the page, as far as clipping shows them."""

    kind: Kind
    box: Box
    """Of text: of its first letter, roughly."""
    colour: Colour | None
    """None where nothing is said of it: letters that only clip, and pictures without a space."""
    thin: tuple[Thin, ...] = ()
    overprints: bool = False
    see_through: bool = False
    is_mark: bool = False
    """Whether it is a page artifact (ISO 32000-1, 14.8.2.2.2): crop marks, bars, small print."""
    in_mask: bool = False
    """Whether it only masks something else, and leaves no ink."""
    layers: Layers = ()
    thing: Object | None = None
    """The font of text; the picture."""
    sides: tuple[float, float] = (inf, inf)
    """Width and height of a picture, before it is turned or clipped."""


class Group(NamedTuple):
    """What is composed by itself before it comes on the page (ISO 32000-1, 11.6.6)."""

    space: Space | None
    """The space that its colours are blended in."""
    box: Box | None
    """None of the page."""


@dataclass(frozen=True)
class Trouble:
    """Something that can't be drawn as it should."""

    kind: Literal["Font", "XObject", "contents", "elsewhere", "settings"]
    """What is named and isn't there, a content stream that can't be read, what is in another file,
    or settings that are the print shop's."""
    name: str
    box: Box | None = None


@dataclass
class Painted:
    """All that a page paints, in order."""

    paints: list[Paint] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    limit: str = ""
    """Which limit it passed, so that it was followed in part alone."""

    @property
    def pictures(self) -> list[tuple[Paint, Object]]:
        """Return what is painted from pixels, with its dictionary or stream."""
        found = [(paint, paint.thing) for paint in self.paints if paint.kind == "picture"]
        return [(paint, thing) for paint, thing in found if thing is not None]
