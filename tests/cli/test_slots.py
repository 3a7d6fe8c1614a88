"""Builds of a product with slots: what editions share is made once, and nobody's name is lost."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pypdfium2
import pytest

from generator import build, building, shells, underway, work, workbench
from generator.finish.stamp import Shell
from generator.fitting import _Fitting
from generator.model.document import FitResult, Html
from generator.stamping import ShellTask, make_shell
from generator.work import fits_in
from tests.cli.conftest import Drempels
from tests.projects import Copy

PAGE = """\
{% extends 'base/page.html.j2' %}
{% block body %}
<div class="slip"><h1>{{ barrier.name }}</h1><p>{{ barrier.short }}</p>
{% call slot('sender') %}<p>{{ edition.name }}</p>{% endcall %}</div>
{% endblock %}
"""
STYLE = """\
.slip { padding: 4mm; font-size: calc(5 * var(--u) * var(--text-scale)); min-height: 40mm; }
h1 { font-weight: 700; }
.sender { width: 90mm; min-height: 8mm; color: var(--text); font-size: 4mm; line-height: 1; }
"""
LONG = "Samenwerkingsverband van gemeenten en van hulpverleners in de verre omtrek van ons dorp 7"
ORDER = ("build", "--barrier", "1", "--target", "screen", "--jobs", "1")


@pytest.fixture
def made_shells(project: Copy, monkeypatch: pytest.MonkeyPatch) -> list[ShellTask]:
    """The shells that are really rendered, of a product with a slot and four editions."""
    project.write("templates/slip/page.html.j2", PAGE)
    project.write("templates/slip/style.css", STYLE)
    project.edit("templates/slip/product.yaml", "pages: 1", "pages: 1\nfit: {from: 1.0, to: 0.5}")
    for name in ("Dorp", "Stad", LONG):
        project.write(f"content/editions/e{len(name)}-{name[0].lower()}.yaml", f"name: {name}\n")
    made: list[ShellTask] = []
    workbench._shells.cache_clear()

    def seeing(task: ShellTask) -> Shell:
        made.append(task)
        return make_shell(task)

    monkeypatch.setattr(shells, "make_shell", seeing)
    return made


def text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        assert len(document) == 1
        return " ".join(document[0].get_textpage().get_text_range().split())


def test_editions_share_a_shell_and_each_has_its_own_name(
    project: Copy, drempels: Drempels, made_shells: list[ShellTask]
) -> None:
    ran = drempels(*ORDER, "--force", "--edition", "e4-d", "--edition", "e4-s")
    assert ran.exit_code == 0, ran.stderr
    assert len(made_shells) == 1
    for edition, name, stranger in (("e4-d", "Dorp", "Stad"), ("e4-s", "Stad", "Dorp")):
        text = text_of(project.root / f"output/{edition}/nl/screen/slip-01-100x60.pdf")
        assert name in text
        assert stranger not in text


def test_a_name_that_its_slot_has_no_room_for_is_printed_all_the_same(
    project: Copy, drempels: Drempels, made_shells: list[ShellTask]
) -> None:
    project.edit("templates/slip/style.css", "min-height: 8mm", "min-height: 4mm")
    ran = drempels(*ORDER, "--force", "--edition", f"e{len(LONG)}-s")
    assert ran.exit_code == 0, ran.stderr
    assert LONG in text_of(project.root / f"output/e{len(LONG)}-s/nl/screen/slip-01-100x60.pdf")


def test_what_outgrows_its_shell_gets_type_sizes_of_its_own(
    project: Copy, drempels: Drempels, made_shells: list[ShellTask]
) -> None:
    # Here the shell's text fills the slip, and three lines more have no room beside it.
    project.edit("templates/slip/style.css", "min-height: 8mm", "min-height: 1mm")
    project.edit("templates/slip/style.css", "calc(5 *", "calc(9 *")
    chosen = ("--edition", f"e{len(LONG)}-s", "--edition", "e4-d")
    ran = drempels(*ORDER, "--force", "--no-check", *chosen)
    assert ran.exit_code == 0, ran.stderr
    assert LONG in text_of(project.root / f"output/e{len(LONG)}-s/nl/screen/slip-01-100x60.pdf")
    manifest = json.loads((project.root / "output/manifest.json").read_text(encoding="utf-8"))
    fits = {file["edition"]: file["fit"] for file in manifest["files"]}
    assert fits[f"e{len(LONG)}-s"] < fits["e4-d"]


def test_what_outgrew_its_shell_once_comes_whole_out_of_the_cache(
    project: Copy, drempels: Drempels, made_shells: list[ShellTask]
) -> None:
    project.edit("templates/slip/style.css", "min-height: 8mm", "min-height: 1mm")
    project.edit("templates/slip/style.css", "calc(5 *", "calc(9 *")
    order = (*ORDER, "--no-check", "--explain", "--edition", f"e{len(LONG)}-s")
    path = Path(f"e{len(LONG)}-s/nl/screen/slip-01-100x60.pdf")
    assert drempels(*order).exit_code == 0
    made = (project.root / "output" / path).read_bytes()
    assert len(made_shells) == 1
    (project.root / "output/index.html").write_text("changed", encoding="utf-8")
    again = drempels(*order)
    assert (again.exit_code, len(made_shells)) == (0, 1)
    assert "unchanged" in again.stdout
    elsewhere = project.root / "elsewhere"
    assert drempels(*order, "--output", str(elsewhere)).exit_code == 0
    assert (elsewhere / path).read_bytes() == made
    (project.root / "output" / path).unlink()
    assert drempels(*order).exit_code == 0
    assert (project.root / "output" / path).read_bytes() == made
    assert len(made_shells) == 1


def test_editions_that_differ_in_colours_share_their_type_sizes(
    project: Copy,
    drempels: Drempels,
    made_shells: list[ShellTask],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    laid_out: list[Html] = []

    def seeing(html: Html, result: FitResult) -> Mapping[str, bool]:
        laid_out.append(html)
        return fits_in(html, result)

    monkeypatch.setattr(work, "fits_in", seeing)
    plum = 'name: Pruim\ncolours: {ink: "#3b1f4a", light: "#f7c873"}\n'
    project.write("content/editions/plum.yaml", plum)
    assert drempels(*ORDER, "--edition", "e4-d").exit_code == 0
    assert laid_out
    laid_out.clear()
    for text in ("Pruim", "Pruimen"):
        project.write("content/editions/plum.yaml", plum.replace("Pruim", text))
        assert drempels(*ORDER, "--edition", "plum").exit_code == 0
        assert text in text_of(project.root / "output/plum/nl/screen/slip-01-100x60.pdf")
    assert not laid_out
    assert len(made_shells) == 2


def test_a_shell_is_kept_for_the_next_build(
    project: Copy, drempels: Drempels, made_shells: list[ShellTask]
) -> None:
    assert drempels(*ORDER, "--edition", "e4-d").exit_code == 0
    workbench._shells.cache_clear()
    assert drempels(*ORDER, "--edition", "e4-s").exit_code == 0
    assert len(made_shells) == 1
    workbench._shells.cache_clear()
    assert drempels(*ORDER, "--force", "--edition", "e4-s").exit_code == 0
    assert len(made_shells) == 2


def test_editions_that_wait_for_type_sizes_count_as_begun(
    project: Copy, drempels: Drempels, made_shells: list[ShellTask], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else all of them would be composed, and held in memory, while the first sizes are found."""
    for number in range(30):
        project.write(f"content/editions/dorp-{number}.yaml", f"name: Dorp {number}\n")
    monkeypatch.setattr(build, "_EDITIONS_AHEAD", 2)
    monkeypatch.setattr(build, "_AHEAD_FOR_A_WORKER", 1)
    begun: list[building.Group] = []
    open_groups: list[int] = []

    def start(group: building.Group) -> None:
        begun.append(group)
        open_groups.append(sum(1 for one in begun if one.left))
        started(group)

    started = building.Group.start
    monkeypatch.setattr(building.Group, "start", start)
    ran = drempels(*ORDER[:-1], "2", "slip", "--edition", "all")
    assert ran.exit_code == 0, ran.stderr
    assert len(begun) > 30
    assert max(open_groups) <= 3


def test_heavy_documents_are_made_before_others_are_composed(
    project: Copy, drempels: Drempels, made_shells: list[ShellTask], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(underway, "_HEAVIEST_AHEAD", 1)
    monkeypatch.setattr(underway, "_HEAVIEST_BATCH", 1)
    before: list[int] = []
    after: list[int] = []

    def start(group: building.Group) -> None:
        before.append(group.workshop.under_way.weight)
        started(group)
        after.append(group.workshop.under_way.weight)

    started = building.Group.start
    monkeypatch.setattr(building.Group, "start", start)
    assert drempels(*ORDER, "slip", "--edition", "all").exit_code == 0
    assert len(before) > 3
    assert max(before) == 0
    assert max(after) > 1000


@pytest.mark.parametrize("options", [("--force",), ()])
def test_type_sizes_are_looked_for_once_though_nothing_is_kept(
    options: tuple[str, ...],
    project: Copy,
    drempels: Drempels,
    made_shells: list[ShellTask],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(build, "_EDITIONS_AHEAD", 1)
    monkeypatch.setattr(build, "_AHEAD_FOR_A_WORKER", 1)
    monkeypatch.setenv("DREMPELS_CACHE", str(project.write("a-file", "")))
    searches: list[str] = []

    def start(fitting: _Fitting) -> None:
        searches.append(fitting.key)
        started(fitting)

    started = _Fitting.start
    monkeypatch.setattr(_Fitting, "start", start)
    assert drempels(*ORDER, "slip", "--edition", "all", *options).exit_code == 0
    assert len(searches) == 1
