"""A made-up press page as it should be, and what single rules find on it after a change."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from generator.model.condition import PdfX
from generator.model.finding import Finding
from generator.model.fit import PageRange
from generator.model.geometry import Rect, Size, mm_to_pt
from generator.model.target import Target
from generator.preflight import Expected, ExpectedPress
from generator.preflight.reading.proof import open_proof
from generator.preflight.rules import RULES

Change = Callable[[Pdf], None]
TRIM, BLEED_MM, SLUG_MM = Size(85, 55), 3.0, 10.0
PROFILE = b"what an ICC profile stands for here"
PRESS = ExpectedPress(
    pdfx=PdfX.X4,
    profile_digest=sha256(PROFILE).hexdigest(),
    bleed_mm=BLEED_MM,
    ink_limit_percent=280,
    minimum_ppi=300,
)
EXPECTED = Expected(
    target=Target.PRESS,
    trim=TRIM,
    pages=PageRange(min=1, max=1),
    font_names=frozenset({"AtkinsonHyperlegible"}),
    language="nl",
    safe_area_mm=5,
    press=PRESS,
    slug_from_mm=BLEED_MM,
)
FOREIGN = Expected(
    target=Target.PRESS,
    press=replace(PRESS, pdfx=None, profile_digest=None),
    slug_from_mm=BLEED_MM,
)
"""What is known of a file that another tool made."""
OFFICE = Expected(target=Target.OFFICE)
SCREEN = Expected(target=Target.SCREEN)
DATE = "2026-11-23T00:00:00Z"
XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
pdfxid:GTS_PDFXVersion="{}" pdf:Trapped="False" xmp:CreateDate="{date}" xmp:ModifyDate="{date}">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Kaarten</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta>"""
MIDDLE = (SLUG_MM + BLEED_MM) * 72 / 25.4 + 50
"""In points from the left and from below: a place on the artwork."""
DRAWN = b".9 .5 .5 .5 k 0 0 100 100 re f\n"
MARKS = b"/Artifact <</Type /Page>> BDC 1 1 1 1 k 0 0 9 9 re f EMC\n"
VERSIONS = {PdfX.X4: "1.6", PdfX.X1A: "1.4"}


def box(inset_mm: float) -> Array:
    """A box as far inside the sheet on every side."""
    outside = 2 * (BLEED_MM + SLUG_MM)
    width, height = TRIM.width_mm + outside, TRIM.height_mm + outside
    edges = (inset_mm, inset_mm, width - inset_mm, height - inset_mm)
    return Array([round(mm_to_pt(edge), 4) for edge in edges])


def make_press_pdf(*changes: Change, pdfx: PdfX = PdfX.X4, pages: int = 1) -> bytes:
    """Pages in ink, with marks, a form, a pattern and pictures, as our own pages have them."""
    pdf = pikepdf.new()
    profile = pdf.make_indirect(Stream(pdf, PROFILE, N=4))
    intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFX, DestOutputProfile=profile)
    intent.OutputConditionIdentifier = String("FOGRA39")
    pdf.Root.OutputIntents = Array([intent])
    pdf.Root.Lang = String("nl")
    xmp = XMP.format(pdfx.full_name, date=DATE)
    pdf.Root.Metadata = pdf.make_indirect(Stream(pdf, xmp.encode()))
    info = Dictionary(Title=String("Kaarten"), Trapped=Name("/False"))
    info.CreationDate = info.ModDate = String("D:20261123000000Z")
    pdf.trailer.Info = pdf.make_indirect(info)
    if pdfx is PdfX.X1A:
        pdf.trailer.Info.GTS_PDFXVersion = String(pdfx.full_name)
    for _ in range(pages):
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(_page(pdf))))
    for change in changes:
        change(pdf)
    saved = BytesIO()
    pdf.save(saved, fix_metadata_version=False, deterministic_id=True, force_version=VERSIONS[pdfx])
    return saved.getvalue()


def _page(pdf: Pdf) -> Dictionary:
    form = Stream(pdf, b"0 0 0 1 k 0 0 5 5 re f", Type=Name.XObject, Subtype=Name.Form)
    form.BBox, form.Resources = Array([0, 0, 50, 50]), Dictionary()
    tiles = Stream(pdf, b"0 0 0 .5 k 0 0 5 5 re f", PatternType=1, PaintType=1, TilingType=1)
    tiles.BBox, tiles.XStep, tiles.YStep = Array([0, 0, 9, 9]), 9, 9
    tiles.Resources = Dictionary()
    resources = Dictionary(
        XObject=Dictionary(F=pdf.make_indirect(form), P=picture(pdf)),
        Pattern=Dictionary(T=pdf.make_indirect(tiles)),
        ExtGState=Dictionary(G=Dictionary(ca=1, CA=1, BM=Name.Normal, SMask=Name("/None"))),
        ColorSpace=Dictionary(
            Spot=Array([Name.Separation, Name.All, Name.DeviceCMYK, Dictionary(FunctionType=2)])
        ),
        Shading=Dictionary(S=Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK)),
    )
    drawn = DRAWN + MARKS + b"/G gs /F Do /Spot cs 1 scn 0 0 9 9 re f /Pattern cs /T scn\n"
    # 24 by 24 pixels on 5.76 points: 300 to the inch.
    drawn += b"0 0 9 9 re f q 5.76 0 0 5.76 100 100 cm /P Do Q\n"
    return Dictionary(
        Type=Name.Page,
        MediaBox=box(0),
        BleedBox=box(SLUG_MM),
        TrimBox=box(SLUG_MM + BLEED_MM),
        Resources=resources,
        Contents=pdf.make_indirect(Stream(pdf, drawn)),
    )


def picture(
    pdf: Pdf,
    pixel: bytes = b"\x80\x80\x80\x80",
    space: Object | None = None,
    pixels: tuple[int, int] = (24, 24),
) -> Object:
    """A picture of equal pixels."""
    made = Stream(pdf, b"", Type=Name.XObject, Subtype=Name.Image, BitsPerComponent=8)
    made.write(zlib.compress(pixel * (pixels[0] * pixels[1])), filter=Name.FlateDecode)
    made.Width, made.Height = pixels
    made.ColorSpace = Name.DeviceCMYK if space is None else space
    return pdf.make_indirect(made)


def helvetica(pdf: Pdf) -> Object:
    """One of the fonts that readers once had to have, so that it is in no file."""
    return pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )


def drawing(content: bytes, page: int = 1) -> Change:
    """Draw more on a page."""

    def draw(pdf: Pdf) -> None:
        pdf.pages[page - 1].contents_add(b"q\n", prepend=True)
        pdf.pages[page - 1].contents_add(b"Q " + content)

    return draw


def in_form(content: bytes) -> Change:
    """Draw more in the page's form, and put that form in another one."""

    def draw(pdf: Pdf) -> None:
        inner = pdf.pages[0].obj.Resources.XObject.F
        inner.write(content)
        outer = Stream(pdf, b"/F Do", Type=Name.XObject, Subtype=Name.Form)
        outer.BBox, outer.Resources = inner.BBox, Dictionary(XObject=Dictionary(F=inner))
        pdf.pages[0].obj.Resources.XObject.F = pdf.make_indirect(outer)

    return draw


def resource(family: str, value: Callable[[Pdf], Object], name: str = "New") -> Change:
    """Put something among the page's resources."""

    def put(pdf: Pdf) -> None:
        resources = pdf.pages[0].obj.Resources
        if f"/{family}" not in resources:
            resources[f"/{family}"] = Dictionary()
        resources[f"/{family}"][f"/{name}"] = value(pdf)

    return put


def page_entry(key: str, value: Any, page: int = 1) -> Change:
    """Set an entry of the page's dictionary; None leaves it out."""

    def put(pdf: Pdf) -> None:
        if value is None:
            del pdf.pages[page - 1].obj[f"/{key}"]
        else:
            pdf.pages[page - 1].obj[f"/{key}"] = value

    return put


def found(pdf: bytes, expected: Expected, *ids: str) -> list[Finding]:
    """What some rules find, as far as they hold for the target."""
    assert set(ids) <= {rule.id for rule in RULES}
    with open_proof(pdf) as proof:
        return [
            rule.finding(fault)
            for rule in RULES
            if rule.id in ids and expected.target in rule.targets
            for fault in rule.check(proof, expected)
        ]


def told(pdf: bytes, expected: Expected, *ids: str) -> list[str]:
    """What some rules tell."""
    return [one.message for one in found(pdf, expected, *ids)]


def edges(place: Rect) -> tuple[float, float, float, float]:
    """Where a place lies, to a hundredth of a millimetre: left, top, width and height."""
    left, top = round(place.left, 2), round(place.top, 2)
    return left, top, round(place.width, 2), round(place.height, 2)
