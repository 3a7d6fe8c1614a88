"""What a print shop would send back: made-up pages with one fault each."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from generator.model.geometry import Size, mm_to_pt
from generator.model.printing import PdfX
from generator.model.product import PageRange, Target
from generator.preflight import RULES, Expected, ExpectedPress, preflight

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
PRESS_RULES = (
    "press-boxes",
    "press-colour",
    "output-intent",
    "nothing-acts",
    "transparency",
    "ink-coverage",
    "image-ppi",
)
XMP = '<x:xmpmeta xmlns:x="adobe:ns:meta/" pdfxid:GTS_PDFXVersion="{}"/>'
DRAWN = b".9 .5 .5 .5 k 0 0 100 100 re f\n"
MARKS = b"/Artifact <</Type /Page>> BDC 1 1 1 1 k 0 0 9 9 re f EMC\n"


def box(inset_mm: float) -> Array:
    """A box as far inside the sheet on every side."""
    outside = 2 * (BLEED_MM + SLUG_MM)
    width, height = TRIM.width_mm + outside, TRIM.height_mm + outside
    edges = (inset_mm, inset_mm, width - inset_mm, height - inset_mm)
    return Array([round(mm_to_pt(edge), 4) for edge in edges])


def make_pdf(change: Change = lambda pdf: None, pdfx: PdfX = PdfX.X4) -> bytes:
    """A page in ink, with marks, a form, a pattern and pictures, as our own pages have them."""
    pdf = pikepdf.new()
    profile = pdf.make_indirect(Stream(pdf, PROFILE, N=4))
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFX,
                OutputConditionIdentifier=String("FOGRA39"),
                DestOutputProfile=profile,
            )
        ]
    )
    pdf.Root.Lang = String("nl")
    pdf.Root.Metadata = pdf.make_indirect(Stream(pdf, XMP.format(pdfx.full_name).encode()))
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(Title=String("Kaarten"), Trapped=Name("/False"))
    )
    if pdfx is PdfX.X1A:
        pdf.trailer.Info.GTS_PDFXVersion = String(pdfx.full_name)
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
    drawn = DRAWN + MARKS + b"/G gs /F Do /Spot cs 1 scn /Pattern cs /T scn 0 0 9 9 re f\n"
    # 24 by 24 pixels on 5.76 points: 300 to the inch.
    drawn += b"q 5.76 0 0 5.76 100 100 cm /P Do Q\n"
    page = Dictionary(
        Type=Name.Page,
        MediaBox=box(0),
        BleedBox=box(SLUG_MM),
        TrimBox=box(SLUG_MM + BLEED_MM),
        Resources=resources,
        Contents=pdf.make_indirect(Stream(pdf, drawn)),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    change(pdf)
    saved = BytesIO()
    pdf.save(saved, fix_metadata_version=False)
    return saved.getvalue()


def picture(pdf: Pdf, pixel: bytes = b"\x80\x80\x80\x80", space: Object | None = None) -> Object:
    """A picture of 24 by 24 equal pixels."""
    made = Stream(pdf, b"", Type=Name.XObject, Subtype=Name.Image, BitsPerComponent=8)
    made.write(zlib.compress(pixel * 24 * 24), filter=Name.FlateDecode)
    made.Width = made.Height = 24
    made.ColorSpace = Name.DeviceCMYK if space is None else space
    return pdf.make_indirect(made)


def told(
    change: Change = lambda pdf: None, expected: Expected = EXPECTED, pdfx: PdfX = PdfX.X4
) -> list[tuple[str, str]]:
    """What all rules tell of the page after a change."""
    assert expected.press
    expected = replace(expected, press=replace(expected.press, pdfx=pdfx))
    return [(one.rule, one.message) for one in preflight(make_pdf(change, pdfx), expected)]


def drawing(content: bytes) -> Change:
    """Draw more on the page."""

    def draw(pdf: Pdf) -> None:
        pdf.pages[0].contents_add(content)

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


def resource(family: str, value: Callable[[Pdf], Object]) -> Change:
    """Put something among the page's resources."""

    def put(pdf: Pdf) -> None:
        resources = pdf.pages[0].obj.Resources
        if f"/{family}" not in resources:
            resources[f"/{family}"] = Dictionary()
        resources[f"/{family}"].New = value(pdf)

    return put


def page_entry(key: str, value: Any) -> Change:
    """Set an entry of the page's dictionary; None leaves it out."""

    def put(pdf: Pdf) -> None:
        if value is None:
            del pdf.pages[0].obj[f"/{key}"]
        else:
            pdf.pages[0].obj[f"/{key}"] = value

    return put


@pytest.mark.parametrize("pdfx", list(PdfX))
def test_a_page_as_it_must_be_has_no_findings(pdfx: PdfX) -> None:
    assert told(pdfx=pdfx) == []


def test_what_is_not_for_a_print_shop_is_not_held_to_its_rules() -> None:
    def spoil(pdf: Pdf) -> None:
        drawing(b"1 0 0 rg 1 1 1 1 k")(pdf)
        del pdf.Root.OutputIntents, pdf.trailer.Info.Trapped
        pdf.Root.OpenAction = Dictionary()
        pdf.pages[0].obj.BleedBox = box(1)

    office = replace(EXPECTED, press=None)
    assert preflight(make_pdf(spoil), office) == []
    assert len({rule for rule, _ in told(spoil)}) == 5


BOXES = [
    ("BleedBox", None, "TrimBox, BleedBox or MediaBox is missing"),
    ("BleedBox", Name.Niets, "TrimBox, BleedBox or MediaBox is missing"),
    ("BleedBox", Array([1, 2, 3]), "TrimBox, BleedBox or MediaBox is missing"),
    ("BleedBox", Array([1, 2, 3, Name.Vier]), "TrimBox, BleedBox or MediaBox is missing"),
    ("BleedBox", box(SLUG_MM + BLEED_MM), "the bleed is 0.00 mm; it must be 3 mm"),
    ("BleedBox", box(SLUG_MM + 0.5), "the bleed is 2.50 mm; it must be 3 mm"),
    ("BleedBox", box(SLUG_MM - 1), "the bleed is 4.00 mm; it must be 3 mm"),
    ("BleedBox", box(SLUG_MM + 2 * BLEED_MM), "the bleed is -3.00 mm; it must be 3 mm"),
    ("MediaBox", box(SLUG_MM + 0.1), "the page ends inside its bleed"),
    ("CropBox", box(SLUG_MM + BLEED_MM), "the page ends inside its bleed"),
]


@pytest.mark.parametrize(("key", "value", "message"), BOXES)
def test_a_page_without_its_bleed_is_found(key: str, value: Object | None, message: str) -> None:
    found = [(rule, said) for rule, said in told(page_entry(key, value)) if rule == "press-boxes"]
    assert found == [("press-boxes", message)]


def test_one_side_without_bleed_is_found() -> None:
    wrong = box(SLUG_MM)
    wrong[3] = box(SLUG_MM + BLEED_MM)[3]
    assert told(page_entry("BleedBox", wrong)) == [
        ("press-boxes", "the bleed is 0.00 mm; it must be 3 mm")
    ]


@pytest.mark.parametrize("key", ["MediaBox", "CropBox"])
def test_boxes_may_be_the_parents_may_be_turned_and_may_be_equal(key: str) -> None:
    def move(pdf: Pdf) -> None:
        page = pdf.pages[0].obj
        left, bottom, right, top = box(0)
        pdf.Root.Pages[f"/{key}"] = Array([right, top, left, bottom])
        page.MediaBox = box(0)
        if key == "MediaBox":
            del page.MediaBox

    assert told(move) == []


FOREIGN = [
    (drawing(b"1 0 0 rg"), "the operator 'rg'"),
    (drawing(b"1 0 0 RG"), "the operator 'RG'"),
    (drawing(b"/DeviceRGB cs 1 0 0 sc"), "the colour space DeviceRGB"),
    (drawing(b"/DeviceRGB CS"), "the colour space DeviceRGB"),
    (
        drawing(b"q .2 0 0 .2 0 0 cm BI /W 1 /H 1 /CS /RGB /BPC 8 ID abc EI Q"),
        "the colour space DeviceRGB",
    ),
    (in_form(b"0 0 1 rg"), "the operator 'rg'"),
    (
        resource("ColorSpace", lambda pdf: Array([Name.ICCBased, Stream(pdf, b"", N=3)])),
        "the colour space ICCBased",
    ),
    (resource("ColorSpace", lambda pdf: Array([Name.Lab, Dictionary()])), "the colour space Lab"),
    (
        resource(
            "ColorSpace",
            lambda pdf: Array([Name.Separation, Name.Goud, Name.DeviceRGB, Dictionary()]),
        ),
        "the colour space DeviceRGB",
    ),
    (
        resource("ColorSpace", lambda pdf: Array([Name.Indexed, Name.DeviceRGB, 0, String("abc")])),
        "the colour space DeviceRGB",
    ),
    (
        resource("XObject", lambda pdf: picture(pdf, b"abc", Name.DeviceRGB)),
        "the colour space DeviceRGB",
    ),
    (
        resource("Shading", lambda pdf: Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB)),
        "the colour space DeviceRGB",
    ),
    (
        resource(
            "Pattern",
            lambda pdf: Dictionary(
                PatternType=2, Shading=Dictionary(ShadingType=2, ColorSpace=Name.CalRGB)
            ),
        ),
        "the colour space CalRGB",
    ),
]


@pytest.mark.parametrize(("change", "what"), FOREIGN)
def test_colour_that_is_not_in_inks_is_found(change: Change, what: str) -> None:
    assert told(change) == [("press-colour", f"colour that isn't in inks: {what}")]


def test_colour_in_a_tiling_pattern_is_found() -> None:
    def draw(pdf: Pdf) -> None:
        pdf.pages[0].obj.Resources.Pattern.T.write(b"1 0 0 rg")

    assert told(draw) == [("press-colour", "colour that isn't in inks: the operator 'rg'")]


@pytest.mark.parametrize(
    "change",
    [
        drawing(b"/DeviceCMYK cs 0 0 0 1 sc .5 g 0 G 0 0 0 1 K"),
        drawing(b"q .2 0 0 .2 0 0 cm BI /W 1 /H 1 /CS /CMYK /BPC 8 ID abcd EI Q"),
        drawing(b"q .2 0 0 .2 0 0 cm BI /W 1 /H 1 /IM true ID a EI Q"),
        drawing(b"/Spot cs .5 scn /T /T scn"),
        resource(
            "ColorSpace", lambda pdf: Array([Name.Indexed, Name.DeviceCMYK, 0, String("abcd")])
        ),
        resource("ColorSpace", lambda pdf: Array([Name.Pattern, Name.DeviceCMYK])),
        resource("XObject", lambda pdf: picture(pdf, b"a", Name.DeviceGray)),
    ],
)
def test_what_is_said_in_inks_is_let_be(change: Change) -> None:
    assert told(change) == []


INTENTS: list[tuple[Change, str]] = [
    (
        lambda pdf: pdf.Root.__delitem__("/OutputIntents"),
        "the file must have one output intent for PDF/X",
    ),
    (
        lambda pdf: pdf.Root.OutputIntents.append(pdf.Root.OutputIntents[0]),
        "the file must have one output intent for PDF/X",
    ),
    (
        lambda pdf: pdf.Root.OutputIntents[0].__setitem__("/S", Name.GTS_PDFA1),
        "the file must have one output intent for PDF/X",
    ),
    (
        lambda pdf: pdf.Root.__setitem__("/OutputIntents", Name.Niets),
        "the file must have one output intent for PDF/X",
    ),
    (
        lambda pdf: pdf.Root.OutputIntents[0].__delitem__("/OutputConditionIdentifier"),
        "the output intent doesn't name its condition",
    ),
    (
        lambda pdf: pdf.Root.OutputIntents[0].__delitem__("/DestOutputProfile"),
        "the output intent has no profile",
    ),
    (
        lambda pdf: pdf.Root.OutputIntents[0].DestOutputProfile.write(b"another"),
        "the output intent has another profile than the print shop's",
    ),
    (
        lambda pdf: pdf.trailer.Info.__delitem__("/Trapped"),
        "the file doesn't say that it is not trapped",
    ),
    (
        lambda pdf: pdf.trailer.Info.__setitem__("/Trapped", Name("/True")),
        "the file doesn't say that it is not trapped",
    ),
    (
        lambda pdf: pdf.Root.__delitem__("/Metadata"),
        "the file doesn't say that it is PDF/X-4",
    ),
    (
        lambda pdf: pdf.Root.Metadata.write(XMP.format("PDF/X-1a:2003").encode()),
        "the file doesn't say that it is PDF/X-4",
    ),
]


@pytest.mark.parametrize(("change", "message"), INTENTS)
def test_a_file_that_does_not_say_for_which_press_it_is_is_found(
    change: Change, message: str
) -> None:
    assert told(change) == [("output-intent", message)]


def test_pdf_x_1a_says_what_it_is_in_the_document_information() -> None:
    def forget(pdf: Pdf) -> None:
        del pdf.trailer.Info.GTS_PDFXVersion

    message = "the file doesn't say that it is PDF/X-1a:2003"
    assert told(forget, pdfx=PdfX.X1A) == [("output-intent", message)]


def script() -> Object:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


ACTS: list[tuple[Change, str]] = [
    (lambda pdf: pdf.Root.__setitem__("/OpenAction", script()), "the file has OpenAction, "),
    (lambda pdf: pdf.Root.__setitem__("/AA", Dictionary(WC=script())), "the file has AA, "),
    (
        lambda pdf: pdf.Root.__setitem__("/AcroForm", Dictionary(Fields=Array([]))),
        "the file has AcroForm, ",
    ),
    (
        lambda pdf: pdf.Root.__setitem__(
            "/Names", Dictionary(JavaScript=Dictionary(Names=Array([])))
        ),
        "the file has JavaScript, ",
    ),
    (
        page_entry("Annots", Array([Dictionary(Subtype=Name.Link)])),
        "the page has links or notes, ",
    ),
    (page_entry("AA", Dictionary(O=Dictionary())), "the page has AA, "),
]


@pytest.mark.parametrize(("change", "message"), ACTS)
def test_what_acts_is_found(change: Change, message: str) -> None:
    assert told(change) == [("nothing-acts", f"{message}which PDF/X forbids")]


def soft_mask(pdf: Pdf) -> Object:
    made = picture(pdf)
    made.SMask = picture(pdf, b"a", Name.DeviceGray)
    return made


def group() -> Object:
    return Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)


SEE_THROUGH = [
    page_entry("Group", group()),
    resource("ExtGState", lambda pdf: Dictionary(ca=0.5)),
    resource("ExtGState", lambda pdf: Dictionary(CA=0.99)),
    resource("ExtGState", lambda pdf: Dictionary(BM=Name.Multiply)),
    resource("ExtGState", lambda pdf: Dictionary(BM=Array([Name.Multiply, Name.Normal]))),
    resource("ExtGState", lambda pdf: Dictionary(SMask=Dictionary(S=Name.Luminosity))),
    resource("XObject", soft_mask),
    resource(
        "XObject", lambda pdf: Stream(pdf, b"", Subtype=Name.Form, BBox=box(0), Group=group())
    ),
]


@pytest.mark.parametrize("change", SEE_THROUGH)
def test_transparency_is_found_where_older_machines_draw_it_wrong(change: Change) -> None:
    assert told(change, pdfx=PdfX.X1A) == [
        ("transparency", "transparency, which PDF/X-1a doesn't have")
    ]
    assert told(change, pdfx=PdfX.X4) == []


INKS = [
    (drawing(b"1 1 .6 .3 k"), 290),
    (drawing(b"1 1 .6 .3 K"), 290),
    (drawing(b"/DeviceCMYK cs 1 1 1 1 sc"), 400),
    (drawing(b"/DeviceCMYK CS 1 1 1 .5 SCN"), 350),
    (drawing(b"/Artifact BMC 1 1 1 1 k EMC"), 400),
    (drawing(b"/Artifact <</Type /Pagination>> BDC 1 1 1 1 k EMC"), 400),
    (drawing(b"/Artifact <</Type /Page>> BDC /P BMC EMC EMC 1 1 1 .2 k"), 320),
    (in_form(b"1 1 1 .9 k"), 390),
    (resource("XObject", lambda pdf: picture(pdf, b"\xff\xff\xff\x00")), 300),
]


@pytest.mark.parametrize(("change", "percent"), INKS)
def test_more_ink_than_paper_bears_is_found(change: Change, percent: int) -> None:
    message = f"{percent}% of ink in one place; the limit is 280%"
    assert told(change) == [("ink-coverage", message)]


@pytest.mark.parametrize(
    "change",
    [
        drawing(b"1 1 .6 .2 k"),
        drawing(b"1 1 .6 .2049 k"),
        drawing(b"/Artifact <</Type /Page>> BDC /P BMC 1 1 1 1 k EMC 1 1 1 1 K EMC"),
    ],
)
def test_ink_up_to_the_limit_and_in_marks_is_let_be(change: Change) -> None:
    assert told(change) == []


def test_a_picture_that_cannot_be_read_is_found() -> None:
    def cut(pdf: Pdf) -> None:
        shown = pdf.pages[0].obj.Resources.XObject.P
        shown.write(b"no pixels at all", filter=Name.FlateDecode)

    assert ("ink-coverage", "a picture can't be read") in told(cut)


def test_the_limit_is_the_print_shops() -> None:
    strict = replace(EXPECTED, press=replace(PRESS, ink_limit_percent=220))
    assert told(expected=strict) == [
        ("ink-coverage", "240% of ink in one place; the limit is 220%")
    ]


@pytest.mark.parametrize(
    ("matrix", "ppi"),
    [
        (b"11.52 0 0 5.76 0 0", 150),
        (b"5.76 0 0 11.52 0 0", 150),
        (b"0 17.28 -5.76 0 50 50", 100),
        (b"-57.6 0 0 57.6 60 0", 30),
    ],
)
def test_a_picture_that_is_printed_too_large_is_found(matrix: bytes, ppi: int) -> None:
    message = f"a picture of {ppi} pixels an inch at its printed size; the print shop asks for 300"
    assert told(drawing(b"q " + matrix + b" cm /P Do Q")) == [("image-ppi", message)]


def test_a_coarse_picture_is_measured_as_printed_in_forms_that_are_scaled() -> None:
    def draw(pdf: Pdf) -> None:
        shown = pdf.pages[0].obj.Resources.XObject.P
        form = Stream(pdf, b"q 5.76 0 0 5.76 0 0 cm /P Do Q", Subtype=Name.Form)
        form.BBox, form.Resources = box(0), Dictionary(XObject=Dictionary(P=shown))
        form.Matrix = Array([2, 0, 0, 2, 0, 0])
        pdf.pages[0].obj.Resources.XObject.Scaled = pdf.make_indirect(form)
        pdf.pages[0].contents_add(b"q 2 0 0 2 0 0 cm /Scaled Do Q")

    ((rule, message),) = told(draw)
    assert rule == "image-ppi"
    assert "75 pixels an inch" in message


@pytest.mark.parametrize("matrix", [b"5.76 0 0 5.76 0 0", b"1 0 0 1 0 0", b"0 0 0 0 0 0"])
def test_a_picture_that_is_fine_enough_is_let_be(matrix: bytes) -> None:
    assert told(drawing(b"q " + matrix + b" cm /P Do Q")) == []


def test_the_least_pixels_an_inch_are_those_of_the_format() -> None:
    coarse = drawing(b"q 11.52 0 0 11.52 0 0 cm /P Do Q")
    assert told(coarse, replace(EXPECTED, press=replace(PRESS, minimum_ppi=150))) == []


def test_a_coarse_picture_is_a_warning_and_all_else_for_the_press_an_error() -> None:
    severities = {rule.id: rule.severity for rule in RULES if rule.id in PRESS_RULES}
    assert severities.keys() == set(PRESS_RULES)
    assert [rule for rule, severity in severities.items() if severity == "warning"] == ["image-ppi"]


def circle(pdf: Pdf) -> None:
    """Two forms that draw one another."""
    forms = pdf.pages[0].obj.Resources.XObject
    other = Stream(pdf, b"/F Do", Subtype=Name.Form, BBox=box(0))
    other.Resources = Dictionary(XObject=Dictionary(F=forms.F))
    forms.F.Resources = Dictionary(XObject=Dictionary(O=pdf.make_indirect(other), F=forms.F))
    forms.F.write(b"/O Do 1 0 0 rg")


def space_within_itself(pdf: Pdf) -> None:
    space = pdf.make_indirect(Array([Name.Indexed]))
    space.append(space)
    pdf.pages[0].obj.Resources.ColorSpace.New = space


ODD = [
    Name.Niets,
    String("niets"),
    Array([]),
    Array([Array([])]),
    Array([1, Name.Niets, String("x")]),
    Dictionary(),
    Dictionary(S=Dictionary(S=Name.X)),
    17,
    -1.5,
    True,
]
PLACES = [
    "Root.OutputIntents",
    "Root.OutputIntents.0",
    "Root.OutputIntents.0.DestOutputProfile",
    "Root.OutputIntents.0.OutputConditionIdentifier",
    "Root.Metadata",
    "Root.Names",
    "Root.OpenAction",
    "Info.Trapped",
    "Info.GTS_PDFXVersion",
    "Page.TrimBox",
    "Page.BleedBox",
    "Page.CropBox",
    "Page.Group",
    "Page.Annots",
    "Page.Contents",
    "Page.Resources",
    "Page.Resources.XObject",
    "Page.Resources.XObject.F",
    "Page.Resources.XObject.F.Subtype",
    "Page.Resources.XObject.F.Resources",
    "Page.Resources.XObject.P.ColorSpace",
    "Page.Resources.XObject.P.Width",
    "Page.Resources.XObject.P.Filter",
    "Page.Resources.XObject.P.BitsPerComponent",
    "Page.Resources.XObject.P.SMask",
    "Page.Resources.Pattern",
    "Page.Resources.Pattern.T",
    "Page.Resources.Pattern.T.PatternType",
    "Page.Resources.ExtGState",
    "Page.Resources.ExtGState.G",
    "Page.Resources.ExtGState.G.ca",
    "Page.Resources.ExtGState.G.BM",
    "Page.Resources.ColorSpace",
    "Page.Resources.ColorSpace.Spot",
    "Page.Resources.ColorSpace.Spot.2",
    "Page.Resources.Shading",
    "Page.Resources.Shading.S",
    "Page.Resources.Shading.S.ColorSpace",
    "Page.Resources.Font",
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("pdfx", list(PdfX))
def test_something_odd_in_any_place_is_no_crash(place: str, pdfx: PdfX) -> None:
    *way, last = place.split(".")
    for odd in ODD:

        def spoil(pdf: Pdf, odd: Any = odd) -> None:
            owners = {"Root": pdf.Root, "Info": pdf.trailer.Info, "Page": pdf.pages[0].obj}
            owner = owners[way[0]]
            for key in way[1:]:
                owner = owner[int(key)] if key.isdigit() else owner[f"/{key}"]
            if last.isdigit():
                owner[int(last)] = odd
            else:
                owner[f"/{last}"] = odd

        assert isinstance(told(spoil, pdfx=pdfx), list)


@pytest.mark.parametrize(
    "content",
    [
        b"1 2 3 /T scn 1 0 0 /T SCN",
        b"scn sc cs CS k K BDC BMC EMC EMC EMC",
        b"BMC 1 1 1 1 k",
        b"/Artifact /Named BDC 1 0 0 0 k EMC",
        b"(a) (b) (c) (d) k true false null 1 k [1] [2] <</A 1>> 4 k",
        b"[ << ( 1 k",
        b"BI /CS /RGB ID",
        b"BI ID EI BI /W -1 /H 9 /CS [/Indexed ID abc EI",
        b"\x00\xff\xfe<</A>>>>",
        b"99999999999999999999999999 0 0 0 k",
    ],
)
def test_content_that_makes_no_sense_is_no_crash(content: bytes) -> None:
    assert isinstance(told(drawing(content)), list)
    assert isinstance(told(in_form(content)), list)


def test_forms_that_draw_one_another_are_looked_at_once() -> None:
    assert ("press-colour", "colour that isn't in inks: the operator 'rg'") in told(circle)
    assert isinstance(told(space_within_itself), list)


def test_a_page_without_resources_or_contents_is_let_be() -> None:
    def clear(pdf: Pdf) -> None:
        del pdf.pages[0].obj.Resources, pdf.pages[0].obj.Contents

    assert told(clear) == []


GOOD = make_pdf()


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_a_damaged_file_for_the_press_has_findings_and_is_no_crash(data: st.DataObject) -> None:
    pdf = bytearray(GOOD)
    start = data.draw(st.integers(0, len(pdf) - 1))
    if data.draw(st.booleans()):
        del pdf[start : start + data.draw(st.integers(1, 200))]
    else:
        pdf[start : start + 4] = data.draw(st.binary(min_size=4, max_size=4))
    assert isinstance(preflight(bytes(pdf), EXPECTED), list)
