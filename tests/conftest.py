"""What all tests share: a cache of their own, and the campaign built once by the real command."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.building import build, shared
from tests.campaign import PRODUCTS, UNCOATED, Built, Wording
from tests.projects import Copy, copy_project

# What tests lay out stays until its end, as in workers: see generator/warm.py.
gc.set_threshold(10_000, 10, 10)
# The same examples every time, and no deadline: a slow machine is not a fault.
settings.load_profile("ci")

EXAMPLE = "voorbeeldregio"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the switch that redraws the pictures in tests/golden/."""
    parser.addoption(
        "--update-golden", action="store_true", help="Draw the golden pictures anew, compare none."
    )


@pytest.fixture(scope="session", autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep what is cached out of the user's own folder."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DREMPELS_CACHE", str(folder))
        yield folder


@pytest.fixture(autouse=True)
def nothing_kept(cache_folder: Path) -> None:
    """Keep no test from making its PDFs because another one made the same; fonts may stay."""
    for kind in cache_folder.iterdir():
        if kind.is_file():
            kind.unlink()  # the mark of a build that a test killed
        elif kind.name != "fonts":
            shutil.rmtree(kind)


@pytest.fixture(scope="session")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """A copy of the campaign as it is now: what is built is what it is compared with."""
    return copy_project(tmp_path_factory.mktemp("campaign") / "project", PRODUCTS)


@pytest.fixture(scope="session")
def wording(campaign: Copy) -> Wording:
    """What the campaign says."""
    return Wording(campaign.root)


@pytest.fixture(scope="session")
def built(campaign: Copy, tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Built:
    """Every product of the national edition in every format, for screen and office."""
    order = ("--target", "screen", "--target", "office", "--format", "all")
    return shared(tmp_path_factory, "plain", lambda output: build(campaign, output, order))


@pytest.fixture(scope="session")
def built_example(
    campaign: Copy, tmp_path_factory: pytest.TempPathFactory, cache_folder: Path
) -> Built:
    """The example edition, which has a logo and colours of its own: its campaign-wide products."""
    order = ("overview", "card", "handout", "large-print", "mini-zine", "--target", "screen")

    def make(output: Path) -> Built:
        return build(campaign, output, order, edition=EXAMPLE)

    return shared(tmp_path_factory, "example", make)


@pytest.fixture(scope="session")
def pressed(campaign: Copy, tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Built:
    """Every product of the national edition in every format, for the usual print shop."""
    order = ("--target", "press", "--format", "all")
    return shared(tmp_path_factory, "press", lambda output: build(campaign, output, order))


@pytest.fixture(scope="session")
def pressed_x1a(
    campaign: Copy, tmp_path_factory: pytest.TempPathFactory, cache_folder: Path
) -> Built:
    """Every product in its usual format as PDF/X-1a; one poster stands for all."""
    return shared(tmp_path_factory, "x1a", lambda output: _for_shop(campaign, output, "x1a"))


@pytest.fixture(scope="session")
def pressed_uncoated(
    campaign: Copy, tmp_path_factory: pytest.TempPathFactory, cache_folder: Path
) -> Built:
    """Some products in their usual format for uncoated paper; one poster stands for all."""

    def make(output: Path) -> Built:
        return _for_shop(campaign, output, "uncoated", products=UNCOATED)

    return shared(tmp_path_factory, "uncoated", make)


@pytest.fixture(scope="session")
def pressed_example(
    campaign: Copy, tmp_path_factory: pytest.TempPathFactory, cache_folder: Path
) -> Built:
    """The example edition for the usual print shop, with its logo and its colours."""

    def make(output: Path) -> Built:
        return _for_shop(campaign, output, "standard", edition=EXAMPLE)

    return shared(tmp_path_factory, "example-press", make)


@pytest.fixture(scope="session")
def tiled(campaign: Copy, tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Built:
    """One large poster, cut into office sheets of two sizes."""
    poster = ("poster", "--barrier", "1", "--format", "a1", "--tile")

    def make(output: Path) -> Built:
        return build(campaign, output, (*poster, "a4"), (*poster, "a3"))

    return shared(tmp_path_factory, "tiles", make)


def _for_shop(
    project: Copy,
    output: Path,
    shop: str,
    *,
    edition: str = "landelijk",
    products: tuple[str, ...] = PRODUCTS,
) -> Built:
    options = ("--target", "press", "--shop", shop)
    whole = (*(name for name in products if name != "poster"), *options)
    poster = ("poster", "--barrier", "1", *options)
    return build(project, output, whole, poster, edition=edition)
