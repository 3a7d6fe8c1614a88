"""The two kinds of task that a build hands out; each is a value that can go to another process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from generator.files import cache_dir
from generator.finish import FinishOptions, finish
from generator.model.digest import digest_of
from generator.model.document import FitResult, Html
from generator.model.product import Fit
from generator.preflight import Expected, Inspection, inspect
from generator.render.copyfit import CopyfitResult, copyfit
from generator.render.layout import count_pages, render
from generator.shells import Shells
from generator.stamping import ShellTask, shell_of, stamp_all
from generator.store.cache import Cache
from generator.tools import tools_digest


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
    is_fitted: bool = True
    """Its sizes were found for its shell: when it can't be stamped, others may be found."""
    is_anew: bool = False
    """Nothing that earlier builds made is used."""

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
    pages = count_pages(html.set_in(result))
    return {part.id: pages.fits(html, part.id) for part in html.parts}


def fit_series(task: FitTask) -> CopyfitResult:
    """Find the type sizes of a series; raises RenderError."""
    return copyfit(task.documents, task.fit, fits_in)


def make_pdf(task: MakeTask) -> Made | None:
    """Make and check one document; None when it must be fitted whole. Raises RenderError."""
    return make_pdfs([task], _shells(task.is_anew))[0]


def make_pdfs(tasks: Sequence[MakeTask], shells: Shells) -> list[Made | None]:
    """Make and check documents; of editions that share a shell, that is rendered once.

    None for a document whose slots need more room than the shell has, and that doesn't fit whole in
    the shell's sizes either. Each is made in the same way whatever the others are. Raises
    RenderError.
    """
    stamped = _stamped(tasks, shells)
    return [
        _checked(task, task.pdf or pdf or _whole(task))
        for task, pdf in zip(tasks, stamped, strict=True)
    ]


def _stamped(tasks: Sequence[MakeTask], shells: Shells) -> list[bytes | None]:
    """Return the PDFs that are stamped on shells, which those that share one are together."""
    groups: dict[str, list[int]] = {}
    by_key: dict[str, ShellTask] = {}
    for at, task in enumerate(tasks):
        if task.pdf is None and (shell := shell_of(task)):
            key = shell.key("")
            by_key[key] = shell
            groups.setdefault(key, []).append(at)
    pdfs: list[bytes | None] = [None] * len(tasks)
    for key, members in groups.items():
        shell_pdf = shells.shell(by_key[key])
        found = stamp_all(shell_pdf, [tasks[at] for at in members])
        for at, pdf in zip(members, found, strict=True):
            pdfs[at] = pdf
    return pdfs


def _whole(task: MakeTask) -> bytes | None:
    """Draw a document in one piece; None when it doesn't fit in the sizes of its shell."""
    one_up = render(task.html, tagged=task.tagged)
    if task.html.slots and task.is_fitted:
        pages = task.html.pages
        if not pages.min <= _page_count(one_up.pdf) <= pages.max:
            return None
    return finish(one_up, task.finish)


def _checked(task: MakeTask, pdf: bytes | None) -> Made | None:
    if pdf is None:
        return None
    inspection = inspect(pdf, task.expected) if task.expected else Inspection(())
    return Made(pdf, _page_count(pdf), inspection)


@cache
def _shells(is_anew: bool) -> Shells:
    """Return the shells of this process; anew, none of earlier builds is used."""
    return Shells(Cache(cache_dir(), is_read=not is_anew), tools_digest())


def forget_shells() -> None:
    """Let this process have no shells at hand."""
    _shells.cache_clear()


def _drawn(html: Html) -> tuple[object, ...]:
    """Return what a renderer sees of a document."""
    return html.text, html.trim, html.bleed_mm


def _page_count(pdf: bytes) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)
