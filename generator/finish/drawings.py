"""Take apart what slots look like: a page with all of them → a drawing for each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from pikepdf import Dictionary, Name, Object, Page, Pdf, Stream

from generator.finish.graft import Element, Link, read_element, read_link
from generator.model.document import END_ADDRESS

_FORM = re.compile(rb"/(x\d+) Do")
_GLYPHS = re.compile(rb"/(\w+) [\d.]+ Tf|<([0-9a-f]+)>")
_NAMED = re.compile(rb"/([^\s/<>\[\]()]+)(\s+(Do|gs|sh|cs|CS|scn|SCN)\b)")
_KINDS = {
    b"Do": ("/XObject", "X"),
    b"gs": ("/ExtGState", "G"),
    b"sh": ("/Shading", "H"),
    b"scn": ("/Pattern", "P"),
    b"SCN": ("/Pattern", "P"),
    b"cs": ("/ColorSpace", "C"),
    b"CS": ("/ColorSpace", "C"),
}


NAME = "/D_"
"""Begins the names of what a drawing uses: each slot puts its number there."""


@dataclass(frozen=True)
class Drawing:
    """How a slot looks, in CSS pixels downward from its corner."""

    form: Stream = field(repr=False)
    """Its content and resources, without fonts: those are the shell's."""
    glyphs: frozenset[tuple[str, int]] | None = field(repr=False)
    """What it needs of each font; None where a part of it has fonts of its own."""
    element: Element | None
    """Its structure, when tagged."""
    links: tuple[Link, ...]
    """Also those that are part of the structure."""

    @cached_property
    def content(self) -> bytes:
        """What draws it, once its inks are what they are to be."""
        return self.form.read_bytes()


def take_apart(pdf: Pdf) -> list[Drawing]:
    """Return the drawings on the page that `render_slots` drew; `pdf` must stay open.

    The names in each are as if it had been drawn alone. The page shows the forms alone.
    """
    (page,) = pdf.pages
    forms = [_form(page, f"/{name.decode()}") for name in _FORM.findall(_content(page))]
    elements, links = _elements(pdf, len(forms)), list(_links(page))
    drawings = [
        Drawing(form, _rewritten(pdf, form), element, inside)
        for form, element, inside in zip(forms, elements, links, strict=True)
    ]
    page.obj.Resources = Dictionary(XObject={f"/x{at}": form for at, form in enumerate(forms)})
    content = "".join(f"/x{at} Do\n" for at in range(len(forms)))
    page.obj.Contents = pdf.make_stream(content.encode())
    return drawings


def _form(page: Page, name: str) -> Stream:
    form = page.resources.XObject[name]
    assert isinstance(form, Stream)
    return form


def _links(page: Page) -> Iterator[tuple[Link, ...]]:
    """Yield the links of each slot: the renderer lists them in the order of the document."""
    links: list[Link] = []
    for annotation in page.obj.Annots.as_list():
        if annotation.get("/A", Dictionary()).get("/URI") == END_ADDRESS:
            yield tuple(links)
            links.clear()
        else:
            links.append(read_link(annotation, page.obj))


def _content(page: Page) -> bytes:
    contents: bytes = page.obj.Contents.read_bytes()
    return contents


def _elements(pdf: Pdf, count: int) -> list[Element | None]:
    """Return the structure of each slot: what comes first in its block."""
    if Name.StructTreeRoot not in pdf.Root:
        return [None] * count
    blocks = pdf.Root.StructTreeRoot.K[0].K.as_list()
    return [read_element(block.K[0]) for block in blocks]


def _rewritten(pdf: Pdf, form: Stream) -> frozenset[tuple[str, int]] | None:
    """Name what a form uses by the order in which it does; return the glyphs that it needs."""
    content, resources = form.read_bytes(), form.Resources
    kept: dict[str, dict[str, Object]] = {}
    names: dict[tuple[str, str], str] = {}

    def renamed(found: re.Match[bytes]) -> bytes:
        kind, letter = _KINDS[found[3]]
        name = f"/{found[1].decode()}"
        if name not in resources.get(kind, ()):
            return found[0]  # a device's colours
        if (kind, name) not in names:
            names[kind, name] = f"{NAME}{letter}{len(names)}"
            kept.setdefault(kind, {})[names[kind, name]] = resources[kind][name]
        return names[kind, name].encode() + found[2]

    glyphs = frozenset(_glyphs_in(content))
    form.write(_NAMED.sub(renamed, content))
    # Indirect: only such objects can be copied to another document.
    form.Resources = pdf.make_indirect(
        Dictionary({kind: Dictionary(found) for kind, found in kept.items()})
    )
    if "/Group" in form:
        del form.Group
    is_plain = all(_without_fonts(inner) for inner in _streams(form.Resources))
    return glyphs if is_plain else None


def _glyphs_in(content: bytes) -> Iterator[tuple[str, int]]:
    font = ""
    for name, codes in _GLYPHS.findall(content):
        if name:
            font = f"/{name.decode()}"
        else:
            yield from ((font, int(codes[at : at + 4], 16)) for at in range(0, len(codes), 4))


def _streams(resources: Object) -> Iterator[Stream]:
    """Yield the forms and patterns that a drawing has inside."""
    for kind in ("/XObject", "/Pattern"):
        for _, inner in resources.get(kind, Dictionary()).items():
            if isinstance(inner, Stream) and inner.get("/Subtype") != Name.Image:
                yield inner
    for _, state in resources.get("/ExtGState", Dictionary()).items():
        mask = state.get("/SMask")
        if isinstance(mask, Dictionary) and isinstance(mask.G, Stream):
            yield mask.G


def _without_fonts(stream: Stream) -> bool:
    """Take fonts from the resources of what sets no text; tell whether that goes for all of it.

    Nor may it have marked content: its numbers are the page's.
    """
    content = stream.read_bytes()
    if b" Tf" in content or b"/MCID" in content:
        return False
    resources = stream.get("/Resources", Dictionary())
    if "/Font" in resources:
        del resources.Font
    return all(_without_fonts(inner) for inner in _streams(resources))
