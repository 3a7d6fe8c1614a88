"""Tasks on another machine: what a build sent, done where it is unpickled → what came of it."""

from __future__ import annotations

import pickle
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

from generator.errors import BuildError, GeneratorError
from generator.versions import machine_versions, tool_versions, tools_digest

CODE = "code"
_ONE_AT_A_TIME = threading.Lock()
"""A worker may have several threads; PDFium and Pango bear one at a time."""


@dataclass(frozen=True)
class Outcome:
    """What came of a task: its result, or what it raised."""

    result: Any = None
    error: Exception | None = None


@dataclass(frozen=True)
class Errand:
    """A task that is done where it is unpickled.

    Who only passes it on, as a scheduler does, needs nothing of ours: to it, it is bytes.
    """

    work: Callable[..., Any]
    task: tuple[Any, ...]
    versions: dict[str, str]
    """Those of the machine that sends it."""

    def __reduce__(self) -> tuple[Callable[..., Outcome], tuple[Any, ...]]:
        return do_errand, (self.work, self.task, self.versions)

    def packed(self) -> bytes:
        """Return it as bytes; `pickle.loads` does it."""
        return pickle.dumps(self)


def do_errand(work: Callable[..., Any], task: tuple[Any, ...], versions: dict[str, str]) -> Outcome:
    """Do a task, and return what it raises: so it is never taken for a failure of the cluster.

    MemoryError and OSError are raised: they are the machine's, and another one may do the task.
    """
    if other := differences(versions, versions_here()):
        # It was checked; only one that was started anew since then can be another.
        error = BuildError(
            f"a worker was replaced during the build: it has {other}", hint="build again"
        )
        return Outcome(error=error)
    with _ONE_AT_A_TIME:
        try:
            return Outcome(work(*task))
        except (MemoryError, OSError):
            raise
        except GeneratorError as error:
            return Outcome(error=error)
        except Exception as error:
            error.add_note(f"On the worker:\n{traceback.format_exc()}")
            return Outcome(error=error)


@cache
def versions_here() -> dict[str, str]:
    """Return the version of all that shapes a PDF on this machine, and of our own code."""
    return {
        **tool_versions(),
        **machine_versions(),
        "distributed": version("distributed"),
        CODE: tools_digest(),
    }


def differences(ours: dict[str, str], theirs: dict[str, str]) -> str:
    """Say what `theirs` has otherwise than `ours`; nothing when they are equal."""
    other = [
        f"{name} {theirs.get(name, 'missing')} instead of {ours.get(name, 'none')}"
        for name in sorted({*ours, *theirs} - {CODE})
        if theirs.get(name) != ours.get(name)
    ]
    # The digest of the code is of the tools' versions, too: alone, it says that the code differs.
    if not other and ours.get(CODE) != theirs.get(CODE):
        return "other code of the same version"
    return ", ".join(other)
