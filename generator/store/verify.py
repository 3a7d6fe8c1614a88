"""Compare an output folder with its manifest: manifest.json → what is missing, extra or changed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Any, Literal

from generator.errors import BuildError, UsageError
from generator.store.manifest import CHECKSUMS, MANIFEST

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


def verify(manifest: Path) -> Verified:
    """Hash every file of a manifest; nothing is made or changed.

    Raises UsageError when there is no manifest, and BuildError when it can't be read.
    """
    files = _files(manifest)
    folder = manifest.parent
    differences = [
        *(one for path, file in files.items() if (one := _differs(folder, path, file))),
        *(Difference(path, "extra") for path in _pdfs(folder) if path not in files),
        *_in_checksums(folder, files),
    ]
    return Verified(len(files), tuple(sorted(differences, key=lambda one: one.path)))


def _files(manifest: Path) -> dict[str, Mapping[str, Any]]:
    """Return what the manifest says of each file, by its path."""
    try:
        read = json.loads(manifest.read_text(encoding="utf-8"))
        files = {file["path"]: file for file in read["files"]}
        if all(
            isinstance(file["sha256"], str) and isinstance(file["bytes"], int)
            for file in files.values()
        ):
            return files
        wrong = "a file has no checksum or size"
    except FileNotFoundError as error:
        hint = "build first, or name the manifest.json to verify"
        raise UsageError(f"there is no manifest {manifest}", hint=hint) from error
    except OSError as error:
        raise BuildError(f"can't read {manifest}: {error.strerror or error}") from error
    except (ValueError, KeyError, TypeError) as error:
        wrong = str(error)
    raise BuildError(
        f"{manifest} is not a manifest: {wrong}", hint="build again, it is then written anew"
    )


def _differs(folder: Path, path: str, file: Mapping[str, Any]) -> Difference | None:
    """Return in what way a file isn't what the manifest says; None when it is."""
    whole = folder / path
    if not whole.resolve().is_relative_to(folder.resolve()):
        return Difference(path, "changed", "it lies outside of the folder")
    try:
        size = whole.stat().st_size
        if size != file["bytes"]:
            return Difference(path, "changed", f"{size} bytes instead of {file['bytes']}")
        with whole.open("rb") as opened:
            digest = file_digest(opened, "sha256").hexdigest()
    except FileNotFoundError:
        return Difference(path, "missing")
    except OSError as error:
        return Difference(path, "changed", f"it can't be read: {error.strerror or error}")
    return None if digest == file["sha256"] else Difference(path, "changed", "other bytes")


def _pdfs(folder: Path) -> Iterator[str]:
    """Yield all PDFs where builds put them: <edition>/<language>/<target>/."""
    for path in sorted(folder.glob("*/*/*/*.pdf")):
        yield path.relative_to(folder).as_posix()


def _in_checksums(folder: Path, files: Mapping[str, Mapping[str, Any]]) -> Iterator[Difference]:
    """Tell when SHA256SUMS, which others check by, says otherwise than the manifest."""
    said = "".join(f"{file['sha256']}  {path}\n" for path, file in sorted(files.items()))
    try:
        if (folder / CHECKSUMS).read_text(encoding="utf-8") != said:
            yield Difference(CHECKSUMS, "changed", f"it isn't what {MANIFEST} says")
    except FileNotFoundError:
        yield Difference(CHECKSUMS, "missing")
    except (OSError, ValueError) as error:
        yield Difference(CHECKSUMS, "changed", f"it can't be read: {error}")
