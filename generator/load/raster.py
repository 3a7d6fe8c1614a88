"""Bytes of a PNG or JPEG → its proportions, and the picture as every later stage can take it."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from PIL import Image, ImageCms, ImageFile, UnidentifiedImageError

from generator.load.artwork import artwork_of_pixels
from generator.load.plain_xml import UnusablePicture
from generator.model.edition import Artwork

MOST_PIXELS = 40_000_000

_PILLOW_NAMES = {"image/png": "PNG", "image/jpeg": "JPEG"}
_PNG = "image/png"
# Exif 2.32, 4.6.4: how a picture is turned before it is shown. Pillow's own way of doing that
# writes the rest of the Exif anew, and raises what not for one that is torn.
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_ON_ITS_SIDE = [turn for number, turn in _TURNS.items() if number >= 5]
_SPACES = {"RGB": "RGB", "RGBA": "RGB", "P": "RGB", "L": "GRAY", "LA": "GRAY"}
"""The colour space that a profile must be for, to say what a picture of that mode looks like."""


class RasterPicture(NamedTuple):
    """A picture in pixels, as every later stage can take it."""

    media_type: str
    content: bytes
    ratio: float
    """Width divided by height."""
    artwork: Artwork


def read_raster(content: bytes, media_type: str) -> RasterPicture:
    """Return the picture; raises UnusablePicture.

    What the renderer would show wrong is written anew, as PNG: 16 bits a channel, and colours that
    a profile in the file says are other than sRGB's.
    """
    kind = _PILLOW_NAMES[media_type]
    try:
        with warnings.catch_warnings(), _truncation_refused():
            warnings.simplefilter("ignore")  # of what it can pass over, such as torn Exif
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[kind]) as image:
                width, height = image.size
                if width * height > MOST_PIXELS:
                    raise UnusablePicture(_too_many_pixels())
                said = image.getexif().get(_ORIENTATION)
                turn = _TURNS.get(said) if isinstance(said, int) else None
                image.load()
                artwork = artwork_of_pixels(image)
                plain = _plain(image, turn)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise UnusablePicture(_too_many_pixels()) from error
    except (OSError, SyntaxError, ValueError) as error:  # what Pillow raises for broken files
        hint = f"open it in a drawing program and export it as {kind}; a new name isn't enough."
        is_other = isinstance(error, UnidentifiedImageError)
        reason = "it is something else" if is_other else str(error)
        raise UnusablePicture(f"can't be read as {kind}: {reason}", hint) from error
    ratio = height / width if turn in _ON_ITS_SIDE else width / height
    if plain is None:
        return RasterPicture(media_type, content, ratio, artwork)
    return RasterPicture(_PNG, plain, ratio, artwork)


def _plain(image: Image.Image, turn: Image.Transpose | None) -> bytes | None:
    """Return the picture as an upright PNG of 8 bits in sRGB; None when it is fine as it is."""
    profile, is_deep = _foreign_profile(image), image.mode.startswith("I")
    if profile is None and not is_deep:
        return None
    settled = image if turn is None else image.transpose(turn)
    if is_deep:
        settled = settled.convert("I").point(lambda value: value / 257).convert("L")
    if profile is not None:
        settled = _in_srgb(settled, profile)
    written = io.BytesIO()
    # Without a profile: LittleCMS writes the time of day into the one that it makes.
    settled.save(written, format="PNG", icc_profile=None)
    return written.getvalue()


def _foreign_profile(image: Image.Image) -> ImageCms.ImageCmsProfile | None:
    """Return the picture's own profile unless it is sRGB's, or broken, or for other colours."""
    source = image.info.get("icc_profile")
    if not source:
        return None
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(source))
    except OSError:
        return None
    says_nothing = "srgb" in (profile.profile.profile_description or "").casefold()
    is_for_it = _SPACES.get(image.mode) == profile.profile.xcolor_space.strip()
    return profile if is_for_it and not says_nothing else None


def _in_srgb(image: Image.Image, profile: ImageCms.ImageCmsProfile) -> Image.Image:
    if image.mode == "P":
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    alpha = image.getchannel("A") if "A" in image.mode else None
    opaque = image.convert(image.mode.removesuffix("A"))
    target = ImageCms.createProfile("sRGB")
    try:
        converted = ImageCms.profileToProfile(opaque, profile, target, outputMode="RGB")
    except ImageCms.PyCMSError as error:
        raise ValueError("its colour profile is broken") from error
    assert converted is not None  # only in place there is nothing to return
    if alpha is not None:
        converted.putalpha(alpha)
    return converted


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
