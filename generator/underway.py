"""Tasks that were handed out: each one's result goes to who waits for it, as it comes."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any, TypeVar

from generator.report import no_room, worker_died

T = TypeVar("T")
R = TypeVar("R")


@dataclass
class UnderWay:
    """The tasks that an executor was given, and what is to be done with their results."""

    executor: Executor
    pending: dict[Future[Any], Callable[[Future[Any]], None]] = field(default_factory=dict)
    finished: SimpleQueue[Future[Any] | None] = field(default_factory=SimpleQueue)
    """Those of `pending` that are done; None wakes who waits. Waiting for all of them would lock
    them all: Ctrl-C at that moment leaves one locked, and the pool then never ends."""
    is_stopped: bool = False

    def hand_out(self, work: Callable[[T], R], task: T, then: Callable[[Future[R]], None]) -> None:
        """Give a task to the executor; `then` takes up what comes of it."""
        try:
            future = self.executor.submit(work, task)
        except BrokenProcessPool as error:
            future = Future()
            future.set_exception(error)
        self.pending[future] = then
        future.add_done_callback(self.finished.put)

    def work_off(self) -> None:
        """Take up each finished task; that may hand out others."""
        while self.pending:
            future = self.finished.get()
            if future is None or self.is_stopped:
                raise KeyboardInterrupt
            self.pending.pop(future)(future)

    def stop(self) -> None:
        """Let `work_off` end as by Ctrl-C, also while it waits."""
        self.is_stopped = True
        self.finished.put(None)


def done(result: T) -> Future[T]:
    """Return the future of a result that is there already."""
    future: Future[T] = Future()
    future.set_result(result)
    return future


def result_of(future: Future[T]) -> T:
    """Return what came of a task; raises what went wrong.

    That is BuildError for a worker that died or had no room for its temporary files.
    """
    try:
        return future.result()
    except BrokenProcessPool as error:
        raise worker_died() from error
    except OSError as error:
        raise no_room(error) from error
