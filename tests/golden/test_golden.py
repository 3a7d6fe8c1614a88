"""What pages look like: finished PDFs against the pictures beside this file.

`pytest tests/golden --update-golden` draws them anew; look at each before you commit it.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image, ImageChops

from tests.campaign import Built
from tests.golden.comparing import WIDTH_PX, compare, shrink
from tests.reading import pictures

FOLDER = Path(__file__).parent
LARGEST_FOLDER = 2_000_000


class Shown(NamedTuple):
    """A PDF of which pages are kept as pictures."""

    name: str
    width_mm: float
    first: int | None = None
    """How many pages, from the first; None for all."""


SHOWN = (
    Shown("screen/poster-01-a3", 297),
    Shown("screen/poster-02-a3", 297),
    Shown("screen/poster-10-a3", 297),
    Shown("screen/overview-a3", 297),
    Shown("office/card-85x55", 210),
    Shown("office/card-a7", 210, first=2),
    Shown("screen/handout-a4", 210),
    Shown("screen/large-print-a4", 210),
)


@pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: shown.name)
def test_a_page_looks_as_it_did(
    built: Built, tmp_path: Path, update_golden: bool, shown: Shown
) -> None:
    # Drawn twice as large and shrunk: the mean of four pixels hides how a rasteriser rounds.
    dots_per_inch = 2 * WIDTH_PX / shown.width_mm * 25.4
    drawn = pictures(built.path(shown.name), dots_per_inch)[: shown.first]
    pages = {golden_path(shown, number): shrink(page) for number, page in enumerate(drawn, 1)}
    if update_golden:
        remove(set(golden_paths(shown)) - pages.keys())
        for path, page in pages.items():
            page.save(path, optimize=True)
        return
    assert golden_paths(shown) == sorted(pages), "another number of pages: run --update-golden"
    wrong = [problem for path, page in pages.items() if (problem := changed(page, path, tmp_path))]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("shown", SHOWN[:3], ids=lambda shown: shown.name)
@pytest.mark.parametrize(("right", "down"), [(0, 2), (2, 0)])
def test_a_picture_that_has_shifted_by_two_pixels_is_found(
    shown: Shown, right: int, down: int
) -> None:
    golden = Image.open(golden_path(shown, 1)).convert("RGB")
    assert not compare(ImageChops.offset(golden, right, down), golden).is_small


def test_a_line_that_has_moved_is_found() -> None:
    golden = Image.open(FOLDER / "screen-handout-a4-1.png").convert("RGB")
    moved = golden.copy()
    line = (20, golden.height // 2, WIDTH_PX // 2, golden.height // 2 + 24)
    moved.paste(golden.crop(line), (line[0] + 3, line[1] + 4))
    assert not compare(moved, golden).is_small


def test_letters_that_are_drawn_a_little_bolder_or_softer_pass() -> None:
    golden = Image.open(FOLDER / "screen-poster-02-a3-1.png").convert("RGB")
    larger = golden.resize((3 * golden.width, 3 * golden.height), Image.Resampling.BICUBIC)
    softer = ImageChops.offset(larger, 1, 0).resize(golden.size, Image.Resampling.BOX)
    assert compare(softer, golden).is_small


def test_a_failing_comparison_leaves_both_pictures_and_names_them(tmp_path: Path) -> None:
    golden = Image.open(FOLDER / "screen-poster-02-a3-1.png").convert("RGB")
    blank = Image.new("RGB", golden.size, "white")
    said = changed(blank, FOLDER / "screen-poster-02-a3-1.png", tmp_path)
    for name in ("screen-poster-02-a3-1.actual.png", "screen-poster-02-a3-1.difference.png"):
        assert (tmp_path / name).is_file()
        assert str(tmp_path / name) in said


def test_the_pictures_are_small_and_each_belongs_to_a_page() -> None:
    kept = sorted(FOLDER.glob("*.png"))
    assert sum(path.stat().st_size for path in kept) <= LARGEST_FOLDER
    assert kept == sorted(path for shown in SHOWN for path in golden_paths(shown))


def golden_path(shown: Shown, page: int) -> Path:
    return FOLDER / f"{shown.name.replace('/', '-')}-{page}.png"


def golden_paths(shown: Shown) -> list[Path]:
    return sorted(FOLDER.glob(f"{shown.name.replace('/', '-')}-*.png"))


def remove(paths: set[Path]) -> None:
    for path in paths:
        path.unlink()


def changed(page: Image.Image, golden: Path, folder: Path) -> str:
    """Return what is wrong with a page, or nothing; leave its picture and the difference."""
    found = compare(page, Image.open(golden))
    if found.is_small:
        return ""
    actual, difference = (folder / f"{golden.stem}.{kind}.png" for kind in ("actual", "difference"))
    page.save(actual)
    found.picture.save(difference)
    return (
        f"{golden.name} has changed: {found.changed:.2%} of its pixels, {found.mean:.2f} on average; "
        f"see {actual} and {difference}"
    )
