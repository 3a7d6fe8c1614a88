"""Keep pictures out of memory: bytes → a picture that is read from a temporary file."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from tempfile import SpooledTemporaryFile
from threading import Lock
from weakref import finalize

from generator.model.picture import Picture

_IN_MEMORY_BYTES = 1_000_000
"""Few editions need no file; those of a spreadsheet may have logos of hundreds of megabytes."""


class Spool:
    """A temporary file with all pictures that were read; it is there as long as one of them is.

    A picture that somebody changes meanwhile stays as it was when it was checked.
    """

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES)  # noqa: SIM115
        self._lock = Lock()
        self._size = 0
        self._kept: dict[str, Picture] = {}
        finalize(self, self._file.close)

    def keep(self, content: bytes) -> Picture:
        """Put a picture away; where there is no room for it, it stays in memory."""
        picture = Picture.of(content)
        if picture.digest not in self._kept:
            with suppress(OSError):
                picture = Picture(picture.digest, self._written(content))
            self._kept[picture.digest] = picture
        return self._kept[picture.digest]

    def _written(self, content: bytes) -> partial[bytes]:
        """Append bytes to the file and return what reads them; raises OSError."""
        with self._lock:
            at = self._size
            self._file.seek(at)
            self._file.write(content)
            self._file.flush()  # a full disk is found out now
            self._size += len(content)
        return partial(self._read, at, len(content))

    def _read(self, at: int, size: int) -> bytes:
        with self._lock:
            self._file.seek(at)
            return self._file.read(size)
