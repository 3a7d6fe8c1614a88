"""Find glyphs by where they stand: a page and areas on it → the glyphs in them, and their words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from generator.model.geometry import Rect
from generator.preflight.reading.glyphs import Glyph
from generator.preflight.reading.once import once
from generator.preflight.reading.proof import Proof, ProofPage

_FEWEST_IN = 0.5  # of a word's letters: an area may graze the next line


@dataclass(frozen=True)
class Spots:
    """The middles of a page's glyphs, as numbers that can be compared all at once."""

    page: ProofPage

    @cached_property
    def _edges(self) -> NDArray[np.float64]:
        """Left, right, top and bottom of each glyph, in rows of their own."""
        edges = [(one.left, one.right, one.top, one.bottom) for one in self.page.text.glyphs]
        return np.array(edges, dtype=np.float64).reshape(-1, 4).T

    @cached_property
    def _words(self) -> NDArray[np.int64]:
        return np.array([one.word for one in self.page.text.glyphs], dtype=np.int64)

    def _inside(self, areas: Iterable[Rect]) -> NDArray[np.bool_]:
        left, right, top, bottom = self._edges
        across, down = (left + right) / 2, (top + bottom) / 2
        inside = np.zeros(len(across), dtype=bool)
        for area in areas:
            is_beside = (across >= area.left) & (across <= area.right)
            inside |= is_beside & (down >= area.top) & (down <= area.bottom)
        return inside

    def glyphs_in(self, *areas: Rect) -> list[Glyph]:
        """Return the glyphs whose middle lies in one of the areas, in mm."""
        glyphs = self.page.text.glyphs
        return [glyphs[at] for at in np.flatnonzero(self._inside(areas))]

    def words_in(self, *areas: Rect) -> list[int]:
        """Return the numbers of the words of which the greater part lies in the areas."""
        count = len(self.page.text.words)
        inside = np.bincount(self._words[self._inside(areas)], minlength=count)
        whole = np.bincount(self._words, minlength=count)
        return [int(at) for at in np.flatnonzero((inside > 0) & (inside >= _FEWEST_IN * whole))]


@once
def spots_of(proof: Proof) -> dict[int, Spots]:
    """Return the glyphs of each page, by its number."""
    return {page.number: Spots(page) for page in proof.pages}
