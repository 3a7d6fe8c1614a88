"""Keep what was made by its key, for builds in any folder: key → bytes, or nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from generator.files import write_atomically

_DIGEST_BYTES = 32


@dataclass
class Cache:
    """A folder of entries, each with its checksum; whatever is wrong with it costs only time."""

    folder: Path
    is_read: bool = True
    """Otherwise nothing in it counts, and all is made anew."""
    is_writable: bool = field(default=True, init=False)
    """Found out at the first entry that can't be written."""

    def get(self, kind: str, key: str) -> bytes | None:
        """Return what was kept under a key; None when it isn't there or isn't what it was."""
        if not self.is_read:
            return None
        path = self._path(kind, key)
        try:
            kept = path.read_bytes()
        except (OSError, ValueError):  # a key out of a manifest may be anything
            return None
        digest, content = kept[:_DIGEST_BYTES], kept[_DIGEST_BYTES:]
        # The key is part of the checksum: an entry under another's name is as bad as a torn one.
        return content if digest == _checksum(key, content) else None

    def put(self, kind: str, key: str, content: bytes) -> None:
        """Keep `content` under a key; where nothing can be written, nothing is kept."""
        if not self.is_writable:
            return
        try:
            # Its checksum tells a torn entry: it needn't outlast a power failure.
            entry = _checksum(key, content) + content
            write_atomically(self._path(kind, key), entry, lasting=False)
        except OSError:
            self.is_writable = False

    def _path(self, kind: str, key: str) -> Path:
        # Folders with tens of thousands of files are slow to list on many systems.
        return self.folder / kind / key[:2] / key


def _checksum(key: str, content: bytes) -> bytes:
    return sha256(key.encode() + content).digest()
