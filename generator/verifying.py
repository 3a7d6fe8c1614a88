"""What a person sees of a verification: a manifest → lines about files, and the exit code."""

from __future__ import annotations

from pathlib import Path

import click

from generator.errors import BuildError, UsageError
from generator.files import is_folder, shown_name
from generator.project import Project
from generator.store.manifest import MANIFEST
from generator.store.verify import verify


def run_verify(project: Project, named: Path | None, *, quiet: bool) -> int:
    """Print each file that isn't what the manifest says, and return the exit code.

    Raises UsageError when there is no manifest, or none that can be read.
    """
    manifest = named or project.output_dir(Path.cwd())
    if is_folder(manifest) or not manifest.suffix:
        manifest /= MANIFEST
    try:
        verified = verify(manifest)
    except BuildError as error:
        # As of `diff`: 1 says that something differs, and 2 that nobody knows.
        raise UsageError(error.problems) from error
    for one in verified.differences:
        detail = f" ({one.detail})" if one.detail else ""
        click.echo(f"{one.state}: {shown_name(one.path)}{detail}", err=True)
    if verified.differences:
        return BuildError.exit_code
    if not quiet:
        files = "1 file is" if verified.files == 1 else f"{verified.files} files are"
        click.echo(f"{files} what {manifest} says")
    return 0
