"""Documents laid out and drawn: warnings stop them, pages are counted, bytes stay the same."""

from __future__ import annotations

import logging
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest

from generator.errors import RenderError
from generator.executor import open_executor
from generator.model.document import WHOLE, FitResult, Html, OneUp, Part, PartFit
from generator.model.fit import PageRange
from generator.render.fonts import families
from generator.render.layout import count_pages, render, render_fitting

if TYPE_CHECKING:
    from tests.render.conftest import MakeHtml

ONE, TWO = PageRange(min=1, max=1), PageRange(min=2, max=2)


def text_of(pdf: bytes) -> list[str]:
    """The text of each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range().strip() for page in document]


def height_of_text(html: Html) -> float:
    """The height of the first letter on the first page, in points."""
    with pypdfium2.PdfDocument(render(html, tagged=False).pdf) as document:
        _, bottom, _, top = document[0].get_textpage().get_charbox(0)
    return float(top - bottom)


@pytest.mark.parametrize(
    ("body", "css", "said"),
    [
        ("<p>x", "p{colour:red}", "colour"),
        ("<p>x", "p{width:10 mm}", "width:10 mm"),
        ("<p>x", "p:hoover{color:red}", "p:hoover"),
        ("<p style='colr:red'>x", "", "colr"),
        ("<style>p{heigth:1mm}</style><p>x", "", "heigth"),
        ("<img src='data:image/png;base64,aGFsbG8='>", "", "Failed to load image"),
    ],
)
def test_what_weasyprint_only_logs_stops_the_job(
    body: str, css: str, said: str, make_html: MakeHtml
) -> None:
    for attempt in (count_pages, lambda html: render(html, tagged=True)):
        with pytest.raises(RenderError, match="WeasyPrint says: ") as caught:
            attempt(make_html(body, css=css))
        assert said in str(caught.value)
        assert caught.value.exit_code == 5


def test_a_mistake_in_a_style_sheet_is_told_with_its_file_and_line(make_html: MakeHtml) -> None:
    css = "p { color: red }\n\n  h1 { colour: red }\n"
    with pytest.raises(RenderError) as caught:
        count_pages(make_html("<p>x", css=css))
    (problem,) = caught.value.problems
    assert str(problem).startswith("templates/proof/style.css:3:8: WeasyPrint says: ")


def test_a_warning_that_comes_twice_is_told_once(make_html: MakeHtml) -> None:
    with pytest.raises(RenderError) as caught:
        render(
            make_html("<p style='colr:red'>x<p style='colr:red'>y<p style='hue:1'>z"), tagged=False
        )
    assert len(caught.value.problems) == 2


def test_weasyprints_logger_is_left_as_it_was(make_html: MakeHtml) -> None:
    logger = logging.getLogger("weasyprint")
    before = (logger.propagate, list(logger.handlers))
    count_pages(make_html("<p>x"))
    with pytest.raises(RenderError):
        count_pages(make_html("<p style='colr:red'>x"))
    assert (logger.propagate, logger.handlers) == before


def test_a_document_without_parts_counts_all_its_pages(make_html: MakeHtml) -> None:
    html = make_html("<p>" + "Een regel.<br>" * 25, pages=3)
    pages = count_pages(html)
    assert pages.by_part == {WHOLE: 3}
    assert pages.fits(html, WHOLE)
    assert not pages.fits(make_html("", pages=2), WHOLE)


def test_a_parts_pages_run_to_where_the_next_part_starts(make_html: MakeHtml) -> None:
    lengths = {"part-a": 4, "part-b": 12, "part-c": 30}
    body = "".join(
        f"<section id='{name}' style='break-before:page'><p>{'Regel.<br>' * lines}</section>"
        for name, lines in lengths.items()
    )
    parts = tuple(Part(name, TWO) for name in lengths)
    html = make_html(body, parts=parts)
    pages = count_pages(html)
    assert pages.by_part == {"part-a": 1, "part-b": 2, "part-c": 4}
    assert [pages.fits(html, name) for name in lengths] == [False, True, False]


def test_a_part_that_has_too_many_pages_is_not_made_up_for_by_another(make_html: MakeHtml) -> None:
    def drawn(*lines: int) -> OneUp | None:
        sections = (
            f"<section id='part-{at}' style='break-before:page'><p>{'Regel.<br>' * count}</section>"
            for at, count in enumerate(lines)
        )
        parts = tuple(Part(f"part-{at}", PageRange(min=1, max=2)) for at in range(len(lines)))
        return render_fitting(make_html("".join(sections), parts=parts), tagged=False)

    assert drawn(4, 12) is not None
    assert drawn(4, 22) is None


def test_a_part_without_an_element_is_named(make_html: MakeHtml) -> None:
    parts = (Part("part-a", ONE), Part("part-lost", ONE))
    with pytest.raises(RenderError, match="no element with id 'part-lost'"):
        count_pages(make_html("<section id='part-a'>x</section>", parts=parts))


def test_copyfits_sizes_override_those_of_the_style_sheet(make_html: MakeHtml) -> None:
    body = "<section id='part-a'><p>tekst</section>"
    html = make_html(body, parts=(Part("part-a", ONE),))
    full = height_of_text(html.set_in(FitResult({"part-a": PartFit(text=1.0)})))
    small = height_of_text(html.set_in(FitResult({"part-a": PartFit(text=0.6)})))
    assert small == pytest.approx(0.6 * full, rel=0.02)


def test_a_pdf_has_its_document_text_and_size(make_html: MakeHtml) -> None:
    html = make_html("<h1>Drempel</h1><p>één coördinator", pages=1)
    one_up = render(html, tagged=False)
    assert text_of(one_up.pdf) == ["Drempel\r\néén coördinator"]
    assert (one_up.trim, one_up.bleed_mm) == (html.trim, html.bleed_mm)
    with pypdfium2.PdfDocument(one_up.pdf) as document:
        width, height = document[0].get_size()
    assert (width, height) == pytest.approx((80 * 72 / 25.4, 50 * 72 / 25.4), abs=0.01)


def test_only_a_tagged_pdf_says_that_it_is_pdf_ua(make_html: MakeHtml) -> None:
    html = make_html("<h1>Drempel</h1>")
    with pikepdf.open(BytesIO(render(html, tagged=True).pdf)) as tagged:
        assert tagged.Root.MarkInfo.Marked
        assert str(tagged.Root.Lang) == "nl"
        assert "/StructTreeRoot" in tagged.Root
        assert tagged.open_metadata()["pdfuaid:part"] == "1"
    with pikepdf.open(BytesIO(render(html, tagged=False).pdf)) as plain:
        assert "/StructTreeRoot" not in plain.Root
        assert "/MarkInfo" not in plain.Root


def everything(make_html: MakeHtml) -> Html:
    return make_html(
        "<h1>Kop</h1><p>tekst <b>vet</b> <i>schuin</i> <a href='https://a.nl'>link</a>"
    )


@pytest.mark.parametrize("tagged", [True, False])
def test_the_same_document_gives_the_same_bytes(tagged: bool, make_html: MakeHtml) -> None:
    html = everything(make_html)
    first = render(html, tagged=tagged).pdf
    other = make_html("<p>iets anders", css="p{margin:1mm}")
    assert render(other, tagged=tagged).pdf != first
    assert render(html, tagged=tagged).pdf == first


def test_another_process_gives_the_same_bytes(make_html: MakeHtml) -> None:
    html = everything(make_html)
    with open_executor(workers=2, tasks=2) as executor:
        elsewhere = executor.submit(render, html, tagged=True).result()
    assert elsewhere.pdf == render(html, tagged=True).pdf


def test_only_our_own_fonts_are_in_the_pdf(make_html: MakeHtml) -> None:
    with pikepdf.open(BytesIO(render(everything(make_html), tagged=False).pdf)) as pdf:
        names = {
            str(one.BaseFont).partition("+")[2].replace("-", "")
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"
        }
    assert len(names) == 4
    assert all(name.startswith(tuple(families())) for name in names), names
