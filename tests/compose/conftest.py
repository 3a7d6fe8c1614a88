"""A leaflet whose templates a test writes itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.compose import Composer, Sources
from generator.compose.templates import TemplateFolder
from generator.model.colour import make_palette
from generator.model.document import Html
from generator.model.edition import Contact, Edition
from generator.model.geometry import parse_format
from generator.model.job import Job, Series
from generator.model.mark import Marks
from generator.model.metrics import FontMetrics
from generator.model.target import Target
from tests.made_up import make_campaign, make_product

Write = Callable[[str, str], None]
ComposeWith = Callable[..., Html]

PAGE = """\
<html><head><title>{% block title %}x{% endblock %}</title></head>
<body>{% block body %}{% endblock %}</body></html>
"""
EXTENDING = "{{% extends 'base/page.html.j2' %}}{{% block body %}}{}{{% endblock %}}"


@pytest.fixture(scope="session")
def metrics() -> FontMetrics:
    """A font whose letters are all half an em wide."""
    return FontMetrics(dict.fromkeys(range(0x20, 0x2100), 0.5))


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file of the project's templates."""

    def write(name: str, text: str) -> None:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    write("base/page.html.j2", PAGE)
    write("base/base.css", "body{margin:0}")
    write("leaflet/style.css", "p{color:var(--text)}")
    return write


@pytest.fixture
def templates(tmp_path: Path, write: Write) -> TemplateFolder:
    """The project's templates."""
    return TemplateFolder((tmp_path,))


@pytest.fixture
def compose_with(tmp_path: Path, write: Write, metrics: FontMetrics) -> ComposeWith:
    """Compose a leaflet with `body` in its page; further keywords replace the campaign's texts."""

    def compose(
        body: str,
        *,
        barrier: int | None = None,
        bleed_mm: float = 0,
        page: str = EXTENDING,
        pages: int = 1,
        **changes: Any,
    ) -> Html:
        write("leaflet/page.html.j2", page.format(body))
        subject = "campaign" if barrier is None else "barrier"
        product = make_product(subject=subject, pages=pages)
        palette = make_palette("#3b1f4a", "#f7c873")
        contacts = (Contact(role="police"), Contact(role="buurt<agent>"))
        edition = Edition(
            "noord", "Noord", None, False, None, palette, {}, contacts, Marks("noord.yaml")
        )
        campaigns = {"nl": make_campaign(**changes)}
        sources = Sources(campaigns, {"noord": edition}, {"leaflet": product})
        composer = Composer.of(sources, (tmp_path,), lambda face: metrics, "/*fonts*/")
        series = Series("noord", "nl", "leaflet", Target.SCREEN, "a6")
        a6 = parse_format("a6")
        job = Job("noord", "nl", "leaflet", barrier, a6, Target.SCREEN, series)
        return composer.compose(job, bleed_mm)

    return compose
