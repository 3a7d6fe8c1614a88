"""The job: one PDF to make."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.model.geometry import Format
from generator.model.product import Target


@dataclass(frozen=True)
class Series:
    """Jobs that hang side by side and share their type sizes."""

    edition: str
    language: str
    product: str
    target: Target
    format: str
    """The format that the sizes are found on; formats of the same proportions follow it."""


@dataclass(frozen=True)
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

    @property
    def path(self) -> PurePosixPath:
        """Where the PDF goes, below the output folder."""
        subject = f"-{self.barrier:02d}" if self.barrier is not None else ""
        name = f"{self.product}{subject}-{self.format.name}.pdf"
        return PurePosixPath(self.edition, self.language, self.target, name)
