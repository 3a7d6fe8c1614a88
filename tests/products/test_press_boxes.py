"""Boxes of press PDFs, and what is where: art to the edge of the bleed, marks and text outside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageOps

from tests.campaign import IN_ALL_SHOPS, PRESSED, Built, Printed, Wording
from tests.campaign import PRESS_BLEED_MM as BLEED
from tests.campaign import PRESS_SLUG_MM as SLUG
from tests.plates import plates
from tests.press import lines_in_all_inks, paints
from tests.products.conftest import PressPdf
from tests.reading import MM_PER_POINT, part_of, read, squeezed

EXACT_MM = 0.01
DPI = 600
PX_MM = 25.4 / DPI
INSET = BLEED + SLUG
CORNER_MM = INSET + 0.8
"""Up to there a corner of the page has crop marks and nothing else that isn't art."""
ALL_INKS = (1, 1, 1, 1)
BAR = {tuple(255 * (ink == at) for at in range(4)) for ink in range(4)}


def name_of(printed: Printed) -> str:
    return printed.name


@pytest.mark.parametrize("printed", PRESSED, ids=name_of)
def test_trim_bleed_and_page_are_exactly_as_large_as_the_format_says(
    pressed: Built, printed: Printed
) -> None:
    width, height = printed.size_mm
    with pikepdf.open(pressed.path(printed)) as pdf:
        assert printed.pages[0] <= len(pdf.pages) <= printed.pages[1]
        for page in pdf.pages:
            media, bleed, trim = (
                in_mm(page.obj[key]) for key in ("/MediaBox", "/BleedBox", "/TrimBox")
            )
            assert media == pytest.approx(
                (0, 0, width + 2 * INSET, height + 2 * INSET), abs=EXACT_MM
            )
            assert bleed == pytest.approx(
                (SLUG, SLUG, width + INSET + BLEED, height + INSET + BLEED), abs=EXACT_MM
            )
            assert trim == pytest.approx(
                (INSET, INSET, width + INSET, height + INSET), abs=EXACT_MM
            )
            assert not {"/CropBox", "/ArtBox", "/Rotate", "/UserUnit"} & page.obj.keys()


@pytest.mark.parametrize("printed", PRESSED, ids=name_of)
def test_crop_marks_line_up_with_the_trim_and_keep_off_the_bleed(
    pressed: Built, printed: Printed
) -> None:
    for corner in corners_of(pressed.path(printed), printed):
        marks = corner.crop((0, 0, corner.width, px(SLUG - 0.1)))
        upright = dark_box(marks)
        assert upright is not None
        left, top, right, bottom = upright
        assert (left + right) / 2 * PX_MM == pytest.approx(INSET, abs=0.06)
        assert (right - left) * PX_MM <= 0.2
        assert top * PX_MM >= 0.9
        assert bottom * PX_MM <= SLUG - 0.9
        assert (bottom - top) * PX_MM >= 4.9


@pytest.mark.parametrize("printed", PRESSED, ids=name_of)
def test_crop_marks_are_drawn_in_all_inks_in_line_with_all_four_edges(
    pressed: Built, printed: Printed
) -> None:
    width, height = printed.size_mm
    for page in paints(pressed.path(printed)):
        marks = [one for one in page if one.ink == ALL_INKS]
        assert marks
        assert {one.what for one in marks} == {"stroke"}
        assert all(one.depth == 0 for one in marks)
    # Each mark is a line of its own in one path: its ends are among the operators.
    with pikepdf.open(pressed.path(printed)) as pdf:
        for lines in map(lines_in_all_inks, pdf.pages):
            level = [y for (_, y), (_, end) in lines if y == end]
            upright = [x for (x, _), (end, _) in lines if x == end]
            for edge in (INSET, INSET + height):
                assert sum(abs(y - edge) < EXACT_MM for y in level) == 2
            for edge in (INSET, INSET + width):
                assert sum(abs(x - edge) < EXACT_MM for x in upright) == 2


@pytest.mark.parametrize("printed", PRESSED, ids=name_of)
def test_what_is_printed_at_the_trim_is_printed_up_to_the_edge_of_the_bleed(
    pressed: Built, printed: Printed
) -> None:
    for sides in strips_of(pressed.path(printed), printed):
        for at_trim, at_bleed, _ in sides:
            # Slanted edges go on: there another colour may follow, but no paper.
            inked = at_trim.convert("L").point(lambda value: 255 if value < 250 else 0)
            bare = at_bleed.convert("L").point(lambda value: 255 if value >= 250 else 0)
            assert ImageChops.multiply(inked, bare).getbbox() is None


@pytest.mark.parametrize("printed", PRESSED, ids=name_of)
def test_nothing_is_printed_between_the_bleed_and_the_marks(
    pressed: Built, printed: Printed
) -> None:
    for sides in strips_of(pressed.path(printed), printed):
        for _, _, outside in sides:
            assert outside.convert("L").getextrema() == (255, 255)


@pytest.mark.parametrize("printed", [one for one in PRESSED if one.product == "card"], ids=name_of)
def test_the_front_of_a_card_bleeds_on_all_four_sides_and_its_back_on_the_left(
    pressed: Built, printed: Printed
) -> None:
    for number, sides in enumerate(strips_of(pressed.path(printed), printed, every=True)):
        covered = [share_covered(at_bleed) for _, at_bleed, _ in sides]
        if number % 2 == 0:
            assert covered == [1, 1, 1, 1]
        else:
            top, right, bottom, left = covered
            assert left == 1
            assert 0 < top < 0.25 and 0 < bottom < 0.25
            assert right == 0


@pytest.mark.parametrize(
    "printed", [one for one in PRESSED if one.product in ("poster", "overview")], ids=name_of
)
def test_the_ground_of_a_poster_bleeds_at_the_left_at_the_top_and_at_the_right(
    pressed: Built, printed: Printed
) -> None:
    (sides,) = strips_of(pressed.path(printed), printed)
    top, right, bottom, left = (share_covered(at_bleed) for _, at_bleed, _ in sides)
    assert top == 1
    assert left == right > 0.7
    assert bottom == 0  # the foot is white


@pytest.mark.parametrize("name", ["handout", "large-print"])
def test_the_band_of_a_handout_bleeds_at_the_left_at_the_top_and_at_the_right(
    pressed: Built, name: str
) -> None:
    (printed,) = (one for one in PRESSED if one.product == name)
    sides = next(iter(strips_of(pressed.path(printed), printed)))
    top, right, bottom, left = (share_covered(at_bleed) for _, at_bleed, _ in sides)
    assert top == 1
    assert left == right > 0.1
    assert bottom == 0


@pytest.mark.parametrize("printed", IN_ALL_SHOPS, ids=name_of)
def test_registration_marks_are_on_all_plates_and_the_bar_has_each_ink_by_itself(
    pressed: Built, printed: Printed
) -> None:
    dots = 150
    for picture in plates(pressed.path(printed), dots):
        width, height = picture.size
        slug, middle = int(SLUG / 25.4 * dots), int(4 / 25.4 * dots)
        upright = range(width // 2 - middle, width // 2 + middle)
        level = range(height // 2 - middle, height // 2 + middle)
        for box in (
            (upright[0], 0, upright[-1], slug - 2),
            (upright[0], height - slug + 2, upright[-1], height),
            (0, level[0], slug - 2, level[-1]),
            (width - slug + 2, level[0], width, level[-1]),
        ):
            registration = picture.crop(box).split()
            assert len({plate.tobytes() for plate in registration}) == 1
            assert max(at for at, count in enumerate(registration[0].histogram()) if count) > 100
        bar = picture.crop((width // 2 + middle, 0, width, slug - 2)).tobytes()
        counted = Counter(tuple(bar[at : at + 4]) for at in range(0, len(bar), 4))
        inks = {ink for ink, count in counted.items() if count > 100}
        assert inks >= BAR
        # The halves are one ink each, too, but may be rounded up or down.
        halves = [ink for ink in inks if sorted(ink)[:3] == [0, 0, 0]]
        assert {tuple(share > 0 for share in ink) for ink in halves if max(ink) in (127, 128)} == {
            tuple(share > 0 for share in ink) for ink in BAR
        }


@pytest.mark.parametrize("printed", PRESSED, ids=name_of)
def test_the_slug_line_names_file_format_edition_version_page_and_press(
    pressed: Built, wording: Wording, printed: Printed
) -> None:
    labels, path = wording.text["labels"], pressed.path(printed)
    pages = read(path)
    for number, page in enumerate(pages, start=1):
        below = INSET + printed.size_mm[1] + BLEED
        slug = "".join(glyph.character for glyph in page.glyphs if glyph.y > below)
        # Panels that share a sheet have no format that the press would know: its size says all.
        named = "" if printed.product == "mini-zine" else f"{printed.format} · "
        width, height = (f"{side:g}" for side in printed.size_mm)
        begins = squeezed(f"{path.name} · {named}{width} × {height} mm ·")
        assert slug.replace(",", ".").startswith(begins)
        for text in (
            f"· Landelijk · {labels['version']} {wording.campaign['version']} ·",
            f"· {labels['page']} {number} {labels['of']} {len(pages)} ·",
            "· FOGRA39",
        ):
            assert squeezed(text) in slug
        assert min(glyph.size_pt for glyph in page.glyphs if glyph.y > below) >= 4


def test_other_shops_have_their_own_press_in_the_slug_line(usual_press_pdf: PressPdf) -> None:
    wanted = {"standard": "FOGRA39", "x1a": "FOGRA39", "uncoated": "FOGRA29"}
    for page in read(usual_press_pdf.path):
        assert page.letters.endswith(wanted[usual_press_pdf.shop])


def in_mm(box: pikepdf.Object) -> tuple[float, ...]:
    return tuple(float(side) * MM_PER_POINT for side in box)


def px(length_mm: float) -> int:
    return round(length_mm / PX_MM)


def dark_box(picture: Image.Image) -> tuple[int, int, int, int] | None:
    """Return the box around what is clearly dark, in pixels."""
    return picture.convert("L").point(lambda value: 255 if value < 128 else 0).getbbox()


def corners_of(path: Path, printed: Printed) -> Iterator[Image.Image]:
    """Yield the corners of the first page and the last, each both ways round and as a top left."""
    width, height = (side + 2 * INSET for side in printed.size_mm)
    with pypdfium2.PdfDocument(path) as pdf:
        for page in sorted({0, len(pdf) - 1}):
            for right, down in ((False, False), (True, False), (False, True), (True, True)):
                left = width - CORNER_MM if right else 0
                top = height - CORNER_MM if down else 0
                box = (left, top, left + CORNER_MM, top + CORNER_MM)
                corner = part_of(pdf, page, box, DPI)
                corner = ImageOps.mirror(corner) if right else corner
                corner = ImageOps.flip(corner) if down else corner
                yield corner
                yield corner.transpose(Image.Transpose.TRANSPOSE)


def strips_of(
    path: Path, printed: Printed, *, every: bool = False
) -> Iterator[list[tuple[Image.Image, Image.Image, Image.Image]]]:
    """Yield three strips along the top, right, bottom and left of the first page and the last.

    Just inside the trim, just inside the bleed, and just outside it.
    """
    width, height = (side + 2 * INSET for side in printed.size_mm)
    with pypdfium2.PdfDocument(path) as pdf:
        for page in range(len(pdf)) if every else sorted({0, len(pdf) - 1}):
            yield [
                (
                    strip(pdf, page, side, (width, height), INSET + 0.15),
                    strip(pdf, page, side, (width, height), SLUG + 0.15),
                    strip(pdf, page, side, (width, height), SLUG - 0.85),
                )
                for side in ("top", "right", "bottom", "left")
            ]


def strip(
    pdf: pypdfium2.PdfDocument, page: int, side: str, size: tuple[float, float], inset: float
) -> Image.Image:
    """Draw 0.7 mm of the page along one side of the trim, that far from the edge of the page."""
    width, height = size
    deep = inset + 0.7
    box = {
        "top": (INSET, inset, width - INSET, deep),
        "bottom": (INSET, height - deep, width - INSET, height - inset),
        "left": (inset, INSET, deep, height - INSET),
        "right": (width - deep, INSET, width - inset, height - INSET),
    }[side]
    return part_of(pdf, page, box, 100)


def share_covered(picture: Image.Image) -> float:
    """Return how much of a strip isn't paper, to a hundredth."""
    white = picture.convert("L").histogram()
    return round(1 - sum(white[250:]) / sum(white), 2)
