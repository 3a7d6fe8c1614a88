"""How a finding reads: where, what, what helps."""

from __future__ import annotations

from generator.model.finding import Finding
from generator.model.geometry import Rect
from generator.model.mark import Mark


def test_a_finding_in_our_own_text_starts_with_the_line_to_mend() -> None:
    finding = Finding(
        "safe-area",
        "error",
        "the answer of drempel 7 comes within 2.1 mm of the trim",
        14,
        Mark("content/nl.yaml", 84),
        "safe area 4 mm",
        "Shorten it by about 12 characters.",
        (Rect(5, 50, 60, 3),),
        "output/landelijk/nl/press/card-85x55.pdf",
        "card-85x55",
    )
    assert str(finding) == (
        "content/nl.yaml:84: the answer of drempel 7 comes within 2.1 mm of the trim on card-85x55 "
        "page 14 (safe area 4 mm). Shorten it by about 12 characters. [safe-area]"
    )


def test_a_finding_in_another_pdf_starts_with_its_page_and_says_where_on_it() -> None:
    finding = Finding(
        "hairline",
        "warning",
        "a line of 0.1 pt",
        2,
        places=(Rect(12.3, 40.6, 50, 0),),
        file="flyer.pdf",
        document="flyer",
    )
    assert str(finding) == (
        "flyer.pdf: page 2: a line of 0.1 pt, 12 mm from the left and 41 mm from the top "
        "[warning: hairline]"
    )


def test_what_is_everywhere_on_a_page_or_in_a_file_has_no_spot() -> None:
    whole = Finding("page-empty", "warning", "nothing on it", 1, places=(Rect(0, 0, 85, 55),))
    assert str(whole) == "page 1: nothing on it [warning: page-empty]"
    assert str(Finding("tagged", "error", "not tagged")) == "not tagged [tagged]"
    content = Finding("terms", "warning", "a word", mark=Mark("content/nl.yaml", 8, 3))
    assert str(content) == "content/nl.yaml:8:3: a word [warning: terms]"
