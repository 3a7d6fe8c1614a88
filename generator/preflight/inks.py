"""Check how a press PDF is coloured: inks alone, not too much of them, fine enough pictures."""

from __future__ import annotations

from collections.abc import Iterator
from math import hypot

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from pikepdf import Array, Dictionary, Name, Object, Stream
from PIL import Image, ImageMath

from generator.model.geometry import POINTS_PER_INCH
from generator.model.printing import PdfX
from generator.preflight.expected import Expected, Fault
from generator.preflight.proof import Proof, entry, words
from generator.preflight.resources import Content, contents_of, instructions, number, values
from generator.preflight.rule import PRESS, Rule

_PRESS_SPACES = frozenset(("DeviceCMYK", "DeviceGray", "Pattern", "CMYK", "G"))
_BASE_AT = {"Separation": 2, "DeviceN": 2, "Indexed": 1, "I": 1, "Pattern": 1}
"""Where the space stands that these are drawn in (ISO 32000-1, 8.6.6)."""
_DEEPEST_SPACE = 4
_FOREIGN = "rg RG cs CS BI ID EI"
_COLOURS = "k K sc SC scn SCN BDC BMC EMC"
_INLINE = "INLINE IMAGE"
_ROUNDING_PERCENT = 0.5  # content streams have four decimals; a press has far fewer
_ROUNDING_PPI = 0.5
_UNREADABLE = (
    pikepdf.PikepdfError, NotImplementedError, TypeError, ValueError, OSError,
    Image.DecompressionBombError,
)  # fmt: skip
"""What pikepdf and Pillow raise for a picture that is cut off, odd or far too large."""


def press_colour(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find colour that isn't said in inks: each print shop would convert it in its own way."""
    if expected.press is None:
        return
    for content in contents_of(proof.pdf):
        for what in sorted(_foreign_colour(content)):
            yield Fault(f"colour that isn't in inks: {what}", content.page)


def ink_coverage(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find more ink than paper bears; marks outside the artwork are left out.

    Our artwork is opaque and flat, so that a place has the inks of the one colour on top of it.
    """
    if expected.press is None:
        return
    limit = expected.press.ink_limit_percent
    most: dict[int, float] = {}
    for content in contents_of(proof.pdf):
        pictures = [_pixels(one) for one in _pictures(content) if _is_in_inks(one)]
        totals = [_total_of(one) for one in pictures if one is not None]
        if len(totals) < len(pictures):
            yield Fault("a picture can't be read", content.page)
        total = max((*_totals(content), *totals), default=0.0)
        most[content.page] = max(most.get(content.page, 0.0), total)
    for page, total in sorted(most.items()):
        if total > limit + _ROUNDING_PERCENT:
            yield Fault(f"{total:.0f}% of ink in one place; the limit is {limit:g}%", page)


def transparency(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find transparency in a flavour of PDF/X that knows none."""
    if expected.press is None or expected.press.pdfx is not PdfX.X1A:
        return
    for content in contents_of(proof.pdf):
        states = values(entry(content.resources, "ExtGState"))
        see_through = (
            entry(content.stream, "Group") is not None
            or any(_is_see_through(state) for state in states)
            or any(entry(picture, "SMask") is not None for picture in _pictures(content))
        )
        if see_through:
            yield Fault("transparency, which PDF/X-1a doesn't have", content.page)


def image_ppi(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find pictures that are too coarse for the size that they are printed at."""
    if expected.press is None:
        return
    least = expected.press.minimum_ppi
    for page in proof.pages:
        for picture in page.drawn.get_objects((pdfium.FPDF_PAGEOBJ_IMAGE,)):
            ppi = _ppi(picture)
            if ppi is not None and ppi < least - _ROUNDING_PPI:
                yield Fault(
                    f"a picture of {ppi:.0f} pixels an inch at its printed size; the print shop "
                    f"asks for {least:g}",
                    page.number,
                )


def _ppi(picture: pypdfium2.PdfImage) -> float | None:
    """Return the pixels an inch of the coarser side; None when it has no extent."""
    matrix, holder = picture.get_matrix(), picture.container
    while holder is not None:  # what PDFium itself tells leaves out how forms are scaled
        matrix, holder = matrix.multiply(holder.get_matrix()), holder.container
    sides = hypot(matrix.a, matrix.b), hypot(matrix.c, matrix.d)
    pairs = zip(picture.get_px_size(), sides, strict=True)
    return min((pixels * POINTS_PER_INCH / side for pixels, side in pairs if side), default=None)


def _totals(content: Content) -> Iterator[float]:
    """Yield the ink of each colour that is set outside page artifacts, in percent."""
    depth = marks_from = 0
    for name, operands in instructions(content, _COLOURS):
        if name in ("BDC", "BMC"):
            depth += 1
            if not marks_from and _is_of_page(operands):
                marks_from = depth
        elif name == "EMC":
            if depth == marks_from:
                marks_from = 0
            depth -= 1
        elif not marks_from:
            shares = [share for share in map(number, operands) if share is not None]
            if len(shares) == len(operands) == 4:
                yield 100 * sum(shares)


def _is_of_page(operands: list[Object]) -> bool:
    """Say whether marked content is what ISO 32000-1, 14.8.2.2.2, calls a page artifact."""
    tag, properties = (*operands, None, None)[:2]
    return words(tag) == "Artifact" and words(entry(properties, "Type")) == "Page"


def _pictures(content: Content) -> list[Stream]:
    forms = values(entry(content.resources, "XObject"))
    return [one for one in forms if isinstance(one, Stream) and entry(one, "Subtype") == Name.Image]


def _is_in_inks(picture: Object) -> bool:
    return words(entry(picture, "ColorSpace")) == "DeviceCMYK"


def _pixels(picture: Stream) -> Image.Image | None:
    """Return a picture in CMYK, without what masks it; None when it can't be read."""
    try:
        pixels = pikepdf.PdfImage(picture).as_pil_image(apply_mask=False)
    except _UNREADABLE:
        return None
    return pixels if pixels.mode == "CMYK" else None


def _total_of(pixels: Image.Image) -> float:
    """Return the most ink that a pixel has, in percent."""
    total = ImageMath.lambda_eval(
        lambda it: it["c"] + it["m"] + it["y"] + it["k"],
        **dict(zip("cmyk", pixels.split(), strict=True)),
    )
    return 100 * float(total.getextrema()[1]) / 255


def _foreign_colour(content: Content) -> set[str]:
    """Return what colours a page, form or pattern has that aren't inks."""
    resources = content.resources
    named = entry(resources, "ColorSpace")
    local = dict(named.items()) if isinstance(named, Dictionary) else {}
    spaces = [*local.values(), *(entry(picture, "ColorSpace") for picture in _pictures(content))]
    patterns = (entry(pattern, "Shading") for pattern in values(entry(resources, "Pattern")))
    for shading in (*values(entry(resources, "Shading")), *patterns):
        spaces.append(entry(shading, "ColorSpace"))
    found = set()
    for name, operands in instructions(content, _FOREIGN):
        if name in ("rg", "RG"):
            found.add(f"the operator '{name}'")
        elif operands:
            space = entry(operands[0].obj, "ColorSpace") if name == _INLINE else operands[0]
            if f"/{words(space)}" not in local:
                spaces.append(space)
    bases = {_base(space) for space in spaces} - _PRESS_SPACES - {""}
    return found | {f"the colour space {base}" for base in bases}


def _base(space: Object | None) -> str:
    """Return the name of the space that colours are drawn in: of a spot colour, what stands in."""
    for _ in range(_DEEPEST_SPACE):
        if not isinstance(space, Array) or not len(space):
            break
        family = words(space[0])
        at = _BASE_AT.get(family)
        if at is None or len(space) <= at:
            return family
        space = space[at]
    return words(space)


def _is_see_through(state: Object) -> bool:
    mask, mode = entry(state, "SMask"), entry(state, "BM")
    if isinstance(mode, Array):  # the first that a reader knows; all know the first
        mode = mode[0] if len(mode) else None
    alphas = (number(entry(state, key)) for key in ("ca", "CA"))
    return (
        any(alpha is not None and alpha < 1 for alpha in alphas)
        or (mask is not None and mask != Name("/None"))
        or words(mode) not in ("", "Normal", "Compatible")
    )


RULES = (
    Rule(
        id="press-colour",
        severity="error",
        why="Each print shop would convert it its own way.",
        source="ISO 15930-4, 6.2",
        cure="Convert all colours to CMYK when you export.",
        check=press_colour,
        targets=PRESS,
    ),
    Rule(
        id="transparency",
        severity="error",
        why="Older machines draw it wrong, or not at all.",
        source="ISO 15930-4, 6.10",
        cure="Flatten transparency, or ask for PDF/X-4.",
        check=transparency,
        targets=PRESS,
    ),
    Rule(
        id="ink-coverage",
        severity="error",
        why="Too much ink doesn't dry, and sets off.",
        source="The printing condition; ISO 12647-2",
        cure="Choose lighter colours, or convert with a profile that limits ink.",
        check=ink_coverage,
        targets=PRESS,
    ),
    Rule(
        id="image-ppi",
        severity="warning",
        why="A coarse picture shows its pixels in print.",
        source="The trade’s practice: 300 at reading distance",
        cure="Use a larger picture, or a vector one.",
        check=image_ppi,
        targets=PRESS,
    ),
)
