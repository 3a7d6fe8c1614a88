"""Title and language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Name, String

from generator.model.target import Target
from generator.preflight import Expected
from tests.preflight.conftest import found

if TYPE_CHECKING:
    from tests.preflight.conftest import Change, MakePdf

Changed = Callable[[bytes, "Change"], bytes]
NAMES = ("title", "language")


def titled(title: object) -> Callable[[pikepdf.Pdf], None]:
    """Return a change that sets the title, or takes it away."""

    def change(pdf: pikepdf.Pdf) -> None:
        del pdf.Root["/Metadata"], pdf.docinfo["/Title"]
        if title is not None:
            pdf.docinfo["/Title"] = title

    return change


def speaking(language: object) -> Callable[[pikepdf.Pdf], None]:
    """Return a change that sets the language, or takes it away."""

    def change(pdf: pikepdf.Pdf) -> None:
        del pdf.Root["/Lang"]
        if language is not None:
            pdf.Root.Lang = language

    return change


@pytest.mark.parametrize(
    ("title", "message"),
    [
        (None, "the document has no title"),
        (String("   "), "the document has no title"),
        (Name.Titel, "the title says nothing: 'Titel'"),
        (String("card-85x55.html"), "the title is a file name: 'card-85x55.html'"),
        (String("Poster drempels.INDD"), "the title is a file name: 'Poster drempels.INDD'"),
        (String("C:\\werk\\kaart"), "the title is a file name: 'C:\\werk\\kaart'"),
        (String("kaart_v3_def"), "the title is a file name: 'kaart_v3_def'"),
        (String("card-85x55"), "the title is a file name: 'card-85x55'"),
        (String("Microsoft Word - Kaart"), "the title says nothing: 'Microsoft Word - Kaart'"),
        (String("Naamloos-1"), "the title says nothing: 'Naamloos-1'"),
        (String("Document1"), "the title says nothing: 'Document1'"),
        (String("Untitled design (2)"), "the title says nothing: 'Untitled design (2)'"),
        (String("PowerPoint-presentatie"), "the title says nothing: 'PowerPoint-presentatie'"),
        (String("Kopie van kaart"), "the title says nothing: 'Kopie van kaart'"),
    ],
)
def test_a_title_that_is_none_is_found(
    make_pdf: MakePdf, expected: Expected, changed: Changed, title: object, message: str
) -> None:
    pdf = changed(make_pdf(), titled(title))
    for target in (Target.SCREEN, Target.OFFICE):
        asked = replace(expected, target=target, document="card-85x55")
        (finding,) = found(pdf, asked, *NAMES)
        assert (finding.rule, finding.message) == ("title", message)


@pytest.mark.parametrize(
    "title",
    [
        "Kaarten",
        "10 drempels",
        "Document over drempels",
        "Test je kennis",
        "Presentatie van de cijfers",
        "Poster 3",
        "Wat doe je in/uit dienst".replace("/", " of "),
        "Copyright en drempels",
    ],
)
def test_a_title_with_meaning_is_let_be(
    make_pdf: MakePdf, expected: Expected, changed: Changed, title: str
) -> None:
    pdf = changed(make_pdf(), titled(String(title)))
    assert found(pdf, replace(expected, document=title), *NAMES) == []


def test_a_title_in_the_xmp_metadata_will_do(
    make_pdf: MakePdf, expected: Expected, changed: Changed
) -> None:
    def move_title(pdf: pikepdf.Pdf) -> None:
        with pdf.open_metadata() as metadata:
            metadata["dc:title"] = "Kaarten"
        del pdf.docinfo["/Title"]

    assert found(changed(make_pdf(), move_title), expected, *NAMES, "pdf-ua") == []


@pytest.mark.parametrize("xmp", [b"", b"<x", b"\xff\xfe\x00", b"<a>&b;</a>", b"x" * 3_000_000])
def test_metadata_that_can_not_be_read_have_no_title(
    make_pdf: MakePdf, expected: Expected, changed: Changed, xmp: bytes
) -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        del pdf.docinfo["/Title"]
        pdf.Root.Metadata = pdf.make_stream(xmp)

    (finding,) = found(changed(make_pdf(), spoil), expected, "title")
    assert finding.message == "the document has no title"


def test_another_language_is_found(make_pdf: MakePdf, expected: Expected) -> None:
    (finding,) = found(make_pdf(), replace(expected, language="en"), *NAMES)
    assert finding.message == "the language is 'nl'; it must be 'en'"


@pytest.mark.parametrize("language", ["Nederlands", "nl_NL", "n", "nl-", "nl-NL-nl-", "12"])
def test_what_is_no_language_is_found(
    make_pdf: MakePdf, expected: Expected, changed: Changed, language: str
) -> None:
    pdf = changed(make_pdf(), speaking(String(language)))
    foreign = Expected(target=Target.PRESS)
    for asked in (expected, foreign):
        (finding,) = found(pdf, asked, *NAMES)
        assert finding.message == f"'{language}' is no language"


@pytest.mark.parametrize(
    "language", ["nl", "NL", "nl-NL", "en-GB", "zh-Hant-TW", "sr-Latn", "de-1996"]
)
def test_languages_are_known_by_their_form(
    make_pdf: MakePdf, changed: Changed, language: str
) -> None:
    pdf = changed(make_pdf(), speaking(String(language)))
    assert found(pdf, Expected(target=Target.SCREEN), *NAMES) == []
    asked = Expected(target=Target.SCREEN, language=language[:2].lower())
    assert found(pdf, asked, *NAMES) == []


def test_a_language_that_is_missing_is_found_where_it_is_needed(
    make_pdf: MakePdf, expected: Expected, changed: Changed
) -> None:
    pdf = changed(make_pdf(), speaking(None))
    (ours,) = found(pdf, expected, *NAMES, "pdf-ua")
    assert ours.message == "the document doesn't say its language; it must be 'nl'"
    (screen,) = found(pdf, Expected(target=Target.SCREEN), *NAMES, "pdf-ua")
    assert screen.message == "the document doesn't say which language it is in"
    assert found(pdf, Expected(target=Target.PRESS), *NAMES) == []
