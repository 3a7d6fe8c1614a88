"""Pictures for pages: pixels or an address → picture objects, and QR codes drawn in squares."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import cache
from math import ceil

import numpy as np
import segno
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream
from PIL import Image

from generator.model.geometry import MM_PER_INCH
from tests.faults.change import Resource

Matrix = Sequence[Sequence[int]]


def picture(
    pixel: bytes = b"\x40\x20\x10\x00",
    *,
    pixels: tuple[int, int] = (24, 24),
    space: Resource | None = None,
    **entries: object,
) -> Resource:
    """Return a picture of equal pixels: in four inks, or in another space."""

    def make(pdf: Pdf) -> Object:
        made = Stream(pdf, b"", Type=Name.XObject, Subtype=Name.Image, BitsPerComponent=8)
        made.write(zlib.compress(pixel * (pixels[0] * pixels[1])), filter=Name.FlateDecode)
        made.Width, made.Height = pixels
        made.ColorSpace = space(pdf) if space else Name.DeviceCMYK
        for key, value in entries.items():
            made[f"/{key}"] = value(pdf) if callable(value) else value
        return pdf.make_indirect(made)

    return make


def placed(name: str, left: float, bottom: float, width: float, height: float) -> str:
    """Return what draws a picture; lengths in mm."""
    return f"q {width} 0 0 {height} {left} {bottom} cm /{name} Do Q"


def pixels_for(mm: float, ppi: float) -> int:
    """Return how many pixels make so many to an inch."""
    return ceil(mm / MM_PER_INCH * ppi)


def icc(profile: bytes, components: int) -> Resource:
    """Return a colour space by a profile."""
    return lambda pdf: Array([Name.ICCBased, pdf.make_indirect(Stream(pdf, profile, N=components))])


@cache
def modules(address: str, version: int | None = None) -> Matrix:
    """Return the modules of a QR code, without a quiet zone."""
    code = segno.make(address, error="m", micro=False, version=version, boost_error=False)
    return tuple(tuple(row) for row in code.matrix)


def squares(matrix: Matrix, left: float, bottom: float, size: float) -> str:
    """Return paths that draw a QR code's dark modules; lengths in mm."""
    side = size / len(matrix)
    rows = [
        f"{left + x * side:.4f} {bottom + size - (y + 1) * side:.4f} {side:.4f} {side:.4f} re"
        for y, row in enumerate(matrix)
        for x, dark in enumerate(row)
        if dark
    ]
    return "\n".join([*rows, "f"])


@cache
def photograph(width: int, height: int) -> Image.Image:
    """Return a landscape that nobody photographed: a sky, hills and grain, always the same."""
    down, across = np.mgrid[0:height, 0:width].astype(float)
    down, across = down / height, across / width
    hills = 0.55 + 0.08 * np.sin(across * 9) + 0.04 * np.sin(across * 23 + 1)
    grain = np.random.default_rng(4).normal(0, 2, (height, width))
    sky = 150 + 90 * down / hills
    red = np.where(down < hills, sky - 30, 70 + 60 * (1 - down)) + grain
    green = np.where(down < hills, sky, 110 + 40 * (1 - down)) + grain
    blue = np.where(down < hills, 235 - 10 * down, 50 + 30 * (1 - down)) + grain
    return Image.fromarray(np.clip(np.dstack([red, green, blue]), 0, 255).astype(np.uint8))


def optional(visible: bool) -> Resource:
    """Return a layer that readers can switch on and off."""

    def make(pdf: Pdf) -> Object:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Vertaling"))
        shown = Dictionary(ON=Array([layer]) if visible else Array([]))
        if not visible:
            shown.OFF = Array([layer])
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=shown)
        return layer

    return make
