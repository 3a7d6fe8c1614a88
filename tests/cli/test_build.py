"""What a build prints and writes, and what it leaves when it can't."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from tests.campaign import ALL_PRINTED, Built
from tests.projects import Copy
from tests.reading import letters, spoken, squeezed

Drempels = Callable[..., Result]
SLIP_1 = "landelijk/nl/screen/slip-01-100x60.pdf"
FILE_KEYS = {
    "path",
    "sha256",
    "bytes",
    "pages",
    "trim_mm",
    "edition",
    "language",
    "target",
    "product",
    "format",
    "barrier",
    "shop",
    "sheet",
    "tile",
    "side",
    "ticket",
    "fit",
    "key",
    "findings",
}


@pytest.fixture(scope="module")
def manifest(built: Built) -> dict[str, Any]:
    """manifest.json of the whole build."""
    text = (built.output / "manifest.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def test_where_there_is_no_terminal_each_pdf_is_a_plain_line(built: Built) -> None:
    lines = built.stdout.splitlines()
    for one in ALL_PRINTED:
        assert any(f" landelijk/nl/{one.name}.pdf (" in f" {line}" for line in lines), one.name
    assert "\x1b" not in built.stdout + built.stderr
    assert "\r" not in built.stdout + built.stderr


def test_the_manifest_lists_every_pdf_with_its_hash_size_and_pages(
    built: Built, manifest: dict[str, Any]
) -> None:
    assert {"campaign", "version", "tools", "files"} <= manifest.keys()
    assert {"weasyprint", "pango"} <= manifest["tools"].keys()
    files = {file["path"]: file for file in manifest["files"]}
    assert set(files) == {f"landelijk/nl/{one.name}.pdf" for one in ALL_PRINTED}
    for path, file in files.items():
        content = (built.output / path).read_bytes()
        assert file["sha256"] == hashlib.sha256(content).hexdigest()
        assert file["bytes"] == len(content)
        with pikepdf.open(built.output / path) as pdf:
            assert file["pages"] == len(pdf.pages)


def test_each_file_in_the_manifest_has_the_keys_that_scripts_rely_on(
    manifest: dict[str, Any],
) -> None:
    by_path = {file["path"]: file for file in manifest["files"]}
    for file in by_path.values():
        assert file.keys() >= FILE_KEYS
        assert file["findings"] == []
    poster = by_path["landelijk/nl/office/poster-07-a4.pdf"]
    assert (poster["product"], poster["format"], poster["barrier"]) == ("poster", "a4", 7)
    assert (poster["edition"], poster["language"], poster["target"]) == (
        "landelijk",
        "nl",
        "office",
    )
    assert poster["trim_mm"] == [210, 297]
    assert by_path["landelijk/nl/screen/handout-a4.pdf"]["barrier"] is None


def test_the_manifest_is_sorted_and_has_no_clock_time(
    built: Built, manifest: dict[str, Any]
) -> None:
    text = (built.output / "manifest.json").read_text(encoding="utf-8")
    assert text == json.dumps(manifest, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    paths = [file["path"] for file in manifest["files"]]
    assert paths == sorted(paths)


def test_sha256sum_verifies_the_output(built: Built) -> None:
    command = ["sha256sum", "--check", "--quiet", "--strict", "SHA256SUMS"]
    ran = subprocess.run(command, cwd=built.output, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (0, "")
    sums = (built.output / "SHA256SUMS").read_text(encoding="utf-8")
    assert len(sums.splitlines()) == len(ALL_PRINTED)


def test_a_second_build_keeps_what_the_first_one_made_in_the_manifest(
    project: Copy, build_one: Drempels, drempels: Drempels
) -> None:
    build_one()
    drempels("build", "--barrier", "2", "--target", "screen", "--jobs", "1")
    text = (project.root / "output" / "manifest.json").read_text(encoding="utf-8")
    paths = [file["path"] for file in json.loads(text)["files"]]
    assert paths == [SLIP_1, SLIP_1.replace("-01-", "-02-")]


def test_a_name_prints_as_it_was_typed(project: Copy, build_one: Drempels) -> None:
    typed = 'Zie <b>ik</b> & "jij" {{ het }} &amp; goed?'
    project.edit("content/nl.yaml", '"Zie ik het wel goed?"', f"'{typed}'")
    ran = build_one("--no-check")  # which would ask what the braces are for
    assert (ran.exit_code, ran.stderr) == (0, "")
    path = project.root / "output" / SLIP_1
    assert squeezed(typed) in letters(path)
    assert squeezed(typed) in spoken(path)


def test_quiet_prints_nothing_when_all_goes_well(project: Copy, drempels: Drempels) -> None:
    ran = drempels("--quiet", "build", "--barrier", "1", "--jobs", "1")
    assert (ran.exit_code, ran.output) == (0, "")
    assert (project.root / "output" / SLIP_1).is_file()


def test_quiet_prints_errors_alone(project: Copy, drempels: Drempels) -> None:
    project.write("templates/slip/style.css", ".slip { colour: red; }")
    ran = drempels("--quiet", "build", "--barrier", "1", "--target", "screen", "--jobs", "1")
    assert ran.exit_code == 5
    assert ran.stdout == ""
    assert "colour" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


def test_debug_keeps_the_composed_html(project: Copy, drempels: Drempels) -> None:
    ran = drempels("--debug", "build", "--barrier", "1", "--target", "screen", "--jobs", "1")
    assert ran.exit_code == 0
    (html,) = kept_html(project)
    text = html.read_text(encoding="utf-8")
    assert "Zie ik het wel goed?" in text
    assert "http-equiv" not in text and 'src="/' not in text


def test_without_debug_no_html_is_kept(project: Copy, build_one: Drempels) -> None:
    build_one()
    assert kept_html(project) == []


def test_a_project_without_shared_templates_uses_those_that_come_with_the_software(
    project: Copy, build_one: Drempels
) -> None:
    shutil.rmtree(project.root / "templates" / "base")
    ran = build_one()
    assert (ran.exit_code, ran.stderr) == (0, "")


def test_a_project_may_stand_in_a_folder_with_any_name(project: Copy, tmp_path: Path) -> None:
    moved = project.root.rename(tmp_path / "Campagne 50% – ’t gooi & co")
    command = ["--project", str(moved), "build", "--barrier", "1", "--jobs", "1"]
    ran = CliRunner().invoke(main, command, catch_exceptions=False)
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert (moved / "output" / SLIP_1).is_file()


def test_without_a_check_a_pdf_with_a_finding_is_made(project: Copy, build_one: Drempels) -> None:
    project.write("templates/slip/style.css", "h1 { position: absolute; left: -20mm; }")
    assert build_one().exit_code == 6
    ran = build_one("--no-check")
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert (project.root / "output" / SLIP_1).is_file()


def test_output_goes_to_the_folder_that_was_named(
    project: Copy, build_one: Drempels, tmp_path: Path
) -> None:
    ran = build_one("--output", str(tmp_path / "elsewhere" / "deep"))
    assert ran.exit_code == 0
    assert (tmp_path / "elsewhere" / "deep" / SLIP_1).is_file()
    assert not (project.root / "output").exists()


def test_an_output_folder_that_cannot_be_made_is_a_failure_with_a_cure(
    project: Copy, build_one: Drempels
) -> None:
    taken = project.write("taken", "a file, not a folder")
    ran = build_one("--output", str(taken / "output"))
    assert ran.exit_code == 1
    assert str(taken) in ran.stderr
    assert "Hint:" in ran.stderr and "--output" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_read_only_output_folder_is_a_failure_with_a_cure(
    tmp_path: Path, build_one: Drempels, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*, dir: Path, prefix: str, suffix: str) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(dir))

    # Not by its mode: root, who tests in containers, may write anywhere.
    monkeypatch.setattr("generator.files.tempfile.mkstemp", refuse)
    ran = build_one("--output", str(tmp_path / "locked"))
    assert ran.exit_code == 1
    assert "Permission denied" in ran.stderr and "--output" in ran.stderr
    assert [path for path in (tmp_path / "locked").rglob("*") if path.is_file()] == []


def test_a_pdf_that_cannot_be_replaced_leaves_nothing_half_written(
    project: Copy, build_one: Drempels
) -> None:
    in_the_way = project.root / "output" / SLIP_1
    in_the_way.mkdir(parents=True)
    ran = build_one()
    assert ran.exit_code == 1
    assert SLIP_1 in ran.stderr
    assert list(in_the_way.parent.iterdir()) == [in_the_way]


def test_a_full_disk_leaves_the_pdf_that_was_there(
    project: Copy, build_one: Drempels, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project.root / "output" / SLIP_1
    build_one()
    before = path.read_bytes()
    project.edit("content/nl.yaml", "Zie ik het wel goed?", "Zie ik het goed?")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        ran = build_one()
    assert ran.exit_code == 1
    assert "No space left on device" in ran.stderr
    assert path.read_bytes() == before
    assert not list(project.root.rglob(".*"))


def kept_html(project: Copy) -> list[Path]:
    """Return the composed documents that are kept; index.html is the gallery."""
    return [path for path in project.root.rglob("*.html") if path.name != "index.html"]


def test_a_template_that_minds_what_a_pdf_is_for_is_composed_for_each(
    project: Copy, drempels: Drempels
) -> None:
    project.edit("templates/slip/page.html.j2", "<h1>", "<p>voor {{ target }}</p><h1>")
    order = ("build", "slip", "--barrier", "1", "--no-check", "--no-gallery", "--jobs", "1")
    assert drempels(*order).exit_code == 0
    for target in ("screen", "office"):
        pdf = project.root / f"output/landelijk/nl/{target}/slip-01-100x60.pdf"
        assert f"voor{target}" in letters(pdf)
