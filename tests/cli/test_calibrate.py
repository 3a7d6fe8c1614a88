"""`drempels calibrate`: the sheet, measured in the finished PDF, and what is kept of a reading."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.model.printing import Printer
from generator.project import Project
from tests.campaign import ISO_A_MM, REPOSITORY
from tests.load.loading import load_print
from tests.projects import Copy
from tests.reading import MM_PER_POINT, ReadPage, read

Drempels = Callable[..., Result]
Line = tuple[float, float, float, float]
"""x and y of both ends, in mm from the centre of the page, right and down."""
TOLERANCE_MM = 0.05
CORNER_MM = 21
"""From the edges of the paper to a corner's mark."""
SHEETS = [("a4", "long"), ("a4", "short"), ("a3", "long"), ("a3", "short")]


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    """The calibration sheet of the campaign in this repository, on each paper and edge."""
    made = {}
    for sheet, flip in SHEETS:
        output = tmp_path_factory.mktemp("sheets")
        arguments = ["--project", str(REPOSITORY), "calibrate", "--sheet", sheet]
        arguments += ["--flip-edge", flip, "--output", str(output)]
        ran = CliRunner().invoke(main, arguments, catch_exceptions=False)
        assert ran.exit_code == 0, ran.stderr
        made[sheet, flip] = output / f"calibrate-{sheet}.pdf"
        assert str(made[sheet, flip]) in ran.stdout
    return made


@pytest.fixture(params=SHEETS, ids="-".join)
def sheet(request: pytest.FixtureRequest, sheets: dict[tuple[str, str], Path]) -> Path:
    """One of these sheets."""
    return sheets[request.param]


def lines_on(path: Path) -> list[list[Line]]:
    """Return the strokes of each page as PDFium draws them."""
    with pypdfium2.PdfDocument(path) as pdf:
        return [list(_lines(page)) for page in pdf]


def _lines(page: pypdfium2.PdfPage) -> Iterator[Line]:
    width, height = page.get_size()
    x, y = ctypes.c_float(), ctypes.c_float()
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        matrix = drawn.get_matrix()
        ends: list[tuple[float, float]] = []
        for number in range(pdfium.FPDFPath_CountSegments(drawn)):
            segment = pdfium.FPDFPath_GetPathSegment(drawn, number)
            assert pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            across, up = matrix.on_point(x.value, y.value)
            point = ((across - width / 2) * MM_PER_POINT, (height / 2 - up) * MM_PER_POINT)
            if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_LINETO:
                yield (*ends[-1], *point)
            ends.append(point)


def has_line(lines: list[Line], *wanted: float) -> bool:
    """Tell whether a line has these ends, give or take what no eye can see."""
    backward = (*wanted[2:], *wanted[:2])
    return any(
        all(abs(one - other) < TOLERANCE_MM for one, other in zip(line, ends, strict=True))
        for line in lines
        for ends in (wanted, backward)
    )


def corners(path: Path) -> list[tuple[float, float]]:
    """Return where the corner marks are, from the centre."""
    width, height = ISO_A_MM[path.stem.removeprefix("calibrate-")]
    x, y = width / 2 - CORNER_MM, height / 2 - CORNER_MM
    return [(-x, -y), (x, -y), (-x, y), (x, y)]


def test_the_sheet_has_a_front_and_a_back_of_the_size_of_the_paper(sheet: Path) -> None:
    pages = read(sheet)
    size = ISO_A_MM[sheet.stem.removeprefix("calibrate-")]
    assert [(round(page.width_mm, 1), round(page.height_mm, 1)) for page in pages] == [size, size]


@pytest.mark.parametrize(("flip", "named"), [("long", "LongEdge"), ("short", "ShortEdge")])
def test_the_sheet_asks_the_printer_for_its_own_size_and_both_sides(
    flip: str, named: str, sheets: dict[tuple[str, str], Path]
) -> None:
    with pikepdf.open(sheets["a4", flip]) as pdf:
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
        assert pdf.Root.ViewerPreferences.Duplex == f"/DuplexFlip{named}"


def test_the_lines_of_the_front_cross_in_the_middle_of_the_paper(sheet: Path) -> None:
    front, _ = lines_on(sheet)
    assert has_line(front, -50, 0, 50, 0)
    assert has_line(front, 0, -50, 0, 50)
    for x, y in corners(sheet):
        assert has_line(front, x - 10, y, x + 10, y)
        assert has_line(front, x, y - 10, x, y + 10)


def test_the_front_has_a_hundred_millimetres_to_lay_a_ruler_on(sheet: Path) -> None:
    front, _ = lines_on(sheet)
    for at in (-50, 50):
        assert has_line(front, at, -3, at, 3)
        assert has_line(front, -3, at, 3, at)
    for at in range(30, 50):
        half = 2 if at % 10 == 0 else 1.4 if at % 5 == 0 else 0.8
        for one in (-at, at):
            assert has_line(front, one, -half, one, half), one
            assert has_line(front, -half, one, half, one), one


def test_the_back_has_a_scale_of_half_millimetres_around_each_place(sheet: Path) -> None:
    _, back = lines_on(sheet)
    places = [(0.0, 0.0, 10, 12, (3.2, 2.2, 1.2))]
    places += [(x, y, 5, 6, (2, 1.5, 0.8)) for x, y in corners(sheet)]
    for x, y, reach, edge, lengths in places:
        for half in range(-2 * reach, 2 * reach + 1):
            at = half / 2
            end = edge + lengths[0 if half % 10 == 0 else 1 if half % 2 == 0 else 2]
            for sign in (-1, 1):
                assert has_line(back, x + at, y + sign * edge, x + at, y + sign * end), at
                assert has_line(back, x + sign * edge, y + at, x + sign * end, y + at), at


def test_the_numbers_stand_at_their_millimetres(sheet: Path) -> None:
    _, page = read(sheet)
    middle = page.width_mm / 2
    for text, at in (("−10", -10), ("−5", -5), ("5", 5), ("10", 10)):
        above = [
            found
            for found in page.find(text)
            if abs(page.height_mm / 2 - 17.2 - found[0].y) < 2
            and abs((found[0].x + found[-1].x) / 2 + 0.7 - middle - at) < 1
        ]
        assert above, text


def test_through_the_paper_the_front_lies_on_the_backs_marks_and_on_none_of_its_text(
    sheet: Path, sheets: dict[tuple[str, str], Path]
) -> None:
    """Turned over, left and right change places on a vertical edge, top and bottom on another."""
    vertical = sheet in (sheets["a4", "long"], sheets["a3", "long"])
    front, back = read(sheet)
    through = [mirrored(front, glyph.x, glyph.y, vertical=vertical) for glyph in front.glyphs]
    words = [(glyph.x, glyph.y) for glyph in back.glyphs]
    for x, y in through:
        assert all(abs(x - across) > 4 or abs(y - down) > 6 for across, down in words), (x, y)
    front_lines, back_lines = lines_on(sheet)
    for x, y in [(0.0, 0.0), *corners(sheet)]:
        seen = [(-a, b, -c, d) if vertical else (a, -b, c, -d) for a, b, c, d in front_lines]
        reach = 50 if (x, y) == (0, 0) else 10
        assert has_line(seen, x - reach, y, x + reach, y)
        assert has_line(seen, x, y - reach, x, y + reach)
        zero = 12 if (x, y) == (0, 0) else 6
        assert has_line(back_lines, x, y - zero, x, y - zero - (3.2 if zero == 12 else 2))


def mirrored(page: ReadPage, x: float, y: float, *, vertical: bool) -> tuple[float, float]:
    """Return where a point of the front is for who looks at the back."""
    return (page.width_mm - x, y) if vertical else (x, page.height_mm - y)


def test_the_sheet_is_black_ink_alone(sheet: Path) -> None:
    with pikepdf.open(sheet) as pdf:
        used = set()
        for page in pdf.pages:
            assert not page.Resources.get("/XObject")
            used |= {
                (str(one.operator), *map(float, one.operands))
                for one in pikepdf.parse_content_stream(page)
                if str(one.operator) in {"rg", "RG", "g", "G", "k", "K", "cs", "CS", "scn", "SCN"}
            }
    assert used == {("g", 0.0), ("G", 0.0)}


@pytest.mark.parametrize(("flip", "edge"), [("long", "lange"), ("short", "korte")])
def test_the_sheet_says_how_it_is_printed_and_read_and_what_to_type(
    flip: str, edge: str, sheets: dict[tuple[str, str], Path]
) -> None:
    front, back = read(sheets["a4", flip])
    assert front.find(f"langs de {edge} zijde")
    assert front.find("op 100%")
    assert front.find("tegen een raam")
    # What was read holds for the edge that it was read at.
    kept = " --flip-edge short" if flip == "short" else ""
    assert back.find(f"drempels calibrate --printer kantoor{kept} --right 1,5")
    assert back.find("--down -0,5")
    assert back.find("vier hoeken")


def test_the_sheet_stands_the_check_of_all_that_is_in_output(sheet: Path) -> None:
    arguments = ["--project", str(REPOSITORY), "check", "--jobs", "1", str(sheet)]
    checked = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert checked.exit_code == 0, checked.stdout


def test_the_same_sheet_is_the_same_bytes(project: Copy, drempels: Drempels) -> None:
    path = project.root / "output/calibrate-a4.pdf"
    assert drempels("calibrate").exit_code == 0
    first = path.read_bytes()
    path.unlink()
    assert drempels("calibrate").exit_code == 0
    assert path.read_bytes() == first


def test_what_the_sheet_says_to_type_is_understood(project: Copy, drempels: Drempels) -> None:
    typed = "calibrate --printer kantoor --right 1,5 --down -0,5"
    ran = drempels(*typed.split())
    assert ran.exit_code == 0
    assert ran.stdout == (
        "content/print.yaml: backs on kantoor are moved 1.5 mm right and 0.5 mm up.\n"
        "Use it with: drempels build --printer kantoor\n"
    )
    kept = load_print(Project(project.root)).printers["kantoor"]
    assert kept == Printer(back_right_mm=1.5, back_down_mm=-0.5)
    assert not (project.root / "output").exists()


@pytest.mark.parametrize(
    ("right", "down", "kept"),
    [
        ("0.25", "3", (0.25, 3)),
        ("−2,5", "+0,5", (-2.5, 0.5)),
        ("-0", "0,004", (0, 0)),
        ("10", "-10", (10, -10)),
    ],
)
def test_lengths_are_read_with_a_comma_or_a_point_and_kept_in_hundredths(
    right: str, down: str, kept: tuple[float, float], project: Copy, drempels: Drempels
) -> None:
    ran = drempels("calibrate", "--printer", "hp", f"--right={right}", "--down", down)
    assert ran.exit_code == 0, ran.stderr
    assert "-0," not in (project.root / "content/print.yaml").read_text()
    printer = load_print(Project(project.root)).printers["hp"]
    assert (printer.back_right_mm, printer.back_down_mm) == kept


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--printer", "hp"], "--right and --down, all three"),
        (["--printer", "hp", "--right", "1"], "--right and --down, all three"),
        (["--printer", "hp", "--down", "0"], "--right and --down, all three"),
        (["--right", "1", "--down", "1"], "--printer, --right and --down"),
        (["--printer", "HP", "--right", "1", "--down", "1"], "Hint: write 'hp'"),
        (["--printer", "../x", "--right", "1", "--down", "1"], "--printer may have only"),
        (["--printer", "", "--right", "1", "--down", "1"], "--printer may have only"),
        (["--printer", "hp", "--right", "11", "--down", "1"], "--right must be at most 10"),
        (["--printer", "hp", "--right", "1", "--down", "-10,1"], "--down must be at least -10"),
        (["--printer", "hp", "--right", "nan", "--down", "1"], "--right must be a number"),
        (["--printer", "hp", "--right", "een", "--down", "1"], "'een' is not a number"),
        (["--printer", "hp", "--right", "1.000,5", "--down", "1"], "is not a number"),
        (["--language", "ln"], "there is no language 'ln' in content/. Hint: "),
        (["--sheet", "a5"], "a4"),
    ],
)
def test_what_makes_no_sense_is_a_usage_error_and_changes_nothing(
    options: list[str], told: str, project: Copy, drempels: Drempels
) -> None:
    before = (project.root / "content/print.yaml").read_bytes()
    ran = drempels("calibrate", *options)
    assert ran.exit_code == 2
    assert told in ran.stderr
    assert ran.stdout == ""
    assert (project.root / "content/print.yaml").read_bytes() == before
    assert not (project.root / "output").exists()


def test_all_that_is_wrong_with_a_reading_is_told_at_once(drempels: Drempels) -> None:
    ran = drempels("calibrate", "--printer", "HP", "--right", "30", "--down", "-30")
    assert ran.exit_code == 2
    for option in ("--printer", "--right", "--down"):
        assert f"{option} m" in ran.stderr


def test_a_printer_is_not_kept_in_the_campaign_that_comes_with_the_software(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    typed = ["calibrate", "--printer", "hp", "--right", "1", "--down", "1"]
    ran = CliRunner().invoke(main, typed, catch_exceptions=False)
    assert ran.exit_code == 2
    assert "--project" in ran.stderr
    ran = CliRunner().invoke(main, ["calibrate"], catch_exceptions=False)
    assert ran.exit_code == 0
    assert (tmp_path / "output/calibrate-a4.pdf").is_file()


def test_an_entry_that_somebody_wrote_by_hand_is_told_with_its_line(
    project: Copy, drempels: Drempels
) -> None:
    line = project.edit(
        "content/print.yaml", "printers: {}", "printers:\n  hp:\n    back_down_mm: 1"
    )
    ran = drempels("calibrate", "--printer", "hp", "--right", "1", "--down", "1")
    assert ran.exit_code == 3
    assert f"content/print.yaml:{line + 1}:3: " in ran.stderr
    assert "hp: {back_right_mm: 1, back_down_mm: 1}" in ran.stderr


def test_a_folder_that_cannot_be_written_is_told(project: Copy, drempels: Drempels) -> None:
    (project.root / "output").write_text("not a folder")
    ran = drempels("calibrate")
    assert ran.exit_code == 1
    assert "can't write" in ran.stderr and "--output" in ran.stderr


def test_a_label_that_a_language_lacks_is_told_with_the_template(
    project: Copy, drempels: Drempels
) -> None:
    (project.root / "content/en.yaml").unlink()
    project.edit("content/nl.yaml", "  calibrate_type:", "  calibrate_tpye:")
    ran = drempels("calibrate")
    assert ran.exit_code == 4
    assert "templates/base/calibrate.html.j2:" in ran.stderr and "calibrate_type" in ran.stderr


def test_quiet_says_nothing(project: Copy) -> None:
    command = ["--project", str(project.root), "--quiet", "calibrate"]
    ran = CliRunner().invoke(main, command, catch_exceptions=False)
    assert (ran.exit_code, ran.stdout, ran.stderr) == (0, "", "")
    assert (project.root / "output/calibrate-a4.pdf").is_file()
