"""Check what is printed before it is printed: content → findings about the text."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from generator.errors import ContentError, PreflightError
from generator.load import Content
from generator.model.finding import Finding
from generator.model.job import Job
from generator.preflight.content import CheckedContent, check_content
from generator.report import LeftOut, Order, refuse


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
    editions = {job.edition for job in jobs}
    rows = [name for name in content.sheet.editions if name in editions]
    findings = proofread(content, languages, editions.difference(rows), on)
    refuse(findings, strict=order.strict)
    for name in rows:
        of_row = _of_edition(content, name, on)
        try:
            refuse(of_row, strict=order.strict)
        except PreflightError as error:
            if order.strict:
                raise
            left_out.rows += 1
            left_out.editions.add(name)
            left_out.problems += error.problems
        else:
            findings += of_row
    return tuple(findings)


def _of_edition(content: Content, name: str, on: datetime.date) -> list[Finding]:
    """Return what is wrong with one edition alone: nothing of the text that all editions share."""
    shared = proofread(content, {content.default_language}, (), on)
    both = proofread(content, {content.default_language}, (name,), on)
    return [one for one in both if one not in shared]
