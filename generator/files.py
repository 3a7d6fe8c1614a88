"""Write files so that each appears whole or not at all, and find the cache folder."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


def write_atomically(path: Path, content: bytes) -> None:
    """Write `content` beside `path` and rename it into place; parent folders are made.

    Raises OSError; what stood at `path` before is then still there.
    """
    with written_atomically(path) as file:
        file.write(content)


@contextmanager
def written_atomically(path: Path) -> Iterator[BinaryIO]:
    """Yield a file to write what comes to stand at `path`, once the block ends without an error.

    For what is too large to hold in memory. Parent folders are made. Raises OSError; what stood at
    `path` before is then still there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes files that only their owner can read; what we make is for everyone.
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def shown_name(name: str) -> str:
    """Return a file's name as it can be shown: what isn't printable would turn a screen about."""
    return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in name)


def cache_dir() -> Path:
    """The folder for what can be made anew: `DREMPELS_CACHE`, else the platform's own place."""
    if chosen := os.environ.get("DREMPELS_CACHE"):
        return Path(chosen)
    if sys.platform == "win32" and (local := os.environ.get("LOCALAPPDATA")):
        return Path(local) / "drempels"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "drempels"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "drempels"
