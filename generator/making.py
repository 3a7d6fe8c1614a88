"""A PDF on its way: its task → what is kept of it, or what is made, in the output folder."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Protocol

from generator.brief import Brief
from generator.errors import GeneratorError, unwritable
from generator.finish import complete
from generator.model.document import FitResult
from generator.model.job import Job
from generator.preflight.inspected import Inspected
from generator.standing import UNCHANGED
from generator.store.manifest import Entry, Stands, holds, store_pdf
from generator.verdict import refuse
from generator.work import Made, MakeTask, make_all
from generator.workshop import Workshop

CHECKED_ANEW = "only checked anew"
_FOR_ALL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
"""Why no other file could be written either: no room, or a medium that is only read."""


class Outcomes(Protocol):
    """Is told what came of a job."""

    def stored(self, entry: Entry, inspected: Inspected) -> None:
        """Take up a PDF that is in the output folder."""

    def fail(self, jobs: Sequence[Job], error: GeneratorError) -> None:
        """Take up what went wrong."""

    def outgrow(self, job: Job) -> None:
        """Begin anew with a job that needs sizes of its own, since its slots take more room."""


@dataclass(frozen=True)
class Making:
    """A job in its final sizes."""

    workshop: Workshop
    brief: Brief
    fit: FitResult
    task: MakeTask
    outcomes: Outcomes

    def start(self) -> None:
        """Hand the task out, unless its PDF is there."""
        kept, job, reasons = self.workshop.kept, self.brief.job, self.workshop.report.reasons
        if known := self._known():
            reasons[self._path] = UNCHANGED
            self._done(known)
            return
        if kept.is_outgrown(self._key):
            self.outcomes.outgrow(job)
            return
        task = self.task
        if pdf := kept.pdf(self._key):
            # What was made without a check, or for another one, needs only that.
            task = replace(task, pdf=pdf)
        if self.workshop.order.explain:
            earlier = self._earlier.key if self._earlier else None
            reason = CHECKED_ANEW if task.pdf else kept.explain(task, self._key, earlier)
            reasons[self._path] = reason
        # All tickets have one style sheet; other documents have their product's and their format's.
        alike = job.target if job.is_ticket else (job.product, job.format.name, job.target)
        weight = len(task.html.text) + len(task.pdf or b"")
        self.workshop.under_way.hand_out(make_all, task, partial(self._made, task), alike, weight)

    @property
    def _path(self) -> str:
        return str(self.brief.job.path)

    @cached_property
    def _key(self) -> str:
        return self.task.key(self.workshop.kept.tools)

    @property
    def _earlier(self) -> Stands | None:
        return self.workshop.earlier.get(self._path)

    def _known(self) -> Made | None:
        """Return what is known of the PDF when it need not be made."""
        order, kept, earlier = self.workshop.order, self.workshop.kept, self._earlier
        inspection = kept.inspection(self.task, self._key)
        if inspection is None:
            return None
        if (
            earlier
            and earlier.key == self._key
            and not order.force
            and holds(order.output / self._path, earlier.size, earlier.sha256)
        ):
            return Made(b"", earlier.pages, inspection)
        return kept.made(self._key, inspection)

    def _made(self, task: MakeTask, made: Made | GeneratorError | None) -> None:
        """Keep what came of a task that was handed out."""
        kept, job = self.workshop.kept, self.brief.job
        if made is None:
            kept.keep_outgrown(self._key)
            self.outcomes.outgrow(job)
        elif isinstance(made, GeneratorError):
            self.outcomes.fail([job], made)
        else:
            kept.keep_made(task, self._key, made)
            self._done(made)

    def _done(self, made: Made) -> None:
        """Store a finished PDF, unless something is wrong with it."""
        workshop, job = self.workshop, self.brief.job
        try:
            findings = tuple(replace(one, file=self._path) for one in made.inspection.findings)
            refuse(findings, strict=workshop.order.strict)
        except GeneratorError as error:
            self.outcomes.fail([job], error)
            return
        try:
            checksum, size = self._store(made)
        except OSError as error:
            unwritten = unwritable(workshop.order.output / job.path, error)
            if error.errno in _FOR_ALL:
                raise unwritten from error
            self.outcomes.fail([job], unwritten)
            return
        trim, flip = self.brief.trim if job.is_ticket else job.format.trim, workshop.order.flip
        version, scale = self.brief.campaign.version, self.fit.text
        entry = Entry(
            *(job, checksum, size, made.pages, trim, scale, self._key, findings, version, flip)
        )
        self.outcomes.stored(entry, Inspected(self._path, made.inspection, job))

    def _store(self, made: Made) -> tuple[str, int]:
        """Write the PDF, unless it stands there; return its SHA-256 and size in bytes.

        Raises OSError.
        """
        if not made.pdf and self._earlier:
            return self._earlier.sha256, self._earlier.size
        pdf = complete(made.pdf, self.task.finish)
        return store_pdf(self.workshop.order.output, self.brief.job.path, pdf), len(pdf)
