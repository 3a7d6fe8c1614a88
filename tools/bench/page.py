"""Put the page together: sections, the machine and versions → docs/benchmarks.md."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from generator.executor import cores
from generator.versions import tool_versions
from tools.bench.rivals.chromium import find_chromium
from tools.bench.table import NONE, Goal, goal_table, middle, number, spread, table

INTRODUCTION = """\
# Benchmarks

`make bench` measures on one machine in one run, and writes this page. Nothing else should run
meanwhile. Every command is run as a person would run it, and must end well and leave the number
of PDFs that was asked for. Times are by the clock, medians of the rounds, with the shortest and
the longest beside them; rounds of all tools alternate. Memory is the most that a command and all
processes below it used at once: proportional set size, looked at ten times a second. Files are in
the system's own cache for all tools alike.
"""


@dataclass(frozen=True)
class Section:
    """A part of the page, and the goals that it tells about."""

    title: str
    text: str
    goals: tuple[Goal, ...] = ()


def write_page(sections: Iterable[Section], load_before: float) -> str:
    """Return the whole page: goals first, then what they come from, then the machine."""
    sections = tuple(sections)
    goals = [goal for section in sections for goal in section.goals]
    parts = [INTRODUCTION]
    if goals:
        parts.append(f"## Goals\n\n{goal_table(goals)}")
    parts += [f"## {section.title}\n\n{section.text}" for section in sections]
    parts.append(f"## Machine and versions\n\n{_machine(load_before)}\n{_versions()}")
    return "\n".join(parts)


def _machine(load_before: float) -> str:
    memory_gb = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return (
        f"{cores()} cores ({_processor()}), {memory_gb:.0f} GB of memory, {platform.system()} "
        f"{platform.machine()}, Python {platform.python_version()}. "
        f"Load before the run: {load_before:.1f}.\n"
    )


def _processor() -> str:
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or "unknown"
    found = re.search(r"^model name\s*: (.+)$", told, re.MULTILINE)
    return found[1] if found else "unknown"


def _versions() -> str:
    versions = {name: tool_versions()[name] for name in ("drempels", "weasyprint", "pango")}
    versions |= {name: _version_of(name) for name in ("typst", "playwright")}
    program = find_chromium()
    told = (
        subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
        if program
        else None
    )
    number = re.search(r"\d+(\.\d+)+", told.stdout) if told else None
    versions["chromium"] = number[0] if number else "not installed"
    return table(("tool", "version"), versions.items())


def _version_of(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def row_of(
    name: str, seconds: Iterable[float], pdfs: int, peak_mb: float | None
) -> tuple[str, ...]:
    """Return a row of a table of times: seconds, spread, PDFs a second, memory."""
    times = list(seconds)
    if not times:
        return name, "not installed", NONE, NONE, NONE
    median = middle(times) or 0.0
    return name, number(median), spread(times), number(pdfs / median), number(peak_mb)


HEADS = ("", "seconds", "shortest to longest", "PDFs a second", "memory, MB")
