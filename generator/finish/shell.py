"""Finish a shell: its one-up, with links where its slots are → finished PDF with empty slots."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Matrix, Name, Object, Page, Pdf, String

from generator.finish.boxes import save
from generator.finish.graft import PT_PER_PX
from generator.finish.text import SubsetFont, embed_font
from generator.model.document import SLOT_ADDRESS, OneUp

SLOTS = "/DrempelsSlots"
"""In the catalogue of a shell: its slots in order. Nothing of this is left in a finished PDF."""
SLOT = "/DrempelsSlot"
"""In a form or a structure element: the number of its slot and where that lies."""
GLYPHS = "/DrempelsGlyphs"
"""In the catalogue of a shell: the glyphs that each font has, two bytes each."""
SMALL_PRINT = "/DrempelsSmallPrint"
"""In the catalogue of a shell: an empty form on each page, for small print beside the artwork."""
PANELS = "/DrempelsPanels"
"""In the catalogue of a shell: how many pages there are before they are laid on sheets."""
_FAR_PX = 2000
"""What sticks out of a slot is drawn, too."""
_PLACES = 4
"""Decimal places of a pixel: 26 nm."""
_DRAWN = re.compile(rb"/(Slot\d+) Do")
_IN_MAP = re.compile(rb"<([0-9a-fA-F]{4})> <")


@dataclass(frozen=True)
class Room:
    """Where a slot lies on its page, in points from the left and the bottom."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def size_px(self) -> tuple[float, float]:
        """Width and height in CSS pixels, rounded: what is drawn in equal rooms is drawn once."""
        width, height = self.right - self.left, self.top - self.bottom
        return round(width / PT_PER_PX, _PLACES), round(height / PT_PER_PX, _PLACES)


@dataclass(frozen=True)
class EmptyShell:
    """A shell that is yet to be finished, and what finishing leaves behind."""

    one_up: OneUp
    panels: int
    glyphs: dict[str, bytes]
    """Of each font, two bytes a glyph."""


def empty_slots(one_up: OneUp) -> EmptyShell:
    """Return a shell with an empty form, or in a tagged one an empty element, for each slot.

    The links that hold their places are gone, and so is the last page, which has the alphabet.
    """
    with pikepdf.open(BytesIO(one_up.pdf)) as pdf:
        glyphs = _glyphs(pdf.pages[0])
        _drop_last_page(pdf)
        for page in pdf.pages:
            page.contents_coalesce()
            # What comes after the page's own content begins with a clean graphics state.
            own = page.obj.Contents.read_bytes()
            places = "".join(_emptied(pdf, page))
            page.obj.Contents = pdf.make_stream(b"q\n" + own + b"\nQ\n" + places.encode())
        emptied = OneUp(save(pdf), one_up.trim, one_up.bleed_mm)
        return EmptyShell(emptied, len(pdf.pages), glyphs)


def list_slots(finished: bytes, empty: EmptyShell, font: tuple[str, SubsetFont] | None) -> bytes:
    """Return a finished shell whose catalogue tells where its slots are.

    With a font, each page gets a form for its small print, too.
    """
    with pikepdf.open(BytesIO(finished)) as pdf:
        found = [
            one
            for one in pdf.objects
            if isinstance(one, Dictionary | pikepdf.Stream) and SLOT in one
        ]
        pdf.Root[SLOTS] = Array(sorted(found, key=lambda one: int(one[SLOT].Number)))
        _tell_pages(pdf)
        pdf.Root[GLYPHS] = Dictionary({name: String(known) for name, known in empty.glyphs.items()})
        pdf.Root[PANELS] = empty.panels
        pdf.Root[SMALL_PRINT] = Array(_small_print_forms(pdf, *font) if font else [])
        return save(pdf)


def _tell_pages(pdf: Pdf) -> None:
    """Tell slots that pages show by themselves where that is: there, links go with them."""
    for page in pdf.pages:
        for name in _DRAWN.findall(page.obj.Contents.read_bytes()):
            page.resources.XObject[f"/{name.decode()}"][SLOT].Page = page.obj


def _small_print_forms(pdf: Pdf, name: str, font: SubsetFont) -> list[Object]:
    embedded = embed_font(pdf, font)
    forms: list[Object] = []
    for page in pdf.pages:
        form = pdf.make_stream(
            b"",
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=page.mediabox,
            Resources=Dictionary(Font=Dictionary({f"/{name}": embedded})),
        )
        page.obj.Resources.XObject["/SmallPrint"] = form
        page.obj.Contents.write(page.obj.Contents.read_bytes() + b"/SmallPrint Do\n")
        forms.append(form)
    return forms


def _glyphs(page: Page) -> dict[str, bytes]:
    """Return the glyphs of each font, as the maps for copying text name them."""
    found = {}
    for name, font in page.resources.get("/Font", Dictionary()).items():
        known = sorted({int(glyph, 16) for glyph in _IN_MAP.findall(font.ToUnicode.read_bytes())})
        found[name] = b"".join(glyph.to_bytes(2) for glyph in known)
    return found


def _drop_last_page(pdf: Pdf) -> None:
    page = pdf.pages[-1].obj
    if Name.StructTreeRoot in pdf.Root:
        root = pdf.Root.StructTreeRoot
        whole = root.K[0]
        whole.K = Array([one for one in whole.K.as_list() if one.Pg.objgen != page.objgen])
        _forget_parents(root, {int(page.StructParents)})
    del pdf.pages[-1]


def _forget_parents(root: Object, gone: set[int]) -> None:
    """Take numbers out of the tree that leads from what is on pages to structure."""
    numbers = root.ParentTree.Nums.as_list()
    kept = [
        one
        for at in range(0, len(numbers), 2)
        if int(numbers[at]) not in gone
        for one in numbers[at : at + 2]
    ]
    root.ParentTree.Nums = Array(kept)


def _emptied(pdf: Pdf, page: Page) -> Iterator[str]:
    """Take the links of slots from a page; yield what draws the forms that come in their place."""
    kept = []
    for link in page.obj.get("/Annots", Array()).as_list():
        address = str(link.get("/A", Dictionary()).get("/URI", ""))
        if not address.startswith(SLOT_ADDRESS):
            kept.append(link)
            continue
        number = int(address.removeprefix(SLOT_ADDRESS))
        room = Room(*map(float, link.Rect.as_list()))
        if Name.StructParent in link:
            _empty_element(pdf, page, link, _told(number, room))
        else:
            yield _empty_form(pdf, page, number, room)
    if kept:
        page.obj.Annots = Array(kept)
    elif Name.Annots in page.obj:
        del page.obj.Annots


def _told(number: int, room: Room) -> Dictionary:
    edges = [room.left, room.top, room.right, room.bottom]
    return Dictionary(Number=number, Room=Array(edges))


def _empty_element(pdf: Pdf, page: Page, link: Object, told: Dictionary) -> None:
    """Let a slot's link be an element that is still empty."""
    root, at = pdf.Root.StructTreeRoot, int(link.StructParent)
    numbers = iter(root.ParentTree.Nums.as_list())
    element = next(one for number, one in zip(numbers, numbers, strict=True) if int(number) == at)
    element.S, element.K = Name.Div, Array()
    told.Page = page.obj
    element[SLOT] = told
    _forget_parents(root, {at})


def _empty_form(pdf: Pdf, page: Page, number: int, room: Room) -> str:
    """Put a form into a page's resources; return what draws it, in CSS pixels from its corner."""
    width, height = room.size_px
    form = pdf.make_stream(
        b"",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([-_FAR_PX, -_FAR_PX, width + _FAR_PX, height + _FAR_PX]),
        Resources=Dictionary(Font=page.resources.Font),
    )
    form[SLOT] = _told(number, room)
    name = f"/Slot{number}"
    page.resources.XObject[name] = form
    return f"q {matrix(room)} cm {name} Do Q\n"


def place(room: Room) -> Matrix:
    """Return what brings a slot's CSS pixels, downward from its corner, to its place."""
    return Matrix(PT_PER_PX, 0, 0, -PT_PER_PX, room.left, room.top)


def matrix(room: Room) -> str:
    """Return the same as it stands before `cm`."""
    return f"{PT_PER_PX} 0 0 -{PT_PER_PX} {room.left:.6f} {room.top:.6f}"
