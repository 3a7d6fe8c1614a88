"""The sheet that is folded into a mini-zine: which panel is where, and which way up."""

from __future__ import annotations

from pathlib import Path
from statistics import fmean

import pikepdf
import pytest

from tests.campaign import BARRIERS, PRESS_BLEED_MM, PRESS_SLUG_MM, ZINE_MM, Built, Wording
from tests.press import paints
from tests.reading import ReadPage, codes, inked, pictures, read, squeezed, turn_over_head

SHEET_MM = (297, 210)
UNPRINTED_MM = 5
ABOVE, BELOW = (7, 6, 5, 4), (8, 1, 2, 3)
"""Pages as they lie, from the left; those above stand on their heads."""
PLACED_TOLERANCE_MM = 0.05
DPI = 200
INSET = PRESS_BLEED_MM + PRESS_SLUG_MM
TARGETS = (("built", "office", 0), ("pressed", "press", INSET))
"""How far the sheet's own corner lies from the page's."""


@pytest.mark.parametrize(("build", "target", "inset"), TARGETS)
def test_the_panels_lie_in_the_order_and_the_way_up_that_folding_needs(
    request: pytest.FixtureRequest,
    built: Built,
    tmp_path: Path,
    build: str,
    target: str,
    inset: float,
) -> None:
    pages = read(built.path("screen/mini-zine-a7"))
    path = request.getfixturevalue(build).path(f"{target}/mini-zine-a7")
    upright, upside_down = read(path)[0], turned(path, tmp_path / "turned.pdf")[0]
    for row, order, sheet in ((1, BELOW, upright), (0, ABOVE, upside_down)):
        for column, number in enumerate(order):
            left, top = corner_of(pages[number - 1], sheet)
            if sheet is upside_down:
                left = sheet.width_mm - left - ZINE_MM[0]
                top = sheet.height_mm - top - ZINE_MM[1]
            # A quarter of the sheet's length and half of its width, with the panel in the middle.
            across = inset + (column + 0.5) * SHEET_MM[0] / 4 - ZINE_MM[0] / 2
            down = inset + (row + 0.5) * SHEET_MM[1] / 2 - ZINE_MM[1] / 2
            assert left == pytest.approx(across, abs=PLACED_TOLERANCE_MM)
            assert top == pytest.approx(down, abs=PLACED_TOLERANCE_MM)


def test_no_panel_of_the_lower_row_is_upside_down_and_all_of_the_upper_row_are(
    built: Built, wording: Wording, tmp_path: Path
) -> None:
    path = built.path("office/mini-zine-a7")
    sheets = (read(path)[0], turned(path, tmp_path / "turned.pdf")[0])
    for number in BARRIERS:
        on_head = number > 2  # panels 4 to 7 have barriers 3 to 10
        (place,) = sheets[on_head].find(wording.barrier(number)["short"])
        first, last = place[0], place[-1]
        assert first.y < last.y, "reads from top to bottom, on the sheet as one holds it"
        assert place[1].x > first.x, "and from left to right"


def test_the_sheet_is_printed_on_one_side_at_full_size_and_the_guide_on_the_other(
    built: Built, wording: Wording
) -> None:
    path = built.path("office/mini-zine-a7")
    front, back = read(path)
    fold, labels = wording.text["sections"]["fold"], wording.text["labels"]
    for words in (*fold.values(), *(labels[f"fold_{step}"] for step in range(1, 7))):
        assert back.find(words)
        assert squeezed(words) not in front.letters
    with pikepdf.open(path) as pdf:
        wishes = pdf.Root.ViewerPreferences
        assert wishes.PrintScaling == "/None"
        assert wishes.Duplex in ("/DuplexFlipLongEdge", "/DuplexFlipShortEdge")


def test_the_guide_is_one_panel_wide(built: Built) -> None:
    back = read(built.path("office/mini-zine-a7"))[1]
    left, right = (edge(glyph.x for glyph in back.glyphs) for edge in (min, max))
    assert right - left < ZINE_MM[0]


@pytest.mark.parametrize("page", [0, 1])
def test_live_matter_keeps_off_the_edge_that_printers_do_not_reach(built: Built, page: int) -> None:
    picture = pictures(built.path("office/mini-zine-a7"), DPI)[page]
    box = inked(picture)
    assert box is not None
    left, top, right, bottom = (side * 25.4 / DPI for side in box)
    assert min(left, top) >= UNPRINTED_MM - 0.2
    assert right <= SHEET_MM[0] - UNPRINTED_MM + 0.2
    assert bottom <= SHEET_MM[1] - UNPRINTED_MM + 0.2


def test_text_keeps_off_all_folds(built: Built, tmp_path: Path) -> None:
    path = built.path("office/mini-zine-a7")
    for sheet in (read(path)[0], turned(path, tmp_path / "turned.pdf")[0]):
        for glyph in sheet.glyphs:
            for fold in (SHEET_MM[0] / 4, SHEET_MM[0] / 2, SHEET_MM[0] * 3 / 4):
                assert abs(glyph.x - fold) > 3
            assert abs(glyph.y - SHEET_MM[1] / 2) > 3


def test_folds_and_the_slit_are_marked_where_they_come(built: Built) -> None:
    front, back = paints(built.path("office/mini-zine-a7"))
    (marks,) = (one for one in front if one.what == "stroke" and one.depth == 0)
    # One path holds all: from the first fold's mark to the last, at 5 mm from the edges.
    assert marks.box == pytest.approx((5, 5, SHEET_MM[0] - 5, SHEET_MM[1] - 5), abs=0.1)
    assert not [one for one in back if one.what == "stroke" and one.depth == 0]


@pytest.mark.parametrize(("build", "target", "inset"), TARGETS)
def test_the_code_on_the_sheet_is_read_as_it_lies(
    request: pytest.FixtureRequest, wording: Wording, build: str, target: str, inset: float
) -> None:
    path = request.getfixturevalue(build).path(f"{target}/mini-zine-a7")
    front, back = pictures(path, DPI)
    (code,) = codes(front)
    assert code.text == wording.call_to_action_url
    # On the back cover, at the bottom left.
    assert code.right * 25.4 / DPI - inset < SHEET_MM[0] / 4
    assert code.top * 25.4 / DPI - inset > SHEET_MM[1] / 2
    assert not codes(back)


def corner_of(panel: ReadPage, sheet: ReadPage) -> tuple[float, float]:
    """Measure where a panel's corner lies from where all its letters have gone."""
    (after,) = sheet.find(panel.letters)
    xs = [new.x - old.x for old, new in zip(panel.glyphs, after, strict=True)]
    ys = [new.y - old.y for old, new in zip(panel.glyphs, after, strict=True)]
    assert max(xs) - min(xs) < 0.02 and max(ys) - min(ys) < 0.02
    return fmean(xs), fmean(ys)


def turned(path: Path, to: Path) -> tuple[ReadPage, ...]:
    """Return the pages as one reads them upside down."""
    turn_over_head(path, to)
    return read(to)
