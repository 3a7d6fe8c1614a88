"""Take apart what slots look like: PDF with a page for each edition → a drawing for each slot."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from generator.finish.graft import Element, Link, read_element, read_link

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


@dataclass(frozen=True)
class Drawing:
    """How a slot looks, in CSS pixels downward from the top of the page that it was drawn on."""

    form: Stream = field(repr=False)
    """Its content and resources, without fonts: those are the shell's."""
    glyphs: frozenset[tuple[str, int]] | None = field(repr=False)
    """What it needs of each font; None where a part of it has fonts of its own."""
    top_px: float
    """Where it begins on that page."""
    element: Element | None
    """Its structure, when tagged."""
    links: tuple[Link, ...]
    """Also those that are part of the structure."""


def take_apart(pdf: Pdf, tops_px: Sequence[Sequence[float]]) -> list[list[Drawing]]:
    """Return the drawings on each page of what `render_slots` drew; `pdf` must stay open.

    `tops_px` are where the slots on each page begin. The names in each are as if it had been drawn
    alone. The pages show the forms alone.
    """
    pages = [
        [_form(page, f"/{name.decode()}") for name in _FORM.findall(_content(page))]
        for page in pdf.pages
    ]
    drawn = []
    for number, (page, forms) in enumerate(zip(pdf.pages, pages, strict=True)):
        tops, links = tops_px[number], _links(page)
        elements = _elements(pdf, number, len(forms))
        drawings = []
        for at, form in enumerate(forms):
            inside = tuple(one for one in links if bisect_right(tops, one.top_px) == at + 1)
            glyphs = _rewritten(pdf, form, at)
            drawings.append(Drawing(form, glyphs, tops[at], elements[at], inside))
        page.obj.Resources = Dictionary(XObject={f"/x{at}": form for at, form in enumerate(forms)})
        content = "".join(f"/x{at} Do\n" for at in range(len(forms)))
        page.obj.Contents = pdf.make_stream(content.encode())
        drawn.append(drawings)
    return drawn


def _form(page: Page, name: str) -> Stream:
    form = page.resources.XObject[name]
    assert isinstance(form, Stream)
    return form


def _links(page: Page) -> list[Link]:
    return [read_link(one, page.obj) for one in page.obj.get("/Annots", Array()).as_list()]


def _content(page: Page) -> bytes:
    contents: bytes = page.obj.Contents.read_bytes()
    return contents


def _elements(pdf: Pdf, page: int, count: int) -> list[Element | None]:
    """Return the structure of each slot on a page: what stands in every second block there."""
    if Name.StructTreeRoot not in pdf.Root:
        return [None] * count
    blocks = pdf.Root.StructTreeRoot.K[0].K[page].K
    return [read_element(blocks[2 * at].K[0]) for at in range(count)]


def _rewritten(pdf: Pdf, form: Stream, number: int) -> frozenset[tuple[str, int]] | None:
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
            names[kind, name] = f"/D{number}{letter}{len(names)}"
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
    """Take fonts from the resources of what sets no text; tell whether that goes for all of it."""
    if b" Tf" in stream.read_bytes():
        return False
    resources = stream.get("/Resources", Dictionary())
    if "/Font" in resources:
        del resources.Font
    return all(_without_fonts(inner) for inner in _streams(resources))
