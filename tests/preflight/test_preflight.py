"""The rules as a whole: silence on a good PDF, one finding on a bad one, no crash on any."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.finish import FinishOptions, SlugText, finish
from generator.model.document import OneUp
from generator.model.fit import PageRange
from generator.model.geometry import Size
from generator.model.layout import Layout
from generator.model.sheet import fill_sheet
from generator.model.target import Target
from generator.preflight import RULE_INFOS, Expected, inspect
from tests.preflight.conftest import MakePdf, found

A4 = Size(210, 297)


def test_a_good_pdf_has_no_findings(make_pdf: MakePdf, expected: Expected) -> None:
    assert inspect(make_pdf(), expected).findings == ()


def test_every_rule_has_a_name_of_its_own_and_a_reason() -> None:
    assert len({rule.id for rule in RULE_INFOS}) == len(RULE_INFOS)
    for rule in RULE_INFOS:
        assert rule.why.endswith("."), rule.id
        assert len(rule.why) < 90, rule.id
        assert rule.cure.endswith("."), rule.id
        assert rule.source, rule.id


def test_a_file_that_is_no_pdf_has_one_finding(expected: Expected) -> None:
    for pdf in (b"", b"geen pdf", b"%PDF-1.7\n%%EOF"):
        assert [finding.rule for finding in inspect(pdf, expected).findings] == ["unreadable"]


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_damaged_file_is_no_crash(
    make_pdf: MakePdf, expected: Expected, data: st.DataObject
) -> None:
    pdf = bytearray(make_pdf())
    start = data.draw(st.integers(0, len(pdf) - 1))
    if data.draw(st.booleans()):
        del pdf[start : start + data.draw(st.integers(1, 400))]
    else:
        pdf[start : start + 4] = data.draw(st.binary(min_size=4, max_size=4))
    inspect(bytes(pdf), expected)  # raises nothing


def test_imposed_sheets_are_checked_panel_by_panel(make_pdf: MakePdf, expected: Expected) -> None:
    layout = Layout(fill_sheet(A4, Size(85, 55)), sides=2)
    pages = PageRange(min=2, max=2)
    sheet = replace(expected, trim=A4, target=Target.OFFICE, layout=layout, pages=pages)
    good = OneUp(make_pdf("<p>voor<p style='break-before:page'>achter"), Size(85, 55), 3)
    assert inspect(finish(good, FinishOptions(layout)), sheet).findings == ()
    css = "p+p{break-before:page;font-size:6pt;margin-left:-3mm}"
    bad = OneUp(make_pdf("<p>voor<p>achter", css), Size(85, 55), 3)
    findings = found(finish(bad, FinishOptions(layout)), sheet, "smallest-type", "safe-area")
    assert [(finding.rule, finding.page) for finding in findings] == [
        ("smallest-type", 2),
        ("safe-area", 2),
    ]


def test_small_print_beside_panels_may_be_small(make_pdf: MakePdf, expected: Expected) -> None:
    folder = files("fontpkg_atkinson_hyperlegible") / "files"
    ttf = (folder / "AtkinsonHyperlegible-Regular.ttf").read_bytes()
    layout = Layout(fill_sheet(A4, Size(85, 55)))
    sheet = replace(expected, trim=A4, target=Target.OFFICE, layout=layout, slug_from_mm=0)
    options = FinishOptions(layout, slug=SlugText(("Druk af op 100%",)), font=ttf)
    assert inspect(finish(OneUp(make_pdf(), Size(85, 55), 3), options), sheet).findings == ()
