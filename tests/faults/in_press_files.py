"""Faults of press files as a whole: for which press they are, and what they do."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String
from PIL import ImageCms

from tests.campaign import REPOSITORY
from tests.faults.change import Change
from tests.faults.cleans import (
    FLYER,
    LETTER,
    PRESS_CARD,
    PRESS_CARD_X1A,
    PRESS_POSTER,
    SCREEN_HANDOUT,
    SCREEN_POSTER,
    spoilt,
)
from tests.faults.document import annotation, in_xmp, info_entry, link, root_entry
from tests.faults.fault import PdfSample, fault


def _no_intent(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents


def _two_intents(pdf: Pdf) -> None:
    intents = pdf.Root.OutputIntents
    other = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFX)
    other.OutputConditionIdentifier = String("FOGRA29")
    other.DestOutputProfile = intents[0].DestOutputProfile
    pdf.Root.OutputIntents = Array([intents[0], other])


def _intent(key: str, value: Callable[[Pdf], Object] | Object | None) -> Change:
    def put(pdf: Pdf) -> None:
        intent = pdf.Root.OutputIntents[0]
        if value is None:
            del intent[f"/{key}"]
        else:
            intent[f"/{key}"] = value(pdf) if callable(value) else value

    return put


def _rgb_profile(pdf: Pdf) -> Object:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return pdf.make_indirect(Stream(pdf, profile, N=3))


def _no_profile_at_all(pdf: Pdf) -> Object:
    return pdf.make_indirect(Stream(pdf, b"this is no profile", N=4))


def _cut_xmp(pdf: Pdf) -> None:
    told = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(told[: len(told) // 2])


def _script(code: str = "app.alert('Hallo')") -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String(code))


def _launch() -> Dictionary:
    return Dictionary(S=Name.Launch, F=String("opzoeken.exe"))


def _named_script(pdf: Pdf) -> Object:
    return Dictionary(JavaScript=Dictionary(Names=Array([String("start"), _script()])))


def _attached(pdf: Pdf) -> None:
    pdf.attachments["prijzen.xlsx"] = b"PK not really"


def _form_field(pdf: Pdf) -> None:
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("naam"),
            Rect=Array([40, 300, 140, 320]), F=4, DA=String("/Helv 10 Tf 0 g"),
        )
    )  # fmt: skip
    pdf.pages[0].obj.Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def _locked(clean: PdfSample, owner: str, user: str = "") -> Callable[[], bytes]:
    def make() -> bytes:
        with pikepdf.open(BytesIO(clean.make())) as pdf:
            written = BytesIO()
            rules = pikepdf.Permissions(print_highres=False, extract=False)
            pdf.save(written, encryption=pikepdf.Encryption(owner=owner, user=user, allow=rules))
        return written.getvalue()

    return make


def _uncoated(pdf: Pdf) -> Object:
    profile = REPOSITORY / "generator" / "profiles" / "uncoated_FOGRA29.icc"
    return pdf.make_indirect(Stream(pdf, profile.read_bytes(), N=4))


FAULTS = (
    spoilt("no-output-intent", "output-intent", FLYER, _no_intent, page=None,
           also=["pdfx-identity"]),
    spoilt("no-output-intent-in-ours", "output-intent", PRESS_CARD, _no_intent, page=None,
           also=["pdfx-identity"]),
    spoilt("output-intent-for-screens", "output-intent", FLYER,
           _intent("DestOutputProfile", _rgb_profile), page=None),
    spoilt("output-intent-of-another-press", "output-intent", PRESS_POSTER,
           _intent("DestOutputProfile", _uncoated),
           page=None),
    spoilt("output-intent-without-a-profile", "output-intent", PRESS_POSTER,
           _intent("DestOutputProfile", None), page=None),
    spoilt("output-intent-that-is-no-profile", "output-intent", FLYER,
           _intent("DestOutputProfile", _no_profile_at_all), page=None),
    spoilt("output-intent-without-a-name", "output-intent", FLYER,
           _intent("OutputConditionIdentifier", String("")), page=None),
    spoilt("two-output-intents", "output-intent", FLYER, _two_intents, page=None),
    spoilt("output-intent-of-pdfa", "output-intent", FLYER, _intent("S", Name.GTS_PDFA1),
           page=None, also=["pdfx-identity"]),
    spoilt("not-said-to-be-untrapped", "pdfx-identity", FLYER, info_entry("Trapped", None),
           in_xmp(b'pdf:Trapped="False"', b""), page=None),
    spoilt("trapped-unknown", "pdfx-identity", PRESS_POSTER, info_entry("Trapped", Name.Unknown),
           page=None),
    spoilt("no-xmp", "pdfx-identity", FLYER, root_entry("Metadata", None), page=None),
    spoilt("broken-xmp", "pdfx-identity", FLYER, _cut_xmp, page=None),
    spoilt("broken-xmp-in-ours", "pdfx-identity", PRESS_CARD, _cut_xmp, page=None,
           also=["title"]),
    spoilt("not-said-to-be-pdfx", "pdfx-identity", FLYER,
           in_xmp(b'pdfxid:GTS_PDFXVersion="PDF/X-4"', b""), page=None),
    spoilt("not-said-to-be-x1a", "pdfx-identity", PRESS_CARD_X1A,
           info_entry("GTS_PDFXVersion", None), page=None),
    spoilt("trapped-told-in-two-ways", "pdfx-identity", PRESS_POSTER,
           in_xmp(b"False", b"True"), page=None),
    spoilt("link-for-press", "nothing-acts", FLYER,
           annotation(**link("https://www.buitvoorprofessionals.nl/")), has_place=False),
    spoilt("note-for-press-in-ours", "nothing-acts", PRESS_POSTER,
           annotation(Subtype=Name.Text, Contents=String("Mag dit groter?")), has_place=False),
    spoilt("script-for-press", "nothing-acts", FLYER,
           root_entry("OpenAction", lambda pdf: _script()), page=None, also=["active-content"]),
    spoilt("script-by-name-for-press", "nothing-acts", PRESS_CARD,
           root_entry("Names", _named_script),
           page=None, also=["active-content"]),
    spoilt("form-field-for-press", "nothing-acts", FLYER, _form_field, page=None,
           also=["font-embedded", "active-content"]),
    spoilt("script-on-screen", "active-content", LETTER,
           root_entry("OpenAction", lambda pdf: _script()), page=None),
    spoilt("script-by-name-on-screen", "active-content", SCREEN_POSTER,
           root_entry("Names", _named_script), page=None),
    spoilt("script-when-a-page-opens", "active-content", LETTER,
           lambda pdf: pdf.pages[0].obj.__setitem__("/AA", Dictionary(O=_script())),
           has_place=False),
    spoilt("script-behind-a-link", "active-content", LETTER,
           annotation(Subtype=Name.Link, A=_script(), Contents=String("Klik hier")),
           has_place=False, also=["pdf-ua", "link-text", "link-target"]),
    spoilt("script-after-a-link", "active-content", LETTER,
           annotation(Subtype=Name.Link, Contents=String("Klik hier"), A=Dictionary(
               S=Name.URI, URI=String("https://www.buitvoorprofessionals.nl/"), Next=_script())),
           has_place=False, also=["pdf-ua", "link-text", "link-target"]),
    spoilt("launch-when-opened", "active-content", LETTER,
           root_entry("OpenAction", lambda pdf: _launch()), page=None),
    spoilt("launch-behind-a-link", "active-content", SCREEN_HANDOUT,
           annotation(Subtype=Name.Link, A=_launch(), Contents=String("Zoek op")),
           has_place=False, also=["pdf-ua", "link-text", "link-target"]),
    spoilt("embedded-file", "active-content", LETTER, _attached, page=None, also=["pdf-ua"]),
    spoilt("sends-a-form", "active-content", LETTER,
           annotation(Subtype=Name.Link, Contents=String("Verstuur"), A=Dictionary(
               S=Name.SubmitForm, F=String("https://example.com/"))),
           has_place=False, also=["pdf-ua", "link-text", "link-target"]),
    fault("locked-for-press", "encrypted", FLYER, _locked(FLYER, "geheim"), page=None,
          also=["pdfx-identity"]),
    fault("locked-on-screen", "encrypted", LETTER, _locked(LETTER, "geheim"), page=None,
          also=["pdf-ua"]),
    fault("locked-in-ours", "encrypted", SCREEN_POSTER, _locked(SCREEN_POSTER, "geheim"), page=None,
          also=["pdf-ua"]),
)  # fmt: skip
