"""What a person sees of a comparison: two builds → lines or JSON, and the exit code."""

from __future__ import annotations

import os
from pathlib import Path

import click

from generator.compare.as_json import json_of
from generator.compare.as_text import text_of
from generator.comparing import compare_builds
from generator.errors import BuildError, UsageError
from generator.executor import cores

SAME, DIFFERENT = 0, 1


def run_diff(old: Path, new: Path, pictures: Path | None, *, as_json: bool, quiet: bool) -> int:
    """Print what differs and return the exit code; raises UsageError when it can't be said."""
    try:
        comparison = compare_builds(old, new, pictures, cores())
    except BuildError as error:
        # As of other tools that compare: 1 says that something differs, and 2 that nobody knows.
        raise UsageError(error.problems) from error
    except OSError as error:
        reason = error.strerror or str(error)
        hint = "choose another folder with --pictures"
        raise UsageError(f"can't write into {pictures}: {reason}", hint=hint) from error
    if not quiet:
        told = json_of(comparison) if as_json else text_of(comparison)
        click.echo(told, nl=False, color=False if os.environ.get("NO_COLOR") else None)
        if pictures and not as_json:
            count = len(comparison.pictures)
            click.echo(f"{count} {'picture' if count == 1 else 'pictures'} in {pictures}")
    return SAME if comparison.is_empty else DIFFERENT
