"""Keep pictures out of memory: bytes → a picture that is read from a temporary file."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from tempfile import TemporaryFile
from threading import Lock
from typing import IO
from weakref import finalize

from generator.errors import BuildError
from generator.files import cache_dir
from generator.model.picture import Picture

_IN_MEMORY_BYTES = 1_000_000
"""Few editions need no file; those of a spreadsheet may have logos of hundreds of megabytes."""
_HINT = "see whether the disk with the cache is all right; DREMPELS_CACHE names another folder"


class Spool:
    """A temporary file with the pictures that were read; it is there as long as one of them is.

    The first few stay in memory. A picture that somebody changes meanwhile stays as it was when it
    was checked.
    """

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self._lock = Lock()
        self._in_memory = self._in_file = 0
        self._kept: dict[str, Picture] = {}

    def keep(self, content: bytes) -> Picture:
        """Put a picture away; where there is no room for it, it stays in memory."""
        picture = Picture.of(content)
        with self._lock:
            if picture.digest not in self._kept:
                self._kept[picture.digest] = self._put_away(picture, content)
            return self._kept[picture.digest]

    def _put_away(self, picture: Picture, content: bytes) -> Picture:
        if self._in_memory + len(content) <= _IN_MEMORY_BYTES:
            self._in_memory += len(content)
            return picture
        with suppress(OSError):
            return Picture(picture.digest, self._written(content))
        return picture

    def _written(self, content: bytes) -> partial[bytes]:
        """Append bytes to the file and return what reads them; raises OSError."""
        if self._file is None:
            self._file = _open_file()
            finalize(self, self._file.close)
        at = self._in_file
        self._file.seek(at)
        left = memoryview(content)
        while left:
            left = left[self._file.write(left) :]
        self._in_file += len(content)
        return partial(self._read, self._file, at, len(content))

    def _read(self, file: IO[bytes], at: int, size: int) -> bytes:
        read = b""
        with self._lock, suppress(OSError):
            file.seek(at)
            while len(read) < size and (more := file.read(size - len(read))):
                read += more
        if len(read) < size:
            raise BuildError("a logo can't be read back from its temporary file", hint=_HINT)
        return read


def _open_file() -> IO[bytes]:
    """Open a file that nobody sees; raises OSError.

    It is where results are kept: those may fill their disk, tasks need what is temporary. It has no
    buffer, so that a full disk is found out when a picture is written, and is nothing to those
    before.
    """
    folder = cache_dir()
    folder.mkdir(parents=True, exist_ok=True)
    return TemporaryFile(buffering=0, dir=folder)
