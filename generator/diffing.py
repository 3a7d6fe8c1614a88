"""What a person sees of a comparison: two builds → lines or JSON, and the exit code."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from generator.compare.as_json import json_of
from generator.compare.as_text import text_of
from generator.compare.files import Comparison
from generator.comparing import compare_builds
from generator.errors import BuildError, UsageError
from generator.executor import cores

SAME, DIFFERENT = 0, 1


def run_diff(old: Path, new: Path, pictures: Path | None, *, as_json: bool, quiet: bool) -> int:
    """Print what differs and return the exit code; raises UsageError when it can't be said."""
    try:
        comparison = _compared(old, new, pictures, quiet)
    except BuildError as error:
        # As of other tools that compare: 1 says that something differs, and 2 that nobody knows.
        raise UsageError(error.problems) from error
    except OSError as error:
        reason = error.strerror or str(error)
        if pictures is None:
            raise UsageError(f"can't compare {old} with {new}: {reason}") from error
        hint = "choose another folder with --pictures"
        raise UsageError(f"can't write into {pictures}: {reason}", hint=hint) from error
    if not quiet:
        told = json_of(comparison) if as_json else text_of(comparison)
        click.echo(told, nl=False, color=False if os.environ.get("NO_COLOR") else None)
        if pictures and not as_json:
            count = len(comparison.pictures)
            click.echo(f"{count} {'picture' if count == 1 else 'pictures'} in {pictures}")
    return SAME if comparison.is_empty else DIFFERENT


def _compared(old: Path, new: Path, pictures: Path | None, quiet: bool) -> Comparison:
    """Compare; on a terminal a bar shows how far it is."""
    if quiet or not sys.stderr.isatty():
        return compare_builds(old, new, pictures, cores())
    columns = (TextColumn("comparing"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("comparing", total=None)

        def advance(compared: int, files: int) -> None:
            bar.update(task, completed=compared, total=files)

        return compare_builds(old, new, pictures, cores(), advance)
