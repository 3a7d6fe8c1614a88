"""Pictures of faults: what is wrong is outlined, numbered and told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pikepdf
import pytest
from PIL import Image

from generator.model.finding import Finding
from generator.model.geometry import Rect, Size
from generator.model.layout import Layout
from generator.model.sheet import Grid
from generator.model.target import Target
from generator.preflight import Expected, ExpectedPress
from generator.preflight.drawing.marking import COLOURS
from generator.preflight.drawing.picture import draw_fault_picture
from generator.preflight.reading.memory import Pixels
from generator.preflight.reading.proof import ProofPage, open_proof

if TYPE_CHECKING:
    from tests.preflight.conftest import Change, MakePdf

LONG_SIDE_PX = 1600
DARK = "html { background: #003342 }"
SCREEN = Expected(Target.SCREEN, safe_area_mm=4, document="card-85x55")
PRESS = replace(SCREEN, target=Target.PRESS, press=ExpectedPress(None, None, 3, 300, 300))
TRIM, BLEED, SAFE = (20, 24, 26), (10, 98, 196), (11, 125, 62)
PLACE = Rect(20, 15, 30, 10)
WRONG = Finding("contrast", "error", "text can't be read", 1, cure="Choose a lighter ground.")
THIN = replace(WRONG, rule="hairline", severity="warning", message="a line is too thin")


@contextmanager
def page_of(pdf: bytes) -> Iterator[ProofPage]:
    with open_proof(pdf) as proof:
        yield proof.pages[0]


def drawn(pdf: bytes, *findings: Finding, expected: Expected = SCREEN) -> Pixels:
    with page_of(pdf) as page:
        png = draw_fault_picture(page, findings, expected)
    with Image.open(BytesIO(png)) as picture:
        assert picture.format == "PNG"
        return np.asarray(picture.convert("RGB"))


def colour(severity: str) -> tuple[int, ...]:
    code = COLOURS["error" if severity == "error" else "warning"].removeprefix("#")
    return tuple(bytes.fromhex(code))


def where(pixels: Pixels, rgb: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Rows and columns of all pixels of a colour."""
    rows, columns = np.nonzero((pixels == rgb).all(axis=2))
    return rows, columns


def lines_of(pixels: Pixels, rgb: tuple[int, ...], length: int) -> tuple[list[int], list[int]]:
    """Rows and columns that have at least so many pixels of a colour: a box's sides."""
    marks = (pixels == rgb).all(axis=2)
    return (
        [*np.flatnonzero(marks.sum(axis=1) >= length)],
        [*np.flatnonzero(marks.sum(axis=0) >= length)],
    )


def box_of(pixels: Pixels, rgb: tuple[int, ...], length: int = 450) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of a box whose sides have at least so many pixels."""
    rows, columns = lines_of(pixels, rgb, length)
    assert rows
    assert columns
    return columns[0], rows[0], columns[-1], rows[-1]


@pytest.mark.parametrize("severity", ["error", "warning"])
@pytest.mark.parametrize("css", ["", DARK], ids=["on white", "on dark"])
def test_a_place_is_outlined_where_it_is(make_pdf: MakePdf, severity: str, css: str) -> None:
    finding = replace(WRONG if severity == "error" else THIN, places=(PLACE,))
    pixels = drawn(make_pdf("<p>Een drempel", css, 0), finding)
    left, top, right, bottom = box_of(pixels, TRIM)
    scale = (right - left) / 85
    sides = box_of(pixels, colour(severity), round(8 * scale))
    page = (PLACE.left, PLACE.top, PLACE.right, PLACE.bottom)
    wanted = [start + mm * scale for start, mm in zip((left, top) * 2, page, strict=True)]
    around = [abs(side - edge) for side, edge in zip(sides, wanted, strict=True)]
    assert all(3 < distance < 14 for distance in around)
    assert bottom - top == pytest.approx(55 * scale, abs=4)


def test_the_page_is_paler_but_for_what_is_wrong(make_pdf: MakePdf) -> None:
    pixels = drawn(make_pdf("<p>Een drempel", DARK, 0), replace(WRONG, places=(PLACE,)))
    left, top, right, _ = box_of(pixels, TRIM)
    scale = (right - left) / 85

    def at(across_mm: float, down_mm: float) -> tuple[int, ...]:
        return tuple(pixels[round(top + down_mm * scale), round(left + across_mm * scale)])

    assert at(35, 20) == (0, 51, 66)
    assert min(at(70, 45)) > 100


def test_all_of_a_page_is_outlined_and_stays_pale(make_pdf: MakePdf) -> None:
    whole = replace(THIN, places=(Rect(0, 0, 85, 55),))
    pixels = drawn(make_pdf("<p>Een drempel", DARK, 0), whole, replace(WRONG, places=(PLACE,)))
    left, top, right, bottom = box_of(pixels, colour("warning"), 900)
    assert min(pixels[(top + bottom) // 2 + 200, (left + right) // 2 + 300]) > 100
    sides = lines_of(pixels, colour("error"), 100)
    assert all(sides)


def test_an_outline_has_a_light_edge_so_that_it_shows_on_its_own_colour(make_pdf: MakePdf) -> None:
    red = "html { background: #d0021b }"
    pixels = drawn(make_pdf("<p>Een drempel", red, 0), replace(WRONG, places=(PLACE,)))
    white_rows, white_columns = lines_of(pixels[: pixels.shape[0] // 2], (255, 255, 255), 300)
    assert white_rows
    assert white_columns


def test_trim_bleed_and_safe_area_are_drawn(make_pdf: MakePdf) -> None:
    pixels = drawn(make_pdf(bleed_mm=3), WRONG, expected=PRESS)
    boxes = [box_of(pixels, rgb) for rgb in (BLEED, TRIM, SAFE)]
    scale = (boxes[1][2] - boxes[1][0]) / 85
    widths_mm = [(right - left) / scale for left, _, right, _ in boxes]
    assert widths_mm == pytest.approx([91, 85, 77], abs=0.4)


def test_bleed_that_the_page_lacks_is_drawn_beside_it(make_pdf: MakePdf) -> None:
    pixels = drawn(make_pdf(bleed_mm=0), WRONG, expected=PRESS)
    left, top, right, bottom = box_of(pixels, BLEED)
    assert (right - left) / (bottom - top) == pytest.approx(91 / 61, rel=0.01)


def test_each_panel_of_a_sheet_has_its_trim(make_pdf: MakePdf) -> None:
    grid = Grid(Size(85, 55), Size(30, 20), columns=2, rows=2, gutter_x_mm=5, gutter_y_mm=5)
    expected = replace(SCREEN, layout=Layout(grid), safe_area_mm=2)
    pixels = drawn(make_pdf(bleed_mm=0), WRONG, expected=expected)
    _, columns = lines_of(pixels, TRIM, 600)
    assert 1 + sum(after - before > 1 for before, after in pairwise(columns)) == 4


def test_the_long_side_has_the_same_size_whatever_the_format(
    make_pdf: MakePdf, changed: Callable[[bytes, Change], bytes]
) -> None:
    def enlarge(pdf: pikepdf.Pdf) -> None:
        box = pdf.pages[0].mediabox
        pdf.pages[0].obj.MediaBox = pikepdf.Array([0, 0, float(box[2]) * 9, float(box[3]) * 9])

    for pdf in (make_pdf(bleed_mm=0), changed(make_pdf(bleed_mm=0), enlarge)):
        width = drawn(pdf, WRONG).shape[1]
        assert width == pytest.approx(LONG_SIDE_PX + 2 * 64, abs=3)


def test_every_finding_is_told_below_the_page(make_pdf: MakePdf) -> None:
    pdf = make_pdf(bleed_mm=0)
    heights = [
        drawn(pdf, *(replace(WRONG, message=f"fault {at}") for at in range(count))).shape[0]
        for count in (0, 1, 2, 3)
    ]
    steps = np.diff(heights)
    assert steps.min() > 60
    assert steps[1] == steps[2]


def test_a_long_message_is_wrapped(make_pdf: MakePdf) -> None:
    pdf = make_pdf(bleed_mm=0)
    short = drawn(pdf, WRONG)
    for long in ("woord " * 60, "w" * 300):
        higher = drawn(pdf, replace(WRONG, message=long))
        assert higher.shape[1] == short.shape[1]
        assert higher.shape[0] > short.shape[0] + 50


def test_equal_findings_are_told_once_with_all_their_places(make_pdf: MakePdf) -> None:
    pdf = make_pdf(bleed_mm=0)
    places = [Rect(10, 10, 5, 5), Rect(60, 40, 5, 5)]
    once = drawn(pdf, replace(WRONG, places=(places[0],)))
    twice = drawn(pdf, *(replace(WRONG, places=(place,)) for place in places))
    assert once.shape == twice.shape
    assert where(twice, colour("error"))[0].size > 1.3 * where(once, colour("error"))[0].size


def test_places_that_lie_close_together_are_outlined_as_one(make_pdf: MakePdf) -> None:
    pdf = make_pdf(bleed_mm=0)
    letters = tuple(Rect(20 + at, 15, 0.9, 10) for at in range(30))
    assert (
        drawn(pdf, replace(WRONG, places=letters)).tobytes()
        == drawn(pdf, replace(WRONG, places=(Rect(20, 15, 29.9, 10),))).tobytes()
    )


def test_numbers_do_not_lie_over_one_another(make_pdf: MakePdf) -> None:
    pdf = make_pdf(bleed_mm=0)
    findings = [replace(WRONG, message=f"{at}", places=(Rect(40, 25, 1, 1),)) for at in range(9)]
    told = drawn(pdf, *(replace(finding, places=()) for finding in findings))
    seen = where(drawn(pdf, *findings), colour("error"))[0].size
    badges = where(told, colour("error"))[0].size
    assert seen > 1.9 * badges  # as many again beside the place, each whole


def test_the_same_findings_make_the_same_bytes(make_pdf: MakePdf) -> None:
    findings = [replace(WRONG, places=(PLACE,)), THIN]
    pictures = []
    for _ in range(2):
        with page_of(make_pdf()) as page:
            pictures.append(draw_fault_picture(page, findings, PRESS))
    assert pictures[0] == pictures[1]


NAN, FAR = float("nan"), 1e300
HOSTILE = {
    "no number": Rect(NAN, 1, 1, 1),
    "endless": Rect(0, 0, float("inf"), 1),
    "off the page": Rect(-500, 700, 10, 10),
    "huge": Rect(-FAR, -FAR, 2 * 1e300, 2 * 1e300),
    "inside out": Rect(40, 40, -10, -10),
    "nothing": Rect(40, 40, 0, 0),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_strange_place_is_drawn_within_bounds_or_not_at_all(make_pdf: MakePdf, name: str) -> None:
    pdf = make_pdf(bleed_mm=0)
    plain = drawn(pdf, WRONG)
    assert drawn(pdf, replace(WRONG, places=(HOSTILE[name],))).shape == plain.shape


def test_hundreds_of_findings_stay_one_picture(make_pdf: MakePdf) -> None:
    findings = [
        replace(
            WRONG if at % 3 else THIN,
            message=f"fault {at} " + "lang" * at,
            cure="\x00\u202e\ud800 " * at,
            places=tuple(Rect(at % 80, at % 50, part, 1) for part in range(300)),
        )
        for at in range(400)
    ]
    assert drawn(make_pdf(bleed_mm=0), *findings).shape[0] < 15_000


def test_a_page_that_has_no_size_is_told_of(
    make_pdf: MakePdf, changed: Callable[[bytes, Change], bytes]
) -> None:
    def break_box(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.TrimBox = pikepdf.Array([1, 2])
        pdf.pages[0].obj.MediaBox = pikepdf.Name.Niets

    finding = replace(WRONG, message="the page has no size", places=(PLACE,))
    assert drawn(changed(make_pdf(), break_box), finding).shape[1] == 1000


@pytest.mark.parametrize("box", [[0, 0, 1e7, 10], [0, 0, 0.01, 0.01], [0, 0, 3, 14400]])
def test_a_page_of_any_shape_is_drawn(
    make_pdf: MakePdf, changed: Callable[[bytes, Change], bytes], box: list[float]
) -> None:
    def reshape(pdf: pikepdf.Pdf) -> None:
        for key in ("MediaBox", "TrimBox", "BleedBox"):
            pdf.pages[0].obj[f"/{key}"] = pikepdf.Array(box)

    pixels = drawn(changed(make_pdf(), reshape), replace(WRONG, places=(PLACE,)), expected=PRESS)
    assert max(pixels.shape[:2]) < 3000
