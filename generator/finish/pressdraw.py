"""Write marks, colour bar and slug line of a press page as PDF operators: plan → content stream."""

from __future__ import annotations

from collections.abc import Iterable

from generator.finish.draw import DASHED, as_artifact, numbers, point, stroked
from generator.finish.marks import MARK_WIDTH_PT
from generator.finish.pressmarks import (
    REGISTRATION,
    Circle,
    Patch,
    PressPage,
    SlugLine,
    colour_bar,
    crop_strokes,
    fold_strokes,
    registration_marks,
    slug_lines,
)
from generator.finish.text import SubsetFont
from generator.model.geometry import Size, mm_to_pt
from generator.model.ink import Cmyk

# From a circle's end point to its control point, in radii: the Bézier curve nearest to a quadrant.
_BEZIER = 0.552285


def draw_around(page: PressPage) -> str:
    """Return what draws the marks and the colour bar outside the bleed."""
    crosses, rings = registration_marks(page)
    drawn = (
        stroked(page.media, (*crop_strokes(page), *crosses), f"{_ink(REGISTRATION)} K"),
        stroked(page.media, fold_strokes(page), f"{_ink(REGISTRATION)} K {DASHED}"),
        _rings(page.media, rings),
        _patches(page.media, colour_bar(page)),
    )
    return as_artifact("".join(drawn))


def draw_line(page: PressPage, line: str, font: SubsetFont, font_name: str) -> str:
    """Return what draws the small print outside the bleed."""
    rows = slug_lines(page, line, font.width_mm)
    return as_artifact(_text(page.media, rows, font, font_name))


def _rings(media: Size, rings: Iterable[Circle]) -> str:
    circles = "".join(_ring(media, ring) for ring in rings)
    return f"q {MARK_WIDTH_PT} w {_ink(REGISTRATION)} K\n{circles}S Q\n"


def _ring(media: Size, ring: Circle) -> str:
    x, y, r = ring.x, ring.y, ring.radius
    bend = r * _BEZIER
    quadrants = (
        ((x + r, y + bend), (x + bend, y + r), (x, y + r)),
        ((x - bend, y + r), (x - r, y + bend), (x - r, y)),
        ((x - r, y - bend), (x - bend, y - r), (x, y - r)),
        ((x + bend, y - r), (x + r, y - bend), (x + r, y)),
    )
    curves = [" ".join(_at(media, *end) for end in curve) for curve in quadrants]
    return f"{_at(media, x + r, y)} m {' c '.join(curves)} c h\n"


def _patches(media: Size, patches: Iterable[Patch]) -> str:
    fields = []
    for patch in patches:
        corner = _at(media, patch.rect.left, patch.rect.bottom)
        sides = numbers(mm_to_pt(patch.rect.width), mm_to_pt(patch.rect.height))
        fields.append(f"{_ink(patch.ink)} k {corner} {sides} re f\n")
    return f"q\n{''.join(fields)}Q\n"


def _text(media: Size, lines: Iterable[SlugLine], font: SubsetFont, font_name: str) -> str:
    rows = [
        f"/{font_name} {line.size_pt:g} Tf 1 0 0 1 {_at(media, line.x, line.y)} Tm "
        f"{font.encode(line.text)} Tj\n"
        for line in lines
    ]
    return f"q 0 0 0 1 k BT\n{''.join(rows)}ET Q\n"


def _ink(ink: Cmyk) -> str:
    return numbers(*(part / 100 for part in (ink.cyan, ink.magenta, ink.yellow, ink.key)))


def _at(media: Size, x_mm: float, y_mm: float) -> str:
    return numbers(*point(media, x_mm, y_mm))
