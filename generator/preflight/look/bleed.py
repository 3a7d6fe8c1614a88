"""Check that colour runs on past the trim, and that no page is empty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from generator.model.geometry import Rect
from generator.preflight.expected import Expected, Fault
from generator.preflight.look.strips import INSIDE_MM, SIDES, Strip, place_along, strip_of
from generator.preflight.reading.proof import Proof
from generator.preflight.reading.resources import turn_of
from generator.preflight.rule import PRESS, Rule

_TOLERANCE_MM = 0.3
"""Of the bleed: a tenth of what is usual, and a pixel more or less."""
_NEAR_MM = 0.4
_CLEAR_MM = 0.12
"""From the trim: an edge that lies there is smoothed, on both sides of it."""
_WHITE = 255
_SHORTEST_MM = 1.0
"""Along a side: what is shorter is a mark, a thin line or a speck."""
_SHORTEST_CHANGE_MM = 5.0
_SHORTEST_WHITE_MM = 10.0
"""Of white with colour beyond: pictures have white in them, too."""
_NOTHING = 0.1
_STEEPEST = 0.12
"""An edge that turns away from the trim more than this is how a shape goes, and no fault."""
_STRAIGHT = 0.7
"""Of an edge, as much lies within a pixel or so of a straight line."""
_JUMP = 2
"""Pixels from one edge to the next."""
_CHANGE = 48
"""Of 255: from one colour to another at the trim."""
_EVEN = 0.34
"""Of a change: on either side of it there is less, where it is no texture."""
_MOST_PLACES = 8

Ints = NDArray[np.intp]


class Gap(NamedTuple):
    """A stretch of a side where colour ends before the bleed does; lengths in mm."""

    kind: Literal["ends", "skips", "changes"]
    """What is at the trim ends, is white for a while, or has another colour beside it."""
    start: float
    """Along the side, from the left or from the top."""
    end: float
    reach: float
    """From the trim to where colour ends."""

    @property
    def length(self) -> float:
        """How much of the side it takes."""
        return self.end - self.start


def bleed_painted(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find sides where what is at the trim doesn't run on to the end of the bleed."""
    if expected.press is None or expected.press.bleed_mm <= _TOLERANCE_MM or expected.is_clipped:
        return
    bleed_mm = expected.press.bleed_mm
    for page in proof.pages:
        turned = turn_of(proof.pdf.pages[page.number - 1].obj)
        for at, side in enumerate(SIDES):
            strip = strip_of(page, side, bleed_mm)
            gaps = _gaps(strip, bleed_mm) if strip else []
            if not gaps:
                continue
            # As people see the page, which may be turned clockwise.
            seen = SIDES[(at + int(turned) // 90) % len(SIDES)]
            yield Fault(
                _message(gaps[0], seen, bleed_mm),
                page.number,
                tuple(
                    place_along(page, side, gap.start, gap.end, gap.reach, bleed_mm)
                    for gap in gaps[:_MOST_PLACES]
                ),
                f"on {sum(gap.length for gap in gaps):.0f} mm of that side",
            )


def _message(gap: Gap, side: str, bleed_mm: float) -> str:
    if gap.kind == "skips":
        return f"a white gap in the bleed past the {side} trim"
    if gap.kind == "changes":
        return f"the colour changes at the {side} trim; it must run on for {bleed_mm:g} mm"
    if gap.reach < _TOLERANCE_MM:
        return f"colour stops at the {side} trim; it must run on for {bleed_mm:g} mm"
    return f"colour reaches {gap.reach:.1f} mm past the {side} trim; it must reach {bleed_mm:g} mm"


def _gaps(strip: Strip, bleed_mm: float) -> list[Gap]:
    """Return where a side lacks bleed, the longest stretch first."""
    inside = strip.painted(-_NEAR_MM, -_CLEAR_MM).all(axis=0)
    bleed = strip.painted(_CLEAR_MM, bleed_mm - _TOLERANCE_MM)
    if not inside.any() or not len(bleed):
        return []
    full = bleed.all(axis=0)
    gaps = [*_ends(strip, bleed, np.flatnonzero(inside & ~full))]
    gaps += _changes(strip, np.flatnonzero(inside & full))
    return sorted(gaps, key=lambda gap: -gap.length)


def _ends(strip: Strip, bleed: NDArray[np.bool_], lacking: Ints) -> Iterator[Gap]:
    """Yield where colour ends along a straight line, of the columns where it doesn't fill."""
    ends = np.argmin(bleed[:, lacking], axis=0)
    scale = strip.pixels_per_mm
    for columns, reach in _runs(lacking, ends, _JUMP):
        length = len(columns) / scale
        if length < _SHORTEST_MM or not _is_straight(reach):
            continue
        # Rows go outward: where there is no bleed, there is white to the end.
        beyond = [
            bleed[end:, column].mean()
            for column, end in zip(columns.tolist(), reach.tolist(), strict=True)
        ]
        skips = float(np.mean(beyond)) > _NOTHING
        if skips and length < _SHORTEST_WHITE_MM:
            continue
        reach_mm = strip.start_of(_CLEAR_MM) + float(np.median(reach)) / scale
        start = float(columns[0]) / scale
        yield Gap("skips" if skips else "ends", start, start + length, max(reach_mm, 0.0))


def _changes(strip: Strip, columns: Ints) -> Iterator[Gap]:
    """Yield where a colour ends exactly at the trim, and another begins."""
    if not len(columns):
        return
    near_in, near_out = (
        strip.colours(*depths) for depths in ((-_NEAR_MM, -_CLEAR_MM), (_CLEAR_MM, _NEAR_MM))
    )
    change = np.abs(near_in - near_out).max(axis=1)
    columns = columns[change[columns] > _CHANGE]
    if not len(columns):
        return
    far_in, far_out = strip.colours(-INSIDE_MM, -_NEAR_MM), strip.colours(_NEAR_MM, INSIDE_MM)
    texture = np.maximum(np.abs(far_in - near_in), np.abs(near_out - far_out)).max(axis=1)
    found = columns[texture[columns] < _EVEN * change[columns]]
    for run, _ in _runs(found, np.zeros(len(found), np.intp), 0):
        start, length = float(run[0]) / strip.pixels_per_mm, len(run) / strip.pixels_per_mm
        if length >= _SHORTEST_CHANGE_MM:
            yield Gap("changes", start, start + length, 0.0)


def _runs(columns: Ints, values: Ints, most: int) -> Sequence[tuple[Ints, Ints]]:
    """Part columns where one is missing, or where their values jump by more than `most`."""
    if not len(columns):
        return []
    parts = np.flatnonzero((np.diff(columns) > 1) | (np.abs(np.diff(values)) > most)) + 1
    return list(zip(np.split(columns, parts), np.split(values, parts), strict=True))


def _is_straight(reach: Ints) -> bool:
    """Say whether an edge runs along the trim: the ends of pictures do, natural shapes don't."""
    half = len(reach) // 2
    slope = float(np.median(reach[half:] - reach[: len(reach) - half])) / half
    line = slope * np.arange(len(reach))
    away = np.abs(reach - line - np.median(reach - line))
    return abs(slope) <= _STEEPEST and float((away <= 1.5).mean()) >= _STRAIGHT


def page_empty(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find pages with nothing on them; the backs of folded sheets may be empty."""
    if expected.is_clipped or (expected.layout is not None and expected.layout.is_folded):
        return
    for page in proof.pages:
        if page.size is None or page.raster is None:
            continue
        trim = Rect(0, 0, page.size.width_mm, page.size.height_mm)
        shown = page.raster.crop(trim)
        if shown.size and shown.min() == _WHITE:
            yield Fault("the page is empty", page.number, (trim,))


RULES: tuple[Rule, ...] = (
    Rule(
        id="bleed-painted",
        severity="error",
        why="A cut that strays shows a white edge.",
        source="The print shop’s terms: 3 mm on every side, painted",
        cure="Let pictures and grounds run on to the end of the bleed, and export with bleed.",
        check=bleed_painted,
        targets=PRESS,
    ),
    Rule(
        id="page-empty",
        severity="warning",
        why="An empty page is paid for, and often a mistake.",
        source="Ghent Workgroup 2015, 4.5: Empty Pages",
        cure="Leave the page out, unless it is meant to be blank.",
        check=page_empty,
    ),
)
