"""Where tasks run when not here: the checked workers of a Dask cluster, as an executor."""

from __future__ import annotations

import pickle
import re
import threading
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from generator.errand import Errand, Outcome, differences, versions_here
from generator.errors import BuildError, Problem
from generator.scheduler import ANSWER_S, check_address, connect, in_short, lost

if TYPE_CHECKING:
    from distributed import Client

P = ParamSpec("P")
T = TypeVar("T")

_LOOK_EVERY_S = 1.0
_GONE_LOOKS = 10
"""Looks at a cluster without workers before it is given up: Dask's nanny starts a dead worker anew
in a few seconds."""
_MACHINE_RETRIES = 2
"""For what is a machine's fault, as too little memory. Dask counts workers that die on a task by
itself: `distributed.scheduler.allowed-failures`, 3."""
_SENDINGS = 4
"""How often a task is sent to workers that then all die: it may be what they die of."""
_CLOSE_S = 0.4
"""Ctrl-C is to end a build within a second, also when the scheduler hangs."""

_MISSING = re.compile(r"No module named '([\w.]+)'")
"""Of a worker's error, a scheduler passes on no more than the text."""


@contextmanager
def open_cluster(address: str, refused: list[Problem] | None = None) -> Iterator[Cluster]:
    """Open an executor on the workers of the Dask scheduler at `address`.

    Workers whose versions differ from ours get nothing to do and are told in `refused`, also when
    they join later. Results are as those of other executors; a task that no worker can do raises
    BuildError. When the block is left, tasks that wait are dropped.

    Raises UsageError for an address that isn't one, and BuildError when Dask isn't installed,
    nobody answers there, or no worker can be used.
    """
    check_address(address)
    with warnings.catch_warnings():
        # Of large tasks, and of versions: the one is as it should be, the other we check.
        warnings.filterwarnings("ignore", module="distributed")
        cluster = Cluster(connect(address), address, [] if refused is None else refused)
        try:
            cluster.open()
            yield cluster
        finally:
            cluster.close()


@dataclass(eq=False)
class _Sent:
    """A task that is under way, and where it may be done."""

    payload: bytes
    result: Future[Any] = field(default_factory=Future)
    workers: frozenset[str] = frozenset()
    inner: Future[Outcome] | None = None
    sendings: int = 0


class Cluster(Executor):
    """Hands tasks to workers that were checked, and watches over those workers."""

    def __init__(self, client: Client, address: str, refused: list[Problem]) -> None:
        self._client = client
        self._address = address
        self._refused = refused
        self._pool: Executor = client.get_executor(
            pure=False, retries=_MACHINE_RETRIES, allow_other_workers=False
        )
        self._checked: set[str] = set()
        self._accepted: set[str] = set()
        self._present: frozenset[str] = frozenset()
        """Workers that were checked and are there."""
        self._under_way: set[_Sent] = set()
        self._failure: BuildError | None = None
        self._closing = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        # Results come in Dask's thread, tasks from the build's, news of workers in our own.
        self._lock = threading.RLock()

    @property
    def workers(self) -> int:
        """How many there are to work with now."""
        return len(self._present)

    def open(self) -> None:
        """Wait for workers and check them; raises BuildError when none can be used."""
        from distributed import TimeoutError as TookTooLong

        try:
            self._client.wait_for_workers(1, timeout=ANSWER_S)
            self._admit()
        except TookTooLong as error:
            raise BuildError(
                f"the scheduler at {self._address} has no workers",
                hint=f"start some with: dask worker {self._address} --nthreads 1",
            ) from error
        except OSError as error:
            raise lost(self._address) from error
        if not self._present:
            raise self._nobody()
        self._watcher.start()

    def close(self) -> None:
        """Leave the cluster; the scheduler then drops what is still to be done for us."""
        self._closing.set()
        if self._watcher.is_alive():
            self._watcher.join(_CLOSE_S)
        # A scheduler that hangs or is gone has nothing more to tell.
        with suppress(OSError, RuntimeError, AssertionError):
            self._client.close(timeout=_CLOSE_S)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Send a task to the workers that are there."""
        work = partial(fn, **kwargs) if kwargs else fn
        sent = _Sent(Errand(work, args, versions_here()).packed())
        with self._lock:
            self._under_way.add(sent)
            if self._failure:
                self._settle(sent, error=self._failure)
            elif self._present:
                self._send(sent)
        return sent.result

    def _send(self, sent: _Sent) -> None:
        from distributed.client import ClosedClientError

        sent.workers, sent.sendings = self._present, sent.sendings + 1
        sending: Callable[..., Future[Outcome]] = self._pool.submit
        try:
            sent.inner = sending(pickle.loads, sent.payload, workers=sorted(sent.workers))
        except (ClosedClientError, OSError, RuntimeError):
            self._give_up(lost(self._address))
            return
        sent.inner.add_done_callback(partial(self._came_back, sent))

    def _came_back(self, sent: _Sent, inner: Future[Outcome]) -> None:
        """Hand on what came of a task."""
        from distributed import KilledWorker

        with self._lock:
            if inner is not sent.inner:
                return  # it was sent anew since
            if inner.cancelled():
                self._settle(sent, error=lost(self._address))
                return
            error = inner.exception()
            if error is None:
                outcome = inner.result()
                self._settle(sent, outcome.result, outcome.error)
            elif isinstance(error, KilledWorker):
                self._settle(sent, error=_workers_died(error.allowed_failures + 1))
            else:
                failed = BuildError(
                    f"the cluster couldn't do a task: {in_short(error)}",
                    hint="look at what its workers print",
                )
                failed.__cause__ = error
                self._settle(sent, error=failed)

    def _settle(self, sent: _Sent, result: Any = None, error: BaseException | None = None) -> None:
        if sent not in self._under_way:
            return
        self._under_way.remove(sent)
        if error:
            sent.result.set_exception(error)
        else:
            sent.result.set_result(result)

    def _give_up(self, failure: BuildError) -> None:
        """Fail what is under way and what is still to come."""
        with self._lock:
            self._failure = failure
            for sent in list(self._under_way):
                self._settle(sent, error=failure)

    def _watch(self) -> None:
        """Look after the workers, until the end or until nothing is left to look after."""
        looks_in_vain = 0
        while not self._failure and not self._closing.wait(_LOOK_EVERY_S):
            # Once the connection breaks, Dask cancels all; what it would make anew isn't ours.
            if self._client.status != "running":
                self._give_up(lost(self._address))
                return
            try:
                self._admit()
                self._send_stranded()
            except Exception as error:
                # Whatever it was: nobody looks any more, so the build must not wait any more.
                failure = lost(self._address)
                failure.__cause__ = error
                self._give_up(failure)
                return
            looks_in_vain = 0 if self._present else looks_in_vain + 1
            if looks_in_vain == _GONE_LOOKS:
                self._give_up(self._nobody())

    def _send_stranded(self) -> None:
        """Send anew what waits for workers that are all gone: Dask would wait for their return."""
        with self._lock:
            if not self._present:
                return
            for sent in [one for one in self._under_way if not one.workers & self._present]:
                if sent.sendings == _SENDINGS:
                    self._settle(sent, error=_workers_died(_SENDINGS))
                else:
                    self._send(sent)

    def _admit(self) -> None:
        """See which workers are there, and check those that are new."""
        there: set[str] = set(self._client.nthreads())
        if new := sorted(there - self._checked):
            ours = versions_here()
            names = self._client.scheduler_info()["workers"]
            for worker, theirs in self._client.run(
                versions_here, workers=new, on_error="return"
            ).items():
                self._checked.add(worker)
                name = names.get(worker, {}).get("name", worker)
                who = worker if name == worker else f"{name} ({worker})"
                if problem := _unfit(who, ours, theirs):
                    self._refused.append(problem)
                else:
                    self._accepted.add(worker)
        with self._lock:
            self._present = frozenset(self._accepted & there)

    def _nobody(self) -> BuildError:
        if self._accepted:
            return BuildError(
                f"no worker of {self._address} is left",
                hint="look at what the workers printed; is there enough memory?",
            )
        none = Problem(f"none of the workers of {self._address} can be used")
        return BuildError([*self._refused, none])


def _unfit(who: str, ours: dict[str, str], theirs: dict[str, str] | Exception) -> Problem | None:
    """Say why a worker gets nothing to do; None when there is no reason."""
    hint = "install there what is installed here, and start it anew"
    if isinstance(theirs, Exception):
        missing = _MISSING.search(str(theirs))
        why = f"it has no {_called(missing[1])}" if missing else in_short(theirs)
        return Problem(f"worker {who} gets no tasks: {why}", hint=hint)
    if other := differences(ours, theirs):
        return Problem(f"worker {who} gets no tasks: it has {other}", hint=hint)
    return None


def _called(module: str) -> str:
    """Return what people call the package that a module is in."""
    package, _, inner = module.partition(".")
    if package != __package__:
        return package
    return "drempels as new as this one" if inner else "drempels"


def _workers_died(times: int) -> BuildError:
    return BuildError(
        f"no worker survives this: tried {times} times",
        hint="is there enough memory? Look at what the workers printed",
    )
