"""What a PDF that another tool made must be like: what it says of itself → what is expected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pikepdf import Array, Name, Object, PikepdfError, Stream

from generator.model.geometry import Format, Size, parse_format
from generator.model.target import Target
from generator.preflight.expected import Expected, ExpectedPress
from generator.preflight.reading.proof import Proof, entry, words
from generator.preflight.reading.resources import contents_of, instructions

if TYPE_CHECKING:
    from generator.model.printing import Shop

_SMALLEST_PT = 5.0
"""What stays legible in one ink on coated paper: print shops ask for 5 to 6 pt."""
_OFFICE_SAFE_AREA_MM = 3.0
"""What office printers can't reach, at the least."""
_EQUAL_PT = 0.5
_MOST_STREAMS = 200


@dataclass(frozen=True)
class Foreign:
    """What a person says of a PDF that Drempels didn't make."""

    shop: Shop
    """The print shop that is asked for, or the usual one."""
    target: Target | None = None
    """None: what the file looks like."""
    format: Format | None = None
    language: str | None = None


def expect_of(proof: Proof, told: Foreign, document: str) -> tuple[Expected, str]:
    """Return what to measure a PDF against, and why it was taken for what it is."""
    target, note = told.target, ""
    if target is None:
        target, reason = _target(proof)
        note = f"checked for the {target}: {reason}" if target is not Target.OFFICE else reason
    at = told.format or Format("", _first_size(proof) or parse_format("a4").trim)
    return (
        Expected(
            target=target,
            trim=told.format.trim if told.format else None,
            language=told.language,
            smallest_type_pt=None if target is Target.SCREEN else _SMALLEST_PT,
            safe_area_mm=_safe_area_mm(target, told.shop, at),
            press=_press(told.shop, at) if target is Target.PRESS else None,
            slug_from_mm=told.shop.bleed_mm if target is Target.PRESS else None,
            document=document,
        ),
        note,
    )


def _safe_area_mm(target: Target, shop: Shop, at: Format) -> float | None:
    if target is Target.PRESS:
        # A file that others made keeps to their house style: what a stray cut needs, and no more.
        return min(shop.safe_area_at(at), shop.bleed_mm) or None
    return _OFFICE_SAFE_AREA_MM if target is Target.OFFICE else None


def _press(shop: Shop, at: Format) -> ExpectedPress:
    return ExpectedPress(
        pdfx=None,
        profile_digest=None,
        bleed_mm=shop.bleed_mm,
        ink_limit_percent=shop.ink_limit_percent,
        minimum_ppi=shop.minimum_ppi_at(at),
    )


def _first_size(proof: Proof) -> Size | None:
    return next((page.size for page in proof.pages if page.size), None)


def _target(proof: Proof) -> tuple[Target, str]:
    """Return what a file looks like it is for, and by what."""
    if reason := next(_press_signs(proof), None):
        return Target.PRESS, reason
    if reason := next(_screen_signs(proof), None):
        return Target.SCREEN, reason
    return Target.OFFICE, (
        "checked for an office printer: it has no bleed and no inks as print shops want them, and "
        "no tags as screen readers do; say --target if it is for press or screen"
    )


def _press_signs(proof: Proof) -> Iterator[str]:
    root = proof.pdf.Root
    intents = entry(root, "OutputIntents")
    if isinstance(intents, Array) and any(entry(one, "S") == Name.GTS_PDFX for one in intents):
        yield "it has an output intent for PDF/X"
    metadata = entry(root, "Metadata")
    told = words(entry(proof.pdf.trailer, "Info", "GTS_PDFXVersion"))
    if told or (isinstance(metadata, Stream) and b"GTS_PDFXVersion" in _bytes(metadata)):
        yield "it says that it is PDF/X"
    if any(_has_bleed(page.obj) for page in proof.pdf.pages):
        yield "its pages have bleed, or room around the trim"
    if _is_in_inks(proof):
        yield "its colours are in four inks"


def _screen_signs(proof: Proof) -> Iterator[str]:
    root = proof.pdf.Root
    metadata = entry(root, "Metadata")
    if entry(root, "StructTreeRoot") is not None or entry(root, "MarkInfo") is not None:
        yield "it is tagged for screen readers"
    if isinstance(metadata, Stream) and b"pdfuaid" in _bytes(metadata):
        yield "it says that it is PDF/UA"


def _bytes(metadata: Stream) -> bytes:
    try:
        return metadata.read_bytes()
    except PikepdfError:  # a stream that can't be decoded
        return b""


def _has_bleed(page: Object) -> bool:
    """Say whether a page has a trim or bleed inside its sheet."""
    media = _edges(entry(page, "MediaBox"))
    boxes = [_edges(entry(page, key)) for key in ("TrimBox", "BleedBox")]
    return any(
        media and box and max(abs(a - b) for a, b in zip(media, box, strict=True)) > _EQUAL_PT
        for box in boxes
    )


def _edges(box: object) -> list[float]:
    try:
        edges = [float(edge) for edge in box] if isinstance(box, Array) else []
    except (TypeError, ValueError):
        return []
    return edges if len(edges) == 4 else []


def _is_in_inks(proof: Proof) -> bool:
    """Say whether colours are set in inks, and none for screens."""
    inks = False
    for at, content in enumerate(contents_of(proof.pdf)):
        if at == _MOST_STREAMS:
            break
        names = {name for name, _ in instructions(content, "rg RG k K")}
        if names & {"rg", "RG"}:
            return False
        inks = inks or bool(names)
    return inks
