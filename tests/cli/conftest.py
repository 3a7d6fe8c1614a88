"""The command as a person types it, and small projects to try it on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from tests.projects import SLIP, Copy, copy_project

Drempels = Callable[..., Result]


@pytest.fixture
def project(tmp_path: Path) -> Copy:
    """The campaign with one product, which is laid out in milliseconds."""
    copied = copy_project(tmp_path / "project", products=())
    copied.add_product("slip", SLIP)
    return copied


@pytest.fixture(scope="session")
def three_slips(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Path:
    """The output folder of three slips, built once for all who only look at it: copy it."""
    copied = copy_project(tmp_path_factory.mktemp("slips") / "project", products=())
    copied.add_product("slip", SLIP)
    three = ("--barrier", "1", "--barrier", "2", "--barrier", "3", "--target", "screen")
    command = ["--project", str(copied.root), "build", "--jobs", "1", *three]
    assert CliRunner().invoke(main, command, catch_exceptions=False).exit_code == 0
    return copied.root / "output"


@pytest.fixture
def drempels(project: Copy) -> Drempels:
    """Run the command on the project, in this process; a bug of ours is raised."""

    def run(*arguments: str) -> Result:
        command = ["--project", str(project.root), *arguments]
        return CliRunner().invoke(main, command, catch_exceptions=False)

    return run


@pytest.fixture
def build_one(drempels: Drempels) -> Callable[..., Result]:
    """Build one slip."""

    def build(*arguments: str) -> Result:
        chosen = ("--barrier", "1", "--target", "screen", "--jobs", "1")
        return drempels("build", *chosen, *arguments)

    return build
