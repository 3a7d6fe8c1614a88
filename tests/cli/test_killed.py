"""A hundred builds, killed at any moment: what is there is whole, and the next build completes."""

from __future__ import annotations

import json
import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from tests.forking import Ready
from tests.processes import alive, command, environment, run, runs_in, started, whole
from tests.projects import SLIP, Copy, copy_project

KILLS = 25
"""In each of four tests."""
NOTE = {
    "product.yaml": """\
title: {nl: Briefje}
subject: campaign
formats: [100x60]
default_format: 100x60
pages: 1
targets: [screen, office, press]
""",
    "page.html.j2": SLIP["page.html.j2"]
    .replace("barrier.name", "campaign.title")
    .replace("barrier.short", "campaign.lead"),
    "style.css": SLIP["style.css"],
}
ORDERS = ((), ("--target", "screen", "--target", "office"), ("--target", "press"))
ENDINGS = (
    (signal.SIGKILL, "build"),
    (signal.SIGKILL, "group"),
    (signal.SIGTERM, "build"),
    (signal.SIGTERM, "group"),
    (signal.SIGINT, "build"),
    (signal.SIGINT, "group"),
)
BEGUN = ".drempels-*"
"""What a build calls files of which nothing may be left."""


@dataclass(frozen=True)
class Undisturbed:
    """What comes of a project when nobody is killed, and how to build it."""

    ready: Ready
    project: Copy
    files: dict[str, bytes]
    took_s: float
    fonts: Path
    """In the cache; to make them takes as long as several builds."""

    def start(self, output: Path, cache: Path, *options: str) -> int:
        """Start a build."""
        order = ("--project", str(self.project.root), "build", "--output", str(output))
        return self.ready.start(*order, *options, cache=cache)


@pytest.fixture(scope="module")
def undisturbed(
    tmp_path_factory: pytest.TempPathFactory, cache_folder: Path
) -> Iterator[Undisturbed]:
    """Notes for all three targets, and a ticket."""
    folder = tmp_path_factory.mktemp("undisturbed")
    project = copy_project(folder / "project", products=[])
    project.add_product("note", NOTE)
    with Ready(folder / "said") as ready:
        cache, output = folder / "cache", folder / "output"
        plain = Undisturbed(ready, project, {}, 0, cache / "fonts")
        ready.wait(plain.start(output, cache, "--jobs", "1"))  # the fonts are made now
        began = time.monotonic()
        assert ready.wait(plain.start(output, cache, "--jobs", "1", "--force")) == 0
        took = time.monotonic() - began
        files = whole(output)
        assert len([path for path in files if path.endswith(".pdf")]) == 4
        yield Undisturbed(ready, project, files, took, cache / "fonts")


@pytest.mark.parametrize("seed", range(4))
def test_a_build_goes_on_after_twentyfive_kills_as_if_there_had_been_none(
    seed: int, undisturbed: Undisturbed, tmp_path: Path
) -> None:
    chance = Random(seed)
    output, cache = tmp_path / "output", tmp_path / "cache"
    shutil.copytree(undisturbed.fonts, cache / "fonts")
    for _ in range(KILLS):
        harm(chance, output, cache)
        order = (*chance.choice(ORDERS), *chance.choice([("--force",), ()]))
        build = undisturbed.start(output, cache, "--jobs", chance.choice("12"), *order)
        time.sleep(chance.uniform(0, undisturbed.took_s))
        end(build, chance)
        undisturbed.ready.wait(build)
        assert not alive(build)
        assert_whole(output, undisturbed.files)
    build = undisturbed.start(output, cache, "--jobs", "1")
    assert undisturbed.ready.wait(build) == 0
    assert whole(output) == undisturbed.files
    assert not list(cache.rglob(BEGUN))
    assert run(undisturbed.project.root, "verify", str(output)).returncode == 0


def test_a_build_goes_on_after_the_loss_of_a_worker(
    undisturbed: Undisturbed, tmp_path: Path
) -> None:
    chance = Random(5)
    output, cache = tmp_path / "output", tmp_path / "cache"
    shutil.copytree(undisturbed.fonts, cache / "fonts")
    for _ in range(5):
        build = undisturbed.start(output, cache, "--jobs", "2", "--force")
        kill_worker(build, chance.uniform(0, undisturbed.took_s / 2))
        assert undisturbed.ready.wait(build) in (0, 1)
        assert not alive(build)
        assert_whole(output, undisturbed.files)
    assert undisturbed.ready.wait(undisturbed.start(output, cache, "--jobs", "2")) == 0
    assert whole(output) == undisturbed.files
    assert not list(cache.rglob(BEGUN))


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_build_killed_while_it_starts_or_works_leaves_nothing_in_the_way_of_the_next(
    ending: signal.Signals, undisturbed: Undisturbed, tmp_path: Path
) -> None:
    output, cache = tmp_path / "output", tmp_path / "cache"
    order = command(undisturbed.project.root, "build", "--jobs", "2", "--output", str(output))
    (temporary := tmp_path / "temporary").mkdir()
    own = environment(DREMPELS_CACHE=str(cache), TMPDIR=str(temporary))
    for moment in ("at once", "when it has begun", "when a PDF is there"):
        with started(order, own) as process:
            while process.poll() is None and not has_come(moment, output):
                time.sleep(0.01)
            process.send_signal(ending)
            said = process.communicate(timeout=60)[1]
            assert moment == "at once" or "Traceback" not in said
            assert not alive(process.pid)
        assert_whole(output, undisturbed.files)
    assert not list(temporary.rglob("weasyprint-*"))
    ran = run(undisturbed.project.root, *order[5:], env=own)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert whole(output) == undisturbed.files
    assert not list(cache.rglob(BEGUN))


def harm(chance: Random, output: Path, cache: Path) -> None:
    """Let some builds begin with nothing, or without anything kept, so that all is done anew."""
    if chance.random() < 0.15:
        shutil.rmtree(output, ignore_errors=True)
    if chance.random() < 0.2:
        for kind in ("pdfs", "fits", "inspections"):
            shutil.rmtree(cache / kind, ignore_errors=True)


def end(build: int, chance: Random) -> None:
    """Send a signal to a build, or to it and its workers, as a terminal does."""
    number, whom = chance.choice(ENDINGS)
    with suppress(ProcessLookupError):  # it may have no group yet
        if whom == "group":
            os.killpg(build, number)
        else:
            os.kill(build, number)


def kill_worker(build: int, delay_s: float) -> None:
    """Kill one of a build's workers, some time after the first is there."""
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        running = sorted(runs_in(build))
        if workers := [one for one in running if one != build]:
            time.sleep(delay_s)
            with suppress(ProcessLookupError):
                os.kill(workers[0], signal.SIGKILL)
            return
        time.sleep(0.005)
    raise AssertionError("there was no worker in a minute")


def has_come(moment: str, output: Path) -> bool:
    """Say whether a build that just started is as far as this."""
    if moment == "when it has begun":
        return output.exists()
    return moment == "at once" or any(output.rglob("*.pdf"))


def assert_whole(output: Path, undisturbed: dict[str, bytes]) -> None:
    """Every file that is there is as it should be, but what is only begun, and who is told of."""
    for path in sorted(output.rglob("*")):
        name = path.relative_to(output).as_posix()
        if not path.is_file() or path.name.startswith("."):
            continue
        if path.name == "manifest.json":
            assert json.loads(path.read_text(encoding="utf-8"))["files"] is not None
        elif path.suffix == ".pdf":
            assert path.read_bytes() == undisturbed[name], name
        else:
            assert name in undisturbed
