"""What pages look like: finished PDFs against the pictures beside this file.

`pytest tests/golden --update-golden` draws them anew; look at each before you commit it.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from tests.campaign import Built, Wording
from tests.golden.comparing import WIDTH_PX, compare, shrink
from tests.reading import MM_PER_POINT, ReadPage, pictures, read

FOLDER = Path(__file__).parent
LARGEST_FOLDER = 2_000_000


class Shown(NamedTuple):
    """A PDF of which pages are kept as pictures."""

    name: str
    width_mm: float
    first: int | None = None
    """How many pages, from the first; None for all."""
    build: str = "built"
    """The fixture that made it."""
    without: tuple[str, ...] = ()
    """Labels of rows that are wiped out: a checksum is another one for each version of a tool."""


SHOWN = (
    Shown("screen/poster-01-a3", 297),
    Shown("screen/poster-02-a3", 297),
    Shown("screen/poster-10-a3", 297),
    Shown("screen/overview-a3", 297),
    Shown("office/card-85x55", 210),
    Shown("office/card-a7", 210, first=2),
    Shown("office/mini-zine-a7", 297),
    Shown("office/poster-01-a1-tiles-a4", 297, first=2, build="tiled"),
    Shown("press/card-85x55", 111, first=2, build="pressed"),
    Shown("press/handout-a4", 236, first=1, build="pressed"),
    Shown("press/mini-zine-a7", 323, first=1, build="pressed"),
    Shown("press/poster-01-a3", 323, build="pressed"),
    Shown("press/poster-01-a3-ticket", 210, build="pressed", without=("ticket_checksum",)),
    Shown("screen/handout-a4", 210),
    Shown("screen/large-print-a4", 210),
)


@pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: shown.name)
def test_a_page_looks_as_it_did(
    request: pytest.FixtureRequest,
    wording: Wording,
    tmp_path: Path,
    update_golden: bool,
    shown: Shown,
) -> None:
    built: Built = request.getfixturevalue(shown.build)
    # Drawn twice as large and shrunk: the mean of four pixels hides how a rasteriser rounds.
    dots_per_inch = 2 * WIDTH_PX / shown.width_mm * 25.4
    drawn = pictures(built.path(shown.name), dots_per_inch)[: shown.first]
    for label in shown.without:
        words = wording.text["labels"][label]
        drawn = tuple(
            wiped(picture, page, words, dots_per_inch)
            for picture, page in zip(drawn, read(built.path(shown.name)), strict=True)
        )
    pages = {golden_path(shown, number): shrink(page) for number, page in enumerate(drawn, 1)}
    if update_golden:
        remove(set(golden_paths(shown)) - pages.keys())
        for path, page in pages.items():
            page.save(path, optimize=True)
        return
    assert golden_paths(shown) == sorted(pages), "another number of pages: run --update-golden"
    wrong = [problem for path, page in pages.items() if (problem := changed(page, path, tmp_path))]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: shown.name)
@pytest.mark.parametrize(("right", "down"), [(0, 1), (1, 0)])
def test_a_picture_that_has_shifted_by_one_pixel_is_found(
    shown: Shown, right: int, down: int
) -> None:
    golden = Image.open(golden_path(shown, 1)).convert("RGB")
    assert not compare(ImageChops.offset(golden, right, down), golden).is_small


@pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: shown.name)
def test_a_line_that_has_moved_by_three_pixels_is_found(shown: Shown) -> None:
    golden = Image.open(golden_path(shown, 1)).convert("RGB")
    moved = golden.copy()
    line = fullest_line(golden)
    moved.paste(golden.crop(line), (line[0], line[1] + 3))
    assert not compare(moved, golden).is_small


@pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: shown.name)
def test_edges_that_a_rasteriser_draws_a_sixth_of_a_pixel_aside_pass(shown: Shown) -> None:
    golden = Image.open(golden_path(shown, 1)).convert("RGB")
    larger = golden.resize((6 * golden.width, 6 * golden.height), Image.Resampling.BICUBIC)
    aside = ImageChops.offset(larger, 1, 1).resize(golden.size, Image.Resampling.BOX)
    assert compare(aside, golden).is_small


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


def wiped(picture: Image.Image, page: ReadPage, label: str, dots_per_inch: float) -> Image.Image:
    """Return a picture without what stands beside a label, two lines deep."""
    (place,) = page.find(label)
    first = place[0]
    depth = 2.5 * first.size_pt * MM_PER_POINT
    sides = (first.x, first.y - depth / 2, page.width_mm, first.y + depth)
    box = tuple(round(side / 25.4 * dots_per_inch) for side in sides)
    cleaned = picture.copy()
    cleaned.paste("white", (box[0], box[1], box[2], box[3]))
    return cleaned


def fullest_line(picture: Image.Image) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom of the band, a line of text high, with most edges."""
    edges = picture.convert("L").filter(ImageFilter.FIND_EDGES)
    tops = range(20, picture.height - 40, 4)
    left, right, high = 20, picture.width - 20, 8

    def detail(top: int) -> float:
        return ImageStat.Stat(edges.crop((left, top, right, top + high))).mean[0]

    top = max(tops, key=detail)
    return left, top, right, top + high


def golden_path(shown: Shown, page: int) -> Path:
    return FOLDER / f"{shown.name.replace('/', '-')}-{page}.png"


def golden_paths(shown: Shown) -> list[Path]:
    return sorted(FOLDER.glob(f"{shown.name.replace('/', '-')}-[0-9]*.png"))


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
        f"{golden.name} has changed: {found.changed:.2%} of its pixels, "
        f"and {found.worst_cell:.0f} of 255 where it is worst; "
        f"see {actual} and {difference}"
    )
