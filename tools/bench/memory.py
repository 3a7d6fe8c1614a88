"""Watch the memory of all that this process starts: a while → the most that was in use."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

EVERY_S = 0.1
_PSS = b"\nPss:"


@dataclass
class Peak:
    """The most memory that was in use at once, in MB; None where the system doesn't tell."""

    megabytes: float | None = None


@contextmanager
def watched() -> Iterator[Peak]:
    """Watch the processes below this one, and theirs, while the block runs.

    What counts is their proportional set size (Linux, proc_pid_smaps(5)): a page that several
    processes share is counted once among them.
    """
    peak, over = Peak(), threading.Event()

    def watch() -> None:
        while not over.wait(EVERY_S):
            kibibytes = sum(proportional_kib(process) for process in below(os.getpid()))
            if kibibytes:
                peak.megabytes = max(peak.megabytes or 0.0, kibibytes * 1024 / 1_000_000)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield peak
    finally:
        over.set()
        thread.join()


def below(process: int) -> Iterator[int]:
    """Yield the processes that a process started, and all that those started."""
    children: list[str] = []
    # Whatever is looked at may end meanwhile: a thread, or the process itself.
    with suppress(OSError):
        for thread in os.scandir(f"/proc/{process}/task"):
            with suppress(OSError):
                children += Path(thread.path, "children").read_text(encoding="ascii").split()
    for child in map(int, children):
        yield child
        yield from below(child)


def proportional_kib(process: int) -> int:
    """Return the proportional set size of a process; 0 when it has ended."""
    try:
        _, _, rest = Path(f"/proc/{process}/smaps_rollup").read_bytes().partition(_PSS)
    except OSError:
        return 0
    return int(rest.split(maxsplit=1)[0]) if rest else 0
