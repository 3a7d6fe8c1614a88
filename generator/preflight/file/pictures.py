"""Check that pictures are fine enough for the size that they are printed at, and no finer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pikepdf import Object

from generator.model.geometry import POINTS_PER_INCH, pt_to_mm
from generator.preflight.expected import Expected, Fault
from generator.preflight.reading.proof import Proof, ProofPage, entry
from generator.preflight.reading.resources import number
from generator.preflight.reading.where import kept, place_of
from generator.preflight.rule import PAPER, Rule
from generator.preflight.streams.paints import Paint
from generator.preflight.streams.spaces import is_mask

_OFFICE_PPI = 150.0
_ROUNDING_PPI = 0.5
_SHARP = 2.0
"""Pictures of one bit have hard edges: they need this many times the pixels."""
_SHARP_ROUNDING = 50 / 600
"""Of those, as people scan: 550 passes for 600."""
_TOO_FINE = 4.0
"""Times what is asked for: 1200 pixels an inch, where 300 do."""
_HEAVY_PIXELS = 2_000_000
_SMALLEST_PT = 2.5 * POINTS_PER_INCH / 25.4
"""Smaller pictures are dots and bullets, whose pixels nobody sees."""
_FLAT_PIXELS = 2
"""A side of so few pixels is a gradient or an even colour, stretched on purpose."""
_MOST_FAULTS = 10


@dataclass(frozen=True)
class Print:
    """A picture as it is printed."""

    paint: Paint
    pixels: tuple[float, float]
    is_sharp: bool

    @property
    def ppi(self) -> float:
        """Pixels an inch along the coarser side."""
        pairs = zip(self.pixels, self.paint.sides, strict=True)
        return min(pixels * POINTS_PER_INCH / side for pixels, side in pairs)

    @property
    def size(self) -> str:
        """How large it is."""
        width, height = (pt_to_mm(side) for side in self.paint.sides)
        return f"{width:.0f} x {height:.0f} mm"


def image_ppi(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find pictures that are too coarse for the size that they are printed at."""
    least = expected.press.minimum_ppi if expected.press else _OFFICE_PPI
    who = "the print shop asks for" if expected.press else "an office printer needs"
    for page in proof.pages:
        coarse = []
        for one in prints_of(proof, page, expected):
            floor = least * _SHARP if one.is_sharp else least
            slack = floor * _SHARP_ROUNDING if one.is_sharp else _ROUNDING_PPI
            if one.ppi < floor - slack:
                coarse.append((one.ppi, floor, one))
        coarse.sort(key=lambda found: found[:2])
        for ppi, floor, one in coarse[:_MOST_FAULTS]:
            kind = "a picture in black and white" if one.is_sharp else "a picture"
            yield Fault(
                f"{kind} of {ppi:.0f} pixels an inch at its printed size, {one.size}; "
                f"{who} {floor:g}",
                page.number,
                (place_of(one.paint.box, page),),
            )
        if len(coarse) > _MOST_FAULTS:
            rest = [one.paint for _, _, one in coarse[_MOST_FAULTS:]]
            yield Fault(
                f"{len(rest)} more pictures are too coarse",
                page.number,
                tuple(place_of(paint.box, page) for paint in rest[:_MOST_FAULTS]),
            )


def image_too_fine(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find pictures with many more pixels than can be printed."""
    least = expected.press.minimum_ppi if expected.press else 2 * _OFFICE_PPI
    for page in proof.pages:
        for one in prints_of(proof, page, expected):
            most = least * _TOO_FINE * (_SHARP if one.is_sharp else 1)
            if one.ppi > most and one.pixels[0] * one.pixels[1] > _HEAVY_PIXELS:
                yield Fault(
                    f"a picture of {one.ppi:.0f} pixels an inch at its printed size, {one.size}; "
                    f"{least:g} are enough",
                    page.number,
                    (place_of(one.paint.box, page),),
                )


def prints_of(proof: Proof, page: ProofPage, expected: Expected) -> Iterator[Print]:
    """Yield the pictures on the artwork that are large enough for their pixels to be seen."""
    pictures = [
        paint
        for paint, _ in proof.painted[page.number - 1].pictures
        if max(paint.sides) >= _SMALLEST_PT
    ]
    for paint in kept(pictures, page, expected):
        picture = paint.thing
        if picture is None:
            continue
        pixels = _count(picture, "Width"), _count(picture, "Height")
        if min(pixels) > _FLAT_PIXELS and min(paint.sides) > 0:
            is_sharp = is_mask(picture) or number(entry(picture, "BitsPerComponent")) == 1
            yield Print(paint, pixels, is_sharp)


def _count(picture: Object, key: str) -> float:
    return number(entry(picture, key)) or 0.0


RULES = (
    Rule(
        id="image-ppi",
        severity="warning",
        why="A coarse picture shows its pixels in print.",
        source="The trade’s practice: 300 at reading distance, twice that for one bit",
        cure="Use a larger picture, or a vector one.",
        check=image_ppi,
        targets=PAPER,
    ),
    Rule(
        id="image-too-fine",
        severity="warning",
        why="Pixels that no press can show make a file slow and large.",
        source="The trade’s practice: more than four times what is asked for",
        cure="Export with pictures sampled down to what the print shop asks for.",
        check=image_too_fine,
        targets=PAPER,
    ),
)
