"""Tell bold type from other: by the weight that a file tells of a font, else by its name."""

from __future__ import annotations

LONGEST_NAME = 256
"""Bytes of a font's name that are looked at."""
_BOLD_FROM = 600  # ISO 32000-1, table 122: FontWeight
_NAMES = ("bold", "black", "heavy", "-bd", "bd-")


def is_bold(weight: int, name: bytes) -> bool:
    """Tell whether a font is bold; few files tell its weight, and most have it in the name."""
    text = name.decode("utf-8", errors="replace").lower()
    return weight >= _BOLD_FROM or any(word in text for word in _NAMES)
