"""Check that text is large enough, clear of the cut, and not printed over other text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from statistics import median

from generator.model.geometry import Edges, Rect, pt_to_mm
from generator.preflight.expected import Expected, Fault
from generator.preflight.glyphs import Glyph, Text
from generator.preflight.proof import Proof, ProofPage
from generator.preflight.rule import Rule

_SIZE_TOLERANCE_PT = 0.05
_DISTANCE_TOLERANCE_MM = 0.05
_OVERLAP = 0.2  # of the smaller glyph's box
# Both ways, of the smaller size. At a leading of 0.94 a descender reaches 0.2 em into the accent of
# a capital below it, which is tight but can be read.
_OVERLAP_EM = 0.25
_MOST_CELLS = 200  # of the raster, along each side of the page
_KERNING_REACH = 2  # neighbours in a word may overlap: kerned pairs, combining accents


def smallest_type(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find text below the smallest size; the slug beside panels may be smaller."""
    floor = expected.smallest_type_pt
    if floor is None or expected.is_clipped:
        return
    for page in proof.pages:
        small = [
            glyph
            for glyph in _artwork(page, expected)
            if glyph.size_pt < floor - _SIZE_TOLERANCE_PT
        ]
        if small:
            size = min(glyph.size_pt for glyph in small)
            words = page.text.quote(small)
            yield Fault(f"type of {size:.1f} pt, smaller than {floor:g} pt: {words}", page.number)


def _artwork(page: ProofPage, expected: Expected) -> tuple[Glyph, ...]:
    """Return the page's glyphs without its small print."""
    if expected.slug_from_mm is None or page.size is None:
        return page.text.glyphs
    around = Edges.all(expected.slug_from_mm)
    areas = [panel.grown(around) for panel in expected.panels_on(page.number, page.size)]
    return tuple(glyph for glyph in page.text.glyphs if any(glyph.lies_in(area) for area in areas))


def safe_area(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find text so near the trim that a cut that strays goes through it."""
    if expected.safe_area_mm is None or expected.is_clipped:
        return
    for page in proof.pages:
        if page.size is None:
            continue
        glyphs = _artwork(page, expected)
        panels = expected.panels_on(page.number, page.size)
        for panel in panels:
            inside = glyphs
            if len(panels) > 1:
                inside = tuple(glyph for glyph in glyphs if glyph.lies_in(panel))
            for message in _near_trim(page.text, inside, panel, expected.safe_area_mm):
                yield Fault(message, page.number)


def _near_trim(
    text: Text, glyphs: Sequence[Glyph], panel: Rect, safe_area_mm: float
) -> Iterator[str]:
    """Tell for each side of a panel which words come too near, and where."""
    distances = {
        "left": [glyph.left - panel.left for glyph in glyphs],
        "top": [glyph.top - panel.top for glyph in glyphs],
        "right": [panel.right - glyph.right for glyph in glyphs],
        "bottom": [panel.bottom - glyph.bottom for glyph in glyphs],
    }
    for side, away in distances.items():
        pairs = zip(away, glyphs, strict=True)
        near = [
            (distance, glyph)
            for distance, glyph in pairs
            if distance < safe_area_mm - _DISTANCE_TOLERANCE_MM
        ]
        if near:
            distance, nearest = min(near)
            place = f"{nearest.left:.0f} mm from the left, {nearest.top:.0f} mm from the top"
            words = text.quote(glyph for _, glyph in near)
            away_from = "from" if distance >= 0 else "past"
            yield (
                f"text {abs(distance):.1f} mm {away_from} the {side} trim, at {place}: {words}; "
                f"the safe area is {safe_area_mm:g} mm"
            )


def text_over_text(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find text printed over other text."""
    if expected.is_clipped:
        return
    for page in proof.pages:
        over = [pair for pair in _near_pairs(page) if _overlap(*pair) > _OVERLAP]
        if over:
            first = min(over, key=lambda pair: (pair[0].position, pair[1].position))
            glyphs = {glyph for pair in over for glyph in pair}
            place = f"{first[0].left:.0f} mm from the left, {first[0].top:.0f} mm from the top"
            yield Fault(f"text over text, at {place}: {page.text.quote(glyphs)}", page.number)


def _near_pairs(page: ProofPage) -> Iterator[tuple[Glyph, Glyph]]:
    """Yield pairs of glyphs whose boxes may meet: those that share a cell of a coarse raster."""
    glyphs, size = page.text.glyphs, page.size
    if not glyphs or size is None:
        return
    cell_mm = 2 * median(glyph.bottom - glyph.top for glyph in glyphs)
    cell_mm = max(cell_mm, size.width_mm / _MOST_CELLS, size.height_mm / _MOST_CELLS)

    def cells_between(low_mm: float, high_mm: float) -> range:
        # A damaged file may have glyphs larger than the page: what lies off it shares a cell.
        first, last = (
            min(max(int(edge // cell_mm), -1), _MOST_CELLS) for edge in (low_mm, high_mm)
        )
        return range(first, last + 1)

    cells: defaultdict[tuple[int, int], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        for column in cells_between(glyph.left, glyph.right):
            for row in cells_between(glyph.top, glyph.bottom):
                cells[column, row].append(glyph)
    for sharing in cells.values():
        yield from _unrelated(sharing)


def _unrelated(glyphs: Iterable[Glyph]) -> Iterator[tuple[Glyph, Glyph]]:
    """Yield pairs that are not neighbours in a word."""
    for one, other in combinations(glyphs, 2):
        if abs(one.position - other.position) > _KERNING_REACH:
            yield one, other


def _overlap(one: Glyph, other: Glyph) -> float:
    """Return which share of the smaller glyph's box lies over the other's; 0 when they touch."""
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    if min(width, height) < _OVERLAP_EM * pt_to_mm(min(one.size_pt, other.size_pt)):
        return 0.0
    smaller = min((glyph.right - glyph.left) * (glyph.bottom - glyph.top) for glyph in (one, other))
    return width * height / smaller


RULES = (
    Rule(
        id="smallest-type",
        severity="error",
        why="Smaller type can't be read at its distance.",
        source="The product, under smallest_type_pt",
        cure="Shorten the text, so that it can be larger.",
        check=smallest_type,
    ),
    Rule(
        id="safe-area",
        severity="error",
        why="A cut strays by a millimetre or more.",
        source="The print shop’s terms",
        cure="Move it further from the trim.",
        check=safe_area,
    ),
    Rule(
        id="text-over-text",
        severity="error",
        why="Text on text can't be read.",
        source="The eye",
        cure="Shorten one of the two, or move it.",
        check=text_over_text,
    ),
)
