"""Check what is printed before it is printed: content → findings about the text."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from generator.errors import ContentError, PreflightError
from generator.load import Content
from generator.model.finding import Finding
from generator.model.job import Job
from generator.model.mark import Cell, Mark
from generator.preflight.content import CheckedContent, check_content
from generator.report import LeftOut, Order
from generator.verdict import refuse


def proofread(
    content: Content,
    languages: Collection[str],
    editions: Collection[str],
    on: datetime.date,
) -> list[Finding]:
    """Return what is wrong with some languages and editions, as of a day."""
    return check_content(
        CheckedContent(
            campaigns={name: one for name, one in content.campaigns.items() if name in languages},
            editions=tuple(one for name, one in content.editions.items() if name in editions),
            default_language=content.default_language,
            shared_marks=content.shared_marks,
            on=on,
        )
    )


def sheet_left_out(content: Content, order: Order) -> LeftOut:
    """Return the rows of a spreadsheet that are no edition; a strict order raises ContentError."""
    sheet = content.sheet
    if order.strict and sheet.rejected:
        raise ContentError(sheet.rejected)
    return LeftOut(sheet.rows_rejected, problems=list(sheet.rejected), notes=sheet.notes)


def proofread_for(
    content: Content, jobs: Collection[Job], order: Order, left_out: LeftOut
) -> tuple[Finding, ...]:
    """Return the warnings about what jobs print; raises PreflightError for what is wrong.

    A row of a spreadsheet with something wrong in it is added to those that are left out.

    Dates are measured against the campaign's own, so that a build can be repeated.
    """
    if not order.check:
        return ()
    on = content.campaigns[content.default_language].date
    languages = {job.language for job in jobs} | {content.default_language}
    findings = proofread(content, languages, {job.edition for job in jobs}, on)
    rows = {_row(content.editions[name].marks.nearest(())): name for name in content.sheet.editions}
    by_edition: dict[str, list[Finding]] = {}
    for finding in findings:
        name = rows.get(_row(finding.mark), "")
        by_edition.setdefault(name, []).append(finding)
    refuse(by_edition.get("", ()), strict=order.strict)
    for name in content.sheet.editions:
        try:
            refuse(by_edition.get(name, ()), strict=order.strict)
        except PreflightError as error:
            if order.strict:
                raise
            left_out.rows += 1
            left_out.editions.add(name)
            left_out.problems += error.problems
    left = [name for name in by_edition if name not in left_out.editions]
    return tuple(finding for name in left for finding in by_edition[name])


def _row(mark: Mark | None) -> tuple[str, int] | None:
    """Return the file and row of a cell; None for a place in another kind of file."""
    return (mark.file, mark.line) if isinstance(mark, Cell) else None
