"""A letter for the screen that WeasyPrint makes of plain HTML: edits of it → tagged PDF."""

from __future__ import annotations

import base64
from functools import cache
from io import BytesIO

import segno
import weasyprint

from tests.faults import fonts
from tests.faults.pictures import photograph

Edit = tuple[str, str]
"""What stands in the HTML, and what shall stand there."""
ADDRESS = "https://www.buitvoorprofessionals.nl/"
HTML = """<!doctype html><html lang="nl"><head><title>Een vermoeden is genoeg</title><style>
@font-face { font-family: 'Text'; src: url(FONT_REGULAR) }
@font-face { font-family: 'Text'; font-weight: bold; src: url(FONT_BOLD) }
@page { size: 148mm 210mm; margin: 14mm }
body { margin: 0; font: 11pt/1.4 'Text'; color: #1b1b2f; hyphenate-character: '-' }
h1 { font-size: 22pt; line-height: 1.1; margin: 0 0 4mm }
h2 { font-size: 14pt; line-height: 1.2; margin: 5mm 0 2mm }
p, ul { margin: 0 0 2mm } a { color: #0b4f8a }
.photo { width: 50mm; height: 30mm; display: block; margin: 3mm 0 }
.code { width: 26mm; height: 26mm; display: block; margin: 3mm 0 1mm }
/* more css */</style></head><body>
<h1>Een vermoeden is genoeg</h1>
<p>Twijfelen mag. Ook met alleen een vermoeden of een onderbuikgevoel kun je in actie komen.
Zekerheid is niet nodig. Schrijf op wat je ziet en hoort, met de datum erbij.</p>
<img class="photo" src="PHOTO" alt="Groene heuvels onder een lichte lucht">
<h2>Met wie overleg je?</h2>
<p>Elke regio heeft zorgcoördinatoren mensenhandel. Met deze specialisten kun je je vermoeden
bespreken. Zoek vandaag op wie dat in jouw regio doet en bewaar het nummer.</p>
<ul><li>Bel bij direct gevaar het alarmnummer 112.</li>
<li>Bel anders de politie: 0900-8844.</li></ul>
<h2>Waar lees je meer?</h2>
<p>Praktische hulp bij je volgende stap vind je in de gratis e-learning, op
<a href="https://www.buitvoorprofessionals.nl/">buitvoorprofessionals.nl</a>.</p>
<img class="code" src="CODE" alt="QR-code naar buitvoorprofessionals.nl">
</body></html>"""


def letter(*edits: Edit, **options: object) -> bytes:
    """Return the letter as PDF/UA-1, after all edits of its HTML."""
    html = HTML
    for old, new in edits:
        assert old in html, old
        html = html.replace(old, new)
    for name, source in _sources().items():
        html = html.replace(name, source)
    told = {"pdf_variant": "pdf/ua-1", **options}
    pdf = weasyprint.HTML(string=html).write_pdf(**told)
    assert isinstance(pdf, bytes)
    return pdf


def css(more: str) -> Edit:
    """Return the edit that adds to the style sheet."""
    return "/* more css */", more


def code(address: str, border: int = 4) -> Edit:
    """Return the edit that has the QR code lead somewhere else."""
    return "CODE", segno.make(address, error="m").svg_data_uri(border=border, light="white")


@cache
def _sources() -> dict[str, str]:
    return {
        "FONT_REGULAR": _uri(fonts.path().read_bytes(), "font/ttf"),
        "FONT_BOLD": _uri(fonts.path("Bold").read_bytes(), "font/ttf"),
        "PHOTO": _uri(_jpeg(), "image/jpeg"),
        "CODE": code(ADDRESS)[1],
    }


def _jpeg() -> bytes:
    written = BytesIO()
    photograph(600, 360).save(written, format="JPEG", quality=85)
    return written.getvalue()


def _uri(content: bytes, media_type: str) -> str:
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"
