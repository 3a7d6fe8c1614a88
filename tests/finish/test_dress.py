"""A document as a print shop gets it: boxes, flavour, output intent, and nothing that acts."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Name, Pdf

from generator.finish import FinishOptions, Identity, Press, finish
from generator.model.condition import OutputCondition, PdfX
from generator.model.geometry import Size, pt_to_mm
from tests.finish.conftest import MakeOneUp

CARD = Size(85, 55)
PROFILE = (
    Path(__file__).parents[2] / "generator" / "profiles" / "ISOcoated_v2_300_bas.icc"
).read_bytes()
CONDITION = OutputCondition(
    "FOGRA39",
    "ISO Coated v2 300% (basICColor)",
    PROFILE,
    hashlib.sha256(PROFILE).hexdigest(),
    registered=True,
)
IDENTITY = Identity("nl", datetime.date(2026, 11, 23), "1.0", "Drempels <&> 1")
PRESS = Press(PdfX.X4, CONDITION, 3, 10, 280, IDENTITY, "kaart.pdf · pagina {page} van {pages}")


def opened(pdf: bytes) -> Pdf:
    return pikepdf.open(BytesIO(pdf))


def box_mm(page: pikepdf.Page, name: str) -> list[float]:
    return [round(pt_to_mm(float(edge)), 3) for edge in page.obj[name]]


@pytest.fixture(scope="module")
def plain(make_one_up: MakeOneUp, ttf: bytes) -> bytes:
    return finish(make_one_up(4, CARD), FinishOptions(press=PRESS, font=ttf))


def test_each_page_has_its_trim_its_bleed_and_room_for_marks(plain: bytes) -> None:
    for page in opened(plain).pages:
        assert box_mm(page, "/MediaBox") == [0, 0, 111, 81]
        assert box_mm(page, "/BleedBox") == [10, 10, 101, 71]
        assert box_mm(page, "/TrimBox") == [13, 13, 98, 68]
        assert "/CropBox" not in page.obj
        assert "/ArtBox" not in page.obj


def test_a_shop_without_marks_and_slug_gets_pages_that_end_at_the_bleed(
    make_one_up: MakeOneUp, ttf: bytes
) -> None:
    bare = replace(PRESS, slug_mm=0, slug=None)
    pdf = opened(finish(make_one_up(1, CARD), FinishOptions(press=bare, font=ttf)))
    (page,) = pdf.pages
    assert box_mm(page, "/MediaBox") == box_mm(page, "/BleedBox") == [0, 0, 91, 61]
    page.contents_coalesce()
    assert b"/Type /Page" not in page.Contents.read_bytes()


@pytest.mark.parametrize(("half", "words"), [("front", "02"), ("back", "13")])
def test_fronts_and_backs_can_be_handed_over_apart(
    make_one_up: MakeOneUp, ttf: bytes, half: str, words: str
) -> None:
    press = replace(PRESS, half="front" if half == "front" else "back")
    finished = finish(make_one_up(4, CARD), FinishOptions(press=press, font=ttf))
    with pypdfium2.PdfDocument(finished) as pdf:
        told = [page.get_textpage().get_text_range() for page in pdf]
    assert len(told) == 2
    for text, number in zip(told, words, strict=True):
        assert f"blad {number}" in text
        assert "van 2" in text


def test_links_tags_and_outlines_stay_behind(plain: bytes, make_one_up: MakeOneUp) -> None:
    source, pdf = opened(make_one_up(4, CARD).pdf), opened(plain)
    assert "/StructTreeRoot" in source.Root
    kept = {"/Type", "/Pages", "/Lang", "/Metadata", "/OutputIntents", "/ViewerPreferences"}
    assert set(pdf.Root.keys()) == kept
    assert not any("/Annots" in page.obj for page in pdf.pages)
    assert not any(
        isinstance(thing, pikepdf.Dictionary) and {"/JS", "/S"} <= set(thing.keys())
        for thing in pdf.objects
    )


def test_a_pdf_x_4_says_so_in_its_metadata_and_is_pdf_1_6(plain: bytes) -> None:
    pdf = opened(plain)
    assert pdf.pdf_version == "1.6"
    assert "/GTS_PDFXVersion" not in pdf.docinfo
    with pdf.open_metadata() as xmp:
        assert xmp["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
        assert xmp["pdf:Trapped"] == "False"
        assert xmp["dc:title"] == "Tien kaarten"
        assert xmp["xmp:CreatorTool"] == "Drempels <&> 1"
        assert xmp["xmp:CreateDate"] == "2026-11-23T00:00:00Z"


def test_a_pdf_x_1a_says_so_where_older_tools_look_and_is_pdf_1_4(
    make_one_up: MakeOneUp, ttf: bytes
) -> None:
    press = replace(PRESS, pdfx=PdfX.X1A)
    finished = finish(make_one_up(1, CARD), FinishOptions(press=press, font=ttf))
    pdf = opened(finished)
    assert pdf.pdf_version == "1.4"
    assert str(pdf.docinfo["/GTS_PDFXVersion"]) == "PDF/X-1a:2003"
    # PDF 1.4 knows neither: older machines would find nothing in them.
    assert b"/ObjStm" not in finished
    assert b"/XRef" not in finished
    assert not any(
        isinstance(thing, pikepdf.Dictionary | pikepdf.Stream) and "/Group" in thing
        for thing in pdf.objects
    )


def test_the_information_says_that_nothing_is_trapped_and_when_it_was_made(plain: bytes) -> None:
    pdf = opened(plain)
    info = pdf.docinfo
    assert info["/Trapped"] == Name("/False")
    assert str(info["/CreationDate"]) == str(info["/ModDate"]) == "D:20261123000000Z"
    assert str(info["/Title"]) == "Tien kaarten"


def test_the_output_intent_holds_the_profile_and_its_name(plain: bytes) -> None:
    pdf = opened(plain)
    (intent,) = pdf.Root.OutputIntents
    assert intent.S == Name.GTS_PDFX
    assert str(intent.OutputConditionIdentifier) == "FOGRA39"
    assert str(intent.Info) == CONDITION.info
    assert str(intent.RegistryName) == "http://www.color.org"
    assert intent.DestOutputProfile.read_bytes() == PROFILE
    assert intent.DestOutputProfile.N == 4


def test_a_condition_that_no_registry_knows_names_none(make_one_up: MakeOneUp, ttf: bytes) -> None:
    own = replace(PRESS, condition=replace(CONDITION, identifier="Custom", registered=False))
    pdf = opened(finish(make_one_up(1, CARD), FinishOptions(press=own, font=ttf)))
    (intent,) = pdf.Root.OutputIntents
    assert "/RegistryName" not in intent


def test_equal_documents_are_equal_bytes_and_others_have_other_ids(
    plain: bytes, make_one_up: MakeOneUp, ttf: bytes
) -> None:
    assert finish(make_one_up(4, CARD), FinishOptions(press=PRESS, font=ttf)) == plain
    other = finish(make_one_up(2, CARD), FinishOptions(press=PRESS, font=ttf))
    ids = []
    for finished in (plain, other):
        pdf = opened(finished)
        with pdf.open_metadata() as xmp:
            ids.append((xmp["xmpMM:DocumentID"], bytes(pdf.trailer.ID[0])))
    assert ids[0][0] != ids[1][0]
    assert ids[0][1] != ids[1][1]


def test_artwork_ends_at_the_bleed_though_the_page_goes_on(
    make_one_up: MakeOneUp, ttf: bytes
) -> None:
    # Rendered with 5 mm for a shop that takes 3: the rest would come under the marks.
    bare = replace(PRESS, slug=None)
    finished = finish(make_one_up(1, CARD, 5), FinishOptions(press=bare, font=ttf))
    with pypdfium2.PdfDocument(finished) as pdf:
        picture = pdf[0].render(scale=4).to_pil().convert("RGB")
    per_mm = picture.width / 111
    inside, outside = round(10.3 * per_mm), round(9.7 * per_mm)
    middle = picture.height // 2
    assert picture.getpixel((inside, middle)) != (255, 255, 255)
    assert picture.getpixel((outside, middle)) == (255, 255, 255)
