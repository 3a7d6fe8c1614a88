"""What screen readers go by: structure, headings, and texts for pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from generator.model.mark import Mark
from generator.model.target import Target
from generator.preflight import Expected, SourceText
from tests.preflight.conftest import found

if TYPE_CHECKING:
    from tests.preflight.conftest import Change, MakePdf

Changed = Callable[[bytes, "Change"], bytes]
PICTURE = (
    '<img alt="{}" style="width:10mm" src="data:image/svg+xml,'
    "%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'%3E"
    "%3Cpath d='M0 0h9v9z'/%3E%3C/svg%3E\">"
)
STRUCTURE = ("tagged", "heading-order", "alt-text")


def elements(pdf: pikepdf.Pdf, kind: str) -> Iterator[pikepdf.Object]:
    """Yield the elements of a kind, in reading order."""
    pending = [pdf.Root.StructTreeRoot.K]
    while pending:
        kid = pending.pop()
        if isinstance(kid, Array):
            pending += list(kid)[::-1]
        elif isinstance(kid, Dictionary) and "/S" in kid:
            if Name(f"/{kind}") == kid.S:
                yield kid
            if "/K" in kid:
                pending.append(kid.K)


def without_marks(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo.Marked = False


def without_structure(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/StructTreeRoot"]


def without_elements(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.K = Array([])


def without_shown_title(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/ViewerPreferences"]


def without_first_paragraph(pdf: pikepdf.Pdf) -> None:
    next(elements(pdf, "P")).K = Array([])


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (without_marks, "not marked as tagged"),
        (without_structure, "no structure tree"),
        (without_elements, "left out of the structure: 'Een drempel Meer'"),
        (without_first_paragraph, "left out of the structure: 'Een drempel'"),
        (without_shown_title, "in place of the document's title"),
    ],
)
def test_what_a_screen_reader_misses_is_found(
    make_pdf: MakePdf, expected: Expected, changed: Changed, spoil: Change, words: str
) -> None:
    pdf = make_pdf("<p>Een drempel<p>Meer")
    assert found(pdf, expected, "tagged", "pdf-ua") == []
    (finding,) = found(changed(pdf, spoil), expected, "tagged", "pdf-ua")
    assert finding.rule == "tagged"
    assert words in finding.message


def test_paper_needs_no_structure(make_pdf: MakePdf, expected: Expected, changed: Changed) -> None:
    pdf = changed(make_pdf(), without_structure)
    assert found(pdf, replace(expected, target=Target.OFFICE), *STRUCTURE, "pdf-ua") == []


def test_the_number_of_a_page_may_be_left_out_by_others(
    make_pdf: MakePdf, expected: Expected
) -> None:
    pdf = make_pdf("<p>Een drempel", "@page { @bottom-right { content: counter(page) } }")
    assert found(pdf, replace(expected, font_names=None), *STRUCTURE) == []
    (finding,) = found(pdf, expected, *STRUCTURE)
    assert finding.message == "text is left out of the structure: '1'"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<h2>Eén", "the heading 'Eén' is of level 2 and is the first"),
        ("<h1>Eén</h1><h3>Twee", "the heading 'Twee' is of level 3 and comes after one of level 1"),
        (
            "<h1>Eerst</h1><h2>Dan</h2><h4>Later",
            "the heading 'Later' is of level 4 and comes after one of level 2",
        ),
    ],
)
def test_headings_that_skip_a_level_are_found(
    make_pdf: MakePdf, expected: Expected, body: str, message: str
) -> None:
    (finding,) = found(make_pdf(body), expected, *STRUCTURE, "pdf-ua")
    assert (finding.rule, finding.message, finding.page) == ("heading-order", message, 1)
    (place,) = finding.places
    assert 5 <= place.left < 6


def test_a_heading_of_ours_is_told_with_its_line(make_pdf: MakePdf, expected: Expected) -> None:
    source = SourceText("the title", "Een drempel", Mark("content/nl.yaml", 3, 1))
    (finding,) = found(make_pdf("<h2>Een drempel"), replace(expected, texts=(source,)), *STRUCTURE)
    assert finding.mark == source.mark


@pytest.mark.parametrize(
    "body",
    [
        "<h1>A</h1><h2>B</h2><h3>C</h3><h2>D</h2><h3>E",
        "<h1>A</h1><h1>B</h1><h2>C</h2><h1>D",
        "<p>Zonder koppen",
    ],
)
def test_headings_in_order_are_let_be(make_pdf: MakePdf, expected: Expected, body: str) -> None:
    assert found(make_pdf(body, "*{font-size:6pt;margin:0}"), expected, *STRUCTURE) == []


def test_headings_that_only_look_like_headings_are_found(
    make_pdf: MakePdf, expected: Expected
) -> None:
    running = "<p>Schrijf op wat je ziet en hoort, met de datum erbij, en bewaar het goed. " * 3
    plain = make_pdf(running + "<p>Met wie overleg je?", "body{font-size:6pt}")
    assert found(plain, expected, *STRUCTURE) == []
    large = make_pdf(
        f"<p class=a>Met wie overleg je?{running}", "body{font-size:6pt} .a{font-size:9pt}"
    )
    (finding,) = found(large, expected, *STRUCTURE)
    assert finding.message == (
        "the document has no headings; 'Met wie overleg je?' only looks like one"
    )


def test_an_empty_heading_is_found(make_pdf: MakePdf, expected: Expected, changed: Changed) -> None:
    def empty(pdf: pikepdf.Pdf) -> None:
        next(elements(pdf, "H2")).K = Array([])

    pdf = changed(make_pdf("<h1>A</h1><h2>B"), empty)
    (finding,) = found(pdf, expected, "heading-order")
    assert finding.message == "a heading of level 2 is empty"


def test_types_are_looked_up_in_the_role_map(
    make_pdf: MakePdf, expected: Expected, changed: Changed
) -> None:
    def rename(pdf: pikepdf.Pdf) -> None:
        roles = Dictionary(Kop=Name.Tussenkop, Tussenkop=Name.H3, Rond=Name.Rond)
        pdf.Root.StructTreeRoot.RoleMap = roles
        next(elements(pdf, "H2")).S = Name.Kop

    (finding,) = found(
        changed(make_pdf("<h1>Eerst</h1><h2>Dan"), rename), expected, "heading-order"
    )
    assert "'Dan' is of level 3" in finding.message


@pytest.mark.parametrize(
    ("alt", "message"),
    [
        ("deur.png", "the text for a picture is the name of a file: 'deur.png'"),
        ("https://x.nl/a/deur.jpg?x=1", "the text for a picture is the name of a file"),
        ("IMG_2031", "the text for a picture is the name of a file: 'IMG_2031'"),
        ("afbeelding", "the text for a picture says nothing: 'afbeelding'"),
        ("Picture 3", "the text for a picture says nothing: 'Picture 3'"),
        ("...", "the text for a picture says nothing: '...'"),
    ],
)
def test_a_text_that_says_nothing_of_a_picture_is_found(
    make_pdf: MakePdf, expected: Expected, alt: str, message: str
) -> None:
    (finding,) = found(make_pdf(PICTURE.format(alt)), expected, *STRUCTURE, "pdf-ua")
    assert (finding.rule, finding.page) == ("alt-text", 1)
    assert finding.message.startswith(message)
    assert len(finding.places) == 1


@pytest.mark.parametrize(
    "alt",
    ["Een deur op een kier", "Logo", "Foto van het team", "QR-code naar buit.nl", "Figuur: groei"],
)
def test_a_text_that_tells_what_is_seen_is_let_be(
    make_pdf: MakePdf, expected: Expected, alt: str
) -> None:
    pdf = make_pdf(PICTURE.format(alt))
    assert found(pdf, expected, *STRUCTURE, "pdf-ua") == []


def test_a_picture_without_a_text_is_found(
    make_pdf: MakePdf, expected: Expected, changed: Changed
) -> None:
    def silence(pdf: pikepdf.Pdf) -> None:
        del next(elements(pdf, "Figure"))["/Alt"]

    pdf = changed(make_pdf(PICTURE.format("Een deur")), silence)
    (finding,) = found(pdf, expected, *STRUCTURE, "pdf-ua")
    assert finding.message == "a picture has no text for who can't see it"

    def read_instead(pdf: pikepdf.Pdf) -> None:
        silence(pdf)
        next(elements(pdf, "Figure")).ActualText = String("Een deur")

    pdf = changed(make_pdf(PICTURE.format("Een deur")), read_instead)
    assert found(pdf, expected, "alt-text") == []


def test_a_picture_that_is_called_a_code_must_be_one(make_pdf: MakePdf, expected: Expected) -> None:
    pdf = make_pdf(PICTURE.format("QR-code naar voorbeeld.nl"))
    (finding,) = found(pdf, expected, "qr-unreadable")
    assert finding.message == "a picture that is called a QR code can't be read"
    assert finding.detail == ("pictures that are called a QR code: 1; codes that can be read: 0")


def test_a_tree_that_bites_its_tail_is_read_to_its_end(
    make_pdf: MakePdf, expected: Expected, changed: Changed
) -> None:
    def bite(pdf: pikepdf.Pdf) -> None:
        first, second = list(elements(pdf, "P"))[:2]
        first.K, second.K = Array([second, first]), Array([first, 3, String("x"), Name.X])
        first.Pg = second
        pdf.Root.StructTreeRoot.RoleMap = Dictionary(P=Name.Q, Q=Name.P)
        pdf.Root.StructTreeRoot.K = Array([first, second, pdf.Root, pdf.pages[0].obj])

    pdf = changed(make_pdf("<p>Een<p>Twee"), bite)
    assert isinstance(found(pdf, expected, *STRUCTURE, "pdf-ua", "reading-order"), list)
