"""Check what is printed before it is printed: content → findings about the text."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from generator.load import Content
from generator.model.finding import Finding
from generator.model.job import Job
from generator.preflight.content import CheckedContent, check_content
from generator.report import Order, refuse


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


def proofread_for(content: Content, jobs: Collection[Job], order: Order) -> tuple[Finding, ...]:
    """Return the warnings about what jobs print; raises PreflightError for what is wrong.

    Dates are measured against the campaign's own, so that a build can be repeated.
    """
    if not order.check:
        return ()
    findings = proofread(
        content,
        {job.language for job in jobs} | {content.default_language},
        {job.edition for job in jobs},
        content.campaigns[content.default_language].date,
    )
    refuse(findings, strict=order.strict)
    return tuple(findings)
