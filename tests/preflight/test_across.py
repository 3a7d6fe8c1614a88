"""Files side by side: the same words, a back for each front, lines that break alike."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.model.finding import Finding
from generator.model.geometry import Size, parse_format
from generator.model.job import Half, Job, Series
from generator.model.target import Target
from generator.preflight import Inspection
from generator.preflight.across import compare
from generator.preflight.inspected import Inspected

FRONT, BACK = "7 “Hoe ga ik in gesprek?”", "Kies een rustig moment en luister."
CARD = Size(85, 55)


def made(
    target: Target = Target.SCREEN,
    panels: tuple[str, ...] = (FRONT, BACK),
    at: str = "85x55",
    *,
    sizes: tuple[Size, ...] = (CARD, CARD),
    lines: tuple[str, ...] = (),
    half: Half | None = None,
    imposed: bool = False,
) -> Inspected:
    """A file of ours that was looked over."""
    series = Series("landelijk", "nl", "leaflet", target, "85x55")
    job = Job("landelijk", "nl", "leaflet", 7, parse_format(at), target, series, half=half)
    inspection = Inspection((), target, sizes=sizes, panels=panels, lines=lines, is_imposed=imposed)
    return Inspected(str(job.path), inspection, job)


def foreign(path: str, *sizes: Size, target: Target = Target.PRESS) -> Inspected:
    """A file of somebody else's that was looked over."""
    return Inspected(path, Inspection((), target, sizes=sizes))


def told(*files: Inspected) -> list[tuple[str, str]]:
    """The rules that find something, with the file that they find it in."""
    return [(one.rule, one.file) for one in compare(files)]


def test_renditions_with_the_same_words_are_let_be() -> None:
    sheet = made(Target.OFFICE, (BACK, FRONT), imposed=True)
    assert told(made(), sheet, made(Target.PRESS)) == []


@pytest.mark.parametrize(
    ("panels", "said"),
    [
        (
            (FRONT, "Kies een rustig moment en zwijg."),
            "it says 'zwijg.' where that says 'luister.'",
        ),
        ((FRONT, "Kies een moment en luister."), "it says nothing where that says 'rustig'"),
        ((FRONT,), "it says nothing where that says 'Kies een rustig moment en luister.'"),
        ((FRONT, BACK, "Bel 112"), "it says 'Bel 112' where that says nothing"),
    ],
)
def test_a_rendition_with_other_words_is_found(panels: tuple[str, ...], said: str) -> None:
    (finding,) = compare([made(), made(Target.OFFICE), made(Target.PRESS, panels)])
    assert (finding.rule, finding.severity) == ("same-text", "error")
    assert finding.file == "landelijk/nl/press/leaflet-07-85x55.pdf"
    assert finding.message == f"the text is not that of the screen PDF: {said}"
    assert finding.detail == "compared with landelijk/nl/screen/leaflet-07-85x55.pdf"


def test_words_that_change_places_are_found_where_nothing_is_imposed() -> None:
    swapped = (FRONT, "Luister een rustig moment en kies.")
    assert told(made(), made(Target.PRESS, swapped)) == [
        ("same-text", "landelijk/nl/press/leaflet-07-85x55.pdf")
    ]


def test_panels_upside_down_are_compared_word_by_word() -> None:
    turned = ("“Hoe 7 ga ik in gesprek?”", BACK)
    assert told(made(), made(Target.OFFICE, turned, imposed=True)) == []
    wrong = ("“Hoe 7 ga ik in overleg?”", BACK)
    assert told(made(), made(Target.OFFICE, wrong, imposed=True)) == [
        ("same-text", "landelijk/nl/office/leaflet-07-85x55.pdf")
    ]


def test_fronts_and_backs_in_two_files_are_one_rendition() -> None:
    halves = (made(Target.PRESS, (FRONT,), half="front"), made(Target.PRESS, (BACK,), half="back"))
    assert told(made(), *halves) == []


@pytest.mark.parametrize(
    ("backs", "said"),
    [
        ((CARD,), "1 backs for 2 fronts"),
        ((CARD, Size(85, 54)), "backs and fronts have different sizes"),
    ],
)
def test_backs_that_do_not_agree_with_their_fronts_are_found(
    backs: tuple[Size, ...], said: str
) -> None:
    front = made(Target.PRESS, (FRONT,), half="front")
    back = made(Target.PRESS, (BACK,), half="back", sizes=backs)
    (finding,) = compare([front, back])
    assert (finding.rule, finding.file) == ("back-missing", back.path)
    assert finding.message == said


def test_files_of_others_are_paired_by_their_names() -> None:
    front, back = foreign("kaart-voorkant.pdf", CARD, CARD), foreign("kaart-achterkant.pdf", CARD)
    assert told(front, back) == [("back-missing", "kaart-achterkant.pdf")]
    assert told(front, foreign("kaart-achterkant.pdf", CARD, CARD)) == []
    assert told(front, foreign("iets-anders.pdf", CARD)) == []


@pytest.mark.parametrize(
    ("has_backs", "pages", "target", "is_found"),
    [
        (True, 3, Target.PRESS, True),
        (True, 2, Target.PRESS, False),
        (False, 3, Target.PRESS, False),
        (True, 3, Target.SCREEN, False),
    ],
)
def test_a_card_without_a_back_is_found(
    has_backs: bool, pages: int, target: Target, is_found: bool
) -> None:
    inspection = Inspection((), target, sizes=(CARD,) * pages, has_backs=has_backs)
    findings = told(Inspected("kaarten.pdf", inspection))
    assert findings == ([("back-missing", "kaarten.pdf")] if is_found else [])


def test_a_format_that_breaks_its_lines_elsewhere_is_found() -> None:
    small = made(lines=("Hoe ga ik", "in gesprek?"))
    large = made(at="a7", lines=("Hoe ga", "ik in gesprek?"))
    (finding,) = compare([small, large])
    assert isinstance(finding, Finding)
    assert (finding.rule, finding.severity) == ("same-lines", "warning")
    assert "'Hoe ga', not 'Hoe ga ik'" in finding.message or "'Hoe ga ik'" in finding.message
    assert told(small, replace(large, inspection=small.inspection)) == []
    fewer = made(at="a7", lines=("Hoe ga ik",))
    assert [rule for rule, _ in told(small, fewer)] == ["same-lines"]


def test_what_could_not_be_read_is_compared_with_nothing() -> None:
    broken = replace(made(Target.PRESS), inspection=Inspection(()))
    assert told(made(), broken) == []


def test_tiles_tickets_and_stock_are_no_renditions() -> None:
    file = made(Target.OFFICE, ("Iets anders.",))
    assert file.job
    for change in ({"is_ticket": True}, {"stock": "lp795"}, {"tile": parse_format("a4")}):
        other = replace(file, job=replace(file.job, **change))
        assert told(made(), other) == []
