"""Measure ten posters, the same ones in every tool: rounds → a section."""

from __future__ import annotations

import shutil
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from tools.bench.compared import compose_pages, stand_alone_pages
from tools.bench.composed import sizes_by_product
from tools.bench.page import HEADS, Section, row_of
from tools.bench.rivals.chromium import chromium_command
from tools.bench.rivals.typst_pages import Typst, in_process, one_process_each, prepare
from tools.bench.run import ROOT, Command, Run, expect_pdfs, run
from tools.bench.setting import PLAIN, Setting, cached, say
from tools.bench.table import Goal, middle, ratio, table

ORDER = ("poster", "--target", "screen", *PLAIN)
COUNT = 10
COLD, KEPT, WARM, UNCHANGED = (
    "Drempels, cold: no cache at all",
    "Drempels, cold, but for its typefaces",
    "Drempels, warm: one sentence of the campaign changed",
    "Drempels, nothing changed",
)
WEASYPRINT = "WeasyPrint, one command for each poster, one after another"
CHROMIUM = "Chromium, headless, one browser for all"
TYPST_EACH = "Typst, one process for each poster, one after another"
TYPST_IN = "Typst, in one process"
NAMES = (COLD, KEPT, WARM, UNCHANGED, WEASYPRINT, CHROMIUM, TYPST_EACH, TYPST_IN)
_SENTENCE = "In de gratis e-learning leer je wat je kunt doen."

TEXT = f"""\
The ten posters of the campaign, a3, for the screen: tagged PDF/UA-1 from every tool that can.
Whole commands, with preflight off.

- *Drempels* is `drempels build {" ".join(ORDER)}`. Cold it also makes its static typefaces and
  finds type sizes. Warm it makes all ten anew after an edit to a sentence that is on each, with
  the cache of the build before.
- *WeasyPrint* and *Chromium* get the pages that Drempels composed, in the sizes that it found:
  the same HTML, with the addresses of typefaces turned into those of TrueType files. `weasyprint
  --pdf-variant pdf/ua-1 in.html out.pdf`, and Playwright's `page.pdf(tagged=True)` with the
  Chromium that is installed.
- *Typst* sets `tools/bench/pages/poster.typ`: the same composition, texts, sizes, line breaks,
  typefaces and QR code, as PDF/UA-1. *One process for each poster* is a Python that
  imports `typst` and compiles one page; *in one process* compiles all ten.

"""


@dataclass(frozen=True)
class _Pages:
    """What the others make posters from."""

    alone: Sequence[Path]
    typst: Typst | None


def measure(setting: Setting) -> Section:
    """Measure all tools in turn, round after round."""
    composed = compose_pages(setting, ["poster"])
    alone = stand_alone_pages(setting, composed["poster"])
    typst = None
    if find_spec("typst"):
        typst = prepare(setting.empty("typst"), sizes_by_product(composed))
    pages = _Pages(alone, typst)
    runs: dict[str, list[Run]] = defaultdict(list)
    for number in range(setting.rounds):
        say(f"posters, round {number + 1} of {setting.rounds}")
        for name, ran in (*_ours(setting, number), *_others(setting, pages)):
            runs[name].append(ran)
    rows = [
        row_of(
            name,
            [one.seconds for one in runs[name]],
            COUNT,
            middle(one.peak_mb for one in runs[name]),
        )
        for name in NAMES
    ]
    median = {name: middle(one.seconds for one in runs[name]) for name in NAMES}
    goal = Goal(
        "Ten posters cold: WeasyPrint's time / Drempels' time",
        *(ratio(median[WEASYPRINT], median[COLD]), 6, " ×"),
        is_least=True,
    )
    return Section("Ten posters", TEXT + table(HEADS, rows), (goal,))


def _ours(setting: Setting, number: int) -> Iterator[tuple[str, Run]]:
    """Yield the runs of this tool: from an empty cache to one that holds all."""
    project = setting.empty("project")
    for name in ("content", "templates"):
        shutil.copytree(ROOT / name, project / name)

    def build(cache: Path, output: Path) -> Run:
        command = setting.build(output, *ORDER, project=project)
        return run([command], cached(cache), done=lambda: expect_pdfs(output, COUNT))

    yield COLD, build(setting.empty("cache"), setting.empty("cold"))
    fonts = setting.empty("fonts-only")
    kept = setting.folder / "cache" / "fonts"
    if kept.is_dir():
        shutil.copytree(kept, fonts / "fonts")
    yield KEPT, build(fonts, setting.empty("kept"))
    text = project / "content" / "nl.yaml"
    before = text.read_text(encoding="utf-8")
    if _SENTENCE not in before:
        raise SystemExit(f"content/nl.yaml doesn't say '{_SENTENCE}' any more: it was to be edited")
    changed = _SENTENCE.replace("leer je", f"leer je in {number + 2} uur")
    text.write_text(before.replace(_SENTENCE, changed), encoding="utf-8")
    warm = setting.empty("warm")
    yield WARM, build(setting.folder / "cache", warm)
    yield UNCHANGED, build(setting.folder / "cache", warm)


def _others(setting: Setting, pages: _Pages) -> Iterator[tuple[str, Run]]:
    """Yield the runs of other tools, those that are installed."""

    def timed(name: str, commands: Sequence[Command], output: Path) -> tuple[str, Run]:
        return name, run(commands, done=lambda: expect_pdfs(output, COUNT))

    output = setting.empty("weasyprint")
    weasyprint = (sys.executable, "-m", "weasyprint", "--pdf-variant", "pdf/ua-1")
    commands = [[*weasyprint, str(one), str(output / f"{one.stem}.pdf")] for one in pages.alone]
    yield timed(WEASYPRINT, commands, output)
    output = setting.empty("chromium")
    if command := chromium_command(pages.alone, output):
        yield timed(CHROMIUM, [command], output)
    if pages.typst is None:
        return
    for name in (TYPST_EACH, TYPST_IN):
        output = setting.empty("typst-out")
        tasks = pages.typst.tasks(["landelijk"], "screen", output, ["poster"])
        several = one_process_each(tasks)
        alone = [in_process(tasks, setting.folder / "tasks.json", 1)]
        yield timed(name, several if name == TYPST_EACH else alone, output)
