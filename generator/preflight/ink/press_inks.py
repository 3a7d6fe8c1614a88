"""Tell the inks of screen colours: red, green and blue → what a press's profile makes of them."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from pikepdf import Array, Pdf, PdfError, Stream
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

from generator.model.condition import COATED_PROFILE
from generator.preflight.reading.proof import entry

_ENOUGH = 64 * 1024 * 1024
"""Bytes: no profile is as large."""


class PressInks:
    """Takes sRGB to the inks of one printing condition."""

    def __init__(self, transform: ImageCmsTransform) -> None:
        self._transform = transform

    def of(self, colours: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Return cyan, magenta, yellow and black, 0 to 255, for rows of red, green and blue."""
        flat = np.ascontiguousarray(colours.reshape(1, -1, 3))
        seen = Image.fromarray(flat)
        inks = Image.new("CMYK", seen.size)
        # Pillow's own `apply` writes the whole profile out with each picture.
        self._transform.transform.apply(seen.getim(), inks.getim())
        return np.asarray(inks).reshape(*colours.shape[:-1], 4)


def press_inks(pdf: Pdf) -> PressInks:
    """Return the inks of the press that a PDF is made for, else of coated paper."""
    intents = entry(pdf.Root, "OutputIntents")
    for intent in intents if isinstance(intents, Array) else ():
        profile = entry(intent, "DestOutputProfile")
        try:
            own = profile.read_bytes() if isinstance(profile, Stream) else b""
        except (PdfError, RuntimeError):
            continue
        if own and len(own) < _ENOUGH and (inks := _opened(own)):
            return inks
    usual = _opened((files("generator") / "profiles" / COATED_PROFILE).read_bytes())
    assert usual, "the profile that comes with the software is one of a press"
    return usual


@lru_cache(maxsize=8)
def _opened(profile: bytes) -> PressInks | None:
    """Read a profile; None when it isn't one of a press in four inks."""
    try:
        opened = ImageCmsProfile(BytesIO(profile))
        if opened.profile.xcolor_space.strip() != "CMYK":
            return None
        # As people convert pictures: matched on the paper, their black to that of the press.
        transform = buildTransform(
            ImageCmsProfile(createProfile("sRGB")),
            opened,
            "RGB",
            "CMYK",
            Intent.RELATIVE_COLORIMETRIC,
            Flags.BLACKPOINTCOMPENSATION,
        )
    except (OSError, PyCMSError):
        return None
    return PressInks(transform)
