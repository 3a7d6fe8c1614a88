"""Check the logos of editions: what was in their files that is no picture."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.content.subject import CheckedContent
from generator.preflight.expected import Fault
from generator.preflight.rule import Rule

_MOST_NAMED = 3


def _logo_cleaned(content: CheckedContent) -> Iterator[Fault]:
    for edition in content.editions:
        for key in ("logo", "logo_dark"):
            logo = getattr(edition, key)
            if logo and logo.removed:
                named = ", ".join(logo.removed[:_MOST_NAMED])
                more = len(logo.removed) - _MOST_NAMED
                others = f" and {more} more" if more > 0 else ""
                message = f"the {key} of the edition held {named}{others}, which was taken out"
                yield Fault(message, mark=edition.marks.nearest((key,)))


RULES: tuple[Rule, ...] = (
    Rule(
        "logo-cleaned",
        "warning",
        "A logo that runs code or asks for other files may look different without them.",
        "SVG 2, 2.2.1: secure static mode, the one for pictures in documents",
        "Look at the logo in print; export it as plain SVG to be sure.",
        _logo_cleaned,
    ),
)
