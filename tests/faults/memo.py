"""A sheet for the office printer that ReportLab makes, as most programs do: RGB, no bleed."""

from __future__ import annotations

from io import BytesIO

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from generator.model.geometry import mm_to_pt
from tests.faults.flyer import ADDRESS, PRINTED, Draw, register
from tests.faults.pictures import modules, photograph, pixels_for

WIDTH, HEIGHT = 210.0, 297.0
Colour = tuple[float, float, float]
DARK: Colour = (0.1, 0.1, 0.2)


def say(
    words: str,
    left: float,
    bottom: float,
    size: float = 12,
    colour: Colour = DARK,
    font: str = "Text",
) -> Draw:
    """Return what sets a line of text; lengths in mm, size in points."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(*colour)
        canvas.setFont(font, size)
        canvas.drawString(mm_to_pt(left), mm_to_pt(bottom), words)

    return draw


def photo(left: float, bottom: float, width: float, height: float, ppi: float = 200) -> Draw:
    """Return what places a photograph."""

    def draw(canvas: Canvas) -> None:
        pixels = pixels_for(width, ppi), pixels_for(height, ppi)
        at = [mm_to_pt(one) for one in (left, bottom, width, height)]
        canvas.drawImage(ImageReader(photograph(*pixels)), *at)

    return draw


def code(address: str = ADDRESS, left: float = 25, bottom: float = 40, size: float = 30) -> Draw:
    """Return what draws a QR code on the paper's own white."""

    def draw(canvas: Canvas) -> None:
        matrix = modules(address)
        side = size / len(matrix)
        path = canvas.beginPath()
        for y, row in enumerate(matrix):
            for x, dark in enumerate(row):
                if dark:
                    at = left + x * side, bottom + size - (y + 1) * side
                    path.rect(*(mm_to_pt(one) for one in (*at, side, side)))
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawPath(path, stroke=0, fill=1)

    return draw


def memo(*over: Draw, qr: Draw | None = None, size: tuple[float, float] = (WIDTH, HEIGHT)) -> bytes:
    """Return the sheet with more drawn over it."""
    register()
    written = BytesIO()
    page = mm_to_pt(size[0]), mm_to_pt(size[1])
    canvas = Canvas(written, pagesize=page, initialFontName="Text", invariant=1, lang="nl")
    canvas.setTitle("Met wie overleg je?")
    drawn = (
        say("Met wie overleg je?", 25, 255, 24, font="Bold"),
        say("Elke regio heeft zorgcoördinatoren mensenhandel. Met deze", 25, 238),
        say("specialisten kun je je vermoeden bespreken.", 25, 231),
        photo(25, 150, 80, 60),
        say("Bel bij direct gevaar het alarmnummer 112.", 25, 130),
        qr or code(),
        say(PRINTED, 25, 28),
    )
    for one in (*drawn, *over):
        one(canvas)
    canvas.save()
    return written.getvalue()
