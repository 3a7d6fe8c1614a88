"""What the last build of a folder left: an order and its inputs → what stands, or nothing."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from generator.files import cache_dir, real_path
from generator.project import Project
from generator.store.cache import Cache
from generator.store.presence import at_work_in
from generator.versions import (
    code_digest,
    file_digest,
    folder_digest,
    machine_versions,
    tool_versions,
)

UNCHANGED = "unchanged"
"""Why a PDF isn't made."""
_KIND = "builds"
_ALWAYS_ANEW = ("force", "release")
_NOT_IN_THE_BYTES = frozenset(("jobs", "scheduler", "explain", *_ALWAYS_ANEW))
"""Options that change how a build goes, and nothing of what it makes."""
_BESIDE = ("manifest.json", "SHA256SUMS", "index.html", "thumbnails")
"""What else a build leaves; a folder changes when a file in it comes or goes."""


class Row(NamedTuple):
    """A PDF that was made, as it is told."""

    path: str
    pages: int
    size: int
    """In bytes."""
    product: str
    edition: str
    language: str
    target: str
    format: str
    scale: float
    """Of its type."""


@dataclass(frozen=True)
class Last:
    """What the last build of an order made and told."""

    rows: tuple[Row, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class Standing:
    """An order for a folder, and everything that it would be made from as it is now.

    Nothing is loaded for it: what a build reads is hashed, what it made is only looked at, by size
    and time of change.
    """

    project: Project
    output: Path
    chosen: Mapping[str, Any]
    """The options of the command."""
    inputs: str = field(init=False)
    """A digest of the software, content, templates and spreadsheet."""

    def __post_init__(self) -> None:
        project, sheet = self.project, self.chosen["sheet"]
        folders = {
            project.content_dir,
            project.templates_dir,
            project.builtin_content_dir,
            project.builtin_templates_dir,
        }
        told = [
            code_digest(),
            json.dumps(tool_versions() | machine_versions()),
            os.environ.get("SOURCE_DATE_EPOCH", ""),
            *(f"{folder}\0{folder_digest(folder)}" for folder in sorted(folders)),
            file_digest(sheet).hex() if sheet else "",
        ]
        object.__setattr__(self, "inputs", _digest(told))

    def last(self) -> Last | None:
        """Return what was made of the same order and inputs; None when anything is otherwise."""
        if any(self.chosen.get(option) for option in _ALWAYS_ANEW):
            return None
        record = self._cache.get(_KIND, self._key)
        if record is None:
            return None
        told = json.loads(record)
        if told["inputs"] != self.inputs or any(
            file_digest(Path(path)).hex() != digest for path, digest in told["logos"]
        ):
            return None
        if any(_signature(self.output / path) != seen for path, seen in told["files"].items()):
            return None
        return Last(tuple(Row(*row) for row in told["rows"]), tuple(told["warnings"]))

    def remember(
        self,
        rows: Iterable[Row],
        warnings: Iterable[str],
        logos: Iterable[tuple[PurePath, str]],
        beside: Iterable[str] = (),
    ) -> None:
        """Keep what a build that went well made; `logos` are files with their SHA-256, or none.

        What lies `beside` it, and was told of, is looked at, too. Nothing is kept when a PDF is
        gone again already.
        """
        rows = tuple(rows)
        files = {row.path: _signature(self.output / row.path) for row in rows}
        if None in files.values():
            return
        told = {
            "inputs": self.inputs,
            "logos": sorted((str(path), digest) for path, digest in logos),
            "files": files | {name: _signature(self.output / name) for name in (*_BESIDE, *beside)},
            "rows": rows,
            "warnings": tuple(warnings),
        }
        # Who is killed while this is written leaves a mark for the next build, as in all else.
        with at_work_in(self._cache.folder):
            self._cache.put(_KIND, self._key, json.dumps(told).encode())

    @property
    def _cache(self) -> Cache:
        return Cache(cache_dir())

    @property
    def _key(self) -> str:
        options = sorted(self.chosen.keys() - _NOT_IN_THE_BYTES)
        told = [str(self.project.root), str(real_path(self.output))]
        told += [f"{option}={self.chosen[option]}" for option in options]
        return _digest(told)


def _digest(told: Iterable[str]) -> str:
    # Names of files may hold bytes that are no UTF-8.
    return sha256("\0".join(told).encode(errors="surrogateescape")).hexdigest()


def _signature(path: Path) -> list[int] | None:
    """Return what changes when a file is written; None when it isn't there."""
    try:
        seen = path.stat()
    except OSError:
        return None
    return [seen.st_size, seen.st_mtime_ns, seen.st_ino]
