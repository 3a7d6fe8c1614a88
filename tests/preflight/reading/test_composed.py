"""What a document must say, read from its HTML; and when that can't be told."""

from __future__ import annotations

import pytest

from generator.preflight.reading.composed import read_composed


def document(body: str, css: str = "") -> str:
    return f"<html><head><title>Titel</title><style>{css}</style></head><body>{body}</body></html>"


def test_texts_stand_between_the_edges_of_blocks() -> None:
    body = "<h1>Zie ik<br>het <b>goed</b>?</h1><div>Bel <p>112</p> nu<script>x</script></div>"
    composed = read_composed(document(body))
    assert composed is not None
    assert composed.texts == ("Zie ik het goed?", "Bel", "112", "nu")
    assert composed.in_margins(1, 2) == ""


def test_page_numbers_in_margins_are_known() -> None:
    css = "@page { size: a4; @bottom-right { content: counter(page) ' / ' counter(pages) } }"
    composed = read_composed(document("<p>Bel</p>", css))
    assert composed is not None
    assert composed.in_margins(2, 7) == "2 / 7"


@pytest.mark.parametrize(
    "css",
    [
        "br[class^='break'] { display: none }",
        "ul { list-style: none } .empty::before { content: '' }",
        "@media print { p { color: red } } p { position: absolute; visibility: visible }",
    ],
)
def test_styles_that_leave_the_text_as_it_is_are_no_matter(css: str) -> None:
    composed = read_composed(document("<p>Bel 112</p>", css))
    assert composed is not None
    assert composed.texts == ("Bel 112",)


@pytest.mark.parametrize(
    "css",
    [
        "p::before { content: 'Let op: ' }",
        ".draft { display: none }",
        "@media print { .draft { visibility: hidden } }",
        "header { position: running(header) }",
        "header { position: fixed }",
        "ol { list-style-type: decimal }",
        "@page { @top-left { content: string(chapter) } }",
        "@page { @top-left { content: counter(chapter) } }",
        "@page :first { @top-left { content: 'Concept' } }",
    ],
)
def test_text_that_styles_add_hide_or_repeat_is_not_guessed(css: str) -> None:
    assert read_composed(document("<p>Bel 112</p>", css)) is None


@pytest.mark.parametrize("body", ["<q>Bel</q>", "<input value=x>", "<p hidden>Bel</p>"])
def test_elements_that_are_drawn_with_other_text_are_not_guessed(body: str) -> None:
    assert read_composed(document(body)) is None
