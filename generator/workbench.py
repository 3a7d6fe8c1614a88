"""Where PDFs are made: tasks → shells, slots stamped onto them, whole renderings, inspections."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from typing import TypeVar

import pypdfium2

from generator.errors import GeneratorError
from generator.files import cache_dir
from generator.finish import complete, finish_without_profile
from generator.finish.stamp import Shell
from generator.preflight.inspected import Inspection
from generator.render.layout import render, render_fitting
from generator.shells import Shells
from generator.stamping import Drawings, ShellTask, shell_of, stamp_all
from generator.store.cache import Cache
from generator.work import Made, MakeTask

T = TypeVar("T")
R = TypeVar("R")


def make_pdfs(tasks: Sequence[MakeTask]) -> list[Made | GeneratorError | None]:
    """Make and check documents; of editions that share a shell, that is rendered once.

    None for a document whose slots need more room than the shell has, and that doesn't fit whole in
    the shell's sizes either. Each is made in the same way whatever the others are.
    """
    stamped = _stamped(tasks)
    results: list[Made | GeneratorError | None] = []
    for task, pdf in zip(tasks, stamped, strict=True):
        try:
            results.append(_checked(task, task.pdf or pdf or _whole(task)))
        except GeneratorError as error:
            results.append(error)
    return results


def do_each(work: Callable[[T], R], tasks: Sequence[T]) -> list[R | GeneratorError]:
    """Do each task; one that fails doesn't keep the others from being done."""
    results: list[R | GeneratorError] = []
    for task in tasks:
        try:
            results.append(work(task))
        except GeneratorError as error:
            results.append(error)
    return results


def _stamped(tasks: Sequence[MakeTask]) -> list[bytes | None]:
    """Return the PDFs that are stamped on shells, which those that share one are together.

    None for the others, also where a shell can't be made: drawn whole, a document tells why.
    """
    groups: dict[str, list[int]] = {}
    by_key: dict[str, ShellTask] = {}
    for at, task in enumerate(tasks):
        if task.pdf is None and (shell := shell_of(task)):
            key = shell.key("")
            by_key[key] = shell
            groups.setdefault(key, []).append(at)
    made: dict[str, Shell] = {}
    for key, members in groups.items():
        kept = _shells(tasks[members[0]].tools, tasks[members[0]].is_anew)
        with suppress(GeneratorError):
            made[key] = kept.shell(by_key[key])
    pdfs: list[bytes | None] = [None] * len(tasks)
    shared = [(shell, [tasks[at] for at in groups[key]]) for key, shell in made.items()]
    stamped = stamp_all(shared, _drawings())
    for key, found in zip(made, stamped, strict=True):
        for at, pdf in zip(groups[key], found, strict=True):
            pdfs[at] = pdf
    return pdfs


def _whole(task: MakeTask) -> bytes | None:
    """Draw a document in one piece; None when it doesn't fit in the sizes of its shell."""
    may_outgrow = task.html.has_slots and task.is_fitted
    one_up = (render_fitting if may_outgrow else render)(task.html, tagged=task.tagged)
    return finish_without_profile(one_up, task.finish) if one_up else None


def _checked(task: MakeTask, pdf: bytes | None) -> Made | None:
    if pdf is None:
        return None
    return Made(pdf, _page_count(pdf), _inspected(task, pdf))


def _inspected(task: MakeTask, pdf: bytes) -> Inspection:
    if task.expected is None:
        return Inspection(())
    from generator.preflight import inspect

    return inspect(complete(pdf, task.finish), task.expected)


@cache
def _shells(tools: str, is_anew: bool) -> Shells:
    """Return the shells of this process; anew, none is taken from the cache."""
    return Shells(Cache(cache_dir(), is_read=not is_anew), tools)


@cache
def _drawings() -> Drawings:
    """Return the slots of this process: the posters of a series have the same."""
    return Drawings()


def _page_count(pdf: bytes) -> int:
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)
