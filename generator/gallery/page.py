"""Compose the page to download from: pieces and names → one HTML file that needs nothing else."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.gallery.pieces import Piece
from generator.gallery.shown import Shown, WebFont
from generator.gallery.table import write_table
from generator.gallery.wording import Wording
from generator.model.colour import mixed

_FOLDER = Path(__file__).parent
MOST_DRAWN = 300
"""Files that the page shows without its script; of more it lists the links."""
MOST_LISTED = 4000
"""Links that it lists; of more it gives the folders, or the page would grow to megabytes."""


def compose_page(pieces: Sequence[Piece], shown: Shown) -> bytes:
    """Return index.html: the same bytes for the same pieces, on any day and machine."""
    wording = Wording(shown)
    style = _colours(shown) + _fonts(shown.fonts) + _read("style.css")
    script = _read("script.js")
    files = sum(len(piece.downloads) + _tickets(piece) for piece in pieces)
    page = _environment().get_template("page.html.j2")
    html = page.render(
        shown=shown,
        words=wording.words,
        tag=wording.tag,
        style=style,
        script=script,
        policy=_policy(style, script),
        table=write_table(pieces, shown, wording),
        filters=_filters(pieces, shown, wording),
        count=_count(pieces, wording),
        drawn=list(_sections(pieces, wording)) if files <= MOST_DRAWN else [],
        listed=list(_listed(pieces, wording, files)) if files > MOST_DRAWN else [],
    )
    return html.encode()


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Return what the page may load: its own style and script, and pictures beside it."""
    style_hash, script_hash = (
        b64encode(sha256(text.encode()).digest()).decode() for text in (style, script)
    )
    # `file:` for pages that are opened from disk: there, 'self' isn't the folder in every browser.
    return (
        f"default-src 'none'; img-src 'self' file: data:; font-src data:; base-uri 'none'; "
        f"form-action 'none'; style-src 'sha256-{style_hash}'; script-src 'sha256-{script_hash}'"
    )


def _colours(shown: Shown) -> str:
    """Return the palette; by night the page stands on its ink, darker."""
    palette = shown.palette
    night = mixed(palette.ink, "#000000", 0.45)
    tokens = {
        **dict(palette.tokens()),
        "night": night,
        "dusk": mixed(palette.ink, "#000000", 0.15),
        "line-day": mixed(palette.paper, palette.ink, 0.22),
        "line-night": mixed(night, palette.paper, 0.22),
        "edge-day": mixed(palette.paper, palette.ink, 0.62),
        "edge-night": mixed(night, palette.paper, 0.55),
    }
    return ":root{" + "".join(f"--{name}:{value};" for name, value in tokens.items()) + "}\n"


def _fonts(fonts: Sequence[WebFont]) -> str:
    return "".join(
        f"@font-face{{font-family:'{font.family}';font-weight:{font.weight};font-display:swap;"
        f"src:url(data:font/woff;base64,{b64encode(font.woff).decode()})}}\n"
        for font in fonts
    )


def _filters(
    pieces: Sequence[Piece], shown: Shown, wording: Wording
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what can be chosen by, each with its choices; where there is no choice, there is none.

    The order is that of the pieces.
    """
    names = {
        "edition": {one.edition: shown.editions.get(one.edition, one.edition) for one in pieces},
        "language": {one.language: wording.language(one.language) for one in pieces},
        "product": {one.product: shown.products.get(one.product, one.product) for one in pieces},
        "format": {
            one.format: wording.size(one)
            for one in sorted(pieces, key=lambda one: one.trim_mm[0] * one.trim_mm[1])
        },
    }
    return [(name, list(choices.items())) for name, choices in names.items() if len(choices) > 1]


def _count(pieces: Sequence[Piece], wording: Wording) -> str:
    files = sum(len(piece.downloads) + _tickets(piece) for piece in pieces)
    return f"{wording.count(len(pieces), 'pieces')}, {wording.count(files, 'files')}"


def _tickets(piece: Piece) -> int:
    return sum(one.ticket is not None for one in piece.downloads)


def _sections(pieces: Sequence[Piece], wording: Wording) -> Iterator[dict[str, Any]]:
    """Yield the pieces of each edition and language, group by group."""
    for (edition, language), of_edition in groupby(
        pieces, key=lambda piece: (piece.edition, piece.language)
    ):
        groups = [list(group) for _, group in groupby(of_edition, key=lambda piece: piece.group)]
        yield {
            "edition": wording.shown.editions.get(edition, edition),
            "language": wording.language(language),
            "tag": language,
            "groups": [_group(group, wording) for group in groups],
        }


def _group(pieces: Sequence[Piece], wording: Wording) -> dict[str, Any]:
    first = pieces[0]
    is_series = first.barrier is not None
    product = wording.shown.products.get(first.product, first.product)
    count = wording.count(len(pieces), "pieces")
    return {
        "title": product if is_series else wording.words["whole"],
        "count": f"{wording.size(first)}, {count}" if is_series else count,
        "views": [wording.view(piece) for piece in pieces],
    }


def _listed(pieces: Sequence[Piece], wording: Wording, files: int) -> Iterator[dict[str, Any]]:
    """Yield each edition's files as plain links; when there are very many, its folders."""
    for edition, own in groupby(pieces, key=lambda piece: piece.edition):
        downloads = [one for piece in own for one in piece.downloads]
        if files > MOST_LISTED:
            links = sorted({one.path.rpartition("/")[0] + "/" for one in downloads})
        else:
            links = [path for one in downloads for path in _paths(one)]
        yield {"edition": wording.shown.editions.get(edition, edition), "links": links}


def _paths(one: Any) -> tuple[str, ...]:
    return (one.path, one.ticket[0]) if one.ticket else (one.path,)
