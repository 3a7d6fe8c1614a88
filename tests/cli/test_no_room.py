"""Folders that are full, read-only or taken: one clear error, nothing half-written, then healed."""

from __future__ import annotations

import json
import os
import resource
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.processes import environment, run, whole
from tests.projects import SLIP, Copy, copy_project

ORDER = (
    *("--quiet", "build", "--jobs", "1", "--target", "screen", "--barrier", "1", "--no-gallery"),
)
MORE = ("--barrier", "2", "--barrier", "3")
BEGUN = ".drempels-*"


def can_mount() -> bool:
    """Say whether this process may put a disk of its own in the place of a folder."""
    if not (unshare := shutil.which("unshare")):
        return False
    order = [*_own_disks(unshare), "mount", "-t", "tmpfs", "none", "/mnt"]
    return subprocess.run(order, capture_output=True, check=False).returncode == 0


def _own_disks(unshare: str) -> list[str]:
    return [unshare, "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]


needs_mount = pytest.mark.skipif(not can_mount(), reason="no disks of one's own are allowed here")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Copy:
    """Slips, of which one is made already."""
    copied = copy_project(tmp_path_factory.mktemp("built") / "project", products=())
    copied.add_product("slip", SLIP)
    assert run(copied.root, *ORDER).returncode == 0
    return copied


@pytest.fixture
def project(built: Copy, tmp_path: Path) -> Copy:
    """A copy of them that a test may spoil."""
    return Copy(shutil.copytree(built.root, tmp_path / "project"))


def on_disk(mount: str, project: Copy, *order: str) -> subprocess.CompletedProcess[str]:
    """Run the command where `mount` was done first; only it and what it starts see that disk."""
    command = [sys.executable, "-m", "generator", "--project", str(project.root), *order]
    script = f"{mount} && {shlex.join(command)}; code=$?; {_keep(project)}; exit $code"
    unshare = shutil.which("unshare") or ""
    return subprocess.run(
        [*_own_disks(unshare), "sh", "-c", script],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )


def _keep(project: Copy) -> str:
    """Copy what the command left on a disk that goes with it."""
    output = project.root / "output"
    return shlex.join(["cp", "-a", str(output), str(project.root / "left")])


def test_a_pdf_that_cannot_be_written_is_the_only_one_that_fails(project: Copy) -> None:
    place = project.root / "output/landelijk/nl/screen/slip-02-100x60.pdf"
    (place / "inside").mkdir(parents=True)
    ran = run(project.root, *ORDER, *MORE)
    assert ran.returncode == 1
    assert f"can't write {place}: " in ran.stderr
    assert "slip-01" not in ran.stderr and "slip-03" not in ran.stderr
    manifest = json.loads((project.root / "output/manifest.json").read_text(encoding="utf-8"))
    names = [Path(file["path"]).name for file in manifest["files"]]
    assert names == ["slip-01-100x60.pdf", "slip-03-100x60.pdf"]
    shutil.rmtree(place)
    assert run(project.root, *ORDER, *MORE).returncode == 0
    assert run(project.root, "verify").returncode == 0


@needs_mount
def test_a_read_only_output_folder_is_one_error_and_stays_as_it_is(project: Copy) -> None:
    output = project.root / "output"
    before = whole(output)
    folder = shlex.quote(str(output))
    mount = f"mount --bind {folder} {folder} && mount -o remount,bind,ro {folder}"
    ran = on_disk(mount, project, *ORDER, *MORE)
    assert ran.returncode == 1
    (line,) = ran.stderr.splitlines()
    assert "Read-only file system" in line and "Hint: choose another folder" in line
    assert whole(output) == before
    assert run(project.root, *ORDER, *MORE).returncode == 0
    assert run(project.root, "verify").returncode == 0


@needs_mount
def test_a_full_disk_is_one_error_and_leaves_whole_files_alone(project: Copy) -> None:
    output, root = project.root / "output", shlex.quote(str(project.root))
    before = whole(output)
    mount = (
        f"cp -a {root}/output {root}/before && mount -t tmpfs -o size=28k none {root}/output"
        f" && cp -a {root}/before/. {root}/output"
    )
    ran = on_disk(mount, project, *ORDER, *MORE)
    assert ran.returncode == 1
    (line,) = ran.stderr.splitlines()
    assert "No space left on device" in line and "Hint: choose another folder" in line
    left = whole(project.root / "left")
    undisturbed = project.root / "undisturbed"
    run(project.root, *ORDER, *MORE, "--output", str(undisturbed))
    pdfs = {path: content for path, content in left.items() if path.endswith(".pdf")}
    assert pdfs.items() <= whole(undisturbed).items()
    assert left.keys() >= before.keys()
    assert not [path for path in left if BEGUN.rstrip("*") in path]


@needs_mount
@pytest.mark.parametrize("disk", ["size=4k", "ro"])
def test_a_cache_on_a_full_or_read_only_disk_costs_time_alone(
    disk: str, project: Copy, cache_folder: Path
) -> None:
    mount = f"mount -t tmpfs -o {disk} none {shlex.quote(str(cache_folder))}"
    ran = on_disk(mount, project, *ORDER, *MORE)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert run(project.root, "verify").returncode == 0


def test_no_room_for_temporary_files_is_an_error_and_leaves_what_was_there(
    project: Copy, cache_folder: Path
) -> None:
    output = project.root / "output"
    before = whole(output)
    project.edit("content/nl.yaml", '"Zie ik het wel goed?"', '"Zie ik dat wel goed?"')
    command = [sys.executable, "-m", "generator", "--project", str(project.root), *ORDER]
    ran = subprocess.run(
        command,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)),
    )
    assert ran.returncode == 1
    (line,) = ran.stderr.splitlines()
    assert "File too large" in line and "TMPDIR names another folder" in line
    pdfs = {path: content for path, content in before.items() if path.endswith(".pdf")}
    assert pdfs.items() <= whole(output).items()
    assert not list(cache_folder.rglob(BEGUN))
    assert run(project.root, *ORDER).returncode == 0
    assert run(project.root, "verify").returncode == 0
    assert whole(output) != before


@pytest.mark.parametrize("harm", ["a file", "a loop", "nowhere"])
def test_a_cache_that_is_no_folder_costs_time_alone(
    harm: str, project: Copy, tmp_path: Path
) -> None:
    cache = tmp_path / "own-cache"
    if harm == "a file":
        cache.write_text("a file")
    elif harm == "a loop":
        cache.symlink_to(cache)
    else:
        cache = Path("/proc/nowhere")
    own = environment(DREMPELS_CACHE=str(cache))
    ran = run(project.root, *ORDER, *MORE, env=own)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert run(project.root, "verify").returncode == 0


def test_who_has_no_home_builds_too(project: Copy) -> None:
    own = environment()
    for name in ("DREMPELS_CACHE", "HOME", "XDG_CACHE_HOME"):
        own.pop(name, None)
    # A user whom the system doesn't know, as in containers: no home can be found.
    code = (
        "import pathlib, sys\n"
        "def unknown(cls=None): raise RuntimeError('Could not determine home directory.')\n"
        "pathlib.Path.home = classmethod(unknown)\n"
        "from generator.cli import main\nmain(sys.argv[1:])"
    )
    command = [sys.executable, "-c", code, "--project", str(project.root), *ORDER, *MORE]
    ran = subprocess.run(command, env=own, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
