"""Ask git what isn't committed: folders and files → the changes in them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from os.path import lexists
from pathlib import Path

from generator.errors import BuildError
from generator.files import real_path

_LONGEST_S = 60
"""Of one question; the status of a large checkout on a network drive takes seconds."""
_SAFE = (
    # Both name programs that git would run for whoever wrote the checkout's settings.
    *("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}"),
    "--literal-pathspecs",
)
_STATUS = (
    *("status", "--porcelain=v1", "-z", "--untracked-files=all"),
    *("--ignore-submodules=none", "--no-renames"),
)
_LISTED = ("ls-files", "-v", "-z", "--full-name")
_SKIPPED = "S"
"""`ls-files -v` marks `skip-worktree` so, and `assume-unchanged` by a small letter."""
_UNKNOWN = "isn't in git yet"
_OUTSIDE = "fatal: not a git repository (or any"


@dataclass(frozen=True)
class Change:
    """A file that isn't as the last commit has it."""

    path: Path
    state: str
    """`is staged, but not committed`."""


@dataclass(frozen=True)
class Committed:
    """What git said of some places."""

    changes: tuple[Change, ...] = ()
    unknown: str = ""
    """Why git can't say anything; empty when it can."""


def ask_git(folders: Sequence[Path], files: Iterable[Path] = ()) -> Committed:
    """Return what isn't committed in folders, each in the checkout that it lies in.

    A file counts where it lies in one of these checkouts. Raises BuildError when there is a
    checkout and git can't say what is in it.
    """
    if shutil.which("git") is None:
        return _without_git(folders)
    asked = [(where, name, _top(where)) for folder in folders for where, name in _places(folder)]
    tops = {top for _, _, top in asked if top}
    asked += [
        (where, name, top)
        for file in files
        if file.exists()
        for where, name in _places(file)
        if (top := _top(where)) in tops
    ]
    own = {where for where, _, top in asked if top == where}
    changes: dict[Path, Change] = {}
    is_kept = False
    for where, name, top in asked:
        if top is None:
            continue
        listed = _asked(where, *_LISTED, "--", name)
        found = (*_overlooked(top, listed), *_changes(top, _asked(where, *_STATUS, "--", name)))
        # A checkout in a checkout is unknown to the outer one; the inner one knows.
        known = {one.path: one for one in found if one.path not in own or one.state != _UNKNOWN}
        changes |= known
        is_kept = is_kept or bool(known or listed)
    if not is_kept:
        return Committed(unknown="it isn't in git")
    return Committed(tuple(sorted(changes.values(), key=lambda one: one.path)))


def _without_git(folders: Sequence[Path]) -> Committed:
    """Say that git isn't there; raises BuildError where it is needed to know what is committed."""
    for folder in folders:
        for above in (*folder.parents, *real_path(folder).parents, real_path(folder)):
            if lexists(above / ".git"):
                raise BuildError(
                    f"{above} is a git checkout, but git isn't installed: nobody knows what is "
                    "committed",
                    hint="install git; without --release nobody asks it",
                )
    return Committed(unknown="git isn't installed")


def _places(path: Path) -> Iterator[tuple[Path, str]]:
    """Yield where to ask about a path: from outside, as links and submodules are seen, and inside.

    A folder may be a checkout of its own.
    """
    yield path.parent, path.name
    real = real_path(path)
    yield (real, ".") if real.is_dir() else (real.parent, real.name)


def _top(folder: Path) -> Path | None:
    """Return the checkout that a folder lies in; None when it lies in none."""
    ran = _run(folder, "rev-parse", "--show-toplevel")
    if ran.returncode == 0:
        return Path(os.fsdecode(ran.stdout.removesuffix(b"\n")))
    if ran.stderr.decode(errors="replace").startswith(_OUTSIDE):
        return None
    raise _unanswered(folder, ran)


def _asked(folder: Path, *question: str) -> bytes:
    ran = _run(folder, *question)
    if ran.returncode:
        raise _unanswered(folder, ran)
    return ran.stdout


def _run(folder: Path, *question: str) -> subprocess.CompletedProcess[bytes]:
    # In a hook, GIT_DIR and its like name the checkout of the hook, which may be another one.
    others = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name.startswith("GIT_CONFIG")
    }
    environment = {
        **others,
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_DISCOVERY_ACROSS_FILESYSTEM": "1",
    }
    command = ["git", "-C", str(folder), *_SAFE, *question]
    try:
        return subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_LONGEST_S,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise BuildError(f"git didn't answer within {_LONGEST_S} seconds in {folder}") from error
    except OSError as error:
        raise BuildError(f"git can't be run: {error.strerror or error}") from error


def _unanswered(folder: Path, ran: subprocess.CompletedProcess[bytes]) -> BuildError:
    told = ran.stderr.decode(errors="replace").strip().splitlines()
    reason = told[0].removeprefix("fatal: ") if told else f"it ended with {ran.returncode}"
    return BuildError(
        f"git can't say what is committed in {folder}: {reason}",
        hint="try 'git status' there; without --release nobody asks git",
    )


def _overlooked(top: Path, listed: bytes) -> Iterator[Change]:
    """Yield files whose changes git was told to overlook: `ls-files -v -z` names them all.

    A sparse checkout skips files that aren't there.
    """
    for entry in filter(None, listed.split(b"\0")):
        mark, path = entry[:1].decode("ascii"), top / os.fsdecode(entry[2:])
        if (mark == _SKIPPED or mark.islower()) and lexists(path):
            option = "skip-worktree" if mark.upper() == _SKIPPED else "assume-unchanged"
            yield Change(path, f"is overlooked by git until git update-index --no-{option}")


def _changes(top: Path, status: bytes) -> Iterator[Change]:
    """Yield what `status --porcelain=v1 -z` names: two letters, a space and a path each."""
    for entry in status.split(b"\0"):
        if entry:
            yield Change(top / os.fsdecode(entry[3:]), _state(entry[:2].decode("ascii")))


def _state(letters: str) -> str:
    """Return what two letters say of the index and of the folder: git-status(1), short format."""
    unstaged = letters[1]
    if letters == "??":
        return _UNKNOWN
    if "U" in letters or letters in ("AA", "DD"):
        return "is in the middle of a merge"
    if unstaged == " ":
        return "is staged, but not committed"
    if unstaged == "D":
        return "is deleted, and that isn't committed"
    return "is changed, and that isn't committed"
