"""What a rule is: an id, how bad it is, why, who says so, what helps, and the check itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.model.finding import Finding, RuleInfo, Severity
from generator.model.target import Target
from generator.preflight.expected import Fault

ALL_TARGETS = tuple(Target)
PAPER = (Target.OFFICE, Target.PRESS)
PRESS = (Target.PRESS,)
SCREEN = (Target.SCREEN,)
LINKING = (Target.SCREEN, Target.OFFICE)
"""What is looked at on screens, too, where links and notes work."""


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

    @property
    def info(self) -> RuleInfo:
        """What it says of itself; of a rule on content or across files, say so with `replace`."""
        targets = tuple(target.value for target in self.targets)
        return RuleInfo(self.id, self.severity, self.why, self.source, self.cure, targets)

    def finding(self, fault: Fault, document: str = "") -> Finding:
        """Return what the rule found, with how bad it is and what helps."""
        return Finding(
            self.id,
            fault.severity or self.severity,
            fault.message,
            fault.page,
            fault.mark,
            fault.detail,
            fault.cure or self.cure,
            fault.places,
            file=fault.file,
            document=fault.document or document,
        )
