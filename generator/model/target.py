"""The target: what a PDF is for."""

from __future__ import annotations

from enum import StrEnum


class Target(StrEnum):
    """What a PDF is for."""

    SCREEN = "screen"
    OFFICE = "office"
    PRESS = "press"
