"""The benchmark's own parts: what it writes, what it reads, and that it stops where it must."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from generator.catalogue import composer_of, open_catalogue
from generator.model.document import FitResult, PartFit
from generator.model.geometry import mm_to_pt
from generator.model.target import Target
from generator.plan import Selection, plan_jobs
from generator.project import find_project
from tests.campaign import REPOSITORY
from tools.bench.composed import read_sizes, stand_alone, write_fonts
from tools.bench.made_up import make_editions
from tools.bench.memory import below, proportional_kib
from tools.bench.page import Section, row_of, write_page
from tools.bench.rivals.typst_pages import PRODUCTS, in_process, one_process_each, prepare
from tools.bench.run import expect_pdfs, run
from tools.bench.table import Goal, exponent, goal_table, number, ratio, table


@cache
def composed_pages() -> dict[str, list[str]]:
    """Each product that Typst has, composed and set in sizes that nobody had to search for."""
    project = find_project(REPOSITORY)
    content, catalogue = open_catalogue(project)
    composer = composer_of(project, content, catalogue)
    pages: dict[str, list[str]] = {}
    chosen = Selection(products=tuple(PRODUCTS), targets=(Target.SCREEN,))
    for job in plan_jobs(catalogue, chosen):
        html = composer.compose(job)
        parts = {
            part.id: PartFit(0.9, 0.6, tuple(2 for _ in part.headlines)) for part in html.parts
        }
        pages.setdefault(job.product, []).append(html.set_in(FitResult(parts)).text)
    return pages


def test_a_table_has_a_left_column_and_figures_on_the_right() -> None:
    made = table(("what", "seconds"), [("ours", "1.5"), ("theirs", "9")])
    assert made == "| what | seconds |\n| --- | ---: |\n| ours | 1.5 |\n| theirs | 9 |\n"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.0123, "0.01"),
        (0.347, "0.35"),
        (4.256, "4.26"),
        (39.04, "39.0"),
        (412.6, "413"),
        (0, "0.00"),
        (None, "–"),
    ],
)
def test_a_number_has_as_many_figures_as_can_be_trusted(value: float | None, written: str) -> None:
    assert number(value) == written


def test_a_goal_says_what_was_measured_and_whether_it_was_reached() -> None:
    goals = [
        Goal("faster", 6.2, 6, " ×", is_least=True),
        Goal("faster still", 5.9, 6, " ×", is_least=True),
        Goal("idle", 0.35, 0.35, " s"),
        Goal("idle with many", 3.2, 3, " s"),
        Goal("beside a tool that is missing", ratio(1.0, None), 1, " ×"),
    ]
    assert goal_table(goals).splitlines()[2:] == [
        "| faster | 6.20 × | at least 6 × | yes |",
        "| faster still | 5.90 × | at least 6 × | **no** |",
        "| idle | 0.35 s | at most 0.35 s | yes |",
        "| idle with many | 3.20 s | at most 3 s | **no** |",
        "| beside a tool that is missing | – | at most 1 × | not measured |",
    ]


def test_what_is_not_installed_has_a_row_that_says_so() -> None:
    assert row_of("Chromium", [], 10, None)[:2] == ("Chromium", "not installed")
    assert row_of("ours", [4.0, 2.0, 3.0], 30, 81.2) == (
        *("ours", "3.00", "2.00 to 4.00"),
        *("10.0", "81.2"),
    )


def test_the_page_has_goals_first_and_the_machine_last() -> None:
    page = write_page([Section("Growth", "A table.\n", (Goal("time", 1.0, 1.05),))], 0.25)
    assert re.findall(r"^#+ (.+)$", page, re.MULTILINE) == [
        *("Benchmarks", "Goals", "Growth", "Machine and versions"),
    ]
    assert "| time | 1.00 | at most 1.05 | yes |" in page
    assert "Load before the run: 0.2" in page
    assert re.search(r"^\| weasyprint \| [\d.]+ \|$", page, re.MULTILINE)


@pytest.mark.parametrize("power", [0.5, 1, 1.3])
def test_the_exponent_is_the_power_that_time_grows_with(power: float) -> None:
    counts = [40, 100, 400]
    assert exponent(counts, [0.2 * count**power for count in counts]) == pytest.approx(power)


def test_pages_for_other_programs_name_typefaces_that_are_there(tmp_path: Path) -> None:
    write_fonts(tmp_path)
    page = stand_alone(composed_pages()["poster"][0], tmp_path)
    named = re.findall(r"url\((file:[^)]+)\)", page)
    assert len(named) == 5
    assert {Path(one.removeprefix("file://")) for one in named} == {*tmp_path.glob("*.ttf")}
    assert "font:" not in page


def test_sizes_and_lines_are_read_from_a_composed_page() -> None:
    sizes = read_sizes(composed_pages()["poster"][2])
    lines = ["“Wat als ik het erger", "maak door te melden?”"]
    assert sizes == {"document": {"text": 0.9, "headline": 0.6, "headlines": [lines]}}


def test_a_card_has_sizes_and_lines_of_its_own() -> None:
    sizes = read_sizes(composed_pages()["card"][0])
    assert len(sizes) == 10
    assert sizes["part-zekerheid"]["headlines"] == [["“Zie ik het", "wel goed?”"]]


def test_made_up_editions_are_read_without_a_complaint(tmp_path: Path) -> None:
    content, _ = open_catalogue(find_project(REPOSITORY), make_editions(tmp_path, 1, 12))
    assert not content.sheet.rejected
    editions = [content.editions[name] for name in content.sheet.editions]
    assert len(editions) == 12
    assert {bool(one.logo) for one in editions} == {True, False}
    assert len({one.palette for one in editions}) == 3
    assert len({one.contacts for one in editions}) == 12


def test_a_command_that_fails_ends_the_run_with_what_it_said() -> None:
    with pytest.raises(SystemExit, match=r"exit code 3 .*\n.*no such typeface"):
        run([[sys.executable, "-c", "print('no such typeface'); raise SystemExit(3)"]])


def test_a_run_counts_the_memory_of_processes_below_its_own() -> None:
    if not Path("/proc/self/smaps_rollup").is_file():
        pytest.skip("the system doesn't tell")
    child = "import time; held = b'x' * 90_000_000; time.sleep(1)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    # In a process of its own: until a child is another program, it has the memory of who began it.
    measuring = f"from tools.bench.run import run; print(run([{[sys.executable, '-c', parent]!r}]))"
    told = subprocess.run(
        [sys.executable, "-c", measuring],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    (peak_mb,) = re.findall(r"peak_mb=([\d.]+)", told.stdout)
    assert 90 < float(peak_mb) < 200


def test_a_process_that_has_ended_has_no_memory_and_no_children() -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    assert proportional_kib(ended.pid) == 0
    assert not list(below(ended.pid))


def test_pdfs_that_are_missing_or_cut_short_end_the_run(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="has 0 PDFs instead of 1"):
        expect_pdfs(tmp_path, 1)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n" + b"x" * 500)
    with pytest.raises(SystemExit, match=r"a\.pdf isn't a whole PDF"):
        expect_pdfs(tmp_path, 1)


def sizes_of_all() -> dict[str, Any]:
    return {name: [read_sizes(page) for page in pages] for name, pages in composed_pages().items()}


def test_typst_pages_have_the_size_pages_and_words_of_ours(tmp_path: Path) -> None:
    pytest.importorskip("typst")
    folder, output = tmp_path / "pages", tmp_path / "made"
    folder.mkdir()
    output.mkdir()
    typst = prepare(folder, sizes_of_all())
    tasks = typst.tasks(["landelijk"], "screen", output)
    assert len(tasks) == 13
    office = typst.tasks(["landelijk"], "office", output, ["card"])
    office[0]["output"] = str(output / "office.pdf")
    run([in_process([*tasks, *office], tmp_path / "tasks.json", 2)])
    expect_pdfs(output, 14)
    assert {path.stem.removeprefix("landelijk-"): shape_of(path) for path in output.iterdir()} == {
        **{f"poster-{number:02}": (297, 420, 1) for number in range(1, 11)},
        "overview": (297, 420, 1),
        "card": (85, 55, 20),
        "handout": (210, 297, 2),
        "office": (210, 297, 2),
    }
    words = words_of(output / "landelijk-poster-03.pdf")
    for said in ("erger", "Slachtoffers of hun familie", "Een vermoeden is genoeg.", "0900-8844"):
        assert said in words


def test_a_typst_page_is_compiled_by_a_process_of_its_own(tmp_path: Path) -> None:
    pytest.importorskip("typst")
    sheet = make_editions(tmp_path, 1, 1)
    folder = tmp_path / "pages"
    folder.mkdir()
    typst = prepare(folder, sizes_of_all(), sheet)
    task = typst.tasks(["regio-001"], "screen", tmp_path, ["poster"])[0]
    run(one_process_each([task]))
    assert "Naam" not in words_of(tmp_path / "regio-001-poster-01.pdf")
    assert "000-000 00 00" in words_of(tmp_path / "regio-001-poster-01.pdf")


def shape_of(path: Path) -> tuple[int, int, int]:
    """Width and height in mm, and the number of pages."""
    with pypdfium2.PdfDocument(path) as pdf:
        width, height = pdf[0].get_size()
        return round(width / mm_to_pt(1)), round(height / mm_to_pt(1)), len(pdf)


def words_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        text: str = pdf[0].get_textpage().get_text_range()
    return " ".join(text.replace("\u00a0", " ").split())
