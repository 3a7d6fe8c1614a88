"""Measure a build that has nothing to do: the default campaign and many editions → a section."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tools.bench.made_up import make_editions
from tools.bench.page import HEADS, Section, row_of
from tools.bench.run import Run, expect_pdfs, run
from tools.bench.setting import Setting, cached, say
from tools.bench.table import Goal, middle, table

DEFAULT_S, MANY_S = 0.35, 3.0
TEXT = """\
The same command again, with all its PDFs in place: `drempels build` with its defaults, preflight
included, and `drempels build {order} --editions …` for {editions} editions. The time of the whole
command.

"""


def measure(setting: Setting) -> Section:
    """Build twice and more; only what comes after the first build is measured."""
    usual, pdfs = _again(setting, "the default campaign", ())
    order = setting.idle_order
    sheet = make_editions(setting.empty("idle-rows"), 1, setting.idle)
    many, of_many = _again(setting, f"{setting.idle} editions", (*order, "--editions", str(sheet)))
    named = (
        (f"default campaign, {pdfs} PDFs", usual, pdfs),
        (f"{setting.idle} editions, {of_many} PDFs", many, of_many),
    )
    rows = [
        row_of(name, [one.seconds for one in runs], count, middle(one.peak_mb for one in runs))
        for name, runs, count in named
    ]
    goals = (
        Goal("Nothing to do, default campaign", _seconds(usual), DEFAULT_S, " s"),
        Goal(f"Nothing to do, {setting.idle} editions", _seconds(many), MANY_S, " s"),
    )
    text = TEXT.format(order=" ".join(order), editions=setting.idle)
    return Section("Nothing to do", text + table(HEADS, rows), goals)


def _seconds(runs: Sequence[Run]) -> float | None:
    return middle(one.seconds for one in runs)


def _again(setting: Setting, name: str, order: Sequence[str]) -> tuple[list[Run], int]:
    """Build an order, then the same again in each round; return those and the number of PDFs."""
    cache, output = setting.empty("idle-cache"), setting.empty("idle")
    command = setting.build(output, *order)
    say(f"nothing to do, {name}: the first build")
    run([command], cached(cache))
    count = len(list(output.rglob("*.pdf")))
    stamps = _stamps(output)
    say(f"nothing to do, {name}: {setting.rounds} more")
    runs = [
        run([command], cached(cache), done=lambda: expect_pdfs(output, count))
        for _ in range(setting.rounds)
    ]
    if _stamps(output) != stamps:
        raise SystemExit(f"nothing was to be done for {name}, and PDFs were written")
    return runs, count


def _stamps(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*.pdf")}
