"""Faults of QR codes: what phones can't read, and addresses that lead elsewhere."""

from __future__ import annotations

from dataclasses import replace
from typing import Unpack

from pikepdf import Name, Object, Pdf
from PIL import Image

from generator.preflight import Expected
from tests.faults import flyer, letter
from tests.faults.change import Resource, drawing
from tests.faults.cleans import (
    FLYER,
    LETTER,
    PRESS_POSTER,
    SCREEN_POSTER,
    in_letter,
    poster,
    spoilt,
)
from tests.faults.fault import Fault, Options, fault
from tests.faults.flyer import ADDRESS, BLACK, BLUE, CODE_AT, PRINTED, WHITE, Code, Ink, box, say
from tests.faults.pictures import modules, picture, placed, squares

_CLEAN = Code()
_OURS = (25.5, 12.0, 51.0)
"""About where our own poster has its code: left, bottom and size in mm."""


def _on_flyer(
    name: str, rule: str, spec: Code, *over: flyer.Draw, **options: Unpack[Options]
) -> Fault:
    return fault(name, rule, FLYER, lambda: flyer.flyer(*over, qr=spec), **options)


def _leading_to(
    name: str, rule: str, address: str, printed: str = PRINTED, **options: Unpack[Options]
) -> Fault:
    return _on_flyer(name, rule, replace(_CLEAN, address=address, printed=printed), **options)


def _quiet(left: float = 4, below: float = 4, right: float = 4, above: float = 4) -> Code:
    return replace(_CLEAN, quiet=(left, below, right, above))


def _dark_ground(spec: Code, *over: flyer.Draw) -> bytes:
    """Lay a dark ground below the code, so that only its own white is around it."""
    left, bottom = CODE_AT
    ground = box(left - 8, bottom - 8, spec.size + 16, spec.size + 16, BLUE)
    return flyer.flyer(
        ground, flyer.code(replace(spec, printed="")), say(PRINTED, 54, 26, 8), *over, qr=None
    )


def _as_picture(address: str, blur: int = 1) -> Resource:
    """Return a code as a picture in one ink, drawn with so few pixels that it blurs."""
    matrix = modules(address)
    count = len(matrix) + 8
    drawn = Image.new("L", (count, count), 255)
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            drawn.putpixel((x + 4, y + 4), 0 if dark else 255)
    big = drawn.resize((count * 10, count * 10), Image.Resampling.NEAREST)
    if blur > 1:
        small = big.resize((count * 10 // blur,) * 2, Image.Resampling.BOX)
        big = small.resize(big.size, Image.Resampling.BICUBIC)
    content = big.tobytes()

    def make(pdf: Pdf) -> Object:
        made = picture(b"", pixels=big.size)(pdf)
        made.write(content)
        made.ColorSpace = Name.DeviceGray
        return made

    return make


def _covered(address: str) -> str:
    """Draw another code over that of our own poster."""
    left, bottom, size = _OURS
    margin = 4 * size / len(modules(address))
    white = (
        f"0 0 0 0 k {left - margin} {bottom - margin} {size + 2 * margin} {size + 2 * margin} re f"
    )
    return f"{white} 0 0 0 1 k {squares(modules(address), left, bottom, size)}"


def _ordered_elsewhere() -> Expected:
    """Order a poster whose code leads to another address than the campaign's."""
    return replace(poster().expected, codes=frozenset({"https://www.buitindeklas.nl/les"}))


_PALE_GREY: Ink = (0, 0, 0, 0.25)

_ABSENT = (
    spoilt("code-covered-in-ours", "qr-missing", PRESS_POSTER,
           drawing("0 0 0 0 k 20 5 62 62 re f"), page=None, also=["qr-unreadable"]),
    spoilt("code-covered-on-screen", "qr-missing", SCREEN_POSTER,
           drawing("1 g 20 5 62 62 re f"), page=None, also=["qr-unreadable"]),
    _on_flyer("code-damaged", "qr-unreadable", replace(_CLEAN, torn=0.5)),
    _on_flyer("code-with-a-logo-too-large", "qr-unreadable", _CLEAN,
              box(CODE_AT[0] + 6, CODE_AT[1] + 6, 10, 10, BLUE)),
    spoilt("code-damaged-in-ours", "qr-unreadable", PRESS_POSTER,
           drawing("0 0 0 0 k 38 24 27 27 re f"), also=["qr-missing"]),
    _on_flyer("code-with-a-stain", "qr-damaged", _CLEAN,
              box(CODE_AT[0] + 10, CODE_AT[1] + 8, 6, 5, BLACK)),
    _on_flyer("code-without-a-corner", "qr-unreadable", _CLEAN,
              box(CODE_AT[0], CODE_AT[1] + 14, 8, 8, WHITE)),
)  # fmt: skip

_DRAWN = (
    _on_flyer("code-without-quiet-zone-left", "qr-quiet-zone", _CLEAN,
              box(CODE_AT[0] - 6, CODE_AT[1] - 4, 6, 30, BLUE)),
    fault("code-without-quiet-zone", "qr-quiet-zone", FLYER,
          lambda: _dark_ground(_quiet(0, 0, 0, 0)), also=["qr-unreadable"]),
    fault("code-with-one-module-of-quiet-zone", "qr-quiet-zone", FLYER,
          lambda: _dark_ground(_quiet(1, 1, 1, 1))),
    _on_flyer("text-in-the-quiet-zone", "qr-quiet-zone", _CLEAN,
              say("Scan mij en lees meer", CODE_AT[0] + 1, CODE_AT[1] - 2.3, 6)),
    _on_flyer("line-in-the-quiet-zone", "qr-quiet-zone", _CLEAN,
              box(CODE_AT[0] + 23, CODE_AT[1], 0.5, 22, BLACK)),
    spoilt("quiet-zone-of-ours-painted", "qr-quiet-zone", PRESS_POSTER,
           drawing("1 0.6 0 0.3 k 15 62.2 75 2 re f")),
    in_letter("code-made-without-quiet-zone", "qr-quiet-zone",
              ("CODE", letter.code(ADDRESS, border=0)[1]),
              letter.css(".code { outline: 3mm solid #0b4f8a; margin: 4mm }"),
              also=["qr-unreadable"]),
    _on_flyer("code-of-9-mm", "qr-size", replace(_CLEAN, size=9), also=["qr-module"]),
    spoilt("code-of-10-mm-on-a-poster", "qr-size", PRESS_POSTER,
           drawing("0 0 0 0 k 20 5 62 62 re f 0 0 0 1 k "
                   + squares(modules(ADDRESS), 45, 30, 10))),
    fault("code-with-too-many-modules", "qr-module", FLYER,
          lambda: flyer.flyer(qr=replace(
              _CLEAN, address=ADDRESS + "lees/meer/" * 30))),
    fault("code-inverted", "qr-contrast", FLYER,
          lambda: flyer.flyer(qr=replace(_CLEAN, dark=WHITE, light=BLACK)), also=["qr-unreadable"]),
    _on_flyer("code-in-pale-grey", "qr-contrast", replace(_CLEAN, dark=_PALE_GREY),
              also=["qr-unreadable"]),
    _on_flyer("code-in-yellow", "qr-contrast", replace(_CLEAN, dark=(0, 0.1, 1, 0)),
              also=["qr-unreadable", "qr-inks"]),
    _on_flyer("code-on-a-dark-ground", "qr-contrast",
              replace(_CLEAN, light=(0.5, 0.3, 0.2, 0.35)), also=["qr-unreadable"]),
    _on_flyer("code-in-four-inks", "qr-inks", replace(_CLEAN, dark=(0.6, 0.5, 0.5, 0.8))),
    _on_flyer("code-in-two-inks", "qr-inks", replace(_CLEAN, dark=(1, 0.8, 0, 0))),
    spoilt("code-as-a-blurred-picture", "qr-unreadable", FLYER,
           drawing("0.12 0.02 0 0 k 8 8 40 45 re f"
                   + placed("X", 12, 18, 26, 26), X=_as_picture(ADDRESS, blur=14)),
           also=["text-unseen", "image-ppi", "qr-missing"]),
)  # fmt: skip

_ADDRESSES = (
    fault("code-to-the-wrong-address", "qr-address", PRESS_POSTER, lambda: poster().pdf,
          told=_ordered_elsewhere, also=["qr-missing"]),
    spoilt("another-code-over-ours", "qr-address", PRESS_POSTER,
           drawing(_covered("https://www.buitvoorprofessionals.com/")), also=["qr-missing"]),
    spoilt("another-code-over-ours-on-screen", "qr-address", SCREEN_POSTER,
           drawing(_covered("https://www.buitvoorprofessional.nl/").replace(
               "0 0 0 0 k", "1 g").replace("0 0 0 1 k", "0 g")),
               also=["qr-missing", "link-target"]),
    _leading_to("code-to-another-host-than-printed", "qr-address", "https://www.buitindeklas.nl/"),
    _leading_to("code-to-a-look-alike", "qr-address", "https://www.buitvoorprofessiona1s.nl/"),
    _leading_to("code-to-a-host-that-begins-alike", "qr-address",
                "https://www.buitvoorprofessionals.nl.example.com/"),
    _leading_to("code-to-another-page-than-printed", "qr-address",
                "https://www.buitvoorprofessionals.nl/aanmelden",
                "buitvoorprofessionals.nl/inloggen"),
    fault("code-turned-to-the-wrong-address", "qr-address", FLYER,
          lambda: flyer.flyer(qr=replace(_CLEAN, address="https://www.buitindeklas.nl/",
                                         turned=90))),
    fault("code-turned-a-little-to-the-wrong-address", "qr-address", FLYER,
          lambda: flyer.flyer(qr=replace(_CLEAN, address="https://www.buitindeklas.nl/", turned=12,
                                         at=(16, 26)))),
    fault("second-code-to-the-wrong-address", "qr-address", FLYER,
          lambda: flyer.flyer(flyer.code(Code("https://www.buitindeklas.nl/", at=(60, 48),
                                              size=16)))),
    fault("second-code-without-an-address", "qr-no-address", FLYER,
          lambda: flyer.flyer(flyer.code(Code("https://www.buitindeklas.nl/", "", at=(60, 44),
                                              size=18)))),
    _on_flyer("code-without-an-address", "qr-no-address", replace(_CLEAN, printed="")),
    in_letter("code-without-an-address-on-screen", "qr-no-address",
              ('op\n<a href="https://www.buitvoorprofessionals.nl/">buitvoorprofessionals.nl</a>',
               "die voor iedereen is")),
    _leading_to("code-with-http", "qr-link", "http://www.buitvoorprofessionals.nl/"),
    _leading_to("code-by-a-shortener", "qr-link", "https://bit.ly/3xYzAbC", "bit.ly/3xYzAbC",
                also=["slip-printed"]),
    _leading_to("code-by-a-qr-maker", "qr-link", "https://qrco.de/bfXyz1", PRINTED,
                also=["qr-address"]),
    _leading_to("code-by-a-shortener-in-capitals", "qr-link", "HTTPS://BIT.LY/3XYZABC",
                "bit.ly/3XYZABC", also=["slip-printed"]),
    _leading_to("code-with-a-number-for-a-host", "qr-link", "https://192.0.2.7/", "192.0.2.7"),
    _leading_to("code-to-a-computer-in-the-office", "qr-link", "https://localhost/buit",
                "localhost/buit",
                also=["qr-address", "qr-no-address"]),
    _leading_to("code-without-https", "qr-link", "www.buitvoorprofessionals.nl"),
    _leading_to("code-with-a-password", "qr-link",
                "https://admin:geheim@buitvoorprofessionals.nl/"),
    _leading_to("code-that-is-no-address", "qr-text", "Een vermoeden is genoeg",
                also=["qr-no-address", "qr-address"]),
    _leading_to("code-that-runs-a-script", "qr-link", "javascript:alert(1)",
                also=["qr-no-address", "qr-address"]),
    _leading_to("code-with-utm", "qr-tracking", ADDRESS + "?utm_source=flyer&utm_medium=print"),
    _leading_to("code-with-fbclid", "qr-tracking", ADDRESS + "?fbclid=IwAR0abc"),
    in_letter("code-with-utm-on-screen", "qr-tracking", letter.code(ADDRESS + "?UTM_Campaign=x")),
    fault("code-on-screen-to-another-host", "qr-address", LETTER,
          lambda: letter.letter(letter.code("https://www.buitindeklas.nl/"))),
    in_letter("code-mirrored", "qr-mirrored", letter.css(".code { transform: scaleX(-1) }")),
    in_letter("code-stretched", "qr-stretched",
              letter.css(".code { transform: scaleX(1.1); transform-origin: left }")),
)  # fmt: skip

FAULTS = (*_ABSENT, *_DRAWN, *_ADDRESSES)
