"""index.html and thumbnails, as a build leaves them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from generator import showing
from generator.gallery import Picture, make_thumbnails
from tests.projects import Copy

Drempels = Callable[..., Result]
SLIPS = ("--jobs", "1", "--target", "screen", "--barrier", "1", "--barrier", "2")


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The key of each thumbnail that is drawn, as often as it is."""
    keys: list[str] = []

    def make_and_count(pictures: Sequence[Picture]) -> list[bytes | None]:
        keys.extend(one.key for one in pictures)
        return make_thumbnails(pictures)

    monkeypatch.setattr(showing, "make_thumbnails", make_and_count)
    return keys


def build(drempels: Drempels, *arguments: str) -> None:
    ran = drempels("build", *SLIPS, *arguments)
    assert ran.exit_code == 0, ran.stderr


def files_of(output: Path) -> list[dict[str, Any]]:
    manifest = json.loads((output / "manifest.json").read_text(encoding="utf-8"))
    files: list[dict[str, Any]] = manifest["files"]
    return files


def state_of(folder: Path) -> dict[str, tuple[int, str]]:
    """When each file was written, and what is in it."""
    return {
        path.relative_to(folder).as_posix(): (
            path.stat().st_mtime_ns,
            sha256(path.read_bytes()).hexdigest(),
        )
        for path in folder.rglob("*")
        if path.is_file()
    }


def thumbnails(output: Path) -> set[str]:
    return {path.name for path in (output / "thumbnails").iterdir()}


def test_a_build_writes_a_page_and_a_thumbnail_of_each_pdf(
    project: Copy, drempels: Drempels
) -> None:
    build(drempels)
    output = project.root / "output"
    page = (output / "index.html").read_text(encoding="utf-8")
    for file in files_of(output):
        name = f"thumbnails/{file['key'][:12]}.webp"
        assert (output / name).read_bytes().startswith(b"RIFF")
        assert f'src="{name}"' in page and f'href="{file["path"]}"' in page
    assert len(thumbnails(output)) == 2
    # Words of the campaign, and the product's title in its language.
    assert "<h1>10 drempels bij signalering" in page
    assert "Strook" in page and "Zie ik het wel goed?" in page


def test_a_build_that_changes_nothing_writes_nothing_of_it_anew(
    project: Copy, drempels: Drempels, drawn: list[str]
) -> None:
    build(drempels)
    output = project.root / "output"
    shown = ("index.html", "thumbnails")
    before = {name: it for name, it in state_of(output).items() if name.startswith(shown)}
    build(drempels)
    assert {name: it for name, it in state_of(output).items() if name.startswith(shown)} == before
    assert len(drawn) == len(before) - 1 == 2


def test_a_thumbnail_is_made_once_for_whatever_folder(
    project: Copy, drempels: Drempels, drawn: list[str], tmp_path: Path
) -> None:
    build(drempels)
    build(drempels, "--output", str(tmp_path / "elsewhere"))
    assert thumbnails(tmp_path / "elsewhere") == thumbnails(project.root / "output")
    assert len(drawn) == len(set(drawn)) == 2
    pages = [folder / "index.html" for folder in (project.root / "output", tmp_path / "elsewhere")]
    assert pages[0].read_bytes() == pages[1].read_bytes()


def test_a_change_draws_what_changed_and_removes_what_is_of_no_file_any_more(
    project: Copy, drempels: Drempels, drawn: list[str]
) -> None:
    build(drempels)
    output = project.root / "output"
    before = thumbnails(output)
    (output / "thumbnails" / "mine.webp").write_bytes(b"mine")
    drawn.clear()
    project.edit("content/nl.yaml", "Zie ik het wel goed?", "Zie ik dit wel goed?")
    build(drempels)
    after = thumbnails(output)
    assert len(drawn) == 1
    assert len(before & after) == 1 and "mine.webp" in after and len(after) == 3
    assert "Zie ik dit wel goed?" in (output / "index.html").read_text(encoding="utf-8")


def test_what_was_lost_or_spoiled_is_made_again(project: Copy, drempels: Drempels) -> None:
    build(drempels)
    output = project.root / "output"
    before = {name: it[1] for name, it in state_of(output).items()}
    lost, spoiled = sorted((output / "thumbnails").iterdir())
    lost.unlink()
    (output / "index.html").write_text("?")
    build(drempels)
    spoiled.write_bytes(b"?")
    build(drempels, "--force")
    assert {name: it[1] for name, it in state_of(output).items()} == before


def test_the_gallery_can_be_left_out(project: Copy, drempels: Drempels) -> None:
    build(drempels, "--no-gallery")
    assert sorted(path.name for path in (project.root / "output").iterdir()) == [
        "SHA256SUMS",
        "landelijk",
        "manifest.json",
    ]


def test_verify_and_the_checksums_leave_the_gallery_alone(
    project: Copy, drempels: Drempels
) -> None:
    build(drempels)
    output = project.root / "output"
    shutil.rmtree(output / "thumbnails")
    (output / "index.html").write_text("mine")
    ran = drempels("verify")
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert "index.html" not in (output / "SHA256SUMS").read_text(encoding="utf-8")


def test_the_page_shows_what_earlier_builds_left_too(project: Copy, drempels: Drempels) -> None:
    build(drempels)
    ran = drempels("build", "--jobs", "1", "--target", "office", "--edition", "voorbeeldregio")
    assert ran.exit_code == 0
    page = (project.root / "output/index.html").read_text(encoding="utf-8")
    assert 'href="landelijk/nl/screen/slip-01-100x60.pdf"' in page
    assert 'href="voorbeeldregio/nl/office/slip-10-100x60.pdf"' in page
    assert page.index(">Landelijk<") < page.index(">Voorbeeldregio<")


def test_editions_of_an_earlier_spreadsheet_keep_their_names(
    project: Copy, drempels: Drempels
) -> None:
    sheet = project.write("regios.csv", "id,name\nnoord,Regio ‘Noord’ & <co>\n")
    build(drempels, "--editions", str(sheet), "--edition", "noord")
    build(drempels)
    page = (project.root / "output/index.html").read_text(encoding="utf-8")
    assert page.count(">Regio ‘Noord’ &amp; &lt;co&gt;<") == 2, "as a choice, and as a heading"
    (project.root / "output/index.html").write_text('<script type="application/json" id="table">[')
    build(drempels)
    page = (project.root / "output/index.html").read_text(encoding="utf-8")
    assert '<bdi class="who">noord</bdi>' in page


def test_a_folder_that_can_t_hold_thumbnails_is_told_and_the_pdfs_are_there(
    project: Copy, drempels: Drempels
) -> None:
    output = project.root / "output"
    output.mkdir()
    (output / "thumbnails").write_text("a file, not a folder")
    ran = drempels("build", *SLIPS)
    assert ran.exit_code == 1
    assert "can't write" in ran.stderr and "Traceback" not in ran.stderr
    assert len(list(output.rglob("*.pdf"))) == 2


def test_a_thumbnail_that_can_t_be_made_costs_only_its_picture(
    project: Copy, drempels: Drempels, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(showing, "make_thumbnails", lambda pictures: [None] * len(pictures))
    build(drempels)
    page = (project.root / "output/index.html").read_text(encoding="utf-8")
    assert 'href="landelijk/nl/screen/slip-01-100x60.pdf"' in page
    assert "thumbnails/" not in page.partition("<template")[0]
