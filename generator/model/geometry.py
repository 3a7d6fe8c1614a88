"""Lengths, sizes and trim formats."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

MM_PER_INCH = 25.4
POINTS_PER_INCH = 72  # ISO 32000-1, 8.3.2.3: a default user space unit is 1/72 inch


def mm_to_pt(length_mm: float) -> float:
    """Convert millimetres to PDF points."""
    return length_mm * POINTS_PER_INCH / MM_PER_INCH


def pt_to_mm(length_pt: float) -> float:
    """Convert PDF points to millimetres."""
    return length_pt * MM_PER_INCH / POINTS_PER_INCH


@dataclass(frozen=True)
class Size:
    """Width and height in millimetres."""

    width_mm: float
    height_mm: float

    @property
    def turned(self) -> Size:
        """The same size lying on its other side."""
        return Size(self.height_mm, self.width_mm)

    def fits_on(self, paper: Size) -> bool:
        """Tell whether it is no larger than `paper`, which may be turned."""
        short, long = sorted((self.width_mm, self.height_mm))
        paper_short, paper_long = sorted((paper.width_mm, paper.height_mm))
        return short <= paper_short and long <= paper_long

    @property
    def ratio(self) -> float:
        """Width divided by height."""
        return self.width_mm / self.height_mm


@dataclass(frozen=True)
class Edges:
    """A distance in millimetres for each of four sides."""

    top: float
    right: float
    bottom: float
    left: float

    @classmethod
    def all(cls, distance_mm: float) -> Edges:
        """The same distance on every side."""
        return cls(top=distance_mm, right=distance_mm, bottom=distance_mm, left=distance_mm)


@dataclass(frozen=True)
class Rect:
    """A rectangle in millimetres, measured from the top left corner of what it lies on."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Distance of the right side from the left of what it lies on."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Distance of the lower side from the top of what it lies on."""
        return self.top + self.height

    def grown(self, edges: Edges) -> Rect:
        """Return this rectangle, larger by `edges`."""
        return Rect(
            self.left - edges.left,
            self.top - edges.top,
            self.width + edges.left + edges.right,
            self.height + edges.top + edges.bottom,
        )


@dataclass(frozen=True)
class Format:
    """A trim size with the name that people order it by."""

    name: str
    trim: Size


_ISO_A = re.compile(r"a([0-9]|10)", re.IGNORECASE)
_FREE = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,2})?)x([0-9]{1,4}(?:\.[0-9]{1,2})?)", re.IGNORECASE)
_LARGEST_MM = 5000  # PDF 1.x ends at 200 inch (ISO 32000-1, annex C): 5080 mm


@cache
def parse_format(name: str) -> Format:
    """Return the format called `name`: `a0` to `a10`, or width x height in mm such as `85x55`.

    Raises ValueError when the name is neither.
    """
    if match := _ISO_A.fullmatch(name):
        width, height = 841, 1189  # ISO 216: A0; each next size halves the longer side
        for _ in range(int(match[1])):
            width, height = height // 2, width
        return Format(name.lower(), Size(width, height))
    if match := _FREE.fullmatch(name):
        size = Size(float(match[1]), float(match[2]))
        if (
            min(size.width_mm, size.height_mm) >= 10
            and max(size.width_mm, size.height_mm) <= _LARGEST_MM
        ):
            return Format(name.lower(), size)
    raise ValueError(
        f"'{name}' is not a format; use a0 to a10, or width x height in mm (10 to 5000), "
        "such as 85x55"
    )
