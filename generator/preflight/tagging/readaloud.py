"""Check that what is read aloud in place of text is that text, and that none is passed over."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2.raw as pdfium

from generator.model.geometry import Rect
from generator.preflight.differing import likeness
from generator.preflight.expected import Expected, Fault
from generator.preflight.folding import by_page
from generator.preflight.reading.glyphs import Glyph
from generator.preflight.reading.printed import letters, solid
from generator.preflight.reading.proof import Proof, ProofPage
from generator.preflight.reading.spots import spots_of
from generator.preflight.rule import SCREEN, Rule
from generator.preflight.symbols.addresses import web_address
from generator.preflight.symbols.qr import plain_codes
from generator.preflight.tagging.blocks import blocks_of, is_decoration, on_page, union
from generator.preflight.tagging.seen import seen
from generator.preflight.tagging.tags import HEADINGS, Element, tags_of

_TEXTS = frozenset(
    ("P", "H", *HEADINGS, "LI", "LBody", "Span", "TH", "TD", "Caption", "BlockQuote", "Title",
     "Document", "Part", "Art", "Sect", "Div")
)  # fmt: skip
_ALIKE = 0.6
"""Of the words: abbreviations that are read in full, and signs that are read as words, differ."""
_FEWEST_WORDS = 3  # page numbers and names of chapters are passed over on purpose
_MOST_OBJECTS = 50_000


def read_aloud(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find text in place of which something else is read."""
    tags = tags_of(proof)
    for at, element in enumerate(tags.elements):
        said = element.alt or element.actual
        if not said or element.kind not in _TEXTS:
            continue
        page, glyphs, place = seen(proof, tags.contents(at))
        if page and not _is_said(glyphs, page, said, exactly=expected.is_ours):
            words = " ".join(said.split()[:8])
            message = f"{page.text.quote(glyphs)} is read aloud as '{words}'"
            yield Fault(message, page.number, place)


def _is_said(glyphs: list[Glyph], page: ProofPage, said: str, *, exactly: bool) -> bool:
    printed = [page.text.words[at] for at in dict.fromkeys(glyph.word for glyph in glyphs)]
    wanted, heard = solid(letters(glyphs)), solid(said)
    if wanted == heard or not any(one.isalnum() for one in wanted):
        return True
    if exactly or _digits(wanted) != _digits(heard):
        return False
    return len(printed) < _FEWEST_WORDS or likeness(printed, said.split()) >= _ALIKE


def _digits(text: str) -> str:
    return "".join(one for one in text if one.isdigit())


@by_page
def text_passed_over(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find sentences that are marked as decoration, between text that is read aloud."""
    if not tags_of(proof).elements:
        return
    blocks = blocks_of(proof)
    for page in proof.pages:
        tops = [block.box.top for block in blocks if block.page == page.number]
        boxes = list(_decorations(page)) if tops else []
        glyphs = [
            glyph
            for glyph in (spots_of(proof)[page.number].glyphs_in(*boxes) if boxes else ())
            if min(tops) < glyph.top < max(tops) and not glyph.turned_deg
        ]
        words = {glyph.word for glyph in glyphs if glyph.character.isalpha()}
        if len(words) >= _FEWEST_WORDS:
            message = f"{page.text.quote(glyphs)} is marked as decoration, and not read aloud"
            yield Fault(message, page.number, (union(boxes),))


def _decorations(page: ProofPage) -> Iterator[Rect]:
    """Yield the boxes of text that is an artifact."""
    if page.trim is None:
        return
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    objects = page.drawn.get_objects((pdfium.FPDF_PAGEOBJ_TEXT,), max_depth=1)
    for _, thing in zip(range(_MOST_OBJECTS), objects, strict=False):
        if is_decoration(thing) and pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
            yield on_page((left.value, bottom.value, right.value, top.value), page.trim)


@by_page
def code_alt(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find codes whose text for who can't see them speaks of something else."""
    tags = tags_of(proof)
    codes = plain_codes(proof)
    for at, element in enumerate(tags.elements if codes else ()):
        if element.kind != "Figure" or not element.alt:
            continue
        page, _, place = seen(proof, tags.contents(at))
        for code in codes:
            is_on_it = page and code.page == page.number and _holds(place[0], code.place)
            if is_on_it and not _speaks_of(element, code.text):
                yield Fault(
                    f"the text for a QR code is '{element.alt}'; the code leads to '{code.text}'",
                    code.page,
                    (code.place,),
                )


def _holds(figure: Rect, code: Rect) -> bool:
    """Say whether a figure is the code, and not a page that has a code on it."""
    across, down = code.left + code.width / 2, code.top + code.height / 2
    is_inside = figure.left <= across <= figure.right and figure.top <= down <= figure.bottom
    return is_inside and figure.width < 2 * code.width and figure.height < 2 * code.height


def _speaks_of(element: Element, text: str) -> bool:
    alt, address = (element.alt or "").casefold(), web_address(text)
    return "code" in alt or "qr" in alt or (address is not None and address.host in alt)


RULES = (
    Rule(
        id="read-aloud",
        severity="error",
        why="Who listens must get what everybody else reads.",
        source="ISO 14289-1, 7.3; ISO 32000-1, 14.9.3 and 14.9.4",
        cure="Take the alternate or the actual text off: text needs none.",
        check=read_aloud,
        targets=SCREEN,
    ),
    Rule(
        id="text-passed-over",
        severity="warning",
        why="Decoration is passed over by screen readers, and the reader never knows.",
        source="ISO 14289-1, 7.1",
        cure="Tag it as text.",
        check=text_passed_over,
        targets=SCREEN,
    ),
    Rule(
        id="qr-alt",
        severity="warning",
        why="Who can’t see a code wants the address that it leads to.",
        source="WCAG 2.2, 1.1.1",
        cure="Say that it is a QR code, and where it leads.",
        check=code_alt,
        targets=SCREEN,
    ),
)
