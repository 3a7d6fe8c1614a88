"""Small documents in the campaign's own typefaces."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.model.document import WHOLE, Html, Part
from generator.model.fit import PageRange
from generator.model.geometry import Size
from generator.render.fonts import font_css

MakeHtml = Callable[..., Html]


@pytest.fixture(scope="session")
def make_html() -> MakeHtml:
    """Make a document of 80 x 50 mm whose text grows with copyfit's scales."""

    def make(body: str, css: str = "", parts: tuple[Part, ...] = (), pages: int = 1) -> Html:
        style = (
            f"{font_css()}@page{{size:80mm 50mm;margin:5mm}}"
            ":root{--text-scale:1;--headline-scale:1}"
            "html{font-family:'Text'} body,h1,p{margin:0;font-weight:400}"
            "p{font-size:calc(10pt * var(--text-scale));line-height:1.2}"
            "h1{font:800 calc(20pt * var(--headline-scale))/1 'Heading Display';"
            "letter-spacing:-0.02em}"
            ".headline{white-space:nowrap} br[class^='break']{display:none}"
        )
        sheets = {"": style, "templates/proof/style.css": css}
        head = "".join(f'<style data-from="{file}">{one}</style>' for file, one in sheets.items())
        text = (
            "<html lang='nl'><head><meta charset='utf-8'><title>Proef</title>"
            f"{head}</head><body>{body}</body></html>"
        )
        whole = Part(WHOLE, PageRange(min=pages, max=pages))
        return Html(text, Size(80, 50), 0, parts or (whole,))

    return make
