"""Processes of the command: started as people start them, killed, and looked for afterwards."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.campaign import REPOSITORY

LONGEST_STOP_S = 2.0


def command(root: Path, *arguments: str) -> list[str]:
    """Return the command line of `drempels` for a project."""
    return [sys.executable, "-m", "generator", "--project", str(root), *arguments]


def environment(**changes: str) -> dict[str, str]:
    """Return an environment in which the package can be imported, whatever the current folder."""
    return {**os.environ, "PYTHONPATH": str(REPOSITORY), **changes}


def run(
    root: Path, *arguments: str, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command to its end, however that is."""
    order = command(root, *arguments)
    return subprocess.run(
        order, env=env or environment(), capture_output=True, text=True, check=False
    )


def whole(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder, hidden ones too, by their paths."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


class started:
    """A process that leads a group of its own; what is left of it is ended."""

    def __init__(self, command: list[str], environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            command,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def __enter__(self) -> subprocess.Popen[str]:
        return self._process

    def __exit__(self, *error: object) -> None:
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.communicate()


def alive(group: int) -> bool:
    """Say whether any process of the group still runs, after a moment to go."""
    end = time.monotonic() + LONGEST_STOP_S
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return False
        if Path("/proc/self/stat").is_file() and not any(runs_in(group)):
            return False  # what has ended waits for somebody to ask how: not ours to wait for
        time.sleep(0.05)
    return True


def runs_in(group: int) -> Iterator[int]:
    """Yield the processes of a group that haven't ended, as Linux lists them."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, its_group = stat.read_text(encoding="utf-8").rpartition(")")[2].split()[:3]
        except OSError:  # it ended meanwhile
            continue
        if int(its_group) == group and state != "Z":
            yield int(stat.parent.name)
