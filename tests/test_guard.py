"""Work on files that nobody vouches for: within its time and memory, whatever it does."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.guard import Limits, TooHeavyError, run_guarded

REPOSITORY = Path(__file__).parents[1]
SHORT = Limits(seconds=3, megabytes=1500)
WITHIN_LESS = """\
if __name__ == "__main__":
    import resource
    from tests.test_guard import SHORT, run_guarded, work

    resource.setrlimit(resource.RLIMIT_AS, (1_200_000_000, 1_200_000_000))
    print(list(run_guarded(work, ["one"], 1, SHORT)))
"""


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


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds processes to a limit")
def test_a_process_that_may_have_less_itself_gives_no_more() -> None:
    command = [sys.executable, "-c", WITHIN_LESS]
    ran = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert ran.stdout == "['done: one']\n", ran.stderr


def test_a_bug_keeps_its_traceback() -> None:
    with pytest.raises(ValueError, match="a bug of ours"):
        list(run_guarded(work, ["raise"], 1, SHORT))
