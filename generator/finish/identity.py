"""Tell what a press PDF is: one-up's title, the campaign's date, PDF/X flavour → its metadata."""

from __future__ import annotations

from xml.sax.saxutils import escape

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from generator.finish.options import Identity
from generator.finish.profile import NO_DATA, PLACE
from generator.model.condition import OutputCondition, PdfX

_REGISTRY = "http://www.color.org"
# ISO 15930-7: PDF/X-4 tells its flavour here. PDF/X-1a tells it in the document information
# (ISO 15930-4); tools repeat it in the XMP under Adobe's name for all keys of that kind.
_FLAVOUR = {
    PdfX.X4: ("pdfxid", "http://www.npes.org/pdfx/ns/id/"),
    PdfX.X1A: ("pdfx", "http://ns.adobe.com/pdfx/1.3/"),
}
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:{prefix}="{namespace}"
 {prefix}:GTS_PDFXVersion="{pdfx}"
 pdf:Producer="{producer}"
 pdf:Trapped="False"
 xmp:CreateDate="{date}"
 xmp:CreatorTool="{creator}"
 xmp:MetadataDate="{date}"
 xmp:ModifyDate="{date}"
 xmpMM:DocumentID="uuid:{uuid}"
 xmpMM:InstanceID="uuid:{uuid}"
 xmpMM:RenditionClass="default"
 xmpMM:VersionID="{version}">
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def describe(
    pdf: Pdf, identity: Identity, pdfx: PdfX, condition: OutputCondition, digest: str
) -> None:
    """Write document information, XMP, language and output intent into `pdf`.

    Title, author, subject and producer stay as the renderer wrote them. `digest` is the SHA-256 of
    what the document is made from: equal documents have equal ids.
    """
    told = {key: _text(pdf, key) for key in ("Title", "Author", "Subject", "Producer")}
    pdf.Root.Lang = String(identity.language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.Root.OutputIntents = Array([_output_intent(pdf, condition)])
    xmp = Stream(pdf, _xmp(told, identity, pdfx, digest))
    xmp.Type, xmp.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = pdf.make_indirect(xmp)
    stamp = String(f"D:{identity.date:%Y%m%d}000000Z")
    info = Dictionary(
        Title=String(told["Title"]),
        Author=String(told["Author"]),
        Subject=String(told["Subject"]),
        Producer=String(told["Producer"]),
        Creator=String(identity.creator),
        CreationDate=stamp,
        ModDate=stamp,
        Trapped=Name("/False"),
    )
    if pdfx is PdfX.X1A:
        info.GTS_PDFXVersion = String(pdfx.full_name)
    pdf.trailer.Info = pdf.make_indirect(info)


def _text(pdf: Pdf, key: str) -> str:
    """Return what the document information says under `key`."""
    info: Object = pdf.trailer.get("/Info", Dictionary())
    return str(info.get(f"/{key}", ""))


def _output_intent(pdf: Pdf, condition: OutputCondition) -> Object:
    """Return the output intent with a place for its profile inside (ISO 32000-1, 14.11.5)."""
    profile = Stream(pdf, b"")
    profile.write(NO_DATA, filter=Name.FlateDecode)
    profile.N, profile.Alternate, profile[PLACE] = 4, Name.DeviceCMYK, True
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(condition.identifier),
        OutputCondition=String(condition.info),
        Info=String(condition.info),
        DestOutputProfile=pdf.make_indirect(profile),
    )
    if condition.registered:
        intent.RegistryName = String(_REGISTRY)
    return pdf.make_indirect(intent)


def _xmp(told: dict[str, str], identity: Identity, pdfx: PdfX, digest: str) -> bytes:
    prefix, namespace = _FLAVOUR[pdfx]
    values = {
        "prefix": prefix,
        "namespace": namespace,
        "pdfx": pdfx.full_name,
        "date": f"{identity.date.isoformat()}T00:00:00Z",
        "uuid": uuid_of(digest),
        "creator": identity.creator,
        "version": identity.version,
        "language": identity.language,
        **{key.lower(): value for key, value in told.items()},
    }
    quoted = {key: escape(value, {'"': "&quot;"}) for key, value in values.items()}
    return _XMP.format(**quoted).encode()


def uuid_of(digest: str) -> str:
    """Write a digest as a UUID of version 8: made by rules of our own (RFC 9562, 5.8)."""
    parts = (digest[:8], digest[8:12], f"8{digest[13:16]}", f"8{digest[17:20]}", digest[20:32])
    return "-".join(parts)
