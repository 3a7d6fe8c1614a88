"""Check that all fonts are in the file, whole and sharp, and are ours."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from pikepdf import Object

from generator.preflight.expected import Expected, Fault
from generator.preflight.reading.advances import advances_drawn, advances_told
from generator.preflight.reading.proof import Proof
from generator.preflight.reading.typefaces import Font
from generator.preflight.reading.where import and_more_pages, places_of
from generator.preflight.rule import PAPER, Rule

_TYPE_3 = "Type3"
_FEWEST_WIDTHS = 6
_SAME_WIDTH = 1.0
"""Thousandths of an em, as far as the two may differ (ISO 19005-2, 6.2.11.5)."""
_MOST_OFF = 0.4
"""Share of widths that no glyph has; of another font's, some are there by chance."""


def font_embedded(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find fonts that a printer would replace, and those whose file is broken."""
    for font in proof.fonts:
        if font.kind == _TYPE_3:
            continue
        if not font.embedded:
            yield _fault(font, "is not in the file; printers replace it", proof)
        elif font.damage:
            yield _fault(font, f"is broken: {font.damage}", proof)


def font_type3(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find fonts whose letters are drawings or pictures."""
    for font in proof.fonts:
        if font.kind == _TYPE_3:
            yield _fault(font, "is drawn as Type 3, which prints coarsely", proof)


def font_subset(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find fonts that carry glyphs nobody uses."""
    for font in proof.fonts:
        if font.embedded and font.kind != _TYPE_3 and not font.is_subset:
            yield _fault(font, "is in the file as a whole, not as a subset", proof)


def font_widths(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find fonts whose file has other widths than the PDF says: it is another font's file."""
    for font in proof.fonts:
        for thing in _things(font):
            told, drawn = advances_told(thing), advances_drawn(thing)
            if len(told) < _FEWEST_WIDTHS or not len(drawn):
                continue
            after = np.searchsorted(drawn, told).clip(1, max(len(drawn) - 1, 1))
            near = drawn[np.stack((after - 1, after)).clip(max=len(drawn) - 1)]
            off = np.abs(near - told).min(axis=0)
            if (off > _SAME_WIDTH).mean() > _MOST_OFF:
                yield _fault(font, "has other widths in its file than the PDF says", proof)
                break


def _things(font: Font) -> Iterator[Object]:
    """Yield what the PDF has under a font's name: merged files have several."""
    known: set[tuple[int, int]] = set()
    for paints in font.uses.values():
        for paint in paints:
            if paint.thing is not None and paint.thing.objgen not in known:
                known.add(paint.thing.objgen)
                yield paint.thing


def foreign_font(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find fonts that are not ours: for a character that ours lack, or by mistake."""
    if expected.font_names is None:
        return
    ours = tuple(sorted(_letters(name) for name in expected.font_names))
    for font in proof.fonts:
        if not _letters(font.bare_name).startswith(ours):
            used = "".join(
                sorted({letter for page in font.uses for letter in _set_in(font, page, proof)})
            )
            yield _fault(font, f"is not ours; set in it: {used or 'nothing'}", proof)


def _fault(font: Font, what: str, proof: Proof) -> Fault:
    """Tell of a font where it is used first."""
    first = min(font.uses)
    places = places_of(font.uses[first], proof.pages[first - 1])
    more = and_more_pages(len(font.uses) - 1)
    return Fault(f"font '{font.bare_name}' {what}", first, places, more)


def _set_in(font: Font, page: int, proof: Proof) -> str:
    """Return the characters on a page that are set in a font, with whatever subset tag."""
    return "".join(
        characters
        for name, characters in proof.pages[page - 1].font_names.items()
        if name == font.name or name == font.bare_name or name.endswith(f"+{font.bare_name}")
    )


def _letters(name: str) -> str:
    """Return a font name as it compares: family names have spaces where PostScript names don't."""
    return "".join(character for character in name.casefold() if character.isalnum())


RULES = (
    Rule(
        id="font-embedded",
        severity="error",
        why="A font that isn’t in the file is replaced.",
        source="ISO 15930-7, on fonts; ISO 14289-1, 7.21.4",
        cure="Embed all fonts when you export.",
        check=font_embedded,
    ),
    Rule(
        id="font-type3",
        severity="error",
        why="Letters that are pictures print coarsely, and can’t be made sharper.",
        source="ISO 32000-1, 9.6.5; print shops turn them away",
        cure="Use a TrueType or OpenType font, and export again.",
        check=font_type3,
        targets=PAPER,
    ),
    Rule(
        id="font-widths",
        severity="error",
        why="When files are merged, a font can get the letters of another: others are printed.",
        source="ISO 14289-1, 7.21.5; ISO 19005-2, 6.2.11.5",
        cure="Export each file again from its program, and merge them with another tool.",
        check=font_widths,
    ),
    Rule(
        id="font-subset",
        severity="warning",
        why="A whole font is heavy, and may breach its licence.",
        source="The licences of most fonts",
        cure="Export with subset fonts.",
        check=font_subset,
    ),
    Rule(
        id="foreign-font",
        severity="error",
        why="Another font stands out, and may lack a licence.",
        source="The design of the campaign",
        cure="Use characters that the campaign’s own fonts have.",
        check=foreign_font,
    ),
)
