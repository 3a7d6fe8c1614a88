"""Check what each plate gets: no plate that nobody ordered, nothing that vanishes in print."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.model.geometry import mm_to_pt
from generator.preflight.expected import Expected, Fault
from generator.preflight.reading.proof import Proof, ProofPage, entry, words
from generator.preflight.reading.where import (
    and_more_pages,
    kept,
    names_of,
    place_of,
    places_of,
    whole,
)
from generator.preflight.rule import PRESS, Rule
from generator.preflight.streams.paints import Paint
from generator.preflight.streams.spaces import Colour

_ALL = "All"
_ON_TRIM_PT = mm_to_pt(0.75)
"""Half of a thick line, and what cutting is off by."""
_SOLID = (1.0, 1.0, 1.0, 1.0)
"""The same, by four inks."""
_BROUGHT = {
    "curve": "a curve that makes inks lighter or darker",
    "screen": "a screen of dots of its own",
    "black": "a recipe for black of its own",
}


def spot_colour(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find inks beside the four of the press."""
    if expected.press is None:
        return
    uses: dict[str, dict[int, list[Paint]]] = {}
    for page, painted in zip(proof.pages, proof.painted, strict=True):
        for paint in painted.paints:
            for name in paint.colour.space.painted.spots if paint.colour else ():
                uses.setdefault(name, {}).setdefault(page.number, []).append(paint)
    for name, pages in uses.items():
        first = min(pages)
        page = proof.pages[first - 1]
        shown = names_of(pages[first], page, expected).names
        more = and_more_pages(len(pages) - 1)
        yield Fault(
            f"the spot colour '{name}' makes a plate of its own",
            first,
            places_of(pages[first], page),
            f"in {shown}, {more}" if more else f"in {shown}",
        )


def registration_colour(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find artwork in the colour of crop marks, which prints on all plates."""
    if expected.press is None:
        return
    for page, painted in zip(proof.pages, proof.painted, strict=True):
        coloured = [paint for paint in painted.paints if _is_on_all_plates(paint.colour)]
        paints = kept(coloured, page, expected)
        if paints:
            named = names_of(paints, page, expected)
            yield Fault(
                f"{named.names} {named.are} in the registration colour, solid on all plates",
                page.number,
                places_of(paints, page),
                mark=named.mark,
            )


def overprint(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find white that is set to overprint: it leaves what is under it, and so vanishes."""
    for page, paints in _overprinting(proof, expected, lambda colour: colour.is_white):
        named = names_of(paints, page, expected)
        vanish = "vanish" if named.several else "vanishes"
        yield Fault(
            f"{named.names} {named.are} white and set to overprint, and {vanish} in print",
            page.number,
            places_of(paints, page),
            mark=named.mark,
        )


def overprint_colour(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find colours that are set to overprint: they mix with what is under them.

    Black is meant to; spot colours that overprint are varnish and cutting lines; and a file that
    says that it is trapped overprints the edges of colours on purpose.
    """
    if words(entry(proof.pdf.trailer, "Info", "Trapped")) == "True":
        return
    for page, paints in _overprinting(proof, expected, _has_colour):
        named = names_of(paints, page, expected)
        mix = "mix" if named.several else "mixes"
        yield Fault(
            f"{named.names} {named.are} in colour and set to overprint, and {mix} with what is "
            "under it",
            page.number,
            places_of(paints, page),
            mark=named.mark,
        )


def _overprinting(
    proof: Proof, expected: Expected, is_meant: Callable[[Colour], bool]
) -> Iterator[tuple[ProofPage, list[Paint]]]:
    """Yield what overprints in a colour that is meant, page by page."""
    for page, painted in zip(proof.pages, proof.painted, strict=True):
        found = [
            paint
            for paint in painted.paints
            if paint.overprints and paint.colour and is_meant(paint.colour)
        ]
        if paints := kept(found, page, expected):
            yield page, paints


def _has_colour(colour: Colour) -> bool:
    """Say whether cyan, magenta or yellow is in a colour of the press's four inks."""
    return colour.space.size == 4 and any(share > 0 for share in colour.shares[:3])


def line_on_trim(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find frames that are drawn where the paper is cut."""
    if expected.press is None:
        return
    for page, painted in zip(proof.pages, proof.painted, strict=True):
        frames = [
            paint
            for paint in painted.paints
            if paint.kind == "line"
            and not paint.is_mark
            and paint.colour
            and not paint.colour.space.painted.spots
            and page.trim
            and all(
                abs(edge - cut) <= _ON_TRIM_PT
                for edge, cut in zip(paint.box, page.trim, strict=True)
            )
        ]
        if frames:
            yield Fault("a line is drawn where the page is cut", page.number, whole(page))


def plate_settings(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find pages that are a single plate, and curves and screens that the file brings along."""
    if expected.press is None:
        return
    for page, painted in zip(proof.pages, proof.painted, strict=True):
        if entry(proof.pdf.pages[page.number - 1].obj, "SeparationInfo") is not None:
            yield Fault("the page is one plate of several, not a whole page", page.number)
        for trouble in painted.troubles:
            if trouble.kind == "settings":
                yield Fault(
                    f"the page brings {_BROUGHT[trouble.name]}, which is the print shop's choice",
                    page.number,
                    (place_of(trouble.box, page),) if trouble.box else (),
                    severity=None if trouble.name == "curve" else "warning",
                )


def _is_on_all_plates(colour: Colour | None) -> bool:
    if colour is None:
        return False
    if colour.space.size == len(_SOLID) and colour.shares == _SOLID:
        return True
    return _ALL in colour.space.painted.colourants and not colour.is_white


RULES = (
    Rule(
        id="spot-colour",
        severity="warning",
        why="Each extra plate costs money, and shops may refuse it.",
        source="Ghent Workgroup 2015, on the use of spot colours; ISO 32000-1, 8.6.6.4",
        cure="Convert it to CMYK, unless you ordered that ink or that finish.",
        check=spot_colour,
        targets=PRESS,
    ),
    Rule(
        id="registration-colour",
        severity="error",
        why="Solid on all plates is 400% of ink, and shows each plate that is off.",
        source="Ghent Workgroup 2015, on separation colour All; ISO 32000-1, 8.6.6.4",
        cure="Set it in black, or in another ink.",
        check=registration_colour,
        targets=PRESS,
    ),
    Rule(
        id="overprint",
        severity="error",
        why="White that overprints is seen on screen and not in print.",
        source="Ghent Workgroup 2015, on white text and paths that overprint",
        cure="Take overprint off what is white, and export again.",
        check=overprint,
        targets=PRESS,
    ),
    Rule(
        id="overprint-colour",
        severity="warning",
        why="Yellow that overprints blue is green in print, and yellow on most screens.",
        source="Ghent Workgroup 2015, on overprint; ISO 32000-1, 8.6.7",
        cure="Take overprint off all but black, or preview overprint and see that it is meant.",
        check=overprint_colour,
        targets=PRESS,
    ),
    Rule(
        id="line-on-trim",
        severity="warning",
        why="No cutter hits a line: it is left on one side of the page, and gone on the other.",
        source="Trade practice",
        cure="Delete it: the TrimBox says where to cut. Put a cutting shape in a spot colour.",
        check=line_on_trim,
        targets=PRESS,
    ),
    Rule(
        id="plate-settings",
        severity="error",
        why="Curves, dots and plates are set by the shop, for its machine and its paper.",
        source="ISO 15930-4 and ISO 15930-7; ISO 32000-1, 10.4, 10.5 and 14.11.4",
        cure="Export composite pages, without halftones and transfer functions.",
        check=plate_settings,
        targets=PRESS,
    ),
)
