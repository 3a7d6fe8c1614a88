"""Draw a picture in pixels: SVG → PNG on white, without anything that shows through."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from io import BytesIO

import pypdfium2

from generator.model.document import Html
from generator.model.geometry import MM_PER_INCH, POINTS_PER_INCH, Size
from generator.render.layout import render

_WIDTH_MM = 100.0


@lru_cache(maxsize=16)
def rasterise(svg: bytes, ratio: float, width_px: int) -> bytes:
    """Return the SVG, `ratio` times as wide as high, as a PNG on white; raises RenderError."""
    size = Size(_WIDTH_MM, _WIDTH_MM / ratio)
    sides = f"{size.width_mm:.4f}mm {size.height_mm:.4f}mm"
    page = (
        f"<html><head><style>@page{{size:{sides};margin:0}}body{{margin:0}}"
        "img{display:block;width:100%}</style></head><body>"
        f'<img src="data:image/svg+xml;base64,{b64encode(svg).decode()}"></body></html>'
    )
    one_up = render(Html(page, size, 0, ()), tagged=False)
    with pypdfium2.PdfDocument(one_up.pdf) as document:
        width_pt = _WIDTH_MM / MM_PER_INCH * POINTS_PER_INCH
        picture = document[0].render(scale=width_px / width_pt).to_pil()
    written = BytesIO()
    picture.convert("RGB").save(written, format="PNG")
    return written.getvalue()
