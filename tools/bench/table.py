"""Set figures in Markdown: rows and goals → tables."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

NONE = "–"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table whose first column stands left and whose others stand right."""
    rule = ["---", *["---:"] * (len(heads) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, rule, *rows)) + "\n"


def number(value: float | None) -> str:
    """Write a number with three significant figures at most, and no more than two decimals."""
    if value is None:
        return NONE
    size = math.floor(math.log10(abs(value))) if value else 0
    return f"{value:.{min(2, max(0, 2 - size))}f}"


@dataclass(frozen=True)
class Goal:
    """What must be reached, and what was measured; no figure where a tool was missing."""

    what: str
    measured: float | None
    wanted: float
    unit: str = ""
    is_least: bool = False
    """Whether the goal is the least that will do; else it is the most."""

    @property
    def row(self) -> tuple[str, str, str, str]:
        """Its row: what, measured, goal, whether it was reached."""
        bound = f"{'at least' if self.is_least else 'at most'} {self.wanted:g}{self.unit}"
        if self.measured is None:
            return self.what, NONE, bound, "not measured"
        reached = self.measured >= self.wanted if self.is_least else self.measured <= self.wanted
        return self.what, number(self.measured) + self.unit, bound, "yes" if reached else "**no**"


def goal_table(goals: Iterable[Goal]) -> str:
    """Return the table of goals."""
    return table(("goal", "measured", "wanted", "reached"), (goal.row for goal in goals))


def ratio(above: float | None, below: float | None) -> float | None:
    """Divide, where both were measured."""
    return above / below if above and below else None


def spread(values: Sequence[float]) -> str:
    """Write the smallest and the largest of some values."""
    return f"{number(min(values))} to {number(max(values))}"


def middle(values: Iterable[float | None]) -> float | None:
    """Return the median of what was measured; None when nothing was."""
    known = [value for value in values if value is not None]
    return median(known) if known else None


def exponent(counts: Sequence[float], seconds: Sequence[float]) -> float:
    """Return the power of the count that time grows with: the slope of a line through logarithms.

    Raises ZeroDivisionError when there is only one count.
    """
    across, up = [math.log(one) for one in counts], [math.log(one) for one in seconds]
    centre, level = sum(across) / len(across), sum(up) / len(up)
    rise = sum((x - centre) * (y - level) for x, y in zip(across, up, strict=True))
    return rise / sum((x - centre) ** 2 for x in across)
