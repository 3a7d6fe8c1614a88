"""Check that pages stand upright and read from left to right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from generator.model.finding import Severity
from generator.preflight.expected import Expected, Fault, Panel
from generator.preflight.reading.glyphs import Glyph
from generator.preflight.reading.proof import Proof, ProofPage
from generator.preflight.reading.resources import turn_of
from generator.preflight.reading.where import whole
from generator.preflight.rule import Rule

_NEARLY_ALL = 0.9
_FEWEST_LETTERS = 10
_QUARTER_DEG = 90
_HALF_TURN_DEG = 180


def mirrored(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find pages whose text is in mirror writing."""
    for page in proof.pages:
        glyphs = page.text.glyphs
        backward = sum(glyph.is_mirrored for glyph in glyphs)
        if len(glyphs) >= _FEWEST_LETTERS and backward >= _NEARLY_ALL * len(glyphs):
            yield Fault("the page is mirrored: its text is in mirror writing", page.number,
                        whole(page))  # fmt: skip


def upside_down(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find pages and panels that stand on their heads."""
    for page in proof.pages:
        # Ours have no turn of their own: the rule on page boxes sees to that.
        turn_deg = 0.0 if expected.is_ours else turn_of(proof.pdf.pages[page.number - 1].obj)
        panels = _panels_on(page, expected)
        turns = {panel.turned_deg for panel in panels}
        glyphs = page.text.glyphs
        if len(turns) == 1 and _stands(glyphs, turn_deg - turns.pop()) == _HALF_TURN_DEG:
            severity: Severity | None = None if expected.is_ours else "warning"
            yield Fault("the page is upside down", page.number, whole(page), severity=severity)
            continue
        for panel in panels if len(panels) > 1 else ():
            glyphs = page.glyphs_in((panel.place,))
            if _stands(glyphs, turn_deg - panel.turned_deg) == _HALF_TURN_DEG:
                yield Fault("a panel is upside down", page.number, (panel.place,))


def _panels_on(page: ProofPage, expected: Expected) -> tuple[Panel, ...]:
    """Return what is to stand upright by itself; of a page in unknown parts, nothing."""
    if page.number <= len(expected.placed):
        return expected.placed[page.number - 1]
    if expected.layout or expected.is_clipped:
        return ()
    return tuple(Panel(page.number - 1, place) for place in whole(page))


def _stands(glyphs: Sequence[Glyph], turned_deg: float) -> int | None:
    """Return how far nearly all letters are turned, to a quarter; None when they differ."""
    if len(glyphs) < _FEWEST_LETTERS:
        return None
    quarters = Counter(
        round((glyph.turned_deg + turned_deg) / _QUARTER_DEG) % 4
        for glyph in glyphs
        if not glyph.is_mirrored
    )
    quarter, count = quarters.most_common(1)[0] if quarters else (0, 0)
    return quarter * _QUARTER_DEG if count >= _NEARLY_ALL * len(glyphs) else None


RULES = (
    Rule(
        id="mirrored",
        severity="error",
        why="Nobody reads mirror writing, and no phone reads the code.",
        source="Trade practice: files are right-reading",
        cure="Export it again unmirrored. A print shop mirrors for the back of glass by itself.",
        check=mirrored,
    ),
    Rule(
        id="upside-down",
        severity="error",
        why="A side that stands on its head stays so: the print shop prints what it gets.",
        source="Trade practice: head to head, unless a calendar is turned over",
        cure="Turn it, unless it is to be turned over by its lower edge.",
        check=upside_down,
    ),
)
