"""Check that letters stand beside one another, and lines below one another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generator.model.geometry import pt_to_mm
from generator.preflight.expected import Expected, Fault
from generator.preflight.reading.glyphs import Text, around
from generator.preflight.reading.once import once
from generator.preflight.reading.proof import Proof
from generator.preflight.reading.sources import subject_of
from generator.preflight.rule import Rule

Run = tuple[int, int]
"""The first glyph of a line, and the one after its last."""

_OVERLAP = 0.3  # of the narrower letter; scripts that join overlap by a fifth at the most
_SHARE = 0.6  # of neighbours in a line; not all of what is written over is narrow
_FEWEST_LETTERS = 8
_TIGHTEST_EM = 0.72  # from line to line: capitals are as high, and touch the line above
_SAME_LINE_EM = 0.3  # higher or lower by less, it is a word of the same line
_SAME_SIZE = 0.1
_BESIDE = 0.5  # of the shorter line: columns don't lie below one another


class Line(NamedTuple):
    """A line of text; lengths in mm from the top left of the trim."""

    start: int
    """Its first glyph."""
    end: int
    """The glyph after its last one."""
    left: float
    right: float
    baseline: float
    size_mm: float

    @classmethod
    def of(cls, text: Text, start: int, end: int) -> Line:
        """Measure a line; most letters stand on its baseline."""
        edges = text.edges[start:end]
        left, right = float(edges[:, 0].min()), float(edges[:, 2].max())
        size_mm = text.glyphs[start].size_pt * pt_to_mm(1)
        return cls(start, end, left, right, float(np.median(edges[:, 3])), size_mm)


def letters_piled(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find lines whose letters are printed over one another."""
    for page, runs in zip(proof.pages, _long_runs(proof), strict=True):
        text = page.text
        piled = _over_their_neighbours(text)
        found = [
            text.glyphs[start:end]
            for start, end in runs
            if np.count_nonzero(piled[start : end - 1]) >= _SHARE * (end - 1 - start)
        ]
        if found:
            subject = subject_of(text, found[0], expected.texts)
            yield Fault(
                f"the letters of {subject.name} are printed over one another",
                page.number,
                tuple(around(line) for line in found),
                f"and {len(found) - 1} more lines" if len(found) > 1 else "",
                mark=subject.mark,
            )


def lines_too_tight(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find lines that are set into one another."""
    for page, runs in zip(proof.pages, _long_runs(proof), strict=True):
        text = page.text
        lines = [Line.of(text, *run) for run in runs]
        tight = [pair for pair in pairwise(lines) if _are_tight(*pair)]
        if tight:
            upper, lower = (text.glyphs[line.start : line.end] for line in tight[0])
            apart_pt = (tight[0][1].baseline - tight[0][0].baseline) / pt_to_mm(1)
            subject = subject_of(page.text, (*upper, *lower), expected.texts)
            yield Fault(
                f"lines of {subject.name} are set into one another: "
                f"{apart_pt:.1f} pt apart in {upper[0].size_pt:.1f} pt",
                page.number,
                tuple(around(text.glyphs[one.start : other.end]) for one, other in tight),
                mark=subject.mark,
            )


def _over_their_neighbours(text: Text) -> NDArray[np.bool_]:
    """Say of each glyph but the last if it lies over the next one, in a word or not."""
    edges = text.edges
    if len(edges) < 2:
        return np.zeros(0, dtype=bool)
    one, other = edges[:-1], edges[1:]
    shared = np.minimum(one[:, 2:], other[:, 2:]) - np.maximum(one[:, :2], other[:, :2])
    widths = edges[:, 2] - edges[:, 0]
    over: NDArray[np.bool_] = (shared[:, 1] > 0) & (
        shared[:, 0] > _OVERLAP * np.minimum(widths[:-1], widths[1:])
    )
    return over


@once
def _long_runs(proof: Proof) -> tuple[tuple[Run, ...], ...]:
    """Return the lines of each page that have letters enough to say how they are set."""
    return tuple(
        tuple(run for run in _runs(page.text) if run[1] - run[0] > _FEWEST_LETTERS)
        for page in proof.pages
    )


def _runs(text: Text) -> Iterator[Run]:
    """Yield upright lines; PDFium takes lines that are tight for one."""
    glyphs = text.glyphs
    if not glyphs:
        return
    lines = np.array([glyph.line for glyph in glyphs])
    upright = np.array([glyph.turned_deg == 0 and not glyph.is_mirrored for glyph in glyphs])
    sizes_mm = pt_to_mm(1) * np.array([glyph.size_pt for glyph in glyphs])
    back = text.edges[:-1, 0] - text.edges[1:, 0] > 2 * sizes_mm[1:]
    breaks = np.flatnonzero((np.diff(lines) != 0) | back) + 1
    for start, end in pairwise([0, *breaks.tolist(), len(glyphs)]):
        if upright[start:end].all():
            yield start, end


def _are_tight(upper: Line, lower: Line) -> bool:
    if abs(lower.size_mm - upper.size_mm) > _SAME_SIZE * upper.size_mm:
        return False
    shared = min(upper.right, lower.right) - max(upper.left, lower.left)
    if shared < _BESIDE * min(upper.right - upper.left, lower.right - lower.left):
        return False
    apart_em = (lower.baseline - upper.baseline) / upper.size_mm
    return _SAME_LINE_EM <= apart_em < _TIGHTEST_EM


RULES = (
    Rule(
        id="letters-piled",
        severity="error",
        why="Letters that lie over one another can’t be read.",
        source="ISO 32000-1, 9.7.4.3: the widths of a font say where the next letter begins",
        cure="Export again with another tool or font: this file has wrong widths or spacing.",
        check=letters_piled,
    ),
    Rule(
        id="lines-too-tight",
        severity="error",
        why="Lines that are set into one another can’t be read.",
        source="Trade practice: capitals reach 0.7 of the type size above their line",
        cure="Set more space between the lines: 1.2 times the type size, or more.",
        check=lines_too_tight,
    ),
)
