"""Read what a document says beside its text: composed HTML → title, links, texts for pictures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from lxml import html


@dataclass(frozen=True)
class Spoken:
    """What is told of a document, and read aloud, and isn't printed."""

    title: str
    links: dict[str, str]
    """The words of each address that is linked."""
    bare: frozenset[str]
    """The addresses of links without words of their own: they lie on pictures."""
    alts: tuple[str, ...]
    """The texts for pictures, in order; decoration has none."""


@lru_cache(maxsize=4)
def read_spoken(text: str) -> Spoken:
    """Return what a document says beside its text."""
    root = html.document_fromstring(text)
    links, bare = dict[str, str](), set[str]()
    for link in root.iter("a"):
        address, words = unquote(link.get("href", "")), link.text_content()
        if address and not address.startswith("#"):
            links[address] = links.get(address, "") + words
            if not words.strip():
                bare.add(address)
    alts = (picture.get("alt", "") for picture in root.iter("img"))
    title = root.findtext(".//title") or ""
    return Spoken(title, links, frozenset(bare), tuple(alt for alt in alts if alt))
