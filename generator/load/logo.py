"""What an edition says of its logo → the picture, checked, with its proportions."""

from __future__ import annotations

from pathlib import Path

from generator.errors import ContentError
from generator.load.inside import find_inside
from generator.load.problems import quoted
from generator.load.project import Project
from generator.load.raster import read_raster
from generator.load.source import read_bytes
from generator.load.svg import UnusablePicture, svg_ratio
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


def read_logo(written: str, folder: Path, project: Project, mark: Mark) -> Logo:
    """Return the logo that stands as `written` in `folder`; raises ContentError at `mark`."""
    what = f"the logo {quoted(written)}"
    path = find_inside(written, folder, project, mark, what, tuple(_MEDIA_TYPES))
    media_type = _MEDIA_TYPES.get(path.suffix.lower())
    if media_type is None:
        message = f"{what} is not an SVG, PNG or JPEG file."
        raise ContentError(message, mark=mark, hint="its name must end in .svg, .png or .jpg.")
    content = read_bytes(path, mark, LARGEST_MB, what)
    try:
        if media_type == _SVG:
            return Logo(media_type, content, svg_ratio(content))
        return Logo(*read_raster(content, media_type))
    except UnusablePicture as error:
        raise ContentError(f"{what} {error}.", mark=mark, hint=error.hint) from error
