"""Compare an output folder with its manifest: manifest.json → what is missing, extra or changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Literal

from generator.files import is_folder, is_plain_file, real_path
from generator.model.recorded import Manifest, RecordedFile
from generator.store.checksums import CHECKSUMS, sums_text
from generator.store.manifest import MANIFEST
from generator.store.reading import read_manifest

State = Literal["missing", "extra", "changed"]


@dataclass(frozen=True)
class Difference:
    """A file that isn't what the manifest says."""

    path: str
    """Below the folder of the manifest."""
    state: State
    detail: str = ""


@dataclass(frozen=True)
class Verified:
    """What came of hashing all that a manifest names."""

    files: int
    differences: tuple[Difference, ...]


def verify(path: Path) -> Verified:
    """Hash every file of a manifest; nothing is made or changed.

    Raises UsageError when there is no manifest, and BuildError when it can't be read.
    """
    manifest, folder = read_manifest(path), path.parent
    differences = [
        *(one for file in manifest.files.values() if (one := differs(folder, file))),
        *(Difference(name, "extra") for name in _pdfs(folder) if name not in manifest.files),
        *_in_checksums(folder, manifest),
    ]
    return Verified(len(manifest.files), tuple(sorted(differences, key=lambda one: one.path)))


def differs(folder: Path, file: RecordedFile) -> Difference | None:
    """Return in what way a file isn't what the manifest says; None when it is."""
    whole = folder / file.path
    try:
        if not real_path(whole).is_relative_to(real_path(folder)):
            return Difference(file.path, "changed", "it lies outside of the folder")
        if not whole.is_file():
            # Whatever else stands there, a pipe among it, is not opened.
            if whole.exists() or whole.is_symlink():
                return Difference(file.path, "changed", "it is no file")
            return Difference(file.path, "missing")
        size = whole.stat().st_size
        if size != file.size:
            return Difference(file.path, "changed", f"{size} bytes instead of {file.size}")
        with whole.open("rb") as opened:
            digest = file_digest(opened, "sha256").hexdigest()
    except FileNotFoundError:
        return Difference(file.path, "missing")
    except OSError as error:
        return Difference(file.path, "changed", f"it can't be read: {error.strerror or error}")
    return None if digest == file.sha256 else Difference(file.path, "changed", "other bytes")


def _pdfs(folder: Path) -> Iterator[str]:
    """Yield all PDFs where builds put them: <edition>/<language>/<target>/."""
    for path in sorted(folder.glob("*/*/*/*")):
        if path.suffix.lower() == ".pdf":
            yield path.relative_to(folder).as_posix()


def _in_checksums(folder: Path, manifest: Manifest) -> Iterator[Difference]:
    """Tell when SHA256SUMS, which others check by, says otherwise than the manifest."""
    said = sums_text({path: file.sha256 for path, file in manifest.files.items()})
    path = folder / CHECKSUMS
    try:
        if path.exists() and not (is_plain_file(path) or is_folder(path)):
            yield Difference(CHECKSUMS, "changed", "it is not a file")
        elif path.read_text(encoding="utf-8") != said:
            yield Difference(CHECKSUMS, "changed", f"it isn't what {MANIFEST} says")
    except FileNotFoundError:
        yield Difference(CHECKSUMS, "missing")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        yield Difference(CHECKSUMS, "changed", f"it can't be read: {reason}")
