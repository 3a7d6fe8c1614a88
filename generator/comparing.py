"""The recipe of `drempels diff`: two builds → what differs in their text and pictures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path

import pypdfium2

from generator.compare.files import ChangedFile, Comparison, compare_manifests
from generator.compare.owners import Owners
from generator.compare.pdfs import ComparedPdfs, barrier_words, compare_pdfs
from generator.compare.settling import settle_owners
from generator.compare.words import TextChange
from generator.files import write_atomically
from generator.guard import Limits, TooHeavyError, run_guarded
from generator.model.recorded import Manifest, RecordedFile
from generator.store.built import Built, open_built

_CHECKSUM = re.compile("[0-9a-f]{4,64}")
_ABSENT = "its pages can't be compared: the {} file isn't there as the manifest says"
_NEW_CHECKSUM = "a job ticket with its PDF's new checksum, and nothing else"
_INSIDE = "it reads and looks the same; what is inside is otherwise, such as links, tags or inks"
Progress = Callable[[int, int], None]
"""Is told how many files were laid side by side, and how many there are."""


@dataclass(frozen=True)
class CompareTask:
    """Two files to lay side by side; a value that can go to another process."""

    old: Built
    new: Built
    file: ChangedFile
    barriers: tuple[RecordedFile, ...]
    """The old PDFs that are about one barrier each, where `file` is about all of them."""
    pictures: Path | None
    """The folder to draw pages in."""


def compare_builds(
    old: Path,
    new: Path,
    pictures: Path | None,
    workers: int,
    progress: Progress = lambda compared, files: None,
) -> Comparison:
    """Compare two builds; files with the same checksum aren't opened for it.

    With a folder for `pictures`, each page that differs is drawn there, but those of job tickets.
    Raises UsageError and BuildError for what isn't a build, and OSError when a picture can't be
    written.
    """
    (old_built, before), (new_built, after) = open_built(old), open_built(new)
    comparison = compare_manifests(before, after)
    barriers = _barrier_files(before)
    tasks = [
        CompareTask(old_built, new_built, one, _of_barriers(one.old, barriers), pictures)
        for one in comparison.changed
        if one.has_other_bytes
    ]
    compared = {}
    results = run_guarded(compare_files, tasks, workers, Limits())
    for number, (task, result) in enumerate(zip(tasks, results, strict=True), start=1):
        if isinstance(result, TooHeavyError):
            result = replace(task.file, note=f"its pages can't be compared: {result}")
        compared[task.file.new.path] = result
        progress(number, len(tasks))
    changed = settle_owners([compared.get(one.new.path, one) for one in comparison.changed])
    drawn = tuple(name for one in changed for name in _names(one)) if pictures else ()
    return replace(comparison, changed=changed, pictures=drawn)


def compare_files(task: CompareTask) -> ChangedFile:
    """Lay two files side by side, and draw the pages that differ."""
    file = task.file
    old, new = task.old.read(file.old), task.new.read(file.new)
    if old is None or new is None:
        absent = [name for name, one in (("old", old), ("new", new)) if one is None]
        return replace(file, note=_ABSENT.format(" and the ".join(absent)))
    is_drawn = task.pictures and not file.new.is_ticket
    keep = partial(_keep, task.pictures, file.new) if task.pictures and is_drawn else None
    owners = partial(_owners, task.old, task.barriers)
    try:
        compared = compare_pdfs(old, new, owners, keep)
    except pypdfium2.PdfiumError as error:
        return replace(file, note=f"its pages can't be compared: {error}")
    return _told(file, compared)


def _told(file: ChangedFile, compared: ComparedPdfs) -> ChangedFile:
    """Return a file with what differs in it; a ticket's checksum is its PDF's."""
    texts, pictures, note = compared.texts, compared.pictures, ""
    if file.new.is_ticket:
        texts = tuple((owner, text) for owner, text in texts if not _is_checksum(text))
        if not texts and compared.texts:
            pictures, note = (), _NEW_CHECKSUM
    if not texts and not pictures:
        note = note or _INSIDE
    return replace(file, texts=texts, pictures=pictures, is_compared=True, note=note)


def _is_checksum(change: TextChange) -> bool:
    words = [word for part in change.parts for word in part.text.split()]
    return all(_CHECKSUM.fullmatch(word) for word in words)


def _of_barriers(
    file: RecordedFile, barriers: Mapping[tuple[str, str], tuple[RecordedFile, ...]]
) -> tuple[RecordedFile, ...]:
    if file.barrier is not None or file.is_ticket:
        return ()
    return barriers.get((file.edition, file.language)) or barriers.get(("", file.language), ())


def _barrier_files(manifest: Manifest) -> dict[tuple[str, str], tuple[RecordedFile, ...]]:
    """Return the smallest PDF about each barrier by edition and language; with no edition, of any.

    The smallest have the fewest words that aren't the barrier's own.
    """
    found: dict[tuple[str, str], dict[int, RecordedFile]] = {}
    for file in manifest.files.values():
        if file.barrier is None or file.is_ticket:
            continue
        for key in ((file.edition, file.language), ("", file.language)):
            known = found.setdefault(key, {}).setdefault(file.barrier, file)
            if file.size < known.size:
                found[key][file.barrier] = file
    return {key: tuple(files.values()) for key, files in found.items()}


@lru_cache(maxsize=8)
def _owners(built: Built, files: tuple[RecordedFile, ...]) -> Owners:
    """Read what barriers say; one whose PDF isn't there owns nothing."""
    texts = {}
    for file in files:
        if (pdf := built.read(file)) is not None and file.barrier is not None:
            with suppress(pypdfium2.PdfiumError):
                texts[file.barrier] = barrier_words(pdf)
    return Owners(texts)


def _keep(folder: Path, file: RecordedFile, page: int, picture: bytes) -> None:
    write_atomically(folder / _picture_name(file, page), picture)


def _names(one: ChangedFile) -> Iterator[str]:
    """Yield what the pictures of a file are called."""
    if not one.new.is_ticket:
        yield from (_picture_name(one.new, picture.page) for _, picture in one.pictures)


def _picture_name(file: RecordedFile, page: int) -> str:
    """Return a name that no other file's picture has, and that stays in its folder."""
    parts = re.sub("[^A-Za-z0-9._]+", "-", file.path.removesuffix(".pdf")).strip("-.")
    return f"{parts}-p{page:02d}.png"
