"""Check how many pages there are, and of what size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.geometry import MM_PER_INCH, Size, parse_format
from generator.preflight.expected import Expected, Fault
from generator.preflight.file.boxes import SAME_SIZE_MM, are_same, box_of_page, said_size
from generator.preflight.reading.proof import Proof
from generator.preflight.reading.where import whole
from generator.preflight.rule import PAPER, Rule

_SIZE_TOLERANCE_MM = 0.05  # a tenth of the width of a cut
_NEAR_MM = 4.0
_NEAR_SHARE = 0.03
"""Of a side: 4 mm are a slip on a3, and another size on a ticket."""
_BLEEDS_MM = (3.0, 2.0, 5.0)
"""As print shops ask for."""


@dataclass(frozen=True)
class _Known:
    """A size that people order."""

    name: str
    size: Size


def _inches(name: str, width: float, height: float) -> _Known:
    return _Known(name, Size(width * MM_PER_INCH, height * MM_PER_INCH))


_KNOWN = (
    *(_Known(f"a{number}", parse_format(f"a{number}").trim) for number in range(9)),
    *(_Known(name, parse_format(name).trim) for name in (
        "85x55", "85x54", "85.6x54", "90x50", "90x55", "99x210", "105x210", "110x220", "120x120",
        "148x148", "210x210", "300x400", "400x600", "500x700", "600x800", "700x1000",
    )),
    *(_Known(f"b{number}", Size(*size)) for number, size in enumerate((
        (1000, 1414), (707, 1000), (500, 707), (353, 500), (250, 353), (176, 250), (125, 176),
    ))),
    _Known("sra3", Size(320, 450)),
    *(_inches("US letter", 8.5, 11), _inches("US legal", 8.5, 14), _inches("tabloid", 11, 17)),
    *(_inches("3.5x2 inch", 3.5, 2), _inches("4x6 inch", 4, 6), _inches("5x7 inch", 5, 7)),
    *(_inches("half letter", 5.5, 8.5), _inches("18x24 inch", 18, 24)),
)  # fmt: skip


def page_count(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find a page too many or too few."""
    count, pages = len(proof.pages), expected.pages
    if pages is None:
        return
    if not pages.min <= count <= pages.max:
        wanted = f"{pages.min}" if pages.min == pages.max else f"{pages.min} to {pages.max}"
        noun = "page" if count == 1 else "pages"
        yield Fault(f"the document has {count} {noun}; it must have {wanted}")


def page_size(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find pages whose trim is not the format that was ordered."""
    trim = expected.trim
    if trim is None:
        return
    wanted = f"{trim.width_mm:g} x {trim.height_mm:g} mm"
    for page in proof.pages:
        if page.size is None:
            yield Fault(f"the page has no size; it must be {wanted}", page.number)
            continue
        off = _off(page.size, trim)
        if not expected.is_ours:  # a format says nothing of which way it lies
            off = min(off, _off(page.size.turned, trim))
        if off > _SIZE_TOLERANCE_MM:
            width, height = page.size.width_mm, page.size.height_mm
            yield Fault(
                f"the trim is {width:.2f} x {height:.2f} mm; it must be {wanted}",
                page.number,
                whole(page),
            )


def odd_size(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find pages that are nearly of a size that people order, but not quite."""
    if expected.trim is not None or expected.is_ours:
        return
    seen: list[Size] = []
    for page in proof.pages:
        size = page.size
        if size is None or any(are_same(size, known) for known in seen):
            continue
        seen.append(size)
        owner = proof.pdf.pages[page.number - 1].obj
        media = box_of_page(owner, "MediaBox")
        fault = _oddness(size, has_bleed=media is not None and page.trim != media)
        if fault:
            message, cure = fault
            yield Fault(message, page.number, whole(page), cure=cure)


def _oddness(size: Size, *, has_bleed: bool) -> tuple[str, str] | None:
    """Return what a size is nearly, and what helps; None when it is one, or far from all."""
    pairs = [(known, _off(size, at)) for known in _KNOWN for at in (known.size, known.size.turned)]
    if any(off <= SAME_SIZE_MM for _, off in pairs):
        return None
    for bleed_mm in _BLEEDS_MM if not has_bleed else ():
        inside = Size(size.width_mm - 2 * bleed_mm, size.height_mm - 2 * bleed_mm)
        for known, _ in pairs:
            if min(_off(inside, known.size), _off(inside, known.size.turned)) <= SAME_SIZE_MM:
                return (
                    f"{said_size(size)} is {known.name} with {bleed_mm:g} mm more on every side, "
                    "and nothing says where it is cut",
                    "Export with a TrimBox: bleed that is said to be bleed.",
                )
    known, off = min(pairs, key=lambda pair: pair[1])
    short = min(known.size.width_mm, known.size.height_mm)
    if off > min(_NEAR_MM, _NEAR_SHARE * short):
        return None
    lies = size.ratio > 1
    meant = known.size.turned if lies != (known.size.ratio > 1) else known.size
    return f"{said_size(size)} is nearly {known.name} ({said_size(meant)})", ""


def _off(one: Size, other: Size) -> float:
    return max(abs(one.width_mm - other.width_mm), abs(one.height_mm - other.height_mm))


RULES = (
    Rule(
        id="page-count",
        severity="error",
        why="A page more or less: text ran over, or went missing.",
        source="The order",
        cure="Shorten the text, or mend what the product says under pages.",
        check=page_count,
    ),
    Rule(
        id="page-size",
        severity="error",
        why="Another size is scaled by the printer, or cut wrong.",
        source="ISO 216, and the order",
        cure="Export at the size that was ordered.",
        check=page_size,
    ),
    Rule(
        id="odd-size",
        severity="warning",
        why="What is a millimetre off is scaled, or shows paper at an edge.",
        source="ISO 216, ISO 7810 and the sizes that print shops sell",
        cure="Make the page exactly that size, if that is what you mean.",
        check=odd_size,
        targets=PAPER,
    ),
)
