"""Editions from a spreadsheet on the command line: what is built, left out, and told."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from tests.cli.conftest import Drempels
from tests.projects import Copy

CARD = ("--barrier", "1", "--target", "screen", "--jobs", "1")
PAGE = """\
{% extends 'base/page.html.j2' %}
{% from 'base/macros.html.j2' import phone with context %}
{% block body %}
<h1>{{ edition.name }}</h1><p>{{ phone(edition.contacts[0]) }}</p>
<p><a href="{{ campaign.call_to_action_link.url }}">{{ barrier.name }}</a></p>
{% endblock %}
"""
MARKUP = " <b>R&D</b> {{ 7 * 7 }}"
"""Prints as typed."""
HOSTILE = (
    "../../buiten;Voorbeeldgemeente 991;;",
    "h2;Voorbeeldgemeente 992;;../../../../../../etc/passwd",
    "h3;Voorbeeldgemeente 993;;bom.svg",
    "h4;Voorbeeld\u202egemeente 994;;",
    "h5;Voorbeeldgemeente 995;;link.svg",
)
FAULTY = (
    "f1;;000-991 00 00;",
    "f2;Voorbeeldgemeente 982;6,1E+08;",
    "f3;Voorbeeldgemeente 983;;weg.svg",
    "g001;Voorbeeldgemeente 984;000-984 00 00;",
    "F 5;Voorbeeldgemeente 985;000-985 00 00;",
)


@pytest.fixture
def sheet(project: Copy, tmp_path: Path) -> Path:
    """Thirty editions that are right, one with markup in its name, and ten rows that are wrong."""
    project.write("templates/slip/page.html.j2", PAGE)
    rows = [
        f"g{at:03d};Voorbeeldgemeente {at:03d}{MARKUP if at == 7 else ''};000-{at:03d} 00 00;"
        for at in range(1, 31)
    ]
    for at, row in enumerate((*HOSTILE, *FAULTY)):
        rows.insert(3 * at + 2, row)
    lines = [f"{row.replace(';000', ';coordinator;000', 1)}" for row in rows]
    text = "id;naam;contact_rol;contact_telefoon;logo;voorbeeld\n"
    for row in lines:
        cells = row.split(";")
        if len(cells) == 4:
            cells.insert(2, "coordinator" if cells[2] else "")
        text += ";".join([*cells, "ja"]) + "\n"
    folder = tmp_path / "sheet"
    folder.mkdir()
    copies = "<g id='a'>" + "<g/>" * 300 + "</g>" + "<use href='#a'/>" * 300
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1">{copies}</svg>'
    (folder / "bom.svg").write_text(svg)
    (folder / "link.svg").symlink_to("/etc/hostname")
    (folder / "regios.csv").write_text(text, encoding="utf-8")
    return folder / "regios.csv"


def test_each_pdf_has_its_own_name_and_number_and_nobody_elses(
    sheet: Path, drempels: Drempels, tmp_path: Path
) -> None:
    output = tmp_path / "out"
    ran = drempels("build", *CARD, "--editions", str(sheet), "--output", str(output))
    assert ran.exit_code == 3
    pdfs = sorted(output.glob("*/nl/screen/*.pdf"))
    assert [pdf.parts[-4] for pdf in pdfs] == [f"g{at:03d}" for at in range(1, 31)]
    for at, pdf in enumerate(pdfs, start=1):
        with pypdfium2.PdfDocument(pdf) as document:
            text = document[0].get_textpage().get_text_range()
        name = f"Voorbeeldgemeente {at:03d}" + (MARKUP if at == 7 else "")
        assert text.split("\n")[0].strip() == name
        others = {f"000-{other:03d} 00 00" for other in range(1, 31) if other != at}
        assert f"000-{at:03d} 00 00" in text
        assert not [other for other in others if other in text]
        with pikepdf.open(pdf) as opened:
            assert str(opened.docinfo["/Author"]) == name
    rows = {line.split(", column")[0] for line in ran.stderr.splitlines() if "regios.csv" in line}
    assert len(rows) == 10
    assert "left out: 10 rows of the spreadsheet" in ran.stdout
    assert not (tmp_path / "buiten").exists()


def test_strict_builds_nothing_when_a_row_is_wrong(
    sheet: Path, drempels: Drempels, tmp_path: Path
) -> None:
    output = tmp_path / "out"
    order = ("build", *CARD, "--strict", "--editions", str(sheet), "--output", str(output))
    ran = drempels(*order)
    assert ran.exit_code == 3
    assert not output.exists()
    assert ran.stderr.count("regios.csv, row") >= 10


def test_list_shows_the_rows_that_would_be_built(sheet: Path, drempels: Drempels) -> None:
    ran = drempels("list", *CARD[:4], "--editions", str(sheet), "--json")
    assert ran.exit_code == 3
    assert len(json.loads(ran.stdout)) == 30


def test_some_editions_of_a_sheet_can_be_chosen(sheet: Path, drempels: Drempels) -> None:
    chosen = ("--edition", "g002", "--edition", "landelijk")
    ran = drempels("list", *CARD[:4], "--editions", str(sheet), *chosen)
    assert ran.stdout.split() == [
        "g002/nl/screen/slip-01-100x60.pdf",
        "landelijk/nl/screen/slip-01-100x60.pdf",
    ]


def test_a_row_whose_text_cannot_be_printed_is_left_out_alone(
    project: Copy, drempels: Drempels, tmp_path: Path
) -> None:
    sheet = tmp_path / "a.csv"
    row = "{};Gemeente {};coordinator;{};2026-11-20\n"
    text = "id;naam;contact_rol;contact_telefoon;contact_gecontroleerd\n"
    text += row.format("a", "A", "020-1234567") + row.format("b", "B", "020-12345")
    sheet.write_text(text)
    output = tmp_path / "out"
    ran = drempels("build", *CARD, "--editions", str(sheet), "--output", str(output))
    assert ran.exit_code == 3
    folders = {path.name for path in output.iterdir() if path.is_dir()}
    assert folders == {"a", "thumbnails"}
    assert "a.csv, row 3, column D (contact_telefoon): the phone of contact 1" in ran.stderr


def test_what_was_made_of_a_row_before_it_was_wrong_is_offered_no_more(
    project: Copy, drempels: Drempels, tmp_path: Path
) -> None:
    sheet, output = tmp_path / "a.csv", tmp_path / "out"
    text = "id;naam;contact_rol;contact_telefoon\n"
    sheet.write_text(f"{text}a;A;coordinator;020-1234567\nb;B;coordinator;020-1234567\n")
    order = ("build", *CARD, "--editions", str(sheet), "--output", str(output))
    assert drempels(*order).exit_code == 0
    assert offered(output) == {"a", "b"}
    sheet.write_text(f"{text}a;A;coordinator;020-1234567\nb;B;coordinator;020-12345\n")
    assert drempels(*order).exit_code == 3
    assert offered(output) == {"a"}


def test_what_is_left_of_an_edition_that_was_removed_is_told(
    project: Copy, drempels: Drempels, tmp_path: Path
) -> None:
    output = tmp_path / "out"
    order = ("build", *CARD, "--edition", "all", "--output", str(output))
    written = [
        project.write(f"content/editions/{name}.yaml", f"name: Voorbeeld {name}\nexample: yes\n")
        for name in ("oud", "ouder")
    ]
    first = drempels(*order)
    assert (first.exit_code, first.stderr) == (0, "")
    for path in written:
        path.unlink()
    for _ in range(2):  # the second build has nothing to do
        again = drempels(*order)
        assert again.exit_code == 0
        assert again.stderr == (
            f"{output} still has 2 PDFs of editions that aren't in this build: oud, ouder. "
            "Hint: remove what nobody should find there any more, and build again\n"
        )
    shutil.rmtree(output / "oud")
    assert (
        " still has 1 PDF of an edition that isn't in this build: ouder" in drempels(*order).stderr
    )
    shutil.rmtree(output / "ouder")
    assert drempels(*order).stderr == ""
    assert offered(output) == {"landelijk", "voorbeeldregio"}


def offered(output: Path) -> set[str]:
    files = json.loads((output / "manifest.json").read_text(encoding="utf-8"))["files"]
    return {file["edition"] for file in files}


def test_a_check_knows_the_editions_of_a_sheet(
    sheet: Path, drempels: Drempels, tmp_path: Path
) -> None:
    output = str(tmp_path / "out")
    drempels("build", *CARD, "--edition", "g002", "--editions", str(sheet), "--output", output)
    checked = drempels("check", "--editions", str(sheet), "--output", output, "--report", "json")
    assert checked.exit_code == 3
    told = json.loads(checked.stdout)
    assert [one["path"].rpartition("/")[2] for one in told["files"]] == ["slip-01-100x60.pdf"]
    rows = [one["text"] for one in told["findings"] if one["rule"] == "loading"]
    assert len({row.partition(", column")[0] for row in rows}) == len((*HOSTILE, *FAULTY))
    assert all(row.startswith("regios.csv, row ") for row in rows)
    people = drempels("check", "--editions", str(sheet), "--output", output)
    assert people.exit_code == 3
    assert set(rows) <= set(people.stdout.splitlines())


def test_a_sheet_that_is_not_there_is_told(drempels: Drempels) -> None:
    ran = drempels("build", "--editions", "weg.csv")
    assert ran.exit_code == 2
    assert "there is no file weg.csv" in ran.stderr


@pytest.mark.parametrize("tracking", [False, True])
def test_an_address_that_counts_visitors_must_be_asked_for(
    tracking: bool, project: Copy, build_one: Drempels, tmp_path: Path
) -> None:
    said = ", tracking: yes" if tracking else ""
    url = "https://www.regio-noord.nl/?utm_source=poster"
    link = f'link: {{url: "{url}", label: regio-noord.nl/?utm_source=poster{said}}}'
    project.write("content/editions/noord.yaml", f"name: Noord\nexample: yes\n{link}\n")
    project.write("templates/slip/page.html.j2", PAGE)
    ran = build_one("--edition", "noord", "--output", str(tmp_path / "out"))
    assert ran.exit_code == (0 if tracking else 6)
    assert ("follows who visits it" in ran.stderr) != tracking


@pytest.mark.parametrize("path", [".", "..", "los.pdf"])
def test_a_manifest_with_odd_paths_is_no_obstacle(
    path: str, drempels: Drempels, tmp_path: Path
) -> None:
    file = {"path": path, "sha256": "0" * 64, "bytes": 1, "pages": 1, "key": ""}
    (tmp_path / "manifest.json").write_text(json.dumps({"files": [file]}), encoding="utf-8")
    (tmp_path / "los.pdf").write_bytes(b"x")
    ran = drempels("build", *CARD, "--output", str(tmp_path))
    assert (ran.exit_code, ran.stderr) == (0, "")
