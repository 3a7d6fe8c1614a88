"""Scripts, attachments, locks, and all else that makes a file more than something to look at."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from tests.preflight.press_page import (
    EXPECTED,
    FOREIGN,
    MIDDLE,
    OFFICE,
    SCREEN,
    Change,
    edges,
    found,
    make_press_pdf,
    page_entry,
    told,
)

EVERYWHERE = (SCREEN, OFFICE, FOREIGN)


def script(**more: Any) -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"), **more)


def note(subtype: str = "Link", at: float = MIDDLE, **more: Any) -> Dictionary:
    rect = Array([at, at, at + 72, at + 36])
    return Dictionary(Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=rect, **more)


def notes(*made: Dictionary) -> Change:
    return page_entry("Annots", Array(list(made)))


def root_entry(key: str, value: object) -> Change:
    return lambda pdf: pdf.Root.__setitem__(f"/{key}", value)


def link(address: str) -> Dictionary:
    return note(A=Dictionary(S=Name.URI, URI=String(address)))


def names(family: str) -> Change:
    tree = Dictionary(Names=Array([String("a"), Dictionary()]))
    return root_entry("Names", Dictionary({f"/{family}": tree}))


SCRIPT = "runs a script (JavaScript)"
ACTIVE: list[tuple[Change, str]] = [
    (names("JavaScript"), f"the file {SCRIPT} when it is opened"),
    (names("EmbeddedFiles"), "the file has other files inside it"),
    (root_entry("AF", Array([Dictionary()])), "the file has other files inside it"),
    (root_entry("OpenAction", script()), f"the file {SCRIPT}"),
    (root_entry("AA", Dictionary(WC=script())), f"the file {SCRIPT}"),
    (page_entry("AA", Dictionary(O=script())), f"the page {SCRIPT}"),
    (notes(note(A=script())), f"something on the page {SCRIPT}"),
    (notes(note("Link", AA=Dictionary(K=script()))), f"something on the page {SCRIPT}"),
    (
        root_entry(
            "AcroForm",
            Dictionary(
                Fields=Array([Dictionary(Kids=Array([Dictionary(AA=Dictionary(C=script()))]))])
            ),
        ),
        f"the file {SCRIPT}",
    ),
    (
        root_entry("AcroForm", Dictionary(XFA=Array([]))),
        "the file has an XFA form, which most readers can't show",
    ),
    (
        root_entry("Outlines", Dictionary(First=Dictionary(Next=Dictionary(A=script())))),
        f"the file {SCRIPT}",
    ),
    (
        root_entry(
            "OpenAction", Dictionary(S=Name.GoTo, Next=Array([Dictionary(S=Name.GoTo), script()]))
        ),
        f"the file {SCRIPT}",
    ),
    (
        notes(note(A=Dictionary(S=Name.Launch, F=String("calc.exe")))),
        "something on the page starts a program, or opens a file",
    ),
    (
        notes(note(A=Dictionary(S=Name.GoToR, F=String("ander.pdf")))),
        "something on the page opens another file",
    ),
    (notes(note(A=Dictionary(S=Name.SubmitForm))), "something on the page sends what is filled in"),
    (
        notes(note(A=Dictionary(S=Name.ImportData))),
        "something on the page reads data from a file",
    ),
    (
        notes(link("file:///C:/folder/kaart.pdf")),
        "something on the page leads to 'file:///C:/folder/kaart.pdf'",
    ),
    (notes(link("JavaScript:alert(1)")), "something on the page leads to 'JavaScript:alert(1)'"),
    (notes(link("\\\\server\\map")), "something on the page leads to '\\\\server\\map'"),
    (notes(note("RichMedia")), "the page has rich media"),
    (notes(note("FileAttachment")), "the page has an attached file"),
    (notes(note("Movie")), "the page has a film"),
]


@pytest.mark.parametrize(("change", "message"), ACTIVE)
def test_what_acts_by_itself_is_found_in_every_kind_of_file(change: Change, message: str) -> None:
    for expected in EVERYWHERE:
        (finding,) = found(make_press_pdf(change), expected, "active-content")
        assert finding.message == message
        assert finding.page == (1 if "page" in message else None)
        assert bool(finding.places) == ("something" in message or "page has" in message)


@pytest.mark.parametrize(
    "change",
    [
        notes(link("https://www.buitvoorprofessionals.nl/"), link("mailto:a@b.nl"), link("tel:1")),
        notes(note(A=Dictionary(S=Name.GoTo, D=Array([])))),
        notes(note(Dest=String("hoofdstuk"))),
        notes(note(A=Dictionary(S=Name.Named, N=Name.NextPage))),
        root_entry("OpenAction", Array([0, Name.Fit])),
        root_entry("Names", Dictionary(JavaScript=Dictionary(Names=Array([])))),
        root_entry("Names", Dictionary(Dests=Dictionary(Names=Array([String("a"), Array([])])))),
        root_entry("Outlines", Dictionary(First=Dictionary(A=Dictionary(S=Name.GoTo)))),
    ],
)
def test_ordinary_links_are_fine(change: Change) -> None:
    for expected in EVERYWHERE:
        assert told(make_press_pdf(change), expected, "active-content") == []


def test_what_acts_is_shown_where_a_person_clicks() -> None:
    (finding,) = found(make_press_pdf(notes(note(A=script()))), SCREEN, "active-content")
    (place,) = finding.places
    assert edges(place) == (17.64, 24.66, 25.4, 12.7)


FORBIDDEN: list[tuple[Change, str]] = [
    (root_entry("OpenAction", script()), "the file has OpenAction"),
    (root_entry("AA", Dictionary(WC=script())), "the file has AA"),
    (root_entry("AcroForm", Dictionary(Fields=Array([Dictionary()]))), "the file has AcroForm"),
    (names("JavaScript"), "the file has JavaScript"),
    (page_entry("AA", Dictionary(O=Dictionary())), "the page has AA"),
    (notes(note()), "the page has a link"),
    (notes(note(), note(), note("Text")), "the page has 2 links and a note"),
    (page_entry("Annots", Array([Dictionary(Subtype=Name.Highlight)])), "the page has a note"),
]


@pytest.mark.parametrize(("change", "message"), FORBIDDEN)
def test_what_pdf_x_forbids_is_found(change: Change, message: str) -> None:
    for expected in (EXPECTED, FOREIGN):
        assert told(make_press_pdf(change), expected, "nothing-acts") == [
            f"{message}, which PDF/X forbids"
        ]
    assert told(make_press_pdf(change), OFFICE, "nothing-acts") == []


@pytest.mark.parametrize(
    "change",
    [
        notes(note("PrinterMark"), note("TrapNet")),
        notes(note("Text", at=-50)),
        page_entry("Annots", Array([])),
        root_entry("OpenAction", Array([0, Name.Fit])),
        root_entry("AcroForm", Dictionary(Fields=Array([]))),
    ],
)
def test_printers_marks_and_notes_beside_the_page_are_fine(change: Change) -> None:
    assert told(make_press_pdf(change), FOREIGN, "nothing-acts") == []


def locked(pdf: bytes, allow: pikepdf.Permissions) -> bytes:
    saved = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.save(saved, encryption=pikepdf.Encryption(owner="geheim", user="", allow=allow))
    return saved.getvalue()


def test_a_locked_file_is_found_with_what_it_does_not_allow() -> None:
    strict = locked(make_press_pdf(), pikepdf.Permissions(print_highres=False, extract=False))
    for expected in EVERYWHERE:
        (finding,) = found(strict, expected, "encrypted")
        assert finding.message == "the file is encrypted"
        assert finding.detail == "it doesn't allow printing in high quality, copying text"
    (finding,) = found(locked(make_press_pdf(), pikepdf.Permissions()), SCREEN, "encrypted")
    assert finding.detail == ""
    assert told(make_press_pdf(), SCREEN, "encrypted") == []


def circle(pdf: Pdf) -> None:
    """Actions, fields and items of an outline that lead back to themselves."""
    action = pdf.make_indirect(script())
    action.Next = Array([action, action])
    field = pdf.make_indirect(Dictionary(A=action))
    field.Kids = Array([field])
    item = pdf.make_indirect(Dictionary(A=action))
    item.Next = item.First = item
    pdf.Root.OpenAction = action
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    pdf.Root.Outlines = Dictionary(First=item)


def test_actions_that_go_round_in_a_circle_are_no_crash() -> None:
    assert told(make_press_pdf(circle), SCREEN, "active-content") == [f"the file {SCRIPT}"]


ODD: list[Callable[[Pdf], object]] = [
    lambda pdf: Name.Niets,
    lambda pdf: String("niets"),
    lambda pdf: Array([Array([]), 1, Name.Niets, Dictionary(A=7)]),
    lambda pdf: Dictionary(A=Array([1])),
    lambda pdf: Stream(pdf, b""),
    lambda pdf: 17,
    lambda pdf: True,
]
PLACES = (
    *("OpenAction", "AA", "AcroForm", "AcroForm.Fields", "AcroForm.XFA", "Names", "AF"),
    *("Names.JavaScript", "Names.EmbeddedFiles", "Outlines", "Outlines.First", "OCProperties"),
    *("OCProperties.OCGs", "OCProperties.D", "OCProperties.D.OFF", "OCProperties.D.AS"),
)


@settings(deadline=None)
@given(place=st.sampled_from(PLACES), odd=st.integers(0, len(ODD) - 1))
def test_something_odd_in_the_catalogue_is_no_crash(place: str, odd: int) -> None:
    def spoil(pdf: Pdf) -> None:
        owner: Object = pdf.Root
        *way, last = place.split(".")
        for key in way:
            if f"/{key}" not in owner:
                owner[f"/{key}"] = Dictionary()
            owner = owner[f"/{key}"]
        owner[f"/{last}"] = ODD[odd](pdf)

    def annotate(pdf: Pdf) -> None:
        pdf.pages[0].obj.Annots = ODD[odd](pdf)

    pdf = make_press_pdf(spoil, annotate)
    rules = ("active-content", "nothing-acts", "encrypted", "hidden-layer")
    assert isinstance(told(pdf, FOREIGN, *rules), list)
