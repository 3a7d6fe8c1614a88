"""Write what the page's script draws from: pieces → one compact table, as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from generator.gallery.pieces import Download, Piece
from generator.gallery.shown import Shown
from generator.gallery.wording import Wording
from generator.model.target import Target

# What would end the script element, or begin another one; JSON reads the escapes back.
_ESCAPES = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)
_TABLE = re.compile(r'<script type="application/json" id="table">(.*?)</script>', re.DOTALL)


class _Column:
    """Values of which rows hold the place: ids repeat on thousands of rows."""

    def __init__(self, first: Sequence[str] = ()) -> None:
        self.places = {name: at for at, name in enumerate(first)}

    def __call__(self, name: str) -> int:
        return self.places.setdefault(name, len(self.places))


def edition_names(page: str) -> dict[str, str]:
    """Return the editions that a page shows, by id; what can't be read has none."""
    found = _TABLE.search(page)
    try:
        editions = json.loads(found[1])["editions"] if found else []
        return {str(id): str(name) for id, name in editions}
    except (ValueError, KeyError, TypeError):
        return {}


def write_table(pieces: Sequence[Piece], shown: Shown, wording: Wording) -> str:
    """Return the table: names once, and each piece as a row of their places."""
    editions, languages, products, formats = _Column(), _Column(), _Column(), _Column()
    targets = _Column([target.value for target in Target])
    names, variants = _Column(), _Column([""])

    def row(one: Download, folder: str) -> list[object]:
        inside = one.path.startswith(folder)
        path = one.path[len(folder) :] if inside else f"/{one.path}"
        cells: list[object] = [targets(one.target), names(path), one.size, one.pages]
        picture = one.thumbnail.partition(".")[0] if one.thumbnail else 0
        cells += [picture, variants(wording.variant(one.variant))]
        if one.ticket:
            ticket, size = one.ticket
            cells += [names(ticket[len(folder) :] if inside else f"/{ticket}"), size]
        return cells

    rows = []
    for piece in pieces:
        at = (editions(piece.edition), languages(piece.language), products(piece.product))
        folder = f"{piece.edition}/{piece.language}/"
        files = [row(one, f"{folder}{one.target}/") for one in piece.downloads]
        rows.append([*at, piece.barrier or 0, formats(piece.format), files])
    sizes = {piece.format: wording.size(piece) for piece in pieces}
    table = {
        "editions": [[id, shown.editions.get(id, id)] for id in editions.places],
        "languages": [[id, wording.language(id)] for id in languages.places],
        "products": [[id, shown.products.get(id, id)] for id in products.places],
        "formats": [[id, sizes[id]] for id in formats.places],
        "targets": [[id, wording.target(id)] for id in targets.places],
        "variants": list(variants.places),
        "names": list(names.places),
        "barriers": [list(shown.barriers.get(id, ())) for id in languages.places],
        "words": dict(wording.words),
        "pieces": rows,
    }
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
