"""Check each text against the ground that it stands on, from pixels."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from generator.model.colour import LARGE_TEXT_CONTRAST, SMALL_TEXT_CONTRAST, to_hex
from generator.preflight.expected import Expected, Fault
from generator.preflight.look.letter_colours import letter_colours, shines_through
from generator.preflight.look.lettering import Lettering, Shares, lettering_of, lines_of
from generator.preflight.reading.glyphs import Glyph
from generator.preflight.reading.proof import Proof
from generator.preflight.reading.sources import subject_of
from generator.preflight.rule import Rule

_LARGE_PT, _LARGE_BOLD_PT = 18.0, 14.0
"""What WCAG 2.2 calls large text."""
_OUR_LARGE_PT, _OUR_LARGE_BOLD_PT = 24.0, 18.0
_ROUNDING = 0.98
_ROUNDING_PT = 0.05
_WEAK_SHARE = 0.25
"""Of the points on and beside a letter: as many may be weak where it touches something."""
_LIKE = 48
"""Of 255: smoothed edges differ from their colour."""
_FEWEST, _CLIPPED_SHARE = 5, 0.6
"""Points of a letter that is cut off, and how many of them must be weak."""
_READABLE_SHARE = 0.2
"""Of the points of a pale letter: a dark one on it takes at least as many."""
_MOST_PLACES = 12

_BYTES = np.arange(256) / 255
_LINEAR = np.where(_BYTES <= 0.04045, _BYTES / 12.92, ((_BYTES + 0.055) / 1.055) ** 2.4).astype(
    np.float32
)
_WEIGHTS = (0.2126, 0.7152, 0.0722)
"""Relative luminance, as WCAG 2.2 defines it; `generator.model.colour` has it for one colour."""


class Weak(NamedTuple):
    """Letters of one colour that are hard to tell from their ground."""

    glyphs: tuple[Glyph, ...]
    ratio: float
    needs: float
    text: str
    ground: str


def contrast(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find text that is hard to tell from the ground that it stands on."""
    looks_closely = shines_through(proof)
    for page in proof.pages:
        lettering = lettering_of(page)
        if lettering is None:
            continue
        colours = letter_colours(page, lettering, looks_closely=looks_closely)
        for weak in _weak(lettering, colours, expected):
            subject = subject_of(page.text, weak.glyphs, expected.texts)
            smallest = min(glyph.size_pt for glyph in weak.glyphs)
            yield Fault(
                f"{subject.name} has a contrast of {floor(weak.ratio * 10) / 10:g}:1 with its "
                f"ground; it needs {weak.needs:g}:1",
                page.number,
                tuple(lines_of(weak.glyphs))[:_MOST_PLACES],
                f"{weak.text} on {weak.ground}, {smallest:.1f} pt",
                mark=subject.mark,
            )


def _weak(lettering: Lettering, colours: Shares, expected: Expected) -> Iterator[Weak]:
    """Yield what has too little contrast, colour by colour."""
    needs = _needs(lettering, expected.is_ours)
    count = len(colours)
    ground = lettering.ground.reshape(count, -1, 3)
    near = _beside(lettering.traces).reshape(count, -1)
    if expected.is_clipped:
        # Letters are cut off, and have no ground beyond; other text may lie there.
        shown = lettering.shown.reshape(count, -1, 3)
        away = np.abs(shown - colours[:, None]).max(axis=2)
        near = lettering.traces.reshape(count, -1) & (away <= _LIKE)
        near[near.sum(axis=1) < _FEWEST] = False
    ratios = np.where(near, _ratios(colours, ground), np.inf)
    weak = ratios < needs[:, None] * _ROUNDING
    painted = np.array([paint.is_painted for paint in lettering.paints])
    seen = near.any(axis=1) & lettering.is_on_sheet & painted
    weak_share = _CLIPPED_SHARE if expected.is_clipped else _WEAK_SHARE
    bad = (weak.sum(axis=1) >= weak_share * near.sum(axis=1)) & seen
    words = [glyph.word for glyph in lettering.glyphs]
    members = np.flatnonzero(bad).tolist()
    shadows = {words[at] for at in members if _is_shadow(lettering, at, weak[at], needs[at])}
    groups: dict[tuple[str, float], list[int]] = {}
    for at in members:
        if words[at] not in shadows:
            groups.setdefault((_hex(colours[at]), float(needs[at])), []).append(at)
    for (text, needed), members in sorted(groups.items()):
        # Less of a letter's ground may be anything: what is told is the rest of it at its worst.
        worst = np.ceil(near[members].sum(axis=1) * weak_share).astype(np.intp) - 1
        rows = np.arange(len(members))
        points = np.argsort(ratios[members], axis=1)[rows, worst]
        lowest = ratios[members, points]
        least = int(np.argmin(lowest))
        below = _hex(ground[members[least], points[least]])
        glyphs = tuple(lettering.glyphs[member] for member in members)
        yield Weak(glyphs, float(lowest[least]), needed, text, below)


def _needs(lettering: Lettering, is_ours: bool) -> Shares:
    """Return the contrast that each letter needs; ours is stricter with what it calls large."""
    plain, bold = (_OUR_LARGE_PT, _OUR_LARGE_BOLD_PT) if is_ours else (_LARGE_PT, _LARGE_BOLD_PT)
    sizes = np.array([glyph.size_pt for glyph in lettering.glyphs]) + _ROUNDING_PT
    bolds = np.array([paint.is_bold for paint in lettering.paints])
    return np.where(sizes >= np.where(bolds, bold, plain), LARGE_TEXT_CONTRAST, SMALL_TEXT_CONTRAST)


def _ratios(colours: Shares, ground: NDArray[np.uint8]) -> Shares:
    """Return the contrast of each letter with each point of its ground, as WCAG 2.2 defines it."""
    text = _luminance(np.clip(colours.round(), 0, 255).astype(np.uint8))[:, None]
    below = _luminance(ground)
    return (np.maximum(text, below) + 0.05) / (np.minimum(text, below) + 0.05)


def _luminance(pixels: NDArray[np.uint8]) -> Shares:
    red, green, blue = (_LINEAR[pixels[..., at]] * weight for at, weight in enumerate(_WEIGHTS))
    return np.asarray(red + green + blue)


def _beside(traces: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the points on a letter and next to it: a box has corners that it doesn't touch."""
    near = traces.copy()
    near[:, 1:] |= traces[:, :-1]
    near[:, :-1] |= traces[:, 1:]
    near[:, :, 1:] |= traces[:, :, :-1]
    near[:, :, :-1] |= traces[:, :, 1:]
    return near


def _is_shadow(lettering: Lettering, at: int, weak: NDArray[np.bool_], needs: float) -> bool:
    """Say whether the letter has another one on it, which can be read."""
    shown, ground = (
        _luminance(pixels[at].reshape(-1, 3)[weak])
        for pixels in (lettering.shown, lettering.ground)
    )
    ratios = (np.maximum(shown, ground) + 0.05) / (np.minimum(shown, ground) + 0.05)
    return bool((ratios >= needs).mean() >= _READABLE_SHARE)


def _hex(colour: NDArray[Any]) -> str:
    red, green, blue = (float(part) / 255 for part in colour)
    return to_hex((red, green, blue))


RULES: tuple[Rule, ...] = (
    Rule(
        id="contrast",
        severity="error",
        why="Many people can’t read what hardly stands out.",
        source="WCAG 2.2, 1.4.3",
        cure="Choose a darker or a lighter colour, or a calmer ground.",
        check=contrast,
    ),
)
