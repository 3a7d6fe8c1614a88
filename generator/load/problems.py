"""Problems of several files → one list in order of file and line; words to tell them in."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from generator.errors import GeneratorError, Problem
from generator.model.mark import Mark

_SHOWN = 40
"""Characters of somebody's text that a message repeats."""


class Problems:
    """What is wrong in several files, gathered so that all of it is told at once."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def __bool__(self) -> bool:
        return bool(self._found)

    def add(self, message: str, mark: Mark, hint: str = "") -> None:
        """Note one problem."""
        self._found.append(Problem(message, mark, hint))

    @contextmanager
    def collect(self) -> Iterator[None]:
        """Note the problems of an error that is raised inside, and go on after it."""
        try:
            yield
        except GeneratorError as error:
            self._found.extend(error.problems)

    def in_order(self) -> tuple[Problem, ...]:
        """Return the problems by file, line and column."""
        return tuple(sorted(self._found, key=_place))


def _place(problem: Problem) -> tuple[str, int, int]:
    mark = problem.mark or Mark("")
    return mark.file, mark.line, mark.column


def quoted(text: object) -> str:
    """Return a text between quotes, on one line and not longer than a message can bear."""
    line = " ".join(str(text).split())
    return f"'{line if len(line) <= _SHOWN else line[: _SHOWN - 1] + '…'}'"


def listed(words: Iterable[str]) -> str:
    """Return words between quotes, with commas between them."""
    return ", ".join(quoted(word) for word in words)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the word in `known` that `word` may have been meant to be."""
    by_case = {choice.casefold(): choice for choice in known}
    found = difflib.get_close_matches(word.casefold(), by_case, n=1)
    return by_case[found[0]] if found else None


def suggest(word: str, known: Iterable[str], what: str) -> str:
    """Return a hint: the word that may have been meant, or else all that are known."""
    words = sorted(known)
    if meant := nearest(word, words):
        return f"did you mean {quoted(meant)}?"
    return f"{what}: {listed(words)}." if words else ""
