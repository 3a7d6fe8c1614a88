"""Measure what was asked for and write the page: arguments → docs/benchmarks.md."""

from __future__ import annotations

import argparse
import os
import shlex
import tempfile
from compileall import compile_dir
from pathlib import Path

from tools.bench import editions, growth, idle, posters, preflight
from tools.bench.page import write_page
from tools.bench.run import ROOT
from tools.bench.setting import Setting, cached, own_command, say

PAGE = ROOT / "docs" / "benchmarks.md"
TARGETS = ("screen", "office", "press")
SECTIONS = {
    "posters": posters.measure,
    "editions": editions.measure,
    "idle": idle.measure,
    "growth": growth.measure,
    "preflight": preflight.measure,
}


def numbers(text: str) -> tuple[int, ...]:
    """Read numbers with commas between them, from small to large."""
    return tuple(sorted(int(one) for one in text.split(",")))


def read_arguments() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    add = parser.add_argument
    add("--only", action="append", choices=SECTIONS, help="this section; repeatable")
    add("--rounds", type=int, default=3, help="of which medians are taken (3)")
    add("--editions", type=numbers, default=(20, 60), help="fewer and more of them (20,60)")
    add("--target", action="append", choices=TARGETS, help="of editions; repeatable (all three)")
    add("--growth", type=numbers, default=(1, 10, 40, 100, 400), help="(1,10,40,100,400)")
    add("--growth-order", type=shlex.split, default=["card", "--target", "screen"])
    add("--idle", type=int, default=400, help="editions that there is nothing to do for (400)")
    add(
        *("--idle-order",),
        type=shlex.split,
        default=["poster", "--barrier", "1", "--target", "screen"],
        help="what is built of them; '' is all that there is",
    )
    add("--command", type=shlex.split, help="how Drempels is called: drempels")
    add("--to", type=Path, help="where the page goes: docs/benchmarks.md; with --only, the screen")
    return parser.parse_args()


def main() -> None:
    """Measure, then write or print the page."""
    asked = read_arguments()
    compile_dir(ROOT / "generator", quiet=1)  # as pip does with all that it installs
    load_before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="drempels-bench-") as folder:
        # What the measuring itself keeps, such as typefaces for others, is gone afterwards, too.
        os.environ |= cached(Path(folder) / "own-cache")
        setting = Setting(
            folder=Path(folder),
            command=tuple(asked.command or own_command()),
            rounds=asked.rounds,
            editions=(asked.editions[0], asked.editions[-1]),
            targets=tuple(asked.target or TARGETS),
            growth=asked.growth,
            growth_order=tuple(asked.growth_order),
            idle=asked.idle,
            idle_order=tuple(asked.idle_order),
        )
        names = asked.only or list(SECTIONS)
        sections = [measure(setting) for name, measure in SECTIONS.items() if name in names]
    page = write_page(sections, load_before)
    to = asked.to or (None if asked.only else PAGE)
    if to is None:
        print(page)
    else:
        to.write_text(page, encoding="utf-8")
        say(f"wrote {to}")


if __name__ == "__main__":
    main()
