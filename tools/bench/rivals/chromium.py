"""Print composed pages with Chromium: pages → the command that prints them, where it can be run."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from tools.bench.run import Command

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """Return the program, where one is installed."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


def chromium_command(pages: Iterable[Path], output: Path) -> Command | None:
    """Return the command that prints all pages in one browser.

    None without Chromium, or without Playwright, which tells it to: Chromium alone prints one page
    a process.
    """
    program = find_chromium()
    if program is None or find_spec("playwright") is None:
        return None
    script = str(Path(__file__).with_name("chromium_all.py"))
    return [sys.executable, script, program, str(output), *map(str, pages)]
