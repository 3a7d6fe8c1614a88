"""Make the pictures of the documentation: an output folder of `drempels build` → docs/pictures."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image

from generator.model.geometry import mm_to_pt
from generator.model.target import Target
from generator.preflight import Expected, ExpectedPress, inspect

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
WIDTH_PX = 1600  # twice what a README shows, for sharp screens
GAP_PX = 16
GROUND = "#e6e9ea"
SLIPPED_MM = 1
COLOURS = 128  # flat artwork: more colours make larger files, not better ones
LARGEST_KB = 250


def draw_page(pdf: Path, page: int, width_px: int) -> Image.Image:
    """Return a page, counted from 1, as a picture that is `width_px` wide."""
    with pypdfium2.PdfDocument(pdf) as document:
        sheet = document[page - 1]
        picture: Image.Image = sheet.render(scale=width_px / sheet.get_width()).to_pil()
    return picture.convert("RGB").resize(
        (width_px, round(picture.height * width_px / picture.width)), Image.Resampling.LANCZOS
    )


def contact_sheet(pages: Sequence[tuple[Path, int]], columns: int) -> Image.Image:
    """Return pages of one size in rows of `columns`, with a gap around each."""
    width_px = (WIDTH_PX - (columns + 1) * GAP_PX) // columns
    pictures = [draw_page(pdf, page, width_px) for pdf, page in pages]
    height_px = max(picture.height for picture in pictures)
    rows = -(-len(pictures) // columns)
    ground = Image.new(
        "RGB",
        (columns * (width_px + GAP_PX) + GAP_PX, rows * (height_px + GAP_PX) + GAP_PX),
        GROUND,
    )
    for at, picture in enumerate(pictures):
        row, column = divmod(at, columns)
        corner = (GAP_PX + column * (width_px + GAP_PX), GAP_PX + row * (height_px + GAP_PX))
        ground.paste(picture, corner)
    return ground


def draw_fault(pdf: Path, page: int) -> Image.Image:
    """Return what `drempels check --proof` draws of a page whose trim has slipped to the right."""
    slipped = BytesIO()
    with pikepdf.open(pdf) as opened:
        for box in ("/TrimBox", "/BleedBox"):
            edges = [float(edge) for edge in opened.pages[page - 1].obj[box]]
            moved = [edge + mm_to_pt(SLIPPED_MM) * (at in (0, 2)) for at, edge in enumerate(edges)]
            opened.pages[page - 1].obj[box] = pikepdf.Array(moved)
        opened.save(slipped)
    usual = ExpectedPress(
        pdfx=None, profile_digest=None, bleed_mm=3, ink_limit_percent=300, minimum_ppi=150
    )
    expected = Expected(
        Target.PRESS, language="nl", safe_area_mm=4, press=usual, slug_from_mm=3, document="kaart"
    )
    pictures = dict(inspect(slipped.getvalue(), expected, with_pictures=True).pictures)
    return Image.open(BytesIO(pictures[page])).convert("RGB")


def save(picture: Image.Image, path: Path) -> None:
    """Write a picture with few colours; raises SystemExit when the file is still too large."""
    few = picture.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    path.parent.mkdir(parents=True, exist_ok=True)
    few.save(path, optimize=True)
    size_kb = path.stat().st_size / 1000
    print(f"{path.name} ({few.width} x {few.height}, {size_kb:.0f} kB)")
    if size_kb > LARGEST_KB:
        raise SystemExit(f"{path} is larger than {LARGEST_KB} kB: lower COLOURS or WIDTH_PX")


def make_pictures(made: Path, pictures: Path) -> None:
    """Make all pictures from one edition and language, such as `output/landelijk/nl`."""
    screen, office, press = made / "screen", made / "office", made / "press"
    posters = sorted(screen.glob("poster-*-a3.pdf"))
    overview, handout = screen / "overview-a3.pdf", screen / "handout-a4.pdf"
    cards, zine = office / "card-85x55.pdf", office / "mini-zine-a7.pdf"
    marked = press / "card-85x55.pdf"
    wanted_pdfs = (overview, handout, cards, zine, marked)
    missing = [str(pdf) for pdf in wanted_pdfs if not pdf.is_file()]
    if missing or not posters:
        wanted = ", ".join(missing) or f"{screen}/poster-…-a3.pdf"
        raise SystemExit(f"missing: {wanted}. Hint: drempels build --output {made.parent.parent}")
    save(contact_sheet([(pdf, 1) for pdf in posters], columns=5), pictures / "posters.png")
    # Alone in its row, at half the width: as large as the others' pages.
    save(contact_sheet([(overview, 1)], columns=1).reduce(2), pictures / "overview.png")
    save(contact_sheet([(cards, 1), (cards, 2)], columns=2), pictures / "cards.png")
    save(contact_sheet([(handout, 1), (handout, 2)], columns=2), pictures / "handout.png")
    save(contact_sheet([(zine, 1), (zine, 2)], columns=2), pictures / "mini-zine.png")
    # A front and a back: on so small a page, marks can be seen in a README.
    save(contact_sheet([(marked, 5), (marked, 6)], columns=2), pictures / "press.png")
    save(draw_fault(marked, 5), pictures / "fault.png")


def main() -> None:
    """Read the arguments and make the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path, help="what 'drempels build' wrote to")
    parser.add_argument("pictures", type=Path, nargs="?", default=PICTURES, help="where they go")
    parser.add_argument("--edition", default="landelijk")
    parser.add_argument("--language", default="nl")
    asked = parser.parse_args()
    make_pictures(asked.output / asked.edition / asked.language, asked.pictures)


if __name__ == "__main__":
    main()
