"""Move structure from one PDF to another: a slot's elements → the same, grafted on a shell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from pikepdf import Array, Dictionary, Name, Object, Pdf

PT_PER_PX = 0.75
"""CSS has 96 pixels an inch."""
_OWN_KEYS = frozenset(("/Type", "/S", "/P", "/Pg", "/K"))


class Sides(NamedTuple):
    """Where a rectangle's sides lie, as the renderer writes them: its top left corner first."""

    left: float
    top: float
    right: float
    bottom: float

    def moved(self, by_x: float, by_y: float) -> Sides:
        """Return the rectangle moved by so much."""
        return Sides(self.left + by_x, self.top + by_y, self.right + by_x, self.bottom + by_y)


@dataclass(frozen=True)
class Link:
    """A link: its annotation without its place in a file."""

    written: bytes = field(repr=False)
    sides: Sides
    """In points, upward from the top of its page."""


@dataclass(frozen=True)
class Element:
    """A structure element and what is in it."""

    role: str
    kids: tuple[Element | Link | int, ...]
    """Other elements, links, and numbers of marked content."""
    extras: tuple[tuple[str, bytes], ...]
    """What else is said of it: a picture's words, for one."""
    box: Sides | None = None
    """Of a picture, in CSS pixels downward from the top of its page."""


def read_element(element: Object) -> Element:
    """Return a structure element as a value."""
    extras: list[tuple[str, bytes]] = []
    box = None
    for key in sorted(set(element.keys()) - _OWN_KEYS):
        value = element[key]
        if key == "/A" and isinstance(value, Dictionary) and "/BBox" in value:
            box = _sides(value.BBox)
            continue
        extras.append((key, value.unparse(resolved=True)))
    return Element(str(element.S), tuple(_kids(element)), tuple(extras), box)


def _kids(element: Object) -> Iterator[Element | Link | int]:
    for kid in element.get("/K", Array()).as_list():
        if not isinstance(kid, Dictionary):
            yield int(kid)
        elif kid.get("/Type") == Name.OBJR:
            yield read_link(kid.Obj, element.Pg)
        else:
            yield read_element(kid)


def read_link(annotation: Object, page: Object) -> Link:
    """Return a link on `page` as a value."""
    said = Dictionary(
        {key: annotation[key] for key in sorted(annotation.keys()) if key not in _PLACED}
    )
    sides = _sides(annotation.Rect).moved(0, -float(page.MediaBox[3]))
    return Link(said.unparse(resolved=True), sides)


def _sides(rectangle: Object) -> Sides:
    return Sides(*map(float, rectangle.as_list()))


_PLACED = frozenset(("/Rect", "/StructParent", "/P"))


@dataclass
class Graft:
    """Puts the structure of slots into one PDF."""

    pdf: Pdf
    page: Object
    """The page on which the slot is drawn."""
    content: Object
    """The elements of that page's marked content, by number."""
    numbers: Object
    """Of the whole document: what is on pages → structure."""
    shift: int
    """What a slot's numbers of marked content become larger by on the page."""
    left: float
    top: float
    """Where what was drawn at the top left of its own page comes on this one, in points."""

    def fill(self, empty: Object, element: Element) -> None:
        """Put into an empty element what a slot's own has in it."""
        empty.K = Array([self._kid(kid, empty) for kid in element.kids])

    def _kid(self, kid: Element | Link | int, parent: Object) -> Object | int:
        if isinstance(kid, int):
            self.content[self.shift + kid] = parent
            return self.shift + kid
        if isinstance(kid, Link):
            return self._link(kid, parent)
        new = self.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(kid.role), P=parent, Pg=self.page)
        )
        for key, written in kid.extras:
            new[key] = Object.parse(written)
        if kid.box is not None:
            down = (float(self.page.MediaBox[3]) - self.top) / PT_PER_PX
            moved = kid.box.moved(self.left / PT_PER_PX, down)
            new.A = Dictionary(O=Name.Layout, BBox=Array(moved))
        new.K = Array([self._kid(inner, new) for inner in kid.kids])
        return new

    def _link(self, link: Link, parent: Object) -> Object:
        annotation = add_link(self.pdf, self.page, link, self.left, self.top)
        number = int(self.numbers[-2]) + 1
        annotation.StructParent = number
        self.numbers.append(number)
        self.numbers.append(parent)
        return self.pdf.make_indirect(Dictionary(Type=Name.OBJR, Obj=annotation, Pg=self.page))


def add_link(pdf: Pdf, page: Object, link: Link, left: float, top: float) -> Object:
    """Put a link on a page, moved by as much as from the page's top left to `left` and `top`."""
    annotation = pdf.make_indirect(Object.parse(link.written))
    annotation.Rect = Array([round(side, 6) for side in link.sides.moved(left, top)])
    if Name.Annots not in page:
        page.Annots = Array()
    page.Annots.append(annotation)
    return annotation
