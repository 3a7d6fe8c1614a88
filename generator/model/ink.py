"""Say what goes on paper: shares of the four inks → what CSS, SVG and PDF need to know of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType


@dataclass(frozen=True)
class Cmyk:
    """A colour as the share of paper that each ink covers, from 0 to 100%.

    Raises ValueError for a share outside that range.
    """

    cyan: float
    magenta: float
    yellow: float
    key: float
    """Black; the trade calls its plate the key."""

    def __post_init__(self) -> None:
        if not all(0 <= share <= 100 for share in self.shares):
            raise ValueError(f"an ink covers 0 to 100% of the paper, not {self.shares}")

    @property
    def shares(self) -> tuple[float, float, float, float]:
        """Cyan, magenta, yellow and black, in the order of a PDF's DeviceCMYK."""
        return self.cyan, self.magenta, self.yellow, self.key

    @property
    def total(self) -> float:
        """Total area coverage: the sum of the four inks, up to 400%."""
        return sum(self.shares)

    @property
    def css(self) -> str:
        """The colour as CSS Color 5 writes it: `device-cmyk(0.96 0.55 0.43 0.59)`."""
        return f"device-cmyk({' '.join(as_number(share / 100) for share in self.shares)})"

    def limited(self, limit_pct: float) -> Cmyk:
        """Return the colour with as much less cyan, magenta and yellow as the limit asks.

        They keep their proportion, so that the hue stays. Black stays as it is: where it is over
        the limit by itself, it is all that is left.
        """
        if self.total <= limit_pct:
            return self
        coloured = self.total - self.key
        share = max(limit_pct - self.key, 0) / coloured if coloured else 0
        return replace(
            self, cyan=self.cyan * share, magenta=self.magenta * share, yellow=self.yellow * share
        )


def as_number(number: float) -> str:
    """Write a number from 0 to 1 for CSS or PDF; four decimals are finer than any press."""
    return f"{number:.4f}".rstrip("0").rstrip(".")


CAMPAIGN_INKS: Mapping[str, Cmyk] = MappingProxyType(
    {
        "ink": Cmyk(96, 55, 43, 59),
        "leaf": Cmyk(89, 40, 43, 35),
        "light": Cmyk(0, 18, 70, 0),
        "teal": Cmyk(85, 29, 39, 19),
        "tint": Cmyk(10, 3, 6, 0),
        "text": Cmyk(0, 0, 0, 100),
        "paper": Cmyk(0, 0, 0, 0),
        "rule": Cmyk(0, 18, 70, 0),
    }
)
"""The campaign's own palette in whole percents, by token: found through the coated profile.

Text is black alone, not its dark blue: four plates never register well enough for small type.
"""
