"""How much room a document has: the scales that its type may have, and its pages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ScaleRange:
    """The type scales that copyfit may choose from."""

    largest: float
    smallest: float

    def at(self, share: float) -> float:
        """Return the scale at `share` of the way from smallest (0) to largest (1)."""
        return round(self.smallest + (self.largest - self.smallest) * share, 4)


@dataclass(frozen=True)
class HeadlineRange(ScaleRange):
    """The scales of headlines, and how many different ones a series may show."""

    sizes: int
    """Different ones at the most."""
    lines: int
    """That a headline may have at the most."""


@dataclass(frozen=True)
class Fit(ScaleRange):
    """How copyfit may scale a product's type, and what keeps step with what."""

    headline: HeadlineRange | None = None
    """Without it, headlines follow the text."""
    series: bool = False
    """PDFs or parts that hang side by side share their sizes."""

    @property
    def headlines(self) -> ScaleRange:
        """The scales of headlines; they follow the text when they have no range of their own."""
        return self.headline or self


ONE_SIZE = Fit(1, 1)
"""Of a product that says nothing of fit."""


@dataclass(frozen=True)
class PageRange:
    """At least and at most so many pages."""

    min: int
    max: int
