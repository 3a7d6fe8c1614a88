"""Two builds of one text are the same bytes, wherever, whenever and however they are made."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.processes import environment, whole
from tests.projects import copy_project

ORDER = ("card", "--edition", "voorbeeldregio")
"""With a logo, QR codes, an imposed sheet for the office, and a job ticket for the press."""


@dataclass(frozen=True)
class Circumstances:
    """How one build differs from another of the same text."""

    folder: str
    """Where the project is copied to."""
    jobs: str
    umask: int
    variables: Mapping[str, str]
    day: str | None = None
    """As the clock says; None for today."""

    @property
    def clock(self) -> tuple[str, ...]:
        """The command in front of a command that makes it another day."""
        return ("faketime", "-f", f"@{self.day}") if self.day else ()


AT_HOME = Circumstances(
    "p", "1", 0o022, {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0", "HOME": "/root"}
)
ELSEWHERE = {
    "far away, in four processes": Circumstances(
        "Zorg & Veiligheid/regio 'Noord–Holland'/één map met een lange naam, voor de campagne",
        "4",
        0o077,
        {
            "TZ": "Pacific/Kiritimati",
            "LC_ALL": "tr_TR.UTF-8",
            "PYTHONHASHSEED": "12345",
            "HOME": "/nowhere",
            "SOURCE_DATE_EPOCH": "86400",
            "COLUMNS": "40",
        },
    ),
    "on a leap day, after a release": Circumstances(
        "werk/2028",
        "2",
        0o002,
        {
            "TZ": "America/St_Johns",
            "LC_ALL": "C",
            "LANG": "nl_NL.UTF-8",
            "PYTHONHASHSEED": "random",
            "SOURCE_DATE_EPOCH": "4000000000",
            "OMP_NUM_THREADS": "1",
        },
        day="2028-02-29 23:59:50",
    ),
}


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The output of a build at home and of each elsewhere, two at a time."""
    ways = {"at home": AT_HOME, **ELSEWHERE}
    if not shutil.which("faketime"):
        ways = {name: way for name, way in ways.items() if not way.day}
    with ThreadPoolExecutor(2) as pool:
        outputs = pool.map(lambda way: build(tmp_path_factory.mktemp("b"), way), ways.values())
        return dict(zip(ways, outputs, strict=True))


@pytest.mark.parametrize("name", ELSEWHERE)
def test_every_file_of_a_build_elsewhere_is_the_same(name: str, folders: dict[str, Path]) -> None:
    if name not in folders:
        pytest.skip("there is no `faketime` here; on Debian, `make test` installs it")
    here, there = whole(folders["at home"]), whole(folders[name])
    assert list(there) == list(here)
    assert [path for path in here if there[path] != here[path]] == []


def test_what_is_compared_is_of_every_kind(folders: dict[str, Path]) -> None:
    made = set(whole(folders["at home"]))
    edition = "voorbeeldregio/nl"
    assert made >= {
        "manifest.json",
        "SHA256SUMS",
        *(f"{edition}/{target}/card-85x55.pdf" for target in ("screen", "office", "press")),
        f"{edition}/press/card-85x55-ticket.pdf",
    }


@pytest.mark.skipif(not shutil.which("faketime"), reason="`make test` installs it on Debian")
def test_another_day_is_another_day_in_processes_of_processes() -> None:
    day = next(way for way in ELSEWHERE.values() if way.day)
    ask = "import datetime; print(datetime.date.today())"
    inner = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {ask!r}])"
    ran = subprocess.run(
        [*day.clock, sys.executable, "-c", inner], capture_output=True, text=True, check=True
    )
    assert ran.stdout == "2028-02-29\n"


def build(folder: Path, way: Circumstances) -> Path:
    """Build cards in a copy of the campaign, with a cache of its own."""
    root = folder / way.folder
    copy_project(root, ["card"])
    # The clock of a computer that was off for years jumps: what only waits needs a steady one.
    variables = {**way.variables, "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    own = environment(DREMPELS_CACHE=str(folder / "cache"), **variables)
    command = [*way.clock, sys.executable, "-m", "generator", "build", "--jobs", way.jobs]
    ran = subprocess.run(
        [*command, *ORDER],
        cwd=root,
        env=own,
        umask=way.umask,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    modes = {path.stat().st_mode & 0o777 for path in (root / "output").rglob("*.pdf")}
    assert modes == {0o644}
    return root / "output"
