"""The job: one PDF to make."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Literal

from generator.model.geometry import Format
from generator.model.target import Target

Half = Literal["front", "back"]

ALL = "all"
"""In place of the name of an edition, a language or a format: every one."""


@dataclass(frozen=True, slots=True)
class Series:
    """Jobs that hang side by side and share their type sizes."""

    edition: str
    language: str
    product: str
    target: Target
    format: str
    """The format that the sizes are found on; formats of the same proportions follow it."""


@dataclass(frozen=True, slots=True)
class Job:
    """Edition x language x product x subject x format x target."""

    edition: str
    language: str
    product: str
    barrier: int | None
    """The barrier's number; None when the PDF is about the whole campaign."""
    format: Format
    target: Target
    series: Series
    extra_cards: int = 0
    """Cards beyond one for each barrier that fill the last sheet."""
    shop: str | None = None
    """The print shop that a press PDF is for."""
    half: Half | None = None
    """Which sides are in the PDF, where a shop wants fronts and backs apart."""
    stock: str | None = None
    """The perforated card stock that it is printed on."""
    printer: str | None = None
    """The office printer whose offset is made good."""
    tile: Format | None = None
    """The office paper that a larger page is cut into."""
    is_ticket: bool = False
    """It is the job ticket of the press PDF with the same other fields."""

    @property
    def path(self) -> PurePosixPath:
        """Where the PDF goes, below the output folder."""
        subject = f"-{self.barrier:02d}" if self.barrier is not None else ""
        parts = (
            self.stock,
            f"tiles-{self.tile.name}" if self.tile else None,
            self.half,
            "ticket" if self.is_ticket else None,
        )
        variant = "".join(f"-{part}" for part in parts if part)
        name = f"{self.product}{subject}-{self.format.name}{variant}.pdf"
        return PurePosixPath(self.edition, self.language, self.target, name)

    @property
    def ticket(self) -> Job:
        """The job ticket that goes with this PDF."""
        return replace(self, is_ticket=True)
