"""Every PDF that the campaign promises is there, with its pages, in its size."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.campaign import ALL_PRINTED, CARDS_MM, ISO_A_MM, PRODUCTS, Built, Printed, Wording
from tests.reading import read

TOLERANCE_MM = 0.05


def test_everything_builds_without_a_finding(
    built: Built, built_short_edge: Built, built_example: Built
) -> None:
    for one in (built, built_short_edge, built_example):
        assert (one.exit_code, one.stderr) == (0, "")


@pytest.mark.parametrize("printed", ALL_PRINTED, ids=lambda printed: printed.name)
def test_a_pdf_has_its_pages_in_the_size_that_was_ordered(built: Built, printed: Printed) -> None:
    pages = read(built.path(printed))
    at_least, at_most = printed.pages
    assert at_least <= len(pages) <= at_most
    for page in pages:
        assert (page.width_mm, page.height_mm) == pytest.approx(printed.size_mm, abs=TOLERANCE_MM)


def test_nothing_else_is_made_of_the_five_products(built: Built) -> None:
    found = {
        path.relative_to(built.output / built.edition / "nl").with_suffix("").as_posix()
        for path in built.output.rglob("*.pdf")
        if path.name.startswith(PRODUCTS)
    }
    assert found == {one.name for one in ALL_PRINTED}


def test_each_products_own_formats_are_the_ones_that_are_made(wording: Wording) -> None:
    offered = {one.product: set(wording.product(one.product)["formats"]) for one in ALL_PRINTED}
    assert offered["poster"] == offered["overview"] == set(ISO_A_MM)
    assert offered["card"] == set(CARDS_MM)
    assert offered["handout"] == offered["large-print"] == {"a4"}


def test_no_file_is_left_half_written(built: Built) -> None:
    suffixes = Counter(path.suffix for path in built.output.rglob("*") if path.is_file())
    assert suffixes.keys() <= {".pdf", ".json", ".html", ""}
    assert not list(built.output.rglob(".*"))


def test_the_fonts_were_kept_in_the_cache_folder_that_was_named(
    built: Built, cache_folder: Path
) -> None:
    assert list(cache_folder.glob("fonts/*.ttf"))
