"""Draw two pages side by side: pictures of old and new and what differs → PNG."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from generator.compare.pages import Pixels
from generator.model.geometry import MM_PER_INCH, Rect

PICTURE_LONG_SIDE_PX = 1100
_DESK_PX, _CAPTION_PX, _TYPE_PX = 40, 44, 22
_DESK, _INK, _OUTLINE = "#dce1e3", "#14181a", "#c8102e"
_LINE_PX, _AROUND_PX = 4, 6


def draw_side_by_side(
    old: Pixels | None, new: Pixels | None, places: Sequence[Rect], ppi: float
) -> bytes:
    """Return a PNG with the old page left and the new one right; what differs is outlined.

    `places` are in mm from the top left of the page, which is drawn at `ppi`. A page that isn't
    there is left blank.
    """
    pages = [Image.fromarray(page) if page is not None else None for page in (old, new)]
    width = max(page.width for page in pages if page)
    height = max(page.height for page in pages if page)
    across = 2 * width + 3 * _DESK_PX
    picture = Image.new("RGB", (across, height + _CAPTION_PX + _DESK_PX), _DESK)
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(_TYPE_PX)
    for at, (page, name) in enumerate(zip(pages, ("old", "new"), strict=True)):
        left = _DESK_PX + at * (width + _DESK_PX)
        caption = name if page else f"{name}: there is no such page"
        pen.text((left, (_CAPTION_PX - _TYPE_PX) / 2), caption, fill=_INK, font=font)
        if page is None:
            continue
        picture.paste(page, (left, _CAPTION_PX))
        for place in places:
            pen.rectangle(_box(place, ppi, left), outline=_OUTLINE, width=_LINE_PX)
    written = BytesIO()
    picture.save(written, format="PNG")
    return written.getvalue()


def _box(place: Rect, ppi: float, left: int) -> tuple[float, float, float, float]:
    scale, around = ppi / MM_PER_INCH, _AROUND_PX
    return (
        left + place.left * scale - around,
        _CAPTION_PX + place.top * scale - around,
        left + place.right * scale + around,
        _CAPTION_PX + place.bottom * scale + around,
    )
