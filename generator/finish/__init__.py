"""Finish a rendered document: one-up → PDF as it leaves the building, on sheets or trimmed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.finish.imposition import plan_sheets
from generator.finish.options import FinishOptions, Identity, Press
from generator.finish.profile import complete
from generator.finish.slug import SlugText, TileText
from generator.finish.tiles import Tiling, plan_tiles

if TYPE_CHECKING:
    from generator.finish.finishing import finish, finish_without_profile
    from generator.finish.inks import Inks

__all__ = [
    "FinishOptions",
    "Identity",
    "Inks",
    "Press",
    "SlugText",
    "TileText",
    "Tiling",
    "complete",
    "finish",
    "finish_without_profile",
    "plan_sheets",
    "plan_tiles",
]

_WHERE = {"finish": "finishing", "finish_without_profile": "finishing", "Inks": "inks"}
"""Modules that change PDFs take a third of a second to import: who only plans doesn't wait."""


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
