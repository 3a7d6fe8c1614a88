"""Give Typst the same to set: campaign, editions and sizes → a folder of pages, and tasks."""

from __future__ import annotations

import json
import re
import shutil
import sys
from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.catalogue import open_catalogue
from generator.compose.qr import draw_qr
from generator.model.campaign import Campaign
from generator.model.edition import Edition
from generator.project import find_project
from tools.bench.composed import write_fonts
from tools.bench.run import ROOT, Command

PAGES = Path(__file__).resolve().parents[1] / "pages"
TAGGED = ("ua-1",)
_PROSE = {"intro", "lead", "short", "full", "text", "consult"}
PRODUCTS = {"poster": "poster", "overview": "overview", "card": "cards", "handout": "handout"}
"""Products that have a Typst page, and its name."""


@dataclass(frozen=True)
class Typst:
    """A folder with pages and all that they are made of."""

    folder: Path
    barriers: int

    def tasks(
        self, editions: Iterable[str], target: str, output: Path, products: Iterable[str] = PRODUCTS
    ) -> list[dict[str, Any]]:
        """Return what there is to compile: as tagged PDF/UA-1 for the screen, else without tags.

        That is what this tool does, too.
        """
        tags = target == "screen"
        return [
            {
                "page": str(self.folder / f"{PRODUCTS[product]}.typ"),
                "output": str(output / f"{edition}-{name}.pdf"),
                "root": str(self.folder),
                "fonts": str(self.folder / "fonts"),
                "inputs": {"edition": edition, "target": target, **inputs},
                "standards": [*TAGGED] if tags else [],
                "tags": tags,
            }
            for edition in editions
            for product in products
            for name, inputs in self._documents(product)
        ]

    def _documents(self, product: str) -> Iterator[tuple[str, dict[str, str]]]:
        if product != "poster":
            yield product, {}
            return
        for number in range(1, self.barriers + 1):
            yield f"{product}-{number:02}", {"barrier": str(number)}


def one_process_each(tasks: Iterable[Mapping[str, Any]]) -> list[Command]:
    """Return a command for each task."""
    program = str(Path(__file__).with_name("typst_one.py"))
    return [[sys.executable, program, json.dumps(task)] for task in tasks]


def in_process(tasks: list[dict[str, Any]], file: Path, processes: int) -> Command:
    """Return the command that compiles all tasks; they are written to a file."""
    file.write_text(json.dumps(tasks), encoding="utf-8")
    program = str(Path(__file__).with_name("typst_all.py"))
    return [sys.executable, program, str(file), str(processes)]


def prepare(folder: Path, sizes: Mapping[str, Any], sheet: Path | None = None) -> Typst:
    """Fill a folder with the pages, and the texts, editions, pictures and fonts that they name."""
    content, _ = open_catalogue(find_project(ROOT), sheet)
    campaign = content.campaigns[content.default_language]
    for page in sorted(PAGES.glob("*.typ")):
        shutil.copy(page, folder)
    (folder / "fonts").mkdir()
    write_fonts(folder / "fonts")
    _write(folder / "sizes.json", sizes)
    default = content.editions[content.default_edition]
    dark = dict(default.palette.tokens())["text"]
    _write(folder / "campaign.json", _tidied(_campaign(folder, campaign, dark)))
    for edition in content.editions.values():
        _write(folder / f"edition-{edition.id}.json", _edition(folder, edition, campaign))
    return Typst(folder, len(campaign.barriers))


def _write(path: Path, values: Any) -> None:
    path.write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")


def _tidied(values: Any, key: str = "") -> Any:
    """Keep words such as `e-learning` whole, and a short last one in company, as templates do."""
    if isinstance(values, Mapping):
        return {name: _tidied(value, name) for name, value in values.items()}
    if isinstance(values, list):
        return [_tidied(value, key) for value in values]
    if key not in _PROSE:
        return values
    return re.sub(r"(\b\w{1,3}-)(?=\w)", "\\1\u2060", re.sub(r" (\S{1,8})$", "\u00a0\\1", values))


def _campaign(folder: Path, campaign: Campaign, dark: str) -> dict[str, Any]:
    links = {}
    for key, link in campaign.links.items():
        drawn = draw_qr(str(link.url), dark)
        picture = folder / f"qr-{key}.svg"
        picture.write_bytes(b64decode(drawn.uri.partition("base64,")[2]))
        links[key] = {
            "url": str(link.url),
            "label": link.label,
            "picture": picture.name,
            "quiet": drawn.quiet_share,
        }
    call = next(key for key, one in campaign.links.items() if one == campaign.call_to_action_link)
    return {
        **{name: getattr(campaign, name) for name in ("version", "title", "series", "headline")},
        **{name: getattr(campaign, name) for name in ("lead", "intro", "quote")},
        "date": [campaign.date.year, campaign.date.month, campaign.date.day],
        "links": links,
        "call_to_action_link": call,
        "call_to_action": campaign.call_to_action.model_dump(),
        "barriers": [vars(barrier) for barrier in campaign.barriers],
        "steps": [step.model_dump() for step in campaign.steps],
        "sections": {key: one.model_dump() for key, one in campaign.sections.items()},
        "labels": dict(campaign.labels),
    }


def _edition(folder: Path, edition: Edition, campaign: Campaign) -> dict[str, Any]:
    logo = None
    if edition.logo:
        logo = f"logo-{edition.id}.{edition.logo.media_type.partition('/')[2].partition('+')[0]}"
        (folder / logo).write_bytes(edition.logo.picture.read())
    return {
        "id": edition.id,
        "name": edition.name,
        "colours": dict(edition.palette.tokens()),
        "notice": campaign.labels["example_notice"] if edition.example else "",
        "logo": logo,
        "ratio": edition.logo.ratio if edition.logo else 1,
        "contacts": [
            {
                "role": campaign.labels.get(f"role_{one.role}", one.role),
                "phone": one.phone or "",
                "lines": [str(line) for line in (one.name, one.email, one.url, one.hours) if line],
            }
            for one in edition.contacts
        ],
    }
