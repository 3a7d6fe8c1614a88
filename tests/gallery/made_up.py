"""Made-up files of a manifest, their PDFs, and the page that shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf

from generator.gallery import (
    THUMBNAILS,
    Picture,
    Shown,
    arrange,
    compose_page,
    make_thumbnails,
    thumbnail_name,
    usable,
)

Entry = dict[str, Any]

SHOWN = Shown(
    title="Drempels",
    version="1.0",
    language="nl",
    editions={"landelijk": "Landelijk", "noord": "Regio Noord"},
    languages=("nl", "en"),
    products={"flag": "Vlag", "sign": "Bord"},
    barriers={"nl": ("Zie ik het goed?", "Wie gelooft mij?"), "en": ("Am I right?", "Who hears?")},
)


def make_entry(
    product: str = "flag",
    target: str = "screen",
    *,
    edition: str = "landelijk",
    language: str = "nl",
    barrier: int | None = None,
    format: str = "a4",
    ticket: bool = False,
    **more: Any,
) -> Entry:
    """Make a file as it stands in manifest.json."""
    subject = f"-{barrier:02d}" if barrier else ""
    name = f"{product}{subject}-{format}{'-ticket' if ticket else ''}.pdf"
    entry = {
        "path": f"{edition}/{language}/{target}/{name}",
        "bytes": 19_400,
        "pages": 1,
        "trim_mm": [210.0, 297.0] if format == "a4" else [85.0, 55.0],
        "edition": edition,
        "language": language,
        "target": target,
        "product": product,
        "format": format,
        "barrier": barrier,
        "ticket": ticket,
        **more,
    }
    identity = sha256(entry["path"].encode()).hexdigest()
    return {"key": identity, "sha256": identity, **entry}


def make_entries(edition: str = "landelijk") -> list[Entry]:
    """Make two flags, one for each barrier, and a sign, for every target, with tickets."""
    abouts: tuple[dict[str, Any], ...] = (
        {"product": "flag", "barrier": 1},
        {"product": "flag", "barrier": 2},
        {"product": "sign", "format": "85x55"},
    )
    kinds: tuple[tuple[str, bool], ...] = (
        ("screen", False),
        ("office", False),
        ("press", False),
        ("press", True),
    )
    return [
        make_entry(target=target, ticket=ticket, edition=edition, **about)
        for about in abouts
        for target, ticket in kinds
    ]


def make_pdf(width: float = 200, height: float = 300, off: float = 0) -> bytes:
    """Make a PDF with one red page, and white around it that is cut off."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(width + 2 * off, height + 2 * off))
    page.obj["/TrimBox"] = pikepdf.Array([off, off, off + width, off + height])
    page.obj["/Contents"] = pdf.make_stream(f"1 0 0 rg {off} {off} {width} {height} re f".encode())
    written = BytesIO()
    pdf.save(written, deterministic_id=True)
    return written.getvalue()


def compose(entries: Iterable[Entry], shown: Shown = SHOWN, pictured: Iterable[str] = ()) -> str:
    """Return the page as text."""
    return compose_page(arrange(usable(entries), shown, frozenset(pictured)), shown).decode()


def write_folder(folder: Path, entries: list[Entry], shown: Shown = SHOWN, **changes: Any) -> None:
    """Write PDFs, thumbnails and page, as they lie in an output folder."""
    pdf = make_pdf()
    for entry in entries:
        path = folder / entry["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pdf)
    for beside in ("SHA256SUMS", "manifest.json"):
        (folder / beside).write_text("{}")
    (folder / THUMBNAILS).mkdir()
    names: list[str] = []
    for entry in (one for one in entries if not one["ticket"]):
        picture = Picture(entry["key"], folder / entry["path"], sha256(pdf).hexdigest())
        name = thumbnail_name(entry["key"]) or ""
        names.append(name)
        (thumbnail,) = make_thumbnails((picture,))
        assert thumbnail
        (folder / THUMBNAILS / name).write_bytes(thumbnail)
    page = compose(entries, replace(shown, **changes), names)
    (folder / "index.html").write_text(page, encoding="utf-8")
