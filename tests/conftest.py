"""What all tests share: a cache of their own, and the campaign built once by the real command."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.campaign import PRODUCTS, REPOSITORY, Built, Wording
from tests.projects import Copy, copy_project

# The same examples every time, and no deadline: a slow machine is not a fault.
settings.load_profile("ci")


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
    output = tmp_path_factory.mktemp("output")
    targets = ("--target", "screen", "--target", "office")
    ran = _run(
        campaign, "build", *targets, "--format", "all", "--jobs", "2", "--output", str(output)
    )
    return Built(output, "landelijk", ran.returncode, ran.stdout, ran.stderr)


@pytest.fixture(scope="session")
def built_example(
    campaign: Copy, tmp_path_factory: pytest.TempPathFactory, cache_folder: Path
) -> Built:
    """The example edition, which has a logo and colours of its own: its campaign-wide products."""
    output = tmp_path_factory.mktemp("example")
    products = ("overview", "card", "handout", "large-print")
    edition = ("--edition", "voorbeeldregio", "--target", "screen")
    ran = _run(campaign, "build", *products, *edition, "--jobs", "2", "--output", str(output))
    return Built(output, "voorbeeldregio", ran.returncode, ran.stdout, ran.stderr)


def _run(project: Copy, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generator", "--project", str(project.root), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
