"""Documents that belong to no product; the job ticket as a print shop gets it."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from generator.compose import Composer, Sources
from generator.compose.leaflet import TicketFacts, compose_ticket
from generator.errors import RenderError, TemplateError
from generator.load import load_content
from generator.model.document import WHOLE, Html
from generator.model.geometry import Size
from generator.model.mark import Mark
from generator.model.metrics import FontMetrics
from generator.project import Project
from generator.render.fonts import font_css, font_metrics
from generator.render.layout import render
from tests.campaign import REPOSITORY
from tests.made_up import make_campaign
from tests.reading import ReadPage, read

if TYPE_CHECKING:
    from tests.compose.conftest import Write

A6 = Size(105, 148)
CHECKSUM = "0123456789abcdef" * 3 + "fedcba9876543210"
POSTER = TicketFacts(
    product_title="Poster",
    file_name="poster-03-a3.pdf",
    format_name="a3",
    trim=Size(297, 420),
    pages=1,
    sides=1,
    bleed_mm=3,
    pdfx="PDF/X-4",
    condition="FOGRA39",
    condition_info="ISO Coated v2 300% (basICColor)",
    ink_limit_percent=280,
    coating="coated",
    checksum=CHECKSUM,
    marks=True,
    version="1.0",
    date=datetime.date(2026, 11, 23),
    barrier_number=3,
    barrier_name="Wat als ik het erger maak door te melden?",
    paper="135 g/m²",
)
# As long as anything gets: all that may be on a ticket, in more words than anybody needs.
LONG = replace(
    POSTER,
    product_title="Hand-out in grote letter voor vergaderzalen",
    file_name="hand-out-met-een-heel-lange-naam-voor-deze-editie-100.5x148.25-front.pdf",
    format_name="100.5x148.25",
    trim=Size(100.5, 148.25),
    pages=200,
    sides=2,
    front_back="front",
    bleed_mm=2.5,
    pdfx="PDF/X-1a:2003",
    condition="Custom",
    condition_info="PSO Uncoated v3 (FOGRA52), met een lange omschrijving van wie het maakte, 2017",
    ink_limit_percent=260.5,
    coating="uncoated",
    paper="170 g/m², houtvrij offset, bij voorkeur gerecycled",
    barrier_number=10,
    barrier_name="Ik ben voorzichtig. Wie weet waar ik in beland.",
    finishing=("drie keer vouwen", "één snede in het midden", "per 25 gebundeld"),
    shop="Coöperatieve Drukkerij en Uitgeverij Noord-Holland Noord B.V.",
)
SPARE = replace(
    POSTER,
    format_name="85x55",
    trim=Size(85, 55),
    bleed_mm=0,
    marks=False,
    paper=None,
    barrier_number=None,
    barrier_name=None,
    condition_info="FOGRA39",
)
Print = Callable[[TicketFacts], tuple[ReadPage, ...]]


@pytest.fixture(scope="module")
def composer() -> Composer:
    """A composer of the campaign in this repository."""
    project = Project(REPOSITORY)
    content = load_content(project)
    sources = Sources(content.campaigns, content.editions, {})
    return Composer.of(sources, (project.templates_dir,), font_metrics, font_css())


@pytest.fixture(scope="module")
def print_ticket(composer: Composer, tmp_path_factory: pytest.TempPathFactory) -> Print:
    """Read the ticket with these facts as a print shop does."""
    numbers = itertools.count()

    def print_ticket(facts: TicketFacts) -> tuple[ReadPage, ...]:
        html = compose_ticket(composer, facts, "nl", "landelijk")
        path = tmp_path_factory.mktemp("ticket") / f"{next(numbers)}.pdf"
        path.write_bytes(render(html, tagged=False).pdf)
        return read(path)

    return print_ticket


@pytest.fixture
def compose(tmp_path: Path, write: Write, metrics: FontMetrics) -> Callable[..., Html]:
    """Compose a leaflet of one template, which a test writes itself."""
    composer = made_up(tmp_path, metrics)

    def compose(body: str, **values: Any) -> Html:
        write("base/note.css", "p{margin:0}")
        write("base/note.html.j2", f"<html><head></head><body>{body}</body></html>")
        return composer.compose_leaflet(
            "base/note.html.j2", "base/note.css", "nl", "noord", A6, pages=2, **values
        )

    return compose


def test_a_ticket_is_one_a4_however_much_there_is_to_say(print_ticket: Print) -> None:
    for facts in (POSTER, LONG, SPARE):
        (page,) = print_ticket(facts)
        assert (round(page.width_mm), round(page.height_mm)) == (210, 297)
        assert max(glyph.y for glyph in page.glyphs) < 285
        assert max(glyph.x for glyph in page.glyphs) < 193


@pytest.mark.parametrize("facts", [POSTER, LONG], ids=["poster", "long"])
def test_a_ticket_says_all_that_the_shop_must_know(facts: TicketFacts, print_ticket: Print) -> None:
    (page,) = print_ticket(facts)
    texts = [
        facts.product_title,
        facts.file_name,
        facts.barrier_name,
        facts.pdfx,
        f"{facts.condition} · {facts.condition_info}",
        facts.paper,
        facts.shop,
        f"versie {facts.version} · 23-11-2026",
        "Landelijk",
        *facts.finishing,
        "Oplage",
        "Leverdatum",
        "Contactpersoon",
        "Telefoon",
        "Niet schalen",
        "snijtekens, paskruisen en een kleurbalk",
    ]
    for text in texts:
        assert text is None or page.find(text), text


def test_numbers_are_written_as_the_language_has_them(print_ticket: Print) -> None:
    (page,) = print_ticket(LONG)
    assert page.find("100,5 × 148,25 mm")
    assert page.find("2,5 mm rondom")
    assert page.find("Afloop rondom 2,5 mm.")
    assert page.find("hooguit 260,5%")
    assert not page.find("2.5")
    (page,) = print_ticket(POSTER)
    assert page.find("297 × 420 mm")
    assert page.find("Poster A3")


def test_colours_are_told_for_the_work_and_the_half_for_the_file(print_ticket: Print) -> None:
    (page,) = print_ticket(POSTER)
    assert page.find("4/0") and not page.find("4/4")
    assert not page.find("hier:")
    (page,) = print_ticket(LONG)
    assert page.find("4/4") and not page.find("4/0")
    assert page.find("hier: de voorkanten")
    (page,) = print_ticket(replace(LONG, front_back="back"))
    assert page.find("hier: de achterkanten")


def test_what_there_is_nothing_to_say_of_leaves_no_row(print_ticket: Print) -> None:
    (page,) = print_ticket(SPARE)
    for label in ("Afwerking", "Drukkerij", "snijtekens", "rondom", "85x55", "None", "“"):
        assert not page.find(label), label
    assert page.find("Papier gestreken")
    assert page.find("Drukconditie FOGRA39 Inktdekking")
    assert page.find("Afloop geen")


def test_the_checksum_stands_on_two_lines_in_groups_of_eight(print_ticket: Print) -> None:
    (page,) = print_ticket(POSTER)
    (digits,) = page.find(CHECKSUM)
    assert len({round(digit.y, 1) for digit in digits}) == 2
    starts = [round(digit.x, 1) for digit in digits[::8]]
    assert starts[:4] == starts[4:]
    for at in range(0, 64, 8):
        group = digits[at : at + 8]
        assert len({digit.y for digit in group}) == 1
        following = [one for one in digits[at + 8 : at + 9] if one.y == group[0].y]
        assert all(one.x - group[-1].x > 8 for one in following)


def test_a_ticket_has_one_colour_and_no_grey(composer: Composer, tmp_path: Path) -> None:
    palette = replace(composer.sources.editions["landelijk"].palette, text="#000000")
    html = compose_ticket(composer, LONG, "nl", "landelijk", palette)
    path = tmp_path / "ticket.pdf"
    path.write_bytes(render(html, tagged=False).pdf)
    with pikepdf.open(path) as pdf:
        drawn = pikepdf.parse_content_stream(pdf.pages[0])
    named = {"rg", "RG", "g", "G", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "sh", "Do"}
    used = {
        (str(one.operator).lower(), *map(float, one.operands))
        for one in drawn
        if str(one.operator) in named
    }
    assert used == {("rg", 0.0, 0.0, 0.0)}


def test_a_ticket_is_dated_and_titled_for_its_work(composer: Composer) -> None:
    html = compose_ticket(composer, POSTER, "nl", "landelijk")
    assert "<title>Drukopdracht: Poster a3, 3</title>" in html.text
    assert '<meta name="dcterms.created" content="2026-11-23">' in html.text
    assert html.text == compose_ticket(composer, POSTER, "nl", "landelijk").text


def test_what_somebody_typed_cannot_become_markup(composer: Composer) -> None:
    facts = replace(POSTER, shop="Druk & <b>Werk</b>", barrier_name="<script>x</script>")
    html = compose_ticket(composer, facts, "nl", "landelijk")
    assert "Druk &amp; &lt;b&gt;Werk&lt;/b&gt;" in html.text
    assert "<script" not in html.text


def test_a_leaflet_has_its_size_its_pages_and_the_styles_of_all(
    compose: Callable[..., Html],
) -> None:
    html = compose("<p>{{ greeting }} {{ trim.width_mm }} {{ edition.name }}</p>", greeting="Hoi")
    assert "<p>Hoi 105 Noord</p>" in html.text
    assert (html.trim, html.bleed_mm) == (A6, 0)
    (part,) = html.parts
    assert (part.id, part.pages.min, part.pages.max) == (WHOLE, 2, 2)
    assert part.mark == Mark("content/nl.yaml")
    assert "@page{size:105mm 148mm;margin:0;}" in html.text
    positions = [html.text.index(one) for one in ("/*fonts*/", "body{margin:0}", "p{margin:0}")]
    assert positions == sorted(positions)
    assert re.findall(r'data-from="([^"]*)"', html.text) == [
        "",
        "templates/base/base.css",
        "templates/base/note.css",
    ]


def test_a_leaflet_is_drawn_in_other_colours_where_these_are_given(
    compose: Callable[..., Html], composer: Composer
) -> None:
    palette = replace(composer.sources.editions["landelijk"].palette, text="#010203")
    html = compose("{{ colour.text }}", palette=palette)
    assert "--text:#010203;" in html.text
    assert "<body>#010203</body>" in html.text


@pytest.mark.parametrize(
    "body", ["{{ greeting }}", "{{ labels.moer }}", "{{ edition.__class__.__mro__ }}"]
)
def test_a_leaflet_that_asks_for_what_is_not_there_is_told(
    body: str, compose: Callable[..., Html]
) -> None:
    with pytest.raises(TemplateError, match=r"^templates/base/note\.html\.j2:1: "):
        compose(body)


def test_a_leaflet_with_letters_that_no_font_has_is_told(compose: Callable[..., Html]) -> None:
    with pytest.raises(RenderError, match=r"U\+4E2D"):
        compose("{{ greeting }}", greeting="中")


def test_a_missing_style_sheet_is_told(tmp_path: Path, write: Write, metrics: FontMetrics) -> None:
    write("base/note.html.j2", "<html><head></head></html>")
    with pytest.raises(TemplateError, match=r"templates/base/none\.css: the file is missing"):
        made_up(tmp_path, metrics).compose_leaflet(
            "base/note.html.j2", "base/none.css", "nl", "noord", A6
        )


def made_up(templates: Path, metrics: FontMetrics) -> Composer:
    """A composer of a made-up campaign and edition."""
    edition = replace(load_content(Project(REPOSITORY)).editions["landelijk"], name="Noord")
    sources = Sources({"nl": make_campaign()}, {"noord": edition}, {})
    return Composer.of(sources, (templates,), lambda face: metrics, "/*fonts*/")
