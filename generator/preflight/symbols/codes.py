"""Check QR codes as printed: that they are there, can be read, and will be read from paper."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.geometry import Edges, Rect, mm_to_pt
from generator.preflight.expected import Expected, Fault
from generator.preflight.folding import by_page
from generator.preflight.reading.proof import Proof, ProofPage
from generator.preflight.rule import PAPER, PRESS, Rule
from generator.preflight.symbols.addresses import shown
from generator.preflight.symbols.codechoice import codes_of, readable_codes
from generator.preflight.symbols.qr import QUIET_ZONE, Code, measured_closely
from generator.preflight.tagging.tags import tags_of

_QUIET_TOLERANCE = 0.34  # of a module: how finely light around a code is measured
_LEAST_CONTRAST = 0.55
"""Grade 3 of 4 (ISO/IEC 15415, 7.8.3): from there paper and a bad light may take some away."""
_LEAST_SPARE = 0.5
"""Grade 3 of 4 (ISO/IEC 15415, 7.8.8)."""
_LEAST_MODULE_MM = 0.33
_LEAST_SIDE_MM = 15
_MEASURED_TO_MM = 0.01
_EDGE = Edges.all(0.5)


def qr_missing(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find addresses that were ordered and have no code."""
    if not expected.codes or expected.is_clipped:
        return
    read = {code.text for code in readable_codes(proof, expected)}
    for address in sorted(expected.codes - read):
        yield Fault(f"no QR code leads to '{shown(address)}', which was ordered")


@by_page
def qr_unreadable(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find what looks like a code, or is said to be one, and can't be read."""
    if expected.is_clipped:
        return
    codes = codes_of(proof, expected)
    for code in codes:
        if not code.text:
            yield Fault("what looks like a QR code can't be read", code.page, (code.place,))
    for page in proof.pages:
        told = sum(one.page == page.number and one.is_qr_code for one in tags_of(proof).figures)
        seen = sum(code.page == page.number for code in codes)
        if told > seen:
            detail = f"pictures that are called a QR code: {told}; codes that can be read: {seen}"
            yield Fault("a picture that is called a QR code can't be read", page.number, (), detail)


@by_page
def qr_damaged(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find codes that can be read, but only just."""
    for code in readable_codes(proof, expected):
        if code.spare < _LEAST_SPARE:
            yield Fault(
                f"{_name(code)} has {code.spare:.0%} of its error correction left",
                code.page,
                (code.place,),
                f"at least {_LEAST_SPARE:.0%}",
            )


@by_page
def qr_quiet_zone(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find codes with something else, or the trim, too near to them."""
    if expected.is_clipped:
        return
    pages = {page.number: page for page in proof.pages}
    for code in readable_codes(proof, expected):
        if code.symbol is None or code.symbol.is_reversed:
            continue
        light = dict(code.symbol.quiet)
        to_trim = _to_trim(code, pages[code.page], expected)
        if to_trim and min(to_trim.values()) < QUIET_ZONE + 1:
            code = measured_closely(pages[code.page], code)
            to_trim = _to_trim(code, pages[code.page], expected)
        for side, distance in to_trim.items():
            light[side] = min(light.get(side, distance), distance)
        short = {
            side: modules
            for side, modules in light.items()
            if modules < QUIET_ZONE - _QUIET_TOLERANCE
        }
        if short:
            least = min(short.values())
            yield Fault(
                f"{_name(code)} has {least:.1f} modules of light on its {_listed(list(short))}",
                code.page,
                (code.place.grown(Edges.all(QUIET_ZONE * code.module_mm)),),
                f"at least {QUIET_ZONE}, here {QUIET_ZONE * code.module_mm:.1f} mm",
            )


@by_page
def qr_module(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find codes whose modules are too small to print."""
    for code in readable_codes(proof, expected):
        if code.module_mm < _LEAST_MODULE_MM - _MEASURED_TO_MM:
            yield Fault(
                f"the modules of {_name(code)} are {code.module_mm:.2f} mm wide",
                code.page,
                (code.place,),
                f"at least {_LEAST_MODULE_MM} mm",
            )


@by_page
def qr_size(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find codes that a phone must come very near to."""
    for code in readable_codes(proof, expected):
        if code.side_mm < _LEAST_SIDE_MM - _MEASURED_TO_MM * QUIET_ZONE:
            yield Fault(
                f"{_name(code)} is {code.side_mm:.1f} mm wide",
                code.page,
                (code.place,),
                f"at least {_LEAST_SIDE_MM} mm",
            )


@by_page
def qr_contrast(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find codes in light on dark, and codes too pale to be told from the paper."""
    for code in readable_codes(proof, expected):
        symbol = code.symbol
        if symbol is None:
            continue
        if symbol.is_reversed:
            yield Fault(f"{_name(code)} is light on dark", code.page, (code.place,))
        elif symbol.contrast < _LEAST_CONTRAST:
            yield Fault(
                f"{_name(code)} has a contrast of {symbol.contrast:.0%}",
                code.page,
                (code.place,),
                f"at least {_LEAST_CONTRAST:.0%} of the light between its dark and light modules",
            )


@by_page
def qr_inks(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find codes that are printed in several inks."""
    pages = {page.number: page for page in proof.pages}
    for code in readable_codes(proof, expected):
        inks = _most_inks(proof, pages[code.page], code)
        if inks > 1:
            message = f"{_name(code)} is printed in {inks} inks"
            yield Fault(message, code.page, (code.place,))


def _most_inks(proof: Proof, page: ProofPage, code: Code) -> int:
    """Return the most inks that a part of a code is painted in."""
    if page.trim is None:
        return 0
    area = code.place.grown(_EDGE)
    left, top = page.trim[0] + mm_to_pt(area.left), page.trim[3] - mm_to_pt(area.top)
    right, bottom = left + mm_to_pt(area.width), top - mm_to_pt(area.height)
    return max(
        (
            paint.colour.inks or 0
            for paint in proof.painted[page.number - 1].paints
            if paint.colour
            and paint.kind == "shape"
            and left <= paint.box[0] <= paint.box[2] <= right
            and bottom <= paint.box[1] <= paint.box[3] <= top
        ),
        default=0,
    )


def _to_trim(code: Code, page: ProofPage, expected: Expected) -> dict[str, float]:
    """Return how many modules each side of a code lies from the cut of its panel."""
    place, size = code.place, page.size
    for panel in expected.panels_on(page.number, size) if size else ():
        distances = _inside(place, panel)
        # What lies across a cut is cut through; that is for the safe area to tell.
        if min(distances.values()) > -place.width:
            return {side: max(mm, 0) / code.module_mm for side, mm in distances.items()}
    return {}


def _inside(place: Rect, panel: Rect) -> dict[str, float]:
    return {
        "left": place.left - panel.left,
        "upper": place.top - panel.top,
        "right": panel.right - place.right,
        "lower": panel.bottom - place.bottom,
    }


def _name(code: Code) -> str:
    return f"the QR code for '{shown(code.text)}'"


def _listed(sides: list[str]) -> str:
    """Return sides as words: `left and lower sides`."""
    if len(sides) == 1:
        return f"{sides[0]} side"
    return f"{', '.join(sides[:-1])} and {sides[-1]} sides"


RULES = (
    Rule(
        id="qr-missing",
        severity="error",
        why="Without its code, nobody comes to the page by phone.",
        source="The order",
        cure="Add the code, or mend what the product says.",
        check=qr_missing,
    ),
    Rule(
        id="qr-unreadable",
        severity="error",
        why="A code that can’t be read is only a pattern.",
        source="ISO/IEC 18004, 12: how a code is read",
        cure="Make the code anew, and lay nothing over it.",
        check=qr_unreadable,
    ),
    Rule(
        id="qr-damaged",
        severity="warning",
        why="What a logo covers can’t be spared for a scratch or a fold.",
        source="ISO/IEC 15415, 7.8.8: unused error correction",
        cure="Make the logo in it smaller, or choose a higher level of error correction.",
        check=qr_damaged,
    ),
    Rule(
        id="qr-quiet-zone",
        severity="error",
        why="Without light around it, a phone doesn’t see where the code begins.",
        source="ISO/IEC 18004, 9.1",
        cure="Leave four modules of light around the code, on all sides.",
        check=qr_quiet_zone,
    ),
    Rule(
        id="qr-module",
        severity="error",
        why="Smaller modules run into one another in print.",
        source="DENSO WAVE, Point for setting the module size: 4 dots of a printer of 300 dpi",
        cure="Make the code larger, or its address shorter.",
        check=qr_module,
        targets=PAPER,
    ),
    Rule(
        id="qr-size",
        severity="warning",
        why="Phones can’t focus on a small code, or people can’t find it.",
        source="The design of the campaign: a tenth of the distance it is scanned from",
        cure="Make the code at least 16 mm wide.",
        check=qr_size,
        targets=PAPER,
    ),
    Rule(
        id="qr-contrast",
        severity="error",
        why="Many readers see only dark modules on a light ground.",
        source="ISO/IEC 15415, 7.8.3: symbol contrast; trade practice",
        cure="Print the code dark on light, best in black on white.",
        check=qr_contrast,
    ),
    Rule(
        id="qr-inks",
        severity="warning",
        why="Plates that shift blur the edges of small modules.",
        source="The design of the campaign: QR codes in black only; trade practice",
        cure="Set the code in black only (0, 0, 0, 100).",
        check=qr_inks,
        targets=PRESS,
    ),
)
