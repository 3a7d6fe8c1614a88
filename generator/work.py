"""The two kinds of task that a build hands out; each is a value that can go to another process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from generator.errors import GeneratorError
from generator.finish import FinishOptions, finish
from generator.model.digest import digest_of
from generator.model.document import FitResult, Html, OneUp
from generator.model.product import Fit
from generator.preflight import Expected, Inspection
from generator.render.copyfit import CopyfitResult, Growth, copyfit, grow

T = TypeVar("T")
R = TypeVar("R")


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
    """The finished PDF, where it was made before and is only to be checked."""

    def key(self, tools: str) -> str:
        """Return the digest of all that the PDF depends on; `tools` says what makes it."""
        return digest_of(_drawn(self.html), self.tagged, self.finish, tools)


@dataclass(frozen=True)
class Made:
    """A finished PDF and what preflight saw of it."""

    pdf: bytes = field(repr=False)
    pages: int
    inspection: Inspection
    """What preflight saw; nothing when it was asked not to check."""


def fits_in(html: Html, result: FitResult) -> dict[str, bool]:
    """Lay a document out in given sizes; tell for each part whether it has the pages it should."""
    from generator.render.layout import count_pages

    pages = count_pages(html.set_in(result))
    return {part.id: pages.fits(html, part.id) for part in html.parts}


def fit_series(task: FitTask) -> CopyfitResult:
    """Find the type sizes of a series; raises RenderError."""
    return copyfit(task.documents, task.fit, fits_in)


def grow_all(tasks: Sequence[Growth]) -> list[dict[str, int] | GeneratorError]:
    """Find the largest sizes of each document, or say why they can't be found."""
    return _each(partial(grow, trial=fits_in), tasks)


def render(html: Html, *, tagged: bool) -> OneUp:
    """Draw a document; raises RenderError."""
    from generator.render.layout import render

    return render(html, tagged=tagged)


def make_pdf(task: MakeTask) -> Made:
    """Render, finish and check one document; raises RenderError."""
    pdf = task.pdf or finish(render(task.html, tagged=task.tagged), task.finish)
    return Made(pdf, _page_count(pdf), _inspected(pdf, task.expected))


def make_all(tasks: Sequence[MakeTask]) -> list[Made | GeneratorError]:
    """Make each PDF, or say why it can't be made."""
    return _each(make_pdf, tasks)


def _each(work: Callable[[T], R], tasks: Sequence[T]) -> list[R | GeneratorError]:
    """Do each task; one that fails doesn't keep the others from being done."""
    results: list[R | GeneratorError] = []
    for task in tasks:
        try:
            results.append(work(task))
        except GeneratorError as error:
            results.append(error)
    return results


def _inspected(pdf: bytes, expected: Expected | None) -> Inspection:
    if expected is None:
        return Inspection(())
    from generator.preflight import inspect

    return inspect(pdf, expected)


def _drawn(html: Html) -> tuple[object, ...]:
    """Return what a renderer sees of a document."""
    return html.text, html.trim, html.bleed_mm


def _page_count(pdf: bytes) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)
