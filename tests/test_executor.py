"""Tasks in this process and in others: results, errors, and a worker that dies."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator import build as recipe
from generator.build import Order, build
from generator.cli import main
from generator.errors import BuildError, UsageError, no_room
from generator.executor import InlineExecutor, cores, open_executor
from generator.project import Project, find_project
from tests.projects import SLIP, copy_project

REPOSITORY = Path(__file__).parents[1]
NOWHERE = Path("nowhere")


@pytest.mark.parametrize(("workers", "tasks"), [(1, 10), (8, 1), (8, 0), (0, 9)])
def test_what_is_not_worth_another_process_runs_in_this_one(workers: int, tasks: int) -> None:
    with open_executor(workers, tasks) as executor:
        assert isinstance(executor, InlineExecutor)
        assert executor.submit(os.getpid).result() == os.getpid()


def test_an_error_in_this_process_comes_out_where_the_result_is_asked_for() -> None:
    with open_executor(1, 1) as executor:
        future = executor.submit(find_project, REPOSITORY, NOWHERE)
        assert future.done()
        with pytest.raises(UsageError, match="nowhere is not a project"):
            future.result()


def test_ctrl_c_in_a_task_stops_this_process() -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), open_executor(1, 1) as executor:
        executor.submit(interrupted)


def test_another_process_gives_back_results_and_errors_whole() -> None:
    with open_executor(2, 9) as executor:
        pid = executor.submit(os.getpid)
        failing = executor.submit(find_project, REPOSITORY, NOWHERE)
        assert pid.result() != os.getpid()
        with pytest.raises(UsageError) as caught:
            failing.result()
    with pytest.raises(UsageError) as here:
        find_project(REPOSITORY, NOWHERE)
    assert caught.value.problems == here.value.problems


def test_a_worker_that_dies_fails_its_task_and_does_not_hang() -> None:
    with open_executor(2, 2) as executor:
        dying = executor.submit(os._exit, 9)
        with pytest.raises(BrokenProcessPool):
            dying.result()


def test_workers_are_ended_at_once_when_the_build_is_interrupted() -> None:
    threads = set(threading.enumerate())
    with pytest.raises(KeyboardInterrupt), open_executor(2, 4) as executor:
        executor.submit(os.getpid).result()
        for _ in range(4):
            executor.submit(time.sleep, 600)
        workers = multiprocessing.active_children()
        raise KeyboardInterrupt
    assert len(workers) == 2
    assert len(wait([worker.sentinel for worker in workers], 0)) == 2
    # One that is left wakes itself while Python exits, and may close its pipe at that moment.
    assert set(threading.enumerate()) <= threads


@pytest.mark.parametrize("asked", ["gettempdir", "mkdtemp"])
@pytest.mark.parametrize("chosen", [["--barrier", "1", "--barrier", "2"], ["slip"]])
def test_without_room_for_temporary_files_a_build_says_so(
    chosen: list[str], asked: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere(*_: object) -> str:
        raise FileNotFoundError(2, "No usable temporary directory found")

    project = copy_project(tmp_path / "project", products=())
    project.add_product("slip", SLIP)
    monkeypatch.setattr(f"tempfile.{asked}", nowhere)
    command = ["--project", str(project.root), "build", "--jobs", "2", "--target", "screen"]
    ran = CliRunner().invoke(main, [*command, *chosen])
    assert isinstance(ran.exception, SystemExit), ran.exception
    assert ran.exit_code == BuildError.exit_code
    assert "there is no folder for temporary files. Hint: " in ran.stderr


def test_what_a_task_says_of_its_temporary_files_needs_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def nowhere() -> str:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr("generator.errors.gettempdir", nowhere)
    (problem,) = no_room(OSError(28, "No space left on device")).problems
    assert problem.message == "can't work with temporary files: No space left on device"
    assert problem.hint.startswith("is there room in any of the folders for them?")


def test_a_process_has_a_core_at_least() -> None:
    assert 1 <= cores() <= (os.cpu_count() or 1)


class DyingExecutor(Executor):
    """Runs some tasks, and then its worker dies."""

    def __init__(self, tasks: int) -> None:
        self.left = tasks

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run `fn` while there are tasks left."""
        self.left -= 1
        future: Future[Any] = Future()
        if self.left < 0:
            future.set_exception(BrokenProcessPool("a process terminated abruptly"))
        else:
            future.set_result(fn(*args, **kwargs))
        return future


@pytest.mark.parametrize("tasks", [0, 1, 5])
def test_a_build_whose_worker_dies_says_so_and_tells_what_helps(
    tasks: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def dying(workers: int, count: int) -> Iterator[Executor]:
        yield DyingExecutor(tasks)

    monkeypatch.setattr(recipe, "open_executor", dying)
    project = copy_project(tmp_path / "project", ())
    project.add_product("slip", SLIP)
    report = build(Project(project.root), Order(output=tmp_path / "output", workers=2))
    # Ten barriers for two targets.
    assert len(report.made) < tasks or not tasks
    assert len(report.made) + len(report.failed) == 20
    assert report.exit_code == 1
    for error in report.failed.values():
        assert isinstance(error, BuildError)
        (problem,) = error.problems
        assert problem.message == "a worker process ended unexpectedly"
        assert problem.hint == "is there enough memory? Try --jobs 1"
