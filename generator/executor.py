"""Where tasks run: in this process, or in several warmed ones."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import wait
from multiprocessing.context import ForkServerContext
from multiprocessing.forkserver import ensure_running
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ParamSpec, TypeVar

from generator.errors import BuildError
from generator.warm import warm_up

P = ParamSpec("P")
T = TypeVar("T")

_TO_END_S = 1
_LONGEST_TEMPORARY = 64
"""Bytes: a socket's address has 108 (unix(7)), and Python puts some 40 behind this folder."""
_HERE = Path(__file__).resolve().parents[1]


class InlineExecutor(Executor):
    """Runs each task at once in this process: for a build that isn't worth another process."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run `fn` and return its finished future."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class WorkerPool(Executor):
    """Warmed processes; when one dies, all are started anew at the next task.

    The tasks that were under way then raise BrokenProcessPool: who waits for them knows whether
    another try is worth it.
    """

    def __init__(self, workers: int, room: str) -> None:
        self._workers, self._room = workers, room
        self._pool = self._open()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Give a task to a process; one is started when none is idle, up to as many as asked."""
        try:
            return self._pool.submit(fn, *args, **kwargs)
        except BrokenProcessPool:
            self._pool.shutdown()
            self._pool = self._open()
            return self._pool.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes, when they are done with what they do."""
        self._pool.shutdown(wait, cancel_futures=cancel_futures)

    def _open(self) -> ProcessPoolExecutor:
        get_ready()
        return ProcessPoolExecutor(
            self._workers,
            mp_context=_context(),
            initializer=_start_worker,
            initargs=(self._room, dict(os.environ)),
        )


@contextmanager
def open_executor(workers: int, tasks: int) -> Iterator[Executor]:
    """Open an executor for `tasks` tasks on at most `workers` processes.

    When the block is left by an exception, Ctrl-C included, waiting tasks are dropped and workers
    are ended at once: they hold nothing that could be lost, since only the parent writes.

    Raises BuildError where there is no folder for temporary files.
    """
    workers = min(workers, tasks)
    if workers <= 1:
        yield InlineExecutor()
        return
    with _room() as room:
        pool = WorkerPool(workers, room)
        try:
            yield pool
        except BaseException:
            _end(multiprocessing.active_children())
            # Its thread ends here, too: one that closes its pipe while Python exits, and wakes all
            # such threads, makes it say so with a traceback.
            pool.shutdown(cancel_futures=True)
            raise
        pool.shutdown()


def _room() -> TemporaryDirectory[str]:
    """Return a folder for the temporary files of workers; raises BuildError where none can be."""
    try:
        return TemporaryDirectory(prefix="drempels-", dir=_temporary(), ignore_cleanup_errors=True)
    except OSError as error:
        raise _no_temporary() from error


def _end(processes: Iterable[multiprocessing.process.BaseProcess]) -> None:
    """End processes, and wait a moment until they write nothing any more."""
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + _TO_END_S
    for process in processes:
        wait([process.sentinel], max(0, deadline - time.monotonic()))


def get_ready() -> None:
    """Begin to import what tasks need, beside what this process does: workers then start at once.

    For who will open an executor for several tasks soon. Raises BuildError as that does.
    """
    if not isinstance(context := _context(), ForkServerContext):
        return
    context.set_forkserver_preload(["generator.preload"])
    before = os.environ.get("PYTHONPATH")
    # Python 3.11 doesn't tell it where this package is: another one may be installed.
    os.environ["PYTHONPATH"] = os.pathsep.join((str(_HERE), before) if before else (str(_HERE),))
    try:
        ensure_running()
    finally:
        del os.environ["PYTHONPATH"]
        if before is not None:
            os.environ["PYTHONPATH"] = before


def _context() -> multiprocessing.context.BaseContext:
    # Never fork this process: it runs threads (progress, the pool's own). On Linux, workers are
    # forked from one that has imported everything and has laid nothing out: Pango starts threads
    # then. Elsewhere, what it loads doesn't bear that.
    is_short = len(os.fsencode(_temporary())) <= _LONGEST_TEMPORARY
    is_forked = sys.platform == "linux" and is_short
    return multiprocessing.get_context("forkserver" if is_forked else "spawn")


def _temporary() -> str:
    """Return the folder for temporary files; raises BuildError where none can be written."""
    try:
        return tempfile.gettempdir()
    except OSError as error:
        raise _no_temporary() from error


def _no_temporary() -> BuildError:
    hint = "make room on the disk, or let TMPDIR name another folder"
    return BuildError("there is no folder for temporary files", hint=hint)


def _start_worker(room: str, environment: dict[str, str]) -> None:
    """Let Ctrl-C end a worker without a traceback, and import what every task needs.

    `room` is the folder for its temporary files, such as WeasyPrint's fonts: who is ended can't
    clear up after himself. It is forked from a process that may have begun before `environment`
    was as it is.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.environ.clear()
    os.environ.update(environment)
    tempfile.tempdir = room
    threading.Thread(target=_end_with_parent, args=(room,), daemon=True).start()
    warm_up()


def _end_with_parent(room: str) -> None:
    """End this process when the one that started it is gone.

    A worker holds both ends of the pipe that tasks come through: it would wait for ever.
    """
    if parent := multiprocessing.parent_process():
        parent.join()
        shutil.rmtree(room, ignore_errors=True)
        os._exit(1)
