"""One-ups whose pages can be told apart by colour and by letter."""

from __future__ import annotations

import base64
from collections.abc import Callable
from functools import cache
from importlib.resources import files

import pytest
import weasyprint

from generator.finish import SlugText
from generator.model.document import OneUp
from generator.model.geometry import Size

MakeOneUp = Callable[..., OneUp]


@pytest.fixture(scope="session")
def ttf() -> bytes:
    """The font of the small print."""
    folder = files("fontpkg_atkinson_hyperlegible") / "files"
    return (folder / "AtkinsonHyperlegible-Regular.ttf").read_bytes()


@pytest.fixture(scope="session")
def slug() -> SlugText:
    """Small print as a caller would give it."""
    return SlugText(
        lines=(
            "Afdrukken op 100%, niet ‘passend maken’ – over de lange zijde",
            "Kaart 85 × 55 mm – coöperatie Öst – versie 1.0",
            "Vel {sheet} van {sheets} – {side}",
        ),
        front="voorkant",
        back="achterkant",
    )


@pytest.fixture(scope="session")
def make_one_up(ttf: bytes) -> MakeOneUp:
    """Make pages of (0, 8 x page, 200) with a black square at the top left and a word at 'page n'.

    With `blank` the pages are empty.
    """
    source = base64.b64encode(ttf).decode()

    @cache
    def make(count: int, trim: Size, bleed_mm: float = 3, *, blank: bool = False) -> OneUp:
        pages = "".join(
            f"<style>@page p{page}{{background:rgb(0,{8 * page},200)}}</style>"
            f"<section style='page:p{page}'><i></i>"
            f"<a href='https://example.org'>blad {page}</a></section>"
            for page in range(count)
        )
        blanks = "<section></section>" * count
        html = f"""<html lang="nl"><head><title>Tien kaarten</title><style>
            @font-face {{ font-family: 'Atkinson Hyperlegible';
                          src: url(data:font/ttf;base64,{source}) }}
            @page {{ size: {trim.width_mm}mm {trim.height_mm}mm; margin: 0; bleed: {bleed_mm}mm }}
            body {{ margin: 0 }}
            section {{ break-after: page; padding: 12mm 5mm; font: 8pt 'Atkinson Hyperlegible' }}
            section:last-child {{ break-after: auto }}
            i {{ position: absolute; left: 0; top: 0; width: 8mm; height: 8mm; background: black }}
            </style></head><body>{blanks if blank else pages}</body></html>"""
        pdf = weasyprint.HTML(string=html).write_pdf(pdf_tags=True)
        assert pdf is not None
        return OneUp(pdf, trim, bleed_mm)

    return make
