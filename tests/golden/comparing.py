"""Compare a page with its golden picture: two pictures → how far they are apart.

Another minor version of Pango or FreeType moves edges of letters by a part of a pixel. So both
pictures are blurred a little first; a line that has moved still shows.
"""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image, ImageChops, ImageFilter, ImageStat

WIDTH_PX = 400
COLOURS = 64
"""That a golden picture keeps: flat grounds and edges between them; a third of the bytes."""
BLUR_PX = 1.0
CELL_PX = 20
"""A line that has moved fills a few cells; over the whole page it would not be noticed."""
MOST_IN_CELL = 10
"""Mean difference in any cell, of 255. A third of a pixel aside is at most 9, a pixel 18 to 26."""
CHANGED = 40
"""Of 255: from here a pixel counts as changed."""
MOST_CHANGED = 0.003
"""Share of pixels. A third of a pixel aside is at most 0.2%, a pixel 3% to 6%."""


@dataclass(frozen=True)
class Difference:
    """How far two pictures are apart."""

    worst_cell: float
    """Mean difference in the cell where it is largest, of 255."""
    changed: float
    """Share of pixels that are clearly different."""
    picture: Image.Image
    """White where they agree; the darker, the further apart."""

    @property
    def is_small(self) -> bool:
        """Say whether the pictures pass as the same."""
        return self.worst_cell <= MOST_IN_CELL and self.changed <= MOST_CHANGED


def shrink(picture: Image.Image) -> Image.Image:
    """Return a page as wide and in as few colours as golden pictures are."""
    height = round(picture.height * WIDTH_PX / picture.width)
    small = picture.convert("RGB").resize((WIDTH_PX, height), Image.Resampling.LANCZOS)
    return small.quantize(COLOURS, dither=Image.Dither.NONE)


def compare(actual: Image.Image, golden: Image.Image) -> Difference:
    """Return how far two pictures are apart; pictures of different sizes share nothing."""
    if actual.size != golden.size:
        return Difference(255, 1, Image.new("L", actual.size))
    apart = ImageChops.difference(_softened(actual), _softened(golden))
    red, green, blue = apart.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    changed = most.point(lambda value: 255 if value >= CHANGED else 0)
    share = ImageStat.Stat(changed).mean[0] / 255
    cells = (max(1, most.width // CELL_PX), max(1, most.height // CELL_PX))
    _, worst = apart.convert("L").resize(cells, Image.Resampling.BOX).getextrema()
    assert isinstance(worst, int)  # a picture in grey has one band
    return Difference(worst, share, ImageChops.invert(most))


def _softened(picture: Image.Image) -> Image.Image:
    return picture.convert("RGB").filter(ImageFilter.GaussianBlur(BLUR_PX))
