"""Check how a press PDF is coloured: in the inks of the press, and opaque where it must be."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Array, Name, Object

from generator.model.condition import PdfX
from generator.preflight.expected import Expected, Fault
from generator.preflight.reading.metadata import read_xmp, told_flavour
from generator.preflight.reading.proof import Proof, ProofPage, entry, words
from generator.preflight.reading.resources import contents_of, number, values
from generator.preflight.reading.where import names_of, places_of, whole
from generator.preflight.rule import PRESS, Rule
from generator.preflight.streams.paints import Paint
from generator.preflight.streams.spaces import Space

_OF_THE_PRESS = ("DeviceCMYK", "DeviceGray", "Pattern")
_OF_SCREENS = ("DeviceRGB", "CalRGB")
_SPOTS = ("Separation", "DeviceN")
_MANAGED = ("ICCBased", "CalRGB", "CalGray", "Lab")
_MANAGING = ("PDF/X-3", "PDF/X-4", "PDF/X-5", "PDF/X-6")
"""Flavours whose colours may have profiles of their own."""
_OPAQUE = ("PDF/X-1", "PDF/X-3")
_NORMAL = ("", "Normal", "Compatible")


def press_colour(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find colour that isn't said in inks: each print shop would convert it in its own way."""
    if expected.press is None:
        return
    for page, painted in zip(proof.pages, proof.painted, strict=True):
        by_space: dict[Space, list[Paint]] = {}
        for paint in painted.paints:
            space = paint.colour.space if paint.colour else None
            if space is not None and not _is_in_inks(space, expected):
                by_space.setdefault(space.painted, []).append(paint)
        for space, paints in by_space.items():
            yield _not_in_inks(space, paints, page, proof, expected)
        blends = [group.space for group in painted.groups if group.space]
        if any(space.size == 3 for space in blends) and any(
            paint.see_through for paint in painted.paints
        ):
            yield Fault(
                "transparency on the page is mixed in RGB, not in inks",
                page.number,
                whole(page),
                cure="Choose CMYK as the blend space when you export.",
            )


def _is_in_inks(space: Space, expected: Expected) -> bool:
    space = space.painted
    if space.family not in _SPOTS:
        return space.family in _OF_THE_PRESS
    # ISO 15930-4: in PDF/X-1a, what stands in for a spot colour is in inks, too.
    stand_in = space.base.family if space.base else "DeviceCMYK"
    if expected.press and expected.press.pdfx is PdfX.X1A:
        return stand_in in _OF_THE_PRESS
    return stand_in not in _OF_SCREENS


def _not_in_inks(
    space: Space, paints: list[Paint], page: ProofPage, proof: Proof, expected: Expected
) -> Fault:
    named = names_of(paints, page, expected)
    if space.family in _SPOTS:
        spot = f"the spot colour '{', '.join(space.colourants)}'"
        kind = f"{spot}, which is defined in {space.base.plain_name if space.base else ''}"
    else:
        kind = space.plain_name
    what = f"{named.names} {named.are}"
    if all(paint.in_mask for paint in paints):
        what = "a mask is"
    flavour = "" if expected.is_ours else told_flavour(proof.pdf, read_xmp(proof.pdf))
    is_allowed = space.family in _MANAGED and flavour.startswith(_MANAGING)
    return Fault(
        f"{what} in {kind}, not in inks",
        page.number,
        places_of(paints, page),
        f"{flavour} allows it; the print shop would convert it, and colours may shift"
        if is_allowed
        else "",
        mark=named.mark,
        severity="warning" if is_allowed else None,
    )


def transparency(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find transparency in a flavour of PDF/X that knows none."""
    if expected.press is None:
        return
    pdfx = expected.press.pdfx
    flavour = pdfx.full_name if pdfx else told_flavour(proof.pdf, read_xmp(proof.pdf))
    if not flavour.startswith(_OPAQUE):
        return
    unseen = _see_through_pages(proof)
    for page, painted in zip(proof.pages, proof.painted, strict=True):
        paints = [paint for paint in painted.paints if paint.see_through]
        if paints or painted.groups or page.number in unseen:
            names = names_of(paints, page, expected).names if paints else ""
            yield Fault(
                f"transparency, which {flavour.split(':')[0]} doesn't have",
                page.number,
                places_of(paints, page) or whole(page),
                f"in {names}" if names else "",
            )


def _see_through_pages(proof: Proof) -> set[int]:
    """Return pages with transparency among their resources, whether or not they use it."""
    return {
        content.page
        for content in contents_of(proof.pdf)
        if words(entry(content.stream, "Group", "S")) == "Transparency"
        or any(_is_see_through(state) for state in values(entry(content.resources, "ExtGState")))
        or any(
            entry(one, "Subtype") == Name.Image and entry(one, "SMask") is not None
            for one in values(entry(content.resources, "XObject"))
        )
    }


def _is_see_through(state: Object) -> bool:
    mask, mode = entry(state, "SMask"), entry(state, "BM")
    if isinstance(mode, Array):  # the first that a reader knows; all know the first
        mode = mode[0] if len(mode) else None
    alphas = (number(entry(state, key)) for key in ("ca", "CA"))
    return (
        any(alpha is not None and alpha < 1 for alpha in alphas)
        or (mask is not None and mask != Name("/None"))
        or words(mode) not in _NORMAL
    )


RULES = (
    Rule(
        id="press-colour",
        severity="error",
        why="Each print shop would convert it its own way.",
        source="ISO 15930-4, on colour; print shops ask for CMYK",
        cure="Convert all colours to CMYK when you export.",
        check=press_colour,
        targets=PRESS,
    ),
    Rule(
        id="transparency",
        severity="error",
        why="Older machines draw it wrong, or not at all.",
        source="ISO 15930-4, on transparency",
        cure="Flatten transparency, or ask for PDF/X-4.",
        check=transparency,
        targets=PRESS,
    ),
)
