"""Tell artwork from small print: a page and where its panels lie → the glyphs on them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.geometry import Edges, Rect
from generator.preflight.expected import Expected
from generator.preflight.reading.glyphs import Glyph
from generator.preflight.reading.proof import ProofPage


def artwork(page: ProofPage, expected: Expected) -> tuple[Glyph, ...]:
    """Return the page's glyphs without its small print."""
    if expected.slug_from_mm is None or page.size is None:
        return page.text.glyphs
    spread = Edges.all(expected.slug_from_mm)
    panels = expected.panels_on(page.number, page.size)
    return page.glyphs_in(tuple(panel.grown(spread) for panel in panels))


def by_panel(page: ProofPage, expected: Expected) -> Iterator[tuple[Rect, tuple[Glyph, ...]]]:
    """Yield each panel of a page with the glyphs on it, small print left out."""
    if page.size is None:
        return
    panels = expected.panels_on(page.number, page.size)
    for panel in panels:
        alone = len(panels) == 1
        yield panel, artwork(page, expected) if alone else page.glyphs_in((panel,))
