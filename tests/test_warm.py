"""Getting ready for tasks: what starts meanwhile, and what is afterwards as it was before."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from generator.model.target import Target
from tests.stamped import open_workshop

REPOSITORY = Path(__file__).parents[1]
WATCHED = """\
import json, os, sys

started = []


def watch(event, arguments):
    if event == "subprocess.Popen":
        started.append(os.path.basename(os.fsdecode(arguments[0])))


sys.addaudithook(watch)
from generator.warm import warm_up

warm_up()
is_there = "weasyprint" in sys.modules
print(json.dumps([started, os.environ.get("PATH"), is_there]))
"""


@pytest.fixture
def compilers(tmp_path: Path) -> Path:
    """A folder with compilers, as a developer's machine has."""
    for name in ("gcc", "cc", "ld"):
        (tmp_path / name).symlink_to("/bin/false")
    return tmp_path


@pytest.mark.parametrize("has_path", [True, False])
def test_nobody_asks_a_compiler_for_libraries(compilers: Path, has_path: bool) -> None:
    path = f"{compilers}{os.pathsep}{os.environ['PATH']}"
    environment = {key: value for key, value in os.environ.items() if key != "PATH"}
    environment["PYTHONPATH"] = str(REPOSITORY)
    if has_path:
        environment["PATH"] = path
    ran = subprocess.run(
        [sys.executable, "-P", "-c", WATCHED], env=environment, capture_output=True, check=True
    )
    started, path_after, is_there = json.loads(ran.stdout)
    assert is_there
    # `ld` is tried, but there is none to be found.
    assert not {"gcc", "cc"} & set(started)
    assert path_after == (path if has_path else None)


WORKED = """\
import pickle, sys
from pathlib import Path
from generator.warm import warm_up

warm_up()
from generator.work import make_all

(made,) = make_all([pickle.loads(Path(sys.argv[1]).read_bytes())])
assert made.pdf.startswith(b"%PDF"), made
print(sorted({name.split(".")[0] for name in sys.modules} & {"pydantic", "jinja2", "click"}))
"""


@pytest.mark.parametrize("target", [*Target])
def test_a_task_needs_nothing_of_what_reads_content(
    tmp_path: Path, cache_folder: Path, target: Target
) -> None:
    # To import it takes a sixth of the time until a worker begins.
    task = tmp_path / "task"
    task.write_bytes(pickle.dumps(open_workshop().task("landelijk", "card", target)))
    ran = subprocess.run(
        [sys.executable, "-P", "-c", WORKED, str(task)],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (0, "[]\n"), ran.stderr
