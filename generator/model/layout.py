"""How a document shares sheets of paper: grid, scheme and turning edge → pages and backs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from generator.model.geometry import Size
from generator.model.sheet import FOLDED, Grid, Scheme

Sides = Literal[1, 2]
PanelOrder = Literal["stack", "rows"]
PANELS_OF_A_ZINE = 8
"""The scheme `mini-zine` folds as many out of one side of a sheet."""


class FlipEdge(StrEnum):
    """The edge of the sheet that the printer turns it over."""

    LONG = "long"
    SHORT = "short"


@dataclass(frozen=True)
class Shift:
    """How far something is moved on its page, as one looks at it."""

    right_mm: float = 0.0
    down_mm: float = 0.0


def turns_on_vertical_edge(sheet: Size, flip: FlipEdge) -> bool:
    """Say whether the turning edge is vertical as the sheet lies; a square counts as upright."""
    upright = sheet.height_mm >= sheet.width_mm
    return upright == (flip is FlipEdge.LONG)


@dataclass(frozen=True)
class Layout:
    """What a document's sheets are like."""

    grid: Grid
    """Of the fronts."""
    scheme: Scheme = "cards"
    sides: Sides = 1
    """2: a one-up's pages are front, back, front, back, …"""
    flip: FlipEdge = FlipEdge.LONG
    """The edge that the printer turns the sheet over."""
    order: PanelOrder = "stack"
    """`stack`: piles of cut panels, laid on one another in reading order, are in order."""
    back_offset: Shift = Shift()
    """How far the printer's backs must be moved to land behind their fronts."""
    marks: bool = True
    """Crop marks and small print. Where the sheet is folded, fold marks are always there."""
    bleed_mm: float = 0.0
    """What is printed past the sheet's own edge: none on an office printer."""

    @property
    def is_folded(self) -> bool:
        """Whether the panels fill a sheet that is folded, not cut."""
        return self.scheme in FOLDED

    @property
    def turning_edge(self) -> FlipEdge:
        """The edge that the sheet is turned over; work-and-turn is by hand, on a vertical one."""
        if self.scheme != "work-and-turn":
            return self.flip
        upright = turns_on_vertical_edge(self.grid.sheet, FlipEdge.LONG)
        return FlipEdge.LONG if upright else FlipEdge.SHORT

    @property
    def turns_on_vertical_edge(self) -> bool:
        """Whether that edge is vertical as the sheet lies."""
        return turns_on_vertical_edge(self.grid.sheet, self.turning_edge)

    @property
    def back_grid(self) -> Grid:
        """How panels lie on the backs of sheets that the printer turns over."""
        behind = self.grid.turned_over(on_vertical_edge=self.turns_on_vertical_edge)
        return behind.moved(self.back_offset.right_mm, self.back_offset.down_mm)

    def grid_on(self, page: int) -> Grid:
        """Return how panels lie on a page of the finished document, counted from 1."""
        has_backs = self.is_folded or (self.scheme == "cards" and self.sides == 2)
        return self.back_grid if has_backs and page % 2 == 0 else self.grid

    def is_duplex(self, panels: int) -> bool:
        """Say whether the printer is to turn the sheets over when there are so many panels."""
        if self.scheme == "mini-zine":
            return panels > PANELS_OF_A_ZINE
        return self.scheme == "half-fold" or (self.scheme == "cards" and self.sides == 2)

    def pages(self, panels: int) -> int:
        """Return how many pages hold so many panels."""
        match self.scheme:
            case "mini-zine":
                return -(-panels // PANELS_OF_A_ZINE)
            case "half-fold":
                return -(-panels // 4) * 2
            case "work-and-turn":
                return -(-panels // self.grid.capacity)
            case "cards":
                return -(-panels // (self.grid.capacity * self.sides)) * self.sides
