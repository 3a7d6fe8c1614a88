"""Open what was built: a manifest, its folder or a release's zip → the manifest and its PDFs."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from zipfile import BadZipFile, ZipFile, is_zipfile

from generator.errors import BuildError
from generator.files import is_folder, is_plain_file, real_path
from generator.model.recorded import Manifest, RecordedFile
from generator.store.manifest import MANIFEST
from generator.store.reading import parse_manifest, read_manifest

_MOST_BYTES = 500_000_000
"""Of a PDF, or of a manifest in a zip, which may claim any size."""
# What Python raises for zips that are torn, locked or packed otherwise.
_BROKEN = (RuntimeError, EOFError, BadZipFile, zlib.error)


@dataclass(frozen=True)
class Built:
    """A folder or a zip with a manifest and the PDFs that it names; a value that can be sent."""

    place: Path
    is_zip: bool

    def read(self, file: RecordedFile) -> bytes | None:
        """Return a PDF; None when it isn't there, or isn't what the manifest says."""
        if file.size > _MOST_BYTES:
            return None
        try:
            content = self._zipped(file) if self.is_zip else self._in_folder(file)
        except (OSError, ValueError, KeyError, *_BROKEN):
            return None
        if content is None or sha256(content).hexdigest() != file.sha256:
            return None
        return content

    def _in_folder(self, file: RecordedFile) -> bytes | None:
        whole = self.place / file.path
        if not real_path(whole).is_relative_to(real_path(self.place)) or not whole.is_file():
            return None
        return whole.read_bytes() if whole.stat().st_size == file.size else None

    def _zipped(self, file: RecordedFile) -> bytes | None:
        with ZipFile(self.place) as zipped, zipped.open(file.path) as member:
            # A byte too many is enough to know; a bomb isn't unpacked.
            return member.read(file.size + 1)


def open_built(path: Path) -> tuple[Built, Manifest]:
    """Open a manifest, its folder, or a zip with one.

    Raises UsageError when it isn't there, and BuildError when it is something else.
    """
    if is_folder(path):
        return Built(path, False), read_manifest(path / MANIFEST)
    if not is_plain_file(path) or not is_zipfile(path):
        if path.suffix == ".zip" and is_plain_file(path):
            raise BuildError(f"{path} is no zip, or a part of one", hint="copy it anew")
        return Built(path.parent, False), read_manifest(path)
    try:
        with ZipFile(path) as zipped, zipped.open(MANIFEST) as member:
            content = member.read(_MOST_BYTES)
    except KeyError as error:
        raise BuildError(f"{path} has no {MANIFEST}", hint="name a zip of a release") from error
    except (OSError, *_BROKEN) as error:
        raise BuildError(f"can't read {path}: {error}") from error
    return Built(path, True), parse_manifest(content, f"{path}, {MANIFEST}")
