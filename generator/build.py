"""The recipe: load, plan, compose, fit, render, finish, check, store, in that order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import contextmanager
from itertools import groupby

from generator.building import Group
from generator.catalogue import composer_of, open_catalogue
from generator.errors import unwritable
from generator.executor import open_executor
from generator.files import cache_dir
from generator.interrupt import told_of_interrupt
from generator.kept import Kept
from generator.leftovers import find_leftovers
from generator.load import Content
from generator.model.job import Job
from generator.plan import plan_jobs
from generator.project import Project
from generator.report import Order, Progress, Report
from generator.store.cache import Cache
from generator.store.manifest import read_earlier, write_manifest
from generator.store.presence import at_work_in
from generator.underway import UnderWay
from generator.versions import tool_versions
from generator.workshop import Workshop

_EDITIONS_AHEAD = 20
"""Of so many at most, jobs are composed or made: what is held in memory stays the same however many
editions there are, and those that a worker does together draw what differs at once."""
_MOST_AHEAD = 300
"""Jobs of those editions, where each has many."""
_AHEAD_FOR_A_WORKER = 30
"""Jobs that may always be under way: a cluster's many workers are kept busy, too."""
_WORTH_SENDING = 8
"""Tasks in a batch for another machine: Dask takes 3 ms for each, a light poster 30."""

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
    report = Report()
    planned = plan_jobs(catalogue, order.selection)
    composer = composer_of(project, content, catalogue)
    jobs = _proofread(content, planned, order, report)
    announce(len(jobs))
    kept = Kept(Cache(cache_dir(), is_read=not order.force))
    with (
        _workers(order, len(jobs), report) as under_way,
        at_work_in(order.output) as presence,
        at_work_in(kept.cache.folder),
        told_of_interrupt(under_way.stop, raises=under_way.is_here),
    ):
        earlier = read_earlier(order.output)
        workshop = Workshop(
            composer, content.printing, order, under_way, kept, report, progress, earlier
        )
        _make(workshop, jobs)
        left_out = set(planned).difference(jobs)
        _tell(content, order, report, left_out, has_company=presence.has_company)
        if order.gallery:
            from generator.showing import show_made

            show_made(workshop, content)
        report.has_company = presence.has_company
        report.leftovers = find_leftovers(order.output, earlier, content.editions)
        kept.cache.trim()
        under_way.heed()
    return report


@contextmanager
def _workers(order: Order, jobs: int, report: Report) -> Iterator[UnderWay]:
    """Open what does the work: this process, several, or a cluster."""
    if order.scheduler is None:
        width = max(min(order.workers, jobs), 1)
        with open_executor(order.workers, jobs) as executor:
            yield UnderWay(executor, lambda: width)
        return
    from generator.cluster import open_cluster

    with open_cluster(order.scheduler, report.refused) as cluster:
        yield UnderWay(cluster, lambda: cluster.workers, _WORTH_SENDING, ahead=2)


def _proofread(
    content: Content, jobs: Sequence[Job], order: Order, report: Report
) -> tuple[Job, ...]:
    """Check the text of jobs, and return those whose edition may be printed."""
    from generator.proofreading import proofread_for, sheet_left_out

    report.left_out = sheet_left_out(content, order)
    report.notes = proofread_for(content, jobs, order, report.left_out)
    report.logos = content.sheet.logos
    return tuple(job for job in jobs if job.edition not in report.left_out.editions)


def _make(workshop: Workshop, jobs: Sequence[Job]) -> None:
    """Do all jobs, edition by edition: what is held in memory doesn't grow with their number."""
    under_way = workshop.under_way
    for group in _groups(jobs):
        Group(workshop, set(group)).start()
        ahead = min(_EDITIONS_AHEAD * len(group), _MOST_AHEAD)
        under_way.work_off(below=max(ahead, _AHEAD_FOR_A_WORKER * max(under_way.width(), 1)))
    under_way.work_off()


def _groups(jobs: Sequence[Job]) -> Iterator[list[Job]]:
    """Yield the jobs of each edition in each language."""

    def owner(job: Job) -> tuple[str, str]:
        return job.edition, job.language

    for _, group in groupby(sorted(jobs, key=owner), key=owner):
        yield list(group)


def _tell(
    content: Content, order: Order, report: Report, left_out: Set[Job], *, has_company: bool
) -> None:
    """Write what was made into the manifest; raises BuildError.

    What failed or was left out is in it no more: what is there of it says something else.
    """
    campaign = next(iter(content.campaigns.values()))
    failed = {str(job.path) for job in (*report.failed, *left_out)}
    try:
        write_manifest(
            order.output,
            campaign.id,
            campaign.version,
            tool_versions(),
            report.made,
            failed,
            has_company=has_company,
        )
    except OSError as error:
        raise unwritable(order.output, error) from error
