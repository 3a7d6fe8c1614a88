"""Read what a file says of itself: document information and XMP → values to compare."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from xml.etree import ElementTree

import pikepdf
from pikepdf import Pdf, Stream

from generator.preflight.reading.proof import entry, words

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/pdfx/1.3/": "pdfx",
    "http://www.npes.org/pdfx/ns/id/": "pdfxid",
}
_LARGEST = 5_000_000
_DATE = re.compile(
    r"(?:D:)?(\d{4})-?(\d\d)?-?(\d\d)?[T ]?(\d\d)?:?(\d\d)?:?(\d\d)?(?:\.\d+)?"
    r"(?:(Z)|([+-])(\d\d)[':]?(\d\d)?'?)?.*"
)
_SAME = timedelta(minutes=1)
"""Between the two places that a tool writes its date to."""
_SAME_DAY = timedelta(hours=26)
"""Where one of the two doesn't say its time zone."""


@dataclass(frozen=True)
class Xmp:
    """XMP metadata, as far as it is looked at."""

    values: dict[str, str] = field(default_factory=dict)
    """By names such as `dc:title`."""
    problem: str = ""
    """Why it can't be read."""


def read_xmp(pdf: Pdf) -> Xmp | None:
    """Return the file's XMP metadata; None when it has none.

    What declares entities is not read: XMP has none, and they can be made to fill all memory.
    """
    metadata = entry(pdf.Root, "Metadata")
    if not isinstance(metadata, Stream):
        return None
    try:
        source = metadata.read_bytes()
    except (pikepdf.PikepdfError, RuntimeError) as error:
        return Xmp(problem=str(error).splitlines()[0])
    if len(source) > _LARGEST:
        return Xmp(problem="it is larger than 5 MB")
    plain = source.replace(b"\0", b"")
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        return Xmp(problem="it declares entities")
    try:
        root = ElementTree.fromstring(source.strip())
    except (ElementTree.ParseError, ValueError, LookupError) as error:  # or an unknown encoding
        return Xmp(problem=str(error))
    return Xmp(_values(root))


def told_flavour(pdf: Pdf, xmp: Xmp | None) -> str:
    """Return the PDF/X that the file says it is, such as `PDF/X-4`; empty when it says none."""
    values = xmp.values if xmp else {}
    info = entry(pdf.trailer, "Info")
    conformance = words(entry(info, "GTS_PDFXConformance"))
    return (
        values.get("pdfxid:GTS_PDFXVersion")
        # ISO 15930-1: PDF/X-1:2001 says the rest in a second key.
        or (conformance if conformance.startswith("PDF/X-1a") else "")
        or words(entry(info, "GTS_PDFXVersion"))
    ).strip()


def are_same_time(one: str, other: str) -> bool:
    """Say whether two dates, as PDF or as XMP writes them, are of one moment."""
    first, second = _moment(one), _moment(other)
    if first is None or second is None:
        return first is second
    fine = min(first[1], second[1])
    if fine <= 3:
        return first[0].timetuple()[:fine] == second[0].timetuple()[:fine]
    zones = [moment.tzinfo is not None for moment, _ in (first, second)]
    utc = [moment.replace(tzinfo=moment.tzinfo or UTC) for moment, _ in (first, second)]
    return abs(utc[0] - utc[1]) <= (_SAME_DAY if zones[0] != zones[1] else _SAME)


def is_date(said: str) -> bool:
    """Say whether a text is a date as PDF or as XMP writes it."""
    return _moment(said) is not None


def _moment(said: str) -> tuple[datetime, int] | None:
    """Return a moment and how many of its parts, from the year on, are said."""
    match = _DATE.fullmatch(said.strip())
    if not match:
        return None
    parts = [int(part) for part in match.groups()[:6] if part is not None]
    year, month, day, hour, minute, second = parts + [1, 1, 1, 0, 0, 0][len(parts) :]
    zone = UTC if match[7] else None
    if match[8]:
        offset = timedelta(hours=int(match[9]), minutes=int(match[10] or 0))
        offset = -offset if match[8] == "-" else offset
        zone = timezone(offset) if abs(offset) < timedelta(days=1) else None
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=zone), len(parts)
    except ValueError:  # a 31st of February
        return None


def _values(root: ElementTree.Element) -> dict[str, str]:
    """Return properties, which XMP writes as attributes or as elements, the first of each name."""
    values: dict[str, str] = {}
    for described in root.iter(f"{_RDF}Description"):
        for key, value in described.attrib.items():
            values.setdefault(_short(key), value.strip())
        for element in described:
            values.setdefault(_short(element.tag), _text(element))
    return values


def _text(element: ElementTree.Element) -> str:
    """Return the text of a property; of a list or of languages, the first or the usual one."""
    items = list(element.iter(f"{_RDF}li"))
    usual = [item for item in items if item.get(_LANGUAGE) == "x-default"]
    chosen = next(iter(usual or items), element)
    return (chosen.text or "").strip()


def _short(name: str) -> str:
    namespace, _, local = name.removeprefix("{").rpartition("}")
    return f"{_PREFIXES.get(namespace, '')}:{local}"
