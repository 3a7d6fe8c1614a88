"""What is measured and where: arguments, the temporary folder, this tool's own command."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.executor import cores
from tools.bench.run import ROOT

PLAIN = ("--no-check", "--no-gallery")
"""What the others don't do either: here it is left out."""


@dataclass(frozen=True)
class Setting:
    """What the sections are told."""

    folder: Path
    """A temporary one: everything is made in it."""
    command: tuple[str, ...]
    """How this tool is called."""
    rounds: int
    editions: tuple[int, int]
    """A smaller and a larger number, for what each further PDF takes."""
    targets: tuple[str, ...]
    """Of editions."""
    growth: tuple[int, ...]
    growth_order: tuple[str, ...]
    idle: int
    idle_order: tuple[str, ...]

    def build(self, output: Path, *order: str, project: Path = ROOT) -> list[str]:
        """Return the command that builds an order into a folder."""
        return [
            *(*self.command, "--project", str(project), "build"),
            *(*order, "--output", str(output)),
        ]

    def empty(self, name: str) -> Path:
        """Return an empty folder inside the temporary one."""
        path = self.folder / name
        if path.exists():
            shutil.rmtree(path)
        path.mkdir(parents=True)
        return path

    def copy(self, source: Path, name: str) -> Path:
        """Return a copy of a folder: each round starts from the same state."""
        return shutil.copytree(source, self.empty(name), dirs_exist_ok=True)


def cached(folder: Path) -> dict[str, str]:
    """Return the environment in which this tool keeps its cache in a folder."""
    return {"DREMPELS_CACHE": str(folder)}


def own_command() -> tuple[str, ...]:
    """Return the `drempels` that was installed beside this Python, else the package itself."""
    installed = Path(sys.executable).with_name("drempels")
    return (str(installed),) if installed.is_file() else (sys.executable, "-m", "generator")


def say(text: str) -> None:
    """Tell how far the run is."""
    print(text, file=sys.stderr, flush=True)


def two_at_once() -> Sequence[str]:
    """Return the options for two workers, or for one where there is but one core."""
    return ("--jobs", str(min(2, cores())))
