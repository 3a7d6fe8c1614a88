"""Turn the pictures in a PDF into ink: an image in RGB → the same one in CMYK, without loss."""

from __future__ import annotations

import zlib

import pikepdf
from pikepdf import Array, Name, Object, PdfImage, Stream
from PIL import Image

from generator.errors import RenderError
from generator.finish.inks import total_area_coverage
from generator.finish.plates import InkPlates, Plates
from generator.finish.spaces import read_space

_SPACES = {"CMYK": Name.DeviceCMYK, "L": Name.DeviceGray}


def separate_picture(image: Object, plates: Plates, *, keep_alpha: bool) -> None:
    """Change an image in place, so that it is in `plates`, and opaque unless `keep_alpha`.

    Grey pictures become black ink alone, matched in lightness as grey drawings are. Pictures in ink
    stay as they are unless there is too much of it.
    What shows through one that must be opaque is paper. Raises RenderError when the picture can't
    be read.
    """
    if image.get("/ImageMask", False):
        return
    try:
        _separate(image, plates, keep_alpha)
    # Pikepdf and Pillow each have their own for a file that is cut off, odd or far too large.
    except (pikepdf.PikepdfError, NotImplementedError, ValueError, OSError) as error:
        raise RenderError(
            "a picture can't be read, so that its colours can't be turned into ink",
            hint="Save the logo anew, as a PNG in RGB with 8 bits a channel.",
        ) from error


def _separate(image: Object, plates: Plates, keep_alpha: bool) -> None:
    space = read_space(image.ColorSpace) if Name.ColorSpace in image else None
    if space and space.plain:
        image.ColorSpace = space.plain
    alpha = None if keep_alpha and _is_soft(image) else _alpha(image)
    is_grey = space is not None and space.plain == Name.DeviceGray
    if space and not space.to_rgb and not alpha and not (is_grey and isinstance(plates, InkPlates)):
        if space.components == 4 and isinstance(plates, InkPlates):
            _limit(image, plates)
        return
    picture = _pixels(image)
    if alpha:
        picture = _opaque(picture, alpha)
        for key in (Name.SMask, Name.Mask):
            if key in image:
                del image[key]
    if picture.mode != "L" or isinstance(plates, InkPlates):
        picture = plates.picture(picture)
    _write(image, picture)


def _limit(image: Object, plates: InkPlates) -> None:
    """Write a picture in ink anew when it has too much."""
    picture = _pixels(image)
    if picture.mode == "CMYK" and total_area_coverage(picture) > plates.inks.limit_pct:
        _write(image, plates.inks.limited(picture))


def _pixels(image: Object) -> Image.Image:
    return PdfImage(_stream(image)).as_pil_image(apply_mask=False)


def _is_soft(image: Object) -> bool:
    """Say whether an image is transparent in a way that a press takes as it is."""
    return Name.Mask not in image and "/Matte" not in image.get("/SMask", {})


def _alpha(image: Object) -> Image.Image | None:
    """Return how opaque an image is, unless it's a stencil, which isn't transparency."""
    if Name.SMask in image:
        mask = PdfImage(_stream(image.SMask)).as_pil_image(apply_mask=False).convert("L")
        size = (int(image.Width), int(image.Height))
        return mask if mask.size == size else mask.resize(size)
    if isinstance(image.get("/Mask"), Array):
        masked = PdfImage(_stream(image)).as_pil_image()
        return masked.getchannel("A") if "A" in masked.getbands() else None
    return None


def _opaque(picture: Image.Image, alpha: Image.Image) -> Image.Image:
    """Return a picture on white paper."""
    if picture.mode == "CMYK":
        paper = Image.new("CMYK", picture.size)
    else:
        picture = picture.convert("L" if picture.mode in {"1", "L"} else "RGB")
        paper = Image.new(picture.mode, picture.size, "white")
        paper.info.update(picture.info)
    paper.paste(picture, mask=alpha)
    return paper


def _write(image: Object, picture: Image.Image) -> None:
    """Replace an image's pixels, without loss."""
    for key in (Name.Decode, Name.SMaskInData, Name.Intent, Name.Alternates):
        if key in image:
            del image[key]
    image.Width, image.Height = picture.size
    image.ColorSpace = _SPACES[picture.mode]
    image.BitsPerComponent = 8
    _stream(image).write(zlib.compress(picture.tobytes(), 9), filter=Name.FlateDecode)


def _stream(image: Object) -> Stream:
    if not isinstance(image, Stream):
        raise ValueError("an image is a stream")
    return image
