"""Check that text is large enough, and legible from where it is read."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.expected import Expected, Fault
from generator.preflight.reading.artwork import artwork
from generator.preflight.reading.glyphs import around
from generator.preflight.reading.proof import Proof
from generator.preflight.reading.sources import by_subject, placed
from generator.preflight.rule import Rule

_SIZE_TOLERANCE_PT = 0.05
_DISTANCE_TOLERANCE_M = 0.02
_POINTS_A_METRE = 22.0
"""An x-height of 0.5 em is then 3.9 mm at a metre, an angle of 13 minutes of arc: print for signs
asks for 10 to 15."""


def smallest_type(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find text below the smallest size; the slug beside panels may be smaller."""
    floor_pt = expected.smallest_type_pt
    if floor_pt is None or expected.is_clipped:
        return
    for page in proof.pages:
        small = [
            glyph
            for glyph in artwork(page, expected)
            if glyph.size_pt < floor_pt - _SIZE_TOLERANCE_PT
        ]
        for subject, glyphs in by_subject(page.text, small, expected.texts):
            yield Fault(
                f"{subject.name} is set in {min(glyph.size_pt for glyph in glyphs):.1f} pt",
                page.number,
                (around(glyphs),),
                f"the smallest is {floor_pt:g} pt",
                mark=subject.mark,
            )


def reading_distance(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find text that can't be read from as far as the product says."""
    afar = [source for source in expected.texts if source.read_from_m]
    if not afar or expected.is_clipped:
        return
    for page in proof.pages:
        by_position = {glyph.position: glyph for glyph in artwork(page, expected)}
        for source, positions in placed(page.text, afar):
            glyphs = [by_position[at] for at in sorted(positions) if at in by_position]
            if not glyphs or not source.read_from_m:
                continue
            size_pt = min(glyph.size_pt for glyph in glyphs)
            legible_m = size_pt / _POINTS_A_METRE
            if legible_m < source.read_from_m - _DISTANCE_TOLERANCE_M:
                wanted_pt = source.read_from_m * _POINTS_A_METRE
                yield Fault(
                    f"{source.name} can be read from {legible_m:.1f} m, "
                    f"not from {source.read_from_m:.1f} m",
                    page.number,
                    (around(glyphs),),
                    f"it is set in {size_pt:.0f} pt and needs {wanted_pt:.0f} pt",
                    mark=source.mark,
                )


RULES = (
    Rule(
        id="smallest-type",
        severity="error",
        why="Smaller type can’t be read at its distance, or fills with ink.",
        source="The product, under smallest_type_pt; of other tools' files 5 pt, trade practice",
        cure="Shorten the text, so that it can be larger.",
        check=smallest_type,
    ),
    Rule(
        id="reading-distance",
        severity="warning",
        why="A poster that can’t be read from where people walk isn’t read.",
        source="The product, under reading_distance_m; 22 pt of type for each metre",
        cure="Shorten the text so that it can be larger, or order a larger format.",
        check=reading_distance,
    ),
)
