"""A real Dask cluster on this machine: a scheduler, and workers that start and die as told."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.campaign import REPOSITORY

_LONGEST_START_S = 60
# A scheduler asked for no dashboard has one nevertheless, at a port that others want, too.
NO_DASHBOARD = ("--dashboard-address", "127.0.0.1:0")
# Python imports these when it starts.
WITHOUT_THE_PACKAGE = """\
import sys

class Missing:
    def find_spec(name, path=None, target=None):
        if name == "generator":
            raise ModuleNotFoundError("No module named 'generator'", name=name)

sys.meta_path.insert(0, Missing)
"""
OLDER = "import generator; generator.__version__ = '0.9.0'"
PATCHED = "import generator.versions; generator.versions.tools_digest = lambda: 'another'"


class Cluster:
    """A scheduler that hasn't the package, in a folder where nothing of the project is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        written = folder / "scheduler.json"
        self._start(
            "scheduler",
            ["scheduler", "--scheduler-file", str(written), "--port", "0", *NO_DASHBOARD],
            WITHOUT_THE_PACKAGE,
        )
        self._wait("scheduler", "Scheduler at:")
        self.address: str = json.loads(written.read_text(encoding="utf-8"))["address"]

    def start(self, *names: str, threads: int = 1, **at_start: str) -> None:
        """Start workers, some with Python to run first; wait until the scheduler knows them."""
        for name in (*names, *at_start):
            options = ["--name", name, "--nthreads", str(threads), "--no-nanny", "--no-dashboard"]
            self._start(name, ["worker", self.address, *options], at_start.get(name, ""))
        for name in (*names, *at_start):
            self._wait(name, "Registered to:")

    def need(self, *names: str) -> None:
        """Have these workers run, and no others."""
        self.end(*(self._processes.keys() - {"scheduler", *names}))
        dead = {name for name, process in self._processes.items() if process.poll() is not None}
        self.end(*dead)
        self.start(*(name for name in names if name not in self._processes))

    def end(self, *names: str) -> None:
        """Kill processes, and what they started."""
        for name in names:
            process = self._processes.pop(name)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def pid(self, name: str) -> int:
        """Return the number of a worker's process."""
        return self._processes[name].pid

    def printed(self, name: str) -> str:
        """Return what a process said."""
        return (self.folder / f"{name}.log").read_text(encoding="utf-8")

    def close(self) -> None:
        """Leave no process behind."""
        self.end(*self._processes)

    def _start(self, name: str, order: list[str], at_start: str) -> None:
        own = self.folder / name
        own.mkdir(exist_ok=True)
        (own / "sitecustomize.py").write_text(at_start, encoding="utf-8")
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": os.devnull,
            "DREMPELS_CACHE": os.environ["DREMPELS_CACHE"],
            "PYTHONPATH": os.pathsep.join([str(own), str(REPOSITORY)]),
            # Two workers that die on a task are enough of them.
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
        }
        with (self.folder / f"{name}.log").open("wb") as log:
            self._processes[name] = subprocess.Popen(
                [sys.executable, "-m", "dask", *order, "--host", "127.0.0.1"],
                cwd=own,
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _wait(self, name: str, for_line: str) -> None:
        end = time.monotonic() + _LONGEST_START_S
        while for_line not in self.printed(name):
            assert self._processes[name].poll() is None, self.printed(name)
            assert time.monotonic() < end, self.printed(name)
            time.sleep(0.05)


@contextmanager
def running_cluster(folder: Path) -> Iterator[Cluster]:
    """Run a scheduler; it and its workers are ended in any case."""
    cluster = Cluster(folder)
    try:
        yield cluster
    finally:
        cluster.close()
