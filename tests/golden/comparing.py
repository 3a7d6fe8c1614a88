"""Compare a page with its golden picture: two pictures → how far they are apart.

Another minor version of Pango or FreeType moves edges of letters by a part of a pixel. So both
pictures are blurred a little first; a line that has moved still shows.
"""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image, ImageChops, ImageFilter, ImageStat

WIDTH_PX = 400
BLUR_PX = 1.0
CHANGED = 40
"""Of 255: from here a pixel counts as changed."""
MOST_CHANGED = 0.002
"""Share of pixels. One line of an answer on a poster is 0.7% of the page."""
MOST_MEAN = 1.0
"""Mean difference, of 255."""


@dataclass(frozen=True)
class Difference:
    """How far two pictures are apart."""

    mean: float
    """Of 255, over all pixels and colours."""
    changed: float
    """Share of pixels that are clearly different."""
    picture: Image.Image
    """White where they agree; the darker, the further apart."""

    @property
    def is_small(self) -> bool:
        """Say whether the pictures pass as the same."""
        return self.mean <= MOST_MEAN and self.changed <= MOST_CHANGED


def shrink(picture: Image.Image) -> Image.Image:
    """Return a page as wide as golden pictures are."""
    height = round(picture.height * WIDTH_PX / picture.width)
    return picture.convert("RGB").resize((WIDTH_PX, height), Image.Resampling.LANCZOS)


def compare(actual: Image.Image, golden: Image.Image) -> Difference:
    """Return how far two pictures are apart; pictures of different sizes share nothing."""
    if actual.size != golden.size:
        return Difference(255, 1, Image.new("L", actual.size))
    soft = [one.convert("RGB").filter(ImageFilter.GaussianBlur(BLUR_PX)) for one in (actual, golden)]
    apart = ImageChops.difference(*soft)
    red, green, blue = apart.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    changed = most.point(lambda value: 255 if value >= CHANGED else 0)
    share = ImageStat.Stat(changed).mean[0] / 255
    mean = sum(ImageStat.Stat(apart).mean) / 3
    return Difference(mean, share, ImageChops.invert(most))
