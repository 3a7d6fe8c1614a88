"""Read a manifest: manifest.json → what it says of each file, or what is wrong with it."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from os.path import lexists
from pathlib import Path
from typing import Any

from generator.errors import BuildError, UsageError
from generator.files import is_folder, is_plain_file
from generator.model.recorded import Manifest, RecordedFile


def read_manifest(path: Path) -> Manifest:
    """Read a manifest.

    Raises UsageError when there is none, and BuildError when it can't be read or is something else.
    """
    if path.suffix == ".zip":
        raise UsageError(f"{path} is packed", hint="unpack it, and name the folder")
    # Path.exists raises for a name that is too long; to read a pipe would never end.
    if lexists(path) and not (is_plain_file(path) or is_folder(path)):
        raise BuildError(f"{path} is not a file", hint="build again, it is then written anew")
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        hint = "build first, or name the manifest.json or its folder"
        raise UsageError(f"there is no manifest {path}", hint=hint) from error
    except OSError as error:
        raise BuildError(f"can't read {path}: {error.strerror or error}") from error
    return parse_manifest(content, str(path))


def parse_manifest(content: bytes, name: str) -> Manifest:
    """Return what a manifest says; raises BuildError, which calls it `name`, when it is none."""
    try:
        stated = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise _refused(name, str(error)) from error
    if not isinstance(stated, dict) or not isinstance(stated.get("files"), list):
        raise _refused(name, "it has no list of files")
    files: dict[str, RecordedFile] = {}
    for file in _files(stated["files"], name):
        if file.path in files:
            raise _refused(name, f"it has {file.path} twice")
        files[file.path] = file
    tools = stated.get("tools")
    return Manifest(
        _text(stated.get("campaign")),
        _text(stated.get("version")),
        {str(tool): str(made) for tool, made in tools.items()} if isinstance(tools, dict) else {},
        dict(sorted(files.items())),
        stated,
    )


def _refused(name: str, reason: str) -> BuildError:
    hint = "build again, it is then written anew"
    return BuildError(f"{name} is not a manifest: {reason}", hint=hint)


def _files(entries: Sequence[Any], name: str) -> Iterator[RecordedFile]:
    """Yield each file; without path, checksum and size there is nothing to go by."""
    for number, entry in enumerate(entries, start=1):
        if not has_path(entry):
            raise _refused(name, f"file {number} has no path")
        if not has_checksum(entry):
            raise _refused(name, f"{entry['path']} has no checksum or size")
        yield _recorded(entry["path"], entry["sha256"], entry["bytes"], entry)


def has_path(entry: Any) -> bool:
    """Tell whether an entry of a manifest names its file."""
    path = entry.get("path") if isinstance(entry, dict) else None
    return isinstance(path, str) and path != "" and path.isprintable()


def has_checksum(entry: Mapping[str, Any]) -> bool:
    """Tell whether an entry of a manifest says what its file is known by."""
    return isinstance(entry.get("sha256"), str) and type(entry.get("bytes")) is int


def _recorded(path: str, sha256: str, size: int, entry: Mapping[str, Any]) -> RecordedFile:
    trim = entry.get("trim_mm")
    findings = entry.get("findings")
    return RecordedFile(
        path,
        sha256,
        size,
        edition=_text(entry.get("edition")),
        language=_text(entry.get("language")),
        target=_text(entry.get("target")),
        product=_text(entry.get("product")),
        format=_text(entry.get("format")),
        barrier=_whole(entry.get("barrier")),
        pages=_whole(entry.get("pages")),
        trim_mm=tuple(filter(None, map(_number, trim))) if isinstance(trim, list) else (),
        fit=_number(entry.get("fit")),
        is_ticket=entry.get("ticket") is True,
        shop=_text(entry.get("shop")),
        sheet=_text(entry.get("sheet")),
        tile=_text(entry.get("tile")),
        printer=_text(entry.get("printer")),
        flip_edge=_text(entry.get("flip_edge")),
        findings=tuple(map(_finding, findings)) if isinstance(findings, list) else (),
        stated=entry,
    )


def _text(value: Any) -> str:
    """Return a text that can be written somewhere: JSON may hold half a surrogate pair."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def _whole(value: Any) -> int | None:
    return value if type(value) is int else None


def _number(value: Any) -> float | None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def _finding(value: Any) -> str:
    """Return a finding as one sentence: rule, page and message."""
    if not isinstance(value, dict):
        return str(value)
    page = f"page {value['page']}: " if _whole(value.get("page")) else ""
    rule = f" [{value['rule']}]" if _text(value.get("rule")) else ""
    return f"{page}{_text(value.get('message'))}{rule}"
