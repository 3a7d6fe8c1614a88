"""Logos in pixels that the renderer would show wrong are put right when they are read."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageCms

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
    assert read_raster(content, PNG) == (PNG, content, 3)


def test_an_ordinary_jpeg_stays_as_it_is_and_one_in_inks_too() -> None:
    for mode in ("RGB", "L", "CMYK"):
        content = saved(Image.new(mode, (30, 10)), "JPEG")
        assert read_raster(content, JPEG) == (JPEG, content, 3)


def test_sixteen_bits_of_grey_become_eight() -> None:
    deep = Image.new("I;16", (4, 2))
    deep.putpixel((0, 0), 0xFFFF)
    deep.putpixel((1, 0), 0x8080)
    media_type, content, ratio = read_raster(saved(deep), PNG)
    grey = opened(content)
    assert (media_type, ratio, grey.mode) == (PNG, 2, "L")
    assert [grey.getpixel((x, 0)) for x in range(3)] == [255, 128, 0]


def test_colours_of_another_profile_become_srgb() -> None:
    red = Image.new("RGB", (2, 1), (255, 0, 0))
    content = saved(red, icc_profile=lab_profile_for_rgb())
    _, converted, _ = read_raster(content, PNG)
    pixel = opened(converted).getpixel((0, 0))
    assert isinstance(pixel, tuple)
    assert pixel[0] < 40 and pixel[2] > 215
    assert "icc_profile" not in opened(converted).info
    assert read_raster(content, PNG)[1] == converted


def test_what_shows_through_still_does_after_a_conversion() -> None:
    half = Image.new("RGBA", (2, 1), (255, 0, 0, 128))
    _, converted, _ = read_raster(saved(half, icc_profile=lab_profile_for_rgb()), PNG)
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
    assert read_raster(content, PNG) == (PNG, content, 3)


def test_a_picture_on_its_side_is_turned_when_it_is_written_anew() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    content = saved(
        Image.new("RGB", (30, 10), (255, 0, 0)), icc_profile=lab_profile_for_rgb(), exif=exif
    )
    _, converted, ratio = read_raster(content, PNG)
    assert opened(converted).size == (10, 30)
    assert ratio == pytest.approx(1 / 3)
    assert opened(converted).getexif().get(0x0112, 1) == 1
