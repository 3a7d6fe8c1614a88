"""What an edition says of its logo → the picture, checked, with its proportions."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath, PureWindowsPath

from PIL import Image, ImageFile

from generator.errors import ContentError
from generator.load.problems import quoted, suggest
from generator.load.project import Project
from generator.load.source import read_bytes
from generator.load.svg import UnusablePicture, svg_ratio
from generator.model.edition import Logo
from generator.model.mark import Mark

LARGEST_MB = 2
MOST_PIXELS = 40_000_000

_SVG = "image/svg+xml"
_MEDIA_TYPES = {
    ".svg": _SVG,
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
_PILLOW_NAMES = {"image/png": "PNG", "image/jpeg": "JPEG"}
_ORIENTATION = 0x0112  # Exif 2.32, 4.6.4: from 5 up, the picture is shown on its side


def read_logo(written: str, folder: Path, project: Project, mark: Mark) -> Logo:
    """Return the logo that stands as `written` in `folder`; raises ContentError at `mark`."""
    path = _find(written, folder, project, mark)
    media_type = _MEDIA_TYPES.get(path.suffix.lower())
    what = f"the logo {quoted(written)}"
    if media_type is None:
        message = f"{what} is not an SVG, PNG or JPEG file."
        raise ContentError(message, mark=mark, hint="its name must end in .svg, .png or .jpg.")
    content = read_bytes(path, mark, LARGEST_MB, what)
    try:
        ratio = svg_ratio(content) if media_type == _SVG else _ratio(content, media_type)
    except UnusablePicture as error:
        raise ContentError(f"{what} {error}.", mark=mark, hint=error.hint) from error
    return Logo(media_type, content, ratio)


def _find(written: str, folder: Path, project: Project, mark: Mark) -> Path:
    """Return the logo's path, which neither its name nor a link may lead out of content/."""
    what = f"the logo {quoted(written)}"
    is_outside = (
        "\\" in written
        or PurePosixPath(written).is_absolute()
        or PureWindowsPath(written).drive
        or ".." in PurePosixPath(written).parts
    )
    elsewhere = ContentError(
        f"{what} is outside content/.",
        mark=mark,
        hint="put it beside this file and write its name alone.",
    )
    if is_outside:
        raise elsewhere
    path = folder / written
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError) as error:  # RuntimeError: a link that leads to itself
        pictures = [near.name for near in folder.iterdir() if near.suffix.lower() in _MEDIA_TYPES]
        hint = suggest(written, pictures, "pictures here") or "put it beside this file."
        raise ContentError(f"{what} doesn't exist.", mark=mark, hint=hint) from error
    if not real.is_relative_to(project.content_dir.resolve()):
        raise elsewhere
    return path


def _ratio(content: bytes, media_type: str) -> float:
    """Return width divided by height as shown; raises UnusablePicture."""
    kind = _PILLOW_NAMES[media_type]
    try:
        with warnings.catch_warnings(), _truncation_refused():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[kind]) as image:
                width, height = image.size
                if width * height > MOST_PIXELS:
                    raise UnusablePicture(_too_many_pixels())
                turned = image.getexif().get(_ORIENTATION, 1) >= 5
                image.load()
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise UnusablePicture(_too_many_pixels()) from error
    except (OSError, SyntaxError, ValueError) as error:  # what Pillow raises for broken files
        hint = "open it in a drawing program and export it again."
        raise UnusablePicture(f"can't be read as {kind}: {error}", hint) from error
    return height / width if turned else width / height


@contextmanager
def _truncation_refused() -> Iterator[None]:
    """Let Pillow refuse half a picture, though WeasyPrint tells it for all to accept one."""
    accepted, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = accepted


def _too_many_pixels() -> str:
    return f"has more than {MOST_PIXELS // 1_000_000} million pixels"
