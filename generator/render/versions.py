"""The versions of what shapes a PDF: they are part of a job's key and of the manifest."""

from __future__ import annotations

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


@cache
def tool_versions() -> dict[str, str]:
    """Return the version of each tool whose change can change a PDF's bytes."""
    from weasyprint.text.ffi import pango

    return {
        "drempels": __version__,
        "pango": _dotted(pango.pango_version()),
        **{name: version(name) for name in _PACKAGES},
    }


def _dotted(number: int) -> str:
    """Pango gives its version as 10000 x major + 100 x minor + micro."""
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"
