"""Shells at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import shells
from generator.finish import FinishOptions
from generator.finish.stamp import Shell
from generator.model.document import Html
from generator.model.geometry import Size
from generator.shells import Shells
from generator.stamping import ShellTask
from generator.store.cache import Cache


def test_no_more_shells_are_at_hand_than_memory_bears(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shells, "_MOST_BYTES", 3500)
    monkeypatch.setattr(shells, "make_shell", lambda task: Shell(task.html.text.encode() * 10))
    kept = Shells(Cache(tmp_path), "tools")
    for number in (*range(100, 110), 109, 108, 100):
        task = ShellTask(
            Html(f"{number}" + "-" * 97, Size(10, 10), 0, ()), False, FinishOptions(), False
        )
        assert kept.shell(task).pdf == task.html.text.encode() * 10
        assert sum(len(one.pdf) for one in kept.at_hand.values()) <= 3500
    assert [shell.pdf[:3] for shell in kept.at_hand.values()] == [b"109", b"108", b"100"]
    assert kept.new == 10
