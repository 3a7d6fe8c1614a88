"""Work on files that nobody vouches for: within its time and memory, whatever it does."""

from __future__ import annotations

import os
import time

import pytest

from generator.guard import Limits, TooHeavyError, run_guarded

SHORT = Limits(seconds=3, megabytes=1500)


def work(task: str) -> str:
    """Do what a hostile file does to its reader."""
    match task:
        case "sleep":
            time.sleep(600)
        case "grow":
            return str(len(bytearray(10**10)))
        case "end":
            os._exit(11)
        case "raise":
            raise ValueError("a bug of ours")
    return f"done: {task}"


def test_tasks_come_back_in_their_order() -> None:
    results = run_guarded(work, ["one", "two", "three"], 2, SHORT)
    assert list(results) == ["done: one", "done: two", "done: three"]


def test_no_tasks_need_no_process() -> None:
    assert list(run_guarded(work, [], 2, SHORT)) == []


def test_a_task_that_never_ends_is_ended_and_the_others_are_done() -> None:
    first, second, third = run_guarded(work, ["sleep", "two", "three"], 1, SHORT)
    assert isinstance(first, TooHeavyError)
    assert str(first) == "it takes more than 3 seconds"
    assert (second, third) == ("done: two", "done: three")


def test_a_process_that_dies_takes_only_its_own_task_along() -> None:
    first, second = run_guarded(work, ["end", "two"], 1, SHORT)
    assert isinstance(first, TooHeavyError)
    assert second == "done: two"


def test_a_task_that_takes_all_memory_is_told_so() -> None:
    first, second = run_guarded(work, ["grow", "two"], 1, SHORT)
    assert isinstance(first, TooHeavyError)
    assert "1500 MB" in str(first)
    assert second == "done: two"


def test_a_bug_keeps_its_traceback() -> None:
    with pytest.raises(ValueError, match="a bug of ours"):
        list(run_guarded(work, ["raise"], 1, SHORT))
