"""Title, language and structure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf
import pytest

from generator.model.product import Target
from generator.preflight import Expected, preflight

if TYPE_CHECKING:
    from tests.preflight.conftest import Change, MakePdf


def without_title(pdf: pikepdf.Pdf) -> None:
    del pdf.docinfo["/Title"]


def with_file_name(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = "card-85x55.html"


def without_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Lang"]


def without_marks(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo.Marked = False


def without_structure(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/StructTreeRoot"]


def without_shown_title(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/ViewerPreferences"]


@pytest.mark.parametrize(
    ("spoil", "rule", "words"),
    [
        (without_title, "title-and-language", "no title"),
        (with_file_name, "title-and-language", "a file name: 'card-85x55.html'"),
        (without_language, "title-and-language", "language is ''; it must be 'nl'"),
        (without_marks, "tagged", "not marked as tagged"),
        (without_structure, "tagged", "no structure tree"),
        (without_shown_title, "tagged", "in place of the document's title"),
    ],
)
def test_what_a_reader_misses_is_found(
    make_pdf: MakePdf,
    expected: Expected,
    changed: Callable[[bytes, Change], bytes],
    spoil: Change,
    rule: str,
    words: str,
) -> None:
    (finding,) = preflight(changed(make_pdf(), spoil), expected)
    assert finding.rule == rule
    assert words in finding.message


def test_another_language_is_found(make_pdf: MakePdf, expected: Expected) -> None:
    (finding,) = preflight(make_pdf(), replace(expected, language="en"))
    assert finding.message == "the language is 'nl'; it must be 'en'"


def test_a_title_in_the_xmp_metadata_will_do(
    make_pdf: MakePdf, expected: Expected, changed: Callable[[bytes, Change], bytes]
) -> None:
    def move_title(pdf: pikepdf.Pdf) -> None:
        with pdf.open_metadata() as metadata:
            metadata["dc:title"] = "Kaarten"
        del pdf.docinfo["/Title"]

    assert preflight(changed(make_pdf(), move_title), expected) == []


def test_paper_needs_no_structure(
    make_pdf: MakePdf, expected: Expected, changed: Callable[[bytes, Change], bytes]
) -> None:
    pdf = changed(make_pdf(), without_structure)
    assert preflight(pdf, replace(expected, target=Target.OFFICE)) == []
