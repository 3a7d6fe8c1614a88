"""Pages of A6 with QR codes and lines of text, as other tools make them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from math import cos, radians, sin

import pikepdf
import segno
from pikepdf import Array, Dictionary, Name, Stream

from generator.model.geometry import Size, mm_to_pt

A6 = Size(105, 148)
ADDRESS = "https://www.voorbeeld.nl/"


@dataclass(frozen=True)
class Printed:
    """A QR code on a page: lengths in mm, from the top left."""

    address: str = ADDRESS
    left: float = 20.0
    top: float = 20.0
    module: float = 0.8
    dark: str = "0 g"
    light: str = "1 g"
    quiet: float = 4.0
    """Modules of light that are painted around it."""
    turned: float = 0.0
    covered: float = 0.0
    """Share of its side that a square over its middle hides."""

    @property
    def modules(self) -> int:
        """Modules along a side."""
        return len(segno.make_qr(self.address, error="m", boost_error=False).matrix)

    def drawn(self, page: Size) -> str:
        """Return the operators that draw it on a page."""
        rows = segno.make_qr(self.address, error="m", boost_error=False).matrix
        side = len(rows)
        unit, angle = mm_to_pt(self.module), radians(self.turned)
        x, y = mm_to_pt(self.left), mm_to_pt(page.height_mm - self.top)
        half = side * unit / 2
        c, s = cos(angle), sin(angle)
        parts = [f"q {c:.6f} {s:.6f} {-s:.6f} {c:.6f} {x + half:.4f} {y - half:.4f} cm"]
        parts.append(f"{unit:.6f} 0 0 {unit:.6f} {-half:.4f} {-half:.4f} cm")
        edge, light = -self.quiet, side + 2 * self.quiet
        parts.append(f"{self.light} {edge} {edge} {light} {light} re f {self.dark}")
        for at, row in enumerate(rows):
            parts += [f"{x} {side - 1 - at} 1 1 re" for x, dark in enumerate(row) if dark]
        parts.append("f")
        if self.covered:
            hidden, start = side * self.covered, side * (1 - self.covered) / 2
            parts.append(f"{self.light} {start} {start} {hidden} {hidden} re f")
        return "\n".join([*parts, "Q"])


@dataclass(frozen=True)
class Line:
    """A line of text."""

    text: str
    left: float = 20.0
    top: float = 60.0
    size: float = 9.0

    def drawn(self, page: Size) -> str:
        """Return the operators that draw it on a page."""
        x, y = mm_to_pt(self.left), mm_to_pt(page.height_mm - self.top)
        text = self.text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return f"BT /F {self.size} Tf 0 g {x:.3f} {y:.3f} Td ({text}) Tj ET"


def area(left: float, top: float, width: float, height: float, page: Size = A6) -> str:
    """Return the path of a rectangle; lengths in mm, from the top left."""
    edges = (left, page.height_mm - top - height, width, height)
    return " ".join(f"{mm_to_pt(edge):.3f}" for edge in edges) + " re"


def print_page(*things: Printed | Line, under: str = "", over: str = "", size: Size = A6) -> bytes:
    """Draw one page."""
    return print_pages([things], under, over, size)


def print_pages(
    pages: Sequence[Sequence[Printed | Line]], under: str = "", over: str = "", size: Size = A6
) -> bytes:
    """Draw pages; `under` and `over` are operators before and after what is on each."""
    pdf = pikepdf.new()
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type1,
        BaseFont=Name.Helvetica,
        Encoding=Name.WinAnsiEncoding,
    )
    for things in pages:
        drawn = "\n".join([under, *(thing.drawn(size) for thing in things), over])
        box = Array([0, 0, round(mm_to_pt(size.width_mm), 3), round(mm_to_pt(size.height_mm), 3)])
        page = Dictionary(
            Type=Name.Page,
            MediaBox=box,
            Resources=Dictionary(Font=Dictionary(F=font)),
            Contents=pdf.make_indirect(Stream(pdf, drawn.encode("cp1252"))),
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=pikepdf.String("Kaart")))
    saved = BytesIO()
    pdf.save(saved)
    return saved.getvalue()
