"""Read the structure tree: open PDF → its elements in the order in which they are read aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pikepdf import Array, Dictionary, Name, Object, Stream

from generator.preflight.reading.once import once
from generator.preflight.reading.proof import Proof, entry, words

_MOST_ELEMENTS = 50_000
"""Of one file; a book of 500 pages has as many."""
_DEEPEST = 200
_LONGEST_ROLES = 8  # a broken file's role map may go round in a circle
_QR = re.compile(r"\bqr\b", re.IGNORECASE)
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")

Content = tuple[int, int]
"""Number of a page and of a piece of marked content on it."""


@dataclass(frozen=True)
class Element:
    """An element of the structure; those inside it follow it."""

    kind: str
    """A standard type (ISO 32000-1, 14.8.4), where the role map says which."""
    parent: int
    """Where its parent stands among the elements; -1 of those at the top."""
    page: int | None
    """The page of its first content, counted from 1."""
    contents: tuple[Content, ...]
    """What it has itself, without what the elements inside it have."""
    alt: str | None
    """What is read in place of it; None where nothing is said."""
    actual: str | None
    language: str
    objects: frozenset[tuple[int, int]] = frozenset()
    """Object numbers of the links and the like that it holds."""

    @property
    def is_qr_code(self) -> bool:
        """Whether it is said to be a QR code."""
        return self.kind == "Figure" and bool(_QR.search(self.alt or ""))


@dataclass(frozen=True)
class Tags:
    """The structure of a document."""

    elements: tuple[Element, ...]
    is_whole: bool = True
    """False where there was too much of it to look at."""

    @property
    def figures(self) -> list[Element]:
        """The pictures."""
        return [one for one in self.elements if one.kind == "Figure"]

    @cached_property
    def _ends(self) -> tuple[int, ...]:
        """Behind which element the inside of each ends."""
        ends = list(range(1, len(self.elements) + 1))
        for at in range(len(self.elements) - 1, -1, -1):
            parent = self.elements[at].parent
            if parent >= 0:
                ends[parent] = max(ends[parent], ends[at])
        return tuple(ends)

    def inside(self, at: int) -> tuple[Element, ...]:
        """Return an element with all that are inside it."""
        return self.elements[at : self._ends[at]]

    def contents(self, at: int) -> list[Content]:
        """Return the content of an element and of all that are inside it."""
        return [content for one in self.inside(at) for content in one.contents]

    def holders(self, at: int) -> Iterator[Element]:
        """Yield what an element is in, from the inside out."""
        while (at := self.elements[at].parent) >= 0:
            yield self.elements[at]


@once
def tags_of(proof: Proof) -> Tags:
    """Return the structure of a document; without elements when it has none."""
    root = entry(proof.pdf.Root, "StructTreeRoot")
    if root is None:
        return Tags(())
    reader = _Reader(proof, entry(root, "RoleMap"))
    reader.read(entry(root, "K"))
    return Tags(tuple(reader.elements), len(reader.elements) < _MOST_ELEMENTS)


class _Reader:
    """Walks down a structure tree."""

    def __init__(self, proof: Proof, roles: Object | None) -> None:
        self.elements: list[Element] = []
        self._roles, self._kinds = roles, dict[str, str]()
        self._met: set[tuple[int, int]] = set()
        self._pages = {
            page.obj.objgen: number for number, page in enumerate(proof.pdf.pages, start=1)
        }

    def read(self, kids: Object | None) -> None:
        """Add the elements among `kids`, and all inside them, in reading order."""
        pending = [(kid, -1, 0) for kid in reversed(_listed(kids))]
        while pending and len(self.elements) < _MOST_ELEMENTS:
            kid, parent, depth = pending.pop()
            if not isinstance(kid, Dictionary) or depth > _DEEPEST:
                continue
            said = dict(kid.items())  # asking for each key, most of which are missing, takes longer
            if not words(said.get("/S")) or not self._first_met(kid):
                continue
            inside = _listed(said.get("/K"))
            at = len(self.elements)
            self.elements.append(self._element(said, inside, parent))
            pending += [(one, at, depth + 1) for one in reversed(inside)]

    def _element(self, said: dict[str, Object], inside: list[Object], parent: int) -> Element:
        page = self._number(said.get("/Pg"))
        contents = tuple(
            content for one in inside if (content := self._content(one, page)) is not None
        )
        alt, actual = said.get("/Alt"), said.get("/ActualText")
        return Element(
            kind=self._kind(words(said.get("/S"))),
            parent=parent,
            page=contents[0][0] if contents else page,
            contents=contents,
            alt=None if alt is None else words(alt),
            actual=None if actual is None else words(actual),
            language=words(said.get("/Lang")),
            objects=frozenset(held.objgen for one in inside if (held := _held(one)) is not None),
        )

    def _content(self, thing: object, page: int | None) -> Content | None:
        """Return marked content of a page; that of a form is told by the form."""
        number: object = thing
        if isinstance(thing, Dictionary):
            if entry(thing, "MCID") is None or entry(thing, "Stm") is not None:
                return None
            number, page = entry(thing, "MCID"), self._number(entry(thing, "Pg")) or page
        return (page, number) if type(number) is int and page is not None else None

    def _number(self, page: Object | None) -> int | None:
        return self._pages.get(page.objgen) if isinstance(page, Dictionary) else None

    def _kind(self, name: str) -> str:
        """Return the standard type that a name stands for."""
        if name not in self._kinds:
            kind = name
            for _ in range(_LONGEST_ROLES):
                role = words(entry(self._roles, kind))
                if not role or role == kind:
                    break
                kind = role
            self._kinds[name] = kind
        return self._kinds[name]

    def _first_met(self, thing: Object) -> bool:
        """Say whether an element is met for the first time: broken ones hold one another."""
        if not thing.is_indirect:
            return True
        known = thing.objgen in self._met
        self._met.add(thing.objgen)
        return not known


def _held(thing: Object) -> Object | None:
    """Return the annotation that a kid stands for (ISO 32000-1, 14.7.4.3)."""
    if not isinstance(thing, Dictionary) or entry(thing, "Type") != Name.OBJR:
        return None
    return entry(thing, "Obj")


def _listed(kids: Object | None) -> list[Object]:
    """Return kids, be they one or several."""
    if kids is None or isinstance(kids, Stream):
        return []
    return list(kids) if isinstance(kids, Array) else [kids]
