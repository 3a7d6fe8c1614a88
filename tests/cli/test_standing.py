"""A build with nothing to do: it knows at once, says what it said before, and misses no change."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from generator import console
from generator.files import write_atomically
from generator.standing import Row, Standing
from generator.store import cache
from generator.store.presence import Presence
from tests.campaign import REPOSITORY
from tests.projects import Copy

Drempels = Callable[..., Result]
ORDER = ("build", "--jobs", "1", "--target", "screen", "--barrier", "1", "--barrier", "2")
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><path d="M0 0h20v{}H0z"/></svg>'


@pytest.fixture
def built(project: Copy, drempels: Drempels) -> Result:
    """What a first build said."""
    ran = drempels(*ORDER)
    assert ran.exit_code == 0, ran.stderr
    return ran


@pytest.fixture
def real_builds(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The builds that have something to do."""
    seen: list[object] = []
    really = console.run_build

    def watched(*arguments: Any, **options: Any) -> int:
        seen.append(arguments)
        return really(*arguments, **options)

    monkeypatch.setattr(console, "run_build", watched)
    return seen


def test_a_build_with_nothing_to_do_says_what_the_last_one_said(
    built: Result, drempels: Drempels, real_builds: list[object]
) -> None:
    again = drempels(*ORDER)
    assert (again.exit_code, again.stdout, again.stderr) == (0, built.stdout, built.stderr)
    assert real_builds == []


def test_it_explains_that_nothing_changed(
    built: Result, drempels: Drempels, real_builds: list[object]
) -> None:
    lines = drempels(*ORDER, "--explain").stdout.splitlines()
    assert [line for line in lines if line.endswith(": unchanged")] == lines[:2]
    assert real_builds == []


def test_warnings_are_told_again(project: Copy, drempels: Drempels) -> None:
    project.edit("content/nl.yaml", '"Zie ik het wel goed?"', '"Zie ik het  wel goed?"')
    first = drempels(*ORDER)
    assert first.exit_code == 0
    assert "content/nl.yaml:" in first.stderr
    assert drempels(*ORDER).stderr == first.stderr


def test_nothing_that_lays_out_checks_or_validates_is_imported(
    built: Result, project: Copy, cache_folder: Path
) -> None:
    code = (
        "import sys\n"
        "from generator.cli import main\n"
        "try:\n    main(sys.argv[1:])\n"
        "except SystemExit as ended:\n    assert not ended.code, ended.code\n"
        "print('imported', *sorted({name.partition('.')[0] for name in sys.modules}))\n"
    )
    command = [sys.executable, "-c", code, "--project", str(project.root), *ORDER]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    imported = set(ran.stdout.splitlines()[-1].split())
    assert "generator" in imported and "2 PDFs in" in ran.stdout
    heavy = {"weasyprint", "pikepdf", "pydantic", "pypdfium2", "jinja2", "yaml", "PIL", "numpy"}
    assert not imported & heavy
    assert not imported & {"multiprocessing", "concurrent"}


def test_whatever_is_written_into_the_cache_is_swept_when_its_writer_is_killed(
    drempels: Drempels, cache_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A mark in the folder is what tells the next build that there is something to sweep.
    kinds = set()

    def watched(path: Path, content: bytes, *, lasting: bool) -> None:
        assert list(cache_folder.glob(".drempels-*.at-work")), path
        kinds.add(path.parent.parent.name)
        write_atomically(path, content, lasting=lasting)

    monkeypatch.setattr(cache, "write_atomically", watched)
    assert drempels(*ORDER, "--force").exit_code == 0
    assert "builds" in kinds and len(kinds) > 1


@pytest.mark.parametrize(
    "path",
    [
        "landelijk/nl/screen/slip-02-100x60.pdf",
        "manifest.json",
        "SHA256SUMS",
        "index.html",
    ],
)
@pytest.mark.parametrize("harm", ["gone", "changed", "of the same size"])
def test_an_output_that_is_not_as_it_was_left_is_made_again(
    path: str, harm: str, built: Result, project: Copy, drempels: Drempels
) -> None:
    made = project.root / "output" / path
    before = made.read_bytes()
    if harm == "gone":
        made.unlink()
    else:
        made.write_bytes(before[:-1] + (b"#" if harm == "of the same size" else b"##"))
    assert drempels(*ORDER).exit_code == 0
    assert made.read_bytes() == before


def test_a_thumbnail_that_is_gone_is_made_again(
    built: Result, project: Copy, drempels: Drempels
) -> None:
    thumbnails = project.root / "output/thumbnails"
    names = sorted(path.name for path in thumbnails.iterdir())
    (thumbnails / names[0]).unlink()
    assert drempels(*ORDER).exit_code == 0
    assert sorted(path.name for path in thumbnails.iterdir()) == names


def test_every_input_counts(
    built: Result, project: Copy, drempels: Drempels, real_builds: list[object]
) -> None:
    edits = (
        ("content/nl.yaml", "barriers:", "# Een regel.\nbarriers:"),
        ("content/campaign.yaml", "id:", "# Een regel.\nid:"),
        ("templates/slip/style.css", ".slip {", "/* stil */ .slip {"),
        ("templates/base/base.css", "html {", "/* stil */ html {"),
    )
    for number, edit in enumerate(edits, start=1):
        project.edit(*edit)
        assert drempels(*ORDER).exit_code == 0
        assert len(real_builds) == number
        drempels(*ORDER)
        assert len(real_builds) == number


def test_a_new_file_counts(
    built: Result, project: Copy, drempels: Drempels, real_builds: list[object]
) -> None:
    editions = project.root / "content/editions"
    shutil.copy(editions / "landelijk.yaml", editions / "noord.yaml")
    drempels(*ORDER)
    assert len(real_builds) == 1


@pytest.mark.parametrize("option", ["--force", "--no-check", "--strict", "--no-gallery"])
def test_another_order_is_another_build(
    option: str, built: Result, drempels: Drempels, real_builds: list[object]
) -> None:
    drempels(*ORDER, option)
    assert len(real_builds) == 1


def test_how_many_processes_work_at_it_is_no_other_order(
    built: Result, drempels: Drempels, real_builds: list[object]
) -> None:
    drempels(*ORDER, "--jobs", "2")
    assert real_builds == []


def test_the_day_that_was_asked_for_counts(
    built: Result, drempels: Drempels, real_builds: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    drempels(*ORDER)
    assert len(real_builds) == 1


def test_a_logo_beside_a_spreadsheet_counts(
    project: Copy, drempels: Drempels, tmp_path: Path, real_builds: list[object]
) -> None:
    sheet = tmp_path / "regios.csv"
    sheet.write_text("name,logo\nNoord,noord.svg\n", encoding="utf-8")
    logo = tmp_path / "noord.svg"
    logo.write_text(LOGO.format(10), encoding="utf-8")
    order = (*ORDER, "--editions", str(sheet))
    for number in (1, 1):
        assert drempels(*order).exit_code == 0
        assert len(real_builds) == number
    logo.write_text(LOGO.format(9), encoding="utf-8")
    assert drempels(*order).exit_code == 0
    assert len(real_builds) == 2
    sheet.write_text("name,logo\nNoordwest,noord.svg\n", encoding="utf-8")
    assert drempels(*order).exit_code == 0
    assert len(real_builds) == 3


def test_a_logo_that_is_put_where_it_is_looked_for_first_counts(
    project: Copy, drempels: Drempels, tmp_path: Path, real_builds: list[object]
) -> None:
    sheet = tmp_path / "regios.csv"
    sheet.write_text("name,logo\nNoord,noord.svg\n", encoding="utf-8")
    project.write("content/editions/noord.svg", LOGO.format(10))
    order = (*ORDER, "--editions", str(sheet))
    for number in (1, 1):
        assert drempels(*order).exit_code == 0
        assert len(real_builds) == number
    own = tmp_path / "noord-2027.svg"
    own.write_text(LOGO.format(9), encoding="utf-8")
    (tmp_path / "noord.svg").symlink_to(own)
    assert drempels(*order).exit_code == 0
    assert len(real_builds) == 2
    other = tmp_path / "noord-2028.svg"
    other.write_text(LOGO.format(8), encoding="utf-8")
    (tmp_path / "noord.svg").unlink()
    (tmp_path / "noord.svg").symlink_to(other)
    assert drempels(*order).exit_code == 0
    assert len(real_builds) == 3


def test_what_may_be_another_builds_is_looked_at_again(
    project: Copy,
    drempels: Drempels,
    real_builds: list[object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Presence, "has_company", True)
        assert drempels(*ORDER).exit_code == 0
    for number in (2, 2):
        assert drempels(*ORDER).exit_code == 0
        assert len(real_builds) == number


def test_a_pipe_beside_the_content_holds_nobody_up(project: Copy, drempels: Drempels) -> None:
    os.mkfifo(project.root / "content/pijp")
    assert drempels(*ORDER).exit_code == 0


def test_a_pdf_that_is_gone_when_the_build_ends_is_made_again(
    project: Copy,
    drempels: Drempels,
    real_builds: list[object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    really = Standing.remember

    def late(standing: Standing, rows: Iterable[Row], *others: Any) -> None:
        rows = list(rows)
        (standing.output / rows[0].path).unlink()
        really(standing, rows, *others)

    with monkeypatch.context() as patch:
        patch.setattr(Standing, "remember", late)
        assert drempels(*ORDER).exit_code == 0
    assert len(list((project.root / "output").rglob("*.pdf"))) == 1
    assert drempels(*ORDER).exit_code == 0
    assert len(list((project.root / "output").rglob("*.pdf"))) == 2
    assert len(real_builds) == 2


def test_a_build_that_was_forced_leaves_nothing_to_do(
    drempels: Drempels, real_builds: list[object]
) -> None:
    assert drempels(*ORDER, "--force").exit_code == 0
    assert drempels(*ORDER).exit_code == 0
    assert len(real_builds) == 1


def test_a_build_that_failed_is_tried_again(
    project: Copy, drempels: Drempels, real_builds: list[object]
) -> None:
    project.edit("templates/slip/style.css", ".slip {", "p { color: #999; } .slip {")
    for number in (1, 2):
        assert drempels(*ORDER).exit_code == 6
        assert len(real_builds) == number
