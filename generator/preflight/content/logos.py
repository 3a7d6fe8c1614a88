"""Check the logos of editions: what is seen of them, and what in their files is no picture."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.content.subject import CheckedContent
from generator.preflight.expected import Fault
from generator.preflight.rule import Rule

_MOST_NAMED = 3
_LEAST_SHARE = 0.4
"""Of a logo's picture; a round one takes all of its square, a margin of a tenth leaves 0.64."""


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


def _logo_seen(content: CheckedContent) -> Iterator[Fault]:
    for edition in content.editions:
        if edition.logo is None:
            continue
        artwork = edition.logo.artwork
        if not artwork.is_seen:
            said = "the logo of the edition is white or nearly so, and stands on white"
        elif artwork.share < _LEAST_SHARE:
            said = f"what is seen of the edition's logo takes {artwork.share:.0%} of its picture"
        else:
            continue
        yield Fault(said, mark=edition.marks.nearest(("logo",)))


RULES: tuple[Rule, ...] = (
    Rule(
        "logo-seen",
        "warning",
        "Logos stand on white; a margin in the picture makes what is seen of it small.",
        "Trade practice",
        "Give the logo for a light ground, cropped; one for a dark ground is 'logo_dark'.",
        _logo_seen,
    ),
    Rule(
        "logo-cleaned",
        "warning",
        "A logo that runs code or asks for other files may look different without them.",
        "SVG 2, 2.2.1: secure static mode, the one for pictures in documents",
        "Look at the logo in print; export it as plain SVG to be sure.",
        _logo_cleaned,
    ),
)
