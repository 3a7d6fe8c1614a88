"""Text with an embedded font, as a reader of the PDF gets it."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from generator.errors import RenderError
from generator.finish.text import embed_font, subset_font

WORDS = "Coöperatie Öst – 100% ‘ijs’ × 3"


def set_words(ttf: bytes, words: str) -> bytes:
    """Make a page of 200 x 100 pt with `words` at 10 pt."""
    font = subset_font(ttf, frozenset(words))
    with Pdf.new() as pdf:
        content = f"BT /F 10 Tf 1 0 0 1 20 50 Tm {font.encode(words)} Tj ET"
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, 200, 100]),
            Resources=Dictionary(Font=Dictionary(F=embed_font(pdf, font))),
            Contents=pikepdf.Stream(pdf, content.encode()),
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
        buffer = BytesIO()
        pdf.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def test_text_is_read_back_as_it_was_written(ttf: bytes) -> None:
    with pypdfium2.PdfDocument(set_words(ttf, WORDS)) as document:
        assert document[0].get_textpage().get_text_range() == WORDS


def test_text_is_as_wide_as_it_was_measured(ttf: bytes) -> None:
    with pypdfium2.PdfDocument(set_words(ttf, "HHHHHHHHHH")) as document:
        text = document[0].get_textpage()
        left = text.get_charbox(0)[0]
        last = text.get_charbox(9)[0]
    font = subset_font(ttf, frozenset("H"))
    assert (last - left) / 72 * 25.4 == pytest.approx(font.width_mm("H" * 9, 10), abs=0.01)


def test_glyphs_are_drawn(ttf: bytes) -> None:
    with pypdfium2.PdfDocument(set_words(ttf, "Ö")) as document:
        left, bottom, right, top = document[0].get_textpage().get_charbox(0)
        picture = document[0].render(scale=4).to_pil().convert("L")
    ink = picture.point(lambda value: 255 - value).getbbox()
    assert ink is not None
    expected = (4 * left, 4 * (100 - top), 4 * right, 4 * (100 - bottom))
    assert ink == pytest.approx(expected, abs=2)


def test_the_font_holds_only_the_glyphs_in_use(ttf: bytes) -> None:
    font = subset_font(ttf, frozenset("abc"))
    assert set(font.glyphs) == set(" abc")
    assert font.name.split("+")[1] == "AtkinsonHyperlegible-Regular"
    assert len(font.file) < len(ttf) / 10


def test_other_characters_give_another_subset_tag(ttf: bytes) -> None:
    assert subset_font(ttf, frozenset("abc")).name != subset_font(ttf, frozenset("abd")).name


def test_two_runs_give_the_same_bytes(ttf: bytes) -> None:
    first = set_words(ttf, WORDS)
    subset_font.cache_clear()
    assert set_words(ttf, WORDS) == first


def test_a_character_that_the_font_lacks_is_named(ttf: bytes) -> None:
    with pytest.raises(RenderError, match="has no 字"):
        subset_font(ttf, frozenset("a字"))
