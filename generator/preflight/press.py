"""Check what a print shop's machines look at first: boxes, output intent, nothing that acts."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from pikepdf import Array, Name, Object, Stream

from generator.model.geometry import pt_to_mm
from generator.model.printing import PdfX
from generator.preflight.expected import Expected, ExpectedPress, Fault
from generator.preflight.glyphs import Box
from generator.preflight.proof import Proof, entry, words
from generator.preflight.resources import inherited, number
from generator.preflight.rule import PRESS, Rule

_TOLERANCE_MM = 0.01
_INHERITED = ("MediaBox", "CropBox")  # ISO 32000-1, table 30
_ACTS = ("OpenAction", "AA", "AcroForm")


def press_boxes(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find pages without the bleed that was asked for, or that readers would crop."""
    if expected.press is None:
        return
    bleed_mm = expected.press.bleed_mm
    for at, page in enumerate(proof.pdf.pages, start=1):
        boxes = [_box(page.obj, key) for key in ("TrimBox", "BleedBox", "MediaBox")]
        trim, bleed, media = boxes
        if trim is None or bleed is None or media is None:
            yield Fault("TrimBox, BleedBox or MediaBox is missing", at)
            continue
        past = _distances(trim, bleed)
        worst = max(past, key=lambda one: abs(one - bleed_mm))
        if abs(worst - bleed_mm) > _TOLERANCE_MM:
            yield Fault(f"the bleed is {worst:.2f} mm; it must be {bleed_mm:g} mm", at)
        for shown in (media, _box(page.obj, "CropBox") or media):
            if min(_distances(bleed, shown)) < -_TOLERANCE_MM:
                yield Fault("the page ends inside its bleed", at)
                break


def output_intent(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find a file that doesn't say for which press it is, or which flavour of PDF/X."""
    if expected.press is None:
        return
    yield from (Fault(message) for message in _wrong_intent(proof, expected.press))
    info = entry(proof.pdf.trailer, "Info")
    if words(entry(info, "Trapped")) != "False":
        yield Fault("the file doesn't say that it is not trapped")
    pdfx = expected.press.pdfx
    if pdfx is PdfX.X1A:
        told = words(entry(info, "GTS_PDFXVersion"))
    else:
        metadata = entry(proof.pdf.Root, "Metadata")
        xmp = metadata.read_bytes() if isinstance(metadata, Stream) else b""
        told = (
            pdfx.full_name if pdfx and f'GTS_PDFXVersion="{pdfx.full_name}"'.encode() in xmp else ""
        )
    if pdfx and told != pdfx.full_name:
        yield Fault(f"the file doesn't say that it is {pdfx.full_name}")


def nothing_acts(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find links, scripts and forms: PDF/X has none where it is printed."""
    if expected.press is None:
        return
    root = proof.pdf.Root
    names = [key for key in _ACTS if entry(root, key) is not None]
    if entry(root, "Names", "JavaScript") is not None:
        names.append("JavaScript")
    for name in names:
        yield Fault(f"the file has {name}, which PDF/X forbids")
    for at, page in enumerate(proof.pdf.pages, start=1):
        if entry(page.obj, "Annots") is not None:
            yield Fault("the page has links or notes, which PDF/X forbids", at)
        if entry(page.obj, "AA") is not None:
            yield Fault("the page has AA, which PDF/X forbids", at)


def _wrong_intent(proof: Proof, press: ExpectedPress) -> Iterator[str]:
    intents = entry(proof.pdf.Root, "OutputIntents")
    ours = [
        intent
        for intent in (list(intents) if isinstance(intents, Array) else [])
        if entry(intent, "S") == Name.GTS_PDFX
    ]
    if len(ours) != 1:
        yield "the file must have one output intent for PDF/X"
        return
    if not words(entry(ours[0], "OutputConditionIdentifier")):
        yield "the output intent doesn't name its condition"
    profile = entry(ours[0], "DestOutputProfile")
    if not isinstance(profile, Stream):
        yield "the output intent has no profile"
    elif press.profile_digest and sha256(profile.read_bytes()).hexdigest() != press.profile_digest:
        yield "the output intent has another profile than the print shop's"


def _box(page: Object, key: str) -> Box | None:
    """Return a box in points; None when there is none, or something else in its place."""
    box = inherited(page, key) if key in _INHERITED else entry(page, key)
    edges = [number(edge) for edge in box] if isinstance(box, Array) else []
    known = [edge for edge in edges if edge is not None]
    if len(known) != len(edges) or len(known) != 4:
        return None
    one, other, third, fourth = known
    return min(one, third), min(other, fourth), max(one, third), max(other, fourth)


def _distances(inner: Box, outer: Box) -> tuple[float, float, float, float]:
    """Return how far each side of one box lies outside another's, in mm."""
    left, bottom, right, top = inner
    return (
        pt_to_mm(left - outer[0]),
        pt_to_mm(bottom - outer[1]),
        pt_to_mm(outer[2] - right),
        pt_to_mm(outer[3] - top),
    )


RULES = (
    Rule(
        id="press-boxes",
        severity="error",
        why="Without bleed, a cut that strays shows paper.",
        source="ISO 15930-7, 6.4",
        cure="Export with bleed, and with its boxes.",
        check=press_boxes,
        targets=PRESS,
    ),
    Rule(
        id="output-intent",
        severity="error",
        why="By it the shop sees for which press it is.",
        source="ISO 15930-7, 6.3",
        cure="Export as PDF/X with the print shop’s profile.",
        check=output_intent,
        targets=PRESS,
    ),
    Rule(
        id="nothing-acts",
        severity="error",
        why="PDF/X has no links or scripts on its pages.",
        source="ISO 15930-7, 6.15",
        cure="Export without links and forms.",
        check=nothing_acts,
        targets=PRESS,
    ),
)
