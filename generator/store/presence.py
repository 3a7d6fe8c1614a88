"""Be known as at work in a folder, and clear up after whoever was killed there: folder → others."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from generator.files import BEGUN, is_left, lock, remove, sweep

_AT_WORK = ".at-work"
_ATTEMPTS = 5


@dataclass(frozen=True)
class Presence:
    """This build's place among those that are at work in a folder."""

    met: bool
    """Others were at work here when it began."""
    mark: int | None
    """Its opened mark, into which others write that they came; None where one can't write."""

    @property
    def has_company(self) -> bool:
        """Whether others were at work in the folder at any moment since it began."""
        return self.met or (self.mark is not None and os.fstat(self.mark).st_size > 0)


@contextmanager
def at_work_in(folder: Path) -> Iterator[Presence]:
    """Leave a mark in a folder while the block runs, and remove what the killed left there.

    A build that is killed leaves its mark, too, and by its lock, which is gone, the next one knows.
    So nobody looks through a large folder unless there is something to find.
    """
    # The own mark comes first: of two that begin together, each finds the other's.
    path, handle = _leave_mark(folder)
    marks = [mark for mark in _marks(folder) if mark != path]
    left = {mark for mark in marks if is_left(mark)}
    if left:
        sweep(folder)
    for mark in left:
        remove(mark)
    others = [mark for mark in marks if mark not in left and _tell(mark)]
    try:
        yield Presence(bool(others), handle)
    finally:
        if path and handle is not None:
            remove(path)
            os.close(handle)


def _marks(folder: Path) -> list[Path]:
    try:
        return sorted(folder.glob(f"{BEGUN}*{_AT_WORK}"))
    except OSError:
        return []


def _tell(mark: Path) -> bool:
    """Write into another build's mark that somebody came; False when it has just ended."""
    try:
        handle = os.open(mark, os.O_WRONLY | os.O_APPEND)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    with suppress(OSError):
        os.write(handle, b".")
    os.close(handle)
    return True


def _leave_mark(folder: Path) -> tuple[Path | None, int | None]:
    """Make a mark and lock it; None where one can't write."""
    for _ in range(_ATTEMPTS):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=folder, prefix=BEGUN, suffix=_AT_WORK)
        except OSError:
            break
        # Another build that looked before the lock was there takes its maker for dead.
        if lock(handle) is not False and os.fstat(handle).st_nlink:
            mark = Path(name)
            mark.chmod(0o644)  # everyone may see whether it is locked
            return mark, handle
        os.close(handle)
    return None, None
