"""A flyer for a print shop that ReportLab makes: what else is drawn on it → PDF bytes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from generator.model.geometry import mm_to_pt
from tests.campaign import REPOSITORY
from tests.faults import fonts
from tests.faults.change import saved
from tests.faults.pictures import modules, photograph, pixels_for

Ink = tuple[float, float, float, float]
Draw = Callable[[Canvas], None]

WIDTH, HEIGHT = 105.0, 148.0
BLEED, SLUG = 3.0, 5.0
PALE: Ink = (0.12, 0.02, 0, 0)
BLUE: Ink = (1, 0.6, 0, 0.3)
WHITE: Ink = (0, 0, 0, 0)
BLACK: Ink = (0, 0, 0, 1)
ADDRESS = "https://www.buitvoorprofessionals.nl/"
PRINTED = "buitvoorprofessionals.nl"
CODE_AT = (14.0, 22.0)
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 pdfxid:GTS_PDFXVersion="PDF/X-4" pdf:Trapped="False" xmp:CreateDate="2026-11-23T00:00:00Z"
 xmp:ModifyDate="2026-11-23T00:00:00Z" xmp:MetadataDate="2026-11-23T00:00:00Z">
 <dc:title><rdf:Alt><rdf:li xml:lang="x-default">Zie ik het goed?</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


@dataclass(frozen=True)
class Code:
    """A QR code on the flyer; lengths in mm."""

    address: str = ADDRESS
    printed: str = PRINTED
    """What stands below it; empty for nothing."""
    at: tuple[float, float] = CODE_AT
    size: float = 22
    quiet: tuple[float, float, float, float] = (4, 4, 4, 4)
    """Modules of white on the left, below, right and above."""
    dark: Ink = BLACK
    light: Ink = WHITE
    turned: float = 0
    """Degrees, around its middle."""
    torn: float = 0
    """Share of its rows, from the middle, that are missing."""


@cache
def register() -> None:
    """Tell ReportLab our fonts, once."""
    rl_config.useA85 = 0  # text that stands for bytes takes half of the time
    pdfmetrics.registerFont(TTFont("Text", str(fonts.path())))
    pdfmetrics.registerFont(TTFont("Bold", str(fonts.path("Bold"))))


def say(
    words: str, left: float, bottom: float, size: float = 11, ink: Ink = BLACK, font: str = "Text"
) -> Draw:
    """Return what sets a line of text; lengths in mm, size in points."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillColorCMYK(*ink)
        canvas.setFont(font, size)
        canvas.drawString(mm_to_pt(left), mm_to_pt(bottom), words)

    return draw


def box(left: float, bottom: float, width: float, height: float, ink: Ink) -> Draw:
    """Return what fills a rectangle; lengths in mm."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillColorCMYK(*ink)
        canvas.rect(*(mm_to_pt(one) for one in (left, bottom, width, height)), stroke=0, fill=1)

    return draw


def line(left: float, bottom: float, width: float, points: float, ink: Ink = BLACK) -> Draw:
    """Return what draws a horizontal line."""

    def draw(canvas: Canvas) -> None:
        canvas.setStrokeColorCMYK(*ink)
        canvas.setLineWidth(points)
        down = mm_to_pt(bottom)
        canvas.line(mm_to_pt(left), down, mm_to_pt(left + width), down)

    return draw


def photo(left: float, bottom: float, width: float, height: float, ppi: float = 300) -> Draw:
    """Return what places a photograph in inks."""

    def draw(canvas: Canvas) -> None:
        pixels = pixels_for(width, ppi), pixels_for(height, ppi)
        picture = ImageReader(photograph(*pixels).convert("CMYK"))
        canvas.drawImage(picture, *(mm_to_pt(one) for one in (left, bottom, width, height)))

    return draw


def all_of(*draws: Draw) -> Draw:
    """Return what does all, in order."""

    def draw(canvas: Canvas) -> None:
        for one in draws:
            one(canvas)

    return draw


def code(spec: Code) -> Draw:
    """Return what draws a QR code, its quiet zone and what is printed below it."""

    def draw(canvas: Canvas) -> None:
        matrix = modules(spec.address)
        side = spec.size / len(matrix)
        left, bottom = spec.at
        past = [one * side for one in spec.quiet]
        middle = [mm_to_pt(edge + spec.size / 2) for edge in spec.at]
        canvas.saveState()
        canvas.translate(*middle)
        canvas.rotate(spec.turned)
        canvas.translate(-middle[0], -middle[1])
        width, height = spec.size + past[0] + past[2], spec.size + past[1] + past[3]
        box(left - past[0], bottom - past[1], width, height, spec.light)(canvas)
        _squares(canvas, spec, side)
        canvas.restoreState()
        if spec.printed:
            say(spec.printed, left - 3, bottom - past[1] - 5, 8)(canvas)

    return draw


def _squares(canvas: Canvas, spec: Code, side: float) -> None:
    """Draw the dark modules as one path, so that no hair of paper shows between them."""
    matrix = modules(spec.address)
    path = canvas.beginPath()
    count = len(matrix)
    for y, row in enumerate(matrix):
        if abs(y - count / 2) < spec.torn * count / 2:
            continue
        for x, dark in enumerate(row):
            if dark:
                at = spec.at[0] + x * side, spec.at[1] + spec.size - (y + 1) * side
                path.rect(*(mm_to_pt(one) for one in (*at, side, side)))
    canvas.setFillColorCMYK(*spec.dark)
    canvas.drawPath(path, stroke=0, fill=1)


def artwork(ground: Draw, heading: str) -> Draw:
    """Return what the flyer shows beside its QR code."""
    return all_of(
        ground,
        box(-BLEED, 108, WIDTH + 2 * BLEED, HEIGHT + BLEED - 108, BLUE),
        say(heading, 10, 124, 26, WHITE, "Bold"),
        photo(10, 72, 30, 24),
        say("Twijfelen mag. Ook met", 54, 90),
        say("alleen een vermoeden", 54, 84),
        say("kun je in actie komen.", 54, 78),
        line(54, 70, 41, 0.5),
        say("Leer wat je kunt doen.", 54, 34),
    )


GROUND = box(-BLEED, -BLEED, WIDTH + 2 * BLEED, HEIGHT + 2 * BLEED, PALE)


def flyer(
    *over: Draw,
    ground: Draw = GROUND,
    qr: Code | None = Code(),
    heading: str = "Zie ik het goed?",
    backs: Sequence[Draw] = (),
    **options: object,
) -> bytes:
    """Return the flyer with more drawn over it, and pages after it, as PDF/X-4."""
    register()
    written = BytesIO()
    size = [mm_to_pt(one + 2 * (BLEED + SLUG)) for one in (WIDTH, HEIGHT)]
    canvas = Canvas(written, pagesize=size, initialFontName="Text", invariant=1, **options)
    canvas.setTitle("Zie ik het goed?")
    front = artwork(ground, heading), *((code(qr),) if qr else ()), *over
    for draw in (all_of(*front), *backs):
        canvas.setTrimBox(_inset(size, BLEED + SLUG))
        canvas.setBleedBox(_inset(size, SLUG))
        canvas.translate(mm_to_pt(BLEED + SLUG), mm_to_pt(BLEED + SLUG))
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return dressed(written.getvalue())


def _inset(size: Sequence[float], by: float) -> tuple[float, float, float, float]:
    return mm_to_pt(by), mm_to_pt(by), size[0] - mm_to_pt(by), size[1] - mm_to_pt(by)


def dressed(pdf: bytes) -> bytes:
    """Say for which press a PDF is, as PDF/X-4 does."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        dress(opened)
        return saved(opened)


def dress(pdf: Pdf) -> None:
    """Say in an open PDF for which press it is."""
    profile = Stream(pdf, b"", N=4)
    profile.write(_profile(), filter=Name.FlateDecode)
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFX,
                OutputConditionIdentifier=String("FOGRA39"),
                RegistryName=String("http://www.color.org"),
                Info=String("Coated FOGRA39"),
                DestOutputProfile=pdf.make_indirect(profile),
            )
        ]
    )
    metadata = Stream(pdf, XMP.encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Metadata = pdf.make_indirect(metadata)
    pdf.Root.Lang = String("nl")
    for key in ("/CreationDate", "/ModDate"):
        pdf.docinfo[key] = String("D:20261123000000Z")
    pdf.docinfo["/Trapped"] = Name("/False")
    if "/Title" not in pdf.docinfo:
        pdf.docinfo["/Title"] = "Zie ik het goed?"


@cache
def _profile() -> bytes:
    """Return the usual press's profile, packed once."""
    import zlib

    path = REPOSITORY / "generator" / "profiles" / "ISOcoated_v2_300_bas.icc"
    return zlib.compress(path.read_bytes(), 9)
