"""Change a finished PDF in one way: bytes and what to do → bytes."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from generator.model.geometry import mm_to_pt

Change = Callable[[Pdf], None]
Resource = Callable[[Pdf], Object]


def changed(pdf: bytes, *changes: Change) -> bytes:
    """Return the PDF after all changes."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        for change in changes:
            change(opened)
        return saved(opened)


def saved(pdf: Pdf) -> bytes:
    """Return an open PDF as a file, the same bytes each time."""
    written = BytesIO()
    # Profiles are packed already: to unpack and pack them again would take most of the time.
    pdf.save(written, deterministic_id=True, fix_metadata_version=False, compress_streams=False)
    return written.getvalue()


def drawing(content: str, page: int = 1, under: bool = False, **resources: Resource) -> Change:
    """Draw more on a page, as artwork that isn't read aloud.

    `content` is in mm from the lower left of the trim. Each resource is drawn with by its name:
    `F…` is a font, `P…` a pattern, `G…` a graphics state, `C…` a colour space, `S…` a shading,
    `X…` a picture or a form.
    """

    def draw(pdf: Pdf) -> None:
        owner = pdf.pages[page - 1]
        left, bottom = (float(edge) for edge in list(owner.trimbox)[:2])
        scale = mm_to_pt(1)
        matrix = f"{scale:.5f} 0 0 {scale:.5f} {left:.4f} {bottom:.4f} cm"
        add_resources(pdf, owner.obj, resources)
        if not under:
            owner.contents_add(b"q\n", prepend=True)
        ending = "" if under else "\nQ"
        whole = f"{ending}\n/Artifact BMC q {matrix}\n{content}\nQ EMC\n"
        owner.contents_add(whole.encode("latin-1"), prepend=under)

    return draw


def in_form(
    content: str,
    *,
    matrix: str = "1 0 0 1 0 0",
    group: bool = False,
    **resources: Resource,
) -> Resource:
    """Return a form with something drawn in it."""

    def make(pdf: Pdf) -> Object:
        form = Stream(pdf, content.encode("latin-1"), Type=Name.XObject, Subtype=Name.Form)
        form.BBox = Array([-1000, -1000, 1000, 1000])
        form.Matrix = Array([float(one) for one in matrix.split()])
        form.Resources = Dictionary()
        if group:
            form.Group = Dictionary(Type=Name.Group, S=Name.Transparency)
        add_resources(pdf, form, resources)
        return pdf.make_indirect(form)

    return make


def deep(content: str, depth: int) -> Resource:
    """Return a form in a form in a form, with something drawn in the innermost."""
    made = in_form(content)
    for _ in range(depth - 1):
        made = in_form("/X Do", X=made)
    return made


def tiling(content: str, size: float = 5, **resources: Resource) -> Resource:
    """Return a pattern of tiles with something drawn in each; lengths in points."""

    def make(pdf: Pdf) -> Object:
        tile = Stream(pdf, content.encode("latin-1"), Type=Name.Pattern, PatternType=1)
        tile.PaintType = tile.TilingType = 1
        tile.BBox, tile.XStep, tile.YStep = Array([0, 0, size, size]), size, size
        tile.Resources = Dictionary()
        add_resources(pdf, tile, resources)
        return pdf.make_indirect(tile)

    return make


_FAMILIES = {
    "F": "Font",
    "P": "Pattern",
    "G": "ExtGState",
    "C": "ColorSpace",
    "S": "Shading",
    "X": "XObject",
    "L": "Properties",
}


def add_resources(pdf: Pdf, owner: Object, resources: dict[str, Resource]) -> None:
    """Put resources beside those that a page or form has."""
    if not resources:
        return
    if "/Resources" not in owner:
        owner.Resources = Dictionary()
    for name, make in resources.items():
        family = f"/{_FAMILIES[name[0]]}"
        if family not in owner.Resources:
            owner.Resources[family] = Dictionary()
        owner.Resources[family][f"/{name}"] = make(pdf)


def state(**entries: Any) -> Resource:
    """Return a graphics state."""
    return lambda pdf: pdf.make_indirect(Dictionary(Type=Name.ExtGState, **entries))


def page_entry(key: str, value: object, page: int = 1) -> Change:
    """Set an entry of a page's dictionary; None leaves it out."""

    def put(pdf: Pdf) -> None:
        owner = pdf.pages[page - 1].obj
        if value is None:
            del owner[f"/{key}"]
        else:
            owner[f"/{key}"] = value

    return put


def grown(box: Object, left: float, bottom: float, right: float, top: float) -> Array:
    """Return a box with its sides so many mm further out."""
    edges = [float(edge) for edge in box]
    by = (-left, -bottom, right, top)
    return Array([round(edge + mm_to_pt(mm), 4) for edge, mm in zip(edges, by, strict=True)])
