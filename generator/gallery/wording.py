"""Say what a piece is in the page's language: ids, sizes and counts → words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from generator.gallery.pieces import Download, Piece
from generator.gallery.shown import Shown
from generator.gallery.words import WORDS, language_of, name_language, say_count, say_size

THUMBNAILS = "thumbnails"
"""The folder of the thumbnails, beside the page."""


@dataclass(frozen=True)
class Wording:
    """All that the page says of a piece; script.js says the same."""

    shown: Shown
    tag: str = field(init=False)
    """The language that the page speaks."""
    words: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tag", language_of(self.shown.language))
        object.__setattr__(self, "words", WORDS[self.tag])

    def language(self, tag: str) -> str:
        """Return a language's name."""
        return name_language(tag)

    def target(self, target: str) -> str:
        """Return what a target is called."""
        return self.words.get(target, target)

    def variant(self, variant: Sequence[tuple[str, str]]) -> str:
        """Return what sets a PDF apart from others of its piece and target."""
        said = []
        for kind, name in variant:
            if kind == "side":
                said.append(self.words.get(name, name))
            else:
                said.append(self.words[kind].format(name_format(name) if kind == "tile" else name))
        return ", ".join(said)

    def size(self, piece: Piece) -> str:
        """Return a piece's format, such as `A3 · 297 × 420 mm`."""
        sides = " × ".join(f"{side:g}" for side in piece.trim_mm)
        sides = sides.replace(".", self.words["decimal"])
        return (
            f"{name_format(piece.format)} · {sides} mm"
            if piece.format[0] == "a"
            else (f"{sides} mm")
        )

    def count(self, count: int, of: str) -> str:
        """Return a number of things."""
        return say_count(count, of, self.words)

    def view(self, piece: Piece) -> dict[str, Any]:
        """Return what a card shows of a piece."""
        product = self.shown.products.get(piece.product, piece.product)
        barriers = self.shown.barriers.get(piece.language, ())
        number = piece.barrier
        first = piece.downloads[0]
        thumbnail = next((one.thumbnail for one in piece.downloads if one.thumbnail), None)
        return {
            "title": product if number is None else f"{product} {number}",
            "about": barriers[number - 1] if number and number <= len(barriers) else "",
            "language": piece.language,
            "size": "" if number else self.size(piece),
            "href": quote(first.path),
            "picture": f"{THUMBNAILS}/{thumbnail}" if thumbnail else "",
            "files": [self._file(one) for one in piece.downloads],
        }

    def _file(self, one: Download) -> dict[str, Any]:
        facts = f"{self.count(one.pages, 'pages')}, {say_size(one.size, self.words)}"
        ticket = None
        if one.ticket:
            path, size = one.ticket
            ticket = {"href": quote(path), "facts": say_size(size, self.words)}
        return {
            "target": one.target,
            "name": self.target(one.target),
            "variant": self.variant(one.variant),
            "href": quote(one.path),
            "facts": facts,
            "ticket": ticket,
        }


def name_format(name: str) -> str:
    """Return a format as people write it: `A3`, `85x55`."""
    return name.upper() if name[:1] == "a" else name
