"""Lay two manifests side by side: what was recorded → files that were added, left out, changed."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.compare.owners import Owner
from generator.compare.picture import PictureChange
from generator.compare.words import TextChange
from generator.model.recorded import Manifest, RecordedFile

_FACTS = {"pages": "pages", "trim_mm": "trim in mm", "fit": "type size", "format": "format"}
_KEY_DIGITS = 12
"""Of the digest of what a file was made from: enough to tell two apart."""


@dataclass(frozen=True)
class Fact:
    """What a manifest says otherwise of a file."""

    name: str
    old: str
    new: str


@dataclass(frozen=True)
class ChangedFile:
    """A file that both builds have and that isn't the same."""

    old: RecordedFile
    new: RecordedFile
    texts: tuple[tuple[Owner, TextChange], ...] = ()
    """What was changed in its words, each with the barrier that it belongs to."""
    pictures: tuple[tuple[Owner, PictureChange], ...] = ()
    is_compared: bool = False
    """Its pages were laid side by side."""
    note: str = ""
    """Why they weren't."""

    @property
    def has_other_bytes(self) -> bool:
        """Tell whether the file itself is another one, and not only what is said of it."""
        return self.old.sha256 != self.new.sha256

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What the manifests say otherwise of it."""
        found = [
            Fact(name, _told(getattr(self.old, key)), _told(getattr(self.new, key)))
            for key, name in _FACTS.items()
            if getattr(self.old, key) != getattr(self.new, key)
        ]
        if self.has_other_bytes and not self.is_compared:
            found.append(Fact("bytes", str(self.old.size), str(self.new.size)))
            old, new = (
                str(one.stated.get("key", ""))[:_KEY_DIGITS] for one in (self.old, self.new)
            )
            if old != new:
                found.append(Fact("key", old, new))
        return tuple(found)

    @property
    def findings(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What preflight doesn't find any more, and what it finds now."""
        gone = tuple(one for one in self.old.findings if one not in self.new.findings)
        return gone, tuple(one for one in self.new.findings if one not in self.old.findings)


@dataclass(frozen=True)
class Comparison:
    """What differs between two builds."""

    old: Manifest
    new: Manifest
    added: tuple[RecordedFile, ...]
    removed: tuple[RecordedFile, ...]
    changed: tuple[ChangedFile, ...]
    pictures: tuple[str, ...] = field(default=())
    """Names of the pictures that were drawn."""

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing differs."""
        names = [(one.campaign, one.version) for one in (self.old, self.new)]
        return not (self.added or self.removed or self.changed) and names[0] == names[1]


def compare_manifests(old: Manifest, new: Manifest) -> Comparison:
    """Return what two manifests say otherwise; no file is opened."""
    both = [(old.files[path], new.files[path]) for path in old.files if path in new.files]
    pairs = (ChangedFile(one, other) for one, other in both)
    return Comparison(
        old,
        new,
        tuple(file for path, file in new.files.items() if path not in old.files),
        tuple(file for path, file in old.files.items() if path not in new.files),
        tuple(one for one in pairs if one.has_other_bytes or one.facts or any(one.findings)),
    )


def _told(value: object) -> str:
    if isinstance(value, tuple):
        return " × ".join(map(_told, value)) or "unknown"
    if isinstance(value, float):
        return f"{value:.4g}"
    return "unknown" if value is None or value == "" else str(value)
