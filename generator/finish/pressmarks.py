"""Plan what stands outside the bleed of a press page: its sizes → marks, bars, a line of text."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.finish.marks import NO_FOLDS, Folds, Stroke
from generator.finish.slug import Measure, wrap
from generator.model.geometry import Edges, Rect, Size, pt_to_mm
from generator.model.ink import Cmyk

MARK_OFFSET_MM = 1.0
"""From the bleed to a mark: a sheet that shifts must not bring one into the artwork."""
LONGEST_MARK_MM = 5.0
EDGE_MM = 1.0
"""From a mark to the edge of the paper."""
REGISTRATION = Cmyk(100, 100, 100, 100)
"""All four plates: only marks, outside of what is kept, may have that much ink."""
REGISTRATION_RADIUS_MM = 1.5
REGISTRATION_ARM_MM = 2.5
LARGEST_PATCH_MM = 5.0
SMALLEST_PATCH_MM = 1.0
"""What a densitometer can't measure isn't worth printing: above very small formats, no bar."""
_BESIDE_REGISTRATION_MM = 4.0
"""Free on either side of the registration mark in the middle of an edge."""
_BAR_COLOURS = tuple(
    Cmyk(*(share if ink == at else 0 for at in range(4))) for share in (100, 50) for ink in range(4)
)
SLUG_SIZES_PT = (6.0, 5.5, 5.0, 4.5, 4.0)
_LINE_HEIGHT = 1.2


@dataclass(frozen=True)
class PressPage:
    """Sizes of a press page, whose bleed and slug are the same on all sides."""

    trim: Size
    bleed_mm: float
    slug_mm: float
    folds: Folds = NO_FOLDS
    """Where the trimmed page is folded."""

    @property
    def media(self) -> Size:
        """The whole page."""
        around = 2 * (self.bleed_mm + self.slug_mm)
        return Size(self.trim.width_mm + around, self.trim.height_mm + around)

    @property
    def trim_rect(self) -> Rect:
        """Where the trim lies, from the top left of the page."""
        inset = self.bleed_mm + self.slug_mm
        return Rect(inset, inset, self.trim.width_mm, self.trim.height_mm)

    @property
    def bleed_rect(self) -> Rect:
        """Where the bleed ends."""
        return self.trim_rect.grown(Edges.all(self.bleed_mm))


@dataclass(frozen=True)
class Patch:
    """A field of the colour bar."""

    rect: Rect
    ink: Cmyk


@dataclass(frozen=True)
class Circle:
    """The ring of a registration mark; lengths in mm."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class SlugLine:
    """A row of small print; its baseline starts at x, y in mm from the top left of the page."""

    text: str
    x: float
    y: float
    size_pt: float


def crop_strokes(page: PressPage) -> tuple[Stroke, ...]:
    """Return eight marks in line with the trim, outside the bleed."""
    trim, bleed = page.trim_rect, page.bleed_rect
    length = min(LONGEST_MARK_MM, page.slug_mm - MARK_OFFSET_MM - EDGE_MM)
    strokes = []
    for y in (trim.top, trim.bottom):
        strokes.append(_level(bleed.left - MARK_OFFSET_MM - length, y, length))
        strokes.append(_level(bleed.right + MARK_OFFSET_MM, y, length))
    for x in (trim.left, trim.right):
        strokes.append(_upright(x, bleed.top - MARK_OFFSET_MM - length, length))
        strokes.append(_upright(x, bleed.bottom + MARK_OFFSET_MM, length))
    return tuple(strokes)


def fold_strokes(page: PressPage) -> tuple[Stroke, ...]:
    """Return the marks at both ends of each fold, outside the bleed."""
    trim, bleed = page.trim_rect, page.bleed_rect
    length = min(LONGEST_MARK_MM, page.slug_mm - MARK_OFFSET_MM - EDGE_MM)
    strokes = []
    for y in (trim.top + down for down in page.folds.level):
        strokes.append(_level(bleed.left - MARK_OFFSET_MM - length, y, length))
        strokes.append(_level(bleed.right + MARK_OFFSET_MM, y, length))
    for x in (trim.left + across for across in page.folds.upright):
        strokes.append(_upright(x, bleed.top - MARK_OFFSET_MM - length, length))
        strokes.append(_upright(x, bleed.bottom + MARK_OFFSET_MM, length))
    return tuple(replace(one, dashed=True) for one in strokes)


def registration_marks(page: PressPage) -> tuple[tuple[Stroke, ...], tuple[Circle, ...]]:
    """Return the crosses and rings in the middle of each side, by which plates are aligned."""
    bleed = page.bleed_rect
    out = MARK_OFFSET_MM + REGISTRATION_ARM_MM
    middle_x, middle_y = page.media.width_mm / 2, page.media.height_mm / 2
    centres = (
        (middle_x, bleed.top - out),
        (bleed.right + out, middle_y),
        (middle_x, bleed.bottom + out),
        (bleed.left - out, middle_y),
    )
    arm = REGISTRATION_ARM_MM
    strokes = []
    for x, y in centres:
        strokes += [_level(x - arm, y, 2 * arm), _upright(x, y - arm, 2 * arm)]
    return tuple(strokes), tuple(Circle(x, y, REGISTRATION_RADIUS_MM) for x, y in centres)


def colour_bar(page: PressPage) -> tuple[Patch, ...]:
    """Return solid and half-tone fields of each ink, above the right half of the artwork."""
    trim, bleed = page.trim_rect, page.bleed_rect
    left = page.media.width_mm / 2 + _BESIDE_REGISTRATION_MM
    room = trim.right - MARK_OFFSET_MM - left
    side = min(
        LARGEST_PATCH_MM,
        room / len(_BAR_COLOURS),
        page.slug_mm - MARK_OFFSET_MM - EDGE_MM,
    )
    if side < SMALLEST_PATCH_MM:
        return ()
    top = bleed.top - MARK_OFFSET_MM - side
    return tuple(
        Patch(Rect(left + at * side, top, side, side), ink) for at, ink in enumerate(_BAR_COLOURS)
    )


def slug_lines(page: PressPage, text: str, measure: Measure) -> tuple[SlugLine, ...]:
    """Return the rows that hold `text`, below the artwork on both sides of the middle.

    A text that is too long even in the smallest type loses its end: what it says stands first.
    """
    trim, bleed = page.trim_rect, page.bleed_rect
    half = page.media.width_mm / 2 - _BESIDE_REGISTRATION_MM - trim.left - MARK_OFFSET_MM
    if page.folds.upright:
        half = min(half, page.folds.upright[0] - 2 * MARK_OFFSET_MM)
    columns = (trim.left + MARK_OFFSET_MM, page.media.width_mm / 2 + _BESIDE_REGISTRATION_MM)
    depth = page.slug_mm - MARK_OFFSET_MM - EDGE_MM
    lines: tuple[SlugLine, ...] = ()
    for size_pt in SLUG_SIZES_PT:
        height = pt_to_mm(size_pt) * _LINE_HEIGHT
        rows = wrap(text, half, size_pt, measure)
        places = [
            (x, bleed.bottom + MARK_OFFSET_MM + (row + 1) * height)
            for x in columns
            for row in range(int(depth // height))
        ]
        lines = tuple(
            SlugLine(row, x, y, size_pt) for row, (x, y) in zip(rows, places, strict=False)
        )
        if len(rows) <= len(places) and all(measure(row, size_pt) <= half for row in rows):
            break
    return lines


def _level(x: float, y: float, length: float) -> Stroke:
    return Stroke(x, y, x + length, y)


def _upright(x: float, y: float, length: float) -> Stroke:
    return Stroke(x, y, x, y + length)
