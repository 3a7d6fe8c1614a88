"""The page in a browser, used as people use it: by keyboard, by link, by screen reader."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.gallery.conftest import Open
from tests.gallery.made_up import SHOWN, compose, make_entries, make_entry, write_folder

HOSTILE = """</script><img src=x onerror="alert('1')"> \u0645\u0624\u0633\u0633\u0629 & Zn"""
EDITIONS = {"landelijk": "Landelijk", "noord": HOSTILE}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two editions, one with a hostile name, and a piece in a second language."""
    made = tmp_path_factory.mktemp("gallery") / "with a space & #"
    english = make_entry("flag", barrier=2, language="en")
    write_folder(made, [*make_entries(), *make_entries("noord"), english], editions=EDITIONS)
    return made


def test_the_page_works_where_it_lies_and_asks_for_nothing_else(
    address: str, folder: Path, visit: Open
) -> None:
    page = visit(f"{address}index.html")
    assert page.count == "7 stuks, 25 pdf’s"
    assert page.cards()[:3] == ["Vlag 1 Zie ik het goed?", "Vlag 2 Wie gelooft mij?", "Bord"]
    pictures = page.page.locator(".piece img")
    for at in range(pictures.count()):
        pictures.nth(at).scroll_into_view_if_needed()
        page.page.wait_for_function("at => document.images[at].naturalWidth > 0", arg=at)
    asked = {one for one in page.requests if not one.startswith("data:")}
    assert all(one.startswith(address) for one in asked)
    links = page.page.eval_on_selector_all("a", "all => all.map(one => one.href)")
    assert len(links) >= 25
    for link in links:
        assert (folder / unquote(link.removeprefix(address))).is_file(), link


def test_files_are_filtered_by_keyboard_and_the_count_is_announced(
    folder: Path, visit: Open
) -> None:
    page = visit(f"{folder.as_uri()}/index.html")
    keyboard = page.page.keyboard
    keyboard.press("Tab")  # into the radio buttons: on "Alles"
    keyboard.press("ArrowUp")
    assert page.page.evaluate("document.activeElement.value") == "press"
    assert page.count == "6 stuks, 12 pdf’s"
    assert set(page.page.locator(".file .get .name").all_inner_texts()) == {"Drukkerij"}
    keyboard.press("Tab")
    keyboard.type("L")  # the edition whose name begins so
    assert page.count == "3 stuks, 6 pdf’s"
    for _ in range(2):
        keyboard.press("Tab")  # past the language, to the product
    assert page.page.evaluate("document.activeElement.name") == "product"
    keyboard.type("Bord")
    assert page.cards() == ["Bord"]
    assert page.page.locator("#results h2").inner_text() == "Landelijk Nederlands"
    assert page.page.locator("#count").get_attribute("role") == "status"
    page.page.locator("#reset").focus()
    keyboard.press("Enter")
    assert page.count == "7 stuks, 25 pdf’s"
    assert page.page.evaluate("document.activeElement !== document.body")


def test_what_is_chosen_is_in_the_address_and_can_be_sent_to_others(
    address: str, visit: Open
) -> None:
    page = visit(f"{address}index.html")
    page.page.get_by_label("Product").select_option("flag")
    page.page.get_by_label("Taal").select_option("en")
    shared = page.page.url
    assert urldefrag(shared).fragment == "language=en&product=flag"
    other = visit(shared)
    assert other.cards() == ["Vlag 2 Who hears?"]
    assert other.page.get_by_label("Product").input_value() == "flag"
    other.page.goto(f"{address}index.html#edition=noord&target=office&format=a0&nonsense")
    assert other.count == "3 stuks, 3 pdf’s"
    assert other.page.locator("h2").all_inner_texts()[0].startswith("</script><img")


def test_what_would_find_nothing_can_t_be_chosen(folder: Path, visit: Open) -> None:
    page = visit(f"{folder.as_uri()}/index.html#product=sign")
    options = page.page.get_by_label("Formaat").locator("option")
    assert [one.is_disabled() for one in options.all()] == [False, False, True]
    page.page.goto(f"{folder.as_uri()}/index.html#product=sign&format=a4")
    assert page.page.locator("#none").is_visible()
    assert page.count == "0 stuks, 0 pdf’s"


def test_one_piece_of_each_edition_is_named_by_who_hands_it_out(folder: Path, visit: Open) -> None:
    page = visit(f"{folder.as_uri()}/index.html#product=sign")
    assert page.page.locator("#results h2").all_inner_texts() == ["Bord Nederlands"]
    assert page.cards() == ["Landelijk", " ".join(HOSTILE.split())]
    name = "Scherm Bord, Landelijk, 1 pagina, 19 kB"
    assert page.page.get_by_role("link", name=name).count() == 1


def test_with_and_without_javascript_the_page_says_the_same(folder: Path, visit: Open) -> None:
    said = []
    for scripted in (True, False):
        page = visit(f"{folder.as_uri()}/index.html", java_script_enabled=scripted)
        results = page.page.locator("#results")
        links = results.locator("a").all()
        texts = results.locator("h2, h3, h4, p, a").all_text_contents()
        said.append(([one.get_attribute("href") for one in links], texts))
        assert page.page.locator("select").first.is_visible() == scripted
    assert said[0] == said[1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_keeps_the_rules_for_accessibility(scheme: str, folder: Path, visit: Open) -> None:
    page = visit(f"{folder.as_uri()}/index.html#target=press", color_scheme=scheme)
    rules = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(
        page.page,
        options={"runOnly": rules},
    )
    assert found.violations_count == 0, found.generate_report()


# 640: a screen of 1280 at 200 %.
@pytest.mark.parametrize("width", [320, 640])
def test_nothing_falls_off_a_narrow_screen_or_at_twice_the_size(
    width: int, folder: Path, visit: Open
) -> None:
    page = visit(f"{folder.as_uri()}/index.html", viewport={"width": width, "height": 500})
    assert page.page.evaluate("document.documentElement.scrollWidth") <= width
    for link in page.page.locator(".get").all():
        box = link.bounding_box()
        assert box and box["height"] >= 24 and box["x"] >= 0 and box["x"] + box["width"] <= width


def test_of_thousands_some_are_drawn_and_the_keyboard_gets_to_the_next(
    tmp_path: Path, visit: Open
) -> None:
    entries = [entry for at in range(60) for entry in make_entries(f"regio-{at:02d}")]
    path = tmp_path / "index.html"
    path.write_text(compose(entries, SHOWN), encoding="utf-8")
    page = visit(path.as_uri())
    assert page.count == "180 stuks, 720 pdf’s"
    assert len(page.cards()) == 120
    more = page.page.get_by_role("button", name="Toon meer (nog 60)")
    more.focus()
    page.page.keyboard.press("Enter")
    assert len(page.cards()) == 180
    assert not more.is_visible()
    headings = page.page.locator("h2").all_inner_texts()
    assert len(headings) == len(set(headings)) == 60
    focused = page.page.evaluate("document.activeElement.getAttribute('href')")
    assert focused == "regio-40/nl/screen/flag-01-a4.pdf"
