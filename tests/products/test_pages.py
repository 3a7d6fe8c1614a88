"""Every PDF that the campaign promises is there, with its pages, in its size."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.campaign import (
    ALL_PRINTED,
    CARDS_MM,
    DEFAULT_FORMATS,
    ISO_A_MM,
    PRESSED,
    PRODUCTS,
    Built,
    Printed,
    Wording,
)
from tests.reading import read

TOLERANCE_MM = 0.05


BUILDS = (
    "built",
    "built_short_edge",
    "built_example",
    "pressed",
    "pressed_x1a",
    "pressed_uncoated",
    "pressed_example",
    "tiled",
)


@pytest.mark.parametrize("name", BUILDS)
def test_everything_builds_without_a_finding(request: pytest.FixtureRequest, name: str) -> None:
    one: Built = request.getfixturevalue(name)
    assert (one.exit_code, one.stderr) == (0, "")


@pytest.mark.parametrize("printed", ALL_PRINTED, ids=lambda printed: printed.name)
def test_a_pdf_has_its_pages_in_the_size_that_was_ordered(built: Built, printed: Printed) -> None:
    pages = read(built.path(printed))
    at_least, at_most = printed.pages
    assert at_least <= len(pages) <= at_most
    for page in pages:
        assert (page.width_mm, page.height_mm) == pytest.approx(printed.size_mm, abs=TOLERANCE_MM)


def test_nothing_else_is_made_for_screen_and_office(built: Built) -> None:
    assert pdfs_of(built) == {one.name for one in ALL_PRINTED}


def test_the_press_gets_each_product_in_each_format_with_a_ticket_and_nothing_else(
    pressed: Built,
) -> None:
    names = {one.name for one in PRESSED}
    assert pdfs_of(pressed) == names | {f"{name}-ticket" for name in names}


def test_each_products_own_formats_are_the_ones_that_are_made(wording: Wording) -> None:
    offered = {name: set(wording.product(name)["formats"]) for name in PRODUCTS}
    assert offered["poster"] == offered["overview"] == set(ISO_A_MM)
    assert offered["card"] == set(CARDS_MM)
    assert offered["handout"] == offered["large-print"] == {"a4"}
    assert offered["mini-zine"] == {"a7"}
    for name, usual in DEFAULT_FORMATS.items():
        assert wording.product(name)["default_format"] == usual


def test_no_file_is_left_half_written(built: Built) -> None:
    suffixes = Counter(path.suffix for path in built.output.rglob("*") if path.is_file())
    assert suffixes.keys() <= {".pdf", ".json", ".html", ".webp", ""}
    assert not list(built.output.rglob(".*"))


def test_the_fonts_were_kept_in_the_cache_folder_that_was_named(
    built: Built, cache_folder: Path
) -> None:
    assert list(cache_folder.glob("fonts/*.ttf"))


def pdfs_of(built: Built) -> set[str]:
    """Return what was made, as Printed names it."""
    folder = built.output / built.edition / "nl"
    return {
        path.relative_to(folder).as_posix().removesuffix(".pdf")
        for path in built.output.rglob("*.pdf")
    }
