"""Make up editions: a number → a spreadsheet with as many rows, and the logos that it names."""

from __future__ import annotations

import csv
from math import lcm, prod
from pathlib import Path
from random import Random

from PIL import Image

_DRAWN = {
    "rond.svg": ("0 0 100 100", '<circle cx="50" cy="50" r="46" fill="#17606b"/>'),
    "breed.svg": (
        "0 0 240 60",
        '<path fill="#0b3c49" d="M4 4h52v52H4z"/><path fill="#17606b" d="M70 20h166v20H70z"/>',
    ),
    "ster.svg": (
        "0 0 120 100",
        '<path fill="#0f7a86" d="M60 4l16 32 40 6-28 26 6 30-34-14-34 14 6-30L4 42l40-6z"/>',
    ),
}
_PHOTOGRAPH_PX = (360, 280)
_COLOURS = (("", ""), ("", ""), ("#3b1f4a", "#f7c873"), ("", ""), ("#1d3d2f", "#ffe08a"))
SHAPES = lcm(len(_DRAWN) + 1, len(_COLOURS))
"""Editions until one has the same kinds of logo, colours and contacts as an earlier one."""
_HEADS = (
    *("id", "name", "region", "example", "logo", "ink", "light", "national_contacts"),
    *("contact_role", "contact_name", "contact_phone", "contact_email", "contact_url"),
    *("contact_2_role", "contact_2_phone"),
)


def make_editions(folder: Path, first: int, count: int, *, photographed: bool = False) -> Path:
    """Write a spreadsheet and its logos into a folder; rows are numbered from `first`.

    There are a few logos, drawn in a few strokes; `photographed`, each edition that has one has its
    own, of some 300 kB.

    Nobody is real in it, and printed matter says so: telephone numbers are noughts, addresses end
    in .example. One row in four has no logo, two in five have colours of their own, half have a
    second contact, and half leave the national contacts out.
    """
    logos = (*_DRAWN, "")
    for name, (view, body) in _DRAWN.items():
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}">{body}</svg>'
        (folder / name).write_text(svg, encoding="utf-8")
    sheet = folder / "editions.csv"
    with sheet.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(_HEADS)
        for number in range(first, first + count):
            drawn = logos[number % len(logos)]
            logo = _photograph(folder, number) if photographed and drawn else drawn
            rows.writerow(_row(number, logo, leaves_out=drawn in ("rond.svg", "ster.svg")))
    return sheet


def _photograph(folder: Path, number: int) -> str:
    """Write a picture that doesn't get smaller when it is packed; return its name."""
    name = f"foto-{number}.png"
    pixels = Random(number).randbytes(prod(_PHOTOGRAPH_PX) * 3)
    Image.frombytes("RGB", _PHOTOGRAPH_PX, pixels).save(folder / name)
    return name


def _row(number: int, logo: str, *, leaves_out: bool) -> tuple[str, ...]:
    site = f"regio{number}.example"
    second = ("advies", "000-000 00 00") if number % 2 else ("", "")
    return (
        *(f"regio-{number:03}", f"Regio {number}", f"Regio {number}", "yes", logo),
        *_COLOURS[number % len(_COLOURS)],
        "no" if leaves_out else "",
        *("coordinator", "Naam van de zorgcoördinator", "000-000 00 00"),
        *(f"zorg@{site}", f"https://{site}/"),
        *second,
    )
