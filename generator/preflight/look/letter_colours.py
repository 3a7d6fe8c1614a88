"""Tell which colour letters have on their ground: what was set, or what shines through it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from pikepdf import Dictionary

from generator.model.geometry import POINTS_PER_INCH, Rect, pt_to_mm
from generator.preflight.look.lettering import Lettering, Rgb, Shares
from generator.preflight.reading.glyphs import Glyph
from generator.preflight.reading.proof import Proof, ProofPage, entry, words
from generator.preflight.reading.raster import draw, without_text
from generator.preflight.reading.resources import contents_of, number, values

_FAINT = 0.8
"""Of the way from its ground to its colour: smoothed edges alone rarely stop there."""
_FAR = 60
"""Of 255: nearer to its ground, how far a colour gets can't be told."""
_PIXELS_OF_AN_EM = 60.0
"""Of letters that are looked at closely: their stems are more than smoothed edges then."""
_FINEST_PPI = 1200.0
_MOST_LETTERS = 8
_MOST_LOOKS = 8
"""Close looks at one page."""


def shines_through(proof: Proof) -> bool:
    """Say whether anything in a file is drawn so that letters may look other than they were set."""
    for content in contents_of(proof.pdf):
        patterns = entry(content.resources, "Pattern")
        if isinstance(patterns, Dictionary) and len(patterns):
            return True
        for state in values(entry(content.resources, "ExtGState")):
            opacities = (number(entry(state, key)) for key in ("ca", "CA"))
            if (
                any(opacity is not None and opacity < 1 for opacity in opacities)
                or isinstance(entry(state, "SMask"), Dictionary)
                or words(entry(state, "BM")) not in ("", "Normal", "Compatible")
            ):
                return True
    return False


def letter_colours(page: ProofPage, lettering: Lettering, *, looks_closely: bool) -> Shares:
    """Return the red, green and blue that each letter has, 0 to 255.

    `looks_closely`: groups may shine through, and patterns fill letters, which PDFium doesn't tell
    of text; lines of which the page shows too little are drawn anew, much larger.
    """
    count = len(lettering.paints)
    fills = np.array([paint.fill for paint in lettering.paints], dtype=float)
    opacity = np.array([paint.opacity for paint in lettering.paints])[:, None]
    if (opacity < 1).any():
        below = lettering.ground.reshape(count, -1, 3).mean(axis=1)
        fills = fills * opacity + below * (1 - opacity)
    if not looks_closely:
        return fills
    seen: dict[tuple[Rgb, int], NDArray[np.float64] | None] = {}
    for members in _lines(lettering):
        share = _share_seen(lettering, members, fills[members[0]])
        key = lettering.paints[members[0]].fill, int(share * 10)
        if share >= _FAINT or (key not in seen and len(seen) == _MOST_LOOKS):
            continue
        if key not in seen:
            seen[key] = _looked_at(page, [lettering.glyphs[at] for at in members])
        colour = seen[key]
        if colour is not None:
            fills[members] = colour
    return fills


def _lines(lettering: Lettering) -> list[list[int]]:
    """Return the letters of each line that have one paint."""
    lines: dict[tuple[int, object], list[int]] = {}
    for at, (glyph, paint) in enumerate(zip(lettering.glyphs, lettering.paints, strict=True)):
        if paint.is_painted and lettering.is_on_sheet[at]:
            lines.setdefault((glyph.line, paint), []).append(at)
    return list(lines.values())


def _share_seen(lettering: Lettering, members: list[int], fill: Shares) -> float:
    """Return how far the pixels of letters get from their ground to their colour; 1 if unknown."""
    shown, ground = (
        pixels[members].reshape(-1, 3).astype(float)
        for pixels in (lettering.shown, lettering.ground)
    )
    way = fill - ground
    length = (way**2).sum(axis=1)
    far = length > _FAR**2
    if not far.any():
        return 1.0
    return float((((shown - ground) * way).sum(axis=1)[far] / length[far]).max())


def _looked_at(page: ProofPage, line: Sequence[Glyph]) -> NDArray[np.float64] | None:
    """Return the colour of the middle of some strokes; None when nothing is seen of them."""
    letters = line[:_MOST_LETTERS]
    if page.trim is None:
        return None
    left, top = (min(getattr(one, side) for one in letters) for side in ("left", "top"))
    right, bottom = (max(getattr(one, side) for one in letters) for side in ("right", "bottom"))
    size_pt = max(one.size_pt for one in letters)
    ppi = min(_PIXELS_OF_AN_EM * POINTS_PER_INCH / max(size_pt, 1.0), _FINEST_PPI)
    # Of letters that are set far apart, the first will do.
    em_mm = pt_to_mm(size_pt)
    width, height = min(right - left, 2 * _MOST_LETTERS * em_mm), min(bottom - top, 4 * em_mm)
    area = Rect(left, top, width, height)
    shown = draw(page.drawn, page.trim, ppi, area=area).pixels.astype(int)
    with without_text(page.drawn):
        ground = draw(page.drawn, page.trim, ppi, area=area).pixels.astype(int)
    traces = np.abs(shown - ground).sum(axis=2)
    if not traces.any():
        return None
    strongest = np.unravel_index(int(traces.argmax()), traces.shape)
    return np.asarray(shown[strongest], dtype=float)
