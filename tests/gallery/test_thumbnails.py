"""Small pictures of first pages."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from generator.gallery import Picture, is_thumbnail, make_thumbnails, thumbnail_name
from tests.gallery.made_up import make_pdf

KEY = "0123456789ab" + "c" * 52


def picture_of(folder: Path, pdf: bytes, key: str = KEY) -> Picture:
    path = folder / f"{key[:4]}.pdf"
    path.write_bytes(pdf)
    return Picture(key, path, sha256(pdf).hexdigest())


def thumbnail_of(picture: Picture) -> bytes:
    (made,) = make_thumbnails((picture,))
    assert made
    return made


def opened(thumbnail: bytes) -> Image.Image:
    return Image.open(BytesIO(thumbnail)).convert("RGB")


def test_a_thumbnail_is_the_first_page_as_it_is_when_it_has_been_cut(tmp_path: Path) -> None:
    whole = opened(thumbnail_of(picture_of(tmp_path, make_pdf(off=40))))
    assert whole.width / whole.height == pytest.approx(200 / 300, abs=0.01)
    for at in ((2, 2), (whole.width - 3, whole.height - 3)):
        red, green, blue = (whole.getchannel(band).getpixel(at) for band in "RGB")
        assert isinstance(red, int) and isinstance(green, int) and isinstance(blue, int)
        assert red > 200 and green < 60 and blue < 60, "white around the trim box is in it"


@pytest.mark.parametrize("size", [(200, 300), (300, 200), (2384, 3370), (100, 2000)])
def test_a_thumbnail_is_sharp_and_small_whatever_the_page_is(
    size: tuple[float, float], tmp_path: Path
) -> None:
    thumbnail = thumbnail_of(picture_of(tmp_path, make_pdf(*size)))
    picture = opened(thumbnail)
    assert picture.width == 340 or picture.height == 424
    assert picture.width <= 340 and picture.height <= 424
    assert len(thumbnail) < 6000


def test_what_can_t_be_drawn_has_no_thumbnail_and_stops_no_other(tmp_path: Path) -> None:
    broken = picture_of(tmp_path, b"%PDF-1.7 but no more", "d" * 64)
    missing = Picture("e" * 64, tmp_path / "missing.pdf", "0" * 64)
    good = picture_of(tmp_path, make_pdf())
    made = make_thumbnails((broken, missing, good))
    assert made == [None, None, thumbnail_of(good)]


def test_a_pdf_that_is_no_longer_that_job_s_has_no_thumbnail(tmp_path: Path) -> None:
    picture = picture_of(tmp_path, make_pdf())
    picture.pdf.write_bytes(make_pdf(500, 100))
    assert make_thumbnails((picture,)) == [None]


def test_equal_pdfs_have_equal_thumbnails(tmp_path: Path) -> None:
    pictures = (picture_of(tmp_path, make_pdf()), picture_of(tmp_path, make_pdf(), "f" * 64))
    one, other = make_thumbnails(pictures)
    assert one == other and one


@pytest.mark.parametrize("key", [None, "", 7, "../" * 22, "x" * 64, "a" * 63])
def test_what_is_no_job_s_key_names_no_file(key: object) -> None:
    assert thumbnail_name(key) is None


def test_a_thumbnail_is_named_by_its_job_s_key() -> None:
    assert thumbnail_name(KEY) == "0123456789ab.webp"
    assert is_thumbnail("0123456789ab.webp")
    assert not is_thumbnail("holiday.webp")
