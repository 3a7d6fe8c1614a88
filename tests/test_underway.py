"""Tasks on their way: batches, results, workers that die, and being stopped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from queue import SimpleQueue
from typing import Any

import pytest

from generator.errors import BuildError, ContentError, GeneratorError
from generator.executor import InlineExecutor
from generator.underway import UnderWay

Batch = tuple[int, ...]


class Later(Executor):
    """Takes tasks, and does them when it is told to."""

    def __init__(self) -> None:
        self.sent: list[tuple[Future[Any], Callable[..., Any], Batch]] = []
        self.batches: list[Batch] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Take a batch."""
        future: Future[Any] = Future()
        self.sent.append((future, fn, args[0]))
        self.batches.append(args[0])
        return future

    def do(self, count: int = 1) -> None:
        """Do the batches that were sent first."""
        for _ in range(count):
            future, work, batch = self.sent.pop(0)
            future.set_result(work(batch))


class Dying(InlineExecutor):
    """Its worker dies on some tasks, as often as is said of each."""

    def __init__(self, deaths: dict[int, int]) -> None:
        self.deaths = deaths
        self.batches: list[Batch] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Do a batch, unless one of its tasks kills the worker."""
        self.batches.append(args[0])
        for task in args[0]:
            if self.deaths.get(task, 0):
                self.deaths[task] -= 1
                future: Future[Any] = Future()
                future.set_exception(BrokenProcessPool("a process terminated abruptly"))
                return future
        return super().submit(fn, *args)


class Pool(Executor):
    """Breaks, with all that it was given, when a task kills its worker; then begins anew."""

    def __init__(self, killer: int | None = None) -> None:
        self.killer = killer
        self.given: list[tuple[Future[Any], Callable[..., Any], Batch]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Take a batch: it waits for `work`."""
        future: Future[Any] = Future()
        self.given.append((future, fn, args[0]))
        return future

    def work(self) -> None:
        """Do the first batch, or die of it."""
        future, fn, batch = self.given.pop(0)
        if self.killer not in batch:
            future.set_result(fn(batch))
            return
        broken = [future, *(one for one, _, _ in self.given)]
        self.given.clear()
        for one in broken:
            one.set_exception(BrokenProcessPool("a process terminated abruptly"))


class Waiting(SimpleQueue[Any]):
    """Lets a pool work when somebody waits for it."""

    def __init__(self, pool: Pool) -> None:
        super().__init__()
        self.pool = pool

    def get(self, block: bool = True, timeout: float | None = None) -> Any:
        """Return what is finished next."""
        while self.empty():
            self.pool.work()
        return super().get(block, timeout)


def doubled(tasks: Sequence[int]) -> list[int]:
    return [2 * task for task in tasks]


def test_tasks_go_alone_while_workers_wait_and_together_while_they_are_busy() -> None:
    later = Later()
    under_way = UnderWay(later, lambda: 1, ahead=2)
    got: list[object] = []
    for task in range(8):
        under_way.hand_out(doubled, task, got.append)
    assert later.batches == [(0,), (1,)]
    later.do(2)
    under_way.work_off(below=6)
    assert later.batches[2:] == [(2, 3, 4), (5, 6)]
    later.do()
    under_way.work_off(below=3)
    assert got == [0, 2, 4, 6, 8]
    assert later.batches[4:] == [(7,)]


def test_tasks_that_have_something_in_common_go_together() -> None:
    later = Later()
    under_way = UnderWay(later, lambda: 1, ahead=2)
    for task in range(12):
        under_way.hand_out(doubled, task, lambda result: None, alike=task % 2)
    later.do(2)
    under_way.work_off(below=10)
    assert all(len({task % 2 for task in batch}) == 1 for batch in later.batches)
    assert max(len(batch) for batch in later.batches) > 1


def test_workers_share_the_work_that_is_left_however_long_tasks_of_a_kind_take(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Of quick tasks many go together, of slow ones few; and the slow ones begin first.
    clock = [0.0]
    monkeypatch.setattr("generator.underway.time.monotonic", lambda: clock[0])
    later = Later()
    under_way = UnderWay(later, lambda: 1, ahead=2)

    def hand_out(alike: str, *tasks: int) -> None:
        for task in tasks:
            under_way.hand_out(doubled, task, lambda result: None, alike)

    def do_one() -> Batch:
        later.do()
        under_way.work_off(below=99)
        return later.batches[-1]

    for alike, seconds in (("quick", 1), ("slow", 10)):
        hand_out(alike, 0)
        clock[0] += seconds
        do_one()
    hand_out("other", 1, 2)
    hand_out("quick", *range(20))
    hand_out("slow", *range(100, 108))
    # 20 s and 80 s for two to share: 50 s, so five slow ones; then 25 s of what is left.
    assert do_one() == (100, 101, 102, 103, 104)
    assert do_one() == (105, 106, 107)
    assert do_one() == tuple(range(10))


def test_a_batch_is_as_large_as_all_that_waits_allows() -> None:
    later = Later()
    under_way = UnderWay(later, lambda: 1, ahead=2)
    for task in range(32):
        under_way.hand_out(doubled, task, lambda result: None, alike=task % 3)
    later.do(2)
    under_way.work_off(below=30)
    # A third of 30 waits in each queue; two batches are under way at a time.
    assert [len(batch) for batch in later.batches[2:]] == [10, 10]


def test_what_waits_goes_together_when_each_worker_has_one_batch_at_a_time() -> None:
    later = Later()
    under_way = UnderWay(later, lambda: 2)
    for task in range(22):
        under_way.hand_out(doubled, task, lambda result: None)
    assert later.batches == [(0,), (1,)]
    later.do(2)
    under_way.work_off(below=20)
    assert [len(batch) for batch in later.batches[2:]] == [10, 5]


def test_what_is_not_worth_a_journey_waits_for_others() -> None:
    later = Later()
    under_way = UnderWay(later, lambda: 2, fewest=3)
    under_way.hand_out(doubled, 1, lambda result: None)
    under_way.hand_out(doubled, 2, lambda result: None)
    assert later.batches == []
    under_way.hand_out(doubled, 3, lambda result: None)
    assert later.batches == [(1, 2, 3)]


def test_heavy_tasks_go_in_small_batches() -> None:
    later = Later()
    under_way = UnderWay(later, lambda: 1)
    for task in range(13):
        under_way.hand_out(doubled, task, lambda result: None, weight=3_000_000)
    for left in (12, 10, 8):
        later.do()
        under_way.work_off(below=left)
    assert later.batches == [(0,), (1, 2), (3, 4), (5, 6)]
    under_way.hand_out(doubled, 13, lambda result: None, weight=20_000_000)
    while later.sent:
        later.do()
        under_way.work_off(below=99)
    assert later.batches[-1] == (13,)
    assert under_way.weight == 0


def test_what_is_heavy_is_worked_off_though_it_is_little() -> None:
    pool = Pool()
    under_way = UnderWay(pool, lambda: 1)
    under_way.finished = Waiting(pool)
    got: list[object] = []
    for task in range(6):
        under_way.hand_out(doubled, task, got.append, weight=10)
    under_way.work_off(below=6)
    assert got == []
    for task in range(6, 9):
        under_way.hand_out(doubled, task, got.append, weight=30_000_000)
    under_way.work_off(below=9)
    assert under_way.weight <= 64_000_000
    assert got


def test_what_was_put_off_is_begun_while_there_is_little_to_hold() -> None:
    pool = Pool()
    under_way = UnderWay(pool, lambda: 1)
    under_way.finished = Waiting(pool)
    got: list[object] = []
    heaviest = 0

    def begin(task: int) -> None:
        nonlocal heaviest
        under_way.hand_out(doubled, task, got.append, weight=30_000_000)
        heaviest = max(heaviest, under_way.weight)

    for task in range(20):
        under_way.put_off(partial(begin, task))
    under_way.work_off()
    assert got == doubled(range(20))
    assert heaviest == 90_000_000


@pytest.mark.parametrize(("workers", "begun"), [(1, 9), (40, 41)])
def test_many_workers_may_hold_more_than_few(workers: int, begun: int) -> None:
    under_way = UnderWay(Later(), lambda: workers)
    for task in range(100):
        under_way.put_off(
            partial(under_way.hand_out, doubled, task, lambda result: None, weight=8_000_000)
        )
    under_way._begin_more()
    assert len(under_way.later) == 100 - begun


def test_a_worker_gets_more_though_nobody_has_taken_up_what_it_did() -> None:
    later = Later()
    under_way = UnderWay(later, lambda: 1)
    under_way.hand_out(doubled, 0, lambda result: None)
    later.do()
    under_way.hand_out(doubled, 1, lambda result: None)
    assert later.batches == [(0,), (1,)]


def test_jobs_that_wait_for_what_is_under_way_count_as_left() -> None:
    pool = Pool()
    under_way = UnderWay(pool, lambda: 1, held_back=3)
    under_way.finished = Waiting(pool)

    def begin(result: object) -> None:
        under_way.held_back -= 3

    under_way.hand_out(doubled, 1, begin)
    under_way.work_off(below=4)
    assert under_way.held_back == 3
    under_way.work_off(below=3)
    assert under_way.held_back == 0


def test_a_task_may_hand_out_others() -> None:
    under_way = UnderWay(InlineExecutor())
    got: list[object] = []

    def again(result: int | GeneratorError) -> None:
        got.append(result)
        if isinstance(result, int) and result < 50:
            under_way.hand_out(doubled, result, again)

    under_way.hand_out(doubled, 2, again)
    under_way.work_off()
    assert got == [4, 8, 16, 32, 64]


def test_what_goes_wrong_with_one_task_stands_in_its_place() -> None:
    def picky(tasks: Sequence[int]) -> list[int | GeneratorError]:
        return [ContentError("odd") if task % 2 else task for task in tasks]

    under_way = UnderWay(InlineExecutor())
    got: dict[int, object] = {}
    for task in range(6):
        under_way.hand_out(picky, task, partial(got.__setitem__, task))
    under_way.work_off()
    assert [isinstance(got[task], ContentError) for task in range(6)] == [False, True] * 3


def test_a_bug_in_a_task_keeps_its_traceback() -> None:
    def broken(tasks: Sequence[int]) -> list[int]:
        raise ZeroDivisionError

    under_way = UnderWay(InlineExecutor())
    under_way.hand_out(broken, 1, lambda result: None)
    with pytest.raises(ZeroDivisionError):
        under_way.work_off()


def test_a_worker_that_dies_costs_its_tasks_another_try() -> None:
    dying = Dying({3: 1, 7: 2})
    under_way = UnderWay(dying, lambda: 2)
    got: list[object] = []
    for task in range(10):
        under_way.hand_out(doubled, task, got.append)
    under_way.work_off()
    assert sorted(one for one in got if isinstance(one, int)) == doubled(range(10))


def test_a_task_that_kills_every_worker_is_given_up_and_the_others_are_done() -> None:
    dying = Dying({4: 1000})
    under_way = UnderWay(dying, lambda: 1)
    got: dict[int, object] = {}
    for task in range(10):
        under_way.hand_out(doubled, task, partial(got.__setitem__, task))
    under_way.work_off()
    assert isinstance(got.pop(4), BuildError)
    assert got == {task: 2 * task for task in range(10) if task != 4}
    assert dying.deaths[4] > 900


def test_a_task_that_breaks_the_pool_is_the_only_one_that_fails() -> None:
    pool = Pool(killer=40)
    under_way = UnderWay(pool, lambda: 4)
    under_way.finished = Waiting(pool)
    got: dict[int, object] = {}
    for task in range(200):
        under_way.hand_out(doubled, task, partial(got.__setitem__, task))
    under_way.work_off()
    assert isinstance(got.pop(40), BuildError)
    assert got == {task: 2 * task for task in range(200) if task != 40}


@pytest.mark.parametrize("error", [BuildError("not that one"), OSError(28, "No space left")])
def test_what_can_not_be_done_together_is_tried_one_by_one(error: Exception) -> None:
    def all_but_three(tasks: Sequence[int]) -> list[int]:
        if 3 in tasks:
            raise error
        return doubled(tasks)

    under_way = UnderWay(InlineExecutor(), lambda: 1, fewest=5)
    got: dict[int, object] = {}
    for task in range(5):
        under_way.hand_out(all_but_three, task, partial(got.__setitem__, task))
    under_way.work_off()
    assert isinstance(got.pop(3), BuildError)
    assert got == {task: 2 * task for task in (0, 1, 2, 4)}


def test_what_is_done_is_taken_up_before_there_is_too_much() -> None:
    later = Later()
    under_way = UnderWay(later, lambda: 1, ahead=2)
    got: list[object] = []
    for task in range(6):
        under_way.hand_out(doubled, task, got.append)
    later.do(2)
    under_way.work_off(below=100)
    assert got == [0, 2]
    assert later.batches[2:] == [(2, 3), (4,)]


def test_a_machine_without_room_for_temporary_files_is_told_so() -> None:
    def full(tasks: Sequence[int]) -> list[int]:
        raise OSError(28, "No space left on device")

    under_way = UnderWay(InlineExecutor())
    got: list[object] = []
    under_way.hand_out(full, 1, got.append)
    under_way.work_off()
    (error,) = got
    assert isinstance(error, BuildError)
    assert "No space left on device" in str(error)


def test_being_stopped_ends_a_wait() -> None:
    under_way = UnderWay(Later())
    under_way.hand_out(doubled, 1, lambda result: None)
    under_way.stop()
    with pytest.raises(KeyboardInterrupt):
        under_way.work_off()
