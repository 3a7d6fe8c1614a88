"""What files that other tools made are taken for, and what is then expected of them."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from generator.model.geometry import parse_format
from generator.model.printing import Shop
from generator.model.target import Target
from generator.preflight import Foreign, Inspection, inspect

Change = Callable[[Pdf], None]


def look(change: Change, told: Foreign | None = None) -> Inspection:
    """Look over a page with a red square, after a change."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(300, 400))
    pdf.pages[0].contents_add(b"1 0 0 rg 100 100 50 50 re f")
    change(pdf)
    saved = BytesIO()
    pdf.save(saved, fix_metadata_version=False)
    return inspect(saved.getvalue(), told or Foreign(Shop()))


def nothing(pdf: Pdf) -> None:
    """Change nothing."""


def with_intent(pdf: Pdf) -> None:
    pdf.Root.OutputIntents = Array([Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFX)])


def with_archive_intent(pdf: Pdf) -> None:
    pdf.Root.OutputIntents = Array([Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFA1)])


def with_version(pdf: Pdf) -> None:
    pdf.trailer.Info = pdf.make_indirect(Dictionary(GTS_PDFXVersion=String("PDF/X-1a:2003")))


def with_trim(pdf: Pdf) -> None:
    pdf.pages[0].obj.TrimBox = Array([10, 10, 290, 390])


def with_trim_of_the_sheet(pdf: Pdf) -> None:
    pdf.pages[0].obj.TrimBox = Array([0, 0, 300, 400])


def with_strange_trim(pdf: Pdf) -> None:
    pdf.pages[0].obj.TrimBox = Array([String("a"), 10, 290, 390])


def in_inks(pdf: Pdf) -> None:
    pdf.pages[0].Contents = pdf.make_stream(b"0 1 1 0 k 100 100 50 50 re f")


def in_both(pdf: Pdf) -> None:
    pdf.pages[0].contents_add(b"0 1 1 0 k 100 100 50 50 re f")


def with_tags(pdf: Pdf) -> None:
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def with_ua(pdf: Pdf) -> None:
    pdf.Root.Metadata = Stream(pdf, b"<x pdfuaid:part='1'/>")


def with_broken_metadata(pdf: Pdf) -> None:
    pdf.Root.Metadata = Stream(pdf, b"nonsense", Filter=Name.FlateDecode)


@pytest.mark.parametrize(
    ("change", "target", "reason"),
    [
        (nothing, Target.OFFICE, "say --target"),
        (with_intent, Target.PRESS, "output intent for PDF/X"),
        (with_archive_intent, Target.OFFICE, "say --target"),
        (with_version, Target.PRESS, "it says that it is PDF/X"),
        (with_trim, Target.PRESS, "bleed"),
        (with_trim_of_the_sheet, Target.OFFICE, "say --target"),
        (with_strange_trim, Target.OFFICE, "say --target"),
        (in_inks, Target.PRESS, "its colours are in four inks"),
        (in_both, Target.OFFICE, "say --target"),
        (with_tags, Target.SCREEN, "it is tagged"),
        (with_ua, Target.SCREEN, "PDF/UA"),
        (with_broken_metadata, Target.OFFICE, "say --target"),
    ],
)
def test_a_file_is_taken_for_what_it_looks_like(
    change: Change, target: Target, reason: str
) -> None:
    inspection = look(change)
    assert inspection.target is target
    assert reason in inspection.note


def test_what_a_person_says_counts_and_needs_no_note() -> None:
    inspection = look(with_intent, Foreign(Shop(), target=Target.SCREEN))
    assert (inspection.target, inspection.note) == (Target.SCREEN, "")


def test_a_format_and_a_language_that_are_named_are_held_to() -> None:
    told = Foreign(Shop(), format=parse_format("a6"), language="nl")
    rules = {one.rule for one in look(with_tags, told).findings}
    assert {"page-size", "language"} <= rules


def test_a_press_file_is_held_to_the_shop_that_is_named() -> None:
    def dark(pdf: Pdf) -> None:
        with_intent(pdf)
        pdf.pages[0].Contents = pdf.make_stream(b"1 .9 .6 .3 k 100 100 50 50 re f")

    def rules(shop: Shop) -> set[str]:
        return {one.rule for one in look(dark, Foreign(shop)).findings}

    assert "ink-coverage" not in rules(Shop(ink_limit_percent=300))
    assert "ink-coverage" in rules(Shop(ink_limit_percent=260))
