"""The recipe: load, plan, compose, fit, render, finish, check, store, in that order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from generator.compose import Composer, Sources
from generator.errors import (
    BuildError,
    ContentError,
    GeneratorError,
    PreflightError,
    Problem,
    RenderError,
)
from generator.executor import open_executor
from generator.files import write_atomically
from generator.finish import FlipEdge
from generator.load import Content, Project, load_content, load_products
from generator.model.campaign import Campaign
from generator.model.document import FitResult, Html
from generator.model.job import Job, Series
from generator.model.mark import Mark
from generator.model.product import ONE_SIZE, Product, Target
from generator.orders import expected_of, finishing_of
from generator.overflow import Overflow
from generator.plan import Selection, Stock, plan_jobs, series_jobs
from generator.render.copyfit import CopyfitResult, Place
from generator.render.fonts import font_css, font_metrics
from generator.render.versions import tool_versions
from generator.store.manifest import Entry, store_pdf, write_manifest
from generator.work import FitTask, Made, MakeTask, fit_series, make_pdf

IMPOSED_BLEED_MM = 3.0
T = TypeVar("T")


@dataclass(frozen=True)
class Order:
    """What to make and how."""

    selection: Selection = field(default_factory=Selection)
    output: Path = Path("output")
    flip: FlipEdge = FlipEdge.LONG
    workers: int = 1
    strict: bool = False
    check: bool = True
    keep_html: bool = False


@dataclass
class Report:
    """What came of an order."""

    made: list[Entry] = field(default_factory=list)
    failed: dict[Job, GeneratorError] = field(default_factory=dict)

    @property
    def exit_code(self) -> int:
        """0, or the code of the first kind of failure on the way from content to preflight."""
        return min((error.exit_code for error in self.failed.values()), default=0)


Progress = Callable[[Job, Entry | None], None]
"""Is told of each job when it is done; no entry means that it failed."""


def open_stock(project: Project) -> tuple[Content, Mapping[str, Product], Stock]:
    """Load a project: what there is to choose from. Raises ContentError, TemplateError."""
    content, products = load_content(project), load_products(project)
    stock = Stock(
        content.campaigns,
        tuple(content.editions),
        products,
        content.default_language,
        content.default_edition,
    )
    return content, products, stock


def build(
    project: Project,
    order: Order,
    progress: Progress = lambda job, entry: None,
    announce: Callable[[int], None] = lambda jobs: None,
) -> Report:
    """Make what was ordered; one job's failure doesn't stop the others.

    `announce` is told how many jobs there are before the first is begun.

    Raises ContentError, TemplateError or UsageError before anything is made, and BuildError when
    the output folder can't be written or a worker dies.
    """
    content, products, stock = open_stock(project)
    jobs = plan_jobs(stock, order.selection)
    announce(len(jobs))
    sources = Sources(content.campaigns, content.editions, products)
    composer = Composer.of(
        sources, (project.templates_dir, project.builtin_templates_dir), font_metrics, font_css()
    )
    report = Report()
    with open_executor(order.workers, len(jobs)) as executor:
        _Build(composer, order, executor, report, progress).run(jobs)
    campaign = next(iter(content.campaigns.values()))
    try:
        write_manifest(
            order.output,
            campaign.id,
            campaign.version,
            tool_versions(),
            report.made,
            {str(job.path) for job in report.failed},
        )
    except OSError as error:
        raise _unwritable(order.output, error) from error
    return report


@dataclass
class _Build:
    composer: Composer
    order: Order
    executor: Executor
    report: Report
    progress: Progress
    pending: dict[Future[Any], Callable[[Future[Any]], None]] = field(default_factory=dict)
    tools: str = field(default_factory=lambda: repr(sorted(tool_versions().items())))

    def run(self, jobs: tuple[Job, ...]) -> None:
        """Do all jobs, series by series; what a series needs is found once."""
        by_series: dict[Series, list[Job]] = {}
        for job in jobs:
            by_series.setdefault(job.series, []).append(job)
        fits: dict[tuple[Html, ...], list[list[Job]]] = {}
        for members in by_series.values():
            try:
                documents = self.series_documents(members[0])
            except GeneratorError as error:
                self.fail(members, error)
                continue
            # Targets whose documents are equal share one search.
            fits.setdefault(documents, []).append(members)
        for documents, groups in fits.items():
            members = [job for group in groups for job in group]
            fit = self.product(members[0]).file.fit or ONE_SIZE
            fitted = partial(self.fitted, members, documents)
            self.hand_out(members, fit_series, FitTask(documents, fit), fitted)
        self.work_off()

    def hand_out(
        self,
        jobs: list[Job],
        work: Callable[[T], Any],
        task: T,
        then: Callable[[Future[Any]], None],
    ) -> None:
        """Give a task to the executor; `then` takes up what comes of it."""
        try:
            self.pending[self.executor.submit(work, task)] = then
        except BrokenProcessPool:
            self.fail(jobs, _worker_died())

    def work_off(self) -> None:
        """Take up each finished task; that may hand out others."""
        while self.pending:
            done, _ = wait(self.pending, return_when=FIRST_COMPLETED)
            for future in sorted(done, key=list(self.pending).index):
                self.pending.pop(future)(future)

    def product(self, job: Job) -> Product:
        return self.composer.sources.products[job.product]

    def campaign(self, job: Job) -> Campaign:
        return self.composer.sources.campaigns[job.language]

    def series_documents(self, job: Job) -> tuple[Html, ...]:
        """Compose all documents that share type sizes with `job`."""
        members = series_jobs(job, self.campaign(job), self.product(job))
        return tuple(self.composer.compose(member) for member in members)

    def keep(self, job: Job, html: Html) -> None:
        """Keep the composed HTML where it was asked for."""
        if self.order.keep_html:
            path = self.order.output / "debug" / job.path.with_suffix(".html")
            try:
                write_atomically(path, html.text.encode())
            except OSError as error:
                raise _unwritable(path, error) from error

    def fitted(
        self, members: list[Job], documents: tuple[Html, ...], done: Future[CopyfitResult]
    ) -> None:
        """Hand out the jobs of a series whose sizes are known."""
        try:
            result = _result_of(done)
            if result.too_long:
                problems = [self.too_long(members[0], documents, at) for at in result.too_long]
                raise ContentError(problems)
        except GeneratorError as error:
            self.fail(members, error)
            return
        for job in members:
            self.start(job, result.fits[(job.barrier or 1) - 1])

    def start(self, job: Job, fit: FitResult) -> None:
        """Hand out one job."""
        product, edition = self.product(job), self.composer.sources.editions[job.edition]
        imposed = job.target in product.file.impose
        try:
            html = self.composer.compose(job, IMPOSED_BLEED_MM if imposed else 0.0).set_in(fit)
        except GeneratorError as error:
            self.fail([job], error)
            return
        self.keep(job, html)
        finishing = finishing_of(job, product, self.campaign(job), edition, self.order.flip)
        expected = expected_of(job, product, html, finishing.grid) if self.order.check else None
        task = MakeTask(html, job.target is Target.SCREEN, finishing, expected)
        key = sha256("\0".join([html.text, repr(finishing), self.tools]).encode()).hexdigest()
        self.hand_out([job], make_pdf, task, partial(self.made, job, fit, key))

    def made(self, job: Job, fit: FitResult, key: str, done: Future[Made]) -> None:
        """Store a finished PDF, unless something is wrong with it."""
        try:
            made = _result_of(done)
            wrong = [one for one in made.findings if one.severity == "error" or self.order.strict]
            if wrong:
                raise PreflightError([Problem(str(one), Mark(str(job.path))) for one in wrong])
        except GeneratorError as error:
            self.fail([job], error)
            return
        try:
            checksum = store_pdf(self.order.output, job.path, made.pdf)
        except OSError as error:
            raise _unwritable(self.order.output / job.path, error) from error
        trim = job.format.trim
        entry = Entry(job, checksum, len(made.pdf), made.pages, trim, fit, key, made.findings)
        self.report.made.append(entry)
        self.progress(job, entry)

    def fail(self, jobs: list[Job], error: GeneratorError) -> None:
        """Keep account of jobs that failed; what can't be drawn is at least in the template."""
        if isinstance(error, RenderError):
            template = Mark(f"templates/{self.product(jobs[0]).template}")
            error = RenderError([replace(one, mark=one.mark or template) for one in error.problems])
        for job in jobs:
            self.report.failed[job] = error
            self.progress(job, None)

    def too_long(self, job: Job, documents: tuple[Html, ...], place: Place) -> Problem:
        """Explain why a part of one of a series' documents doesn't fit."""
        at, part_id = place
        part = next(part for part in documents[at].parts if part.id == part_id)
        member = series_jobs(job, self.campaign(job), self.product(job))[at]
        self.keep(member, documents[at])  # what doesn't fit can then be looked at, too
        return Overflow(self.composer, member, part).explain()


def _result_of(future: Future[T]) -> T:
    try:
        return future.result()
    except BrokenProcessPool as error:
        raise _worker_died() from error


def _worker_died() -> BuildError:
    return BuildError(
        "a worker process ended unexpectedly", hint="is there enough memory? Try --jobs 1"
    )


def _unwritable(path: Path, error: OSError) -> BuildError:
    reason = error.strerror or str(error)
    return BuildError(f"can't write {path}: {reason}", hint="choose another folder with --output")
