"""Find where the structure's parts stand: elements and pages → blocks of text with their boxes."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from dataclasses import dataclass

import pypdfium2.raw as pdfium
from pypdfium2 import PdfObject

from generator.model.geometry import Rect, pt_to_mm
from generator.preflight.reading.glyphs import Box
from generator.preflight.reading.once import once
from generator.preflight.reading.proof import Proof, ProofPage
from generator.preflight.tagging.tags import HEADINGS, Content, Tags, tags_of

_MOST_OBJECTS = 50_000  # of a page: a map has as many lines
_MOST_MARKS = 20  # around one object
_ARTIFACT = "Artifact\0".encode("utf-16-le")
_WHOLE = frozenset(
    ("P", "H", *HEADINGS, "Lbl", "LBody", "LI", "TH", "TD", "Caption", "Figure", "Formula", "Form",
     "Note", "TOCI", "BlockQuote", "Aside")
)  # fmt: skip
"""What is read in one go (ISO 32000-1, 14.8.4.3)."""


@dataclass(frozen=True)
class Block:
    """A paragraph, a heading or the like, as far as it stands on one page."""

    kind: str
    page: int
    box: Rect
    """In mm from the top left of the trim."""


@once
def boxes_of(proof: Proof) -> dict[Content, Rect]:
    """Return where each piece of marked content lies."""
    return {
        (page.number, number): box for page in proof.pages for number, box in _boxes(page).items()
    }


@once
def blocks_of(proof: Proof) -> tuple[Block, ...]:
    """Return the blocks of a document in the order in which they are read."""
    tags, boxes = tags_of(proof), boxes_of(proof)
    found: list[tuple[int, Block]] = []
    for at, element in enumerate(tags.elements):
        owner = _owner(tags, at)
        for content in element.contents:
            box = boxes.get(content)
            if box is None:
                continue
            block = Block(tags.elements[owner].kind, content[0], box)
            if found and found[-1][0] == owner and found[-1][1].page == block.page:
                block = Block(block.kind, block.page, union((found[-1][1].box, box)))
                found.pop()
            found.append((owner, block))
    return tuple(block for _, block in found)


def union(boxes: Iterable[Rect]) -> Rect:
    """Return the box around several; there must be one at least."""
    all_ = tuple(boxes)
    left, top = min(box.left for box in all_), min(box.top for box in all_)
    right, bottom = max(box.right for box in all_), max(box.bottom for box in all_)
    return Rect(left, top, right - left, bottom - top)


def _owner(tags: Tags, at: int) -> int:
    """Return the block that an element is part of; itself when it is in none."""
    within = at
    while within >= 0:
        if tags.elements[within].kind in _WHOLE:
            return within
        within = tags.elements[within].parent
    return at


def _boxes(page: ProofPage) -> dict[int, Rect]:
    """Return the box of each piece of marked content on a page, from what PDFium draws in it."""
    if page.trim is None:
        return {}
    edges: dict[int, Box] = {}
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    # What is inside a form is measured in the form's own space; it isn't marked on the page.
    objects = page.drawn.get_objects(max_depth=1)
    for _, thing in zip(range(_MOST_OBJECTS), objects, strict=False):
        number = pdfium.FPDFPageObj_GetMarkedContentID(thing)
        if number < 0 or is_decoration(thing):
            continue
        if not pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
            continue
        box = left.value, bottom.value, right.value, top.value
        known = edges.get(number, box)
        edges[number] = (
            min(box[0], known[0]), min(box[1], known[1]),
            max(box[2], known[2]), max(box[3], known[3]),
        )  # fmt: skip
    return {number: on_page(box, page.trim) for number, box in edges.items()}


def is_decoration(thing: PdfObject) -> bool:
    """Say whether an object is marked as an artifact, such as the number of a page."""
    name, length = (ctypes.c_ushort * (len(_ARTIFACT) // 2))(), ctypes.c_ulong()
    for at in range(min(pdfium.FPDFPageObj_CountMarks(thing), _MOST_MARKS)):
        mark = pdfium.FPDFPageObj_GetMark(thing, at)
        # A longer name doesn't fit, and leaves the buffer as it is.
        pdfium.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), length)
        if bytes(name) == _ARTIFACT:
            return True
    return False


def on_page(box: Box, trim: Box) -> Rect:
    """Return a box in points as a place in mm from the top left of the trim."""
    left, bottom, right, top = box
    return Rect(
        pt_to_mm(left - trim[0]),
        pt_to_mm(trim[3] - top),
        pt_to_mm(right - left),
        pt_to_mm(top - bottom),
    )
