"""Pack finished PDFs: an output folder and what its manifest says → one zip, the same anywhere."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from generator.errors import BuildError
from generator.files import alone_in, is_plain_file, write_atomically, written_atomically
from generator.model.recorded import Manifest, RecordedFile
from generator.store.checksums import CHECKSUMS, parse_sums, sums_text
from generator.store.manifest import MANIFEST

DosTime = tuple[int, int, int, int, int, int]
"""Year, month, day, hour, minute and an even number of seconds; from 1980 to 2107."""
_CHUNK = 1 << 20
_UNIX = 3
_PLAIN_FILE = 0o100644 << 16


@dataclass(frozen=True)
class Archive:
    """What is packed into one zip."""

    name: str
    """The zip's file name."""
    files: tuple[RecordedFile, ...]
    texts: Mapping[str, str]
    """What goes with the PDFs for people to read, by file name."""


def pack(
    output: Path, folder: Path, archives: Iterable[Archive], manifest: Manifest, time: DosTime
) -> None:
    """Write each archive into `folder`, and SHA256SUMS beside them; other zips there stay.

    Nothing in a zip depends on where and when it is made; each is there whole or not at all. Raises
    BuildError when a PDF isn't what the manifest says, and OSError when a zip can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with alone_in(folder):
        _pack(output, folder, tuple(archives), manifest, time)


def _pack(
    output: Path, folder: Path, archives: Sequence[Archive], manifest: Manifest, time: DosTime
) -> None:
    sums = {
        name: digest
        for name, digest in _earlier_sums(folder).items()
        if is_plain_file(folder / name) and name not in {one.name for one in archives}
    }
    # At no time it names a checksum that its zip hasn't.
    _write_sums(folder, sums)
    for archive in archives:
        path = folder / archive.name
        with written_atomically(path) as file, ZipFile(file, "w", ZIP_STORED) as zipped:
            _fill(zipped, output, archive, manifest, time)
        with path.open("rb") as written:
            sums[archive.name] = file_digest(written, "sha256").hexdigest()
    _write_sums(folder, sums)


def _fill(
    zipped: ZipFile, output: Path, archive: Archive, manifest: Manifest, time: DosTime
) -> None:
    recorded = {file.path: file for file in archive.files}
    part = {**manifest.stated, "files": [recorded[path].stated for path in sorted(recorded)]}
    texts = {
        **archive.texts,
        MANIFEST: json.dumps(part, indent=2, sort_keys=True, ensure_ascii=False) + "\n",
        CHECKSUMS: sums_text({path: file.sha256 for path, file in recorded.items()}),
    }
    for name in sorted({*recorded, *texts}):
        if name in recorded:
            _copy(zipped, output, recorded[name], time)
        else:
            zipped.writestr(_member(name, time), texts[name].encode())


def _member(name: str, time: DosTime) -> ZipInfo:
    """Return a member's header; all of it that a machine would fill in is fixed.

    What is stored and not deflated: PDFs are deflated inside, and zlibs differ from each other.
    """
    member = ZipInfo(name, time)
    member.create_system = _UNIX
    member.external_attr = _PLAIN_FILE
    member.compress_type = ZIP_STORED
    return member


def _copy(zipped: ZipFile, output: Path, file: RecordedFile, time: DosTime) -> None:
    """Copy a PDF, piece by piece; raises BuildError when it isn't what the manifest says."""
    member = _member(file.path, time)
    member.file_size = file.size
    whole, digest, size = output / file.path, sha256(), 0
    try:
        source = whole.open("rb")
    except OSError as error:
        raise BuildError(f"can't read {whole}: {error.strerror or error}") from error
    with source, zipped.open(member, "w") as packed:
        # A byte more than there should be is enough to know that it is another file.
        while size <= file.size and (piece := source.read(min(_CHUNK, file.size + 1 - size))):
            size += len(piece)
            digest.update(piece)
            if size <= file.size:
                packed.write(piece)
    if size != file.size or digest.hexdigest() != file.sha256:
        hint = "something else wrote it during the build. Build again"
        raise BuildError(f"{whole} isn't what {MANIFEST} says", hint=hint)


def _earlier_sums(folder: Path) -> dict[str, str]:
    """Return the checksums that are there, by file name; none when they can't be read."""
    path = folder / CHECKSUMS
    try:
        sums = parse_sums(path.read_text(encoding="utf-8")) if is_plain_file(path) else {}
    except (OSError, ValueError):
        return {}
    return {name: digest for name, digest in sums.items() if "/" not in name}


def _write_sums(folder: Path, sums: Mapping[str, str]) -> None:
    write_atomically(folder / CHECKSUMS, sums_text(sums).encode())
