"""What a press PDF says of itself: flavour, output intent, dates and ids; nothing in it acts."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Stream

from tests.building import build_here
from tests.campaign import IN_ALL_SHOPS, REPOSITORY, Built, Printed, Wording
from tests.press import objects_of
from tests.products.conftest import PressPdf
from tests.products.test_fonts import OURS, fonts_in
from tests.projects import Copy

POSTER = "press/poster-01-a3"
SLUG_FONT = re.compile(r"[A-Z]{6}\+TextRegular")
ACTIONS = {"/A", "/AA", "/Action", "/Annots", "/JS", "/JavaScript", "/OpenAction", "/AcroForm"}
CONDITIONS = {"ISOcoated_v2_300_bas.icc": "ISO Coated v2 300%", "uncoated_FOGRA29.icc": "FOGRA29"}


def test_the_output_intent_holds_the_shops_profile_byte_for_byte(
    press_pdf: PressPdf, wording: Wording
) -> None:
    shop = wording.printing["shops"][press_pdf.shop]
    profile = (REPOSITORY / "generator/profiles" / shop["profile"]).read_bytes()
    for path in (press_pdf.path, press_pdf.ticket):
        with pikepdf.open(path) as pdf:
            (intent,) = pdf.Root.OutputIntents
            assert intent.S == Name.GTS_PDFX
            assert intent.OutputConditionIdentifier == shop["condition"]
            assert CONDITIONS[shop["profile"]] in str(intent.Info)
            assert intent.DestOutputProfile.N == 4
            assert intent.DestOutputProfile.read_bytes() == profile


def test_the_file_says_that_it_is_pdf_x_in_the_version_that_belongs_to_it(
    press_pdf: PressPdf,
) -> None:
    with pikepdf.open(press_pdf.path) as pdf:
        info, told = pdf.trailer.Info, xmp_of(pdf)
        assert info.Trapped == Name("/False")
        assert told["Trapped"] == "False"
        if press_pdf.shop == "x1a":
            assert info.GTS_PDFXVersion == "PDF/X-1a:2003"
            assert pdf.pdf_version == "1.4"
        else:
            assert "/GTS_PDFXVersion" not in info
            assert told["GTS_PDFXVersion"] == "PDF/X-4"
            assert pdf.pdf_version == "1.6"
        assert "/Version" not in pdf.Root
        assert not pdf.is_encrypted


def test_dates_and_title_are_the_campaigns(press_pdf: PressPdf, wording: Wording) -> None:
    date = wording.campaign["date"]
    with pikepdf.open(press_pdf.path) as pdf:
        info, told = pdf.trailer.Info, xmp_of(pdf)
        for key in ("/CreationDate", "/ModDate"):
            assert str(info[key]).startswith(f"D:{date:%Y%m%d}")
        for key in ("CreateDate", "ModifyDate", "MetadataDate"):
            assert told[key].startswith(date.isoformat())
        barrier = press_pdf.printed.barrier
        name = wording.barrier(barrier)["name"] if barrier else wording.text["title"]
        assert name in str(info.Title)
        assert name in told["title"]


def test_nothing_in_a_press_pdf_acts_or_is_clicked(press_pdf: PressPdf) -> None:
    for path in (press_pdf.path, press_pdf.ticket):
        with pikepdf.open(path) as pdf:
            keys = {
                key
                for whole in pdf.objects
                for thing in objects_of(whole)
                if isinstance(thing, Dictionary | Stream)
                for key in thing.keys()  # noqa: SIM118 - an object of PDF
            }
        assert keys & ACTIONS == set()


def test_all_fonts_of_a_press_pdf_are_ours_and_in_it_as_subsets(press_pdf: PressPdf) -> None:
    for path in (press_pdf.path, press_pdf.ticket):
        fonts = fonts_in(path)
        assert fonts
        for name, embedded in fonts.items():
            assert OURS.fullmatch(name) or SLUG_FONT.fullmatch(name), name
            assert embedded, name


def test_transparency_blends_in_ink_and_pdf_x_1a_has_none(press_pdf: PressPdf) -> None:
    see_through = press_pdf.shop != "x1a"
    with pikepdf.open(press_pdf.path) as pdf:
        for thing in (one for whole in pdf.objects for one in objects_of(whole)):
            if not isinstance(thing, Dictionary | Stream):
                continue
            group = thing.get("/Group")
            assert group is None or see_through
            assert group is None or Name.DeviceCMYK == group.CS
            assert see_through or not is_see_through(thing)


@pytest.mark.parametrize("printed", IN_ALL_SHOPS, ids=lambda printed: printed.name)
def test_pdf_x_1a_is_written_as_a_file_of_its_time(pressed_x1a: Built, printed: Printed) -> None:
    written = pressed_x1a.path(printed).read_bytes()
    assert written.startswith(b"%PDF-1.4\n")
    for newer in (b"/ObjStm", b"/XRef"):
        assert newer not in written


def test_files_of_different_content_have_different_ids(
    pressed: Built, pressed_x1a: Built, campaign: Copy, tmp_path: Path
) -> None:
    changed = Copy(tmp_path / "project")
    shutil.copytree(campaign.root, changed.root)
    changed.edit("content/nl.yaml", "Twijfelen mag.", "Twijfelen kan.")
    order = ("poster", "--barrier", "1", "--target", "press")
    other = build_here(changed, tmp_path / "output", *order)
    paths = (
        pressed.path(POSTER),
        pressed.path("press/poster-02-a3"),
        pressed.path("press/poster-01-a2"),
        pressed.path("press/poster-01-a3-ticket"),
        pressed_x1a.path(POSTER),
        other.path(POSTER),
    )
    ids = []
    for path in paths:
        with pikepdf.open(path) as pdf:
            ids.append((tuple(map(bytes, pdf.trailer.ID)), xmp_of(pdf)["DocumentID"]))
    # ISO 32000-1, 14.4: the first half of a file's ID may be that of what it was made from.
    assert len({halves for halves, _ in ids}) == len({name for _, name in ids}) == len(paths)
    assert all(len(half) == 16 for halves, _ in ids for half in halves)


def is_see_through(thing: pikepdf.Object) -> bool:
    """Say whether a graphics state or a picture lets anything show through."""
    mode = thing.get("/BM", Name.Normal)
    return (
        any(float(thing.get(key, 1)) < 1 for key in ("/ca", "/CA"))
        or thing.get("/SMask", Name("/None")) != Name("/None")
        or mode not in (Name.Normal, Name.Compatible)
    )


def xmp_of(pdf: pikepdf.Pdf) -> dict[str, str]:
    """Return what the XMP says, by the last part of each name."""
    told = {}
    for element in ElementTree.fromstring(pdf.Root.Metadata.read_bytes()).iter():
        for key, value in element.attrib.items():
            told[key.rpartition("}")[2]] = value
        words = " ".join("".join(element.itertext()).split())
        if words:
            told[element.tag.rpartition("}")[2]] = words
    return told
