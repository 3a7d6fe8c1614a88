"""Change what a file says of itself, and what it does: catalogue, information, XMP, links."""

from __future__ import annotations

from collections.abc import Callable

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from tests.faults.change import Change


def info_entry(key: str, value: Object | None) -> Change:
    """Set what the file tells of itself; None leaves it out."""

    def put(pdf: Pdf) -> None:
        if value is None:
            del pdf.trailer.Info[f"/{key}"]
        else:
            pdf.trailer.Info[f"/{key}"] = value

    return put


def root_entry(key: str, value: Callable[[Pdf], Object] | Object | None) -> Change:
    """Set an entry of the file's catalogue; None leaves it out."""

    def put(pdf: Pdf) -> None:
        if value is None:
            del pdf.Root[f"/{key}"]
        else:
            pdf.Root[f"/{key}"] = value(pdf) if callable(value) else value

    return put


def in_xmp(old: bytes, new: bytes) -> Change:
    """Replace a part of the XMP metadata."""

    def put(pdf: Pdf) -> None:
        told = pdf.Root.Metadata.read_bytes()
        assert old in told
        pdf.Root.Metadata.write(told.replace(old, new))

    return put


def annotation(**entries: object) -> Change:
    """Add an annotation to the first page."""

    def put(pdf: Pdf) -> None:
        made = Dictionary(Type=Name.Annot, Rect=Array([40, 300, 140, 320]), F=4)
        for key, value in entries.items():
            made[f"/{key}"] = value(pdf) if callable(value) else value
        page = pdf.pages[0].obj
        known = list(page.Annots) if "/Annots" in page else []
        page.Annots = Array([*known, pdf.make_indirect(made)])

    return put


def link(address: str) -> dict[str, object]:
    """Return what makes an annotation a link to an address."""
    action = Dictionary(S=Name.URI, URI=String(address))
    return {"Subtype": Name.Link, "A": action, "Border": Array([0, 0, 0])}
