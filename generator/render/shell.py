"""Draw what editions share, and what they don't: shell → one-up, slots → a page an edition."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate

from weasyprint import Page

from generator.model.document import LETTERS, SIGNS, Html, OneUp, Slot
from generator.render.fonts import font_css, font_metrics
from generator.render.layout import lay_out, listening

_LIGATURES = "fi fl ff ffi ffl fj ij IJ"
_FACES = {
    "text-regular": "font:400 10px Text",
    "text-bold": "font:700 10px Text",
    "heading-text": "font:800 10px 'Heading Text'",
}
"""Those that slots are set in."""
_ANCHOR = "drempels-slot-"
_GAP_PX = 100
_PAGE_PX = 20_000
"""Larger than what any edition needs: a page of its own size would be drawn otherwise."""
_ROUNDING_PX = 0.01
# WeasyPrint draws what is see-through as a form of its own: that parts one slot from the next.
_APART = "opacity:0.5"
_HEAD = re.compile(r'<html[^>]*>|<body[^>]*>|<style data-from="[^"]*">.*?</style>', re.DOTALL)
# Copyfit gives all parts of a document one text size.
_SCALE = re.compile(r"<style>[^{<]*\{--text-scale:([\d.]+);")


@dataclass(frozen=True)
class Place:
    """Room for a slot: its size in CSS pixels."""

    slot: Slot
    width_px: float
    height_px: float


@dataclass(frozen=True)
class SlotPages:
    """Slots as drawn: a page for each edition, on it a form for each of its slots in order."""

    pdf: bytes = field(repr=False)
    has_room: tuple[bool, ...]
    """Of each edition, whether all its slots have room; else it has no page."""


def render_shell(html: Html, *, tagged: bool) -> OneUp:
    """Draw a shell, and behind its pages one with all letters that its slots may need.

    Shell and slots then have one subset of each font: two made apart may bear one tag and hold
    different glyphs, which a press can't tell. Raises RenderError. Same input, same bytes.
    """
    document = lay_out(html.text)
    pages = [*document.pages, *_alphabet_pages()]
    with listening():
        pdf = document.copy(pages).write_pdf(
            pdf_variant="pdf/ua-1" if tagged else None,
            pdf_identifier=hashlib.sha256(html.text.encode()).digest()[:16],
        )
    return OneUp(pdf, html.trim, html.bleed_mm)


def slot_styles(html: Html) -> str:
    """Return what the looks of a document's slots depend on beside themselves."""
    scale = _SCALE.search(html.text)
    found = [*_HEAD.findall(html.text)]
    return "".join((*found, f"<style>:root{{--text-scale:{scale[1] if scale else 1}}}</style>"))


def render_slots(styles: str, editions: Sequence[Sequence[Place]], *, tagged: bool) -> SlotPages:
    """Draw the slots of editions; `styles` are those that all their documents have.

    How one edition is drawn doesn't depend on the others. Raises RenderError.
    """
    document = lay_out(_slots_text(styles, editions))
    tops = [{name: at[1] for name, at in page.anchors.items()} for page in document.pages]
    # An edition whose slots take two pages shifts those that come after it.
    first = {
        int(name.split("-")[2]): page
        for page in reversed(range(len(tops)))
        for name in tops[page]
        if name.startswith(_ANCHOR)
    }
    has_room = tuple(
        all(
            abs(tops[first[number]].get(f"{_ANCHOR}{number}-{at}", -1) - top) < _ROUNDING_PX
            for at, top in enumerate(tops_of(places))
        )
        for number, places in enumerate(editions)
    )
    pages = [document.pages[first[number]] for number, fits in enumerate(has_room) if fits]
    with listening():
        # Every file has an id; that of pages which are taken apart isn't seen.
        pdf = document.copy(pages).write_pdf(
            pdf_variant="pdf/ua-1" if tagged else None, pdf_identifier=b"slots"
        )
    return SlotPages(pdf, has_room)


def tops_of(places: Sequence[Place]) -> list[float]:
    """Return where each slot begins, and where the last one ends."""
    return list(accumulate((place.height_px + _GAP_PX for place in places), initial=0))


def _slots_text(styles: str, editions: Sequence[Sequence[Place]]) -> str:
    """Return a document with a page for each edition and its slots one below the other."""
    page = f"@page{{size:{_PAGE_PX}px {_PAGE_PX}px;margin:0;bleed:0;@bottom-right{{content:none}}}}"
    body = "".join(_page_of(number, places) for number, places in enumerate(editions))
    return f"<head><title>-</title><style>{page}</style></head>{styles}{body}"


def _page_of(number: int, places: Sequence[Place]) -> str:
    name = f"{_ANCHOR}{number}"
    slots = "".join(
        f'<div id="{name}-{at}" style="width:{place.width_px:.6f}px;{_APART}">{place.slot.markup}'
        f'</div><div style="height:{_GAP_PX}px"></div>'
        for at, place in enumerate(places)
    )
    return f'<div style="break-before:page">{slots}<div id="{name}-{len(places)}"></div></div>'


@cache
def _alphabet_pages() -> Sequence[Page]:
    """Return the page with the alphabet: laid out once, drawn with each shell."""
    return tuple(lay_out(_alphabet()).pages)


def _alphabet() -> str:
    """Return a page on which all letters stand, each by itself, and what some of them join to."""
    lines = "".join(
        f'<p style="{face}">{_letters(name)} {_LIGATURES}</p>' for name, face in _FACES.items()
    )
    style = f'<style data-from="">{font_css()}</style>'
    return f"<html><head>{style}<title>-</title></head><body>{lines}</body></html>"


@cache
def _letters(face: str) -> str:
    known = font_metrics(face).widths
    return "".join(f"&#{ord(one)};" for one in f"{LETTERS}{SIGNS}\xa0" if ord(one) in known)
