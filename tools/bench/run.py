"""Run commands as a person would: a command → seconds, and the most memory in use."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tools.bench.memory import watched

ROOT = Path(__file__).resolve().parents[2]
Command = Sequence[str]


@dataclass(frozen=True)
class Run:
    """How long it took, and what memory all processes together used at most."""

    seconds: float
    peak_mb: float | None


def run(
    commands: Sequence[Command],
    environment: Mapping[str, str] | None = None,
    *,
    at_once: int = 1,
    done: Callable[[], None] = lambda: None,
) -> Run:
    """Run commands one after another, or so many at once; then let `done` look at the result.

    Raises SystemExit with what a command said when it fails.
    """
    whole = {**os.environ, **(environment or {})}

    def start(command: Command) -> None:
        ran = subprocess.run(
            command, env=whole, cwd=ROOT, capture_output=True, text=True, check=False
        )
        if ran.returncode:
            said = (ran.stdout + ran.stderr)[-2000:]
            raise SystemExit(f"exit code {ran.returncode} from {' '.join(command)}\n{said}")

    with watched() as peak, ThreadPoolExecutor(at_once) as pool:
        started = time.perf_counter()
        for _ in pool.map(start, commands):
            pass
        seconds = time.perf_counter() - started
    done()
    return Run(seconds, peak.megabytes)


def expect_pdfs(folder: Path, count: int) -> None:
    """Raise SystemExit unless a folder holds so many PDFs, each with a beginning and an end."""
    found = sorted(folder.rglob("*.pdf"))
    if len(found) != count:
        raise SystemExit(f"{folder} has {len(found)} PDFs instead of {count}")
    for path in found:
        pdf = path.read_bytes()
        if not pdf.startswith(b"%PDF-") or b"%%EOF" not in pdf[-64:]:
            raise SystemExit(f"{path} isn't a whole PDF")
