"""Say where something is painted and what people call it: paints of a page → places and names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from generator.model.geometry import Rect, pt_to_mm
from generator.model.mark import Mark
from generator.preflight.expected import Expected, Fault
from generator.preflight.reading.glyphs import Box, Glyph
from generator.preflight.reading.proof import ProofPage
from generator.preflight.reading.sources import Subject, subject_of
from generator.preflight.streams.paints import Paint

MOST_PLACES = 40
"""As many as a picture of the faults can show."""
_MOST_NAMES = 3
_MOST_LOOKED_UP, _MOST_PLACED = 20, 100
"""Of a page that is wrong all over: finding the letters of each text takes time."""
_NEAR_MM = 3.0
"""From where text is set to the ink of its first letter."""
_ROUNDING_MM = 0.05
_ONE = {"line": "a line", "shape": "a shape", "picture": "a picture", "text": "a text"}


class Named(NamedTuple):
    """What people call things that are painted."""

    names: str
    """`the answer of drempel 7, 2 pictures and a line`."""
    several: bool
    mark: Mark | None
    """Where it is written, when it is one text of ours."""

    @property
    def are(self) -> str:
        """The verb that goes with it."""
        return "are" if self.several else "is"


def place_of(box: Box, page: ProofPage) -> Rect:
    """Return where a box lies, in mm from the top left of the trim."""
    left, _, _, top = page.trim or (0.0, 0.0, 0.0, 0.0)
    return Rect(
        pt_to_mm(box[0] - left),
        pt_to_mm(top - box[3]),
        pt_to_mm(box[2] - box[0]),
        pt_to_mm(box[3] - box[1]),
    )


def whole(page: ProofPage) -> tuple[Rect, ...]:
    """Return the trim as a place; none when the page has no size."""
    size = page.size
    return (Rect(0, 0, size.width_mm, size.height_mm),) if size else ()


def is_kept(box: Box, page: ProofPage, expected: Expected) -> bool:
    """Say whether any of a box is left when the page has been cut: marks around it are not."""
    if page.size is None:
        return True
    place = place_of(box, page)
    return any(
        place.left < panel.right - _ROUNDING_MM
        and place.right > panel.left + _ROUNDING_MM
        and place.top < panel.bottom - _ROUNDING_MM
        and place.bottom > panel.top + _ROUNDING_MM
        for panel in expected.panels_on(page.number, page.size)
    )


def kept(paints: Iterable[Paint], page: ProofPage, expected: Expected) -> list[Paint]:
    """Return what is on the artwork: no marks, nothing that only masks, nothing that is cut off."""
    return [
        paint
        for paint in paints
        if not paint.is_mark and not paint.in_mask and is_kept(paint.box, page, expected)
    ]


def line_of(paint: Paint, page: ProofPage) -> tuple[Glyph, ...]:
    """Return the letters of the line that a text paint begins; none where there is no ink near."""
    x, y = pt_to_mm(paint.box[0]), pt_to_mm(paint.box[1] + (paint.box[3] - paint.box[1]) / 5)
    left, top = (pt_to_mm(page.trim[0]), pt_to_mm(page.trim[3])) if page.trim else (0.0, 0.0)
    x, y = x - left, top - y

    def away(glyph: Glyph) -> float:
        return abs(glyph.left - x) + max(glyph.top - y, 0.0, y - glyph.bottom)

    first = min(page.text.glyphs, key=away, default=None)
    if first is None or away(first) > _NEAR_MM:
        return ()
    return tuple(
        glyph
        for glyph in page.text.glyphs
        if glyph.line == first.line and glyph.position >= first.position
    )


def places_of(paints: Sequence[Paint], page: ProofPage) -> tuple[Rect, ...]:
    """Return where things are painted, each place once, and not too many."""
    places: dict[Rect, None] = {}
    for paint in paints[:_MOST_PLACED]:
        glyphs = line_of(paint, page) if paint.kind == "text" else ()
        places.setdefault(_around(glyphs) if glyphs else place_of(paint.box, page))
        if len(places) == MOST_PLACES:
            break
    return tuple(places)


def names_of(paints: Sequence[Paint], page: ProofPage, expected: Expected) -> Named:
    """Return what people call all that is painted; there is something.

    Texts come first, by name or in quotation marks; then how many pictures, lines and shapes.
    """
    texts = [paint for paint in paints if paint.kind == "text"]
    subjects: dict[str, Subject] = {}
    unknown = len(texts[_MOST_LOOKED_UP:])
    for paint in texts[:_MOST_LOOKED_UP]:
        glyphs = line_of(paint, page)
        if glyphs:
            subject = subject_of(page.text, glyphs, expected.texts)
            subjects.setdefault(subject.name, subject)
        else:
            unknown += 1
    names = list(subjects)[:_MOST_NAMES]
    counts = Counter[str](paint.kind for paint in paints if paint.kind != "text")
    counts["text"] = unknown + len(subjects) - len(names)
    for kind, one in _ONE.items():
        if counts[kind]:
            names.append(one if counts[kind] == 1 else f"{counts[kind]} {kind}s")
    said = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    several = len(names) > 1 or any(count > 1 for count in counts.values())
    mark = next(iter(subjects.values())).mark if len(subjects) == 1 else None
    return Named(said, several, mark)


def first_of_each(faults: Iterable[Fault]) -> Iterator[Fault]:
    """Yield faults that are the same on many pages once, with how many pages there are more."""
    groups: dict[str, list[Fault]] = {}
    for fault in faults:
        groups.setdefault(fault.message, []).append(fault)
    for first, *others in groups.values():
        more = len({fault.page for fault in others} - {first.page})
        yield replace(first, detail=and_more_pages(more)) if more else first


def and_more_pages(more: int) -> str:
    """Write on how many pages a fault is, too; empty for none."""
    return f"and on {more} more {'page' if more == 1 else 'pages'}" if more else ""


def _around(glyphs: Sequence[Glyph]) -> Rect:
    left, top = min(glyph.left for glyph in glyphs), min(glyph.top for glyph in glyphs)
    right, bottom = max(glyph.right for glyph in glyphs), max(glyph.bottom for glyph in glyphs)
    return Rect(left, top, right - left, bottom - top)
