"""Read composed pages: this tool's HTML → pages that stand alone, and the sizes they are set in."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.render.fonts import FACES, font_file

_FONT = re.compile(r"url\(font:([a-z-]+)\)")
_SCALES = re.compile(r"(:root|#[\w-]+)\{--text-scale:([\d.]+);--headline-scale:([\d.]+)\}")
_AWAKE = re.compile(r"(:root|#[\w-]+) \.headline-(\d+) \.break-(\d+)\{display:inline\}")
_HEADLINE = re.compile(r'<span class="headline headline-(\d+)">(.*?)</span></h', re.DOTALL)
_BREAK = re.compile(r'<br class="((?:break-\d+ ?)+)">')
_TAG = re.compile(r"<[^>]+>")


def write_fonts(folder: Path) -> None:
    """Write the typefaces as files: what this tool keeps in its cache, others find here."""
    for name in FACES:
        (folder / f"{name}.ttf").write_bytes(font_file(name))


def stand_alone(text: str, fonts: Path) -> str:
    """Return a composed page whose fonts are files in a folder.

    This tool's renderer answers `font:` addresses itself; no other program knows them.
    """
    return _FONT.sub(lambda found: f"url({(fonts / found[1]).as_uri()}.ttf)", text)


def read_sizes(text: str) -> dict[str, Any]:
    """Return scales and headlines of each part of a composed page: what copyfit found.

    The whole document is the part `document`. A headline is a list of lines.
    """
    awake = {(owner, int(number)): lines for owner, number, lines in _AWAKE.findall(text)}
    sizes = {}
    for owner, scale, headline_scale in _SCALES.findall(text):
        headlines = [
            _lines(body, awake.get((owner, int(number)), "0"))
            for number, body in _HEADLINE.findall(_within(text, owner))
        ]
        sizes["document" if owner == ":root" else owner[1:]] = {
            "text": float(scale),
            "headline": float(headline_scale),
            "headlines": headlines,
        }
    return sizes


def _within(text: str, owner: str) -> str:
    """Return the section of a part; all of the text for the whole document."""
    if owner == ":root":
        return text
    _, _, rest = text.partition(f'id="{owner[1:]}"')
    return rest.partition("</section>")[0]


def _lines(body: str, count: str) -> list[str]:
    """Return the lines of a headline that is set in so many."""
    wanted = f"break-{count}"
    kept = _BREAK.sub(lambda found: "\n" if wanted in found[1].split() else "", body)
    return [html.unescape(_TAG.sub("", line)).strip() for line in kept.split("\n")]


def sizes_by_product(pages: Mapping[str, list[Path]]) -> dict[str, list[dict[str, Any]]]:
    """Return the sizes of the composed pages of some products, in their order."""
    return {
        product: [read_sizes(path.read_text(encoding="utf-8")) for path in paths]
        for product, paths in pages.items()
    }
