"""Write files so that each appears whole or not at all, clear up what was begun, and lock."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

BEGUN = ".drempels-"
_PART = ".part"
_ATTEMPTS = 5
"""At a file whose folder, or whose first half, somebody removes meanwhile."""


def write_atomically(path: Path, content: bytes, *, lasting: bool = True) -> None:
    """Write `content` beside `path` and rename it into place; parent folders are made.

    A file that isn't `lasting` may come out torn when the power fails: for what has a checksum
    inside, and can be made anew. It costs 0.1 ms where a lasting one was measured to take 3.

    Raises OSError; what stood at `path` before is then still there.
    """
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            with written_atomically(path, lasting=lasting) as file:
                file.write(content)
            return
        except FileNotFoundError:
            if attempt == _ATTEMPTS:
                raise


@contextmanager
def written_atomically(path: Path, *, lasting: bool = True) -> Iterator[BinaryIO]:
    """Yield a file to write what comes to stand at `path`, once the block ends without an error.

    For what is too large to hold in memory. Parent folders are made. Raises OSError; what stood at
    `path` before is then still there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=BEGUN, suffix=_PART)
    begun = Path(temporary)
    try:
        with os.fdopen(handle, "wb") as file:
            lock(handle)  # while it is held, `sweep` knows that somebody is at it
            yield file
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        # mkstemp makes files that only their owner can read; what we make is for everyone.
        begun.chmod(0o644)
        begun.replace(path)
    except BaseException:
        begun.unlink(missing_ok=True)
        raise


def real_path(path: Path) -> Path:
    """Return where a path leads. Of a link in a circle, Path.resolve raises in Python 3.11."""
    return Path(os.path.realpath(path))


def is_folder(path: Path) -> bool:
    """Tell whether there is a folder: none that one can see is in one that one may not enter."""
    with suppress(OSError):  # as Python 3.14 does
        return path.is_dir()
    return False


def is_plain_file(path: Path) -> bool:
    """Tell whether there is a file that isn't a folder, as `is_folder` does of folders."""
    with suppress(OSError):
        return path.is_file()
    return False


def files_in(folder: Path, without: Collection[str] = ()) -> list[Path]:
    """Return all files below a folder, also behind links; not hidden ones and Python's own caches.

    `without` names folders that are left out.
    """
    found: list[Path] = []
    seen: set[str] = set()
    for here, folders, names in os.walk(folder, followlinks=True):
        real = os.path.realpath(here)
        if real in seen:  # a link in a circle
            folders.clear()
            continue
        seen.add(real)
        left_out = {"__pycache__", *without}
        folders[:] = [one for one in folders if not one.startswith(".") and one not in left_out]
        found += [Path(here, name) for name in names if not name.startswith(".")]
    return found


def shown_name(name: str) -> str:
    """Return a file's name as it can be shown: what isn't printable would turn a screen about."""
    return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in name)


def sync_folders(folders: Iterable[Path]) -> None:
    """Let the names of files in some folders outlast a power failure, where that can be had."""
    for folder in sorted(set(folders)):
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def sweep(folder: Path) -> None:
    """Remove, anywhere below a folder, what was begun by processes that are gone."""
    for place, _, names in os.walk(folder):
        for name in names:
            if name.startswith(BEGUN) and name.endswith(_PART):
                path = Path(place, name)
                if is_left(path):
                    remove(path)


def remove(path: Path) -> None:
    """Remove a file, where that can be done."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def lock(handle: int, *, wait: bool = False) -> bool | None:
    """Lock an opened file or folder until it is closed or its process ends, however it ends.

    Returns whether it is ours now; None where there are no locks, as on some network drives.
    """
    if sys.platform == "win32":
        return None
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def is_left(path: Path) -> bool:
    """Say whether the process that locked a file when it made it is gone for certain."""
    try:
        handle = os.open(path, os.O_RDWR)  # NFS locks only what may be written
    except OSError:
        return False
    try:
        return lock(handle) is True
    finally:
        os.close(handle)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Wait until nobody else is in this block for a folder; where there are no locks, go on."""
    handle = None
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
    try:
        if handle is not None:
            lock(handle, wait=True)
        yield
    finally:
        if handle is not None:
            os.close(handle)


def cache_dir() -> Path:
    """The folder for what can be made anew: `DREMPELS_CACHE`, else the platform's own place."""
    if chosen := os.environ.get("DREMPELS_CACHE"):
        return Path(chosen)
    if sys.platform == "win32" and (local := os.environ.get("LOCALAPPDATA")):
        return Path(local) / "drempels"
    if sys.platform != "darwin" and (chosen := os.environ.get("XDG_CACHE_HOME")):
        return Path(chosen) / "drempels"
    try:
        home = Path.home()
    except RuntimeError:
        # A user whom the system doesn't know, as in containers: nothing can be kept there, and in
        # a folder for everybody others could put what they like.
        return Path(os.devnull) / "drempels"
    return home / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "drempels"
