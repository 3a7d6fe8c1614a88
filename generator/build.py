"""The recipe: load, plan, compose, fit, render, finish, check, store, in that order."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from functools import partial

from generator.brief import Brief, expected_of, finishing_of
from generator.catalogue import composer_of, open_catalogue
from generator.compose import Composer, compose_ticket
from generator.errors import ContentError, GeneratorError, Problem, RenderError
from generator.executor import open_executor
from generator.files import cache_dir, remove, write_atomically
from generator.interrupt import told_of_interrupt
from generator.kept import Kept
from generator.load import Project
from generator.look import Look, look_of
from generator.model.campaign import Campaign
from generator.model.document import FitResult, Html
from generator.model.job import Job, Series
from generator.model.mark import Mark
from generator.model.printing import PrintSetup
from generator.model.product import ONE_SIZE, Product, Target
from generator.overflow import Overflow
from generator.plan import plan_jobs, series_jobs
from generator.preflight.across import Inspected
from generator.proofreading import proofread_for, sheet_left_out
from generator.render.copyfit import CopyfitResult, Place
from generator.render.versions import tool_versions
from generator.report import Order, Progress, Report, compare_made, refuse, unwritable
from generator.store.cache import Cache
from generator.store.manifest import Entry, earlier_keys, store_pdf, write_manifest
from generator.store.presence import at_work_in
from generator.ticket import ticket_facts
from generator.underway import UnderWay, done, result_of
from generator.work import FitTask, Made, MakeTask, fit_series, make_pdf

UNCHANGED = "unchanged"
CHECKED_ANEW = "only checked anew"

__all__ = ["Order", "Progress", "Report", "build"]


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
    content, catalogue = open_catalogue(project, order.sheet)
    left_out = sheet_left_out(content, order)
    jobs = plan_jobs(catalogue, order.selection)
    composer = composer_of(project, content, catalogue)
    notes = proofread_for(content, jobs, order, left_out)
    jobs = tuple(job for job in jobs if job.edition not in left_out.editions)
    announce(len(jobs))
    report = Report(notes=notes, left_out=left_out)
    kept = Kept(Cache(cache_dir(), is_read=not order.force))
    with at_work_in(order.output) as presence, at_work_in(kept.cache.folder):
        with open_executor(order.workers, len(jobs)) as executor:
            under_way = UnderWay(executor)
            making = _Build(composer, content.printing, order, under_way, kept, report, progress)
            with told_of_interrupt(under_way.stop):
                making.run(jobs)
        compare_made(report, order)
        campaign = next(iter(content.campaigns.values()))
        try:
            write_manifest(
                order.output,
                campaign.id,
                campaign.version,
                tool_versions(),
                report.made,
                {str(job.path) for job in report.failed},
                has_company=presence.has_company,
            )
        except OSError as error:
            raise unwritable(order.output, error) from error
    return report


@dataclass
class _Build:
    composer: Composer
    printing: PrintSetup
    order: Order
    under_way: UnderWay
    kept: Kept
    report: Report
    progress: Progress
    tickets: set[Job] = field(default_factory=set)
    """Those that are to be made once the PDF that they go with is there."""
    earlier: dict[str, str] = field(init=False)
    """The key of each PDF that is in the output folder, by its path."""

    def __post_init__(self) -> None:
        self.earlier = earlier_keys(self.order.output)

    def run(self, jobs: tuple[Job, ...]) -> None:
        """Do all jobs, series by series; what a series needs is found once."""
        by_series: dict[Series, list[Job]] = {}
        for job in jobs:
            if job.is_ticket:
                self.tickets.add(job)
                continue
            by_series.setdefault(job.series, []).append(job)
        fits: dict[tuple[Html, ...], list[list[Job]]] = {}
        for members in by_series.values():
            try:
                documents = self.series_documents(_fullest(members))
            except GeneratorError as error:
                self.fail(members, error)
                continue
            # Targets whose documents are equal share one search.
            fits.setdefault(documents, []).append(members)
        for documents, groups in fits.items():
            members = [job for group in groups for job in group]
            fit = self.product(members[0]).file.fit or ONE_SIZE
            self.fit(members, FitTask(documents, fit))
        self.under_way.work_off()

    def fit(self, members: list[Job], task: FitTask) -> None:
        """Find the type sizes of a series, unless they are known."""
        if known := self.kept.fit(task):
            self.sized(members, task, known)
            return
        self.under_way.hand_out(fit_series, task, partial(self.fitted, members, task))

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
                raise unwritable(path, error) from error

    def fitted(self, members: list[Job], task: FitTask, future: Future[CopyfitResult]) -> None:
        """Keep the sizes that were found for a series."""
        try:
            result = result_of(future)
        except GeneratorError as error:
            self.fail(members, error)
            return
        self.kept.keep_fit(task, result)
        self.sized(members, task, result)

    def sized(self, members: list[Job], task: FitTask, result: CopyfitResult) -> None:
        """Hand out the jobs of a series whose sizes are known."""
        if result.too_long:
            full = _fullest(members)
            problems = [self.too_long(full, task.documents, at) for at in result.too_long]
            self.fail(members, ContentError(problems))
            return
        for job in members:
            self.start(job, result.fits[(job.barrier or 1) - 1])

    def brief(self, job: Job) -> Brief:
        edition = self.composer.sources.editions[job.edition]
        flip = self.order.flip
        campaign = edition.hand_out(self.campaign(job))
        return Brief(job, self.product(job), campaign, edition, self.printing, flip)

    def start(self, job: Job, fit: FitResult) -> None:
        """Hand out one job."""
        brief = self.brief(job)
        try:
            look = look_of(brief)
            html = self.composer.compose(
                job, brief.bleed_mm, look.palette, look.logo, look.logo_dark
            ).set_in(fit)
        except GeneratorError as error:
            self.fail([job], error)
            return
        self.make(brief, html, look, fit)

    def start_ticket(self, job: Job, entry: Entry) -> None:
        """Hand out the job ticket of a press PDF that is there."""
        brief = self.brief(job)
        try:
            look = look_of(brief)
            facts = ticket_facts(brief, entry.pages, entry.pdf_sha256)
            html = compose_ticket(self.composer, facts, job.language, job.edition, look.palette)
        except GeneratorError as error:
            self.fail([job], error)
            return
        self.make(brief, html, look, FitResult())

    def make(self, brief: Brief, html: Html, look: Look, fit: FitResult) -> None:
        """Hand out a document in its final sizes."""
        job = brief.job
        self.keep(job, html)
        try:
            finishing = finishing_of(brief, look.inks)
        except ContentError as error:
            self.fail([job], error)
            return
        expected = expected_of(brief, html) if self.order.check else None
        task = MakeTask(html, job.target is Target.SCREEN, finishing, expected)
        if known := self.kept.made(task):
            self.report.reasons[job] = UNCHANGED
            self.made(brief, fit, task, done(known))
            return
        # What was made without a check, or for another one, needs only that.
        task = replace(task, pdf=self.kept.pdf(task))
        earlier = self.earlier.get(str(job.path))
        reason = CHECKED_ANEW if task.pdf else self.kept.explain(task, earlier)
        self.report.reasons[job] = reason
        self.under_way.hand_out(make_pdf, task, partial(self.made, brief, fit, task))

    def made(self, brief: Brief, fit: FitResult, task: MakeTask, future: Future[Made]) -> None:
        """Store a finished PDF, unless something is wrong with it; then begin its ticket."""
        job = brief.job
        try:
            made = result_of(future)
            if self.report.reasons[job] != UNCHANGED:
                self.kept.keep_made(task, made)
            path = str(job.path)
            findings = tuple(replace(one, file=path) for one in made.inspection.findings)
            refuse(findings, strict=self.order.strict)
        except GeneratorError as error:
            self.fail([job], error)
            return
        try:
            checksum = store_pdf(self.order.output, job.path, made.pdf)
        except OSError as error:
            raise unwritable(self.order.output / job.path, error) from error
        trim = brief.trim if job.is_ticket else job.format.trim
        flip, key = self.order.flip, task.key(self.kept.tools)
        entry = Entry(job, checksum, len(made.pdf), made.pages, trim, fit, key, findings, flip)
        self.report.made.append(entry)
        self.report.inspected.append(Inspected(path, made.inspection, job))
        self.progress(job, entry)
        if job.ticket in self.tickets and not job.is_ticket:
            self.start_ticket(job.ticket, entry)

    def fail(self, jobs: list[Job], error: GeneratorError) -> None:
        """Keep account of jobs that failed; what can't be drawn is at least in the template."""
        if isinstance(error, RenderError):
            template = Mark(f"templates/{self.product(jobs[0]).template}")
            error = RenderError([replace(one, mark=one.mark or template) for one in error.problems])
        for job in jobs:
            if job.is_ticket:
                # Its PDF is new: an older ticket would give another file's checksum.
                remove(self.order.output / job.path)
        # Without its PDF, a ticket has nothing to go with.
        tickets = [job.ticket for job in jobs if not job.is_ticket and job.ticket in self.tickets]
        for job in (*jobs, *tickets):
            self.report.failed[job] = error
            self.progress(job, None)

    def too_long(self, job: Job, documents: tuple[Html, ...], place: Place) -> Problem:
        """Explain why a part of one of a series' documents doesn't fit."""
        at, part_id = place
        part = next(part for part in documents[at].parts if part.id == part_id)
        member = series_jobs(job, self.campaign(job), self.product(job))[at]
        self.keep(member, documents[at])  # what doesn't fit can then be looked at, too
        return Overflow(self.composer, member, part).explain()


def _fullest(members: list[Job]) -> Job:
    """Return the job of a series with the most cards: all that there are take part in a fit."""
    return max(members, key=lambda job: job.extra_cards)
