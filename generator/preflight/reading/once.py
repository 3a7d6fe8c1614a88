"""Read a thing of a PDF once for all rules that ask: a reading → a reading that remembers."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from generator.preflight.reading.proof import Proof

T = TypeVar("T")


def once(read: Callable[[Proof], T]) -> Callable[[Proof], T]:
    """Let a function of a proof run once for each; what it returned goes when the proof goes."""
    name = f"{read.__module__}.{read.__qualname__}"

    @wraps(read)
    def remembering(proof: Proof) -> T:
        known = vars(proof)  # where functools.cached_property keeps what it knows, too
        if name not in known:
            known[name] = read(proof)
        found: T = known[name]
        return found

    return remembering
