"""Jobs on their way: composed, fitted, made, stored; what goes wrong with one stays with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from generator.brief import Brief, expected_of, finishing_of
from generator.compose import compose_ticket
from generator.errors import ContentError, GeneratorError, Problem, RenderError, unwritable
from generator.files import remove, write_atomically
from generator.fitting import find_sizes
from generator.look import Look, look_of
from generator.making import Making
from generator.model.campaign import Campaign
from generator.model.colour import Palette
from generator.model.document import FitResult, Html
from generator.model.job import Job, Series
from generator.model.mark import Mark
from generator.model.product import Product
from generator.model.target import Target
from generator.plan import series_jobs
from generator.preflight.inspected import Inspected
from generator.render.copyfit import CopyfitResult, Place
from generator.report import Order
from generator.store.manifest import Entry
from generator.ticket import ticket_facts
from generator.verdict import compare_made
from generator.work import FitTask, MakeTask
from generator.workshop import Workshop


@dataclass
class Group:
    """The jobs that are looked at side by side once they are made: an edition in one language."""

    workshop: Workshop
    left: set[Job]
    """Those that are neither made nor failed."""
    entries: list[Entry] = field(default_factory=list)
    inspected: list[Inspected] = field(default_factory=list)
    tickets: set[Job] = field(default_factory=set)
    """Those that are to be made once the PDF that they go with is there."""
    outgrown: set[Job] = field(default_factory=set)
    """Those whose slots need more room than their shells have: they are drawn whole."""

    @property
    def order(self) -> Order:
        """What was ordered."""
        return self.workshop.order

    def start(self) -> None:
        """Begin all jobs, series by series; what a series needs is found once."""
        by_series: dict[Series, list[Job]] = {}
        for job in sorted(self.left, key=lambda one: str(one.path)):
            if job.is_ticket:
                self.tickets.add(job)
                continue
            by_series.setdefault(job.series, []).append(job)
        fits: dict[tuple[Html, ...], list[Job]] = {}
        for members in by_series.values():
            try:
                documents = self.series_documents(_fullest(members))
            except GeneratorError as error:
                self.fail(members, error)
                continue
            # Targets whose documents are equal share one search.
            fits.setdefault(documents, []).extend(members)
        for documents, members in fits.items():
            self.find_sizes(members, documents)

    def find_sizes(self, members: list[Job], documents: tuple[Html, ...]) -> None:
        """Find the sizes of jobs that share them, which `documents` show in the jobs' own colours.

        No size depends on colours: editions that differ in nothing else share one search.
        """
        job = members[0]
        fit = self.product(job).fit
        task = FitTask(documents, fit)

        def usual() -> FitTask:
            plain = self.composed(_fullest(members), Palette())
            is_whole = job in self.outgrown
            return FitTask(tuple(one.whole if is_whole else one.shell for one in plain), fit)

        self.workshop.under_way.held_back += len(members)
        find_sizes(self.workshop, task, usual, partial(self.found, members, task))

    def found(
        self, members: list[Job], task: FitTask, result: CopyfitResult | GeneratorError
    ) -> None:
        """Take up what came of the search for a series' sizes."""
        self.workshop.under_way.held_back -= len(members)
        if isinstance(result, GeneratorError):
            self.fail(members, result)
        else:
            self.sized(members, task, result)

    def product(self, job: Job) -> Product:
        """Return what a job is one of."""
        return self.workshop.composer.sources.products[job.product]

    def campaign(self, job: Job) -> Campaign:
        """Return what a job says."""
        return self.workshop.composer.sources.campaigns[job.language]

    def series_documents(self, job: Job) -> tuple[Html, ...]:
        """Compose the shells of all documents that share type sizes with `job`."""
        return tuple(html.shell for html in self.composed(job))

    def composed(self, job: Job, palette: Palette | None = None) -> tuple[Html, ...]:
        """Compose all documents that share type sizes with `job`, in its own colours or others.

        In its own they have pages that the PDFs have, too: these are composed once.
        """
        members = series_jobs(job, self.campaign(job), self.product(job))
        look = look_of(self.brief(job)) if palette is None else Look()
        composer = self.workshop.composer
        return tuple(
            composer.compose(
                one, palette=palette or look.palette, logo=look.logo, logo_dark=look.logo_dark
            )
            for one in members
        )

    def sized(self, members: Sequence[Job], task: FitTask, result: CopyfitResult) -> None:
        """Hand out the jobs of a series whose sizes are known."""
        if result.too_long:
            full = _fullest(members)
            problems = [self.too_long(full, task.documents, at) for at in result.too_long]
            self.fail(members, ContentError(problems))
            return
        for job in members:
            self.begin(job, result.fits[(job.barrier or 1) - 1])

    def brief(self, job: Job) -> Brief:
        """Return a job with all that it is about."""
        sources = self.workshop.composer.sources
        return Brief.of(job, sources, self.workshop.printing, self.order.flip)

    def begin(self, job: Job, fit: FitResult) -> None:
        """Hand out one job."""
        brief = self.brief(job)
        try:
            look = look_of(brief)
            html = look.composed(self.workshop.composer, brief).set_in(fit)
            html = html.whole if job in self.outgrown else html
        except GeneratorError as error:
            self.fail([job], error)
            return
        self.make(brief, html, look, fit)

    def begin_ticket(self, job: Job, entry: Entry) -> None:
        """Hand out the job ticket of a press PDF that is there."""
        brief = self.brief(job)
        composer = self.workshop.composer
        try:
            look = look_of(brief)
            facts = ticket_facts(brief, entry.pages, entry.pdf_sha256)
            html = compose_ticket(composer, facts, job.language, job.edition, look.palette)
        except GeneratorError as error:
            self.fail([job], error)
            return
        self.make(brief, html, look, FitResult())

    def make(self, brief: Brief, html: Html, look: Look, fit: FitResult) -> None:
        """Hand out a document in its final sizes, unless its PDF is there."""
        job = brief.job
        _keep_html(self.order, job, html)
        try:
            finishing = finishing_of(brief, look.inks)
        except ContentError as error:
            self.fail([job], error)
            return
        expected = expected_of(brief, html) if self.order.check else None
        task = MakeTask(
            html,
            job.target is Target.SCREEN,
            finishing,
            expected,
            is_fitted=not job.is_ticket,
            tools=self.workshop.kept.tools,
            is_anew=self.order.force,
        )
        Making(self.workshop, brief, fit, task, self).start()

    def outgrow(self, job: Job) -> None:
        """Draw a job whole, in sizes that are found for that."""
        self.outgrown.add(job)
        self.find_sizes([job], tuple(one.whole for one in self.composed(job)))

    def stored(self, entry: Entry, inspected: Inspected) -> None:
        """Take up a PDF that is in the output folder; then begin its ticket."""
        job = entry.job
        self.entries.append(entry)
        self.inspected.append(inspected)
        self.workshop.progress(job, entry)
        ticket = job.ticket
        if not job.is_ticket and ticket in self.tickets:
            self.begin_ticket(ticket, entry)
        self._finish([job])

    def fail(self, jobs: Sequence[Job], error: GeneratorError) -> None:
        """Keep account of jobs that failed; what can't be drawn is at least in the template."""
        if isinstance(error, RenderError):
            error = RenderError([self.placed(jobs[0], one) for one in error.problems])
        for job in jobs:
            if job.is_ticket:
                # Its PDF is new: an older ticket would give another file's checksum.
                remove(self.order.output / job.path)
        # Without its PDF, a ticket has nothing to go with.
        tickets = [job.ticket for job in jobs if not job.is_ticket and job.ticket in self.tickets]
        for job in (*jobs, *tickets):
            self.workshop.report.failed[job] = error
            self.workshop.progress(job, None)
        self._finish([*jobs, *tickets])

    def placed(self, job: Job, problem: Problem) -> Problem:
        """Say where something is that can't be drawn: in the logo, if anything, or the template."""
        if problem.mark is not None:
            return problem
        edition = self.workshop.composer.sources.editions[job.edition]
        if edition.logos and " image" in problem.message:
            mark = edition.marks.nearest(("logo",))
            hint = "if it is the logo, export that as plain SVG or as PNG"
            return replace(problem, mark=mark, hint=hint)
        return replace(problem, mark=Mark(f"templates/{self.product(job).template}"))

    def too_long(self, job: Job, documents: tuple[Html, ...], place: Place) -> Problem:
        """Explain why a part of one of a series' documents doesn't fit."""
        from generator.overflow import Overflow  # it lays documents out

        at, part_id = place
        part = next(part for part in documents[at].parts if part.id == part_id)
        member = series_jobs(job, self.campaign(job), self.product(job))[at]
        # What doesn't fit can then be looked at, too.
        _keep_html(self.order, member, self.workshop.composer.compose(member))
        return Overflow(self.workshop.composer, member, part).explain()

    def _finish(self, jobs: Sequence[Job]) -> None:
        """Compare what was made once all is; nothing but what the manifest needs is held then."""
        self.left.difference_update(jobs)
        if not self.left:
            report = self.workshop.report
            report.made += compare_made(self.entries, self.inspected, report, self.order)
            self.inspected.clear()


def _fullest(members: Sequence[Job]) -> Job:
    """Return the job of a series with the most cards: all that there are take part in a fit."""
    return max(members, key=lambda job: job.extra_cards)


def _keep_html(order: Order, job: Job, html: Html) -> None:
    """Keep composed HTML where that was asked for; raises BuildError."""
    if order.keep_html:
        path = order.output / "debug" / job.path.with_suffix(".html")
        try:
            write_atomically(path, html.text.encode())
        except OSError as error:
            raise unwritable(path, error) from error
