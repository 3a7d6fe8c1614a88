"""The versions of what shapes a PDF: they are part of a job's key and of the manifest."""

from __future__ import annotations

import platform
import zlib
from collections.abc import Callable
from functools import cache
from importlib.metadata import version

from generator import __version__

_PACKAGES = (
    "weasyprint",
    "pydyf",
    "fonttools",
    "pikepdf",
    "segno",
    "fontpkg-bricolage-grotesque",
    "fontpkg-atkinson-hyperlegible",
)

_ALSO = ("pillow", "pyphen", "pypdfium2", "zxing-cpp")


@cache
def tool_versions() -> dict[str, str]:
    """Return the version of each tool whose change can change a PDF's bytes."""
    from weasyprint.text.ffi import pango

    return {
        "drempels": __version__,
        "pango": _dotted(pango.pango_version()),
        **{name: version(name) for name in _PACKAGES},
    }


@cache
def machine_versions() -> dict[str, str]:
    """Return the versions of what differs between machines beside tools, and shows in bytes.

    Only machines that build together compare them.
    """
    from weasyprint.text.ffi import harfbuzz, harfbuzz_subset

    return {
        "python": ".".join(platform.python_version_tuple()[:2]),  # which letters it knows
        "harfbuzz": _highest(harfbuzz.hb_version_atleast),
        # WeasyPrint leaves subsetting to fontTools where it's missing: other bytes, more time.
        "harfbuzz-subset": "installed" if harfbuzz_subset else "missing",
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **{name: version(name) for name in _ALSO},
    }


def _highest(is_at_least: Callable[..., bool]) -> str:
    """Find a version that a library doesn't tell, but compares with."""
    found = [0, 0, 0]
    for at in range(3):
        while is_at_least(*found[:at], found[at] + 1, *[0] * (2 - at)):
            found[at] += 1
    return ".".join(map(str, found))


def _dotted(number: int) -> str:
    """Pango gives its version as 10000 x major + 100 x minor + micro."""
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"
