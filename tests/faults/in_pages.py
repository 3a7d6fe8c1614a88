"""Faults of pages: their count, their size, their boxes, their bleed."""

from __future__ import annotations

from pikepdf import Array, Name, Pdf

from tests.faults.change import Change, deep, drawing, grown, in_form, page_entry
from tests.faults.cleans import (
    FLYER,
    LEAFLET,
    LETTER,
    PRESS_CARD,
    PRESS_POSTER,
    SCREEN_HANDOUT,
    on_flyer,
    spoilt,
)
from tests.faults.fault import fault
from tests.faults.flyer import BLEED, HEIGHT, PALE, WHITE, WIDTH, box, flyer


def _drop(number: int) -> Change:
    def drop(pdf: Pdf) -> None:
        del pdf.pages[number - 1]

    return drop


def _repeat(pdf: Pdf) -> None:
    pdf.pages.append(pdf.pages[0])


def _empty(number: int) -> Change:
    def empty(pdf: Pdf) -> None:
        pdf.pages[number - 1].Contents = pdf.make_stream(b"q Q")

    return empty


def _grow(key: str, by: tuple[float, float, float, float], page: int = 1) -> Change:
    """Move the sides of a box outwards, in mm: left, bottom, right, top."""

    def grow(pdf: Pdf) -> None:
        owner = pdf.pages[page - 1].obj
        owner[f"/{key}"] = grown(owner[f"/{key}"], *by)

    return grow


def _whole(*by: float, page: int = 1) -> tuple[Change, ...]:
    """Move the sides of all boxes, as though the page had another size."""
    left, bottom, right, top = by
    keys = ("TrimBox", "BleedBox", "MediaBox", "CropBox")
    return tuple(_if_there(key, (left, bottom, right, top), page) for key in keys)


def _if_there(key: str, by: tuple[float, float, float, float], page: int) -> Change:
    def grow(pdf: Pdf) -> None:
        if f"/{key}" in pdf.pages[page - 1].obj:
            _grow(key, by, page)(pdf)

    return grow


def _crop_inside(pdf: Pdf) -> None:
    page = pdf.pages[0].obj
    page.CropBox = grown(page.TrimBox, -2, -2, -2, -2)


def _ground(left: float, bottom: float, width: float, height: float) -> bytes:
    return flyer(ground=box(left, bottom, width, height, PALE))


_FULL_WIDTH, _FULL_HEIGHT = WIDTH + 2 * BLEED, HEIGHT + 2 * BLEED
_LETTER_SIZE = Array([0, 0, 612, 792])

FAULTS = (
    spoilt("drawing-breaks-off", "content-damaged", FLYER,
           lambda pdf: pdf.pages[0].contents_add(b"q 0 0 1 0 k 60 42 << /Broken"), also=[]),
    spoilt("drawing-names-what-is-not-there", "content-damaged", FLYER, drawing("/Logo Do")),
    spoilt("form-names-what-is-not-there", "content-damaged", PRESS_CARD,
           drawing("/X Do", X=in_form("/Logo Do"))),
    spoilt("font-is-not-there", "font-missing", FLYER,
           drawing("BT /Nergens 4 Tf 60 50 Td (Wie helpt je) Tj ET"),
           also=["font-embedded", "unreadable-text", "text-unseen"]),
    spoilt("text-without-any-font", "font-missing", LETTER,
           drawing("BT 60 50 Td (Wie helpt je) Tj ET"),
           also=["font-embedded", "unreadable-text", "text-unseen", "pdf-ua"]),
    spoilt("forms-70-deep", "too-complex", FLYER,
           drawing("/X Do", X=deep("0 0 0 1 k 60 45 20 10 re f", 70)), also=["page-empty"]),
    fault("file-with-a-wrong-table", "file-damaged", LETTER,
          lambda: LETTER.make().replace(b"startxref\n", b"startxref\n7"), page=None,
          also=["pdf-ua"]),
    spoilt("page-missing", "page-count", PRESS_CARD, _drop(2), page=None,
           also=["qr-missing"]),
    spoilt("page-too-many", "page-count", PRESS_POSTER, _repeat, page=None),
    spoilt("blank-back", "page-empty", PRESS_CARD, _empty(2), page=2, has_place=False,
           also=["bleed-painted", "qr-missing"]),
    spoilt("blank-back-foreign", "page-empty", LEAFLET, _empty(2), page=2, has_place=False,
           also=["bleed-painted"]),
    spoilt("blank-page-on-screen", "page-empty", SCREEN_HANDOUT, _empty(2), page=2,
           has_place=False,
           also=["pdf-ua", "tagged", "heading-order", "qr-missing", "qr-unreadable",
                 "reading-order", "bookmark-target"]),
    fault("back-all-white", "page-empty", LEAFLET,
          lambda: flyer(backs=[box(-BLEED, -BLEED, _FULL_WIDTH, _FULL_HEIGHT, WHITE)]),
          page=2, has_place=False, also=["bleed-painted"]),
    spoilt("trim-1-mm-narrow", "page-size", PRESS_POSTER, *_whole(0, 0, -1, 0), has_place=False),
    spoilt("trim-1-mm-high", "page-size", PRESS_CARD, _grow("TrimBox", (0, 0, 0, 1), 2), page=2,
           has_place=False, also=["press-boxes", "bleed-painted"]),
    spoilt("trim-of-another-format", "page-size", SCREEN_HANDOUT,
           page_entry("MediaBox", _LETTER_SIZE, 2), page_entry("TrimBox", _LETTER_SIZE, 2),
           page_entry("BleedBox", _LETTER_SIZE, 2), page=2, has_place=False,
           also=["odd-size", "safe-area", "page-boxes", "text-unseen"]),
    spoilt("page-2-mm-lower", "odd-size", FLYER, *_whole(0, 0, 0, -2), has_place=False),
    spoilt("back-2-mm-lower", "page-boxes", LEAFLET, *_whole(0, 0, 0, -2, page=2), page=2,
           has_place=False, also=["odd-size"]),
    spoilt("back-lies-across", "page-boxes", LEAFLET, *_whole(0, 0, 43, -43, page=2), page=2,
           has_place=False, also=["bleed-painted", "text-unseen", "safe-area"]),
    spoilt("page-turned-in-ours", "page-boxes", PRESS_CARD, page_entry("Rotate", 180, 2), page=2,
           has_place=False),
    spoilt("one-page-turned", "page-boxes", LEAFLET, page_entry("Rotate", 270, 2), page=2,
           has_place=False, also=["odd-size"]),
    spoilt("user-unit", "page-boxes", FLYER, page_entry("UserUnit", 2), has_place=False,
           also=["page-size", "odd-size"]),
    spoilt("crop-inside-trim", "press-boxes", PRESS_POSTER, _crop_inside, has_place=False,
           also=["page-boxes"]),
    spoilt("crop-inside-trim-foreign", "press-boxes", FLYER, _crop_inside, has_place=False,
           also=["page-boxes"]),
    spoilt("trim-outside-sheet", "page-boxes", FLYER, _grow("TrimBox", (0, 0, 20, 0)),
           has_place=False, also=["press-boxes", "bleed-painted", "safe-area"]),
    spoilt("crop-on-screen", "page-boxes", LETTER,
           page_entry("CropBox", Array([100, 100, 300, 300])), has_place=False,
           also=["text-unseen", "page-size"]),
    spoilt("box-of-words", "page-boxes", LETTER,
           page_entry("TrimBox", Array([Name.a, Name.b, Name.c, Name.d])), has_place=False,
           also=["page-size", "odd-size", "page-empty", "qr-unreadable", "heading-order",
                 "link-target"]),
    spoilt("no-trim-box", "press-boxes", FLYER, page_entry("TrimBox", None), has_place=False,
           also=["page-boxes", "bleed-painted"]),
    spoilt("no-trim-box-in-ours", "press-boxes", PRESS_CARD, page_entry("TrimBox", None, 2),
           page=2, has_place=False,
           also=["page-boxes", "page-size", "bleed-painted", "odd-size", "smallest-type",
                 "safe-area"]),
    spoilt("no-bleed-box", "press-boxes", FLYER, page_entry("BleedBox", None), has_place=False),
    spoilt("bleed-box-of-1-mm", "press-boxes", FLYER, _grow("BleedBox", (-2, -2, -2, -2)),
           has_place=False),
    spoilt("bleed-box-short-on-one-side", "press-boxes", PRESS_POSTER,
           _grow("BleedBox", (0, 0, -3, 0)), has_place=False),
    spoilt("sheet-ends-at-trim", "press-boxes", FLYER,
           lambda pdf: page_entry("MediaBox", pdf.pages[0].obj.TrimBox)(pdf), has_place=False,
           also=["bleed-painted", "page-boxes"]),
    fault("bleed-missing-on-the-left", "bleed-painted", FLYER,
          lambda: _ground(0, -BLEED, WIDTH + BLEED, _FULL_HEIGHT)),
    fault("bleed-missing-below", "bleed-painted", FLYER,
          lambda: _ground(-BLEED, 0, _FULL_WIDTH, HEIGHT + BLEED)),
    fault("bleed-missing-all-round", "bleed-painted", FLYER,
          lambda: _ground(0, 0, WIDTH, HEIGHT)),
    fault("bleed-painted-1-mm", "bleed-painted", FLYER,
          lambda: _ground(-1, -1, WIDTH + 2, HEIGHT + 2)),
    on_flyer("bleed-missing-on-half-an-edge", "bleed-painted",
             box(WIDTH, -BLEED, BLEED, HEIGHT / 2, WHITE)),
    on_flyer("bleed-missing-in-a-corner", "bleed-painted", box(-BLEED, -BLEED, BLEED, 8, WHITE)),
    on_flyer("white-hair-along-the-trim", "bleed-painted",
             box(-0.5, -BLEED, 0.5, _FULL_HEIGHT, WHITE)),
    on_flyer("white-box-over-the-bleed", "bleed-painted",
             box(30, HEIGHT, 30, BLEED, WHITE)),
    on_flyer("picture-ends-at-trim", "bleed-painted",
             box(WIDTH - 25, 10, 25, 20, (0, 0.8, 1, 0)), box(WIDTH, 10, BLEED, 20, PALE)),
    on_flyer("bleed-2-mm-of-3-on-one-edge", "bleed-painted",
             box(-BLEED, -BLEED, 1, _FULL_HEIGHT, WHITE)),
)  # fmt: skip
