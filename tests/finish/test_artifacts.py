"""Tagged documents: what isn't in the structure is an artifact, and all else stays as it was."""

from __future__ import annotations

from io import BytesIO

import page as page_validation
import pikepdf
import pypdfium2
import pytest
import weasyprint

from generator.errors import RenderError
from generator.finish import finish
from generator.model.document import OneUp
from generator.model.geometry import Size
from tests.structure import belonging_to, marked_on

CARD = Size(85, 55)
NUMBERS = "@bottom-right { content: counter(page) ' / ' counter(pages) }"
TEXT = "<h1>Drempel</h1><p style='break-after: page'>één</p><p>twee</p>"


def tagged(margins: str = "") -> OneUp:
    """Two tagged pages."""
    html = (
        f"<!doctype html><html lang=nl><meta charset=utf-8><title>Drempel</title>"
        f"<style>@page {{ size: 85mm 55mm; margin: 10mm; {margins} }}</style>{TEXT}"
    )
    pdf = weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")
    return OneUp(pdf, CARD, 0)


def changed(one_up: OneUp, old: bytes, new: bytes) -> OneUp:
    """Change what the first page draws."""
    with pikepdf.open(BytesIO(one_up.pdf)) as pdf:
        page = pdf.pages[0]
        page.contents_coalesce()
        drawn = page.obj.Contents.read_bytes()
        assert old in drawn
        page.obj.Contents.write(drawn.replace(old, new))
        buffer = BytesIO()
        pdf.save(buffer)
    return OneUp(buffer.getvalue(), CARD, 0)


def test_a_document_that_is_all_tagged_comes_back_as_it_is() -> None:
    one_up = tagged()
    assert finish(one_up) is one_up.pdf


def test_page_numbers_are_artifacts() -> None:
    finished = finish(tagged(NUMBERS))
    with pikepdf.open(BytesIO(finished)) as pdf:
        for page in pdf.pages:
            assert marked_on(page) == belonging_to(pdf.Root.StructTreeRoot, page) != set()
            assert b"/Pagination" in page.Contents.read_bytes()
    assert not page_validation.validate_pdf_bytes(finished, profile="ua1").failures


def test_page_numbers_look_as_they_did() -> None:
    one_up = tagged(NUMBERS)
    finished = finish(one_up)
    with pypdfium2.PdfDocument(one_up.pdf) as before, pypdfium2.PdfDocument(finished) as after:
        for old, new in zip(before, after, strict=True):
            assert old.render().to_pil().tobytes() == new.render().to_pil().tobytes()
            assert old.get_textpage().get_text_range() == new.get_textpage().get_text_range()


def test_structure_without_content_is_no_guess() -> None:
    one_up = changed(tagged(NUMBERS), b"<</MCID 2>>", b"<</MCID 7>>")
    with pytest.raises(RenderError, match="belongs to nothing"):
        finish(one_up)
