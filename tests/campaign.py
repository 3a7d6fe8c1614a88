"""What the campaign in this repository says, straight from its YAML, and where its PDFs are."""

from __future__ import annotations

import re
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
CARDS_MM = {"85x55": (85, 55), "a7": (74, 105)}
BARRIERS = range(1, 11)
PRODUCTS = ("card", "handout", "large-print", "overview", "poster")


class Printed(NamedTuple):
    """One PDF that the national edition has."""

    target: str
    product: str
    format: str
    size_mm: tuple[float, float]
    pages: tuple[int, int]
    """At least and at most."""
    barrier: int | None = None

    @property
    def name(self) -> str:
        """Its path below the edition's language, without `.pdf`."""
        subject = f"-{self.barrier:02d}" if self.barrier else ""
        return f"{self.target}/{self.product}{subject}-{self.format}"


def _all_printed() -> tuple[Printed, ...]:
    a4 = ISO_A_MM["a4"]
    made = [
        Printed("office", "card", "85x55", a4, (2, 2)),
        Printed("office", "card", "a7", a4, (6, 6)),
        Printed("screen", "card", "85x55", CARDS_MM["85x55"], (20, 20)),
        Printed("screen", "card", "a7", CARDS_MM["a7"], (24, 24)),
    ]
    for target in ("office", "screen"):
        made.append(Printed(target, "handout", "a4", a4, (2, 2)))
        made.append(Printed(target, "large-print", "a4", a4, (4, 8)))
        for name, size in ISO_A_MM.items():
            made.append(Printed(target, "overview", name, size, (1, 1)))
            made += [Printed(target, "poster", name, size, (1, 1), one) for one in BARRIERS]
    return tuple(made)


ALL_PRINTED = _all_printed()
ON_SCREEN = tuple(one for one in ALL_PRINTED if one.target == "screen")
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
        links: dict[str, dict[str, str]] = self._read("content/campaign.yaml")["links"]
        return links

    @cached_property
    def call_to_action_url(self) -> str:
        """Where the QR codes of posters and cards go."""
        return self.links[self._read("content/campaign.yaml")["call_to_action_link"]]["url"]

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
    if sizes := re.fullmatch(r"(\d+)x\d+", format_name):
        return float(sizes[1])
    return {**ISO_A_MM, **CARDS_MM}[format_name][0]
