"""Small PDFs with one page or more, as our renderer makes them."""

from __future__ import annotations

import base64
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from io import BytesIO

import pikepdf
import pytest
import weasyprint

from generator.model.finding import Finding
from generator.model.fit import PageRange
from generator.model.geometry import Size
from generator.model.target import Target
from generator.preflight import Expected, inspect

MakePdf = Callable[..., bytes]
Change = Callable[[pikepdf.Pdf], None]


@pytest.fixture(scope="session")
def expected() -> Expected:
    """A tagged card of one page, in Dutch."""
    return Expected(
        target=Target.SCREEN,
        trim=Size(85, 55),
        pages=PageRange(min=1, max=1),
        font_names=frozenset({"AtkinsonHyperlegible", "BricolageGrotesque"}),
        language="nl",
        smallest_type_pt=7.5,
        safe_area_mm=4,
    )


@pytest.fixture(scope="session")
def make_pdf() -> MakePdf:
    """Make a tagged card from the body's HTML and further CSS."""
    folder = files("fontpkg_atkinson_hyperlegible") / "files"
    ttf = (folder / "AtkinsonHyperlegible-Regular.ttf").read_bytes()
    source = base64.b64encode(ttf).decode()

    @cache
    def make(body: str = "<p>Een drempel", css: str = "", bleed_mm: float = 3) -> bytes:
        html = f"""<html lang="nl"><head><title>Kaarten</title><style>
            @font-face {{ font-family: 'Atkinson Hyperlegible';
                          src: url(data:font/ttf;base64,{source}) }}
            @font-face {{ font-family: 'Vreemd'; src: url(data:font/ttf;base64,{source}) }}
            @page {{ size: 85mm 55mm; margin: 5mm; bleed: {bleed_mm}mm }}
            body {{ margin: 0; font: 8pt/1.3 'Atkinson Hyperlegible' }}
            p {{ margin: 0 }} {css}</style></head><body>{body}</body></html>"""
        pdf = weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")
        assert isinstance(pdf, bytes)
        return pdf

    return make


@pytest.fixture(scope="session")
def changed() -> Callable[[bytes, Change], bytes]:
    """Change a PDF through pikepdf."""

    def change(pdf: bytes, how: Change) -> bytes:
        with pikepdf.open(BytesIO(pdf)) as opened:
            how(opened)
            saved = BytesIO()
            opened.save(saved)
        return saved.getvalue()

    return change


def found(pdf: bytes, expected: Expected, *rules: str) -> list[Finding]:
    """Return what some of the rules find."""
    return [one for one in inspect(pdf, expected).findings if one.rule in rules]
