"""A path that somebody wrote → its bytes, or an error that says why they can't be had."""

from __future__ import annotations

from pathlib import Path

from generator.errors import ContentError
from generator.load.problems import Problems
from generator.model.mark import Mark

_MEGABYTE = 1_000_000


def find_yaml(folder: Path, root: Path, found: Problems) -> list[Path]:
    """Return the YAML files in `folder` by name; one that ends in `.yml` is noted as a problem."""
    for path in sorted(folder.glob("*.yml")):
        mark = Mark(path.relative_to(root).as_posix())
        found.add("only files that end in .yaml are read.", mark, f"call it {path.stem}.yaml.")
    # Names that start with a dot are what editors and systems leave behind.
    return sorted(path for path in folder.glob("*.yaml") if not path.name.startswith("."))


def read_bytes(path: Path, mark: Mark, limit_mb: int, what: str = "the file") -> bytes:
    """Return what is in the file; raises ContentError at `mark` when that can't be had."""
    try:
        if path.is_dir():
            raise ContentError(f"{what} is a folder.", mark=mark, hint="a file is needed here.")
        if not path.exists() and not path.is_symlink():
            hint = "check its name and folder."
            raise ContentError(f"{what} doesn't exist.", mark=mark, hint=hint)
        if not path.is_file():  # a link to nothing, or a pipe, which would never end
            hint = "put the file itself here."
            raise ContentError(f"{what} leads to no file.", mark=mark, hint=hint)
        with path.open("rb") as file:
            content = file.read(limit_mb * _MEGABYTE + 1)
    except OSError as error:
        raise ContentError(f"{what} can't be read: {error.strerror}.", mark=mark) from error
    if len(content) > limit_mb * _MEGABYTE:
        raise ContentError(f"{what} is larger than {limit_mb} MB.", mark=mark)
    return content


def decode(content: bytes, file: str) -> str:
    """Return the text of a file in UTF-8, a byte order mark left out; raises ContentError."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The codec counts from behind a byte order mark, and hands back what it counted in.
        before = error.object[: error.start].decode()
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        byte = error.object[error.start]
        raise ContentError(
            f"the file isn't UTF-8: byte 0x{byte:02x} on line {line} doesn't belong in it.",
            mark=Mark(file, line, column),
            hint="in your editor, save the file with the encoding UTF-8.",
        ) from error
