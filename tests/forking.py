"""The command, ready at once: a line of JSON → a process that is forked, and how it ended.

Starting Python and importing what builds takes longer than a small build: who kills a hundred of
them would mostly kill imports. Arguments start the command in a group of its own and are answered
with its process id; a process id waits for that one and is answered with its exit code.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import generator.executor
from generator.cli import main
from tests.campaign import REPOSITORY
from tests.processes import environment

IMPORTED = (
    *("generator.console", "generator.workbench", "generator.preflight", "generator.showing"),
    *("pypdfium2", "zxingcpp", "fontTools.subset"),
)


class Ready:
    """Starts commands without waiting for Python."""

    def __init__(self, said: Path) -> None:
        """`said` is a file that gets what the commands print."""
        order = [sys.executable, "-m", "tests.forking", str(said)]
        self._server = subprocess.Popen(
            order,
            cwd=REPOSITORY,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self, *arguments: str, cache: Path) -> int:
        """Start the command; returns its process id, which is its group's, too."""
        return self._ask([str(cache), *arguments])

    def wait(self, pid: int) -> int:
        """Return the exit code of a command, or minus the signal that ended it."""
        return self._ask(pid)

    def _ask(self, question: object) -> int:
        assert self._server.stdin and self._server.stdout
        self._server.stdin.write(f"{json.dumps(question)}\n")
        self._server.stdin.flush()
        return int(self._server.stdout.readline())

    def __enter__(self) -> Ready:
        return self

    def __exit__(self, *error: object) -> None:
        self._server.communicate()


def serve(said: Path) -> None:
    """Answer lines until there are no more.

    Everything is imported, and nothing is laid out yet: Pango starts threads, and with those no
    process can be forked.
    """
    answers = os.dup(1)
    os.dup2(os.open(said, os.O_WRONLY | os.O_CREAT | os.O_APPEND), 1)
    os.dup2(1, 2)
    for module in IMPORTED:
        import_module(module)
    for line in sys.stdin:
        question = json.loads(line)
        if isinstance(question, int):
            answer = os.waitstatus_to_exitcode(os.waitpid(question, 0)[1])
        elif not (answer := os.fork()):
            os.close(answers)
            run(*question)
        os.write(answers, f"{answer}\n".encode())


def run(cache: str, *arguments: str) -> None:
    """Be the command, with workers that are forked, too; never returns."""
    os.setsid()
    os.environ["DREMPELS_CACHE"] = cache
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    generator.executor._context = lambda: multiprocessing.get_context("fork")
    os.register_at_fork(after_in_child=lambda: signal.signal(signal.SIGTERM, signal.SIG_DFL))
    main(arguments, prog_name="drempels")


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
