"""Bookmarks lead to the page that has their words, and strange ones are no crash."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pikepdf import Dictionary, OutlineItem, Pdf, String

from generator.model.printing import Shop
from generator.model.target import Target
from generator.preflight import Foreign, inspect
from tests.faults import letter
from tests.faults.change import changed

LONG = letter.css("h2 { break-before: page }")
SHOULD_BE = "the bookmark 'Met wie overleg je?' leads to page 1; its words are on page 2"


def _found(*changes: Callable[[Pdf], None]) -> list[str]:
    pdf = changed(letter.letter(LONG), *changes)
    findings = inspect(pdf, Foreign(Shop(), Target.SCREEN, language="nl")).findings
    return [one.message for one in findings if one.rule == "bookmark-target"]


def _outline(*items: OutlineItem) -> Callable[[Pdf], None]:
    def put(pdf: Pdf) -> None:
        with pdf.open_outline() as outline:
            outline.root[:] = items

    return put


@pytest.mark.parametrize(
    ("title", "page"),
    [
        ("Met wie overleg je?", 2),
        ("MET WIE OVERLEG JE?", 2),
        ("Met wie\N{NO-BREAK SPACE}overleg je?", 2),
        ("Deel 2: overleggen", 1),
        ("Waar", 1),
    ],
)
def test_a_bookmark_that_nobody_can_say_is_wrong_passes(title: str, page: int) -> None:
    """The page has its words, no page has them, or they are too few to tell."""
    assert _found(_outline(OutlineItem(title, page - 1))) == []


def test_a_bookmark_to_the_page_before_is_found() -> None:
    """Also when it is one of several."""
    right, wrong = OutlineItem("Waar lees je meer?", 2), OutlineItem("Met wie overleg je?", 0)

    assert _found(_outline(right, wrong)) == [SHOULD_BE]


def test_bookmarks_that_go_round_in_a_circle_end() -> None:
    """A broken file's last bookmark is followed by its first."""

    def go_round(pdf: Pdf) -> None:
        first = pdf.make_indirect(Dictionary(Title=String("Met wie overleg je?")))
        first.Next, first.Dest = first, String("nergens")
        pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=first, Last=first, Count=1))

    assert _found(go_round) == []
