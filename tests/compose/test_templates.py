"""What a person is told when a template can't be run, and what a template can't do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.compose.templates import TemplateFolder
from generator.errors import TemplateError

if TYPE_CHECKING:
    from tests.compose.conftest import Write


def told(templates: TemplateFolder, name: str = "leaflet/page.html.j2", **values: object) -> str:
    with pytest.raises(TemplateError) as caught:
        templates.render(name, **values)
    (problem,) = caught.value.problems
    return str(problem)


PAGE = "leaflet/page.html.j2"


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("\n{{ tilte }}", ":2: 'tilte' is undefined"),
        ("\n\n{{ labels.moer }}", ":3: UndefinedError: 'dict object' has no attribute 'moer'"),
        ("<p>\n{% if x %}\n<p>", ":3: Unexpected end of template."),
        ("{{ 'a' }}\n{{ a b }}", ":2: expected token 'end of print statement', got 'b'"),
        ("{{ labels | shout }}", ":1: No filter named 'shout'."),
        ("\n{{ 1 / 0 }}", ":2: ZeroDivisionError: division by zero"),
        ("{% include 'leaflet/foot.html.j2' %}", ":1: there is no template 'leaflet/foot.html.j2'"),
        ("\n{% extends 'base/paeg.html.j2' %}", ":2: there is no template 'base/paeg.html.j2'"),
    ],
)
def test_an_error_has_the_templates_name_and_line(
    template: str, message: str, templates: TemplateFolder, write: Write
) -> None:
    write(PAGE, template)
    assert told(templates, labels={"more": "x"}).startswith(f"templates/{PAGE}{message}")


def test_a_template_that_is_not_there_is_named(templates: TemplateFolder) -> None:
    assert told(templates) == f"templates/{PAGE}: there is no template '{PAGE}'"


def test_an_error_in_a_shared_macro_names_the_macros_file_not_the_pages(
    templates: TemplateFolder, write: Write
) -> None:
    write(
        "base/macros.html.j2",
        "{# shared #}\n{% macro foot() %}\n{{ missing.phone }}\n{% endmacro %}",
    )
    write(PAGE, "{% from 'base/macros.html.j2' import foot %}\n\n\n{{ foot() }}")
    assert told(templates) == "templates/base/macros.html.j2:3: 'missing' is undefined"


def test_an_error_in_a_function_that_a_template_calls_names_the_templates_line(
    templates: TemplateFolder, write: Write
) -> None:
    def door(number: float) -> float:
        return number / 10

    write(PAGE, "\n{{ door('three') }}")
    assert told(templates, door=door).startswith(f"templates/{PAGE}:2: TypeError: unsupported")


def test_a_syntax_error_in_an_included_file_names_that_file(
    templates: TemplateFolder, write: Write
) -> None:
    write("leaflet/foot.html.j2", "<p>\n<p>\n{{ }}")
    write(PAGE, "{% include 'leaflet/foot.html.j2' %}")
    assert told(templates).startswith("templates/leaflet/foot.html.j2:3: Expected an expression")


def test_a_template_that_is_not_utf8_is_named(
    tmp_path: Path, templates: TemplateFolder, write: Write
) -> None:
    write(PAGE, "")
    (tmp_path / PAGE).write_bytes("één".encode("latin-1"))
    assert told(templates) == f"templates/{PAGE}: the template isn't UTF-8. Hint: save it as UTF-8"
    with pytest.raises(TemplateError, match=f"templates/{PAGE}: the file isn't UTF-8"):
        templates.read(PAGE)


def test_a_style_sheet_that_is_not_there_is_named(templates: TemplateFolder) -> None:
    with pytest.raises(TemplateError, match=r"templates/leaflet/typo\.css: the file is missing"):
        templates.read("leaflet/typo.css")


def test_what_is_typed_is_shown_as_typed(templates: TemplateFolder, write: Write) -> None:
    write(PAGE, '<p title="{{ typed }}">{{ typed }}</p>')
    page = templates.render(PAGE, typed="<b>&\"'")
    assert page == '<p title="&lt;b&gt;&amp;&#34;&#39;">&lt;b&gt;&amp;&#34;&#39;</p>'


@pytest.mark.parametrize(
    "trick",
    [
        "''.__class__",
        "''.__class__.__mro__[1].__subclasses__()",
        "()|attr('__class__')",
        "door.__globals__",
        "door.__call__.__self__",
        "'{0.__class__}'.format(door)",
        "items.append(1)",
        "labels.update({'more': 'x'})",
        "range(999999999)|list",
        "9 ** 9999",
        "'a' * 10 ** 10",
        "9999999 * [1]",
        "'%1000000000d' % 1",
        "'%*d' % (1000000000, 1)",
        "self.__init__.__globals__",
    ],
)
def test_a_template_cannot_climb_out_of_its_sandbox(
    trick: str, templates: TemplateFolder, write: Write
) -> None:
    def door() -> str:
        return ""

    labels, items = {"more": "Meer"}, [0]
    write(PAGE, f"{{{{ {trick} }}}}")
    assert f"templates/{PAGE}:1: " in told(templates, door=door, labels=labels, items=items)
    assert (labels, items) == ({"more": "Meer"}, [0])


@pytest.mark.parametrize(
    ("sum", "expected"), [("2 ** 10", "1024"), ("'ab' * 3", "ababab"), ("'%05d' % 42", "00042")]
)
def test_a_template_may_reckon(
    sum: str, expected: str, templates: TemplateFolder, write: Write
) -> None:
    write(PAGE, f"{{{{ {sum} }}}}")
    assert templates.render(PAGE) == expected


@pytest.mark.parametrize(
    "page",
    [f"{{% include '{PAGE}' %}}", "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}"],
)
def test_what_calls_itself_is_told(page: str, templates: TemplateFolder, write: Write) -> None:
    write(PAGE, page)
    said = "a template or a macro calls itself, again and again"
    assert told(templates) == f"templates/{PAGE}:1: {said}"


@pytest.mark.parametrize("outside", ["../secret.txt", "/etc/hostname", "leaflet/../../secret.txt"])
def test_a_template_cannot_read_a_file_outside_its_folder(
    outside: str, tmp_path: Path, write: Write
) -> None:
    write("inner/page.html.j2", f"{{% include '{outside}' %}}")
    (tmp_path / "secret.txt").write_text("geheim")
    assert "there is no template" in told(TemplateFolder((tmp_path / "inner",)), "page.html.j2")


def test_a_hidden_file_is_no_template(tmp_path: Path, write: Write) -> None:
    write("inner/page.html.j2", "{% include '.foot.html.j2' %}")
    write("inner/.foot.html.j2", "voet")
    assert "there is no template" in told(TemplateFolder((tmp_path / "inner",)), "page.html.j2")


def test_a_word_is_looked_for_in_files_of_any_name(tmp_path: Path, write: Write) -> None:
    write("inner/page.html.j2", "{% include 'foot.html' %}")
    write("inner/foot.html", "{{ target }}")
    assert TemplateFolder((tmp_path / "inner",)).mentions("target")
    assert not TemplateFolder((tmp_path / "inner",)).mentions("doel")


def test_a_projects_template_comes_before_the_one_of_the_software(
    tmp_path: Path, write: Write
) -> None:
    write("own/base/note.j2", "eigen")
    write("builtin/base/note.j2", "ingebouwd")
    write("builtin/base/other.css", "ingebouwd")
    folders = TemplateFolder((tmp_path / "own", tmp_path / "builtin"))
    assert folders.render("base/note.j2") == "eigen"
    assert folders.read("base/note.j2") == "eigen"
    assert folders.read("base/other.css") == "ingebouwd"


def test_a_bug_outside_the_templates_keeps_its_own_error(
    templates: TemplateFolder, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(PAGE, "")

    def broken(name: str) -> str:
        raise RuntimeError("a bug")

    monkeypatch.setattr(templates.environment, "get_template", broken)
    with pytest.raises(RuntimeError, match="a bug"):
        templates.render(PAGE)
