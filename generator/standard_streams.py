"""Standard streams that somebody closed, or that can hold no more of what is printed."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from traceback import walk_tb

import click


def open_closed() -> None:
    """Open the standard streams that this process was started without: nothing is read or heard.

    A file that is opened later would else get the number of one, and what a library prints.
    """
    # Each gets the lowest number that is free, so the one that is closed.
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 (open to the end)


def is_unprinted(error: OSError) -> bool:
    """Tell whether an error comes from what was printed, rather than from a file of ours."""
    *_, (innermost, _) = walk_tb(error.__traceback__)
    return innermost.f_code is click.echo.__code__


def tell_unprinted(error: OSError) -> None:
    """Say that something couldn't be printed, where that can be said."""
    with suppress(OSError):
        click.echo(f"what there was to print can't be written: {error.strerror}", err=True)
