"""Screen colours become ink: what the profiles make of colours and pictures."""

from __future__ import annotations

import math
import pickle
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

import generator
from generator.finish.inks import Inks, profile_description, total_area_coverage
from generator.model.ink import Cmyk

PROFILES = Path(generator.__file__).parent / "profiles"
COATED, UNCOATED = PROFILES / "ISOcoated_v2_300_bas.icc", PROFILES / "uncoated_FOGRA29.icc"
LIMITS = {COATED: 300, UNCOATED: 280}
BLACK, PAPER = Cmyk(0, 0, 0, 100), Cmyk(0, 0, 0, 0)

on_each_paper = pytest.mark.parametrize("profile", LIMITS, ids=lambda path: path.stem)
Rgb = tuple[int, int, int]
channel = st.integers(0, 255)
screen_colours = st.tuples(channel, channel, channel)


@cache
def inks(profile: Path = COATED, limit_pct: float | None = None) -> Inks:
    return Inks(profile.read_bytes(), limit_pct or LIMITS[profile])


@cache
def to_lab(profile: Path, intent: ImageCms.Intent) -> ImageCms.ImageCmsTransform:
    """What inks look like: the profile's other direction, which the code doesn't use."""
    lab = ImageCms.createProfile("LAB")
    return ImageCms.buildTransform(str(profile), lab, "CMYK", "LAB", intent)


def seen(profile: Path, ink: Cmyk) -> tuple[float, float, float]:
    """CIELAB of inks, relative to the paper."""
    pixel = tuple(round(share * 2.55) for share in ink.shares)
    one = to_lab(profile, ImageCms.Intent.RELATIVE_COLORIMETRIC).apply(
        Image.new("CMYK", (1, 1), pixel)
    )
    lightness, a, b = pixels(one)[0]
    return lightness * 100 / 255, a - 128, b - 128


def pixels(picture: Image.Image) -> list[tuple[int, ...]]:
    bands = [band.tobytes() for band in picture.split()]
    return list(zip(*bands, strict=True))


def of(profile: Path, rgb: Rgb) -> Cmyk:
    return inks(profile).of_rgb(*(part / 255 for part in rgb))


@on_each_paper
def test_white_is_bare_paper(profile: Path) -> None:
    assert of(profile, (255, 255, 255)) == PAPER
    white = inks(profile).of_picture(Image.new("RGB", (3, 2), "white"))
    assert total_area_coverage(white) == 0


@on_each_paper
@pytest.mark.parametrize("colour", ["#000000", "#0a0a0a", "#141416", "#0c1014"])
def test_what_is_as_dark_as_black_ink_and_has_no_hue_is_black_ink_alone(
    profile: Path, colour: str
) -> None:
    assert inks(profile).of_hex(colour) == BLACK


@on_each_paper
def test_a_dark_colour_stays_a_colour(profile: Path) -> None:
    assert inks(profile).of_hex("#200008").magenta > 20


@on_each_paper
def test_greys_are_black_alone_and_darker_when_they_are_darker(profile: Path) -> None:
    greys = [of(profile, (grey, grey, grey)) for grey in range(256)]
    assert all(ink.total == ink.key for ink in greys)
    keys = [ink.key for ink in greys]
    assert keys == sorted(keys, reverse=True)
    # No lighter than black ink itself: on paper that is a dark grey, L* 17 coated, 34 uncoated.
    assert seen(profile, greys[128])[0] == pytest.approx(54, abs=12)


@on_each_paper
@given(rgb=screen_colours)
def test_no_colour_goes_over_the_limit_and_each_is_always_the_same(profile: Path, rgb: Rgb) -> None:
    ink = of(profile, rgb)
    assert ink.total <= LIMITS[profile]
    assert ink == inks(profile).of_hex("#{:02x}{:02x}{:02x}".format(*rgb))


@given(rgb=screen_colours, limit_pct=st.floats(100, 300))
@settings(max_examples=50)
def test_a_lower_limit_is_kept_too(rgb: Rgb, limit_pct: float) -> None:
    limited = Inks(inks().profile, limit_pct)
    assert limited.of_rgb(*(part / 255 for part in rgb)).total <= limit_pct
    picture = limited.of_picture(Image.new("RGB", (2, 2), rgb))
    assert total_area_coverage(picture) <= limit_pct


@on_each_paper
@pytest.mark.parametrize("colour", ["#8a6a5a", "#5a7a8a", "#c8b090", "#708060", "#e9f3f3"])
def test_colours_that_a_press_can_print_look_on_paper_as_they_do_on_screen(
    profile: Path, colour: str
) -> None:
    lab, srgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
    screen = ImageCms.buildTransform(
        srgb, lab, "RGB", "LAB", ImageCms.Intent.RELATIVE_COLORIMETRIC
    ).apply(Image.new("RGB", (1, 1), colour))
    lightness, a, b = pixels(screen)[0]
    printed_lightness, *printed = seen(profile, inks(profile).of_hex(colour))
    assert math.dist(printed, (a - 128, b - 128)) < 4
    # Black point compensation lifts what is dark by as much as the paper needs.
    assert 0 <= printed_lightness - lightness * 100 / 255 + 2 < 12


def test_a_drawing_and_a_flat_colour_come_out_alike() -> None:
    drawing = Image.new("RGB", (6, 1))
    colours = [(0, 0, 0), (128, 128, 128), (255, 255, 255), (11, 60, 73), (20, 22, 18), (255, 0, 9)]
    drawing.putdata(colours)
    for pixel, rgb in zip(pixels(inks().of_picture(drawing)), colours, strict=True):
        flat = of(COATED, rgb).shares
        assert pixel == pytest.approx([share * 2.55 for share in flat], abs=2)


def test_the_shadows_of_a_photograph_keep_four_inks() -> None:
    photograph = Image.merge(
        "RGB", [Image.linear_gradient("L").rotate(turn) for turn in (0, 90, 180)]
    )
    photograph.putpixel((0, 0), (5, 5, 5))
    cyan, *_ = pixels(inks().of_picture(photograph))[0]
    assert cyan > 100


@pytest.mark.parametrize("mode", ["L", "1", "LA", "I;16"])
def test_grey_pictures_become_black_ink_alone(mode: str) -> None:
    ramp = Image.linear_gradient("L")
    if mode == "I;16":
        both_bytes = b"".join(bytes((value, value)) for value in ramp.tobytes())
        grey = Image.frombytes("I;16", ramp.size, both_bytes)
    else:
        grey = ramp.convert(mode)
    printed = inks().of_picture(grey)
    cyan, magenta, yellow, key = printed.split()
    assert [plate.getextrema() for plate in (cyan, magenta, yellow)] == [(0, 0)] * 3
    column = list(key.crop((0, 0, 1, 256)).tobytes())
    assert (column[0], column[255]) == (255, 0)
    if mode != "1":
        assert column == sorted(column, reverse=True)
        assert len(set(column)) > 200, "shades must not run together"


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_shows_through_is_paper(mode: str) -> None:
    clear = Image.new("RGBA", (4, 4), (200, 0, 0, 0))
    if mode == "P":
        picture = Image.new("P", (4, 4))
        picture.info["transparency"] = 0
    else:
        picture = clear.convert(mode)
    assert total_area_coverage(inks().of_picture(picture)) == 0


def test_a_palette_is_read_as_its_colours() -> None:
    picture = Image.new("RGB", (4, 4), (200, 40, 30))
    assert inks().of_picture(picture.quantize(4)).tobytes() == inks().of_picture(picture).tobytes()


def test_a_picture_s_own_profile_says_what_its_colours_are() -> None:
    orange = Image.new("RGB", (1, 1), (200, 120, 30))
    plain = inks().of_picture(orange)
    same = orange.copy()
    same.info["icc_profile"] = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert pixels(inks().of_picture(same))[0] == pytest.approx(pixels(plain)[0], abs=3)
    inked = Image.new("CMYK", (1, 1), (100, 40, 120, 90))
    kept = inks().of_picture(inked)
    assert kept.tobytes() == inked.tobytes()
    inked.info["icc_profile"] = UNCOATED.read_bytes()
    assert inks().of_picture(inked).tobytes() != kept.tobytes()


@pytest.mark.parametrize("foreign", [b"not a profile", COATED.read_bytes()])
def test_a_profile_that_says_nothing_of_a_picture_is_passed_over(foreign: bytes) -> None:
    picture = Image.new("RGB", (1, 1), (200, 120, 30))
    plain = inks().of_picture(picture)
    picture.info["icc_profile"] = foreign
    assert inks().of_picture(picture).tobytes() == plain.tobytes()


def test_ink_beyond_the_limit_is_taken_from_the_colours_of_each_pixel() -> None:
    picture = Image.new("CMYK", (2, 1))
    picture.putdata([(255, 255, 255, 255), (10, 20, 30, 40)])
    assert total_area_coverage(picture) == 400
    first, second = pixels(inks().of_picture(picture))
    assert first == (170, 170, 170, 255)
    assert second == (10, 20, 30, 40)


def test_coverage_is_that_of_the_fullest_pixel() -> None:
    picture = Image.new("CMYK", (2, 2), (51, 0, 0, 0))
    picture.putpixel((1, 1), (51, 102, 0, 255))
    assert total_area_coverage(picture) == pytest.approx(160)


@on_each_paper
def test_a_press_can_go_to_another_process(profile: Path) -> None:
    there = pickle.loads(pickle.dumps(inks(profile)))
    assert there == inks(profile)
    assert there.of_hex("#0b3c49") == inks(profile).of_hex("#0b3c49")
    assert str(len(inks(profile).profile)) not in repr(there)


def test_profiles_say_what_they_are() -> None:
    assert inks(COATED).description == "ISO Coated v2 300% (basICColor)"
    assert profile_description(UNCOATED.read_bytes()) == "Uncoated FOGRA29 280% (Drempels)"


def test_a_profile_of_a_screen_is_refused() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    with pytest.raises(ValueError, match=r"'sRGB.*isn't one of a four-colour press.*for RGB"):
        Inks(srgb, 300)


@pytest.mark.parametrize("rubbish", [b"", b"%PDF-1.7", COATED.read_bytes()[:100]])
def test_what_is_no_profile_is_refused(rubbish: bytes) -> None:
    with pytest.raises(ValueError, match="isn't an ICC profile"):
        Inks(rubbish, 300)


def test_a_profile_without_its_tables_is_refused() -> None:
    hollow = COATED.read_bytes()
    for tag in (b"A2B0", b"A2B1", b"A2B2", b"B2A0", b"B2A1", b"B2A2"):
        hollow = hollow.replace(tag, tag.lower(), 1)
    with pytest.raises(ValueError, match="lacks its tables of colours"):
        Inks(hollow, 300)


@pytest.mark.parametrize("limit_pct", [0, 99, 401, math.nan])
def test_a_limit_that_no_press_has_is_refused(limit_pct: float) -> None:
    with pytest.raises(ValueError, match="between 100 and 400%"):
        Inks(COATED.read_bytes(), limit_pct)


@on_each_paper
def test_a_profile_s_two_directions_agree(profile: Path) -> None:
    """Inks that the profile chooses for a colour have that colour."""
    lab = ImageCms.createProfile("LAB")
    intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
    steps = range(0, 256, 51)
    patches = [
        (c, m, y, k)
        for c in steps
        for m in steps
        for y in steps
        for k in steps
        if c + m + y + k <= LIMITS[profile] * 2.55 - 51
    ]
    target = Image.new("CMYK", (len(patches), 1))
    target.putdata(patches)
    wanted = to_lab(profile, intent).apply(target)
    back = ImageCms.buildTransform(lab, str(profile), "LAB", "CMYK", intent)
    chosen = back.apply(wanted)
    got = to_lab(profile, intent).apply(chosen)
    apart = sorted(
        math.dist((one[0] * 100 / 255, *one[1:]), (other[0] * 100 / 255, *other[1:]))
        for one, other in zip(pixels(wanted), pixels(got), strict=True)
    )
    assert sum(apart) / len(apart) < 2
    assert total_area_coverage(chosen) <= LIMITS[profile] + 1


def test_each_profile_comes_with_its_licence() -> None:
    for profile in sorted(PROFILES.glob("*.icc")):
        licence = profile.with_suffix(".txt").read_text(encoding="utf-8")
        assert "zlib" in licence
        assert "altered" in licence
        opened = ImageCms.ImageCmsProfile(BytesIO(profile.read_bytes()))
        assert opened.profile.xcolor_space.strip() == "CMYK"
