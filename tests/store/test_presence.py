"""Who is at work in a folder, and what those leave who were killed there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from generator.files import lock
from generator.store.presence import at_work_in
from tests.campaign import REPOSITORY

KILLED = """\
import os, signal, sys, tempfile
from pathlib import Path
from generator.files import write_atomically
from generator.store.presence import at_work_in
folder = Path(sys.argv[1])
with at_work_in(folder):
    os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)
    write_atomically(folder / "noord" / "poster.pdf", b"half of it")
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def kill_one_in(folder: Path) -> None:
    """Let a process be killed in the middle of a file."""
    ran = subprocess.run([sys.executable, "-c", KILLED, str(folder)], cwd=REPOSITORY, check=False)
    assert ran.returncode == -signal.SIGKILL
    assert len(names(folder)) == 2  # its mark, and half a file


def test_who_goes_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "output"
    with at_work_in(folder) as presence:
        assert len(names(folder)) == 1
        assert not presence.has_company
    assert names(folder) == []
    with pytest.raises(KeyboardInterrupt), at_work_in(folder):
        raise KeyboardInterrupt
    assert names(folder) == []


def test_what_the_killed_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    kill_one_in(tmp_path)
    for name in ("poster.pdf", ".drempels-notes", "draft.part"):
        (tmp_path / "noord" / name).write_text("somebody's")
    with at_work_in(tmp_path) as presence:
        assert not presence.has_company
    assert names(tmp_path) == [".drempels-notes", "draft.part", "poster.pdf"]


def test_what_the_living_are_at_stays(tmp_path: Path) -> None:
    with at_work_in(tmp_path):
        handle, begun = tempfile.mkstemp(dir=tmp_path, prefix=".drempels-", suffix=".part")
        with os.fdopen(handle, "wb"):
            lock(handle)
            kill_one_in(tmp_path / "other")
            for path in (tmp_path / "other").iterdir():
                path.rename(tmp_path / path.name)
            with at_work_in(tmp_path):
                pass
            assert Path(begun).exists()
        assert len(names(tmp_path)) == 2
    assert names(tmp_path) == [Path(begun).name]


def test_both_know_of_each_other_whoever_came_first(tmp_path: Path) -> None:
    with at_work_in(tmp_path) as first:
        with at_work_in(tmp_path) as second:
            assert second.has_company
        assert first.has_company  # also now that the other one is gone
    with at_work_in(tmp_path) as third:
        assert not third.has_company


def test_where_no_mark_can_be_left_work_goes_on(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file")
    for folder in (taken, taken / "output"):
        with at_work_in(folder) as presence:
            assert not presence.has_company
    assert taken.read_text() == "a file"
