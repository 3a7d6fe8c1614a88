"""Keep what was made by its key, for builds in any folder: key → bytes, or nothing."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from generator.files import remove, write_atomically

_DIGEST_BYTES = 32
_KEY = re.compile("[0-9a-f]{64}")
"""SHA-256, as all keys are."""
_MOST_BYTES = 2_000_000_000
"""A thousand editions would otherwise fill a laptop; what is left out is made anew when needed."""
_LEFT = 0.8
"""Of so much, once there was more: else each build would tidy up."""


@dataclass
class Cache:
    """A folder of entries, each with its checksum; whatever is wrong with it costs only time."""

    folder: Path
    is_read: bool = True
    """Otherwise nothing in it counts, and all is made anew."""
    is_writable: bool = field(default=True, init=False)
    """Found out at the first entry that can't be written."""
    has_grown: bool = field(default=False, init=False)

    def get(self, kind: str, key: str, *, is_needed: bool = True) -> bytes | None:
        """Return what was kept under a key; None when it isn't there or isn't what it was.

        What is only looked at isn't needed: it doesn't stay any longer for that.
        """
        if not self.is_read:
            return None
        path = self._path(kind, key)
        try:
            kept = path.read_bytes()
        except (OSError, ValueError):  # a key out of a manifest may be anything
            return None
        digest, content = kept[:_DIGEST_BYTES], kept[_DIGEST_BYTES:]
        # The key is part of the checksum: an entry under another's name is as bad as a torn one.
        if digest != _checksum(key, content):
            return None
        if is_needed:
            with suppress(OSError):
                os.utime(path)  # `trim` removes what nobody has asked for
        return content

    def put(self, kind: str, key: str, content: bytes) -> None:
        """Keep `content` under a key; where nothing can be written, nothing is kept."""
        if not self.is_writable:
            return
        try:
            # Its checksum tells a torn entry: it needn't outlast a power failure.
            entry = _checksum(key, content) + content
            write_atomically(self._path(kind, key), entry, lasting=False)
            self.has_grown = True
        except OSError:
            self.is_writable = False

    def trim(self, most_bytes: int = _MOST_BYTES) -> None:
        """Remove what was asked for longest ago, when new entries made the cache too large."""
        if not self.has_grown:
            return
        entries = []
        for path in self._entries():
            with suppress(OSError):
                seen = path.stat()
                entries.append((seen.st_mtime_ns, str(path), seen.st_size))
        total = sum(size for *_, size in entries)
        if total <= most_bytes:
            return
        for _, path_name, size in sorted(entries):
            if total <= _LEFT * most_bytes:
                break
            remove(Path(path_name))
            total -= size

    def _entries(self) -> Iterator[Path]:
        """Yield what was kept here, and nothing else: the folder may be anybody's."""
        for path in self.folder.glob("*/??/*"):
            if _KEY.fullmatch(path.name) and path.name.startswith(path.parent.name):
                yield path

    def _path(self, kind: str, key: str) -> Path:
        # Folders with tens of thousands of files are slow to list on many systems.
        return self.folder / kind / key[:2] / key


def _checksum(key: str, content: bytes) -> bytes:
    return sha256(key.encode() + content).digest()
