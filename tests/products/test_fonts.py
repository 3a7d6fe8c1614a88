"""Type in finished PDFs: our fonts alone, in the file as subsets, and never too small."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest

from tests.campaign import ALL_PRINTED, Built, Printed, Wording, wide_mm
from tests.reading import read

# A subset tag (ISO 32000-1, 9.6.4), then the families as we name them, whatever the style.
OURS = re.compile(r"[A-Z]{6}\+(Heading-?Display|Heading-?Text|Text)(-?[A-Z][A-Za-z-]*)?")
TOLERANCE_PT = 0.05


@pytest.mark.parametrize("printed", ALL_PRINTED, ids=lambda printed: printed.name)
def test_all_fonts_are_ours_and_in_the_file_as_subsets(built: Built, printed: Printed) -> None:
    fonts = fonts_in(built.path(printed))
    assert fonts
    for name, embedded in fonts.items():
        assert OURS.fullmatch(name), name
        assert embedded, name


@pytest.mark.parametrize(
    "printed",
    [one for one in ALL_PRINTED if (one.target, one.product) != ("office", "card")],
    ids=lambda printed: printed.name,
)
def test_no_type_is_smaller_than_its_product_allows(
    built: Built, wording: Wording, printed: Printed
) -> None:
    floors = wording.product(printed.product)["smallest_type_pt"]
    known, floor = next(iter(floors.items()))
    floor = floors.get(printed.format, floor * wide_mm(printed.format) / wide_mm(known))
    sizes = [glyph.size_pt for page in read(built.path(printed)) for glyph in page.glyphs]
    assert min(sizes) >= floor - TOLERANCE_PT


@pytest.mark.parametrize(
    ("product", "format_name", "floor_pt"),
    [
        ("card", "85x55", 7.5),
        ("mini-zine", "a7", 7.5),
        ("handout", "a4", 9),
        ("large-print", "a4", 16),
        ("poster", "a3", 18),
    ],
)
def test_no_product_allows_type_that_people_with_low_vision_cannot_read(
    wording: Wording, product: str, format_name: str, floor_pt: float
) -> None:
    assert wording.product(product)["smallest_type_pt"][format_name] >= floor_pt


def fonts_in(path: Path) -> dict[str, bool]:
    """Return the name of each font in the file, and whether its glyphs are in the file, too."""
    with pikepdf.open(path) as pdf:
        fonts = [
            thing
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font"
        ]
        descriptors = [font.FontDescriptor for font in fonts if "/FontDescriptor" in font]
        files = {
            str(one.FontName).removeprefix("/"): bool({"/FontFile2", "/FontFile3"} & one.keys())
            for one in descriptors
        }
        return {
            name: files.get(name, False)
            for name in (str(font.BaseFont).removeprefix("/") for font in fonts)
        }
