"""What people read of a check."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from generator.model.finding import Finding
from generator.model.geometry import Rect
from generator.model.mark import Mark
from generator.reports import CheckReport, write_report
from tests.reports.made_up import (
    FONTS,
    FOREIGN,
    HAIRLINE,
    LONG_SENTENCE,
    NEAR_TRIM,
    POSTERS,
    PRESS,
    RULES,
    make_report,
)

STYLE = re.compile(r"\x1b\[[0-9;]*m")


def lines_of(*findings: Finding) -> list[str]:
    """The lines of a report, without its total."""
    report = make_report(*findings)
    if findings:
        report = replace(report, files=POSTERS)
    return write_report(report, "text").splitlines()[:-1]


def on_terminal(report: CheckReport, width: int) -> list[str]:
    text = write_report(report, "text", terminal=True, width=width)
    assert STYLE.search(text)
    return [line.rstrip() for line in STYLE.sub("", text).splitlines()]


def test_lines_go_by_file_with_errors_first() -> None:
    assert lines_of() == [
        "content/nl.yaml:84: the answer of drempel 7 comes within 2.1 mm of the trim on card-85x55 "
        "page 14 (safe area 4 mm). Shorten it by about 12 characters. [safe-area]",
        "content/nl.yaml:12:9: a sentence of 31 words. Split it. [warning: sentence]",
        f"{PRESS}/card-85x55.pdf: page 2: a line of 0.05 mm, 10 mm from the left and "
        "20 mm from the top. Thicken it. [warning: hairline]",
        "van/Jan & Co [1].pdf: checked for the screen: it is tagged",
        "van/Jan & Co [1].pdf: page 2: the font 'Arial' is not embedded, and on 9 more pages: "
        "3, 5, 7–13. Embed it. [fonts]",
        "van/kapot.pdf: the PDF can't be read. Export it again. [unreadable]",
    ]


def test_an_error_reads_as_the_finding_itself() -> None:
    assert lines_of(NEAR_TRIM)[0] == str(NEAR_TRIM)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"findings": make_report().findings},
            "12 errors and 2 warnings in 5 PDFs and the content",
        ),
        ({}, "nothing wrong in 5 PDFs and the content"),
        ({"rules": RULES[:4]}, "nothing wrong in 5 PDFs"),
        ({"files": POSTERS[:1], "rules": ()}, "nothing wrong in 1 PDF"),
        ({"files": ()}, "nothing wrong in the content"),
        ({"files": (), "rules": ()}, "nothing was checked"),
        ({"findings": (HAIRLINE,)}, "1 warning in 5 PDFs and the content"),
        ({"findings": (NEAR_TRIM, *FONTS[:1])}, "2 errors in 5 PDFs and the content"),
    ],
)
def test_the_last_line_is_the_total(changes: dict[str, object], told: str) -> None:
    report = make_report(NEAR_TRIM, **{"findings": (), **changes})
    assert write_report(report, "text").splitlines()[-1] == told
    assert on_terminal(report, 100)[-1] == told


def test_one_cause_in_many_files_is_one_line() -> None:
    untrapped = Finding("output-intent", "error", "it isn't trapped", cure="Export it.")
    files = [f"{PRESS}/poster-{number:02}-a3.pdf" for number in range(1, 13)]
    findings = [replace(untrapped, file=file) for file in files]
    (line,) = lines_of(*findings[:2])
    assert line == (
        f"{files[0]}: it isn't trapped, and in 1 more file: poster-02-a3.pdf. Export it. "
        "[output-intent]"
    )
    (line,) = lines_of(*findings)
    assert "and in 11 more files: poster-02-a3.pdf, " in line
    assert line.endswith(", poster-09-a3.pdf, and 3 more. Export it. [output-intent]")
    elsewhere = replace(untrapped, file="van/ander.pdf", page=3)
    assert "and in 1 more file: van/ander.pdf page 3. " in lines_of(findings[0], elsewhere)[0]


def test_one_cause_in_many_places_of_a_page_is_one_line() -> None:
    lower = replace(HAIRLINE, places=(Rect(10, 80, 5, 0),))
    (line,) = lines_of(HAIRLINE, lower, replace(lower, page=3))
    assert "a line of 0.05 mm, 10 mm from the left and 20 mm from the top, " in line
    assert "and in 1 more place; and on 1 more page: 3. Thicken it." in line


def test_one_line_of_text_that_is_wrong_in_two_products_is_one_line() -> None:
    poster = replace(NEAR_TRIM, page=1, file=POSTERS[0].path, document="poster-07-a3")
    (line,) = lines_of(NEAR_TRIM, poster)
    assert (
        "on poster-07-a3 page 1 (safe area 4 mm), and in 1 more file: card-85x55 page 14." in line
    )


def test_what_differs_in_place_of_cure_or_measure_is_not_folded() -> None:
    others = [
        replace(NEAR_TRIM, mark=Mark("content/nl.yaml", 85)),
        replace(NEAR_TRIM, detail="safe area 5 mm"),
        replace(NEAR_TRIM, severity="warning"),
    ]
    assert len(lines_of(NEAR_TRIM, *others)) == 4


def test_errors_come_before_warnings() -> None:
    later = replace(HAIRLINE, severity="error", rule="safe-area", page=9)
    assert ["warning" in line for line in lines_of(HAIRLINE, later)] == [False, True]


def test_lines_have_no_colour() -> None:
    assert "\x1b" not in write_report(make_report(), "text")


@pytest.mark.parametrize(
    "evil", ["\x1b[2J\x1b]0;x\x07", "\u202egnip\u2066", "a\r\nb\x0bc\u2028d", "\ud800\ufffe\x9b31m"]
)
def test_words_out_of_a_file_cannot_act_on_a_terminal(evil: str) -> None:
    hostile = replace(
        HAIRLINE, message=f"has '{evil}'", detail=evil, cure=evil, file=evil, document=evil
    )
    files = (replace(FOREIGN, path=evil, note=evil),)
    for terminal in (False, True):
        text = write_report(make_report(hostile, files=files), "text", terminal=terminal)
        text.encode()
        assert all(one.isprintable() or one == "\n" for one in STYLE.sub("", text))
        if not terminal:
            assert len(text.splitlines()) == 3


def test_a_terminal_has_a_table_with_where_what_and_cure() -> None:
    lines = on_terminal(make_report(), 120)
    assert max(map(len, lines)) <= 120
    assert any(line.split() == ["where", "what", "what", "helps", "rule"] for line in lines)
    assert lines[0] == "content/nl.yaml"
    told = " ".join(" ".join(lines).split())
    assert "error line 84 the answer of drempel 7" in told
    assert "warning page 2 a line of 0.05 mm Thicken it. hairline 10 mm from the left" in told
    assert "checked for the screen: it is tagged" in lines


def test_a_narrow_terminal_has_wrapped_lines() -> None:
    lines = on_terminal(make_report(), 60)
    assert max(map(len, lines)) <= 60
    assert lines[1].startswith("  error: line 84: the answer of drempel 7")
    assert lines[2].startswith("    ")
    assert on_terminal(make_report(), 5)


def test_words_that_look_like_markup_are_shown_as_they_are() -> None:
    marked = replace(LONG_SENTENCE, message="says [bold]no[/bold] [/]", cure="[link=x]y[/link]")
    for width in (60, 120):
        told = " ".join(" ".join(on_terminal(make_report(marked), width)).split())
        assert "says [bold]no[/bold] [/]" in told
        assert "[link=x]y[/link]" in told
