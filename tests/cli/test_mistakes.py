"""Mistakes that people make, and what they are told: where, what, and how it is mended."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from tests.campaign import Wording
from tests.projects import Copy, copy_project

Drempels = Callable[..., Result]
PAGE = "templates/slip/page.html.j2"
STYLE = "templates/slip/style.css"
NAME = '"Zie ik het wel goed?"'
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="
)


def test_an_unknown_key_is_told_with_file_line_and_column(
    project: Copy, build_one: Drempels
) -> None:
    line = project.edit("content/nl.yaml", "headline:", "hedline:")
    ran = build_one()
    assert ran.exit_code == 3
    assert re.search(rf"^content/nl\.yaml:{line}:1: .*hedline", ran.stderr, re.MULTILINE)
    assert "'headline'" in ran.stderr
    assert_nothing_was_made(project, ran)


def test_an_option_on_the_wrong_side_of_the_command_is_told_where_it_goes() -> None:
    ran = CliRunner().invoke(main, ["build", "--quiet"], prog_name="drempels")
    assert ran.exit_code == 2
    assert "No such option '--quiet'. It goes before the command: drempels --quiet build" in (
        ran.stderr
    )
    unknown = CliRunner().invoke(main, ["build", "--silent"], prog_name="drempels")
    assert unknown.exit_code == 2 and "goes before" not in unknown.stderr


def test_all_mistakes_in_all_files_are_told_at_once(project: Copy, build_one: Drempels) -> None:
    project.edit("content/nl.yaml", "headline:", "hedline:")
    project.edit("content/nl.yaml", "link: klas", "link: school")
    project.edit("content/campaign.yaml", "https://www.buitindeklas.nl/", "buitindeklas")
    project.edit("content/editions/landelijk.yaml", "checked: 2026-11-23", "checked: gisteren")
    ran = build_one()
    assert ran.exit_code == 3
    for file, word in (
        ("content/nl.yaml", "hedline"),
        ("content/nl.yaml", "school"),
        ("content/campaign.yaml", "url"),
        ("content/editions/landelijk.yaml", "checked"),
    ):
        assert re.search(rf"^{re.escape(file)}:\d+:\d+: .*{word}", ran.stderr, re.MULTILINE), word
    assert_nothing_was_made(project, ran)


def test_yaml_that_cannot_be_read_is_told_with_its_place(
    project: Copy, build_one: Drempels
) -> None:
    line = project.edit("content/nl.yaml", NAME, '"Zie ik het wel goed?')
    ran = build_one()
    assert ran.exit_code == 3
    assert re.search(rf"^content/nl\.yaml:{line}:\d+: .*quotes", ran.stderr, re.MULTILINE)
    assert_nothing_was_made(project, ran)


@pytest.mark.parametrize("name", ["content/campaign.yaml", "content/fr.yaml", "content/print.yaml"])
def test_a_link_in_a_circle_is_no_file(project: Copy, build_one: Drempels, name: str) -> None:
    path = project.root / name
    path.unlink(missing_ok=True)
    path.symlink_to(path.name)
    ran = build_one()
    assert ran.exit_code == 3
    assert f"{name}: the file leads to no file." in ran.stderr


def test_an_output_folder_that_is_a_link_in_a_circle_is_told(
    project: Copy, drempels: Drempels, tmp_path: Path
) -> None:
    circle = tmp_path / "circle"
    circle.symlink_to(circle)
    ran = drempels("build", "--output", str(circle))
    assert ran.exit_code == 1
    assert "can't write" in ran.stderr


def test_a_path_that_is_empty_is_not_this_folder(drempels: Drempels) -> None:
    ran = drempels("build", "--output", "")
    assert ran.exit_code == 2
    assert "'--output': the path is empty." in ran.stderr


def test_a_logo_that_cannot_be_drawn_is_told_where_it_is_named(
    project: Copy, build_one: Drempels
) -> None:
    edition = "content/editions/landelijk.yaml"
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 1"><path d="A 1 1 0 0"/></svg>'
    (project.root / "content/editions/a.svg").write_text(svg, encoding="utf-8")
    line = project.edit(edition, "name: Landelijk", "name: Landelijk\nlogo: a.svg") + 1
    project.edit(
        PAGE,
        '<div class="slip">',
        '<div class="slip"><img src="{{ logo }}" alt="x" style="position:absolute;width:1mm">',
    )
    ran = build_one()
    assert ran.exit_code == 5, ran.stderr
    assert f"{edition}:{line}:7: WeasyPrint says: " in ran.stderr
    assert "if it is the logo" in ran.stderr


def test_a_missing_content_file_is_told(project: Copy, build_one: Drempels) -> None:
    (project.root / "content/campaign.yaml").unlink()
    ran = build_one()
    assert ran.exit_code == 3
    assert "content/campaign.yaml" in ran.stderr


@pytest.mark.parametrize(("product", "shown_as"), [("card", "card 85x55"), ("poster", "poster a3")])
def test_a_text_that_is_too_long_is_told_with_how_much_to_cut(
    tmp_path: Path, wording: Wording, product: str, shown_as: str
) -> None:
    project = copy_project(tmp_path, products=[product])
    typed = wording.barrier(7)["short"]
    long = f"{typed} {wording.barrier(8)['full']} {wording.barrier(9)['full']}"
    with_short(project, long)
    ran = build(project, product)
    assert ran.exit_code == 3
    found = re.search(
        r"^content/nl\.yaml:\d+:\d+: barriers\[6\]\.short is about (\d+) characters too long "
        rf"for {shown_as}",
        ran.stderr,
        re.MULTILINE,
    )
    assert found, ran.stderr
    assert ran.stderr.count("too long for") == 1
    assert_nothing_was_made(project, ran)
    excess = int(found[1])
    assert 0 < excess < len(long)
    with_short(project, long[: len(long) - round(1.1 * excess)])
    assert build(project, product).exit_code == 0


def test_a_word_that_is_too_wide_is_told_with_its_barrier(tmp_path: Path) -> None:
    project = copy_project(tmp_path, products=["poster"])
    project.edit("content/nl.yaml", NAME, '"Arbeidsongeschiktheidsverzekeringspremie?"')
    ran = build(project, "poster")
    assert ran.exit_code == 3
    assert re.search(r"^content/nl\.yaml:\d+:\d+: ", ran.stderr, re.MULTILINE), ran.stderr
    assert "barrier 1" in ran.stderr
    assert "Hint:" in ran.stderr


def test_an_undefined_name_in_a_template_is_told_with_template_and_line(
    project: Copy, build_one: Drempels
) -> None:
    line = project.edit(PAGE, "barrier.short", "barrier.shrot")
    ran = build_one()
    assert ran.exit_code == 4
    assert f"{PAGE}:{line}: " in ran.stderr
    assert "shrot" in ran.stderr
    assert_nothing_was_made(project, ran)


def test_an_undefined_label_is_told_with_template_and_line(
    project: Copy, build_one: Drempels
) -> None:
    line = project.edit(PAGE, "{{ barrier.short }}", "{{ labels.nowhere }}")
    ran = build_one()
    assert ran.exit_code == 4
    assert f"{PAGE}:{line}: " in ran.stderr and "nowhere" in ran.stderr


@pytest.mark.parametrize("broken", ["{% for %}", "{{ barrier.short ", "{% include 'no/such' %}"])
def test_a_template_that_cannot_be_read_is_told_with_template_and_line(
    project: Copy, build_one: Drempels, broken: str
) -> None:
    line = project.edit(PAGE, "{{ barrier.short }}", broken)
    ran = build_one()
    assert ran.exit_code == 4
    assert re.search(rf"^{re.escape(PAGE)}:{line}\b", ran.stderr, re.MULTILINE), ran.stderr
    assert_nothing_was_made(project, ran)


def test_a_template_cannot_reach_into_python(project: Copy, build_one: Drempels) -> None:
    project.edit(PAGE, "{{ barrier.short }}", "{{ barrier.__class__.__mro__ }}")
    ran = build_one()
    assert ran.exit_code == 4
    assert_nothing_was_made(project, ran)


def test_a_product_description_with_a_mistake_is_a_template_error(
    project: Copy, build_one: Drempels
) -> None:
    line = project.edit("templates/slip/product.yaml", "formats:", "fromats:")
    ran = build_one()
    assert ran.exit_code in (3, 4)
    assert f"templates/slip/product.yaml:{line}:1: " in ran.stderr
    assert_nothing_was_made(project, ran)


@pytest.mark.parametrize(
    "address",
    ["file:///etc/hostname", "https://example.org/door.png", "/etc/hostname", "door.png"],
)
@pytest.mark.parametrize("asked_by", ["img", "background", "font"])
def test_a_picture_that_is_not_in_the_document_is_refused_by_name(
    project: Copy, build_one: Drempels, address: str, asked_by: str
) -> None:
    if asked_by == "img":
        project.edit(PAGE, "{{ barrier.short }}", f'<img src="{address}" alt="deur">')
    elif asked_by == "background":
        project.write(STYLE, f".slip {{ background: url({address}); }}")
    else:
        face = f"@font-face {{ font-family: Deur; src: url({address}); }}"
        project.write(STYLE, f"{face} .slip {{ font-family: Deur; }}")
    ran = build_one()
    assert ran.exit_code == 5
    assert address in ran.stderr
    assert "Hint:" in ran.stderr
    assert_nothing_was_made(project, ran)


def test_a_data_address_is_fine(project: Copy, build_one: Drempels) -> None:
    picture = f'<img src="data:image/png;base64,{PIXEL}" alt="deur">'
    project.edit(PAGE, "{{ barrier.short }}", picture)
    ran = build_one()
    assert (ran.exit_code, ran.stderr) == (0, "")


@pytest.mark.parametrize(
    ("style", "word"),
    [
        (".slip { colour: red; }", "colour"),
        (".slip { width: 3 potatoes; }", "width"),
        (".slip { padding: var(--nowhere); }", "padding"),
        ("@import url(file:///etc/hostname);", "file:///etc/hostname"),
    ],
)
def test_css_that_would_be_ignored_fails_and_names_what_is_wrong(
    project: Copy, build_one: Drempels, style: str, word: str
) -> None:
    project.write(STYLE, style)
    ran = build_one()
    assert ran.exit_code == 5
    assert word in ran.stderr
    assert_nothing_was_made(project, ran)


@pytest.mark.parametrize("character", ["漢", "ж", "✓", "🚪"])
def test_a_character_that_our_fonts_lack_fails_and_is_named(
    project: Copy, build_one: Drempels, character: str
) -> None:
    project.edit("content/nl.yaml", NAME, f'"Zie ik {character} wel goed?"')
    ran = build_one()
    assert ran.exit_code == 3
    assert character in ran.stderr or f"U+{ord(character):04X}" in ran.stderr
    assert_nothing_was_made(project, ran)


def test_letters_of_other_languages_in_latin_script_are_fine(
    project: Copy, build_one: Drempels
) -> None:
    project.edit("content/nl.yaml", NAME, '"Zıe îk hët wél gœd, Łukasz Şahin?"')
    ran = build_one()
    assert (ran.exit_code, ran.stderr) == (0, "")


def test_text_off_the_page_fails_preflight(project: Copy, build_one: Drempels) -> None:
    project.write(STYLE, "h1 { position: absolute; top: 2mm; left: -20mm; }")
    ran = build_one()
    assert ran.exit_code == 6
    assert "on slip-01-100x60 page 1" in ran.stderr
    assert "[safe-area]" in ran.stderr
    assert_nothing_was_made(project, ran)


def test_one_pdf_that_fails_does_not_stop_the_others(project: Copy, drempels: Drempels) -> None:
    astray = "<p style='position: absolute; left: -20mm'>weg</p>"
    text = "{{ barrier.short }}"
    project.edit(PAGE, text, f"{text}{{% if barrier.number == 1 %}}{astray}{{% endif %}}")
    ran = drempels("build", "--target", "screen", "--jobs", "1")
    assert ran.exit_code == 6
    assert "slip-01" in ran.stderr and "slip-02" not in ran.stderr
    made = {path.name for path in (project.root / "output").rglob("*.pdf")}
    assert made == {f"slip-{number:02d}-100x60.pdf" for number in range(2, 11)}


def test_a_logo_that_asks_for_a_file_is_printed_without_it(
    project: Copy, build_one: Drempels
) -> None:
    picture = '<image href="file:///etc/hostname"/></svg>'
    project.edit("content/editions/voorbeeldregio.svg", "</svg>", picture)
    ran = build_one("--edition", "voorbeeldregio")
    assert ran.exit_code == 0
    assert "a reference to 'file:///etc/hostname', which was taken out" in ran.stderr


def with_short(project: Copy, text: str) -> None:
    """Replace the seventh barrier's short answer."""
    path = project.root / "content/nl.yaml"
    content = path.read_text(encoding="utf-8")
    parts = re.split(r"(^  - id: .*$)", content, flags=re.MULTILINE)
    seventh = re.sub(
        r"    short: .*?(?=^    full:)", f"    short: '{text}'\n", parts[14], flags=re.S | re.M
    )
    path.write_text("".join([*parts[:14], seventh, *parts[15:]]), encoding="utf-8")


def build(project: Copy, product: str) -> Result:
    command = [
        "--project",
        str(project.root),
        "build",
        product,
        "--target",
        "screen",
        "--jobs",
        "1",
    ]
    return CliRunner().invoke(main, command, catch_exceptions=False)


def assert_nothing_was_made(project: Copy, ran: Result) -> None:
    assert "Traceback" not in ran.stderr
    assert not list(project.root.rglob("*.pdf"))
