"""A product is a folder: a door hanger, which no Python knows of, is made by adding one."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import page as page_validation
import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.campaign import BARRIERS, PRODUCTS, REPOSITORY, Wording
from tests.projects import copy_project
from tests.reading import codes, letters, pictures, read, squeezed

SCHEMES = ("mini-zine",)
"""Ways of folding that have the name of a product; any product may have them."""
DOOR_HANGER = {
    "product.yaml": """\
# The thought on a door that one is about to open.
title: {nl: Deurhanger, en: Door hanger}
subject: barrier
formats: [74x210]
default_format: 74x210
pages: 1
fit: {from: 1.2, to: 0.8, series: true}
smallest_type_pt: {74x210: 9}
safe_area_mm: 5
targets: [screen, office]
""",
    "page.html.j2": """\
{% extends 'base/page.html.j2' %}
{% block body %}
<div class="hanger">
  <h1>{{ headline(barrier.name, 78 * unit_mm, 9 * unit_mm) }}</h1>
  <p>{{ prose(barrier.short) }}</p>
  {% set link = campaign.call_to_action_link %}
  <p><a href="{{ link.url }}">{{ link.label }}</a></p>
  <p class="code"><img src="{{ qr(link.url).uri }}" alt="{{ link.label }}"></p>
</div>
{% endblock %}
""",
    "style.css": """\
.hanger { padding: 60mm 8mm 8mm; }
h1 { font-family: 'Heading Display'; font-weight: 800; letter-spacing: -0.02em;
     font-size: calc(9 * var(--u) * var(--headline-scale)); line-height: 1; }
p { font-size: calc(6 * var(--u) * var(--text-scale)); line-height: 1.3; margin-top: 4mm; }
.code img { width: 30mm; height: 30mm; }
""",
}


@pytest.fixture(scope="module")
def hangers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The door hangers of a project that has nothing but the shared templates and this folder."""
    root = tmp_path_factory.mktemp("hangers")
    copy_project(root, products=()).add_product("door-hanger", DOOR_HANGER)
    ran = CliRunner().invoke(main, ["--project", str(root), "build", "--jobs", "1"])
    assert (ran.exit_code, ran.stderr) == (0, "")
    return root / "output" / "landelijk" / "nl"


def test_a_folder_in_templates_is_enough_to_make_a_new_product(hangers: Path) -> None:
    made = {path.relative_to(hangers).as_posix() for path in hangers.rglob("*.pdf")}
    assert made == {
        f"{target}/door-hanger-{number:02d}-74x210.pdf"
        for target in ("screen", "office")
        for number in BARRIERS
    }


@pytest.mark.parametrize("number", BARRIERS)
def test_the_new_product_has_its_size_its_words_and_its_code(
    hangers: Path, wording: Wording, number: int
) -> None:
    path = hangers / "screen" / f"door-hanger-{number:02d}-74x210.pdf"
    (page,) = read(path)
    assert (page.width_mm, page.height_mm) == pytest.approx((74, 210), abs=0.05)
    for key in ("name", "short"):
        assert squeezed(wording.barrier(number)[key]) in letters(path)
    assert [code.text for code in codes(pictures(path, 200)[0])] == [wording.call_to_action_url]
    report = page_validation.validate_pdf_bytes(path.read_bytes(), profile="ua1")
    assert list(report.failures) == []


def test_no_python_file_names_a_product() -> None:
    named = [
        f"{path.relative_to(REPOSITORY)}:{line}: {text!r}"
        for path in sorted((REPOSITORY / "generator").rglob("*.py"))
        for line, text in strings_in(path)
        if names_a_product(text)
    ]
    assert named == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("poster", True),
        ("card/page.html.j2", True),
        ("large-print-", True),
        ("mini-zine/page.html.j2", True),
        ("mini-zine", False),
        ("cards", False),
        ("posters, pocket cards and handouts", False),
        ("Answer where there is little room", False),
    ],
)
def test_a_product_is_named_by_its_folder_and_not_by_a_word_about_it(
    text: str, named: bool
) -> None:
    assert names_a_product(text) == named


def names_a_product(text: str) -> bool:
    if text in SCHEMES:
        return False
    return any(text == name or text.startswith((f"{name}-", f"{name}/")) for name in PRODUCTS)


def strings_in(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and value of every string in a module, its docstrings included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value
