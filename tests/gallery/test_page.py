"""The page as it is written, read without a browser."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from typing import Any
from urllib.parse import unquote

import lxml.html
import pytest

from generator.gallery.words import WORDS
from tests.gallery.made_up import SHOWN, compose, make_entries, make_entry

HOSTILE = """</script><script>alert(1)</script>"'&<!--\u2028 {{ 7*7 }}"""


def read(page: str) -> Any:
    return lxml.html.document_fromstring(page)


def squeezed(element: Any) -> str:
    return " ".join(element.text_content().split())


def hrefs(tree: Any) -> list[str]:
    """Where links lead that a reader without JavaScript sees."""
    for template in tree.findall(".//template"):
        template.getparent().remove(template)
    return [unquote(link.get("href")) for link in tree.findall(".//a")]


def test_every_file_can_be_had_without_javascript() -> None:
    entries = make_entries()
    links = hrefs(read(compose(entries)))
    assert {entry["path"] for entry in entries} <= set(links)
    assert {"SHA256SUMS", "manifest.json"} <= set(links)


def test_a_card_tells_what_it_is_and_offers_each_target_with_the_ticket() -> None:
    tree = read(compose(make_entries()))
    card = tree.find_class("piece")[0]
    assert squeezed(card.find(".//h4")) == "Vlag 1 Zie ik het goed?"
    assert [squeezed(link) for link in card.find_class("get")] == [
        "Scherm Vlag 1, 1 pagina, 19 kB",
        "Kantoorprinter Vlag 1, 1 pagina, 19 kB",
        "Drukkerij Vlag 1, 1 pagina, 19 kB",
    ]
    (ticket,) = card.find_class("ticket")
    assert squeezed(ticket) == "Drukopdracht Vlag 1, 19 kB"
    assert ticket.get("href") == "landelijk/nl/press/flag-01-a4-ticket.pdf"
    sign = tree.find_class("piece")[2]
    assert squeezed(sign.find_class("size")[0]) == "85 × 55 mm"


def test_a_series_comes_first_and_editions_stay_together() -> None:
    entries = [*make_entries("noord"), *make_entries()]
    tree = read(compose(entries[::-1]))
    said = [squeezed(heading) for heading in tree.find(".//main").iter("h2", "h3", "h4")]
    of_one = [
        "Vlag A4 · 210 × 297 mm, 2 stuks",
        "Vlag 1 Zie ik het goed?",
        "Vlag 2 Wie gelooft mij?",
        "Voor de hele campagne 1 stuk",
        "Bord",
    ]
    expected = ["Landelijk Nederlands", *of_one, "Regio Noord Nederlands", *of_one]
    assert [one for one in said if one][: len(expected)] == expected


def test_the_page_says_what_each_file_is_for() -> None:
    said = squeezed(read(compose(make_entries())))
    for of_target in ("Om te mailen", "op 100%", "Stuur het bestand samen met de drukopdracht"):
        assert of_target in said


@pytest.mark.parametrize(
    ("campaign", "page", "said"),
    [("nl", "nl", "Drukopdracht"), ("en-GB", "en", "Job ticket"), ("pl", "en", "Job ticket")],
)
def test_the_page_speaks_the_campaign_s_language_or_else_english(
    campaign: str, page: str, said: str
) -> None:
    tree = read(compose(make_entries(), replace(SHOWN, language=campaign)))
    assert tree.get("lang") == page
    assert said in squeezed(tree)


def test_both_languages_have_the_same_words() -> None:
    dutch, english = WORDS["nl"], WORDS["en"]
    assert list(dutch) == list(english)
    assert {key: text.count("{}") for key, text in dutch.items()} == {
        key: text.count("{}") for key, text in english.items()
    }


def test_there_is_a_filter_only_where_there_is_a_choice() -> None:
    one = read(compose(make_entries()))
    assert [select.get("name") for select in one.findall(".//select")] == ["product", "format"]
    two = read(compose([*make_entries(), *make_entries("noord")]))
    names = [select.get("name") for select in two.findall(".//select")]
    assert names == ["edition", "product", "format"]
    for control in two.iter("select", "input"):
        labels = [squeezed(one) for one in control.iterancestors("label")]
        assert labels and labels[0]
    assert all(squeezed(one.find("legend")) for one in two.findall(".//fieldset"))


def test_hostile_names_are_shown_as_they_are_typed() -> None:
    entry = make_entry("flag", barrier=1, edition="e")
    shown = replace(
        SHOWN,
        title=HOSTILE,
        editions={"e": HOSTILE, "landelijk": "Landelijk"},
        products={"flag": HOSTILE},
        barriers={"nl": (HOSTILE,)},
    )
    page = compose([entry, make_entry("sign")], shown)
    tree = read(page)
    # The two scripts are the table and ours: none came with a name.
    assert len(tree.findall(".//script")) == 2
    assert page.count("</script>") == 2
    words = " ".join(HOSTILE.split())
    assert squeezed(tree.find(".//h1")) == words
    assert words in squeezed(tree.find_class("who")[0])
    table = json.loads(tree.get_element_by_id("table").text)
    assert ["e", HOSTILE] in table["editions"]
    assert table["barriers"][table["languages"].index(["nl", "Nederlands"])] == [HOSTILE]


def test_a_path_is_written_so_that_it_leads_to_its_file() -> None:
    path = "landelijk/nl/screen/a #1 100%?.pdf"
    assert path in hrefs(read(compose([make_entry(path=path)])))
    page = compose([make_entry(path="javascript:alert(1)")])
    assert 'href="javascript:' not in page


@pytest.mark.parametrize("path", ["../secret.pdf", "/etc/secret.pdf", "a/../../secret.pdf"])
def test_a_path_out_of_the_folder_is_left_out(path: str) -> None:
    assert "secret" not in compose([make_entry(path=path)])


def test_the_page_asks_nothing_of_the_network_and_runs_nothing_but_its_own() -> None:
    page = compose(make_entries())
    assert not re.search(r"https?://|//[a-z]|@import|url\((?!data:)", page)
    tree = read(page)
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    for name, kind in (("style", "style-src"), ("script", "script-src")):
        content = tree.findall(f".//{name}")[-1].text
        digest = b64encode(sha256(content.encode()).digest()).decode()
        assert f"{kind} 'sha256-{digest}'" in policy
    assert not tree.xpath("//@style") and not re.search(r"\son[a-z]+=", page)


def test_files_of_an_older_version_and_nonsense_don_t_break_the_page() -> None:
    old = make_entry("flag", barrier=1)
    for name in ("ticket", "key"):
        del old[name]
    nonsense = [
        make_entry("sign", bytes="many"),
        make_entry("sign", trim_mm=[1]),
        make_entry("sign", pages=None),
        {"path": "x.pdf", "sha256": "0"},
    ]
    tree = read(compose([old, *nonsense]))
    assert [squeezed(one) for one in tree.findall(".//main//h4") if squeezed(one)] == [
        "Vlag 1 Zie ik het goed?"
    ]
    assert "15" not in squeezed(tree.get_element_by_id("count"))
    assert squeezed(tree.get_element_by_id("count")) == "1 stuk, 1 pdf"


def test_what_is_unknown_is_named_by_its_id() -> None:
    page = read(compose([make_entry("gone", edition="closed", language="fy", barrier=9)]))
    assert squeezed(page.find(".//main//h2")) == "closed Frysk"
    assert squeezed(page.find(".//main//h4")) == "gone 9"


def test_variants_of_a_file_are_told_apart() -> None:
    parts = make_entry("flag", "office", path="landelijk/nl/office/flag-tiles.pdf", tile="a4")
    backs = make_entry("flag", "press", path="landelijk/nl/press/flag-back.pdf", side="back")
    card = read(compose([make_entry("flag", "office"), parts, backs])).find_class("piece")[0]
    assert [squeezed(one) for one in card.find_class("name")] == ["Kantoorprinter"] * 2 + [
        "Drukkerij"
    ]
    variants = [squeezed(one) for one in card.find_class("variant")]
    assert variants == ["", "in delen op A4", "achterkanten"]


def test_a_file_of_another_version_than_the_page_says_so() -> None:
    now = make_entry("flag", "screen", version=SHOWN.version)
    older = make_entry("flag", "press", version="0.9")
    card = read(compose([now, older])).find_class("piece")[0]
    assert [squeezed(one) for one in card.find_class("variant")] == ["", "nog van versie 0.9"]


def test_equal_files_in_any_order_give_equal_bytes() -> None:
    entries = [*make_entries(), *make_entries("noord")]
    assert compose(entries) == compose(entries[::-1])


def test_an_empty_folder_has_a_page_that_says_so() -> None:
    assert "Er is nog geen drukwerk gemaakt." in squeezed(read(compose([])).find(".//main"))


def many(editions: int) -> list[dict[str, Any]]:
    return [entry for at in range(editions) for entry in make_entries(f"regio-{at}")]


def test_many_files_are_plain_links_without_javascript() -> None:
    entries = many(40)
    page = compose(entries)
    assert not read(page).find_class("picture")[1:], "no card is drawn, but the script's pattern"
    assert {entry["path"] for entry in entries} <= set(hrefs(read(page)))


def test_the_page_stays_small_for_400_editions() -> None:
    page = compose(many(400))
    files = 400 * len(make_entries())
    assert len(page) < 60 * files + 40_000
    assert "regio-399/nl/press/" in hrefs(read(page))
