"""SHA256SUMS, as `sha256sum -c` reads it: checksums by path ↔ text."""

from __future__ import annotations

from collections.abc import Mapping

CHECKSUMS = "SHA256SUMS"


def sums_text(digests: Mapping[str, str]) -> str:
    """Return the file's text, with a line for each path, in their order."""
    return "".join(f"{digests[path]}  {path}\n" for path in sorted(digests))


def parse_sums(text: str) -> dict[str, str]:
    """Return what such a text says; a line of another kind says nothing."""
    parts = (line.partition("  ") for line in text.splitlines())
    return {path: digest for digest, _, path in parts if path}
