"""Fonts that are missing, whole, coarse or not ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from generator.model.finding import Finding
from generator.preflight import Expected, preflight

if TYPE_CHECKING:
    from tests.preflight.conftest import Change, MakePdf


def fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [font for _, font in pdf.pages[0].obj.Resources.Font.items()]


def findings(pdf: bytes, expected: Expected, rule: str) -> list[Finding]:
    return [finding for finding in preflight(pdf, expected) if finding.rule == rule]


def leave_out_the_file(pdf: pikepdf.Pdf) -> None:
    del fonts(pdf)[0].DescendantFonts[0].FontDescriptor["/FontFile2"]


def take_off_the_tag(pdf: pikepdf.Pdf) -> None:
    fonts(pdf)[0].BaseFont = Name("/AtkinsonHyperlegible-Regular")


def call_it_type_3(pdf: pikepdf.Pdf) -> None:
    fonts(pdf)[0].Subtype = Name.Type3


@pytest.mark.parametrize(
    ("spoil", "rule", "severity", "words"),
    [
        (leave_out_the_file, "font-embedded", "error", "not in the file"),
        (take_off_the_tag, "font-subset", "warning", "not as a subset"),
        (call_it_type_3, "font-embedded", "error", "Type 3"),
    ],
)
def test_a_font_that_would_not_print_is_found(
    make_pdf: MakePdf,
    expected: Expected,
    changed: Callable[[bytes, Change], bytes],
    spoil: Change,
    rule: str,
    severity: str,
    words: str,
) -> None:
    (finding,) = findings(changed(make_pdf(), spoil), expected, rule)
    assert words in finding.message
    assert finding.severity == severity
    assert findings(make_pdf(), expected, rule) == []


def test_a_font_inside_a_form_is_found(
    make_pdf: MakePdf, expected: Expected, changed: Callable[[bytes, Change], bytes]
) -> None:
    def add_a_form(pdf: pikepdf.Pdf) -> None:
        helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        form = pikepdf.Stream(pdf, b"", Type=Name.XObject, Subtype=Name.Form)
        # The form holds itself, as a broken file's may.
        form.Resources = Dictionary(
            Font=Dictionary(F=helvetica), XObject=Dictionary(Self=pdf.make_indirect(form))
        )
        pdf.pages[0].obj.Resources.XObject = Dictionary(Form=form)

    pdf = changed(make_pdf(), add_a_form)
    (missing,) = findings(pdf, expected, "font-embedded")
    (foreign,) = findings(pdf, expected, "foreign-font")
    assert "Helvetica" in missing.message
    assert foreign.message == "font 'Helvetica' is not ours; set in it: nothing"


def test_a_foreign_font_is_named_with_its_characters(make_pdf: MakePdf, expected: Expected) -> None:
    pdf = make_pdf("<p>Een <b>ijs</b>je", "b{font:8pt 'Vreemd'}")
    (finding,) = preflight(pdf, expected)
    assert str(finding) == "page 1: font 'Vreemd' is not ours; set in it: ijs [foreign-font]"
