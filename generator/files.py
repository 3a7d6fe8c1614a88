"""Write files so that each appears whole or not at all, and find the cache folder."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path


def write_atomically(path: Path, content: bytes) -> None:
    """Write `content` beside `path` and rename it into place; parent folders are made.

    Raises OSError; what stood at `path` before is then still there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes files that only their owner can read; what we make is for everyone.
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def cache_dir() -> Path:
    """The folder for what can be made anew: `DREMPELS_CACHE`, else the platform's own place."""
    if chosen := os.environ.get("DREMPELS_CACHE"):
        return Path(chosen)
    if sys.platform == "win32" and (local := os.environ.get("LOCALAPPDATA")):
        return Path(local) / "drempels"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "drempels"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "drempels"
