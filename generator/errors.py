"""What can go wrong, told to the person who can mend it; each kind knows its exit code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir

from generator.model.mark import Mark


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where, what, and what helps."""

    message: str
    mark: Mark | None = None
    hint: str = ""

    def __str__(self) -> str:
        place = f"{self.mark}: " if self.mark else ""
        stop = "" if not self.hint or self.message.endswith((".", "!", "?")) else "."
        hint = f"{stop} Hint: {self.hint}" if self.hint else ""
        return f"{place}{self.message}{hint}"


class GeneratorError(Exception):
    """A failure with one or more problems, all of them told at once."""

    exit_code = 1

    def __init__(
        self,
        problems: str | Problem | Sequence[Problem],
        *,
        mark: Mark | None = None,
        hint: str = "",
    ) -> None:
        if isinstance(problems, str):
            problems = Problem(problems, mark, hint)
        if isinstance(problems, Problem):
            problems = (problems,)
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[GeneratorError], tuple[tuple[Problem, ...]]]:
        # Errors cross process borders: the default would hand __init__ the joined text.
        return (type(self), (self.problems,))


class BuildError(GeneratorError):
    """The build itself could not be done: a folder can't be written, a worker died."""

    exit_code = 1


class UsageError(GeneratorError):
    """What was asked for doesn't exist or doesn't go together."""

    exit_code = 2


class ContentError(GeneratorError):
    """Something in `content/` is wrong."""

    exit_code = 3


class TemplateError(GeneratorError):
    """Something in `templates/` is wrong."""

    exit_code = 4


class RenderError(GeneratorError):
    """A document could not be laid out or drawn as it should."""

    exit_code = 5


class PreflightError(GeneratorError):
    """A finished PDF isn't fit to leave the building."""

    exit_code = 6


def worker_died() -> BuildError:
    """Return the error for a worker process that ended before its task."""
    return BuildError(
        "a worker process ended unexpectedly", hint="is there enough memory? Try --jobs 1"
    )


def no_room(error: OSError) -> BuildError:
    """Return the error for a task that could not read or write its temporary files."""
    try:
        where = gettempdir()
    except OSError:
        where = "any of the folders for them"
    told = BuildError(
        f"can't work with temporary files: {error.strerror or error}",
        hint=f"is there room in {where}? TMPDIR names another folder",
    )
    told.__cause__ = error
    return told


def unwritable(path: Path, error: OSError, option: str = "--output") -> BuildError:
    """Return the error for a file that can't be written; `option` names another place for it."""
    reason = error.strerror or str(error)
    return BuildError(f"can't write {path}: {reason}", hint=f"choose another folder with {option}")
