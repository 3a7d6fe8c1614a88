"""Faults of what is printed where: changed words, other pages, turned and mirrored ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pikepdf import Array, Pdf

from generator.model.target import Target
from generator.preflight import Expected
from tests.faults import letter, ours
from tests.faults.change import Change
from tests.faults.cleans import (
    CARDS_AS_WRITTEN,
    FLYER,
    HANDOUT_AS_WRITTEN,
    LARGE_PRINT_AS_WRITTEN,
    LEAFLET,
    POSTER_AS_WRITTEN,
    SHEETS_AS_WRITTEN,
    in_letter,
    spoilt,
)
from tests.faults.fault import Fault, PdfSample, fault
from tests.faults.ours import Edit

_DIGIT = ("content/editions/landelijk.yaml", "0800-2000", "0800-2008")
_ORDER = ("content/editions/landelijk.yaml", "0900-8844", "0900-4884")
_WORD = ("content/nl.yaml", "Kies een rustig moment", "Kies een stil moment")
_NO_TEXT = ("content/nl.yaml", "Kies een rustig moment, vertel wat", "Vertel wat")


def _poster(barrier: int = 7, *edits: Edit) -> Callable[[], bytes]:
    return lambda: ours.order("poster", Target.PRESS, "a3", *edits, barrier=barrier).pdf


def _sheets(*edits: Edit) -> Callable[[], bytes]:
    return lambda: ours.order("card", Target.OFFICE, "85x55", *edits).pdf


def _swapped(one: int, other: int) -> Change:
    """Change places of two pages, counted from 1."""

    def swap(pdf: Pdf) -> None:
        pages = list(pdf.pages)
        pages[one - 1], pages[other - 1] = pages[other - 1], pages[one - 1]
        for at, page in enumerate(pages):
            pdf.pages[at] = page

    return swap


def _twice(pdf: Pdf) -> None:
    """Put the first card in the place of the second, too."""
    first = list(pdf.pages)[:2]
    for at, page in enumerate(first, start=2):
        pdf.pages[at] = page


def _moved(*matrix: float) -> Change:
    """Turn or mirror what is on the last page; the last two numbers are shares of its size."""

    def move(pdf: Pdf) -> None:
        page = pdf.pages[-1]
        left, bottom, right, top = (float(edge) for edge in page.mediabox)
        across, down = matrix[4] * (left + right), matrix[5] * (bottom + top)
        page.contents_add(
            f"q {' '.join(f'{one:g}' for one in matrix[:4])} {across} {down} cm ".encode(),
            prepend=True,
        )
        page.contents_add(b" Q")

    return move


def _narrow(pdf: Pdf) -> None:
    """Say that letters are less than half as wide as they are."""
    for font in pdf.pages[0].Resources.Font.values():
        if "/Widths" in font:
            font.Widths = Array([int(float(width) * 0.45) for width in font.Widths])


def _with_checksum(clean: PdfSample, digits: str) -> Callable[[], Expected]:
    def told() -> Expected:
        expected = clean.told()
        assert isinstance(expected, Expected)
        return replace(expected, sha256=digits * 64)

    return told


FAULTS: tuple[Fault, ...] = (
    fault("digit-of-a-number-changed", "text-as-written", POSTER_AS_WRITTEN, _poster(7, _DIGIT)),
    fault("word-changed", "text-as-written", POSTER_AS_WRITTEN, _poster(7, _WORD)),
    fault("words-gone", "text-as-written", POSTER_AS_WRITTEN, _poster(7, _NO_TEXT)),
    fault("poster-under-the-name-of-another", "text-as-written", POSTER_AS_WRITTEN, _poster(8),
          also=["told-as-written"]),
    fault("digits-changed-places-on-a-sheet", "text-as-written", SHEETS_AS_WRITTEN,
          _sheets(_ORDER), page=2),
    fault("digits-changed-places-where-pages-vary", "text-as-written", LARGE_PRINT_AS_WRITTEN,
          lambda: ours.order("large-print", Target.SCREEN, "a4", _ORDER).pdf, page=6,
          also=["link-target", "told-as-written"]),
    spoilt("backs-of-two-cards-swapped", "text-as-written", CARDS_AS_WRITTEN, _swapped(2, 4),
           page=2),
    spoilt("card-twice-and-another-missing", "text-as-written", CARDS_AS_WRITTEN, _twice, page=3),
    spoilt("pages-swapped", "text-as-written", HANDOUT_AS_WRITTEN, _swapped(1, 2),
           also=["heading-order", "reading-order", "pdf-ua", "tagged"]),
    spoilt("page-of-ours-upside-down", "upside-down", CARDS_AS_WRITTEN, _moved(-1, 0, 0, -1, 1, 1),
           page=20, also=["safe-area", "text-as-written"]),
    spoilt("back-upside-down", "upside-down", LEAFLET, _moved(-1, 0, 0, -1, 1, 1), page=2),
    spoilt("mirrored", "mirrored", FLYER, _moved(-1, 0, 0, 1, 1, 0),
           also=["qr-mirrored", "qr-unreadable", "qr-address"]),
    spoilt("mirrored-in-ours", "mirrored", POSTER_AS_WRITTEN, _moved(-1, 0, 0, 1, 1, 0),
           also=["qr-mirrored", "qr-unreadable", "qr-address", "text-as-written"]),
    spoilt("widths-of-a-font-halved", "letters-piled", FLYER, _narrow, also=["font-widths"]),
    in_letter("lines-in-one-another", "lines-too-tight", letter.css("p { line-height: 0.55 }"),
              also=["text-over-text"]),
    fault("saved-after-it-was-built", "file-changed", POSTER_AS_WRITTEN, _poster(), page=None,
          told=_with_checksum(POSTER_AS_WRITTEN, "0")),
)  # fmt: skip
