"""Who prints and on what: print shops, perforated card stock, office printers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from generator.model.condition import COATED_PROFILE, OutputCondition, PdfX
from generator.model.frozen import FormatName, Frozen, Identifier, Words
from generator.model.geometry import Format, parse_format
from generator.model.layout import FlipEdge
from generator.model.mark import Marks
from generator.model.sheet import Grid, stock_grid

SMALL_MM = 148.0
"""Longer side of a6: up to here things are held in the hand and cut in stacks."""
LARGE_MM = 420.0
"""Longer side of a3: beyond it people stand further away, and pictures may be coarser."""
ROOM_FOR_MARKS_MM = 8.0
"""Slug that marks need: 1 mm off the bleed, 5 mm of mark, 2 mm to the edge of the paper."""


class Coating(StrEnum):
    """The surface of the paper."""

    COATED = "coated"
    UNCOATED = "uncoated"


class PageOrder(StrEnum):
    """How the panels of two-sided work are handed over."""

    ALTERNATING = "alternating"
    SEPARATE = "separate"


class Shop(Frozen):
    """What one print shop asks for."""

    name: Words | None = Field(default=None, description="Its name, for the job ticket")
    pdfx: PdfX = Field(default=PdfX.X4, description="x-4, or x-1a where older machines ask for it")
    bleed_mm: Annotated[float, Field(ge=0, le=10)] = Field(
        default=3, description="What is printed past the trim"
    )
    safe_area_mm: Annotated[float, Field(ge=0, le=50)] = Field(
        default=5, description="Where no text comes, from the trim inward"
    )
    safe_area_small_mm: Annotated[float, Field(ge=0, le=50)] = Field(
        default=4, description="The same for formats up to a6, such as cards"
    )
    slug_mm: Annotated[float, Field(ge=0, le=50)] = Field(
        default=10, description="Room outside the bleed, for marks"
    )
    marks: bool = Field(
        default=True, description="Crop marks, registration marks, colour bar and slug line"
    )
    profile: Words = Field(
        default=COATED_PROFILE,
        description="ICC profile of the press: a file in content/, or one that comes with Drempels",
    )
    condition: Words | None = Field(
        default=None,
        description="Name of the printing condition, such as FOGRA39, where the shop gives one",
    )
    ink_limit_percent: Annotated[float, Field(ge=100, le=400)] = Field(
        default=280, description="Sum of the four inks at the most"
    )
    minimum_ppi: Annotated[float, Field(ge=1)] = Field(
        default=300, description="Pixels an inch that pictures need, up to a3"
    )
    minimum_ppi_large: Annotated[float, Field(ge=1)] = Field(
        default=150, description="The same for formats larger than a3"
    )
    page_order: PageOrder = Field(
        default=PageOrder.ALTERNATING,
        description="alternating: front, back, front, … in one PDF. separate: two PDFs",
    )
    paper: Coating = Coating.COATED

    @model_validator(mode="after")
    def _marks_have_room(self) -> Self:
        if self.marks and self.slug_mm < ROOM_FOR_MARKS_MM:
            raise ValueError(
                f"slug_mm is {self.slug_mm:g}; marks need {ROOM_FOR_MARKS_MM:g} mm, "
                "or say 'marks: no'"
            )
        return self

    def safe_area_at(self, at: Format) -> float:
        """Return the safe area in mm for a format."""
        is_small = max(at.trim.width_mm, at.trim.height_mm) <= SMALL_MM
        return self.safe_area_small_mm if is_small else self.safe_area_mm

    def minimum_ppi_at(self, at: Format) -> float:
        """Return the pixels an inch that pictures need in a format."""
        is_large = max(at.trim.width_mm, at.trim.height_mm) > LARGE_MM
        return self.minimum_ppi_large if is_large else self.minimum_ppi


Distance = Annotated[float, Field(ge=0, le=5000)]


class CardStock(Frozen):
    """A sheet of perforated cards; lengths in mm, from the top left of the sheet."""

    title: Words | None = Field(default=None, description="Its name on the box")
    sheet: FormatName = Field(default="a4", description="Size of the whole sheet")
    card: FormatName = Field(description="Size of one card, such as 85x55")
    columns: int = Field(ge=1, le=50)
    rows: int = Field(ge=1, le=50)
    left_mm: Distance = Field(description="From the sheet's left edge to the first card")
    top_mm: Distance = Field(description="From the sheet's top edge to the first card")
    pitch_x_mm: Distance = Field(description="From one card's left edge to the next one's")
    pitch_y_mm: Distance = Field(description="From one card's top edge to the next one's")

    @model_validator(mode="after")
    def _cards_fit(self) -> Self:
        self.grid()
        return self

    def grid(self) -> Grid:
        """How the cards lie; raises ValueError when they overlap or run off the sheet."""
        return stock_grid(
            parse_format(self.sheet).trim,
            parse_format(self.card).trim,
            columns=self.columns,
            rows=self.rows,
            left_mm=self.left_mm,
            top_mm=self.top_mm,
            pitch_x_mm=self.pitch_x_mm,
            pitch_y_mm=self.pitch_y_mm,
        )


Offset = Annotated[float, Field(ge=-10, le=10)]
"""As far as the scale on a calibration sheet goes; a printer that is further off needs mending."""


class Printer(Frozen):
    """An office printer: how far its backs must move to land behind fronts."""

    back_right_mm: Offset = Field(
        default=0, description="Where the front's line meets the scale on the back, across"
    )
    back_down_mm: Offset = Field(
        default=0, description="Where the front's line meets the scale on the back, up and down"
    )
    flip_edge: FlipEdge = Field(
        default=FlipEdge.LONG,
        description="The edge it was measured with: turned over the other one, both signs differ",
    )


class PrintFile(Frozen):
    """`content/print.yaml`."""

    default_shop: Identifier | None = Field(
        default=None, description="The shop that press files are for when none is named"
    )
    shops: dict[Identifier, Shop] = Field(default={}, description="Print shops, by name")
    stock: dict[Identifier, CardStock] = Field(default={}, description="Card stock, by name")
    printers: dict[Identifier, Printer] = Field(default={}, description="Office printers, by name")


@dataclass(frozen=True)
class PrintSetup:
    """All that jobs can be printed with, by name."""

    default_shop: str
    shops: Mapping[str, Shop]
    conditions: Mapping[str, OutputCondition]
    """Of each shop."""
    stock: Mapping[str, CardStock]
    printers: Mapping[str, Printer]
    marks: Marks = field(compare=False)
    """Of the project's own content/print.yaml; empty when it has none."""
