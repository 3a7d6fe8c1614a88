"""A file's name as somebody wrote it → its path, which never leads out of a folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath, PureWindowsPath

from generator.errors import ContentError
from generator.files import real_path
from generator.load.problems import suggest
from generator.model.mark import Mark


def find_inside(
    written: str,
    folder: Path,
    root: Path,
    mark: Mark,
    what: str,
    suffixes: tuple[str, ...],
    shipped: Iterable[str] = (),
) -> Path:
    """Return the path of `written` in `folder`; raises ContentError at `mark`.

    Neither its name nor a link may lead out of `root`. `what` names it in messages; files that
    end in one of `suffixes`, and those that come with the software, are suggested in its place.
    """
    is_outside = (
        "\\" in written
        or PurePosixPath(written).is_absolute()
        or PureWindowsPath(written).drive
        or ".." in PurePosixPath(written).parts
    )
    elsewhere = ContentError(
        f"{what} is outside {root.name}/.",
        mark=mark,
        hint="put it beside this file and write its name alone.",
    )
    if is_outside:
        raise elsewhere
    if any(part.startswith(".") for part in PurePosixPath(written).parts):
        # Nor does anything look there for changes.
        message = f"{what} is hidden: a name in it begins with a dot."
        raise ContentError(message, mark=mark, hint="give it a name that begins otherwise.")
    path = folder / written
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError) as error:  # RuntimeError: a link that leads to itself
        near = {one.name for one in folder.iterdir() if one.suffix.lower() in suffixes}
        hint = suggest(written, near.union(shipped), "there is") or "put it beside this file."
        raise ContentError(f"{what} doesn't exist.", mark=mark, hint=hint) from error
    if not real.is_relative_to(real_path(root)):
        raise elsewhere
    return path
