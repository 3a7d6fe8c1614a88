"""Ctrl-C at a moment when Python drops the exception."""

from __future__ import annotations

import signal
import threading
from pathlib import Path

import pytest

from generator.build import Order, build
from generator.interrupt import told_of_interrupt
from generator.model.job import Job
from generator.plan import Selection
from generator.project import Project
from tests.projects import SLIP, copy_project


class _Interrupting:
    """Is pressed Ctrl-C on while it goes: what a destructor raises, Python drops."""

    def __del__(self) -> None:
        signal.raise_signal(signal.SIGINT)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_build_stops_though_the_exception_was_dropped(tmp_path: Path) -> None:
    copied = copy_project(tmp_path / "project", products=[])
    copied.add_product("slip", SLIP)
    made = []

    def progress(job: Job, entry: object) -> None:
        made.append(job)
        if len(made) == 1:
            _Interrupting()

    order = Order(Selection(products=("slip",)), tmp_path / "output", workers=1)
    with pytest.raises(KeyboardInterrupt):
        build(Project(copied.root), order, progress)
    assert len(made) < 20  # ten barriers for two targets


def test_the_signal_raises_as_before_once_nobody_wants_to_be_told() -> None:
    before = signal.getsignal(signal.SIGINT)
    told = []
    with pytest.raises(KeyboardInterrupt), told_of_interrupt(lambda: told.append("stop")):
        signal.raise_signal(signal.SIGINT)
    assert told == ["stop"]
    assert signal.getsignal(signal.SIGINT) is before


def test_in_another_thread_signals_are_left_alone() -> None:
    handlers = []

    def look() -> None:
        with told_of_interrupt(lambda: None):
            handlers.append(signal.getsignal(signal.SIGINT))

    before = signal.getsignal(signal.SIGINT)
    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert handlers == [before]


@pytest.mark.parametrize("ending", ["SIGTERM", "SIGHUP"])
def test_what_runs_in_the_background_goes_on_ignoring_ctrl_c_and_heeds_others(ending: str) -> None:
    told = []
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with pytest.raises(KeyboardInterrupt), told_of_interrupt(lambda: told.append("stop")):
            signal.raise_signal(signal.SIGINT)
            assert told == []
            signal.raise_signal(getattr(signal, ending))
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
    assert told == ["stop"]


def test_what_nohup_starts_goes_on_when_its_terminal_is_closed() -> None:
    told = []
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with told_of_interrupt(lambda: told.append("stop")):
            signal.raise_signal(signal.SIGHUP)
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)
    assert told == []
