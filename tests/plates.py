"""Draw the four plates of a press PDF: file → pictures in CMYK, one of each page.

Nothing that we have draws ink as such. So each plate is a copy of the file in grey, in which every
colour is as dark as its share of that one ink; what lies on what is then PDFium's own work.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, Object, Operator, Stream
from PIL import Image, ImageMath

from tests.press import streams_that_draw

_BLACK = 3
_PAINTED = {"k": "g", "K": "G", "scn": "g", "sc": "g", "SCN": "G", "SC": "G", "g": "g", "G": "G"}


@lru_cache(maxsize=8)  # pages of a0 are large
def plates(path: Path, dots_per_inch: float) -> tuple[Image.Image, ...]:
    """Return the pages, up to their MediaBox, as the press inks them."""
    with_plate = [_drawn(_grey_copy(path, at), dots_per_inch) for at in range(4)]
    return tuple(Image.merge("CMYK", one) for one in zip(*with_plate, strict=True))


def coverage(picture: Image.Image) -> float:
    """Return the highest sum of the four inks in any pixel, in percent."""
    cyan, magenta, yellow, black = picture.split()
    total = ImageMath.lambda_eval(
        lambda it: it["c"] + it["m"] + it["y"] + it["k"], c=cyan, m=magenta, y=yellow, k=black
    )
    return float(total.getextrema()[1]) * 100 / 255


def _drawn(pdf: bytes, dots_per_inch: float) -> list[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as opened:
        pages = [page.render(scale=dots_per_inch / 72, grayscale=True) for page in opened]
        return [page.to_pil().convert("L").point(lambda value: 255 - value) for page in pages]


def _grey_copy(path: Path, ink: int) -> bytes:
    with pikepdf.open(path) as pdf:
        masks = {
            thing.SMask.G.objgen
            for thing in pdf.objects
            if isinstance(thing, Dictionary) and isinstance(thing.get("/SMask"), Dictionary)
        }
        soft = {
            thing.SMask.objgen
            for thing in pdf.objects
            if isinstance(thing, Stream) and isinstance(thing.get("/SMask"), Stream)
        }
        for stream in list(streams_that_draw(pdf)):
            if stream.objgen not in masks:  # how opaque, not how inked
                _in_grey(pdf, stream, ink)
        for thing in list(pdf.objects):
            if not isinstance(thing, Dictionary | Stream):
                continue
            if thing.get("/Subtype") == Name.Image and thing.objgen not in soft:
                _picture(thing, ink)
            elif "/ShadingType" in thing:
                _gradient(thing, ink)
            elif "/Shading" in thing and "/PatternType" in thing:
                _gradient(thing.Shading, ink)
            for _, shading in thing.get("/Shading", Dictionary()).items():
                if isinstance(shading, Dictionary) and "/ShadingType" in shading:
                    _gradient(shading, ink)
        written = BytesIO()
        pdf.save(written, compress_streams=False)
        return written.getvalue()


def _in_grey(pdf: pikepdf.Pdf, stream: Object, ink: int) -> None:
    """Write what a page or form draws anew, each colour as its share of one ink."""
    drawn: list[Any] = []
    if not isinstance(stream, Stream):  # a page begins in black: all of it is on one plate
        level = 0 if ink == _BLACK else 1
        drawn = [ContentStreamInstruction([level], Operator(name)) for name in ("g", "G")]
    for one in pikepdf.parse_content_stream(stream):
        name = str(one.operator)
        numbers = [part for part in one.operands if not isinstance(part, Name)]
        if name in ("cs", "CS") and one.operands[0] == Name.DeviceCMYK:
            level = 0 if ink == _BLACK else 1
            drawn.append(ContentStreamInstruction([level], Operator("gG"[name == "CS"])))
        elif name in _PAINTED and len(numbers) in (1, 4):
            grey = Decimal(f"{1 - _share([float(part) for part in numbers], ink):.4f}")
            drawn.append(ContentStreamInstruction([grey], Operator(_PAINTED[name])))
        else:
            drawn.append(one)
    content = pikepdf.unparse_content_stream(drawn)
    if isinstance(stream, Stream):
        stream.write(content)
    else:
        stream.Contents = pdf.make_stream(content)


def _share(numbers: Sequence[float], ink: int) -> float:
    """Return how much of an ink a colour has; grey is black ink."""
    if len(numbers) == 4:
        return numbers[ink]
    return 1 - numbers[0] if ink == _BLACK else 0.0


def _picture(image: Object, ink: int) -> None:
    if image.get("/ImageMask", False) or (image.ColorSpace == Name.DeviceGray and ink == _BLACK):
        return
    assert isinstance(image, Stream)
    assert image.ColorSpace in (Name.DeviceCMYK, Name.DeviceGray)
    if image.ColorSpace == Name.DeviceGray:
        plate = Image.new("L", (int(image.Width), int(image.Height)))
    else:
        plate = pikepdf.PdfImage(image).as_pil_image(apply_mask=False).getchannel(ink)
    image.ColorSpace, image.BitsPerComponent = Name.DeviceGray, 8
    if "/Decode" in image:  # Pillow's pixels are decoded
        del image.Decode
    grey = plate.point(lambda value: 255 - value)
    image.write(zlib.compress(grey.tobytes()), filter=Name.FlateDecode)


def _gradient(shading: Object, ink: int) -> None:
    if shading.ColorSpace == Name.DeviceCMYK:
        shading.ColorSpace = Name.DeviceGray
        shading.Function = _of_one_ink(shading.Function, ink)


def _of_one_ink(function: Object, ink: int) -> Object:
    copied = Dictionary(dict(function.items()))
    if int(function.FunctionType) == 3:
        copied.Functions = Array([_of_one_ink(one, ink) for one in function.Functions])
    else:
        assert int(function.FunctionType) == 2, "only gradients between two colours are drawn"
        for key in ("/C0", "/C1"):
            copied[key] = Array([1 - Decimal(str(function[key][ink]))])
    return copied
