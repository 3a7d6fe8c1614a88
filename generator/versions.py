"""The versions of what shapes a PDF: they are part of a job's key and of the manifest."""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import platform
import stat
import zlib
from collections.abc import Collection
from functools import cache
from importlib.metadata import version
from pathlib import Path

from generator import __version__
from generator.errors import BuildError
from generator.files import files_in

_MAKE_NO_PDF = ("compare", "gallery")
"""Folders of ours that only look at what was made."""
_PACKAGES = (
    "weasyprint",
    "pydyf",
    "tinycss2",
    "cssselect2",
    "tinyhtml5",
    "fonttools",
    "pikepdf",
    "pillow",
    "pyphen",
    "segno",
    "uharfbuzz",
    "fontpkg-bricolage-grotesque",
    "fontpkg-atkinson-hyperlegible",
)
_CHECKING = ("pypdfium2", "zxing-cpp", "page-validation", "phonenumbers", "py3langid", "numpy")
"""What preflight's verdicts depend on."""
# As WeasyPrint looks for them; asking it would take the half second that importing it takes.
_LIBRARIES = {
    "pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    "harfbuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
    "harfbuzz-subset": (
        *("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
    ),
}
# Where Homebrew puts libraries on Apple silicon and on Intel.
_FOLDERS = ("", "/opt/homebrew/lib/", "/usr/local/lib/")


@cache
def tool_versions() -> dict[str, str]:
    """Return the version of each tool whose change can change a PDF's bytes.

    Raises BuildError when a library isn't there.
    """
    pango, harfbuzz = _library("pango"), _library("harfbuzz")
    harfbuzz.hb_version_string.restype = ctypes.c_char_p
    return {
        "drempels": __version__,
        "pango": _dotted(pango.pango_version()),
        "harfbuzz": harfbuzz.hb_version_string().decode(),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **{name: version(name) for name in _PACKAGES},
    }


@cache
def machine_versions() -> dict[str, str]:
    """Return the versions of what else differs between machines, and may show in bytes.

    Machines that build together compare them; who reads a manifest has no use for them.
    """
    return {
        "python": ".".join(platform.python_version_tuple()[:2]),  # which letters it knows
        # WeasyPrint leaves subsetting to fontTools where it's missing: other bytes, more time.
        "harfbuzz-subset": "installed" if _found("harfbuzz-subset") else "missing",
        **{name: version(name) for name in _CHECKING},
    }


@cache
def code_digest(*, whole: bool = True) -> str:
    """Return a digest of our own code as it stands; not `whole`, of that which makes PDFs.

    Two branches have the same version and may draw differently.
    """
    return folder_digest(Path(__file__).parent, without=() if whole else _MAKE_NO_PDF)


@cache
def tools_digest() -> str:
    """Return a digest of what makes and checks PDFs: versions, and our own code as it stands."""
    told = json.dumps(tool_versions() | machine_versions()) + code_digest(whole=False)
    return hashlib.sha256(told.encode()).hexdigest()


def folder_digest(folder: Path, without: Collection[str] = ()) -> str:
    """Return a digest of all files in a folder, hidden ones and Python's own caches left out.

    `without` names folders that are left out. A link counts as what it leads to; a file that can't
    be read counts as its name.
    """
    digest = hashlib.sha256()
    for path in sorted(files_in(folder, without)):
        digest.update(os.fsencode(path.relative_to(folder).as_posix()) + b"\0")
        digest.update(file_digest(path))
    return digest.hexdigest()


def file_digest(path: Path) -> bytes:
    """Return the SHA-256 of what is in a file; nothing of one that can't be read, or is a pipe."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return b""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError:
        return b""


def _library(name: str) -> ctypes.CDLL:
    """Load one of the system's libraries; raises BuildError when it isn't there."""
    if library := _found(name):
        return library
    raise BuildError(
        f"the library {name} isn't installed",
        hint="README.md, under System packages, has the command that installs it",
    )


def _found(name: str) -> ctypes.CDLL | None:
    for folder in _FOLDERS:
        for file in _LIBRARIES[name]:
            try:
                return ctypes.CDLL(f"{folder}{file}")
            except OSError:
                continue
    return None


def _dotted(number: int) -> str:
    """Pango gives its version as 10000 x major + 100 x minor + micro."""
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"
