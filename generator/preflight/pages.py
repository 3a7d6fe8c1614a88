"""Check how many pages there are, and of what size."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.expected import Expected, Fault
from generator.preflight.proof import Proof
from generator.preflight.rule import Rule

_SIZE_TOLERANCE_MM = 0.05  # a tenth of the width of a cut


def page_count(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find a page too many or too few."""
    count, pages = len(proof.pages), expected.pages
    if pages is None:
        return
    if not pages.min <= count <= pages.max:
        wanted = f"{pages.min}" if pages.min == pages.max else f"{pages.min} to {pages.max}"
        yield Fault(f"the document has {count} pages; it must have {wanted}")


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
        width, height = page.size.width_mm, page.size.height_mm
        off = max(abs(width - trim.width_mm), abs(height - trim.height_mm))
        if off > _SIZE_TOLERANCE_MM:
            yield Fault(
                f"the trim is {width:.2f} x {height:.2f} mm; it must be {wanted}", page.number
            )


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
)
