"""Tasks that were handed out: each one's result goes to who waits for it, as it comes."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from math import ceil
from queue import SimpleQueue
from typing import Any, TypeVar

from generator.errors import GeneratorError, no_room, worker_died
from generator.executor import InlineExecutor

T = TypeVar("T")
R = TypeVar("R")

Work = Callable[[Sequence[T]], Sequence[R | GeneratorError]]
"""Does several tasks; what went wrong with one stands in the place of its result."""
Then = Callable[[R | GeneratorError], None]

_MOST_IN_A_BATCH = 48
_HEAVIEST_BATCH = 8_000_000
"""Characters of a batch's documents, which hold logos: a worker has all of them at once, several
times over."""
_HEAVIEST_AHEAD = 64_000_000
"""Characters of all documents; more, where that keeps many workers busy."""
_SHORTEST_S = 0.001
"""What a task takes at the least."""
_DEATHS_IN_COMPANY = 2
"""Times that a task's worker may die while there are others; then it is tried with no other."""
_MOST_DEATHS = 4
"""Times that a task's worker may die before it is said to kill them."""


@dataclass(frozen=True)
class _Handed:
    """A task and who waits for its result."""

    work: Work[Any, Any]
    task: Any
    then: Then[Any]
    weight: int = 0
    """Of what it holds: characters of its document, bytes of its PDF."""
    deaths: int = 0
    """Of workers that had it."""


@dataclass
class _Batch:
    """Tasks that a worker has together."""

    tasks: list[_Handed]
    alike: Hashable
    """What they have in common."""
    begun_s: float
    ended_s: float = 0.0

    @property
    def seconds(self) -> float:
        """How long a task of it took."""
        return (self.ended_s - self.begun_s) / len(self.tasks)


@dataclass
class UnderWay:
    """The tasks that an executor was given, and what is to be done with their results.

    Tasks go in batches: alone while workers have nothing to do, many at a time while they are busy.
    A worker that dies, and with it the pool, costs all tasks that were under way another try, each
    by itself; one that kills its worker again and again is in the end the only one that fails.
    """

    executor: Executor
    width: Callable[[], int] = lambda: 1
    """How many workers there are."""
    fewest: int = 1
    """Tasks that are worth sending while others may still come."""
    ahead: int = 1
    """Batches for each worker at a time. With one, more tasks wait meanwhile, and go together; a
    worker that is far away needs another at hand when it is done."""
    waiting: dict[Hashable, deque[_Handed]] = field(default_factory=dict)
    """Tasks that no worker has yet, by what they have in common."""
    pending: dict[Future[Any], _Batch] = field(default_factory=dict)
    seconds: dict[Hashable, float] = field(default_factory=dict)
    """What a task took, by what it has in common with others: a handout takes ten times as long as
    a poster. Of the last batch that had any."""
    finished: SimpleQueue[Future[Any] | None] = field(default_factory=SimpleQueue)
    """Those of `pending` that are done; None wakes who waits. Waiting for all of them would lock
    them all: Ctrl-C at that moment leaves one locked, and the pool then never ends."""
    suspects: deque[_Handed] = field(default_factory=deque)
    """Tasks whose workers died, to be tried when nothing else is under way."""
    held_back: int = 0
    """Jobs that hand out tasks once what they wait for is there, and what there is weighs little
    enough."""
    weight: int = 0
    """What all tasks hold that aren't done: characters of documents, bytes of PDFs."""
    later: deque[Callable[[], None]] = field(default_factory=deque)
    """What was put off."""
    is_stopped: bool = False

    def hand_out(
        self,
        work: Work[T, R],
        task: T,
        then: Then[R],
        alike: Hashable = None,
        weight: int = 0,
    ) -> None:
        """Give a task to the executor; `then` takes up what comes of it.

        Tasks with equal `alike` go together: they have something in common that is made once.
        """
        self.heed()
        queue = self.waiting.setdefault((work, alike), deque())
        queue.append(_Handed(work, task, then, weight))
        self.weight += weight
        self._send(self.fewest)

    def put_off(self, begin: Callable[[], None]) -> None:
        """Call what hands out tasks while others are worked off, once they weigh little enough."""
        self.later.append(begin)

    def work_off(self, below: int = 0) -> None:
        """Take up finished tasks, and wait until few are left; that may hand out others.

        There are then `below` at most, and they hold no more than memory bears.
        """
        self.heed()
        while True:
            self._begin_more()
            is_too_much = self._left > below or self._is_heavy
            fewest = 1 if is_too_much else self.fewest
            self._keep_busy(fewest)
            if not is_too_much and self.finished.empty():
                return
            future = self.finished.get()
            self.heed()
            self._send(fewest)  # nobody waits while what is done is taken up
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
        return self.ahead * max(self.width(), 1)

    @property
    def _busy(self) -> int:
        """Batches that somebody works on."""
        if self.is_here:
            return len(self.pending)
        # What is done waits here to be taken up, while its worker waits for more.
        return sum(not future.done() for future in self.pending)

    @property
    def _is_heavy(self) -> bool:
        return self.weight > max(_HEAVIEST_AHEAD, _HEAVIEST_BATCH * self._most)

    @property
    def _left(self) -> int:
        sent = sum(len(batch.tasks) for batch in self.pending.values())
        waiting = sum(len(queue) for queue in self.waiting.values())
        return sent + waiting + len(self.suspects) + self.held_back + len(self.later)

    def _begin_more(self) -> None:
        """Begin what was put off, until there is enough, or something to be taken up."""
        while self.later and not self._is_heavy and self.finished.empty():
            self.later.popleft()()

    def _keep_busy(self, fewest: int) -> None:
        """Send what waits, and a task whose workers died when nothing else is under way."""
        self._send(fewest)
        if self.suspects and not self.pending:
            self._submit([self.suspects.popleft()])

    def _send(self, fewest: int) -> None:
        """Give batches to workers that would soon have nothing to do, the longest work first."""
        while self._busy < self._most:
            enough = [one for one, queue in self.waiting.items() if len(queue) >= fewest]
            if not enough:
                return
            alike = max(enough, key=self._work_in)
            queue = self.waiting[alike]
            # What is left is shared among all workers: none gets all of the last tasks.
            share = sum(map(self._work_in, self.waiting)) / self._most
            most = ceil(round(share / self._seconds_for(alike), 6))
            batch = _taken(queue, min(max(most, fewest), _MOST_IN_A_BATCH))
            if not queue:
                del self.waiting[alike]
            self._submit(batch, alike)

    def _work_in(self, alike: Hashable) -> float:
        """Return how many seconds a queue will take, as far as can be told."""
        return self._seconds_for(alike) * len(self.waiting[alike])

    def _seconds_for(self, alike: Hashable) -> float:
        if alike in self.seconds:
            return self.seconds[alike]
        known = self.seconds.values()
        return sum(known) / len(known) if known else 1.0

    def _submit(self, tasks: list[_Handed], alike: Hashable = None) -> None:
        batch = _Batch(tasks, alike, time.monotonic())
        try:
            future = self.executor.submit(tasks[0].work, tuple(one.task for one in tasks))
        except BrokenProcessPool as error:
            future = Future()
            future.set_exception(error)

        def ended(future: Future[Any]) -> None:
            batch.ended_s = time.monotonic()
            self.finished.put(future)

        self.pending[future] = batch
        future.add_done_callback(ended)

    def _take(self, future: Future[Any]) -> None:
        done = self.pending.pop(future)
        batch = done.tasks
        try:
            results = future.result()
            self.seconds[done.alike] = max(done.seconds, _SHORTEST_S)
        except BrokenProcessPool:
            for one in batch:
                self._try_again(replace(one, deaths=one.deaths + 1))
            return
        except (GeneratorError, OSError) as error:  # a cluster, or a worker's disk
            if len(batch) > 1:
                for one in batch:
                    self._wait_alone(one)
                return
            results = [error if isinstance(error, GeneratorError) else no_room(error)]
        for one, result in zip(batch, results, strict=True):
            self._end(one, result)

    def _end(self, one: _Handed, result: Any) -> None:
        self.weight -= one.weight
        one.then(result)

    def _try_again(self, one: _Handed) -> None:
        """Hand out a task whose worker died, as long as that may help."""
        if one.deaths < _DEATHS_IN_COMPANY:
            self._wait_alone(one)
        elif one.deaths < _MOST_DEATHS:
            self.suspects.append(one)
        else:
            self._end(one, worker_died())

    def _wait_alone(self, one: _Handed) -> None:
        """Let a task go in a batch of its own."""
        self.waiting[object()] = deque([one])


def _taken(queue: deque[_Handed], most: int) -> list[_Handed]:
    """Take the first tasks out of a queue: one at least, and no more than a worker can bear."""
    batch = [queue.popleft()]
    weight = batch[0].weight
    while queue and len(batch) < most and weight + queue[0].weight <= _HEAVIEST_BATCH:
        weight += queue[0].weight
        batch.append(queue.popleft())
    return batch
