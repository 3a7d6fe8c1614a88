"""Logos in pixels that the renderer would show wrong are put right when they are read."""

from __future__ import annotations

import io
import struct

import pytest
from PIL import Image, ImageCms, ImageOps

from generator.load.raster import read_raster

PNG, JPEG = "image/png", "image/jpeg"


def saved(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    written = io.BytesIO()
    picture.save(written, format=kind, **options)
    return written.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def lab_profile_for_rgb() -> bytes:
    """A display profile with other primaries than sRGB: red and blue change places."""
    srgb = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    tags = {bytes(srgb[at : at + 4]): at for at in range(132, 132 + 12 * srgb[131], 12)}
    red, blue = tags[b"rXYZ"], tags[b"bXYZ"]
    srgb[red : red + 4], srgb[blue : blue + 4] = srgb[blue : blue + 4], srgb[red : red + 4]
    return (
        bytes(srgb)
        .replace(b"s\0R\0G\0B\0", b"r\0e\0d\0 \0")
        .replace("sRGB".encode("utf-16-be"), "swap".encode("utf-16-be"))
    )


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1"])
def test_an_ordinary_png_stays_byte_for_byte_as_it_is(mode: str) -> None:
    content = saved(Image.new(mode, (30, 10)))
    assert read_raster(content, PNG)[:3] == (PNG, content, 3)


def test_an_ordinary_jpeg_stays_as_it_is_and_one_in_inks_too() -> None:
    for mode in ("RGB", "L", "CMYK"):
        content = saved(Image.new(mode, (30, 10)), "JPEG")
        assert read_raster(content, JPEG)[:3] == (JPEG, content, 3)


def test_sixteen_bits_of_grey_become_eight() -> None:
    deep = Image.new("I;16", (4, 2))
    deep.putpixel((0, 0), 0xFFFF)
    deep.putpixel((1, 0), 0x8080)
    media_type, content, ratio, _ = read_raster(saved(deep), PNG)
    grey = opened(content)
    assert (media_type, ratio, grey.mode) == (PNG, 2, "L")
    assert [grey.getpixel((x, 0)) for x in range(3)] == [255, 128, 0]


def test_colours_of_another_profile_become_srgb() -> None:
    red = Image.new("RGB", (2, 1), (255, 0, 0))
    content = saved(red, icc_profile=lab_profile_for_rgb())
    _, converted, *_ = read_raster(content, PNG)
    pixel = opened(converted).getpixel((0, 0))
    assert isinstance(pixel, tuple)
    assert pixel[0] < 40 and pixel[2] > 215
    assert "icc_profile" not in opened(converted).info
    assert read_raster(content, PNG)[1] == converted


def test_what_shows_through_still_does_after_a_conversion() -> None:
    half = Image.new("RGBA", (2, 1), (255, 0, 0, 128))
    _, converted, *_ = read_raster(saved(half, icc_profile=lab_profile_for_rgb()), PNG)
    pixel = opened(converted).getpixel((0, 0))
    assert isinstance(pixel, tuple)
    assert pixel[3] == 128


@pytest.mark.parametrize(
    "profile",
    [
        ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
        b"not a profile",
    ],
)
def test_a_profile_that_says_nothing_new_changes_nothing(profile: bytes) -> None:
    content = saved(Image.new("RGB", (30, 10)), icc_profile=profile)
    assert read_raster(content, PNG)[:3] == (PNG, content, 3)


def test_a_picture_on_its_side_is_turned_when_it_is_written_anew() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    content = saved(
        Image.new("RGB", (30, 10), (255, 0, 0)), icc_profile=lab_profile_for_rgb(), exif=exif
    )
    _, converted, ratio, _ = read_raster(content, PNG)
    assert opened(converted).size == (10, 30)
    assert ratio == pytest.approx(1 / 3)
    assert opened(converted).getexif().get(0x0112, 1) == 1


def oriented(kind: int, count: int, value: bytes) -> bytes:
    """Return Exif with an orientation of some TIFF type: 2 is ASCII, 3 SHORT, 7 UNDEFINED."""
    entry = struct.pack("<HHHI4s", 1, 0x0112, kind, count, value)
    return b"Exif\0\0II*\0" + struct.pack("<I", 8) + entry + bytes(4)


@pytest.mark.parametrize("number", range(1, 9))
def test_a_deep_picture_is_turned_as_its_exif_says(number: int) -> None:
    picture = Image.new("I;16", (30, 10))
    picture.paste(65_535, (0, 0, 15, 5))
    content = saved(picture, exif=oriented(3, 1, struct.pack("<HH", number, 0)))
    _, converted, ratio, _ = read_raster(content, PNG)
    upright = ImageOps.exif_transpose(picture_with_eight_bits(content))
    assert opened(converted).tobytes() == upright.tobytes()
    assert ratio == upright.width / upright.height


def picture_with_eight_bits(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    exif = picture.getexif()
    eight = picture.convert("I").point(lambda value: value / 257).convert("L")
    eight.info["exif"] = exif.tobytes()
    return eight


@pytest.mark.parametrize(
    "exif",
    [
        oriented(2, 2, b"6\0\0\0"),
        oriented(7, 1, b"\6\0\0\0"),
        oriented(3, 2, b"\6\0\6\0"),
        oriented(3, 1, b"\x09\0\0\0"),
        oriented(3, 1, b"\0\0\0\0"),
        oriented(3, 9, b"\6\0\0\0"),
    ],
)
@pytest.mark.parametrize("profile", [None, lab_profile_for_rgb()])
def test_an_exif_that_says_nothing_of_use_is_no_crash(
    exif: bytes, profile: bytes | None, recwarn: pytest.WarningsRecorder
) -> None:
    for kind, media_type in (("PNG", PNG), ("JPEG", JPEG)):
        content = saved(Image.new("RGB", (30, 10)), kind, exif=exif, icc_profile=profile)
        assert read_raster(content, media_type)[2] in (3, 1 / 3)
    assert not recwarn.list  # what Pillow has to say is nothing to a person with a logo
