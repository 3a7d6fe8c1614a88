"""Builds on a real Dask cluster: equal bytes, checked workers, and machines that die halfway."""

from __future__ import annotations

import logging
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import __version__
from generator import cluster as clusters
from generator import scheduler as schedulers
from generator.cli import main
from generator.cluster import open_cluster
from generator.errors import BuildError, Problem
from tests.dask import (
    OLDER,
    PATCHED,
    WITHOUT_THE_PACKAGE,
    Cluster,
    running_cluster,
)
from tests.projects import SLIP, Copy, copy_project

Build = Callable[..., Result]
SLIPS = 10
LONGEST_S = 60


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler; each test says which workers it needs."""
    with running_cluster(tmp_path_factory.mktemp("cluster")) as running:
        yield running


@pytest.fixture
def project(tmp_path: Path) -> Copy:
    """The campaign with one product, which is laid out in milliseconds."""
    copied = copy_project(tmp_path / "project", products=())
    copied.add_product("slip", SLIP)
    return copied


@pytest.fixture
def build(project: Copy) -> Build:
    """Build all slips for the screen into a folder, whatever was made before."""

    def run(output: Path, *arguments: str, force: bool = True) -> Result:
        order = ["build", "--target", "screen", "--output", str(output), *arguments]
        command = ["--project", str(project.root), *order, *["--force"][:force]]
        return CliRunner().invoke(main, command, catch_exceptions=False)

    return run


def test_two_workers_make_the_same_bytes_as_this_machine(
    cluster: Cluster, build: Build, tmp_path: Path
) -> None:
    cluster.need("one", "two")
    here, there = build(tmp_path / "here", "--jobs", "1"), tmp_path / "there"
    ran = build(there, "--scheduler", cluster.address)
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert ran.stdout.replace(str(there), str(tmp_path / "here")) == here.stdout
    assert_equal(tmp_path / "here", there)


def test_several_threads_of_a_worker_do_one_task_at_a_time(
    cluster: Cluster, build: Build, tmp_path: Path
) -> None:
    cluster.need()
    cluster.start("threads", threads=2)
    busy = tmp_path / "busy"
    task = f"mkdir {busy} || echo two at a time; sleep 0.2; rmdir {busy}"
    with open_cluster(cluster.address) as executor:
        tasks = [executor.submit(subprocess.getoutput, task) for _ in range(4)]
        assert [one.result(LONGEST_S) for one in tasks] == [""] * 4
    assert build(tmp_path / "here", "--jobs", "1").exit_code == 0
    assert build(tmp_path / "there", "--scheduler", cluster.address).exit_code == 0
    assert_equal(tmp_path / "here", tmp_path / "there")


def test_workers_with_other_versions_are_refused_by_name_and_the_others_build(
    cluster: Cluster, build: Build, tmp_path: Path
) -> None:
    cluster.need("one")
    cluster.start(bare=WITHOUT_THE_PACKAGE, older=OLDER, patched=PATCHED)
    ran = build(tmp_path / "output", "--scheduler", cluster.address)
    assert ran.exit_code == 0
    assert len(list((tmp_path / "output").rglob("*.pdf"))) == SLIPS
    bare, older, patched = told = sorted(ran.stderr.splitlines())
    for line, name in zip(told, ("bare", "older", "patched"), strict=True):
        assert line.startswith(f"worker {name} (tcp://127.0.0.1:")
        assert line.endswith(". Hint: install there what is installed here, and start it anew")
    assert ") gets no tasks: it has no drempels. " in bare
    assert f") gets no tasks: it has drempels 0.9.0 instead of {__version__}. " in older
    assert ") gets no tasks: it has other code of the same version. " in patched

    cluster.end("one")
    ran = build(tmp_path / "none", "--scheduler", cluster.address)
    assert ran.exit_code == 1
    *refused, conclusion = ran.stderr.splitlines()
    assert sorted(refused) == told
    assert conclusion == f"none of the workers of {cluster.address} can be used"
    assert not (tmp_path / "none").exists()


def test_a_worker_that_is_killed_with_a_task_costs_a_retry(
    cluster: Cluster, build: Build, tmp_path: Path
) -> None:
    cluster.need("one", "two")
    here, there, once = tmp_path / "here", tmp_path / "there", tmp_path / "once"
    assert build(here, "--jobs", "1").exit_code == 0
    with open_cluster(cluster.address) as executor:
        # It keeps one worker busy until the other has made a PDF, and then kills its own.
        killing = f"{until_a_pdf_in(there)}; mkdir {once} && kill -9 $PPID; echo done"
        killer = executor.submit(subprocess.check_output, ["sh", "-c", killing])
        ran = build(there, "--scheduler", cluster.address)
        assert killer.result(LONGEST_S) == b"done\n"
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert_equal(here, there)


def test_a_build_whose_workers_all_die_keeps_what_was_made_and_says_so(
    cluster: Cluster, build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster.need("one")
    monkeypatch.setattr(clusters, "_GONE_LOOKS", 1)
    output = tmp_path / "output"
    assert build(tmp_path / "before", "--barrier", "1", "--jobs", "1").exit_code == 0
    with open_cluster(cluster.address) as executor:
        # The first slip is there at once, from the cache; the others wait for a worker.
        killing = f"{until_a_pdf_in(output)}; kill -9 $PPID"
        executor.submit(subprocess.check_output, ["sh", "-c", killing])
        ran = build(output, "--scheduler", cluster.address, force=False)
    assert ran.exit_code == 1
    assert ran.stdout.count("failed: ") == SLIPS - 1
    assert [path.name for path in output.rglob("*.pdf")] == ["slip-01-100x60.pdf"]
    (line,) = ran.stderr.splitlines()
    assert line.startswith(f"no worker of {cluster.address} is left. Hint: ")


def test_a_task_that_workers_die_of_takes_only_some_of_them_along(cluster: Cluster) -> None:
    cluster.need("one", "two")
    with open_cluster(cluster.address) as executor:
        killer = executor.submit(subprocess.check_output, ["sh", "-c", "kill -9 $PPID"])
        with pytest.raises(BuildError, match="no worker survives this: tried 2 times"):
            killer.result(LONGEST_S)


def test_a_worker_that_joins_later_is_checked_before_it_gets_anything(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster.need("one")
    monkeypatch.setattr(clusters, "_GONE_LOOKS", LONGEST_S)
    refused: list[Problem] = []
    with open_cluster(cluster.address, refused) as executor:
        cluster.end("one")
        waiting = executor.submit(os.getpid)
        cluster.start(older=OLDER)
        wait_until(lambda: bool(refused))
        assert not waiting.done()
        cluster.start("late")
        assert waiting.result(LONGEST_S) == cluster.pid("late")
    assert [str(one).partition(" (")[0] for one in refused] == ["worker older"]


def test_a_scheduler_that_is_gone_ends_what_waits_for_it(tmp_path: Path) -> None:
    with running_cluster(tmp_path) as own:
        own.start("one")
        with open_cluster(own.address) as executor:
            waiting = executor.submit(time.sleep, LONGEST_S)
            own.end("scheduler")
            for lost in (waiting, executor.submit(os.getpid)):
                with pytest.raises(BuildError, match=f"scheduler at {own.address} was lost"):
                    lost.result(LONGEST_S)


def test_ctrl_c_drops_what_waits(cluster: Cluster, tmp_path: Path) -> None:
    cluster.need("one")
    touching = ["sh", "-c", f"touch {tmp_path}/begun; sleep 1"]
    with pytest.raises(KeyboardInterrupt), open_cluster(cluster.address) as executor:
        executor.submit(subprocess.check_output, touching)
        wait_until((tmp_path / "begun").exists)
        (tmp_path / "begun").unlink()
        for _ in range(9):
            executor.submit(subprocess.check_output, touching)
        raise KeyboardInterrupt
    with open_cluster(cluster.address) as executor:
        assert executor.submit(str.upper, "next").result(LONGEST_S) == "NEXT"
    assert not (tmp_path / "begun").exists()


def test_what_goes_wrong_in_a_task_is_told_as_here(
    cluster: Cluster, project: Copy, build: Build, tmp_path: Path
) -> None:
    cluster.need("one", "two")
    project.add_product("refused", SLIP)
    project.write("templates/refused/style.css", "@import url(file:///etc/hostname);")
    typed = "short: >-\n      "
    project.edit("content/nl.yaml", typed, typed + "woorden " * 200)
    here = build(tmp_path / "here", "--jobs", "1")
    there = build(tmp_path / "there", "--scheduler", cluster.address)
    assert (here.exit_code, there.exit_code) == (3, 3)
    assert "content/nl.yaml:" in there.stderr and "characters too long for slip" in there.stderr
    assert "templates/refused/page.html.j2: " in there.stderr
    assert there.stderr == here.stderr


def test_a_bug_keeps_its_kind_and_tells_where_it_was(cluster: Cluster) -> None:
    cluster.need("one")
    with open_cluster(cluster.address) as executor:
        bug = executor.submit(int, "seven").exception(LONGEST_S)
    assert isinstance(bug, ValueError)
    assert "seven" in str(bug) and "Traceback" in bug.__notes__[0]


def test_a_task_that_lacks_memory_is_told_and_the_worker_lives(cluster: Cluster) -> None:
    cluster.need("one")
    with open_cluster(cluster.address) as executor:
        with pytest.raises(BuildError, match="the cluster couldn't do a task: MemoryError"):
            executor.submit(bytearray, 2**62).result(LONGEST_S)
        assert executor.submit(os.getpid).result(LONGEST_S) == cluster.pid("one")


def test_a_scheduler_without_workers_is_told_with_what_helps(
    cluster: Cluster, build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster.need()
    monkeypatch.setattr(clusters, "ANSWER_S", 0.5)
    ran = build(tmp_path / "output", "--scheduler", cluster.address)
    assert ran.exit_code == 1
    assert ran.stderr == (
        f"the scheduler at {cluster.address} has no workers. "
        f"Hint: start some with: dask worker {cluster.address} --nthreads 1\n"
    )


def test_an_address_where_nobody_listens_is_told_at_once(build: Build, tmp_path: Path) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{unused.getsockname()[1]}"
        ran = build(tmp_path / "output", "--scheduler", address)
    assert ran.exit_code == 1
    assert ran.stderr.startswith(f"nobody listens at {address}: Connection refused. Hint: start ")


def test_something_that_is_no_scheduler_is_told_so(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schedulers, "ANSWER_S", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        ran = build(tmp_path / "output", "--scheduler", address)
    assert ran.exit_code == 1
    (line,) = ran.stderr.splitlines()
    assert line.startswith(f"what listens at {address} doesn't answer as a Dask scheduler. Hint: ")


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1:8786", "tcp:/127.0.0.1:8786", "tcp://127.0.0.1", "tcp://:8786", "tcp://host:port",
     "tcp://host:99999", "http://127.0.0.1:8786", "inproc://127.0.0.1/1/1", "tcp://a:1/b", ""],
)  # fmt: skip
def test_what_is_no_address_is_a_mistake_in_the_command(
    address: str, build: Build, tmp_path: Path
) -> None:
    ran = build(tmp_path / "output", "--scheduler", address)
    assert ran.exit_code == 2
    assert f"--scheduler {address} isn't the address of a scheduler. Hint: " in ran.stderr
    assert "tcp://192.168.1.10:8786" in ran.stderr


def test_without_dask_it_is_told_how_to_install_it(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    ran = build(tmp_path / "output", "--scheduler", "tcp://127.0.0.1:8786")
    assert ran.exit_code == 1
    assert ran.stderr == (
        "Dask isn't installed. Hint: install it with: pip install 'drempels[cluster]'\n"
    )


def test_nobody_waits_for_dask_who_builds_without_it() -> None:
    loaded = "import sys, generator.console; print('distributed' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"


def test_dask_is_silent(cluster: Cluster, capfd: pytest.CaptureFixture[str]) -> None:
    cluster.need("one")
    with open_cluster(cluster.address) as executor:
        executor.submit(len, b"x" * 11_000_000).result(LONGEST_S)  # which Dask finds large
        logging.getLogger("distributed.client").error("out loud")
    assert capfd.readouterr() == ("", "")


def until_a_pdf_in(output: Path) -> str:
    """Wait, as a shell does, until a build has made one."""
    return f"until find {output} -name '*.pdf' 2>&1 | grep -q pdf$; do sleep 0.02; done"


def wait_until(it_is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + LONGEST_S
    while not it_is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


def assert_equal(here: Path, there: Path) -> None:
    """All files that a build made are there, too, and are equal."""
    made = {path.relative_to(here): path.read_bytes() for path in here.rglob("*.*")}
    assert len([path for path in made if path.suffix == ".pdf"]) == SLIPS
    assert made == {path.relative_to(there): path.read_bytes() for path in there.rglob("*.*")}
