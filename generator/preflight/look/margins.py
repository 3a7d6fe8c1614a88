"""Check that text and pictures stay clear of the cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from generator.model.geometry import Rect
from generator.preflight.expected import Expected, Fault
from generator.preflight.reading.artwork import by_panel
from generator.preflight.reading.drawn import drawings
from generator.preflight.reading.glyphs import Glyph, around
from generator.preflight.reading.proof import Proof, ProofPage
from generator.preflight.reading.sources import Subject, by_subject
from generator.preflight.rule import Rule

_TOLERANCE_MM = 0.05
_CROSSES_MM = 0.3
"""What ends so near the trim is meant to reach it."""
_MOST_PICTURES = 8
"""Pictures that are told of a page."""
_SIDES = ("left", "top", "right", "bottom")


def safe_area(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find text and pictures so near the trim that a cut that strays goes through them."""
    safe_mm = expected.safe_area_mm
    if safe_mm is None or expected.is_clipped:
        return
    for page in proof.pages:
        panels = []
        for panel, glyphs in by_panel(page, expected):
            panels.append(panel)
            for side in _SIDES:
                yield from _near_text(page, glyphs, panel, side, expected)
        yield from _near_pictures(page, panels, safe_mm)


def _near_text(
    page: ProofPage, glyphs: Sequence[Glyph], panel: Rect, side: str, expected: Expected
) -> Iterator[Fault]:
    """Tell which texts come too near one side of a panel, and about how much is too long."""
    safe_mm = expected.safe_area_mm or 0
    near = [one for one in glyphs if _distance(one, panel, side) < safe_mm - _TOLERANCE_MM]
    for subject, words in by_subject(page.text, near, expected.texts):
        distance = min(_distance(one, panel, side) for one in words)
        yield Fault(
            f"{subject.name} {_how_near(distance, side)}",
            page.number,
            (around(words),),
            f"safe area {safe_mm:g} mm",
            _shorten(subject, words, safe_mm - distance, side),
            subject.mark,
        )


def _how_near(distance_mm: float, side: str) -> str:
    if distance_mm < 0:
        return f"runs {-distance_mm:.1f} mm past the {side} trim"
    return f"comes within {distance_mm:.1f} mm of the {side} trim"


def _shorten(subject: Subject, glyphs: Sequence[Glyph], missing_mm: float, side: str) -> str:
    """Return what helps: of our own text, by about how many characters to shorten it."""
    if subject.source is None:
        return ""
    if side in ("top", "bottom"):
        excess = len(glyphs)  # the lines that lie too low are to go
    else:
        box = around(glyphs)
        lines = len({glyph.line for glyph in glyphs})
        width_mm = max(box.width * lines / len(glyphs), 0.1)
        excess = ceil(missing_mm / width_mm) * lines
    return f"Shorten it by about {min(excess, len(subject.source.text))} characters."


def _near_pictures(page: ProofPage, panels: Sequence[Rect], safe_mm: float) -> Iterator[Fault]:
    """Find pictures that end short of the trim, but too near it; full-bleed ones go past it."""
    told = 0
    for drawing in drawings(page):
        panel = next((one for one in panels if _lies_in(drawing.box, one)), None)
        if panel is None:
            continue
        distances = {side: _distance(drawing.box, panel, side) for side in _SIDES}
        near = {
            side: distance
            for side, distance in distances.items()
            if _CROSSES_MM < distance < safe_mm - _TOLERANCE_MM
        }
        if near and told < _MOST_PICTURES:
            told += 1
            side = min(near, key=lambda one: near[one])
            yield Fault(
                f"a {'picture' if drawing.is_picture else 'drawing'} {_how_near(near[side], side)}",
                page.number,
                (drawing.box,),
                f"safe area {safe_mm:g} mm",
                "Move it away from the trim, or let it run on past it into the bleed.",
            )


def _distance(thing: Glyph | Rect, panel: Rect, side: str) -> float:
    """Return how far inside a panel's side something ends, in mm; less than 0 past it."""
    match side:
        case "left":
            return thing.left - panel.left
        case "top":
            return thing.top - panel.top
        case "right":
            return panel.right - thing.right
        case _:
            return panel.bottom - thing.bottom


def _lies_in(box: Rect, panel: Rect) -> bool:
    """Say whether the middle of a box lies in a panel."""
    across, down = box.left + box.width / 2, box.top + box.height / 2
    return panel.left <= across <= panel.right and panel.top <= down <= panel.bottom


RULES = (
    Rule(
        id="safe-area",
        severity="error",
        why="A cut strays by a millimetre or more, and goes through what is too near.",
        source="The product and the print shop; of other tools' files 3 mm, trade practice",
        cure="Move it further from the trim.",
        check=safe_area,
    ),
)
