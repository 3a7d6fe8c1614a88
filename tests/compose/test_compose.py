"""Composed documents: one string, complete in itself."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.compose import Composer, Sources
from generator.errors import TemplateError
from generator.load import load_content, load_products
from generator.model.document import WHOLE, Html
from generator.model.geometry import Size
from generator.model.job import Job
from generator.model.mark import Mark
from generator.model.metrics import FontMetrics
from generator.plan import Catalogue, Selection, plan_jobs
from generator.project import Project
from generator.render.fonts import FACES, font_css
from tests.made_up import make_campaign

if TYPE_CHECKING:
    from tests.compose.conftest import ComposeWith, Write

FETCHED = re.compile(r"""url\(\s*['"]?([^)]{1,40})|(?:src|data|poster)\s*=\s*["']([^"']{1,40})""")


def fetched(html: str) -> list[str]:
    """The beginning of each address that a renderer would fetch."""
    return [style or attribute for style, attribute in FETCHED.findall(html)]


def compose_campaign(metrics: FontMetrics) -> dict[Job, Html]:
    """Every document of the campaign in this repository, in its default formats."""
    project = Project(Path(__file__).parents[2])
    content, products = load_content(project), load_products(project)
    catalogue = Catalogue(
        content.campaigns,
        tuple(content.editions),
        products,
        content.default_language,
        content.default_edition,
        content.printing,
    )
    sources = Sources(content.campaigns, content.editions, products)
    composer = Composer.of(sources, (project.templates_dir,), lambda face: metrics, font_css())
    jobs = plan_jobs(catalogue, Selection(editions=("all",), languages=("all",)))
    assert {job.product for job in jobs} == set(products)
    return {job: composer.compose(job) for job in jobs}


def test_every_document_carries_all_that_it_needs(metrics: FontMetrics) -> None:
    fonts = {f"font:{name}" for name in FACES}
    for job, html in compose_campaign(metrics).items():
        addresses = fetched(html.text)
        assert fonts <= set(addresses), job.path
        foreign = [one for one in addresses if not one.startswith("data:") and one not in fonts]
        assert foreign == [], job.path
        assert not re.search(r"<(link|script|iframe|object)\b|@import", html.text), job.path


def test_the_same_content_composes_to_the_same_strings(metrics: FontMetrics) -> None:
    first, second = compose_campaign(metrics), compose_campaign(metrics)
    assert list(first) == list(second)
    for job, html in first.items():
        assert html.text == second[job].text, job.path


def test_every_text_that_is_typed_comes_out_as_it_was_typed(compose_with: ComposeWith) -> None:
    typed = "<b>&\"'</b><script>x</script>"
    barriers = tuple(
        replace(one, name=typed, short=typed, full=typed) for one in make_campaign().barriers
    )
    html = compose_with(
        "{{ barrier.name }} {{ headline(barrier.name, 80, 9) }} {{ prose(barrier.short) }} "
        "{{ figures(barrier.full) }}<i title='{{ barrier.name }}'></i>",
        barrier=1,
        barriers=barriers,
    )
    assert html.text.count("&lt;b&gt;&amp;&#34;&#39;&lt;/b&gt;&lt;script&gt;") == 5
    assert "<b>" not in html.text
    assert "<script" not in html.text


def test_a_page_has_its_size_its_unit_and_the_editions_colours(compose_with: ComposeWith) -> None:
    html = compose_with("")
    assert html.trim == Size(105, 148)
    assert "@page{size:105mm 148mm;margin:0;}" in html.text
    assert ":root{font-size:1.05mm;--u:1.05mm;--width:105mm;--height:148mm;" in html.text
    assert "--ink:#3b1f4a;" in html.text
    assert "--light:#f7c873;" in html.text


def test_style_sheets_go_into_the_head_the_products_own_last(compose_with: ComposeWith) -> None:
    head, _, body = compose_with("").text.partition("</head>")
    positions = [head.index(part) for part in ("/*fonts*/", "body{margin:0}", "p{color:")]
    assert positions == sorted(positions)
    assert "<style" not in body


def test_bleed_is_asked_for_only_when_there_is_some(compose_with: ComposeWith) -> None:
    html = compose_with("", bleed_mm=3)
    assert "margin:0;bleed:3mm;}" in html.text
    assert html.bleed_mm == 3
    assert "bleed" not in compose_with("").text


def test_a_page_without_a_head_is_refused_with_the_cure(compose_with: ComposeWith) -> None:
    with pytest.raises(TemplateError) as caught:
        compose_with("", page="<p>{}")
    (problem,) = caught.value.problems
    assert str(problem) == (
        "templates/leaflet/page.html.j2:1: the page has no </head>, where its style sheet belongs. "
        "Hint: start the template with {% extends 'base/page.html.j2' %}"
    )


@pytest.mark.parametrize("end", ["</style>", "</STYLE >", "</style"])
def test_a_style_sheet_cannot_end_itself(end: str, compose_with: ComposeWith, write: Write) -> None:
    write("leaflet/style.css", f"p{{content:'{end}<script>'}}")
    with pytest.raises(TemplateError, match=r"templates/leaflet/style\.css: .* </style"):
        compose_with("")


def test_a_document_without_parts_is_one_part(compose_with: ComposeWith) -> None:
    html = compose_with("{{ headline('Ik heb geen tijd', 80, 9) }}", pages=2)
    (part,) = html.parts
    assert (part.id, part.pages.min, part.pages.max) == (WHOLE, 2, 2)
    assert part.mark == Mark("content/nl.yaml")
    assert [len(ladder) for ladder in part.headlines] == [3]


def test_each_part_knows_its_barrier_its_place_and_its_own_headlines(
    compose_with: ComposeWith,
) -> None:
    html = compose_with(
        "{% for one in campaign.barriers %}<section {{ part(one.id, one) }}>"
        "{{ headline(one.name, 80, 9) }}</section>{% endfor %}"
        "<section {{ part('cover') }}>{{ headline('Een', 80, 9) }}{{ headline('Twee', 80, 9) }}"
        "</section>"
    )
    assert [part.id for part in html.parts] == ["part-b1", "part-b2", "part-b3", "part-cover"]
    assert [part.barrier for part in html.parts] == [1, 2, 3, None]
    assert html.parts[1].mark == Mark("content/nl.yaml", 20, 5)
    assert [len(part.headlines) for part in html.parts] == [1, 1, 1, 2]
    assert re.findall(r"headline-(\d)", html.text) == ["0", "0", "0", "0", "1"]
    assert all(f'<section id="{part.id}">' in html.text for part in html.parts)


def test_a_role_is_a_label_or_what_was_typed(compose_with: ComposeWith) -> None:
    html = compose_with("{% for one in edition.contacts %}{{ role(one) }} {% endfor %}")
    assert "Politie buurt&lt;agent&gt;" in html.text


@pytest.mark.parametrize("call", ["figures(X)", "prose(X)", "headline(X, 80, 9)", "X"])
def test_a_label_that_is_not_there_is_named_however_it_is_used(
    call: str, compose_with: ComposeWith
) -> None:
    told = r"/page\.html\.j2:1: there is no label 'moer' in content/nl\.yaml"
    with pytest.raises(TemplateError, match=told):
        compose_with("{{ X }}".replace("X", call.replace("X", "labels.moer")))


def test_a_name_that_a_template_misspells_stops_the_job(compose_with: ComposeWith) -> None:
    with pytest.raises(TemplateError, match=r"templates/leaflet/page\.html\.j2:1: 'barier'"):
        compose_with("{{ barier.name }}")
    with pytest.raises(TemplateError, match=r"page\.html\.j2:1: .*no attribute 'nmae'"):
        compose_with("{{ barrier.nmae }}", barrier=1)


def test_what_is_drawn_once_is_shown_wherever_its_values_are_the_same(
    compose_with: ComposeWith,
) -> None:
    body = (
        "{% for word in ['eerst', 'dan', 'later'] %}"
        "{% call once('kleur', loop.index > 2) %}<p>{{ word }}</p>{% endcall %}{% endfor %}"
    )
    assert "<p>eerst</p><p>eerst</p><p>later</p>" in compose_with(body).text
