"""Write the manifest: what was made → manifest.json and SHA256SUMS, with what was there before."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path, PurePosixPath
from typing import Any

from generator.files import alone_in, is_plain_file, sync_folders, write_atomically
from generator.model.finding import Finding
from generator.model.geometry import Size
from generator.model.job import Job
from generator.model.layout import FlipEdge
from generator.store.checksums import CHECKSUMS, sums_text
from generator.store.reading import has_checksum, has_path

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """One PDF in the manifest."""

    job: Job
    pdf_sha256: str
    size: int
    pages: int
    trim: Size
    scale: float
    """Of its running text."""
    key: str
    findings: tuple[Finding, ...]
    version: str = ""
    """Of the text that it shows."""
    flip: FlipEdge | None = None
    """The edge that the office printer turns sheets over, where somebody said so."""

    @property
    def as_json(self) -> dict[str, Any]:
        """The entry as it stands in manifest.json."""
        return {
            "path": str(self.job.path),
            "sha256": self.pdf_sha256,
            "bytes": self.size,
            "pages": self.pages,
            "trim_mm": [self.trim.width_mm, self.trim.height_mm],
            "edition": self.job.edition,
            "language": self.job.language,
            "version": self.version,
            "target": self.job.target.value,
            "product": self.job.product,
            "format": self.job.format.name,
            "barrier": self.job.barrier,
            "shop": self.job.shop,
            "sheet": self.job.stock,
            "tile": self.job.tile.name if self.job.tile else None,
            "side": self.job.half,
            "printer": self.job.printer,
            "flip_edge": self.flip.value if self.flip else None,
            "ticket": self.job.is_ticket,
            "fit": self.scale,
            "key": self.key,
            "findings": [
                {
                    "rule": finding.rule,
                    "severity": finding.severity,
                    "page": finding.page,
                    "message": finding.sentence,
                    "source": str(finding.mark) if finding.mark else None,
                }
                for finding in self.findings
            ],
        }


@dataclass(frozen=True, slots=True)
class Stands:
    """What the manifest says of a PDF that is in the output folder."""

    key: str
    sha256: str
    size: int
    pages: int


Earlier = Mapping[str, Stands]
"""By path."""


def store_pdf(output: Path, path: PurePosixPath, pdf: bytes) -> str:
    """Write one PDF below the output folder and return its SHA-256; raises OSError.

    A file that is there already, byte for byte, stays as it is: who syncs folders sees no
    change.
    """
    digest = sha256(pdf).hexdigest()
    if not holds(output / path, len(pdf), digest):
        write_atomically(output / path, pdf)
    return digest


def holds(path: Path, size: int, digest: str) -> bool:
    """Tell whether a file has so many bytes and this SHA-256."""
    try:
        if path.stat().st_size != size:
            return False
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest() == digest
    except OSError:
        return False


def read_earlier(output: Path) -> Earlier:
    """Return what the manifest in a folder says of each PDF; nothing where there is none."""
    found = {}
    for file in recorded_files(output):
        if isinstance(pages := file.get("pages"), int):
            key = str(file.get("key", ""))
            found[file["path"]] = Stands(key, file["sha256"], file["bytes"], pages)
    return found


def write_manifest(
    output: Path,
    campaign: str,
    version: str,
    tools: Mapping[str, str],
    entries: Iterable[Entry],
    failed: Container[str] = (),
    *,
    has_company: bool = False,
) -> None:
    """Write manifest.json and SHA256SUMS; entries of earlier builds stay as long as their files do.

    What `failed` this time has no entry: its file, if there is one, has an earlier text. Where
    another build had `company` at work in the folder, files are as that one left them, maybe.

    Raises OSError.
    """
    ours = {str(entry.job.path): entry.as_json for entry in entries}
    # What the manifest names is there, also after a power failure.
    sync_folders((output / path).parent for path in ours)
    output.mkdir(parents=True, exist_ok=True)
    with alone_in(output):
        files = {file["path"]: file for file in recorded_files(output)}
        if has_company:
            ours = _still_so(output, ours, files)
        files.update(ours)
        kept = [
            files[path]
            for path in sorted(files)
            if path not in failed and is_plain_file(output / path)
        ]
        manifest = {"campaign": campaign, "version": version, "tools": dict(tools), "files": kept}
        text = json.dumps(manifest, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
        # An earlier entry may hold half a surrogate pair: that is no text.
        write_atomically(output / MANIFEST, text.encode(errors="replace"))
        sums = sums_text({file["path"]: file["sha256"] for file in kept})
        write_atomically(output / CHECKSUMS, sums.encode(errors="replace"))
    sync_folders([output])


def _still_so(
    output: Path, ours: Mapping[str, dict[str, Any]], theirs: dict[str, dict[str, Any]]
) -> dict[str, dict[str, Any]]:
    """Return our entries whose files nobody replaced; drop theirs, too, where they are wrong."""
    right = {}
    for path, entry in ours.items():
        digest = _digest(output / path)
        if digest == entry["sha256"]:
            right[path] = entry
        elif path in theirs and digest != theirs[path]["sha256"]:
            del theirs[path]
    return right


def _digest(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def recorded_files(output: Path) -> list[dict[str, Any]]:
    """Return the files of the manifest that is there; one that can't be read has none.

    What it says of files outside its folder isn't kept, nor what nobody could read of others: it
    would stay as long as the file does.
    """
    path = output / MANIFEST
    if not is_plain_file(path):  # a pipe would never end
        return []
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        return [
            file
            for file in manifest["files"]
            if has_path(file) and has_checksum(file) and _is_below(file["path"])
        ]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []


def _is_below(path: str) -> bool:
    return not path.startswith("/") and ".." not in PurePosixPath(path).parts
