"""Nothing gets in or out: no file from outside, no network, no code, no trace of the maker."""

from __future__ import annotations

import getpass
import hashlib
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from tests.campaign import REPOSITORY
from tests.projects import SLIP, Copy, copy_project

SECRET = "geheim-van-een-ander"


@pytest.fixture
def project(tmp_path: Path) -> Copy:
    copied = copy_project(tmp_path / "project", products=("card",))
    copied.add_product("slip", SLIP)
    (tmp_path / "secret.yaml").write_text(f"{SECRET}: {SECRET}\n")
    return copied


def build(project: Copy, *arguments: str) -> Result:
    command = ["--project", str(project.root), "build", "slip", "--barrier", "1", "--jobs", "1"]
    ran = CliRunner().invoke(main, [*command, *arguments], catch_exceptions=False)
    assert SECRET not in ran.stdout + ran.stderr
    return ran


@pytest.mark.parametrize(
    "name",
    [
        "content/campaign.yaml",
        "content/nl.yaml",
        "content/fr.yaml",
        "content/print.yaml",
        "content/editions/landelijk.yaml",
        "content/editions/regio.yaml",
        "templates/slip/product.yaml",
        "templates/slip/page.html.j2",
        "templates/slip/style.css",
        "templates/base/page.html.j2",
    ],
)
def test_a_link_that_leads_out_of_the_project_is_refused(name: str, project: Copy) -> None:
    path = project.root / name
    path.unlink(missing_ok=True)
    path.symlink_to(project.root.parent / "secret.yaml")
    ran = build(project)
    assert ran.exit_code in (3, 4)
    assert f"{name}: the file is a link that leads out of the project" in ran.stderr
    assert not list(project.root.rglob("*.pdf"))


@pytest.mark.parametrize(
    "line",
    [
        "{% include '../../secret.yaml' %}",
        "{% include '/etc/passwd' %}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ self._TemplateReference__context.environment.loader.searchpath }}",
        "{{ campaign.__init__.__globals__ }}",
        "{% import 'os' as os %}",
        "<img alt='x' src='file:///etc/passwd'>",
        "<img alt='x' src='https://example.org/a.png'>",
        "<style>@import url(https://example.org/a.css);</style>",
        "<link rel='stylesheet' href='/etc/passwd'>",
        "<a rel='attachment' href='file:///etc/passwd'>x</a>",
    ],
)
def test_a_template_runs_no_code_and_reads_no_file(line: str, project: Copy) -> None:
    page = SLIP["page.html.j2"].replace("<h1>", f"{line}<h1>")
    project.write("templates/slip/page.html.j2", page)
    ran = build(project, "--target", "screen")
    assert ran.exit_code in (4, 5)
    assert "Traceback" not in ran.stderr
    assert not list(project.root.rglob("*.pdf"))


def test_an_alias_bomb_is_refused(project: Copy) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 10)}]" for at in range(1, 10)]
    project.write("content/editions/bom.yaml", "\n".join(lines))
    ran = build(project)
    assert ran.exit_code == 3
    assert "content/editions/bom.yaml:5:" in ran.stderr
    assert "holds more than 20000 values" in ran.stderr


def test_markup_and_template_code_in_text_print_as_typed(project: Copy, tmp_path: Path) -> None:
    typed = "<b>vet</b> {{ 7*7 }} &amp;?"
    project.edit("content/nl.yaml", '"Zie ik het wel goed?"', f'"{typed}"')
    ran = build(project, "--target", "screen", "--no-check", "--output", str(tmp_path / "out"))
    assert ran.exit_code == 0
    (pdf,) = (tmp_path / "out").rglob("*.pdf")
    with pypdfium2.PdfDocument(pdf) as document:
        printed = document[0].get_textpage().get_text_range()
    assert typed in " ".join(printed.split())


@pytest.mark.parametrize("name", ["a/../b", "a/b", "con:", "A b"])
def test_an_id_that_would_leave_the_output_folder_is_refused(name: str, project: Copy) -> None:
    shutil.copy(
        project.root / "content/editions/landelijk.yaml",
        project.root / "content/editions" / f"{name.replace('/', '⁄')}.yaml",
    )
    assert build(project).exit_code == 3


def sums(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def can_cut_the_network() -> bool:
    unshare = shutil.which("unshare")
    if unshare is None:
        return False
    tried = [unshare, "--net", "--map-root-user", "true"]
    return not subprocess.run(tried, capture_output=True, check=False).returncode


@pytest.mark.skipif(not can_cut_the_network(), reason="needs Linux, and leave to unshare")
def test_a_build_with_the_network_cut_is_the_same(project: Copy, tmp_path: Path) -> None:
    unshare = shutil.which("unshare")
    assert unshare
    made = []
    for name, before in (("with", []), ("without", [unshare, "--net", "--map-root-user"])):
        output = tmp_path / name
        command = [*before, sys.executable, "-m", "generator", "--project", str(project.root)]
        order = [
            "build",
            "--force",
            "--barrier",
            "1",
            "--edition",
            "all",
            "--output",
            str(output),
            "--jobs",
            "2",
        ]
        environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
        ran = subprocess.run(
            [*command, *order], env=environment, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stderr
        made.append(sums(output))
    assert made[0] == made[1]
    assert len(made[0]) > 4


def strings(pdf: pikepdf.Pdf) -> Iterator[bytes]:
    """Yield all that a reader of the file could find, decompressed."""
    for one in pdf.objects:
        yield one.unparse(resolved=True)
        if isinstance(one, pikepdf.Stream):
            try:
                yield one.read_bytes()
            except pikepdf.PdfError:
                yield one.read_raw_bytes()


@pytest.mark.parametrize("target", ["screen", "office", "press"])
def test_a_pdf_says_who_hands_it_out_and_nothing_of_who_made_it(
    target: str, tmp_path: Path
) -> None:
    project = copy_project(tmp_path / "merkwaardige-map", products=("card",))
    output = tmp_path / "uitvoer-map"
    command = ["--project", str(project.root), "build", "card", "--target", target, "--jobs", "1"]
    order = ["--edition", "voorbeeldregio", "--output", str(output)]
    ran = CliRunner().invoke(main, [*command, *order], catch_exceptions=False)
    assert ran.exit_code == 0, ran.stderr
    traces = {"merkwaardige-map", "uitvoer-map", str(REPOSITORY)}
    traces |= {one for one in (getpass.getuser(), platform.node()) if len(one) > 4}
    for path in output.rglob("card-*.pdf"):
        with pikepdf.open(path) as pdf:
            info = {str(key): str(value) for key, value in pdf.docinfo.items()}
            assert info["/Author"] == "Voorbeeldregio"
            assert info["/Title"]
            assert "1.0" in info["/Subject"]
            assert {info["/CreationDate"][2:10], info["/ModDate"][2:10]} == {"20261123"}
            everything = b"\n".join(strings(pdf))
        assert not [one for one in traces if one.encode() in everything]
