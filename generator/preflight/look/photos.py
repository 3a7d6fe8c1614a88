"""Check that pictures look as they were taken: not stretched, not lost, not in place of text."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.geometry import Edges
from generator.model.target import Target
from generator.preflight.expected import Expected, Fault
from generator.preflight.file.pictures import Print, prints_of
from generator.preflight.folding import by_page
from generator.preflight.reading.proof import Proof, ProofPage
from generator.preflight.reading.where import place_of, whole
from generator.preflight.rule import Rule

_STRETCHED = 1.05
"""Times as wide as it was taken, or as high: faces look wrong from there on."""
_FEWEST_PIXELS = 32
"""Of a side: with fewer it is a gradient, which is stretched on purpose."""
_SMALLEST_MM = 20.0
_EDGE_MM = -1.0
_PAPER = 252
"""Of 255; JPEG turns white into nearly white."""
_WHOLE_PAGE = 0.8


@by_page
def image_stretched(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find pictures that were pulled into another shape."""
    for page in proof.pages:
        for one in prints_of(proof, page, expected):
            finenesses = [
                pixels / side for pixels, side in zip(one.pixels, one.paint.sides, strict=True)
            ]
            stretch = max(finenesses) / min(finenesses) if min(finenesses) > 0 else 0.0
            if min(one.pixels) >= _FEWEST_PIXELS and stretch > _STRETCHED:
                way = "high" if finenesses[1] == min(finenesses) else "wide"
                much = f"{100 * (stretch - 1):.0f}%"
                yield Fault(
                    f"a picture of {one.size} is {much} too {way} for its shape",
                    page.number,
                    (place_of(one.paint.box, page),),
                )


@by_page
def image_blank(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find large pictures of which nothing but paper is seen."""
    for page in proof.pages:
        for one in prints_of(proof, page, expected):
            if _is_blank(one, page):
                yield Fault(
                    f"a picture of {one.size} comes out white",
                    page.number,
                    (place_of(one.paint.box, page),),
                )


def _is_blank(one: Print, page: ProofPage) -> bool:
    place, raster = place_of(one.paint.box, page), page.raster
    if raster is None or min(place.width, place.height) < _SMALLEST_MM:
        return False
    if min(one.pixels) < _FEWEST_PIXELS:
        return False
    shown = raster.crop(place.grown(Edges(_EDGE_MM, _EDGE_MM, _EDGE_MM, _EDGE_MM)))
    return bool(shown.size) and int(shown.min()) >= _PAPER


def page_picture(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find files that have pictures of pages in place of pages."""
    if not proof.pages or any(page.text.glyphs for page in proof.pages):
        return
    covered = [page for page in proof.pages if _is_one_picture(proof, page, expected)]
    if len(covered) < len(proof.pages):
        return
    for_screen = expected.target is Target.SCREEN
    count = len(covered)
    pages = "its page is a picture" if count == 1 else f"its {count} pages are pictures"
    yield Fault(
        f"the file has no text: {pages}",
        1,
        whole(covered[0]),
        severity="error" if for_screen else None,
    )


def _is_one_picture(proof: Proof, page: ProofPage, expected: Expected) -> bool:
    if page.size is None:
        return False
    area = page.size.width_mm * page.size.height_mm
    places = [place_of(one.paint.box, page) for one in prints_of(proof, page, expected)]
    return sum(place.width * place.height for place in places) >= _WHOLE_PAGE * area


RULES = (
    Rule(
        id="image-stretched",
        severity="warning",
        why="Faces and logos in another shape look like a mistake, and are one.",
        source="Trade practice",
        cure="Crop the picture to the shape of its frame.",
        check=image_stretched,
    ),
    Rule(
        id="image-blank",
        severity="warning",
        why="A picture that was placed is to be seen: its plate, its mask or its profile is lost.",
        source="Trade practice",
        cure="Place the picture again; delete it if nothing is to be seen there.",
        check=image_blank,
    ),
    Rule(
        id="page-picture",
        severity="warning",
        why="Letters made of pixels print with ragged edges, and can’t be read aloud or searched.",
        source="WCAG 2.2, 1.4.5; trade practice",
        cure="Export from the program that the text was written in, not as a picture or a scan.",
        check=page_picture,
    ),
)
