"""Tell the same fault of several things on a page once: a check → a check that folds its faults."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import wraps

from generator.preflight.expected import Expected, Fault
from generator.preflight.reading.proof import Proof

Check = Callable[[Proof, Expected], Iterator[Fault]]


def by_page(check: Check) -> Check:
    """Let a check tell a fault once on each page, with all places."""

    @wraps(check)
    def folded(proof: Proof, expected: Expected) -> Iterator[Fault]:
        faults: dict[tuple[int | None, str], Fault] = {}
        for fault in check(proof, expected):
            key = fault.page, fault.message
            known = faults.get(key)
            faults[key] = replace(fault, places=(known.places if known else ()) + fault.places)
        yield from faults.values()

    return folded
