"""Read the ICC profile of a press: its bytes → what takes screen colours to its inks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from PIL import Image
from PIL.ImageCms import (
    Flags,
    ImageCmsProfile,
    ImageCmsTransform,
    Intent,
    PyCMSError,
    buildTransform,
    createProfile,
)

from generator.finish.neutral import NeutralInk, neutral_ink

_GRID = Flags.BLACKPOINTCOMPENSATION
# Without its grid of colours made beforehand, LittleCMS computes each one exactly, but slowly.
_EXACT = Flags.BLACKPOINTCOMPENSATION | Flags.NOOPTIMIZE
_SPACES = {"RGB": "RGB", "L": "GRAY", "CMYK": "CMYK"}
"""The colour space that a profile must be for, to say what a picture of that mode looks like."""


class Conversion:
    """Takes pictures from one colour space to another.

    Pillow's own `apply` writes the whole profile out with each picture: 7 ms, if it is a megabyte.
    """

    def __init__(self, transform: ImageCmsTransform) -> None:
        self._transform = transform

    def apply(self, picture: Image.Image) -> Image.Image:
        """Return the picture, of the mode that the conversion was made for, in the other space."""
        converted = Image.new(self._transform.output_mode, picture.size)
        self._transform.transform.apply(picture.getim(), converted.getim())
        return converted


@dataclass(frozen=True)
class PressProfile:
    """A printing condition: four inks on one kind of paper."""

    profile: ImageCmsProfile
    description: str
    """What the profile calls itself."""
    exact: Conversion
    """Takes sRGB to the inks, for flat colours."""
    neutral: NeutralInk


@lru_cache(maxsize=8)
def open_profile(profile: bytes) -> PressProfile:
    """Read a profile, in a few milliseconds; raises ValueError when it isn't one of a press."""
    try:
        opened = ImageCmsProfile(BytesIO(profile))
    except OSError as error:
        raise ValueError("this isn't an ICC profile") from error
    name = (opened.profile.profile_description or "without a name").strip()
    space, kind = opened.profile.xcolor_space.strip(), opened.profile.device_class
    if (space, kind) != ("CMYK", "prtr"):
        raise ValueError(
            f"the ICC profile '{name}' isn't one of a four-colour press: it is of class "
            f"'{kind}' and for {space}, where 'prtr' and CMYK are needed"
        )
    try:
        exact = _build(_srgb(), opened, "RGB", "CMYK", _EXACT)
        proof = _build(opened, _srgb(), "CMYK", "RGB", _EXACT)
    except PyCMSError as error:
        raise ValueError(f"the ICC profile '{name}' lacks its tables of colours") from error
    return PressProfile(opened, name, exact, neutral_ink(proof.apply))


def profile_description(profile: bytes) -> str:
    """Return what an ICC profile calls itself; raises ValueError when it isn't one of a press."""
    return open_profile(profile).description


@lru_cache(maxsize=16)
def to_press(source: bytes | None, mode: str, press: bytes) -> Conversion | None:
    """Return what takes pictures of `mode` to the inks of `press`.

    Their colours are those of the profile `source`, else sRGB; None when inks stay as they are.
    """
    origin = _origin(source, mode)
    if origin is None and mode == "CMYK":
        return None
    goal = open_profile(press).profile
    return _build(origin or _srgb(), goal, mode, "CMYK", _GRID)


@lru_cache(maxsize=16)
def to_screen(source: bytes | None, mode: str) -> Conversion | None:
    """Return what takes pictures of `mode` to sRGB; None when they are that already."""
    origin = _origin(source, mode)
    return _build(origin, _srgb(), mode, "RGB", _GRID) if origin else None


def _origin(source: bytes | None, mode: str) -> ImageCmsProfile | None:
    """Read a picture's own profile; one that is broken or for other colours says nothing."""
    if not source:
        return None
    try:
        origin = ImageCmsProfile(BytesIO(source))
    except OSError:
        return None
    return origin if origin.profile.xcolor_space.strip() == _SPACES[mode] else None


def _build(
    origin: ImageCmsProfile, goal: ImageCmsProfile, mode: str, goal_mode: str, flags: Flags
) -> Conversion:
    intent = Intent.RELATIVE_COLORIMETRIC
    return Conversion(buildTransform(origin, goal, mode, goal_mode, intent, flags))


@lru_cache(maxsize=1)
def _srgb() -> ImageCmsProfile:
    return ImageCmsProfile(createProfile("sRGB"))
