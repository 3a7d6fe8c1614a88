"""What the page says beside what the manifest knows: titles, names and how it looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model.colour import Palette


@dataclass(frozen=True)
class WebFont:
    """A typeface that the page carries with it."""

    family: str
    weight: int
    woff: bytes = field(repr=False)


@dataclass(frozen=True)
class Shown:
    """The names of what was made, by their ids, each in the order in which they are shown."""

    title: str
    version: str
    language: str
    """The campaign's default one; the page speaks it, if it can."""
    editions: Mapping[str, str]
    languages: tuple[str, ...]
    products: Mapping[str, str]
    barriers: Mapping[str, tuple[str, ...]]
    """The barriers' names, by language."""
    palette: Palette = field(default_factory=Palette)
    door: str = ""
    """The campaign's door, as a data URI."""
    fonts: tuple[WebFont, ...] = ()
