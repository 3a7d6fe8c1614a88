"""Check how much ink lies on the paper, from pixels in four inks."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from generator.model.geometry import Edges, Rect
from generator.preflight.expected import Expected, Fault
from generator.preflight.ink.inked import pages_to_draw
from generator.preflight.ink.plates import INKS, UNDRAWABLE, draw_plates
from generator.preflight.reading.areas import areas
from generator.preflight.reading.proof import Proof, ProofPage
from generator.preflight.reading.raster import Raster
from generator.preflight.rule import PRESS, Rule

_ROUNDING_PERCENT = 1.5  # each of four plates is rounded to 1/255
_SMALLEST_MM2 = 1.0
"""Less than that dries, and doesn't set off."""
_MUCH_PERCENT = 60.0
_SMALLEST_OF_MUCH_MM2 = 0.25
"""Where it is that much over the limit."""
_TOGETHER_MM = 1.0
_MOST_PLACES = 5


def ink_coverage(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find more ink than paper bears, within the bleed: marks beside it may have any.

    Nothing is drawn where neither a colour that is set nor a picture comes to so much.
    """
    if expected.press is None:
        return
    limit = expected.press.ink_limit_percent
    pages = {page.number: page for page in proof.pages}
    try:
        suspects = pages_to_draw(proof.pdf, limit, trusts_marks=expected.is_ours)
        for at, plates in draw_plates(proof, suspects):
            yield from _too_much(pages[at], plates, limit, expected.press.bleed_mm)
    except UNDRAWABLE:
        yield Fault("how much ink it has can't be measured: the PDF is damaged")


def _too_much(page: ProofPage, plates: Raster, limit: float, bleed_mm: float) -> Iterator[Fault]:
    """Tell of a page how much ink it has at the most, and where it has too much."""
    if page.size is None:
        return
    bleed = Rect(0, 0, page.size.width_mm, page.size.height_mm).grown(Edges.all(bleed_mm))
    plates = plates.part(bleed)
    totals = plates.pixels.sum(axis=2, dtype=np.uint16)
    over = totals > (limit + _ROUNDING_PERCENT) * 2.55
    mm2 = plates.pixels_per_mm**-2
    places, size_mm2, most = [], 0.0, 0
    for area in areas(over, _TOGETHER_MM * plates.pixels_per_mm):
        inside = slice(area.top, area.bottom), slice(area.left, area.right)
        highest = int((totals[inside] * over[inside]).max())
        is_much = highest / 2.55 >= limit + _MUCH_PERCENT
        if area.count * mm2 >= (_SMALLEST_OF_MUCH_MM2 if is_much else _SMALLEST_MM2):
            places.append(plates.area(area.left, area.top, area.right, area.bottom))
            size_mm2 += area.count * mm2
            most = max(most, highest)
    if places:
        row, column = np.argwhere(totals == most)[0]
        shares = [round(float(ink) / 2.55) for ink in plates.pixels[row, column]]
        inks = ", ".join(f"{name} {share}" for name, share in zip(INKS, shares, strict=True))
        yield Fault(
            f"{sum(shares)}% of ink; the limit is {limit:g}%",
            page.number,
            tuple(places[:_MOST_PLACES]),
            f"{inks}; too much on {_size(size_mm2)}",
        )


def _size(mm2: float) -> str:
    return f"{mm2 / 100:.0f} cm²" if mm2 >= 100 else f"{mm2:.0f} mm²"


RULES: tuple[Rule, ...] = (
    Rule(
        id="ink-coverage",
        severity="error",
        why="Too much ink doesn’t dry, and sets off.",
        source="The printing condition; ISO 12647-2",
        cure="Choose lighter colours, or convert with a profile that limits ink.",
        check=ink_coverage,
        targets=PRESS,
    ),
)
