"""What an edition says of its logo → the picture, checked, with its proportions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from os.path import lexists
from pathlib import Path

from generator.errors import ContentError
from generator.load.inside import find_inside
from generator.load.plain_xml import UnusablePicture
from generator.load.problems import quoted
from generator.load.raster import read_raster
from generator.load.source import read_bytes
from generator.load.spool import Spool
from generator.load.svg import clean_svg
from generator.model.edition import Logo
from generator.model.mark import Mark

LARGEST_MB = 2

_SVG = "image/svg+xml"
_MEDIA_TYPES = {
    ".svg": _SVG,
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}


@dataclass(frozen=True)
class Shelf:
    """Where the logos of an edition are looked for, and where they are kept."""

    folders: Mapping[Path, Path]
    """Each with the one that a name or a link may not lead out of."""
    spool: Spool


def read_logo(written: str, shelf: Shelf, mark: Mark) -> Logo:
    """Return the logo that stands as `written` in a folder of `shelf`.

    Raises ContentError at `mark`.
    """
    folders = shelf.folders
    what = f"the logo {quoted(written)}"
    path = _find(written, folders, mark, what)
    media_type = _MEDIA_TYPES.get(path.suffix.lower())
    if media_type is None:
        message = f"{what} is not an SVG, PNG or JPEG file."
        raise ContentError(message, mark=mark, hint="export it as SVG or as PNG.")
    content = read_bytes(path, mark, LARGEST_MB, what)
    missing = [folder / written for folder in folders if not lexists(folder / written)]
    looked_at = ((path, sha256(content).hexdigest()), *((place, "") for place in missing))
    try:
        if media_type == _SVG:
            clean = clean_svg(content)
            picture = shelf.spool.keep(clean.content)
            return Logo(media_type, picture, clean.ratio, clean.artwork, clean.removed, looked_at)
        read = read_raster(content, media_type)
        kept = shelf.spool.keep(read.content)
        return Logo(read.media_type, kept, read.ratio, read.artwork, looked_at=looked_at)
    except UnusablePicture as error:
        raise ContentError(f"{what} {error}.", mark=mark, hint=error.hint) from error


def _find(written: str, folders: Mapping[Path, Path], mark: Mark, what: str) -> Path:
    """Return where the logo is: in the first folder that has it."""
    here = [(folder, root) for folder, root in folders.items() if folder.is_dir()]
    for folder, root in [pair for pair in here if lexists(pair[0] / written)] or here:
        return find_inside(written, folder, root, mark, what, tuple(_MEDIA_TYPES))
    raise ContentError(f"{what} doesn't exist.", mark=mark, hint="put it beside this file.")
