"""Say what keeps a project from being loaded: problems → findings, so that reports have them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.errors import Problem
from generator.model.finding import Finding
from generator.preflight.expected import Fault
from generator.preflight.rule import Rule


def unloadable(problems: Sequence[Problem]) -> Iterator[Fault]:
    """Tell each problem; its hint is the sentence that helps."""
    for problem in problems:
        message = problem.message.removesuffix(".")
        yield Fault(message, mark=problem.mark, cure=_sentence(problem.hint))


def _sentence(hint: str) -> str:
    stop = "" if not hint or hint.endswith((".", "!", "?")) else "."
    return f"{hint[:1].upper()}{hint[1:]}{stop}"


LOADING = Rule(
    id="loading",
    severity="error",
    why="What can’t be loaded can’t be printed.",
    source="The design: a text with an error in it is refused, never guessed at",
    cure="Mend it; nothing is made of it before.",
    check=unloadable,
)


def not_loaded(problems: Sequence[Problem]) -> list[Finding]:
    """Return what keeps content or templates from being loaded, as findings."""
    return [LOADING.finding(fault) for fault in LOADING.check(problems)]
