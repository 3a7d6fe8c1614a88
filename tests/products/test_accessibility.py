"""Screen PDFs for people who listen: PDF/UA-1, order, titles, bookmarks and links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import page as page_validation
import pikepdf
import pytest

from tests.campaign import BARRIERS, ON_SCREEN, Built, Printed, Wording
from tests.reading import MM_PER_POINT, Glyph, codes, pictures, read, spoken, squeezed
from tests.structure import belonging_to, marked_on

SEVERAL_PAGES = ("card-85x55", "card-a7", "handout-a4", "large-print-a4", "mini-zine-a7")
EXAMPLE = ("overview-a3", "card-85x55", "handout-a4", "large-print-a4", "mini-zine-a7")
WITH_FOOT = ("poster-01-a3", "overview-a3", "handout-a4", "large-print-a4", "mini-zine-a7")
DPI = 150
Area = tuple[float, float, float, float]


def name_of(printed: Printed) -> str:
    return printed.name


@pytest.mark.parametrize("printed", ON_SCREEN, ids=name_of)
def test_a_screen_pdf_is_pdf_ua(built: Built, printed: Printed) -> None:
    assert ua_failures(built.path(printed).read_bytes()) == []


@pytest.mark.parametrize("name", EXAMPLE)
def test_a_screen_pdf_with_a_logo_is_pdf_ua(built_example: Built, name: str) -> None:
    path = built_example.path(f"screen/{name}")
    assert ua_failures(path.read_bytes()) == []
    if name != "card-85x55":  # has contacts, and so a logo, on its a7 alone
        assert "Voorbeeldregio" in spoken(path)


@pytest.mark.parametrize("printed", ON_SCREEN, ids=name_of)
def test_a_screen_pdf_says_its_title_and_its_language(
    built: Built, wording: Wording, printed: Printed
) -> None:
    with pikepdf.open(built.path(printed)) as pdf:
        assert pdf.Root.Lang == "nl"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle == True  # noqa: E712 - a PDF object
        title = str(pdf.trailer.Info.Title)
    if printed.barrier:
        assert wording.barrier(printed.barrier)["name"] in title
    else:
        assert wording.text["title"] in title


@pytest.mark.parametrize("name", SEVERAL_PAGES)
def test_a_document_of_several_pages_has_a_bookmark_for_each_barrier(
    built: Built, wording: Wording, name: str
) -> None:
    with pikepdf.open(built.path(f"screen/{name}")) as pdf, pdf.open_outline() as outline:
        titles = " ".join(" ".join(titles_of(outline.root)).split())
    for number in BARRIERS:
        assert wording.barrier(number)["name"] in titles


@pytest.mark.parametrize("printed", ON_SCREEN, ids=name_of)
def test_everything_in_print_is_read_aloud(built: Built, printed: Printed) -> None:
    for page in read(built.path(printed)):
        silent = "".join(glyph.character for glyph in page.glyphs if glyph.content == -1)
        # Large print has page numbers, which stand outside the structure.
        assert not silent or (
            printed.product == "large-print" and silent.replace("/", "").isdigit()
        )


@pytest.mark.parametrize("printed", ON_SCREEN, ids=name_of)
def test_all_that_is_drawn_is_either_read_aloud_or_an_artifact(
    built: Built, printed: Printed
) -> None:
    with pikepdf.open(built.path(printed)) as pdf:
        for page in pdf.pages:
            assert marked_on(page) == belonging_to(pdf.Root.StructTreeRoot, page)


@pytest.mark.parametrize("number", BARRIERS)
def test_a_poster_is_read_aloud_from_number_to_foot(
    built: Built, wording: Wording, number: int
) -> None:
    call, link = wording.text["call_to_action"], wording.links["buit"]["label"]
    wanted = [
        f"{number} {wording.text['series']}",
        wording.quoted_name(number),
        wording.barrier(number)["short"],
        wording.text["labels"]["qr_alt"].replace("{url}", link),
        call["title"],
        call["text"],
        link,
        *called(wording),
    ]
    assert in_order(spoken(built.path(f"screen/poster-{number:02d}-a3")), wanted)


@pytest.mark.parametrize("name", ["card-85x55", "card-a7"])
def test_a_set_of_cards_is_read_aloud_front_and_back_card_by_card(
    built: Built, wording: Wording, name: str
) -> None:
    wanted = [
        text
        for number in BARRIERS
        for text in (
            str(number),
            wording.quoted_name(number),
            wording.barrier(number)["short"],
            wording.text["labels"]["consult"],
            wording.links["buit"]["label"],
        )
    ]
    assert in_order(spoken(built.path(f"screen/{name}")), wanted)


def test_a_mini_zine_is_read_aloud_panel_by_panel(built: Built, wording: Wording) -> None:
    text = wording.text
    answers = [
        words
        for number in BARRIERS
        for words in (wording.quoted_name(number), wording.barrier(number)["short"])
    ]
    call = text["call_to_action"]
    wanted = [text["headline"], text["quote"], text["intro"], *answers, *call.values()]
    guide = [text["sections"]["fold"]["title"], text["labels"]["fold_1"], text["labels"]["fold_6"]]
    aloud = spoken(built.path("screen/mini-zine-a7"))
    assert in_order(aloud, [*wanted, *called(wording), *guide])


def test_the_overview_is_read_aloud_barrier_by_barrier(built: Built, wording: Wording) -> None:
    answers = [wording.barrier(number)[key] for number in BARRIERS for key in ("name", "short")]
    call = wording.text["call_to_action"]
    wanted = [wording.text["headline"], wording.text["lead"], *answers, call["title"], call["text"]]
    assert in_order(spoken(built.path("screen/overview-a3")), [*wanted, *called(wording)])


@pytest.mark.parametrize("name", ["handout-a4", "large-print-a4"])
def test_a_handout_is_read_aloud_heading_before_text(
    built: Built, wording: Wording, name: str
) -> None:
    aloud = spoken(built.path(f"screen/{name}"))
    text, sections = wording.text, wording.text["sections"]
    answers = [wording.barrier(number)[key] for number in BARRIERS for key in ("name", "full")]
    assert in_order(aloud, [text["headline"], text["intro"], *answers])
    assert in_order(aloud, [words for step in text["steps"] for words in step.values()])
    for key in ("situation", "victim", "contact", "buit", "further", "class", "difference"):
        section = sections[key]
        assert squeezed(section["title"] + section["text"]) in aloud
    assert in_order(aloud, [sections["contact"]["text"], *called(wording)])


@pytest.mark.parametrize("name", WITH_FOOT)
def test_each_telephone_number_can_be_tapped(built: Built, wording: Wording, name: str) -> None:
    found = [link for _, link, _ in links_in(built, name)]
    for contact in wording.contacts:
        assert f"tel:{contact['phone'].replace('-', '').replace(' ', '')}" in found


@pytest.mark.parametrize("printed", ON_SCREEN, ids=name_of)
def test_the_printed_address_of_the_call_to_action_is_a_link(
    built: Built, wording: Wording, printed: Printed
) -> None:
    pages = read(built.path(printed))
    label = wording.links["buit"]["label"]
    linked = [
        any(on == number and covers(area, place[0]) for place in pages[number].find(label))
        for on, url, area in links_in(built, printed.name.removeprefix("screen/"))
        for number in range(len(pages))
        if url == wording.call_to_action_url
    ]
    assert any(linked)


@pytest.mark.parametrize("name", [*WITH_FOOT, "card-85x55", "card-a7"])
def test_every_link_has_an_area_that_a_finger_finds(built: Built, name: str) -> None:
    links = list(links_in(built, name))
    assert links
    for _, url, (left, top, right, bottom) in links:
        assert min(right - left, bottom - top) >= 1.5, url


@pytest.mark.parametrize(
    "name", ["poster-01-a3", "overview-a4", "card-85x55", "handout-a4", "mini-zine-a7"]
)
def test_a_tap_on_a_code_goes_where_the_code_goes(built: Built, name: str) -> None:
    links = list(links_in(built, name))
    found = [codes(picture) for picture in pictures(built.path(f"screen/{name}"), DPI)]
    assert any(found)
    for number, ours in enumerate(found):
        for code in ours:
            x, y = (code.left + code.right) / 2, (code.top + code.bottom) / 2
            middle = Glyph("", x * 25.4 / DPI, y * 25.4 / DPI, 0, 0)
            reached = [url for on, url, area in links if on == number and covers(area, middle)]
            assert reached == [code.text]


def ua_failures(pdf: bytes) -> list[str]:
    report = page_validation.validate_pdf_bytes(pdf, profile="ua1")
    return [str(failure) for failure in report.failures]


def called(wording: Wording) -> list[str]:
    """Return who can be called, as it is read aloud."""
    return [f"{wording.role(contact)} {contact['phone']}" for contact in wording.contacts]


def in_order(aloud: str, wanted: Sequence[str]) -> bool:
    """Say whether all texts are read aloud, each after the one before it."""
    at = 0
    for text in map(squeezed, wanted):
        found = aloud.find(text, at)
        assert found >= 0, f"{text} is not read aloud after {aloud[max(at - 40, 0) : at]}"
        at = found + len(text)
    return True


def titles_of(items: Sequence[pikepdf.OutlineItem]) -> Iterator[str]:
    for item in items:
        yield item.title
        yield from titles_of(item.children)


def links_in(built: Built, name: str) -> Iterator[tuple[int, str, Area]]:
    """Yield page, address and area (left, top, right, bottom in mm) of each link to an address."""
    with pikepdf.open(built.path(f"screen/{name}")) as pdf:
        for number, page in enumerate(pdf.pages):
            height = float(page.mediabox[3])
            for note in page.obj.get("/Annots", pikepdf.Array()):
                if "/A" in note and "/URI" in note.A:
                    left, bottom, right, top = (_decimal(edge) for edge in note.Rect)
                    area = (left, height - top, right, height - bottom)
                    yield number, str(note.A.URI), _in_mm(area)


def _in_mm(area: Area) -> Area:
    left, top, right, bottom = (edge * MM_PER_POINT for edge in area)
    return min(left, right), min(top, bottom), max(left, right), max(top, bottom)


def _decimal(number: pikepdf.Object | Decimal | int) -> float:
    return float(number)


def covers(area: Area, glyph: Glyph) -> bool:
    left, top, right, bottom = area
    return left - 0.1 <= glyph.x <= right + 0.1 and top <= glyph.y <= bottom
