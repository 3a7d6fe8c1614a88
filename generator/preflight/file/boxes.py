"""Check the boxes of pages: sound, one inside the other, and of one size throughout a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pikepdf import Array, Object

from generator.model.geometry import Size, pt_to_mm
from generator.model.target import Target
from generator.preflight.expected import Expected, Fault
from generator.preflight.reading.glyphs import Box
from generator.preflight.reading.metadata import read_xmp, told_flavour
from generator.preflight.reading.proof import Proof, ProofPage, entry
from generator.preflight.reading.resources import inherited, number, turn_of
from generator.preflight.reading.where import first_of_each, whole
from generator.preflight.rule import Rule

_BOXES = ("MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox")
_INHERITED = ("MediaBox", "CropBox")  # ISO 32000-1, table 30
_INSIDE = (
    ("TrimBox", "BleedBox"), ("TrimBox", "MediaBox"), ("TrimBox", "CropBox"),
    ("ArtBox", "BleedBox"), ("ArtBox", "MediaBox"), ("BleedBox", "MediaBox"),
)  # fmt: skip
_SMALLEST_PT, _LARGEST_PT = 3.0, 14_400.0  # ISO 32000-1, annex C: 200 inch
_NO_MEDIA = "MediaBox is undefined"  # qpdf's words: it then puts one there
_TOLERANCE_MM = 0.05
SAME_SIZE_MM = 0.5
"""Between pages of one size, by rounding."""
_MOST_NAMED = 6


def page_boxes(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find pages whose boxes are broken or at odds, and pages that differ in size."""
    yield from first_of_each(_wrong_pages(proof, expected))
    if any(_NO_MEDIA in said for said in proof.mended):
        yield Fault("a page has no MediaBox, and readers guess its size")
    if expected.trim is None and expected.target is not Target.SCREEN:
        yield from _other_sizes(proof)


def _wrong_pages(proof: Proof, expected: Expected) -> Iterator[Fault]:
    for page in proof.pages:
        owner = proof.pdf.pages[page.number - 1].obj
        for message in (*_wrong_boxes(owner, proof, expected), *_wrong_view(owner, expected)):
            yield Fault(message, page.number, whole(page))


def box_of_page(page: Object, key: str) -> Box | None:
    """Return a box in points; None when there is none, or something else in its place."""
    box = inherited(page, key) if key in _INHERITED else entry(page, key)
    edges = [number(edge) for edge in box] if isinstance(box, Array) else []
    known = [edge for edge in edges if edge is not None]
    if len(known) != len(edges) or len(known) != 4:
        return None
    one, other, third, fourth = known
    return min(one, third), min(other, fourth), max(one, third), max(other, fourth)


def distances(inner: Box, outer: Box) -> tuple[float, float, float, float]:
    """Return how far inside `outer` the left, lower, right and upper sides of a box lie, in mm."""
    left, bottom, right, top = inner
    return (
        pt_to_mm(left - outer[0]),
        pt_to_mm(bottom - outer[1]),
        pt_to_mm(outer[2] - right),
        pt_to_mm(outer[3] - top),
    )


def _wrong_boxes(page: Object, proof: Proof, expected: Expected) -> Iterator[str]:
    boxes: dict[str, Box] = {}
    for key in _BOXES:
        said = inherited(page, key) if key in _INHERITED else entry(page, key)
        box = box_of_page(page, key)
        if box is not None:
            boxes[key] = box
            yield from _wrong_size(key, box)
        elif said is not None:
            yield f"the page's {key} isn't a box of four numbers"
    pairs = (*_INSIDE, ("CropBox", "MediaBox")) if expected.press else _INSIDE
    for inner, outer in pairs:
        if inner in boxes and outer in boxes:
            furthest = min(distances(boxes[inner], boxes[outer]))
            if furthest < -_TOLERANCE_MM:
                yield f"the {inner} reaches {-furthest:.2f} mm past the {outer}"
    # ISO 15930-7: one of the two says how large the finished page is.
    is_doubtful = expected.press and "TrimBox" in boxes and "ArtBox" in boxes
    if is_doubtful and told_flavour(proof.pdf, read_xmp(proof.pdf)):
        yield "the page has a TrimBox and an ArtBox, and PDF/X allows one of the two"


def _wrong_size(key: str, box: Box) -> Iterator[str]:
    sides = box[2] - box[0], box[3] - box[1]
    if max(sides) > _LARGEST_PT:
        yield f"the {key} is larger than 200 inch (5080 mm)"
    elif not min(sides) > 0:
        yield f"the {key} has no width or no height"
    elif key == "MediaBox" and min(sides) < _SMALLEST_PT:
        yield f"the {key} is {pt_to_mm(min(sides)):.2f} mm wide or high"


def _wrong_view(page: Object, expected: Expected) -> Iterator[str]:
    """Tell what scales or turns a page beside its boxes."""
    unit = number(entry(page, "UserUnit"))
    if unit is not None and unit != 1:
        yield f"the page is {unit:g} times as large as its boxes say (UserUnit)"
    turned = turn_of(page)
    if turned % 90:
        yield f"the page is turned by {turned:g} degrees, which isn't a multiple of 90"
    elif turned % 360 and expected.is_ours:  # we lay out sheets as they are to be printed
        yield f"the page is turned by {turned:g} degrees"


def _other_sizes(proof: Proof) -> Iterator[Fault]:
    """Find pages of another size than most: they are cut alike, or not at all."""
    sizes = {page.number: _seen_size(proof, page) for page in proof.pages}
    groups: dict[Size, list[int]] = {}
    for number_, size in sizes.items():
        if size is not None:
            like = next((known for known in groups if are_same(known, size)), size)
            groups.setdefault(like, []).append(number_)
    if len(groups) < 2:
        return
    usual = Counter({size: len(found) for size, found in groups.items()}).most_common(1)[0][0]
    for size, found in groups.items():
        if size == usual:
            continue
        are = "is" if len(found) == 1 else "are"
        if are_same(size.turned, usual):
            way = "lying, the others standing" if size.ratio > 1 else "standing, the others lying"
            message = f"{_named(found)} {are} {way}"
        else:
            message = f"{_named(found)} {are} {said_size(size)}, the others {said_size(usual)}"
        yield Fault(message, found[0], whole(proof.pages[found[0] - 1]))


def _seen_size(proof: Proof, page: ProofPage) -> Size | None:
    """Return the trim as one sees it, turned as the page says."""
    turned = turn_of(proof.pdf.pages[page.number - 1].obj)
    return page.size.turned if page.size and turned % 180 == 90 else page.size


def are_same(one: Size, other: Size) -> bool:
    """Say whether two sizes differ by no more than rounding."""
    off = max(abs(one.width_mm - other.width_mm), abs(one.height_mm - other.height_mm))
    return off <= SAME_SIZE_MM


def said_size(size: Size) -> str:
    """Write a size as people do."""
    return f"{round(size.width_mm, 1):g} x {round(size.height_mm, 1):g} mm"


def _named(pages: Sequence[int]) -> str:
    if len(pages) == 1:
        return f"page {pages[0]}"
    if len(pages) > _MOST_NAMED:
        return f"{len(pages)} pages, from page {pages[0]} on,"
    return f"pages {', '.join(map(str, pages[:-1]))} and {pages[-1]}"


RULES = (
    Rule(
        id="page-boxes",
        severity="error",
        why="Boxes at odds, or pages of two sizes, are imposed and cut wrong.",
        source="ISO 32000-1, 14.11.2; ISO 15930-7 on page boxes; Ghent Workgroup 2015 on page size",
        cure="Export again with all pages of one size, and with boxes inside one another.",
        check=page_boxes,
    ),
)
