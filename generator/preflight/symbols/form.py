"""Check that QR codes are square and read the right way round."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.expected import Expected, Fault
from generator.preflight.folding import by_page
from generator.preflight.reading.proof import Proof
from generator.preflight.rule import Rule
from generator.preflight.symbols.addresses import shown
from generator.preflight.symbols.codechoice import readable_codes

_MOST_STRETCH = 1.06  # grade 4 of 4 (ISO/IEC 15415, 7.8.6: axial nonuniformity)


@by_page
def qr_mirrored(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find codes in mirror image."""
    for code in readable_codes(proof, expected):
        if code.symbol and code.symbol.is_mirrored:
            yield Fault(
                f"the QR code to '{shown(code.text)}' is mirrored", code.page, (code.place,)
            )


@by_page
def qr_stretched(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find codes that aren't square."""
    for code in readable_codes(proof, expected):
        if code.symbol and code.symbol.stretch > _MOST_STRETCH:
            yield Fault(
                f"the QR code to '{shown(code.text)}' is stretched: "
                f"one side is {code.symbol.stretch - 1:.0%} longer",
                code.page,
                (code.place,),
            )


RULES = (
    Rule(
        id="qr-mirrored",
        severity="error",
        why="Many phones don’t read a code in mirror image.",
        source="ISO/IEC 18004: readers need not know mirror images",
        cure="Place the code again, unmirrored.",
        check=qr_mirrored,
    ),
    Rule(
        id="qr-stretched",
        severity="warning",
        why="The less square a code is, the fewer phones read it.",
        source="ISO/IEC 15415, 7.8.6: axial nonuniformity",
        cure="Place the code again, with its proportions kept.",
        check=qr_stretched,
    ),
)
