"""Two builds at once in one folder, and folders that somebody else changes meanwhile."""

from __future__ import annotations

import json
import os
import shutil
import signal
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from generator import showing
from generator.gallery import Picture, make_thumbnails
from tests.cli.conftest import Drempels
from tests.processes import alive, command, environment, run, started, whole
from tests.projects import SLIP, Copy, copy_project

BEGUN = ".drempels-*"


@pytest.fixture
def project(tmp_path: Path) -> Copy:
    """Two products that are laid out in milliseconds."""
    copied = copy_project(tmp_path / "project", products=())
    for name in ("slip", "note"):
        copied.add_product(name, SLIP)
    return copied


def paths(output: Path) -> list[str]:
    manifest = json.loads((output / "manifest.json").read_text(encoding="utf-8"))
    return [file["path"] for file in manifest["files"]]


def assert_verified(project: Copy) -> None:
    ran = run(project.root, "verify")
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.parametrize("products", [("slip", "note"), ("slip", "slip")])
def test_two_builds_at_once_end_well_and_both_are_in_the_manifest(
    products: tuple[str, str], project: Copy
) -> None:
    own = environment()
    one, other = (
        command(project.root, "build", product, "--jobs", "1", "--force") for product in products
    )
    with started(one, own) as first, started(other, own) as second:
        said = [process.communicate(timeout=120)[1] for process in (first, second)]
        assert [first.returncode, second.returncode] == [0, 0], said
    assert len(paths(project.root / "output")) == 20 * len(set(products))
    assert not list((project.root / "output").rglob(BEGUN))
    assert_verified(project)


def test_the_page_shows_what_another_build_made_meanwhile(
    project: Copy, drempels: Drempels, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = ("--jobs", "1", "--target", "screen", "--barrier", "1")

    def slow(pictures: Sequence[Picture]) -> list[bytes | None]:
        with monkeypatch.context() as patch:
            patch.setattr(showing, "make_thumbnails", make_thumbnails)
            assert drempels("build", "note", *order).exit_code == 0
        return make_thumbnails(pictures)

    monkeypatch.setattr(showing, "make_thumbnails", slow)
    assert drempels("build", "slip", *order).exit_code == 0
    page = (project.root / "output/index.html").read_text(encoding="utf-8")
    assert "slip-01-100x60.pdf" in page and "note-01-100x60.pdf" in page
    assert len(list((project.root / "output/thumbnails").iterdir())) == 2


def test_a_killed_build_is_cleared_up_after_beside_one_that_goes_on(
    project: Copy, cache_folder: Path
) -> None:
    output = project.root / "output"
    order = command(project.root, "build", "slip", "--jobs", "2", "--force")
    with started(order, environment()) as killed, started(order, environment()) as going_on:
        while not any(output.rglob("*.pdf")):
            assert killed.poll() is None and going_on.poll() is None
            time.sleep(0.01)
        os.killpg(killed.pid, signal.SIGKILL)
        killed.wait()
        (output / "landelijk" / ".drempels-torn.part").write_bytes(b"%PDF half")
        third = run(project.root, "build", "note", "--jobs", "1")
        assert (third.returncode, third.stderr) == (0, "")
        assert not (output / "landelijk" / ".drempels-torn.part").exists()
        assert going_on.wait(timeout=120) == 0
        assert not alive(killed.pid) and not alive(going_on.pid)
    assert len(paths(output)) == 40
    for folder in (output, cache_folder):
        assert not list(folder.rglob(BEGUN))
    assert_verified(project)


@pytest.mark.parametrize("what", ["cache", "output"])
def test_a_folder_that_vanishes_meanwhile_does_not_stop_a_build(
    what: str, project: Copy, tmp_path: Path
) -> None:
    folders = {"cache": tmp_path / "cache", "output": project.root / "output"}
    order = command(project.root, "build", "slip", "--jobs", "2", "--force")
    own = environment(DREMPELS_CACHE=str(folders["cache"]))
    with started(order, own) as process:
        while not any(folders["output"].rglob("*.pdf")):
            assert process.poll() is None
            time.sleep(0.01)
        shutil.rmtree(folders[what], ignore_errors=True)
        assert process.wait(timeout=120) == 0
    ran = run(project.root, "build", "slip", "--jobs", "1", env=own)
    assert (ran.returncode, ran.stderr) == (0, "")
    elsewhere = tmp_path / "elsewhere"
    run(project.root, "build", "slip", "--jobs", "1", "--force", "--output", str(elsewhere))
    assert whole(folders["output"]) == whole(elsewhere)
