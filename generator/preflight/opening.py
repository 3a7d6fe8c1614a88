"""Say why a file can't be checked: it is broken, locked, or takes more than it may."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf
import pypdfium2

from generator.preflight.expected import Fault
from generator.preflight.rule import Rule

UNREADABLE_ERRORS = (
    *(pikepdf.PikepdfError, pypdfium2.PdfiumError),
    # pikepdf's for a dictionary with a damaged key, and for objects nested too deeply.
    *(UnicodeDecodeError, RecursionError),
)
_LONGEST = 200
_FILE = re.compile(r"(?:stream )?<_io\.BytesIO object at 0x[0-9a-f]+>:? ?")
"""How pikepdf calls what it reads: by where it lies in memory."""


def unreadable(error: Exception) -> Iterator[Fault]:
    """Tell why a file can't be opened."""
    if isinstance(error, pikepdf.PasswordError):
        yield Fault("the PDF asks for a password", cure="Export it again without a password.")
        return
    told = _FILE.sub("", str(error)).strip()
    lines = told.splitlines() or [type(error).__name__]
    yield Fault(f"the PDF can't be read: {lines[0][:_LONGEST]}")


def too_heavy(reason: str) -> Iterator[Fault]:
    """Tell which of its limits a file passed."""
    yield Fault(f"the PDF is too heavy to check: {reason}")


UNREADABLE = Rule(
    id="unreadable",
    severity="error",
    why="What can't be opened can't be printed.",
    source="ISO 32000-1, 7.5: the structure of a file",
    cure="Export it again; this file is broken, or isn't a PDF.",
    check=unreadable,
)
TOO_HEAVY = Rule(
    id="too-heavy",
    severity="error",
    why="A file that stops this check may stop a print shop's machine, too.",
    source="The limits of a check: 60 seconds, 2000 MB of memory, 500 MB of file",
    cure="Export it with smaller pictures and fewer pages, or split it.",
    check=too_heavy,
)
OPENING_RULES = (UNREADABLE, TOO_HEAVY)
