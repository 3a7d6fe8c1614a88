"""A small project that is right, for tests to break in one place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.errors import GeneratorError
from generator.project import Project

Write = Callable[[str, str | bytes], Path]
Edit = Callable[[str, str, str], None]
Told = Callable[[Callable[[Project], object]], list[str]]

CAMPAIGN = """\
id: drempels
version: 1.10
date: 2026-11-23
default_language: nl
default_edition: landelijk
call_to_action_link: buit
links:
  buit: {url: "https://www.buit.example/", label: buit.example}
  klas: {url: "https://www.klas.example/", label: klas.example}
"""
LANGUAGE = """\
title: Tien drempels
series: van 2 drempels
headline: Welke drempel voel jij?
lead: Twee twijfels.
intro: Een inleiding.
quote: Een uitspraak.
call_to_action: {title: Doe iets., text: Leer wat je kunt doen.}
barriers:
  - id: zekerheid
    name: Zie ik het wel goed?
    short: Twijfelen mag.
    full: Wacht niet.
  - id: tijd
    name: Ik heb geen tijd.
    short: Begrijpelijk.
    full: Begin vandaag.
steps:
  - {title: Kijk, text: Let op signalen.}
  - {title: Bel, text: Overleg.}
sections:
  leren: {title: Leren, text: Volg de e-learning., link: klas}
  regio: {title: Regio, text: Bel de coördinator.}
labels:
  more: Meer weten?
  no: Nee
"""
EDITION = """\
name: Landelijk
contacts:
  - role: police
    phone: 0900-8844
    checked: 2026-11-23
"""
PRODUCT = """\
title: {nl: Poster, en: Poster}
subject: barrier
formats: [a4, a3]
default_format: a3
targets: [screen, office]
"""
FILES = {
    "content/campaign.yaml": CAMPAIGN,
    "content/nl.yaml": LANGUAGE,
    "content/en.yaml": LANGUAGE,
    "content/editions/landelijk.yaml": EDITION,
    "templates/poster/product.yaml": PRODUCT,
    "templates/poster/page.html.j2": "",
    "templates/poster/style.css": "",
    "templates/base/page.html.j2": "",
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Two languages, one edition and one product, without a fault."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Project(tmp_path)


@pytest.fixture
def write(project: Project) -> Write:
    """Write a file of the project."""

    def write(name: str, content: str | bytes) -> Path:
        path = project.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@pytest.fixture
def edit(project: Project) -> Edit:
    """Replace a text that stands once in a file of the project."""

    def edit(name: str, old: str, new: str) -> None:
        path = project.root / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")

    return edit


@pytest.fixture
def told(project: Project) -> Told:
    """What a person is told when the project is loaded."""

    def told(load: Callable[[Project], object]) -> list[str]:
        with pytest.raises(GeneratorError) as caught:
            load(project)
        return [str(problem) for problem in caught.value.problems]

    return told
