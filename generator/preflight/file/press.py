"""Check the bleed of a press PDF: as much as was asked for, on every side, and not cropped."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Object

from generator.model.geometry import Rect, Size
from generator.preflight.expected import Expected, Fault
from generator.preflight.file.boxes import box_of_page, distances
from generator.preflight.reading.glyphs import Box
from generator.preflight.reading.proof import Proof, ProofPage
from generator.preflight.reading.where import first_of_each, whole
from generator.preflight.rule import PRESS, Rule

_TOLERANCE_MM = 0.01
_FOREIGN_TOLERANCE_MM = 0.05
"""Other tools round to hundredths of a millimetre, or to points."""
_SIDES = ("left", "bottom", "right", "top")


def press_boxes(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find pages without the bleed that was asked for, or that readers would crop."""
    if expected.press is not None:
        yield from first_of_each(_faults(proof, expected, expected.press.bleed_mm))


def _faults(proof: Proof, expected: Expected, bleed_mm: float) -> Iterator[Fault]:
    cure = f"Export with a bleed of {bleed_mm:g} mm, and with its boxes."
    for page in proof.pages:
        owner = proof.pdf.pages[page.number - 1].obj
        boxes = {key: box_of_page(owner, key) for key in ("TrimBox", "BleedBox", "MediaBox")}
        trim, bleed, media = boxes.values()
        if trim is None or bleed is None or media is None:
            missing = " and no ".join(key for key, box in boxes.items() if box is None)
            yield Fault(f"the page has no {missing}", page.number, whole(page), cure=cure)
            continue
        yield from _wrong_bleed(page, trim, bleed, expected, cure)
        if _is_cropped(owner, bleed, media):
            yield Fault("the page ends inside its bleed", page.number, whole(page), cure=cure)


def _wrong_bleed(
    page: ProofPage, trim: Box, bleed: Box, expected: Expected, cure: str
) -> Iterator[Fault]:
    """Find the sides with too little bleed; of our own pages, also with too much."""
    bleed_mm = expected.press.bleed_mm if expected.press else 0.0
    past = dict(zip(_SIDES, distances(trim, bleed), strict=True))
    if expected.is_ours:
        wrong = {side: mm for side, mm in past.items() if abs(mm - bleed_mm) > _TOLERANCE_MM}
        wanted = f"{bleed_mm:g} mm"
    else:
        wrong = {side: mm for side, mm in past.items() if mm < bleed_mm - _FOREIGN_TOLERANCE_MM}
        wanted = f"at least {bleed_mm:g} mm"
    if not wrong or page.size is None:
        return
    worst = max(wrong.values(), key=lambda mm: abs(mm - bleed_mm))
    where = f" on the {' and '.join(wrong)}" if len(wrong) < len(_SIDES) else ""
    yield Fault(
        f"the bleed is {worst:.2f} mm{where}; it must be {wanted}",
        page.number,
        tuple(_strip(side, page.size, bleed_mm) for side in wrong),
        cure=cure,
    )


def _strip(side: str, trim: Size, bleed_mm: float) -> Rect:
    """Return where the bleed of a side should be."""
    wide, high = trim.width_mm + 2 * bleed_mm, trim.height_mm + 2 * bleed_mm
    return {
        "left": Rect(-bleed_mm, -bleed_mm, bleed_mm, high),
        "right": Rect(trim.width_mm, -bleed_mm, bleed_mm, high),
        "top": Rect(-bleed_mm, -bleed_mm, wide, bleed_mm),
        "bottom": Rect(-bleed_mm, trim.height_mm, wide, bleed_mm),
    }[side]


def _is_cropped(owner: Object, bleed: Box, media: Box) -> bool:
    """Say whether readers show less than the bleed."""
    shown = (media, box_of_page(owner, "CropBox") or media)
    return any(min(distances(bleed, box)) < -_TOLERANCE_MM for box in shown)


RULES = (
    Rule(
        id="press-boxes",
        severity="error",
        why="Without bleed, a cut that strays shows paper.",
        source="ISO 15930-7, on page boxes; print shops ask for bleed",
        cure="Export with bleed, and with its boxes.",
        check=press_boxes,
        targets=PRESS,
    ),
)
