"""Draw what editions share, and what they don't: shell → one-up, slots → a form for each."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from weasyprint import Page

from generator.model.document import END_ADDRESS, LETTERS, SIGNS, Html, OneUp, Slot
from generator.render.fonts import font_css, font_metrics
from generator.render.layout import lay_out, listening

_LIGATURES = "fi fl ff ffi ffl fj ij IJ"
_FACES = {
    "text-regular": "font:400 10px Text",
    "text-bold": "font:700 10px Text",
    "heading-text": "font:800 10px 'Heading Text'",
}
"""Those that slots are set in."""
_END = "drempels-slot-"
"""Begins the id of the link behind each slot: where that lies tells how high the slot is."""
_PAGE_PX = 20_000
"""Larger than any slot: nothing breaks, and nothing is cut."""
_ROUNDING_PX = 0.01
# All at one corner: how a slot is written depends on no other. WeasyPrint draws what is see-through
# as a form of its own, which parts one slot from the next.
_APART = "position:absolute;top:0;left:0;opacity:0.5"
_HEAD = re.compile(r'<html[^>]*>|<body[^>]*>|<style data-from="[^"]*">.*?</style>', re.DOTALL)
# Copyfit gives all parts of a document one text size.
_SCALE = re.compile(r"<style>[^{<]*\{--text-scale:([\d.]+);")
# What opens nothing: in a rule, a comment or a quote without an end would take in the rules behind.
_PLAIN = re.compile(r' style="([\w\s:;.,%#-]*)"')


@dataclass(frozen=True)
class SizedSlot:
    """A slot, and the size of the room that its shell has for it, in CSS pixels."""

    slot: Slot
    width_px: float
    height_px: float


@dataclass(frozen=True)
class SlotPage:
    """Slots as drawn: a page with a form for each; links to END_ADDRESS part their links."""

    pdf: bytes = field(repr=False)
    has_room: tuple[bool, ...]
    """Of each slot, whether its room is high enough."""


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
    head, _, body = html.text.partition("</head>")
    found = _HEAD.findall(f"{head}{body[: body.find('>') + 1]}")
    return "".join((*found, f"<style>:root{{--text-scale:{scale[1] if scale else 1}}}</style>"))


def render_slots(styles: str, places: Sequence[SizedSlot], *, tagged: bool) -> SlotPage:
    """Draw slots; `styles` are those that all their documents have.

    How one is drawn doesn't depend on the others. Raises RenderError.
    """
    document = lay_out(_slots_text(styles, places))
    ends = document.pages[0].anchors
    has_room = tuple(
        abs(ends[f"{_END}{number}"][1] - place.height_px) < _ROUNDING_PX
        for number, place in enumerate(places)
    )
    with listening():
        # It is taken apart at once: it needs no id, and nobody gains if it is small.
        pdf = document.write_pdf(
            pdf_variant="pdf/ua-1" if tagged else None, pdf_identifier=False, uncompressed_pdf=True
        )
    return SlotPage(pdf, has_room)


def _slots_text(styles: str, places: Sequence[SizedSlot]) -> str:
    """Return a document with one page, and all slots on it.

    They have classes instead of style attributes: what is in slots with equal ones has equal
    styles, and WeasyPrint computes these once.
    """
    page = f"@page{{size:{_PAGE_PX}px {_PAGE_PX}px;margin:0;bleed:0;@bottom-right{{content:none}}}}"
    classes: dict[str, str] = {}

    def class_of(declarations: str) -> str:
        return classes.setdefault(declarations, f"drempels-{len(classes)}")

    end = class_of("display:block")
    body = "".join(
        f'<div class="{class_of(f"width:{place.width_px:.6f}px;{_APART}")}">'
        f"{_classed(place.slot, class_of).markup}"
        f'<a id="{_END}{number}" href="{END_ADDRESS}" class="{end}"></a></div>'
        for number, place in enumerate(places)
    )
    rules = "".join(f".{name}{{{declarations}}}" for declarations, name in classes.items())
    return f"<head><title>-</title><style>{page}{rules}</style></head>{styles}{body}"


def _classed(slot: Slot, class_of: Callable[[str], str]) -> Slot:
    if not (plain := _PLAIN.fullmatch(slot.style)):
        return slot
    return replace(slot, classes=f"{slot.classes} {class_of(plain[1])}", style="")


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
