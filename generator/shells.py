"""Keep the shells of editions: what a shell is made from → its bytes, made once."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

from generator.finish.stamp import Shell
from generator.stamping import ShellTask, make_shell
from generator.store.cache import Cache

_MOST_BYTES = 40_000_000
"""Of the shells that a process has at hand, some 500. The others are read from the cache."""
_NEW_BEFORE_TRIM = 200


@dataclass
class Shells:
    """Shells by key: those at hand, those in the cache, and else new ones."""

    cache: Cache
    tools: str
    """Says what makes shells."""
    at_hand: OrderedDict[str, Shell] = field(default_factory=OrderedDict)
    new: int = 0
    """Shells that were made here."""

    def shell(self, task: ShellTask) -> Shell:
        """Return a shell; raises RenderError."""
        key = task.key(self.tools)
        shell = self.at_hand.pop(key, None) or self._kept(key) or self._made(task, key)
        self.at_hand[key] = shell
        size = sum(len(one.pdf) for one in self.at_hand.values())
        while size > _MOST_BYTES and len(self.at_hand) > 1:
            _, oldest = self.at_hand.popitem(last=False)
            size -= len(oldest.pdf)
        return shell

    def _kept(self, key: str) -> Shell | None:
        kept = self.cache.get("shells", key)
        return Shell(kept) if kept else None

    def _made(self, task: ShellTask, key: str) -> Shell:
        shell = make_shell(task)
        self.cache.put("shells", key, shell.pdf)
        self.new += 1
        if self.new % _NEW_BEFORE_TRIM == 0:
            self.cache.trim()  # on a machine that works for others, nobody else does
        return shell
