"""Build with the real command: a project and what is ordered → PDFs, and what was said."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.files import alone_in
from tests.campaign import REPOSITORY, Built
from tests.projects import Copy

Order = tuple[str, ...]
"""Arguments of `drempels build`."""


def build(project: Copy, output: Path, *orders: Order, edition: str = "landelijk") -> Built:
    """Build all orders into one folder, two jobs at a time, as a person would."""
    # The gallery has tests of its own.
    to = ("--edition", edition, "--jobs", "2", "--output", str(output), "--no-gallery")
    ran = [_run(project, "build", *order, *to) for order in orders]
    return Built(
        output,
        edition,
        max(one.returncode for one in ran),
        "".join(one.stdout for one in ran),
        "".join(one.stderr for one in ran),
    )


def shared(
    tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Built]
) -> Built:
    """Return what `make` builds, once for all processes that run tests: it is only to be read."""
    own = tmp_path_factory.getbasetemp()
    base = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder = base / "built" / name
    folder.mkdir(parents=True, exist_ok=True)
    record = folder / "built.json"
    with alone_in(folder):
        if not record.is_file():
            built = make(folder / "output")
            told = [built.edition, built.exit_code, built.stdout, built.stderr]
            record.write_text(json.dumps(told), encoding="utf-8")
    return Built(folder / "output", *json.loads(record.read_text(encoding="utf-8")))


def build_here(project: Copy, output: Path, *order: str, edition: str = "landelijk") -> Built:
    """Build one order in this process, where little is to be made; a bug of ours is raised."""
    to = ("--edition", edition, "--jobs", "1", "--output", str(output), "--no-gallery")
    command = ["--project", str(project.root), "build", *order, *to]
    ran = CliRunner().invoke(main, command, catch_exceptions=False)
    return Built(output, edition, ran.exit_code, ran.stdout, ran.stderr)


def _run(project: Copy, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generator", "--project", str(project.root), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
