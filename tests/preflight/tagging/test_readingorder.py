"""Text is read aloud in the order in which the eye reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from generator.preflight import Expected
from tests.preflight.conftest import found
from tests.preflight.tagging.test_structure import elements

if TYPE_CHECKING:
    from tests.preflight.conftest import Change, MakePdf

Changed = Callable[[bytes, "Change"], bytes]
SMALL = "*{font-size:6pt;line-height:1.2;margin:0} p,h1{margin-bottom:1mm}"
COLUMNS = (
    "<div class=c><p>Eerste alinea van de linkerkolom, die begint.<p>Tweede alinea links.</div>"
    "<div class=c><p>Eerste alinea van de rechterkolom, die begint.<p>Tweede rechts.</div>"
)
IN_COLUMNS = SMALL + ".c{float:left;width:36mm} .c+.c{margin-left:3mm}"


def reordered(*order: int, kind: str = "P") -> Callable[[pikepdf.Pdf], None]:
    """Return a change that reads what stands in paragraphs in another order."""

    def reorder(pdf: pikepdf.Pdf) -> None:
        paragraphs = list(elements(pdf, kind))
        kids = [one.K for one in paragraphs]
        for paragraph, at in zip(paragraphs, order, strict=True):
            paragraph.K = kids[at]

    return reorder


def test_paragraphs_in_order_are_let_be(make_pdf: MakePdf, expected: Expected) -> None:
    assert (
        found(make_pdf("<h1>Titel</h1><p>Een<p>Twee<p>Drie", SMALL), expected, "reading-order")
        == []
    )


def test_a_paragraph_that_is_read_too_late_is_found(
    make_pdf: MakePdf, expected: Expected, changed: Changed
) -> None:
    pdf = changed(make_pdf("<p>Eerste<p>Tweede<p>Derde", SMALL), reordered(0, 2, 1))
    (finding,) = found(pdf, expected, "reading-order")
    assert finding.message == "'Tweede' is read after 'Derde', which stands below it"
    assert finding.page == 1
    below, above = finding.places
    assert above.bottom < below.top + 0.5


def test_columns_are_read_one_after_the_other(make_pdf: MakePdf, expected: Expected) -> None:
    assert found(make_pdf(COLUMNS, IN_COLUMNS), expected, "reading-order") == []


def test_columns_that_are_read_from_right_to_left_are_found(
    make_pdf: MakePdf, expected: Expected, changed: Changed
) -> None:
    pdf = changed(make_pdf(COLUMNS, IN_COLUMNS), reordered(2, 3, 0, 1))
    (finding,) = found(pdf, expected, "reading-order")
    assert "which stands to the right of it" in finding.message
    arabic = changed(pdf, lambda opened: opened.Root.__setitem__("/Lang", String("ar")))
    assert found(arabic, expected, "reading-order") == []


@pytest.mark.parametrize(
    ("body", "css"),
    [
        # Rows of two cells each; a foot under two columns; a note in the margin, read last.
        (
            "<p class=c>Een<p class=c>Twee<p class=c>Drie<p class=c>Vier",
            ".c{float:left;width:36mm}",
        ),
        (COLUMNS + "<p style='clear:both'>De voet staat onder beide", ""),
        (
            COLUMNS.replace("class=c", "class=c style='margin-left:12mm;width:24mm'")
            + "<p style='position:absolute;left:0;top:0;width:9mm'>Kant",
            "",
        ),
        ("<table><tr><td>Een<td>Twee<br>Twee<tr><td>Drie<td>Vier</table><p>Onder", ""),
        ("<ol><li>Een<li>Twee<li>Drie</ol><p>Onder", ""),
        ("<p>Op pagina een<p style='break-before:page'>Op pagina twee", ""),
    ],
)
def test_what_stands_beside_something_may_be_read_after_it(
    make_pdf: MakePdf, expected: Expected, body: str, css: str
) -> None:
    assert found(make_pdf(body, IN_COLUMNS + css), expected, "reading-order") == []


def test_a_title_that_is_read_last_is_found(
    make_pdf: MakePdf, expected: Expected, changed: Changed
) -> None:
    pdf = changed(make_pdf("<p>De titel staat hier<p>Tekst<p>Voet", SMALL), reordered(1, 2, 0))
    (finding,) = found(pdf, expected, "reading-order")
    assert finding.message.startswith("'De titel staat hier' is read after 'Voet'")


def test_a_page_that_is_read_after_a_later_one_is_found(
    make_pdf: MakePdf, expected: Expected, changed: Changed
) -> None:
    pdf = make_pdf("<p>Eerst<p style='break-before:page'>Later", SMALL)

    def turn(opened: pikepdf.Pdf) -> None:
        first, second = elements(opened, "P")
        for one, page in ((first, opened.pages[1]), (second, opened.pages[0])):
            one.Pg = page.obj
            one.K = Array([Dictionary(Type=Name.MCR, Pg=page.obj, MCID=0)])

    (finding,) = found(changed(pdf, turn), expected, "reading-order")
    assert (finding.page, finding.message) == (1, "'Eerst' is read after 'Later' on page 2")
