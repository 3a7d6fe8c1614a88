"""What a manifest says of a build: the campaign, what it was made with, and each file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class RecordedFile:
    """What a manifest says of one PDF; what it doesn't say is empty or None."""

    path: str
    """Below the folder of the manifest."""
    sha256: str
    size: int
    """In bytes."""
    edition: str = ""
    language: str = ""
    target: str = ""
    product: str = ""
    format: str = ""
    barrier: int | None = None
    """The barrier's number; None when the PDF is about the whole campaign."""
    pages: int | None = None
    trim_mm: tuple[float, ...] = ()
    """Width and height."""
    fit: float | None = None
    """The scale of its type."""
    is_ticket: bool = False
    shop: str = ""
    sheet: str = ""
    """The card stock that it is laid on."""
    tile: str = ""
    """The format of the sheets that it is cut up for."""
    printer: str = ""
    flip_edge: str = ""
    findings: tuple[str, ...] = ()
    """What preflight warned of, one sentence each."""
    stated: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """The entry as it stands in the manifest."""

    @property
    def name(self) -> str:
        """The file's name, without its folders."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True)
class Manifest:
    """What was built."""

    campaign: str
    version: str
    tools: Mapping[str, str]
    """Versions of what it was made with, by name."""
    files: Mapping[str, RecordedFile]
    """By path, in the order of paths."""
    stated: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """The manifest as it stands in its file."""
