"""What a build hands out: each task is a value that can go to another process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING

from generator.errors import GeneratorError
from generator.model.digest import digest_of
from generator.model.document import FitResult, Html
from generator.model.fit import Fit
from generator.preflight.expected import Expected
from generator.preflight.inspected import Inspection
from generator.render.copyfit import CopyfitResult, Growth, copyfit, grow

if TYPE_CHECKING:
    from generator.finish import FinishOptions


@dataclass(frozen=True)
class FitTask:
    """Documents that hang side by side, and the scales they may have."""

    documents: tuple[Html, ...]
    fit: Fit

    def key(self, tools: str) -> str:
        """Return the digest of all that the sizes depend on; `tools` says what finds them."""
        # Not where a text comes from: a line more above it in its file changes no size.
        documents = [
            (_drawn(html), [(part.id, part.pages, part.headlines) for part in html.parts])
            for html in self.documents
        ]
        return digest_of(documents, self.fit, tools)


@dataclass(frozen=True)
class MakeTask:
    """A document in its final sizes, and what becomes of it."""

    html: Html
    tagged: bool
    finish: FinishOptions
    expected: Expected | None
    """What preflight measures against; None when it was asked not to check."""
    pdf: bytes | None = field(default=None, repr=False)
    """The finished PDF as in `Made`, where it was made before and is only to be checked."""
    is_fitted: bool = True
    """Its sizes were found for its shell: when it can't be stamped, others may be found."""
    tools: str = ""
    """Says what makes it: the code of a worker may not be the one on the disk any more."""
    is_anew: bool = False
    """No shell is taken from the cache."""

    def key(self, tools: str) -> str:
        """Return the digest of all that the PDF depends on; `tools` says what makes it."""
        # With slots, how many pages there may be tells whether it is drawn in these sizes at all.
        pages = [(part.id, part.pages) for part in self.html.parts] if self.html.has_slots else None
        return digest_of(_drawn(self.html), pages, self.tagged, self.finish_digest, tools)

    @cached_property
    def finish_digest(self) -> str:
        """The digest of what becomes of the document."""
        return digest_of(self.finish)


@dataclass(frozen=True)
class Made:
    """A finished PDF and what preflight saw of it."""

    pdf: bytes = field(repr=False)
    """Without the profile of the press, which `finish.complete` puts in."""
    pages: int
    inspection: Inspection
    """What preflight saw; nothing when it was asked not to check."""


def fits_in(html: Html, result: FitResult) -> Mapping[str, bool]:
    """Lay a document out in given sizes; tell for each part whether it has the pages it should."""
    from generator.render.layout import count_pages

    pages = count_pages(html.set_in(result))
    return {part.id: pages.fits(html, part.id) for part in html.parts}


def fit_series(task: FitTask) -> CopyfitResult:
    """Find the type sizes of a series; raises RenderError."""
    return copyfit(task.documents, task.fit, fits_in)


def grow_all(tasks: Sequence[Growth]) -> list[dict[str, int] | GeneratorError]:
    """Find the largest sizes of each document, or say why they can't be found."""
    from generator.workbench import do_each

    return do_each(partial(grow, trial=fits_in), tasks)


def make_all(tasks: Sequence[MakeTask]) -> list[Made | GeneratorError | None]:
    """Make each PDF, or say why it can't be made; None where that takes sizes of its own."""
    from generator.workbench import make_pdfs

    return make_pdfs(tasks)


def _drawn(html: Html) -> tuple[object, ...]:
    """Return what a renderer sees of a document."""
    return html.text, html.trim, html.bleed_mm
