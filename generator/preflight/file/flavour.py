"""Check that a press PDF says which PDF/X it is, and says the same in each place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pikepdf import Array, Object

from generator.model.condition import PdfX
from generator.preflight.expected import Expected, Fault
from generator.preflight.reading.metadata import Xmp, are_same_time, is_date, read_xmp, told_flavour
from generator.preflight.reading.proof import Proof, entry, words
from generator.preflight.rule import PRESS, Rule

_NEWEST = (
    ("PDF/X-1a:2001", "1.3"), ("PDF/X-1:2001", "1.3"), ("PDF/X-3:2002", "1.3"),
    ("PDF/X-1a:2003", "1.4"), ("PDF/X-3:2003", "1.4"), ("PDF/X-4", "1.6"), ("PDF/X-5", "1.6"),
    ("PDF/X-6", "2.0"),
)  # fmt: skip
"""Of each flavour, the newest version of PDF that it may be (ISO 15930, parts 1 to 9)."""
_SAYS_IT_IN_XMP = ("PDF/X-4", "PDF/X-5", "PDF/X-6")
_HEADER = re.compile(rb"%PDF-(\d\.\d)")
_HEADER_WITHIN = 1024


def pdfx_identity(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find a file that doesn't say which PDF/X it is, or doesn't keep to what it says."""
    if expected.press is None:
        return
    xmp = read_xmp(proof.pdf)
    told, pdfx = told_flavour(proof.pdf, xmp), expected.press.pdfx
    info = entry(proof.pdf.trailer, "Info")
    if xmp and xmp.problem:
        yield Fault(f"the file's XMP metadata can't be read: {xmp.problem}")
    if pdfx and not _says(pdfx, info, xmp):
        yield Fault(f"the file doesn't say that it is {pdfx.full_name}")
    elif not told:
        yield Fault("the file doesn't say which PDF/X it is")
        return
    elif not told.startswith(tuple(name for name, _ in _NEWEST)):
        yield Fault(f"the file says that it is '{told}', which is no PDF/X that printers know")
    flavour = pdfx.full_name if pdfx else told
    if xmp is None and flavour.startswith(_SAYS_IT_IN_XMP):
        yield Fault(f"the file has no XMP metadata, which {flavour} needs")
    messages = (*_missing(proof, info, xmp), *_at_odds(info, xmp), *_too_new(proof, flavour))
    yield from (Fault(message) for message in messages)


def _says(pdfx: PdfX, info: Object | None, xmp: Xmp | None) -> bool:
    """Say whether the flavour stands where it must."""
    # ISO 15930-4: in the document information. ISO 15930-7: in XMP.
    if pdfx is PdfX.X1A:
        return words(entry(info, "GTS_PDFXVersion")) == pdfx.full_name
    return xmp is not None and xmp.values.get("pdfxid:GTS_PDFXVersion") == pdfx.full_name


def _missing(proof: Proof, info: Object | None, xmp: Xmp | None) -> Iterator[str]:
    values = xmp.values if xmp else {}
    trapped = words(entry(info, "Trapped")) or values.get("pdf:Trapped", "")
    if trapped not in ("True", "False"):
        said = f": it says '{trapped}'" if trapped else ""
        yield f"the file doesn't say whether it is trapped{said}"
    for name, key, in_xmp in (
        ("made", "CreationDate", "xmp:CreateDate"),
        ("changed last", "ModDate", "xmp:ModifyDate"),
    ):
        said = words(entry(info, key)) or values.get(in_xmp, "")
        if not is_date(said):
            yield f"the file doesn't say when it was {name}"
    identifiers = entry(proof.pdf.trailer, "ID")
    if not isinstance(identifiers, Array) or len(identifiers) != 2:
        yield "the file has no ID, by which printers tell two versions apart"


def _at_odds(info: Object | None, xmp: Xmp | None) -> Iterator[str]:
    """Tell what the document information and XMP both say, but differently."""
    values = xmp.values if xmp else {}
    pairs = (
        ("title", "Title", "dc:title"),
        ("flavour of PDF/X", "GTS_PDFXVersion", "pdfxid:GTS_PDFXVersion"),
        ("flavour of PDF/X", "GTS_PDFXVersion", "pdfx:GTS_PDFXVersion"),
        ("answer to whether it is trapped", "Trapped", "pdf:Trapped"),
    )
    for name, key, in_xmp in pairs:
        one, other = words(entry(info, key)).strip(), values.get(in_xmp, "")
        if one and other and one != other:
            yield f"the file has two answers for its {name}: '{one}' and '{other}'"
    for name, key, in_xmp in (
        ("it was made", "CreationDate", "xmp:CreateDate"),
        ("it was changed last", "ModDate", "xmp:ModifyDate"),
    ):
        one, other = words(entry(info, key)), values.get(in_xmp, "")
        if one and other and not are_same_time(one, other):
            yield f"the file has two answers for when {name}: {one} and {other}"


def _too_new(proof: Proof, flavour: str) -> Iterator[str]:
    """Tell of a newer PDF than the flavour's: older machines turn it away."""
    newest = next((version for name, version in _NEWEST if flavour.startswith(name)), "")
    header = _HEADER.search(proof.file[:_HEADER_WITHIN])
    version = header[1].decode() if header else ""
    version = max(version, words(entry(proof.pdf.Root, "Version")))  # ISO 32000-1, 7.2.2
    if newest and version > newest:
        yield f"the file is PDF {version}; {flavour} is PDF {newest} at the most"


RULES = (
    Rule(
        id="pdfx-identity",
        severity="error",
        why="A print shop’s machine turns away a file that contradicts itself.",
        source="ISO 15930-7 and ISO 15930-4, on identification",
        cure="Export as PDF/X-4 or PDF/X-1a, and don’t change the file afterwards.",
        check=pdfx_identity,
        targets=PRESS,
    ),
)
