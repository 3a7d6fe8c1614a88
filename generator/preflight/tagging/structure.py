"""Check what a screen reader goes by: structure, headings, texts for pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.model.geometry import Rect
from generator.preflight.expected import Expected, Fault
from generator.preflight.reading.proof import Proof, entry
from generator.preflight.reading.sources import subject_of
from generator.preflight.reading.spots import spots_of
from generator.preflight.rule import SCREEN, Rule
from generator.preflight.tagging.blocks import boxes_of, union
from generator.preflight.tagging.disguised import disguised_headings
from generator.preflight.tagging.seen import seen
from generator.preflight.tagging.tags import HEADINGS, Element, tags_of

_HEADINGS_AND_TITLES = (*HEADINGS, "H", "Title")
_NO_DESCRIPTION = re.compile(
    r"(?:an? |the |een |de |het |eine? |une? )?"
    r"(?:image|img|picture|pic|photo|photograph|illustration|graphic|figure|drawing|icon|alt|"
    r"alt[ -]?text|afbeelding|plaatje|foto|illustratie|figuur|tekening|grafiek|icoon|pictogram|"
    r"poster|flyer|folder|banner|omslag|cover|bild|abbildung|grafik|zeichnung|symbol|dessin|imagen|unknown|untitled|naamloos)"
    r"[\s_.:#-]*\d*",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"\S*\.(?:png|jpe?g|gif|svg|tiff?|bmp|webp|heic|ai|eps|psd|indd|pdf)(?:[?#].*)?"
    r"|(?:img|dsc[nf]?|pict|p|screenshot|scan|whatsapp image|schermafbeelding)[\s_-]*\d[\d\s_.-]*",
    re.IGNORECASE,
)

_SAME_SHAPE = 1.2
"""Of the wider of two pictures; the box of one that is drawn has its lines around it."""
_THINNEST_MM = 0.1


def tagged(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find a screen document without the structure that screen readers go by."""
    root = proof.pdf.Root
    # ISO 14289-1, 6.2 and 7.1: marked, with a structure tree, and the title in the window's bar.
    if not _is_true(entry(root, "MarkInfo", "Marked")):
        yield Fault("the document is not marked as tagged")
    if entry(root, "StructTreeRoot") is None:
        yield Fault("the document has no structure tree")
    else:
        yield from _left_out(proof, expected)
    if not _is_true(entry(root, "ViewerPreferences", "DisplayDocTitle")):
        yield Fault("readers show the file's name in place of the document's title")


def heading_order(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find headings that skip a level, begin below the first, or have no words."""
    tags, level = tags_of(proof), 0
    if tags.elements and not any(one.kind in _HEADINGS_AND_TITLES for one in tags.elements):
        if looks_like_one := next(disguised_headings(proof), None):
            words = looks_like_one.page.text.quote(looks_like_one.glyphs)
            yield Fault(
                f"the document has no headings; {words} only looks like one",
                cure="Tag headings as headings, beginning with one of level 1.",
            )
        return
    for at, element in enumerate(tags.elements):
        if element.kind not in HEADINGS:
            continue
        page, glyphs, place = seen(proof, tags.contents(at))
        if not glyphs and not _has_words(tags.inside(at)):
            number = page.number if page else element.page
            yield Fault(f"a heading of level {element.kind[1]} is empty", number, place)
            continue
        before, level = level, int(element.kind[1])
        if level <= before + 1:
            continue
        name = "a heading"
        if page and glyphs:
            name = f"the heading {page.text.quote(glyphs)}"
        after = f"comes after one of level {before}" if before else "is the first"
        mark = subject_of(page.text, glyphs, expected.texts).mark if page and glyphs else None
        number = page.number if page else element.page
        yield Fault(f"{name} is of level {level} and {after}", number, place, mark=mark)


def alt_text(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find pictures that a screen reader has nothing to say of, or nothing that helps."""
    tags, told = tags_of(proof), dict[str, Rect]()
    for at, element in enumerate(tags.elements):
        if element.kind not in ("Figure", "Formula"):
            continue
        within_told = any(one.kind == element.kind and one.alt for one in tags.holders(at))
        if within_told:
            continue
        page, _, place = seen(proof, tags.contents(at))
        number = page.number if page else element.page
        if message := _wrong_description(element):
            yield Fault(message, number, place)
        elif place and element.alt and not _is_alike(told.setdefault(element.alt, *place), *place):
            yield Fault(
                f"the text for two different pictures is the same: '{element.alt}'", number, place
            )


def _is_alike(one: Rect, other: Rect) -> bool:
    """Say whether two pictures have the same shape, as one that comes back has."""
    shapes = sorted(box.width / max(box.height, _THINNEST_MM) for box in (one, other))
    return shapes[1] <= shapes[0] * _SAME_SHAPE


def _wrong_description(element: Element) -> str:
    """Return what is wrong with the text for a picture; empty when nothing is."""
    text = " ".join((element.alt or element.actual or "").split())
    thing = "a picture" if element.kind == "Figure" else "a formula"
    if not text:
        return f"{thing} has no text for who can't see it"
    if _FILE.fullmatch(text):
        return f"the text for {thing} is the name of a file: '{text}'"
    if _NO_DESCRIPTION.fullmatch(text) or not any(letter.isalnum() for letter in text):
        return f"the text for {thing} says nothing: '{text}'"
    return ""


def _left_out(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Tell of each page what is drawn as part of the structure, but isn't in it."""
    tags = tags_of(proof)
    if not tags.is_whole:
        return
    known = {content for element in tags.elements for content in element.contents}
    boxes = boxes_of(proof)
    for page in proof.pages:
        places = [box for at, box in boxes.items() if at[0] == page.number and at not in known]
        glyphs = spots_of(proof)[page.number].glyphs_in(*places)
        # In others' files it is often the number of a page, which nobody who listens needs.
        if any(expected.is_ours or glyph.character.isalpha() for glyph in glyphs):
            yield Fault(
                f"text is left out of the structure: {page.text.quote(glyphs)}",
                page.number,
                (union(places),),
            )


def _has_words(elements: Iterable[Element]) -> bool:
    return any((one.alt or one.actual or "").strip() for one in elements)


def _is_true(value: object) -> bool:
    return value is True


RULES = (
    Rule(
        id="tagged",
        severity="error",
        why="A screen reader finds its way by the structure.",
        source="ISO 14289-1, 6.2 and 7.1",
        cure="Export as tagged PDF.",
        check=tagged,
        targets=SCREEN,
    ),
    Rule(
        id="heading-order",
        severity="error",
        why="Readers jump from heading to heading; a level that is missing looks like lost text.",
        source="ISO 14289-1, 7.4.2; WCAG 2.2, 1.3.1",
        cure="Begin with a heading of level 1, and go down one level at a time.",
        check=heading_order,
        targets=SCREEN,
    ),
    Rule(
        id="alt-text",
        severity="error",
        why="Who can’t see a picture hears its text.",
        source="ISO 14289-1, 7.3; WCAG 2.2, 1.1.1",
        cure="Say in a few words what it shows, or mark it as decoration.",
        check=alt_text,
        targets=SCREEN,
    ),
)
