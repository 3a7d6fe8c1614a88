"""Keep the shells of editions: what a shell is made from → its bytes, made once."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

from generator.stamping import ShellTask, make_shell
from generator.store.cache import Cache

_MOST_KEPT = 32
"""Shells that a process has at hand; the others are read from the cache."""
_NEW_BEFORE_TRIM = 200


@dataclass
class Shells:
    """Shells by key: those at hand, those in the cache, and else new ones."""

    cache: Cache
    tools: str
    """Says what makes shells."""
    at_hand: OrderedDict[str, bytes] = field(default_factory=OrderedDict)
    new: int = 0
    """Shells that were made here."""

    def shell(self, task: ShellTask) -> bytes:
        """Return a shell; raises RenderError."""
        key = task.key(self.tools)
        shell = self.at_hand.pop(key, None) or self.cache.get("shells", key)
        if shell is None:
            shell = make_shell(task)
            self.cache.put("shells", key, shell)
            self.new += 1
            if self.new % _NEW_BEFORE_TRIM == 0:
                self.cache.trim()  # on a machine that works for others, nobody else does
        self.at_hand[key] = shell
        while len(self.at_hand) > _MOST_KEPT:
            self.at_hand.popitem(last=False)
        return shell
