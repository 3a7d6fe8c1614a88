"""Run work on files that nobody vouches for: tasks → results, each within time and memory."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import TimeoutError as TookTooLong
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

T = TypeVar("T")
R = TypeVar("R")
_MEGABYTE = 1_000_000
_RENEW_AFTER = 200
"""Tasks after which a worker is replaced: what a hostile file left behind goes with it."""


@dataclass(frozen=True)
class Limits:
    """What one file may take."""

    seconds: float = 60
    megabytes: int = 2000
    """Of address space; only Linux holds processes to it."""


class TooHeavyError(Exception):
    """A task took more than its limits, or ended its process."""


def run_guarded(
    work: Callable[[T], R], tasks: Sequence[T], workers: int, limits: Limits
) -> Iterator[R | TooHeavyError]:
    """Yield what comes of each task, in order; a task past its limits yields TooHeavyError.

    Tasks run in processes apart from this one. One whose time is over is killed; it is renewed
    after some tasks, too. What `work` raises is raised here, and BuildError when no process can be
    started.
    """
    if not tasks:
        return
    pool: Any = ProcessPool(
        max_workers=max(1, min(workers, len(tasks))),
        max_tasks=_RENEW_AFTER,
        initializer=_confine,
        initargs=(limits.megabytes,),
        context=get_context("spawn"),
    )
    try:
        futures = [pool.schedule(work, args=(task,), timeout=limits.seconds) for task in tasks]
        for future in futures:
            try:
                yield future.result()
            except TookTooLong:
                yield TooHeavyError(f"it takes more than {limits.seconds:g} seconds")
            except MemoryError:
                yield TooHeavyError(f"it takes more than {limits.megabytes} MB of memory")
            except ProcessExpired:
                yield TooHeavyError("the process that read it ended")
        pool.close()
    finally:
        pool.stop()
        pool.join()


def _confine(megabytes: int) -> None:
    """Bound a worker's memory; numerical libraries would reserve some for each core."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    if sys.platform == "linux":
        import resource

        limit = megabytes * _MEGABYTE
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        if hard != resource.RLIM_INFINITY:
            limit = min(limit, hard)  # who runs it may allow less
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
