"""Arrange what was made: files of the manifest → pieces of printed matter, each with its PDFs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from generator.gallery.shown import Shown
from generator.gallery.thumbnails import thumbnail_name
from generator.model.target import Target

Entry = Mapping[str, Any]
"""A file as it stands in manifest.json."""
_VARIANTS = ("tile", "sheet", "side", "printer")
_TEXTS = ("path", "sha256", "edition", "language", "target", "product", "format")
_fields = itemgetter(*_TEXTS, "bytes", "pages", "trim_mm", "barrier")
"""What is said of every file, since the first version."""
_KINDS = {(*[str] * len(_TEXTS), int, int, list, barrier) for barrier in (int, type(None))}
_UNKNOWN = 1_000_000
"""The place in a row of what isn't in it: after all that is."""


@dataclass(frozen=True)
class Download:
    """One PDF of a piece, with the job ticket that goes with it."""

    target: str
    path: str
    size: int
    pages: int
    thumbnail: str | None
    variant: tuple[tuple[str, str], ...] = ()
    """What sets it apart from others for the same target: kind and name."""
    ticket: tuple[str, int] | None = None
    """Path and size."""


@dataclass(frozen=True)
class Piece:
    """What somebody looks for: one product about one thing, in one format."""

    edition: str
    language: str
    product: str
    barrier: int | None
    format: str
    trim_mm: tuple[float, ...]
    """Width and height."""
    downloads: list[Download] = field(default_factory=list)

    @property
    def group(self) -> tuple[str, ...]:
        """Pieces of one group stand together: a series, or what is about the whole campaign."""
        own = (self.product, self.format) if self.barrier is not None else ()
        return (self.edition, self.language, *own)


def usable(entries: Iterable[Entry]) -> list[Entry]:
    """Return the files that can be shown: a manifest may be an older one, or somebody edited it."""
    return [one for one in entries if _is_whole(one) and _is_inside(one["path"])]


def _is_whole(entry: Entry) -> bool:
    try:
        kinds = tuple(map(type, _fields(entry)))
    except KeyError:
        return False
    trim = entry["trim_mm"]
    return kinds in _KINDS and len(trim) == 2 and {*map(type, trim)} <= {int, float}


def _is_inside(path: str) -> bool:
    """Tell whether a path stays in the folder that it counts from."""
    return not path.startswith("/") and ".." not in path.split("/")


def arrange(entries: Iterable[Entry], shown: Shown, pictured: frozenset[str]) -> tuple[Piece, ...]:
    """Return the pieces in the order in which they are shown.

    The entries are `usable` ones; `pictured` are the names of the thumbnails that there are.
    """
    pieces: dict[tuple[Any, ...], Piece] = {}
    files, tickets = list[Entry](), dict[tuple[Any, ...], Entry]()
    for one in entries:
        if one.get("ticket"):
            tickets[_subject(one)] = one
        else:
            files.append(one)
    for one in files:
        about = _about(one)
        if about not in pieces:
            pieces[about] = Piece(*about, tuple(one["trim_mm"]))
        ticket = tickets.get(_subject(one)) if tickets else None
        pieces[about].downloads.append(_download(one, ticket, pictured, shown.version))
    rank = _Rank(shown)
    for piece in pieces.values():
        piece.downloads.sort(key=lambda one: (rank.targets.get(one.target, _UNKNOWN), one.path))
    return tuple(sorted(pieces.values(), key=rank))


def _about(entry: Entry) -> tuple[str, str, str, int | None, str]:
    """Return what a piece is: PDFs for different purposes have it in common."""
    edition, language, product = entry["edition"], entry["language"], entry["product"]
    return edition, language, product, entry["barrier"], entry["format"]


def _subject(entry: Entry) -> tuple[Any, ...]:
    """Return what a PDF and its job ticket have in common."""
    return (*_about(entry), entry["target"], *map(entry.get, _VARIANTS))


def _download(
    entry: Entry, ticket: Entry | None, pictured: frozenset[str], current: str
) -> Download:
    version = entry.get("version", "")
    older = (("older", str(version)),) if version and version != current else ()
    name = thumbnail_name(entry.get("key"))
    return Download(
        entry["target"],
        entry["path"],
        entry["bytes"],
        entry["pages"],
        name if name in pictured else None,
        (*((kind, str(entry[kind])) for kind in _VARIANTS if entry.get(kind)), *older),
        (ticket["path"], ticket["bytes"]) if ticket else None,
    )


class _Rank:
    """The order of pieces: series before what is about all, and else as the names are given."""

    def __init__(self, shown: Shown) -> None:
        self.editions = {name: at for at, name in enumerate(shown.editions)}
        self.languages = {name: at for at, name in enumerate(shown.languages)}
        self.products = {name: at for at, name in enumerate(shown.products)}
        self.targets = {target.value: at for at, target in enumerate(Target)}

    def __call__(self, piece: Piece) -> tuple[Any, ...]:
        return (
            self.editions.get(piece.edition, _UNKNOWN),
            piece.edition,
            self.languages.get(piece.language, _UNKNOWN),
            piece.language,
            piece.barrier is None,
            self.products.get(piece.product, _UNKNOWN),
            piece.product,
            piece.trim_mm[0] * piece.trim_mm[1],
            piece.format,
            piece.barrier or 0,
        )
