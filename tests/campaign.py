"""What the campaign in this repository says, straight from its YAML, and where its PDFs are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import yaml

REPOSITORY = Path(__file__).parents[1]
ISO_A_MM = {
    "a4": (210, 297),
    "a3": (297, 420),
    "a2": (420, 594),
    "a1": (594, 841),
    "a0": (841, 1189),
}
CARDS_MM: dict[str, tuple[float, float]] = {
    "85x55": (85, 55),
    "a7": (74, 105),
    "85x54": (85, 54),
    "84.98x55": (84.98, 55),
    "83.8x50.8": (83.8, 50.8),
}
ZINE_MM = (74, 105)
BARRIERS = range(1, 11)
PRODUCTS = ("card", "handout", "large-print", "mini-zine", "overview", "poster")
DEFAULT_FORMATS = {
    "card": "85x55",
    "handout": "a4",
    "large-print": "a4",
    "mini-zine": "a7",
    "overview": "a3",
    "poster": "a3",
}
PRESS_BLEED_MM = 3
PRESS_SLUG_MM = 10
"""Both of the shop `standard`."""


class Printed(NamedTuple):
    """One PDF that the national edition has."""

    target: str
    product: str
    format: str
    size_mm: tuple[float, float]
    """Of its pages."""
    pages: tuple[int, int]
    """At least and at most."""
    barrier: int | None = None

    @property
    def name(self) -> str:
        """Its path below the edition's language, without `.pdf`."""
        subject = f"-{self.barrier:02d}" if self.barrier else ""
        return f"{self.target}/{self.product}{subject}-{self.format}"

    @property
    def is_default(self) -> bool:
        """Whether it has its product's usual format."""
        return self.format == DEFAULT_FORMATS[self.product]


def _on_pages_of_their_own(target: str) -> Iterator[Printed]:
    """Yield what has its trim size for a page wherever it is printed."""
    a4 = ISO_A_MM["a4"]
    yield Printed(target, "handout", "a4", a4, (2, 2))
    yield Printed(target, "large-print", "a4", a4, (4, 8))
    for name, size in ISO_A_MM.items():
        yield Printed(target, "overview", name, size, (1, 1))
        for number in BARRIERS:
            yield Printed(target, "poster", name, size, (1, 1), number)


def _one_up_cards(target: str) -> Iterator[Printed]:
    """Yield the cards whose panels have a page each; a7's fill their last sheet, 12 to a set."""
    for name, size in CARDS_MM.items():
        panels = 24 if name == "a7" else 20
        yield Printed(target, "card", name, size, (panels, panels))


def _on_screen() -> Iterator[Printed]:
    yield from _one_up_cards("screen")
    yield Printed("screen", "mini-zine", "a7", ZINE_MM, (9, 9))
    yield from _on_pages_of_their_own("screen")


def _in_office() -> Iterator[Printed]:
    a4 = ISO_A_MM["a4"]
    for name in CARDS_MM:
        sides = 6 if name == "a7" else 2
        yield Printed("office", "card", name, a4, (sides, sides))
    yield Printed("office", "mini-zine", "a7", (a4[1], a4[0]), (2, 2))
    yield from _on_pages_of_their_own("office")


def _on_press() -> Iterator[Printed]:
    a4 = ISO_A_MM["a4"]
    yield from _one_up_cards("press")
    yield Printed("press", "mini-zine", "a7", (a4[1], a4[0]), (2, 2))
    yield from _on_pages_of_their_own("press")


ON_SCREEN = tuple(_on_screen())
ALL_PRINTED = (*_in_office(), *ON_SCREEN)
"""For screen and office."""
PRESSED = tuple(_on_press())
"""For the press; sizes are of the trim, which is the sheet's where panels share one."""
IN_ALL_SHOPS = tuple(one for one in PRESSED if one.is_default and one.barrier in (None, 1))
"""What is made for other shops than the usual one, and for the press of the example edition."""
UNCOATED = ("card", "handout", "poster")
"""Products that are also made for uncoated paper."""
POSTERS = tuple(one for one in ALL_PRINTED if one.product == "poster")


@dataclass(frozen=True)
class Built:
    """The PDFs of one edition, and what the command said when it made them."""

    output: Path
    edition: str
    exit_code: int = 0
    stdout: str = ""
    stderr: str = ""

    def path(self, printed: Printed | str) -> Path:
        """Return where a PDF is, by its name or as one of ALL_PRINTED."""
        name = printed if isinstance(printed, str) else printed.name
        return self.output / self.edition / "nl" / f"{name}.pdf"


@dataclass(frozen=True)
class Wording:
    """The Dutch texts, the links and the national edition's contacts of a project."""

    root: Path

    @cached_property
    def text(self) -> dict[str, Any]:
        """content/nl.yaml."""
        return self._read("content/nl.yaml")

    @cached_property
    def links(self) -> dict[str, dict[str, str]]:
        """Address and label of each link."""
        links: dict[str, dict[str, str]] = self.campaign["links"]
        return links

    @cached_property
    def call_to_action_url(self) -> str:
        """Where the QR codes of posters and cards go."""
        return self.links[self.campaign["call_to_action_link"]]["url"]

    @cached_property
    def campaign(self) -> dict[str, Any]:
        """content/campaign.yaml."""
        return self._read("content/campaign.yaml")

    @cached_property
    def printing(self) -> dict[str, Any]:
        """content/print.yaml."""
        return self._read("content/print.yaml")

    @cached_property
    def contacts(self) -> list[dict[str, str]]:
        """The national edition's."""
        contacts: list[dict[str, str]] = self._read("content/editions/landelijk.yaml")["contacts"]
        return contacts

    def barrier(self, number: int) -> dict[str, str]:
        """Return the barrier with this number, counted from 1."""
        barrier: dict[str, str] = self.text["barriers"][number - 1]
        return barrier

    def quoted_name(self, number: int) -> str:
        """Return a barrier's name as posters and cards have it."""
        labels = self.text["labels"]
        return f"{labels['quote_open']}{self.barrier(number)['name']}{labels['quote_close']}"

    def role(self, contact: dict[str, str]) -> str:
        """Return what a contact is for, in words."""
        role: str = self.text["labels"][f"role_{contact['role']}"]
        return role

    def product(self, name: str) -> dict[str, Any]:
        """Return what a product's own folder says about it."""
        return self._read(f"templates/{name}/product.yaml")

    def _read(self, name: str) -> dict[str, Any]:
        content: dict[str, Any] = yaml.safe_load((self.root / name).read_text(encoding="utf-8"))
        return content


def wide_mm(format_name: str) -> float:
    """Return the width of a format such as `a3` or `85x55`."""
    if sizes := re.fullmatch(r"([\d.]+)x[\d.]+", format_name):
        return float(sizes[1])
    return {**ISO_A_MM, **CARDS_MM}[format_name][0]
