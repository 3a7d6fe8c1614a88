"""Make an edition's PDF: finished shell, drawings of its slots, who hands it out → PDF bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from hashlib import sha256
from io import BytesIO
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Matrix, Name, Object, Pdf, Stream, String

from generator.finish.boxes import save
from generator.finish.drawings import NAME, Drawing
from generator.finish.dress import save_for_press
from generator.finish.graft import Graft, add_link
from generator.finish.identity import uuid_of
from generator.finish.options import Press
from generator.finish.shell import GLYPHS, PANELS, SLOT, SLOTS, SMALL_PRINT, Room, matrix, place
from generator.model.document import AUTHOR

_MARK = re.compile(rb"/MCID (\d+)")
_OF_ITS_BYTES = ("/Filter", "/DecodeParms", "/Length")
_UUID = re.compile(rb"uuid:[0-9a-f-]{36}")


@dataclass(frozen=True)
class Stamp:
    """What an edition puts on a shell."""

    drawings: Sequence[Drawing]
    """One for each slot."""
    small_print: Sequence[str]
    """What draws it on each page; nothing where the shell has no room for it."""
    author: str
    digest: bytes
    """SHA-256 of the document that this is."""


@dataclass(frozen=True)
class Shell:
    """A finished shell; what its catalogue tells is read once, however many are stamped on it."""

    pdf: bytes = field(repr=False)

    @cached_property
    def digest(self) -> bytes:
        """SHA-256 of its bytes."""
        return sha256(self.pdf).digest()

    @cached_property
    def told(self) -> Told:
        """What its catalogue tells."""
        with pikepdf.open(BytesIO(self.pdf)) as pdf:
            rooms = tuple(_room(one[SLOT]) for one in pdf.Root[SLOTS].as_list())
            packed = tuple((name, bytes(glyphs)) for name, glyphs in pdf.Root[GLYPHS].items())
            return Told(rooms, int(pdf.Root[PANELS]), len(pdf.pages), _glyphs(packed))


@dataclass(frozen=True)
class Told:
    """What the catalogue of a shell tells."""

    rooms: tuple[Room, ...]
    """Where its slots are, in order."""
    panels: int
    """How many pages it had before they were laid on sheets."""
    pages: int
    glyphs: frozenset[tuple[str, int]]
    """Those that its fonts have."""

    def has_glyphs(self, drawings: Sequence[Drawing]) -> bool:
        """Tell whether its fonts have all that is written in slots."""
        return all(one.glyphs is not None and one.glyphs <= self.glyphs for one in drawings)


@lru_cache(maxsize=16)
def _glyphs(packed: tuple[tuple[str, bytes], ...]) -> frozenset[tuple[str, int]]:
    # Shells have mostly the same: some 40 kB.
    return frozenset(
        (name, int.from_bytes(known[at : at + 2]))
        for name, known in packed
        for at in range(0, len(known), 2)
    )


def stamp(shell: Shell, stamped: Stamp, press: Press | None) -> bytes:
    """Return the edition's PDF, without the profile of the press."""
    with pikepdf.open(BytesIO(shell.pdf)) as pdf:
        return _stamped(pdf, stamped, press)


def _stamped(shell: Pdf, stamped: Stamp, press: Press | None) -> bytes:
    slots = list(shell.Root[SLOTS].as_list())
    for form, drawn in zip(shell.Root[SMALL_PRINT].as_list(), stamped.small_print, strict=False):
        form.write(drawn.encode("ascii"))
    for key in (SLOTS, GLYPHS, PANELS, SMALL_PRINT):
        del shell.Root[key]
    if Name.StructTreeRoot in shell.Root:
        _fill_elements(shell, slots, stamped)
    else:
        _fill_forms(shell, slots, stamped)
    _tell_author(shell, stamped)
    if press is not None:
        return save_for_press(shell, press.pdfx)
    shell.trailer.ID = Array([String(stamped.digest[:16])] * 2)
    return save(shell)


def _fill_forms(pdf: Pdf, slots: Sequence[Object], stamped: Stamp) -> None:
    for form, drawing in zip(slots, stamped.drawings, strict=True):
        told = form[SLOT]
        del form[SLOT]
        if "/Page" in told:
            room = _room(told)
            for link in drawing.links:
                add_link(pdf, told.Page, link, room.left, room.top)
        form.write(drawing.content)
        for kind, entries in _resources(pdf, drawing).items():
            form.Resources[kind] = entries


def _room(told: Object) -> Room:
    return Room(*map(float, told.Room.as_list()))


def _resources(pdf: Pdf, drawing: Drawing) -> Mapping[str, Object]:
    """Return what a drawing uses, as objects of `pdf`; drawings may share them."""
    return dict(pdf.copy_foreign(drawing.form.Resources).items())


def _fill_elements(pdf: Pdf, slots: Sequence[Object], stamped: Stamp) -> None:
    """Draw slots on the pages of a tagged shell, and put their structure into its tree."""
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    pages = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    for at, (element, drawing) in enumerate(zip(slots, stamped.drawings, strict=True)):
        told = element[SLOT]
        del element[SLOT]
        page, room = told.Page, _room(told)
        # Slots on one page share its resources.
        own = f"/D{at}"
        content = drawing.content.replace(NAME.encode(), own.encode())
        marked = sorted({int(number) for number in _MARK.findall(content)})
        parents = pages[int(page.StructParents)]
        shift = len(parents) - (marked[0] if marked else 0)
        for _ in marked:
            parents.append(None)
        if drawing.element is not None:
            graft = Graft(pdf, page, parents, numbers, shift, room.left, room.top)
            graft.fill(element, drawing.element)
        _draw(pdf, page, room, _renumbered(content, shift))
        for kind, entries in _resources(pdf, drawing).items():
            if kind not in page.Resources:
                page.Resources[kind] = Dictionary()
            known = page.Resources[kind]
            for name, entry in entries.items():
                entry = _placed(pdf, entry, room) if kind == "/Pattern" else entry
                known[name.replace(NAME, own)] = entry


def _placed(pdf: Pdf, pattern: Object, room: Room) -> Object:
    """Return a pattern as a page needs it: it begins at the page's corner, whatever is moved."""
    told = {key: value for key, value in pattern.items() if key not in _OF_ITS_BYTES}
    lies = Matrix(pattern.get("/Matrix", Array([1, 0, 0, 1, 0, 0])))
    told["/Matrix"] = (lies @ place(room)).as_array()
    if isinstance(pattern, Stream):
        return pdf.make_stream(pattern.read_bytes(), told)
    return pdf.make_indirect(Dictionary(told))


def _renumbered(content: bytes, shift: int) -> bytes:
    return _MARK.sub(lambda mark: b"/MCID %d" % (int(mark[1]) + shift), content)


def _draw(pdf: Pdf, page: Object, room: Room, content: bytes) -> None:
    placed = f"q {matrix(room)} cm\n".encode() + content + b"\nQ\n"
    contents = page.Contents
    if isinstance(contents, Array):
        contents.append(pdf.make_stream(placed))
    else:
        page.Contents = Array([contents, pdf.make_stream(placed)])


def _tell_author(pdf: Pdf, stamped: Stamp) -> None:
    if Name.Info in pdf.trailer and Name.Author in pdf.trailer.Info:
        pdf.trailer.Info.Author = String(stamped.author)
    metadata = pdf.Root.get("/Metadata")
    if isinstance(metadata, Stream):
        written = metadata.read_bytes().replace(
            AUTHOR.encode(), escape(stamped.author, {'"': "&quot;"}).encode()
        )
        metadata.write(_UUID.sub(b"uuid:" + uuid_of(stamped.digest.hex()).encode(), written))
