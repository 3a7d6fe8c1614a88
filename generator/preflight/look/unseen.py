"""Check that all text is seen: letters that leave no trace on the page → what hides them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from statistics import median
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from pikepdf import Array

from generator.model.geometry import pt_to_mm
from generator.model.target import Target
from generator.preflight.expected import Expected, Fault
from generator.preflight.file.boxes import box_of_page
from generator.preflight.look.lettering import (
    CLIPPING,
    INVISIBLE,
    Lettering,
    leaves_trace,
    lettering_of,
    lines_of,
    missing_part,
)
from generator.preflight.reading.glyphs import Glyph
from generator.preflight.reading.proof import Proof, ProofPage, entry
from generator.preflight.reading.sources import subject_of
from generator.preflight.rule import Rule

_MOST_PLACES = 12
_ALIKE = 4
"""Of 255, in each channel: colours that nobody tells apart."""
_UNEVEN = 24
"""Of 255: a ground that differs so much within a letter is a picture."""
_FEWEST_PIXELS = 6.0
"""Of a letter's height: in fewer, points share a pixel."""
_CUT_SHARE = 0.6
"""Of the letters of a word: those with an ascender or a descender reach further."""
_CUT_PART = 0.12
"""Of a letter's height: less may be its smoothed edge."""
_MOST_CUT = 200
_SHORTEST_CUT = 3
"""Letters of a word: in fewer, a thin stroke may lie between the points."""

Mask = NDArray[np.bool_]
Cause = Literal["outside", "over", "covered", "cut", "alike", "clear", "unpainted", "scanned"]
_PART: dict[Cause, Cause] = {"outside": "over", "covered": "cut"}
"""What is said of a word that is seen in part."""
_SAYS: dict[Cause, str] = {
    "outside": "{name} lies outside the page",
    "over": "part of {name} lies outside the page",
    "covered": "{name} can't be seen: something is drawn over it, or cuts it off",
    "cut": "part of {name} can't be seen: something is drawn over it, or cuts it off",
    "alike": "{name} can't be seen: it has the colour of what is behind it",
    "clear": "{name} can't be seen: it is fully transparent",
    "unpainted": "{name} can't be seen: it is set without paint",
    "scanned": "the page is a picture of text, with the text itself unseen over it: {name}",
}
_CURES: dict[Cause, str] = {
    "outside": "Delete it, or move it onto the page.",
    "over": "Move it onto the page, or shorten it.",
    "covered": "Bring it to the front, or make its box larger.",
    "cut": "Bring it to the front, or make its box larger.",
    "alike": "Give it another colour, or delete it.",
    "clear": "Make it opaque, or delete it.",
    "unpainted": "Give it a colour, or delete it.",
    "scanned": "Export from the document itself: a scan is coarse, and its text has mistakes.",
}
_MAY_BE_MEANT = ("scanned", "outside")


def text_unseen(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find text that is in the file, and that nobody sees."""
    if expected.is_clipped:
        return
    # Of layers, another rule tells; PDFium reads text on them that it doesn't draw.
    lenient = (*_MAY_BE_MEANT, "covered") if _hides_layers(proof) else _MAY_BE_MEANT
    for page in proof.pages:
        lettering = lettering_of(page)
        if lettering is None:
            continue
        outside = ~lettering.is_on_sheet
        if expected.target is not Target.PRESS:  # a press sees what readers crop
            outside |= _cropped(proof, page, lettering)
        for cause, glyphs in sorted(_hidden(page, lettering, outside).items()):
            subject = subject_of(page.text, glyphs, expected.texts)
            yield Fault(
                _SAYS[cause].format(name=subject.name),
                page.number,
                tuple(lines_of(glyphs))[:_MOST_PLACES],
                cure=_CURES[cause],
                mark=subject.mark,
                severity="warning" if cause in lenient else None,
            )


def _hidden(page: ProofPage, lettering: Lettering, outside: Mask) -> dict[Cause, tuple[Glyph, ...]]:
    """Return the letters that aren't seen, by what hides them."""
    found: dict[Cause, list[int]] = {}
    scanned = _is_scanned(lettering)
    dark = ~lettering.traces.any(axis=(1, 2))
    for at in np.flatnonzero(dark | outside).tolist():
        cause = "outside" if outside[at] else _cause(page, lettering, at, scanned)
        if cause:
            found.setdefault(cause, []).append(at)
    letters = Counter(glyph.word for glyph in lettering.glyphs)
    hidden: dict[Cause, list[int]] = {}
    for cause, members in found.items():
        unseen = Counter(lettering.glyphs[at].word for at in members)
        for at in members:
            word = lettering.glyphs[at].word
            is_part = cause in _PART and unseen[word] < letters[word]
            hidden.setdefault(_PART[cause] if is_part else cause, []).append(at)
    halves = _half_seen(page, lettering)
    if halves:
        hidden.setdefault("cut", []).extend(halves)
    return {
        cause: tuple(lettering.glyphs[at] for at in sorted(set(members)))
        for cause, members in hidden.items()
    }


def _cause(page: ProofPage, lettering: Lettering, at: int, scanned: bool) -> Cause | None:
    """Return what hides a letter that seems to leave no trace; None when it does leave one."""
    paint, ground = lettering.paints[at], lettering.ground[at].reshape(-1, 3)
    if paint.mode == INVISIBLE:
        return "scanned" if scanned else "unpainted"
    if paint.mode == CLIPPING or leaves_trace(page, lettering.glyphs[at]):
        return None
    if paint.opacity == 0:
        return "clear"
    away = np.abs(ground.mean(axis=0) - np.array(paint.fill)).max()
    return "alike" if away <= _ALIKE else "covered"


def _is_scanned(lettering: Lettering) -> bool:
    """Say whether unpainted text lies on a picture, as text recognition leaves it."""
    unpainted = [at for at, paint in enumerate(lettering.paints) if paint.mode == INVISIBLE]
    if not unpainted:
        return False
    ground = lettering.ground[unpainted].reshape(len(unpainted), -1)
    uneven = ground.max(axis=1).astype(int) - ground.min(axis=1) > _UNEVEN
    return bool(uneven.mean() > 0.5)


def _half_seen(page: ProofPage, lettering: Lettering) -> list[int]:
    """Return the letters of words most of which leave no trace of their upper or lower part."""
    words = np.array([glyph.word for glyph in lettering.glyphs])
    starts = np.flatnonzero(np.diff(words, prepend=-1))
    counts = np.diff(starts, append=len(words))
    rows = np.asarray(lettering.traces.any(axis=2))
    seen = rows.any(axis=1) & (lettering.heights >= _FEWEST_PIXELS)
    cut = np.zeros(len(starts), bool)
    for row in (0, -1):
        missing = np.add.reduceat((seen & ~rows[:, row]).astype(int), starts)
        cut |= (missing >= _CUT_SHARE * counts) & (counts >= _SHORTEST_CUT)
    found = []
    for start, count in zip(starts[cut][:_MOST_CUT].tolist(), counts[cut].tolist(), strict=False):
        members = [at for at in range(start, start + count) if seen[at]]
        missing_parts = [missing_part(page, lettering.glyphs[at]) for at in members]
        if any(median(parts) > _CUT_PART for parts in zip(*missing_parts, strict=True)):
            found += members
    return found


def _cropped(proof: Proof, page: ProofPage, lettering: Lettering) -> Mask:
    """Say of each letter whether it lies outside what readers show of the page."""
    crop = box_of_page(proof.pdf.pages[page.number - 1].obj, "CropBox")
    if crop is None or page.trim is None:
        return np.zeros(len(lettering.glyphs), bool)
    left, top = page.trim[0], page.trim[3]
    middles = (lettering.boxes[:, :2] + lettering.boxes[:, 2:]) / 2
    low = pt_to_mm(crop[0] - left), pt_to_mm(top - crop[3])
    high = pt_to_mm(crop[2] - left), pt_to_mm(top - crop[1])
    return np.asarray(((middles < low) | (middles > high)).any(axis=1))


def _hides_layers(proof: Proof) -> bool:
    """Say whether the file has layers that are switched off."""
    off = entry(proof.pdf.Root, "OCProperties", "D", "OFF")
    return isinstance(off, Array) and len(off) > 0


RULES: tuple[Rule, ...] = (
    Rule(
        id="text-unseen",
        severity="error",
        why="Text that nobody sees was meant to be read, or was left behind.",
        source="The eye",
        cure="Bring it to the front, give it a colour, or delete it.",
        check=text_unseen,
    ),
)
