"""Builds after the first: only what changed is made anew, and `--explain` says why."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import workbench
from generator.cli import main
from generator.model.document import Html, OneUp
from generator.render.layout import render
from tests.projects import Copy

Drempels = Callable[..., Result]
Rendered = list[str]
ORDER = ("build", "--jobs", "1", "--target", "screen", "--explain")
FOLDER = "landelijk/nl/screen"
KINDS = ("pdfs", "fits", "inspections")
"""Of entries in the cache."""


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> Iterator[Rendered]:
    """The documents that are really rendered."""
    seen: Rendered = []

    def seeing(html: Html, *, tagged: bool) -> OneUp:
        seen.append(html.text)
        return render(html, tagged=tagged)

    monkeypatch.setattr(workbench, "render", seeing)
    yield seen


def slip(number: int) -> str:
    return f"{FOLDER}/slip-{number:02d}-100x60.pdf"


def reasons(ran: Result) -> dict[str, str]:
    """Why each PDF was made anew or not, by its path."""
    assert ran.exit_code == 0, ran.stderr
    lines = (line.partition(": ") for line in ran.stdout.splitlines() if ".pdf: " in line)
    return {path: reason for path, _, reason in lines}


def whole(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_second_build_renders_nothing_and_touches_no_pdf(
    project: Copy, drempels: Drempels, rendered: Rendered
) -> None:
    assert set(reasons(drempels(*ORDER)).values()) == {"new"}
    assert len(rendered) == 10
    before = whole(project.root / "output")
    times = [(project.root / "output" / slip(n)).stat().st_mtime_ns for n in range(1, 11)]
    rendered.clear()
    assert set(reasons(drempels(*ORDER)).values()) == {"unchanged"}
    assert rendered == []
    assert whole(project.root / "output") == before
    assert times == [(project.root / "output" / slip(n)).stat().st_mtime_ns for n in range(1, 11)]


def test_what_one_folder_made_another_one_has(
    project: Copy, drempels: Drempels, rendered: Rendered, tmp_path: Path
) -> None:
    drempels(*ORDER)
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(project.root, elsewhere, ignore=shutil.ignore_patterns("output"))
    rendered.clear()
    command = ["--project", str(elsewhere), *ORDER]
    ran = CliRunner().invoke(main, command, catch_exceptions=False)
    assert set(reasons(ran).values()) == {"unchanged"}
    assert rendered == []
    assert whole(elsewhere / "output") == whole(project.root / "output")


def test_another_text_for_one_barrier_remakes_that_barrier_alone(
    project: Copy, drempels: Drempels, rendered: Rendered
) -> None:
    drempels(*ORDER)
    project.edit("content/nl.yaml", '"Zie ik het wel goed?"', '"Zie ik dat wel goed?"')
    rendered.clear()
    told = reasons(drempels(*ORDER))
    assert told.pop(slip(1)) == "changed: words, pictures or the order on the page"
    assert set(told.values()) == {"unchanged"} and len(told) == 9
    assert len(rendered) == 1 and "Zie ik dat wel goed?" in rendered[0]


def test_a_line_more_in_the_text_renders_nothing(
    project: Copy, drempels: Drempels, rendered: Rendered
) -> None:
    drempels(*ORDER)
    text = (project.root / "content/nl.yaml").read_text(encoding="utf-8")
    project.write("content/nl.yaml", f"# Een regel meer.\n{text}")
    rendered.clear()
    assert set(reasons(drempels(*ORDER)).values()) == {"unchanged"}
    assert rendered == []


def test_a_finding_tells_the_line_where_its_text_stands_now(
    project: Copy, drempels: Drempels, rendered: Rendered
) -> None:
    project.edit("templates/slip/style.css", ".slip {", "p { color: #999; } .slip {")
    order = ("build", "--jobs", "1", "--target", "screen", "--barrier", "1")
    place = re.search(r"content/nl.yaml:(\d+):", drempels(*order).stderr)
    assert place
    project.edit("content/nl.yaml", "barriers:", "# Een regel meer.\nbarriers:")
    rendered.clear()
    ran = drempels(*order)
    assert ran.exit_code == 6
    assert f"content/nl.yaml:{int(place[1]) + 1}:" in ran.stderr
    assert rendered == []


def test_a_style_remakes_what_uses_it(
    project: Copy, drempels: Drempels, rendered: Rendered
) -> None:
    other = {"product.yaml": "", "page.html.j2": "", "style.css": ""}
    for name in other:
        text = (project.root / "templates/slip" / name).read_text(encoding="utf-8")
        other[name] = text.replace("Strook", "Briefje")
    project.add_product("note", other)
    drempels(*ORDER)
    project.edit("templates/slip/style.css", "9pt", "9.5pt")
    told = reasons(drempels(*ORDER))
    slips = {path for path in told if "/slip-" in path}
    assert {told[path] for path in slips} == {"changed: templates/slip/style.css"}
    assert {told[path] for path in told.keys() - slips} == {"unchanged"}
    base = (project.root / "templates/base/base.css").read_text(encoding="utf-8")
    project.write("templates/base/base.css", f"{base}\nh1 {{ letter-spacing: 0.01em; }}\n")
    told = reasons(drempels(*ORDER))
    assert set(told.values()) == {"changed: templates/base/base.css"} and len(told) == 20


def test_going_back_to_an_earlier_text_renders_nothing(
    project: Copy, drempels: Drempels, rendered: Rendered
) -> None:
    drempels(*ORDER)
    first = whole(project.root / "output")
    project.edit("content/nl.yaml", '"Zie ik het wel goed?"', '"Zie ik dat wel goed?"')
    drempels(*ORDER)
    project.edit("content/nl.yaml", '"Zie ik dat wel goed?"', '"Zie ik het wel goed?"')
    rendered.clear()
    reasons(drempels(*ORDER))
    assert rendered == []
    assert whole(project.root / "output") == first


def test_force_makes_everything_anew_and_the_same(
    project: Copy, drempels: Drempels, rendered: Rendered
) -> None:
    drempels(*ORDER)
    first = whole(project.root / "output")
    rendered.clear()
    assert set(reasons(drempels(*ORDER, "--force")).values()) == {"not in the cache"}
    assert len(rendered) == 10
    assert whole(project.root / "output") == first


@pytest.mark.parametrize("harm", ["torn", "empty", "exchanged", "gone", "another form"])
def test_a_cache_that_was_harmed_heals(
    project: Copy, drempels: Drempels, rendered: Rendered, cache_folder: Path, harm: str
) -> None:
    drempels(*ORDER)
    first = whole(project.root / "output")
    entries = [path for kind in KINDS for path in
               sorted((cache_folder / kind).rglob("*")) if path.is_file()]  # fmt: skip
    assert len(entries) > 20
    if harm == "gone":
        for kind in KINDS:
            shutil.rmtree(cache_folder / kind)
    for path, other in zip(entries, entries[1:] + entries[:1], strict=True):
        if harm == "torn":
            path.write_bytes(path.read_bytes()[:-3])
        elif harm == "empty":
            path.write_bytes(b"")
        elif harm == "exchanged":
            path.write_bytes(other.read_bytes())
        elif harm == "another form":
            path.write_text('{"is a": "thing of another version"}', encoding="utf-8")
    shutil.rmtree(project.root / "output")
    rendered.clear()
    reasons(drempels(*ORDER))
    assert len(rendered) == 10
    assert whole(project.root / "output") == first
    rendered.clear()
    assert set(reasons(drempels(*ORDER)).values()) == {"unchanged"}
    assert rendered == []


def test_a_cache_that_cannot_be_written_costs_time_alone(
    project: Copy, drempels: Drempels, cache_folder: Path
) -> None:
    drempels(*ORDER)
    first = whole(project.root / "output")
    for kind in KINDS:
        shutil.rmtree(cache_folder / kind)
        (cache_folder / kind).write_text("a file where a folder should be", encoding="utf-8")
    try:
        shutil.rmtree(project.root / "output")
        for _ in range(2):
            reasons(drempels(*ORDER))
            assert whole(project.root / "output") == first
    finally:
        for kind in KINDS:
            (cache_folder / kind).unlink()


def test_what_was_made_unchecked_is_checked_when_that_is_asked(
    project: Copy, drempels: Drempels, rendered: Rendered
) -> None:
    project.edit("templates/slip/style.css", "9pt", "9pt; color: #999")
    assert drempels(*ORDER, "--no-check").exit_code == 0
    rendered.clear()
    for _ in range(2):  # what was found is kept, too
        ran = drempels(*ORDER)
        assert ran.exit_code == 6
        assert "contrast" in ran.stderr
    assert rendered == []
