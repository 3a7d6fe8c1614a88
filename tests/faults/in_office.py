"""Faults of what an office printer prints: sheets of our own cards, and a memo from elsewhere."""

from __future__ import annotations

from typing import Unpack

from pikepdf import Array, Pdf

from generator.model.target import Target
from tests.faults import memo
from tests.faults.change import drawing
from tests.faults.cleans import OFFICE_CARDS, spoilt
from tests.faults.document import annotation, link
from tests.faults.fault import Fault, Options, fault, foreign, pdf_sample
from tests.faults.flyer import Draw
from tests.faults.fonts import OURS, text_font
from tests.faults.memo import code, photo, say

MEMO = pdf_sample("clean-foreign-memo", memo.memo, foreign(Target.OFFICE, "nl"))


def _on_memo(name: str, rule: str, *over: Draw, **options: Unpack[Options]) -> Fault:
    return fault(name, rule, MEMO, lambda: memo.memo(*over), **options)


def _drop_last(pdf: Pdf) -> None:
    del pdf.pages[-1]


def _for_letter(pdf: Pdf) -> None:
    """Cut the first sheet to another country's paper."""
    for key in ("MediaBox", "TrimBox", "BleedBox", "CropBox"):
        if f"/{key}" in pdf.pages[0].obj:
            pdf.pages[0].obj[f"/{key}"] = Array([0, 0, 612, 792])


FAULTS = (
    spoilt("sheet-without-its-back", "page-count", OFFICE_CARDS, _drop_last, page=None,
           also=["qr-missing"]),
    spoilt("sheet-turned", "page-boxes", OFFICE_CARDS,
           lambda pdf: pdf.pages[1].rotate(180, relative=False), page=2, has_place=False),
    spoilt("sheet-for-letter-paper", "page-size", OFFICE_CARDS, _for_letter, page=1,
           has_place=False, also=["page-boxes", "odd-size", "text-unseen", "safe-area"]),
    spoilt("text-on-a-card-1-mm-from-its-cut", "safe-area", OFFICE_CARDS,
           drawing("1 g BT /F 4 Tf 16 262 Td (Zie) Tj ET", F=text_font(OURS))),
    spoilt("card-with-a-foreign-font", "foreign-font", OFFICE_CARDS,
           drawing("1 g BT /F 4 Tf 30 262 Td (Zie) Tj ET", F=text_font("ABCDEF+Arial")),
           has_place=False),
    spoilt("card-with-a-code-covered", "qr-missing", OFFICE_CARDS,
           drawing("1 g 0 0 210 297 re f", page=2), page=None,
           also=["page-empty", "text-unseen", "contrast", "qr-unreadable"]),
    _on_memo("memo-font-not-embedded", "font-embedded",
             say("Bel vandaag", 120, 190, font="Helvetica"), has_place=False),
    _on_memo("memo-photo-of-50-ppi", "image-ppi", photo(120, 150, 60, 60, ppi=50)),
    _on_memo("memo-text-1-mm-from-the-edge", "safe-area", say("Bel vandaag nog", 1, 100)),
    _on_memo("memo-type-of-3-pt", "smallest-type", say("Bel vandaag nog", 120, 190, 3)),
    _on_memo("memo-pale-text", "contrast",
             say("Bel vandaag nog", 120, 190, colour=(0.7, 0.7, 0.7))),
    _on_memo("memo-text-on-text", "text-over-text",
             say("Bel vandaag nog met de politie", 26, 237.4)),
    _on_memo("memo-text-hidden", "text-unseen", say("Bel vandaag nog", 40, 180),
             photo(25, 150, 80, 60)),
    _on_memo("memo-dummy-text", "dummy-text", say("Lorem ipsum dolor sit amet", 120, 190)),
    fault("memo-code-elsewhere", "qr-address", MEMO,
          lambda: memo.memo(qr=code("https://www.buitindeklas.nl/"))),
    fault("memo-code-by-http", "qr-link", MEMO,
          lambda: memo.memo(qr=code("http://www.buitvoorprofessionals.nl/"))),
    fault("memo-of-209-mm", "odd-size", MEMO, lambda: memo.memo(size=(209, 297)), has_place=False),
    spoilt("memo-link-by-a-shortener", "link-target", MEMO,
           annotation(**link("https://bit.ly/3xYz"))),
)  # fmt: skip
