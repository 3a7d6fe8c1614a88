"""Press PDFs in ink: no colour of a screen anywhere, small black things in black, not too much."""

from __future__ import annotations

from math import ceil
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from tests.building import build_here
from tests.campaign import PRESSED, Built, Wording
from tests.plates import coverage, plates
from tests.press import BLACK, NO_INK, colours_not_in_ink, paints
from tests.products.conftest import PressPdf
from tests.projects import copy_project
from tests.reading import codes, pictures

ROUNDING_PERCENT = 1
"""Each of four plates is drawn in 255 steps."""
WIDTH_PX = 700
QR_DPI = 200
CODES = {"card": 10, "handout": 2, "large-print": 2, "mini-zine": 1, "overview": 1, "poster": 1}
OWN_INKS = """
colours:
  ink: "#3b1f4a"
  light: "#f7c873"
  ink_cmyk: [80, 95, 5, 45]
  light_cmyk: [0, 25, 65, 0]
"""


def test_no_colour_of_a_screen_is_anywhere_in_a_press_pdf(press_pdf: PressPdf) -> None:
    assert colours_not_in_ink(press_pdf.path) == set()
    assert colours_not_in_ink(press_pdf.ticket) == set()


def test_running_text_is_in_black_ink_alone_or_left_white(press_pdf: PressPdf) -> None:
    text = [one for page in paints(press_pdf.path) for one in page if one.what == "text"]
    running = [one for one in text if one.font.startswith("Text")]
    assert len(running) > len(text) / 5
    assert {one.ink for one in running} <= {BLACK, NO_INK}


def test_a_code_is_in_black_ink_alone(usual_press_pdf: PressPdf) -> None:
    found = 0
    path = usual_press_pdf.path
    for picture, inked in zip(pictures(path, QR_DPI), plates(path, QR_DPI), strict=True):
        for code in codes(picture):
            found += 1
            cyan, magenta, yellow, black = inked.crop(
                (code.left, code.top, code.right, code.bottom)
            ).split()
            assert [plate.getextrema() for plate in (cyan, magenta, yellow)] == [(0, 0)] * 3
            counts = black.histogram()
            assert counts[0] + counts[255] > 0.6 * sum(counts), "all but edges is solid or bare"
    assert found == CODES[usual_press_pdf.printed.product]


def test_no_place_inside_the_bleed_has_more_ink_than_the_shop_takes(
    press_pdf: PressPdf, wording: Wording
) -> None:
    limit = wording.printing["shops"][press_pdf.shop]["ink_limit_percent"]
    for page in inside_the_bleed(press_pdf.path):
        assert coverage(page) <= limit + ROUNDING_PERCENT


def test_an_edition_is_printed_in_exactly_the_inks_that_it_gives(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", products=("poster",))
    edition = (project.root / "content/editions/landelijk.yaml").read_text(encoding="utf-8")
    project.write("content/editions/eigen.yaml", edition + OWN_INKS)
    order = ("poster", "--barrier", "1", "--target", "press")
    built = build_here(project, tmp_path / "output", *order, edition="eigen")
    assert (built.exit_code, built.stderr) == (0, "")
    (page,) = paints(built.path("press/poster-01-a3"))
    inks = {one.ink for one in page if one.what == "fill"}
    assert {(0.8, 0.95, 0.05, 0.45), (0, 0.25, 0.65, 0)} <= inks
    (picture,) = inside_the_bleed(built.path("press/poster-01-a3"))
    ground = picture.getpixel((20, 20))
    assert ground == pytest.approx([share * 255 for share in (0.8, 0.95, 0.05, 0.45)], abs=1)


def test_the_campaigns_own_colours_are_printed_in_the_inks_that_were_found_for_them(
    pressed: Built,
) -> None:
    inks = {
        one.ink
        for printed in PRESSED
        if printed.is_default
        for page in paints(pressed.path(printed))
        for one in page
        if one.what == "fill"
    }
    assert {
        (0.96, 0.55, 0.43, 0.59),
        (0.89, 0.4, 0.43, 0.35),
        (0, 0.18, 0.7, 0),
        (0.85, 0.29, 0.39, 0.19),
        (0.1, 0.03, 0.06, 0),
    } <= inks


def inside_the_bleed(path: Path) -> list[Image.Image]:
    """Return the plates of all pages, without what is outside of the BleedBox."""
    with pikepdf.open(path) as pdf:
        boxes = [[float(edge) for edge in page.bleedbox] for page in pdf.pages]
        width, height = (float(edge) for edge in list(pdf.pages[0].mediabox)[2:])
    scale = WIDTH_PX / width
    return [
        picture.crop(
            (
                ceil(left * scale) + 1,
                ceil((height - top) * scale) + 1,
                int(right * scale) - 1,
                int((height - bottom) * scale) - 1,
            )
        )
        for picture, (left, bottom, right, top) in zip(plates(path, scale * 72), boxes, strict=True)
    ]
