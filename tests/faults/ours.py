"""PDFs that we make ourselves, and what preflight is told of them: an order → bytes, Expected."""

from __future__ import annotations

import atexit
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.brief import Brief, expected_of, finishing_of
from generator.catalogue import composer_of, open_catalogue
from generator.compose import Composer
from generator.finish import complete
from generator.look import look_of
from generator.model.document import FitResult
from generator.model.job import Job
from generator.model.target import Target
from generator.plan import Catalogue, Selection, plan_jobs, series_jobs
from generator.preflight import Expected
from generator.project import Project
from generator.work import FitTask, Made, MakeTask, fit_series, make_all
from tests.projects import Copy, copy_project

PRODUCTS = ("card", "handout", "large-print", "poster")
Edit = tuple[str, str, str]
"""A file of the project, what stands there, and what shall stand there."""


@dataclass(frozen=True)
class Ordered:
    """A PDF from our own pipeline."""

    pdf: bytes = field(repr=False)
    expected: Expected
    job: Job


@cache
def project(*edits: Edit) -> Copy:
    """Copy the campaign as it is now, and change its files."""
    folder = TemporaryDirectory(prefix="drempels-faults-")
    atexit.register(folder.cleanup)
    copy = copy_project(Path(folder.name) / "project", PRODUCTS)
    for file, old, new in edits:
        copy.edit(file, old, new)
    return copy


@cache
def order(
    product: str,
    target: Target,
    format_name: str,
    *edits: Edit,
    barrier: int | None = None,
    shop: str | None = None,
) -> Ordered:
    """Make one PDF as a build does, of the campaign after some edits."""
    catalogue, composer = _opened(*edits)
    selection = Selection(
        products=(product,),
        targets=(target,),
        formats=(format_name,),
        barriers=(barrier,) if barrier else (),
        shop=shop,
    )
    job = next(job for job in plan_jobs(catalogue, selection) if not job.is_ticket)
    brief = Brief.of(job, composer.sources, catalogue.printing)
    look = look_of(brief)
    html = look.composed(composer, brief).set_in(_sizes(brief, composer))
    finishing = finishing_of(brief, look.inks)
    (made,) = make_all([MakeTask(html, job.target is Target.SCREEN, finishing, expected=None)])
    assert isinstance(made, Made)
    return Ordered(complete(made.pdf, finishing), expected_of(brief, html), job)


@cache
def _opened(*edits: Edit) -> tuple[Catalogue, Composer]:
    copy = Project(project(*edits).root)
    content, catalogue = open_catalogue(copy)
    return catalogue, composer_of(copy, content, catalogue)


def _sizes(brief: Brief, composer: Composer) -> FitResult:
    """Find the type sizes; renditions of one job share them."""
    documents = tuple(
        composer.compose(job) for job in series_jobs(brief.job, brief.campaign, brief.product)
    )
    fits = _fitted(FitTask(documents, brief.product.fit))
    return fits[(brief.job.barrier or 1) - 1]


@cache
def _fitted(task: FitTask) -> tuple[FitResult, ...]:
    return fit_series(task).fits
