"""A file that doesn't say which PDF/X it is, or contradicts itself."""

from __future__ import annotations

from dataclasses import replace

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, String

from generator.model.condition import PdfX
from generator.preflight.reading.metadata import are_same_time, is_date, read_xmp
from tests.preflight.press_page import (
    DATE,
    EXPECTED,
    FOREIGN,
    OFFICE,
    PRESS,
    XMP,
    Change,
    make_press_pdf,
    told,
)

X1A = replace(EXPECTED, press=replace(PRESS, pdfx=PdfX.X1A))


def xmp(old: str, new: str, flavour: str = "PDF/X-4") -> Change:
    """Change what XMP says."""
    source = XMP.format(flavour, date=DATE)
    assert old in source
    return lambda pdf: pdf.Root.Metadata.write(source.replace(old, new).encode())


def forget_metadata(pdf: Pdf) -> None:
    del pdf.Root.Metadata


def information(key: str, value: object) -> Change:
    def put(pdf: Pdf) -> None:
        if value is None:
            del pdf.trailer.Info[f"/{key}"]
        else:
            pdf.trailer.Info[f"/{key}"] = value

    return put


def test_our_own_file_says_the_flavour_that_was_ordered() -> None:
    message = "the file doesn't say that it is PDF/X-4"
    other = xmp("PDF/X-4", "PDF/X-1a:2003")
    assert told(make_press_pdf(other), EXPECTED, "pdfx-identity")[0] == message
    assert message in told(make_press_pdf(forget_metadata), EXPECTED, "pdfx-identity")
    assert told(make_press_pdf(forget_metadata), OFFICE, "pdfx-identity") == []


def test_pdf_x_1a_says_what_it_is_in_the_document_information() -> None:
    message = "the file doesn't say that it is PDF/X-1a:2003"
    forget = information("GTS_PDFXVersion", None)
    assert told(make_press_pdf(forget, pdfx=PdfX.X1A), X1A, "pdfx-identity") == [message]
    bare = make_press_pdf(forget_metadata, pdfx=PdfX.X1A)
    assert told(bare, X1A, "pdfx-identity") == told(bare, FOREIGN, "pdfx-identity") == []


def test_a_file_that_others_made_says_some_flavour() -> None:
    pdf = make_press_pdf(forget_metadata)
    assert told(pdf, FOREIGN, "pdfx-identity") == ["the file doesn't say which PDF/X it is"]
    unknown = make_press_pdf(xmp("PDF/X-4", "PDF/X-9"))
    assert told(unknown, FOREIGN, "pdfx-identity") == [
        "the file says that it is 'PDF/X-9', which is no PDF/X that printers know"
    ]


CONTRADICTIONS: list[tuple[Change, str]] = [
    (
        xmp(">Kaarten<", ">Posters<"),
        "the file has two answers for its title: 'Kaarten' and 'Posters'",
    ),
    (
        information("Trapped", Name("/True")),
        "the file has two answers for its answer to whether it is trapped: 'True' and 'False'",
    ),
    (
        information("GTS_PDFXVersion", String("PDF/X-1a:2003")),
        "the file has two answers for its flavour of PDF/X: 'PDF/X-1a:2003' and 'PDF/X-4'",
    ),
    (
        information("CreationDate", String("D:20201123000000Z")),
        "the file has two answers for when it was made: D:20201123000000Z and " + DATE,
    ),
    (
        information("ModDate", String("D:20261123000200+00'00'")),
        "the file has two answers for when it was changed last: D:20261123000200+00'00' and "
        + DATE,
    ),
]


@pytest.mark.parametrize(("change", "message"), CONTRADICTIONS)
def test_a_file_that_contradicts_itself_is_found(change: Change, message: str) -> None:
    for expected in (EXPECTED, FOREIGN):
        assert told(make_press_pdf(change), expected, "pdfx-identity") == [message]


def test_whether_a_file_is_trapped_stands_in_one_place_at_least() -> None:
    def unsaid(pdf: Pdf) -> None:
        xmp(' pdf:Trapped="False"', "")(pdf)

    forget = information("Trapped", None)
    assert told(make_press_pdf(forget), FOREIGN, "pdfx-identity") == []
    assert told(make_press_pdf(unsaid), FOREIGN, "pdfx-identity") == []
    message = "the file doesn't say whether it is trapped"
    assert told(make_press_pdf(forget, unsaid), FOREIGN, "pdfx-identity") == [message]
    unknown = information("Trapped", Name.Unknown)
    assert told(make_press_pdf(unknown, unsaid), FOREIGN, "pdfx-identity") == [
        f"{message}: it says 'Unknown'"
    ]


def test_dates_stand_in_one_place_at_least() -> None:
    def undated(pdf: Pdf) -> None:
        information("CreationDate", None)(pdf)
        information("ModDate", String("gisteren"))(pdf)

    bare = make_press_pdf(undated, forget_metadata, pdfx=PdfX.X1A)
    assert told(bare, FOREIGN, "pdfx-identity") == [
        "the file doesn't say when it was made",
        "the file doesn't say when it was changed last",
    ]


def test_a_file_without_an_id_is_found() -> None:
    pdf = make_press_pdf(pdfx=PdfX.X1A)  # its trailer can be read, and so its ID be taken out
    assert pdf.count(b"/ID") == 1
    message = "the file has no ID, by which printers tell two versions apart"
    assert told(pdf.replace(b"/ID", b"/IX"), X1A, "pdfx-identity") == [message]


def test_a_newer_pdf_than_the_flavours_is_found() -> None:
    newer = make_press_pdf(pdfx=PdfX.X1A).replace(b"%PDF-1.4", b"%PDF-1.7", 1)
    message = "the file is PDF 1.7; PDF/X-1a:2003 is PDF 1.4 at the most"
    assert told(newer, X1A, "pdfx-identity") == told(newer, FOREIGN, "pdfx-identity") == [message]

    def say_so(pdf: Pdf) -> None:
        pdf.Root.Version = Name("/1.7")

    assert told(make_press_pdf(say_so), EXPECTED, "pdfx-identity") == [
        "the file is PDF 1.7; PDF/X-4 is PDF 1.6 at the most"
    ]


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
BROKEN = [
    ("<a><b></a>", "mismatched tag"),
    ("", "no element found"),
    (f"{BOMB}<x>&b;</x>", "it declares entities"),
    ("<?xml version='1.0' encoding='klingon'?><x/>", "unknown encoding"),
]


@pytest.mark.parametrize(("source", "problem"), BROKEN)
def test_metadata_that_is_no_xml_or_a_trap_is_found(source: str, problem: str) -> None:
    def spoil(pdf: Pdf) -> None:
        pdf.Root.Metadata.write(source.encode())

    found = told(make_press_pdf(spoil), EXPECTED, "pdfx-identity")
    assert any("the file's XMP metadata can't be read: " + problem in one for one in found)


def test_metadata_is_read_in_the_ways_that_tools_write_it() -> None:
    pdf = pikepdf.new()
    elements = XMP.replace('pdfxid:GTS_PDFXVersion="{}"', "").replace(
        "<dc:title>", "<pdfxid:GTS_PDFXVersion> PDF/X-4 </pdfxid:GTS_PDFXVersion><dc:title>"
    )
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        source = elements.format(date=DATE).encode(encoding)
        pdf.Root.Metadata = pdf.make_stream(source)
        metadata = read_xmp(pdf)
        assert metadata and not metadata.problem
        assert metadata.values["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
        assert metadata.values["dc:title"] == "Kaarten"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("D:20261123000000Z", "2026-11-23T00:00:00Z", True),
        ("D:20261123010000+01'00'", "2026-11-23T00:00:00Z", True),
        ("D:20261123010000+01'00", "2026-11-23T01:00:00+01:00", True),
        ("D:20261123", "2026-11-23T00:00:00Z", True),
        ("D:20261123235900", "2026-11-24T01:59:00+02:00", True),
        ("D:20261123120000Z", "2026-11-23T12:00:30.5Z", True),
        ("D:20261123120000Z", "2026-11-23T13:00:00Z", False),
        ("D:20261123", "2026-11-24", False),
        ("D:20260231", "2026-11-23", False),
        ("gisteren", "vandaag", True),
    ],
)
def test_dates_are_compared_as_moments(one: str, other: str, same: bool) -> None:
    assert are_same_time(one, other) is same


@given(st.text(max_size=40))
def test_a_date_may_be_anything(said: str) -> None:
    assert is_date(said) in (True, False)
    assert are_same_time(said, f"D:{said}") in (True, False)


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_metadata_may_be_anything(source: bytes) -> None:
    pdf = pikepdf.new()
    pdf.Root.Metadata = pdf.make_stream(source)
    assert read_xmp(pdf) is not None
    pdf.Root.Metadata = Dictionary(Array=Array([]))
    assert read_xmp(pdf) is None
