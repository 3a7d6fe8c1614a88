"""Two PDFs as their reader sees them: pages that came, went or have another size."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from generator.compare.owners import Owner, Owners
from generator.compare.pdfs import compare_pdfs

A_POINT = 25.4 / 72
NOBODY = Owners({})


def pdf(*pages: str, size: tuple[float, float] = (200, 100)) -> bytes:
    """A PDF with a line of text on each page."""
    written = BytesIO()
    canvas = Canvas(written, pagesize=size, invariant=True)
    for text in pages:
        canvas.drawString(20, 50, text)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def test_equal_pages_have_nothing_to_tell_and_nobody_is_asked() -> None:
    def ask() -> Owners:
        raise AssertionError("nothing differs")

    compared = compare_pdfs(pdf("een", "twee"), pdf("een", "twee") + b"\n", ask)
    assert (compared.texts, compared.pictures) == ((), ())


def test_a_word_is_found_on_its_page_and_drawn() -> None:
    drawn: dict[int, bytes] = {}
    compared = compare_pdfs(
        pdf("een", "twee drie"), pdf("een", "twee vier"), lambda: NOBODY, drawn.__setitem__
    )
    ((owner, text),) = compared.texts
    ((_, picture),) = compared.pictures
    assert (owner, text.page, picture.page, picture.note) == (Owner(), 2, 2, "")
    (place,) = picture.places
    # reportlab's Helvetica of 12 pt: the second word begins some 25 pt behind the first.
    assert 40 * A_POINT < place.left < 50 * A_POINT
    assert drawn.keys() == {2} and drawn[2].startswith(b"\x89PNG")


@pytest.mark.parametrize(("more", "note"), [("new", "new page"), ("old", "gone")])
def test_a_page_that_only_one_has_is_told_and_drawn_beside_nothing(more: str, note: str) -> None:
    short, long = pdf("een"), pdf("een", "twee")
    old, new = (short, long) if more == "new" else (long, short)
    drawn: dict[int, bytes] = {}
    compared = compare_pdfs(old, new, lambda: NOBODY, drawn.__setitem__)
    ((_, picture),) = compared.pictures
    assert (picture.page, picture.note, picture.share) == (2, note, 1)
    assert drawn.keys() == {2}


def test_a_page_of_another_size_is_told_with_both() -> None:
    compared = compare_pdfs(pdf("een"), pdf("een", size=(400, 100)), lambda: NOBODY)
    ((_, picture),) = compared.pictures
    assert picture.note == "71 × 35 mm → 141 × 35 mm"


def test_an_immense_page_is_drawn_within_bounds() -> None:
    huge = (14_400.0, 14_400.0)
    compared = compare_pdfs(pdf("een", size=huge), pdf("", size=huge), lambda: NOBODY)
    assert [text.parts[0].text for _, text in compared.texts] == ["een"]


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(pypdfium2.PdfiumError):
        compare_pdfs(b"%PDF-1.7 torn", pdf("een"), lambda: NOBODY)
