"""Check that small type is printed in few inks: where inks don't align, it blurs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from generator.model.geometry import Edges, Rect
from generator.preflight.expected import Expected, Fault
from generator.preflight.ink.plates import INKS, UNDRAWABLE, draw_plates, text_inks
from generator.preflight.look.lettering import Rgb, lettering_of, lines_of
from generator.preflight.reading.glyphs import Glyph
from generator.preflight.reading.proof import Proof, ProofPage
from generator.preflight.reading.raster import Raster
from generator.preflight.reading.sources import subject_of
from generator.preflight.rule import PRESS, Rule

_SMALL_PT = 9.0
_SMALL_REVERSED_PT = 8.0
_ROUNDING_PT = 0.05
_COUNTS_PERCENT = 10.0
"""Less of an ink is too pale to blur anything."""
_REVERSED_PERCENT = 25.0
"""As much more of an ink has the ground, where the letters leave it out."""
_SEVERAL = 2
_WHITE = (255, 255, 255)
_BLACK_INK = (35, 31, 32)
"""What PDFium shows of black ink alone."""
_INKLESS = (_WHITE, _BLACK_INK)
"""Most small type, whose inks needn't be looked for."""
_MOST_PLACES = 12


def small_type_inks(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find small type in several inks, such as in a rich black."""
    suspects = {
        page.number: [glyph for glyph, _ in _small(page, expected, _SMALL_PT, but=_INKLESS)]
        for page in proof.pages
    }
    inks = _inks_of(proof, suspects)
    for page in proof.pages:
        groups: dict[tuple[int, ...], list[Glyph]] = {}
        for glyph in suspects[page.number]:
            shares = inks.get((page.number, glyph.position), (0, 0, 0, 0))
            if sum(share >= _COUNTS_PERCENT for share in shares) >= _SEVERAL:
                groups.setdefault(shares, []).append(glyph)
        for shares, glyphs in sorted(groups.items()):
            count = sum(share >= _COUNTS_PERCENT for share in shares)
            yield _fault(page, expected, glyphs, f"is printed in {count} inks", shares)


def reversed_type(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find small light type that is left out of a ground of several inks."""
    suspects = {
        page.number: [
            glyph
            for glyph, is_light in _small(page, expected, _SMALL_REVERSED_PT, but=(_BLACK_INK,))
            if is_light
        ]
        for page in proof.pages
    }
    inks = _inks_of(proof, suspects)
    pages = {page.number: page for page in proof.pages}
    try:
        for at, plates in draw_plates(proof, sorted({at for at, _ in inks}), with_text=False):
            groups: dict[tuple[int, ...], list[Glyph]] = {}
            for glyph in suspects[at]:
                ground = _ground(plates, glyph)
                pairs = zip(ground, inks[at, glyph.position], strict=True)
                left_out = sum(below - share >= _REVERSED_PERCENT for below, share in pairs)
                if left_out >= _SEVERAL:
                    groups.setdefault(ground, []).append(glyph)
            for ground, glyphs in sorted(groups.items()):
                count = sum(share >= _REVERSED_PERCENT for share in ground)
                what = f"is reversed out of {count} inks"
                yield _fault(pages[at], expected, glyphs, what, ground)
    except UNDRAWABLE:
        return


def _small(
    page: ProofPage, expected: Expected, below_pt: float, but: Sequence[Rgb]
) -> Iterator[tuple[Glyph, bool]]:
    """Yield the letters below a size that are on the artwork and seen, but those of some colours.

    Beside each: whether it is lighter than what it stands on, and that isn't black ink alone.
    """
    lettering = lettering_of(page)
    if lettering is None or page.size is None or expected.press is None:
        return
    bleed = Edges.all(expected.press.bleed_mm)
    artwork = Rect(0, 0, page.size.width_mm, page.size.height_mm).grown(bleed)
    for at, (glyph, paint) in enumerate(zip(lettering.glyphs, lettering.paints, strict=True)):
        if (
            glyph.size_pt < below_pt - _ROUNDING_PT
            and paint.fill not in but
            and paint.is_painted
            and glyph.lies_in(artwork)
            and lettering.traces[at].any()
        ):
            pixels = lettering.ground[at].reshape(-1, 3)
            is_black = bool((np.median(pixels, axis=0) == _BLACK_INK).all())
            yield glyph, not is_black and sum(paint.fill) > float(pixels.sum(axis=1).mean())


def _inks_of(
    proof: Proof, suspects: dict[int, list[Glyph]]
) -> dict[tuple[int, int], tuple[int, ...]]:
    """Return the percent of each ink of letters, by page and place in its text."""
    positions = {at: [glyph.position for glyph in found] for at, found in suspects.items()}
    try:
        inks = text_inks(proof, positions)
    except UNDRAWABLE:  # what is broken is for other rules
        return {}
    return {place: tuple(round(share) for share in shares) for place, shares in inks.items()}


def _ground(plates: Raster, glyph: Glyph) -> tuple[int, ...]:
    """Return the percent of each ink that a letter stands on."""
    area = Rect(glyph.left, glyph.top, glyph.right - glyph.left, glyph.bottom - glyph.top)
    pixels = plates.crop(area).reshape(-1, len(INKS))
    if not len(pixels):
        return (0,) * len(INKS)
    return tuple(round(float(ink) / 2.55) for ink in np.median(pixels, axis=0))


def _fault(
    page: ProofPage,
    expected: Expected,
    glyphs: Sequence[Glyph],
    what: str,
    shares: Sequence[int],
) -> Fault:
    subject = subject_of(page.text, glyphs, expected.texts)
    size_pt = min(glyph.size_pt for glyph in glyphs)
    inks = ", ".join(f"{name} {share}" for name, share in zip(INKS, shares, strict=True))
    return Fault(
        f"{subject.name}, type of {size_pt:.1f} pt, {what}",
        page.number,
        tuple(lines_of(glyphs))[:_MOST_PLACES],
        inks,
        mark=subject.mark,
    )


RULES: tuple[Rule, ...] = (
    Rule(
        id="small-type-inks",
        severity="warning",
        why="Inks never align to a hair: small type gets coloured edges.",
        source="Print shops’ terms: below 8 or 9 pt one ink; Ghent Workgroup 2015, Small Text",
        cure="Print it in black alone, or in one ink, or make it larger.",
        check=small_type_inks,
        targets=PRESS,
    ),
    Rule(
        id="reversed-type",
        severity="warning",
        why="Inks never align to a hair, and spread: small light letters fill up.",
        source="Print shops’ terms: 8 pt at the least, and few inks below it",
        cure="Make it 8 pt or larger, bold, or put it on a ground of one ink.",
        check=reversed_type,
        targets=PRESS,
    ),
)
