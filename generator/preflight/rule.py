"""What a rule is: an id, how bad it is, why, who says so, what helps, and the check itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from generator.model.finding import Severity
from generator.model.product import Target
from generator.preflight.expected import Fault

ALL_TARGETS = tuple(Target)
PAPER = (Target.OFFICE, Target.PRESS)
PRESS = (Target.PRESS,)
SCREEN = (Target.SCREEN,)


@dataclass(frozen=True)
class Rule:
    """One thing that must be right.

    Rules on a PDF are checked as `check(proof, expected)`, rules on content as `check(content)`
    and rules across files as `check(inspections)`; each yields what is wrong.
    """

    id: str
    severity: Severity
    why: str
    """What goes wrong without it, in one line."""
    source: str
    """Who says so: a standard with its clause, a guide, or the trade's practice."""
    cure: str
    """What helps, as a sentence; a fault may know better."""
    check: Callable[..., Iterator[Fault]]
    targets: tuple[Target, ...] = ALL_TARGETS
    """The kinds of PDF that it holds for."""

    def find(self, *subject: Any) -> Iterator[Fault]:
        """Yield what is wrong with the subject of the check."""
        yield from self.check(*subject)
