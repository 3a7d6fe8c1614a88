"""Measure what preflight costs beside rendering: the campaign → a section."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from generator.brief import Brief, expected_of, finishing_of
from generator.catalogue import composer_of, open_catalogue
from generator.compose import Composer
from generator.finish import finish
from generator.look import look_of
from generator.model.document import FitResult
from generator.model.target import Target
from generator.plan import Selection, plan_jobs, series_jobs
from generator.preflight import inspect
from generator.project import find_project
from generator.render.layout import render
from generator.work import FitTask, fit_series
from tools.bench.page import Section
from tools.bench.run import ROOT
from tools.bench.setting import Setting, say
from tools.bench.table import Goal, table

HEADS = ("PDF", "rendered", "checked", "checked / rendered")
TEXT = """\
One PDF of each product and target, warm, in one process. *Rendered* is composing, layout, drawing
and finishing, whole as for an edition that shares its page with none, in type sizes that were found
before; *checked* is all of preflight, with its pages drawn anew. Medians of {rounds}, in
milliseconds.

"""


@dataclass(frozen=True)
class Timing:
    """Medians of one PDF, in milliseconds."""

    name: str
    rendered: float
    checked: float

    @property
    def row(self) -> tuple[str, ...]:
        """Its row in the table."""
        ratio = self.checked / self.rendered
        return self.name, f"{self.rendered:.0f}", f"{self.checked:.0f}", f"{ratio:.2f}"


def measure(setting: Setting) -> Section:
    """Measure one PDF of each product and target."""
    timings = []
    for timing in _timings(setting.rounds):
        say(f"preflight, {timing.name}")
        timings.append(timing)
    rendered, checked = sum(one.rendered for one in timings), sum(one.checked for one in timings)
    total = Timing("all of these", rendered, checked)
    rows = [one.row for one in (*timings, total)]
    goal = Goal("Preflight: checked / rendered, all of these", checked / rendered, 1, " ×")
    text = TEXT.format(rounds=setting.rounds) + table(HEADS, rows)
    return Section("Preflight beside rendering", text, (goal,))


def _timings(rounds: int) -> Iterator[Timing]:
    project = find_project(ROOT)
    content, catalogue = open_catalogue(project)
    composer = composer_of(project, content, catalogue)
    seen = set()
    for job in plan_jobs(catalogue, Selection()):
        if job.is_ticket or (job.product, job.target) in seen:
            continue
        seen.add((job.product, job.target))
        brief = Brief.of(job, composer.sources, content.printing)
        fit = _fit(brief, composer)
        times = (_once(brief, composer, fit) for _ in range(rounds + 1))
        rendered, checked = zip(*times, strict=True)
        # The first round warms caches.
        yield Timing(str(job.path), 1000 * median(rendered[1:]), 1000 * median(checked[1:]))


def _fit(brief: Brief, composer: Composer) -> FitResult:
    """Find the type sizes of a PDF as a build does: with all that hang beside it."""
    members = series_jobs(brief.job, brief.campaign, brief.product)
    documents = tuple(composer.compose(member) for member in members)
    result = fit_series(FitTask(documents, brief.product.fit))
    return result.fits[(brief.job.barrier or 1) - 1]


def _once(brief: Brief, composer: Composer, fit: FitResult) -> tuple[float, float]:
    """Make a PDF and check it; return how many seconds each took.

    Raises ValueError when something is wrong with it: telling what takes time of its own.
    """
    look = look_of(brief)
    composer.bodies.clear()
    started = time.perf_counter()
    html = look.composed(composer, brief).set_in(fit)
    one_up = render(html, tagged=brief.job.target is Target.SCREEN)
    pdf = finish(one_up, finishing_of(brief, look.inks))
    made = time.perf_counter()
    inspection = inspect(pdf, expected_of(brief, html))
    checked = time.perf_counter()
    if any(finding.severity == "error" for finding in inspection.findings):
        raise ValueError(f"{brief.job.path} isn't good enough to measure")
    return made - started, checked - made
