"""What is told of a product's folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.errors import TemplateError
from generator.load import load_products
from generator.model.product import Subject
from generator.model.target import Target
from generator.project import Project

if TYPE_CHECKING:
    from tests.load.conftest import Edit, Told, Write

FILE = "templates/poster/product.yaml"
LAST = "targets: [screen, office]\n"


def test_a_product_is_a_folder_with_a_product_yaml(project: Project, write: Write) -> None:
    write("templates/notes/readme.md", "x")
    write("templates/base/product.yaml", "x")
    products = load_products(project)
    assert list(products) == ["poster"]
    poster = products["poster"]
    assert (poster.template, poster.style) == ("poster/page.html.j2", "poster/style.css")
    assert (poster.file.subject, poster.file.sides) == (Subject.BARRIER, 1)
    assert poster.file.targets == (Target.SCREEN, Target.OFFICE)


def test_numbers_in_a_product_are_numbers(project: Project, edit: Edit) -> None:
    more = (
        "sides: 2\npages: {min: 1, max: 3}\nfit: {from: 1.0, to: 0.6}\nsmallest_type_pt: {a3: 18}\n"
    )
    edit(FILE, LAST, LAST + more)
    poster = load_products(project)["poster"]
    assert poster.file.sides == 2
    assert (poster.pages.min, poster.pages.max) == (1, 3)
    assert poster.file.fit and (poster.file.fit.largest, poster.file.fit.smallest) == (1.0, 0.6)
    assert poster.smallest_type_pt("a3") == 18


MISTAKES = [
    ("pages: many", "6:8: pages must be a whole number, not 'many'."),
    ("pages: 0", "6:8: pages must be at least 1, not '0'."),
    ("pages: [1]", "6:8: pages must be a whole number, not a list."),
    (
        "pages:",
        "6:7: pages is empty. Hint: fill it in, or remove the key.",
    ),
    ("pages: {min: 1}", "6:8: missing key 'max' in pages. Hint: add 'max:'."),
    ("pages: {min: 1, mox: 2}", "6:17: unknown key 'mox' in pages. Hint: did you mean 'max'?"),
    ("pages: {min: 3, max: 2}", "6:14: pages: 'min' is larger than 'max'."),
    (
        "fit: {from: 0.5, to: 1}",
        "6:22: fit: 'to' is larger than 'from'; give the larger scale as 'from'.",
    ),
    ("fit: {from: 5, to: 1}", "6:13: fit.from must be at most 4, not '5'."),
    ("fit: {from: 1, to: 0}", "6:20: fit.to must be more than 0, not '0'."),
    ("fit: {form: 1, to: 1}", "6:7: unknown key 'form' in fit. Hint: did you mean 'from'?"),
    ("sides: 3", "6:8: sides must be at most 2, not '3'."),
    ("safe_area_mm: ruim", "6:15: safe_area_mm must be a number, not 'ruim'."),
    ("safe_area_mm: inf", "6:15: safe_area_mm must be a number, not 'inf'."),
    (
        "impose: {office: {scheme: crads, sheet: a4}}",
        "6:27: impose.office.scheme must be 'cards', 'work-and-turn', 'mini-zine' or 'half-fold', "
        "not 'crads'. Hint: did you mean 'cards'?",
    ),
]


@pytest.mark.parametrize(("line", "expected"), MISTAKES)
def test_one_mistake_is_one_problem_with_its_place_and_cure(
    line: str, expected: str, edit: Edit, told: Told
) -> None:
    edit(FILE, LAST, f"{LAST}{line}\n")
    assert told(load_products) == [f"{FILE}:{expected}"]


def test_a_key_that_is_not_a_format_is_told_at_the_key(edit: Edit, told: Told) -> None:
    edit(FILE, LAST, f"{LAST}smallest_type_pt: {{b9: 3}}\n")
    (problem,) = told(load_products)
    key = "the key 'b9' in smallest_type_pt"
    assert problem.startswith(f"{FILE}:6:20: {key}: 'b9' is not a format; use a0 to a10")


def test_a_default_format_must_be_offered(edit: Edit, told: Told) -> None:
    edit(FILE, "default_format: a3", "default_format: a2")
    assert told(load_products) == [f"{FILE}:4:17: default_format 'a2' is not among 'formats'."]


def test_a_panel_that_no_sheet_holds_is_told_at_the_sheet(
    project: Project, write: Write, told: Told
) -> None:
    path = project.templates_dir / "poster" / "product.yaml"
    text = path.read_text(encoding="utf-8")
    write("templates/poster/product.yaml", text + "impose:\n  office: {scheme: cards, sheet: a7}\n")
    (message,) = told(load_products)
    line = text.count("\n") + 2
    assert message.startswith(f"templates/poster/product.yaml:{line}:")
    assert "does not fit on a sheet of 74 x 105 mm" in message


def test_a_choice_that_is_not_offered_is_told_with_those_that_are(edit: Edit, told: Told) -> None:
    edit(FILE, "subject: barrier", "subject: bariers")
    edit(FILE, "[screen, office]", "[schermpje]")
    first, second = told(load_products)
    assert first == (
        f"{FILE}:2:10: subject must be 'campaign' or 'barrier', not 'bariers'. "
        "Hint: did you mean 'barrier'?"
    )
    assert second.startswith(f"{FILE}:5:11: targets[0] must be 'screen'")


def test_a_language_code_as_key_is_checked(edit: Edit, told: Told) -> None:
    edit(FILE, "en: Poster", "English: Poster")
    assert told(load_products) == [
        f"{FILE}:1:21: the key 'English' in title must be the code of a language, such as nl, en "
        "or pt-BR, not 'English'."
    ]


@pytest.mark.parametrize("name", ["page.html.j2", "style.css"])
def test_a_product_needs_its_template_and_style(name: str, project: Project, told: Told) -> None:
    (project.templates_dir / "poster" / name).unlink()
    assert told(load_products) == [
        f"templates/poster/{name}: the file doesn't exist. "
        "Hint: a product has page.html.j2 and style.css."
    ]


def test_a_products_folder_is_named_as_files_will_be(write: Write, told: Told) -> None:
    for name in ("page.html.j2", "style.css"):
        write(f"templates/Mijn Poster/{name}", "")
    write("templates/Mijn Poster/product.yaml", "x: [")
    assert [problem.partition(" ")[0] for problem in told(load_products)] == [
        "templates/Mijn",
        "templates/Mijn",
    ]
    assert told(load_products)[0] == (
        "templates/Mijn Poster: the name of the folder may have only a to z and 0 to 9, with - or "
        "_ between them, not 'Mijn Poster'. Hint: write 'mijn-poster'."
    )


def test_templates_without_a_product_are_told(project: Project, told: Told) -> None:
    (project.root / FILE).unlink()
    assert told(load_products) == [
        "templates: no folder here has a product.yaml. Hint: a product is a folder in templates/."
    ]


def test_a_fault_in_a_product_is_a_fault_in_templates(project: Project, write: Write) -> None:
    write(FILE, "a: b: c")
    with pytest.raises(TemplateError) as caught:
        load_products(project)
    assert caught.value.exit_code == 4
