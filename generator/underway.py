"""Tasks that were handed out: each one's result goes to who waits for it, as it comes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any, TypeVar

from generator.errors import GeneratorError
from generator.executor import InlineExecutor
from generator.report import no_room, worker_died

T = TypeVar("T")
R = TypeVar("R")

Work = Callable[[Sequence[T]], Sequence[R | GeneratorError]]
"""Does several tasks; what went wrong with one stands in the place of its result."""
Then = Callable[[R | GeneratorError], None]

_AHEAD = 2
"""Batches for each worker: one that it works on, one that it finds when it is done."""
_MOST_IN_A_BATCH = 48
_MOST_DEATHS = 3
"""Times that workers may die one after the other before a result comes: then a task kills them."""


@dataclass(frozen=True)
class _Handed:
    """A task and who waits for its result."""

    work: Work[Any, Any]
    task: Any
    then: Then[Any]


@dataclass
class UnderWay:
    """The tasks that an executor was given, and what is to be done with their results.

    Tasks go in batches: alone while workers have nothing to do, many at a time while they are busy.
    A worker that dies costs its tasks another try.
    """

    executor: Executor
    width: Callable[[], int] = lambda: 1
    """How many workers there are."""
    fewest: int = 1
    """Tasks that are worth sending while others may still come."""
    waiting: dict[Hashable, deque[_Handed]] = field(default_factory=dict)
    """Tasks that no worker has yet, by what they have in common."""
    pending: dict[Future[Any], list[_Handed]] = field(default_factory=dict)
    finished: SimpleQueue[Future[Any] | None] = field(default_factory=SimpleQueue)
    """Those of `pending` that are done; None wakes who waits. Waiting for all of them would lock
    them all: Ctrl-C at that moment leaves one locked, and the pool then never ends."""
    is_stopped: bool = False
    deaths: int = 0
    """Of workers, since the last result."""

    def hand_out(self, work: Work[T, R], task: T, then: Then[R], alike: Hashable = None) -> None:
        """Give a task to the executor; `then` takes up what comes of it.

        Tasks with equal `alike` go together: they have something in common that is made once.
        """
        self.heed()
        queue = self.waiting.setdefault((work, alike), deque())
        queue.append(_Handed(work, task, then))
        self._send(self.fewest)

    def work_off(self, below: int = 0) -> None:
        """Take up finished tasks until so few are left; that may hand out others."""
        while self._left > below:
            self._send(1)
            future = self.finished.get()
            self.heed()
            if future is not None:
                self._take(future)

    def stop(self) -> None:
        """Let it end as by Ctrl-C, also while it waits."""
        self.is_stopped = True
        self.finished.put(None)

    def heed(self) -> None:
        """Raise KeyboardInterrupt once it was stopped."""
        if self.is_stopped:
            raise KeyboardInterrupt

    @property
    def is_here(self) -> bool:
        """Whether tasks are done in this process and thread."""
        return isinstance(self.executor, InlineExecutor)

    @property
    def _most(self) -> int:
        """Batches that are under way at the most."""
        return _AHEAD * max(self.width(), 1)

    @property
    def _left(self) -> int:
        sent = sum(len(batch) for batch in self.pending.values())
        return sent + sum(len(queue) for queue in self.waiting.values())

    def _send(self, fewest: int) -> None:
        """Give batches to workers that would soon have nothing to do, the longest queue first."""
        while self.waiting and len(self.pending) < self._most:
            key = max(self.waiting, key=lambda one: len(self.waiting[one]))
            queue = self.waiting[key]
            if len(queue) < fewest:
                return
            # What is left is shared among all workers: none gets all of the last tasks.
            share = -(-sum(map(len, self.waiting.values())) // self._most)
            size = min(max(share, fewest), _MOST_IN_A_BATCH)
            batch = [queue.popleft() for _ in range(min(size, len(queue)))]
            if not queue:
                del self.waiting[key]
            self._submit(batch)

    def _submit(self, batch: list[_Handed]) -> None:
        try:
            future = self.executor.submit(batch[0].work, tuple(one.task for one in batch))
        except BrokenProcessPool as error:
            future = Future()
            future.set_exception(error)
        self.pending[future] = batch
        future.add_done_callback(self.finished.put)

    def _take(self, future: Future[Any]) -> None:
        batch = self.pending.pop(future)
        try:
            results = future.result()
        except BrokenProcessPool:
            self._try_again(batch)
            return
        except GeneratorError as error:  # a cluster has nobody left who could do it
            results = [error] * len(batch)
        except OSError as error:
            results = [no_room(error)] * len(batch)
        self.deaths = 0
        for one, result in zip(batch, results, strict=True):
            one.then(result)

    def _try_again(self, batch: list[_Handed]) -> None:
        """Hand out tasks whose worker died, one by one, as long as that may help."""
        self.deaths += 1
        if self.deaths > _MOST_DEATHS * self._most:
            for one in batch:
                one.then(worker_died())
            return
        for one in batch:
            self._submit([one])
