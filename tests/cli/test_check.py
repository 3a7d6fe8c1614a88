"""`drempels check`, as a person runs it: what it finds, how it says so, and its exit code."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from generator.cli import main
from tests.building import build_here
from tests.projects import Copy, copy_project

Check = Callable[..., Result]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """The campaign with its cards, and output/ with these for all targets."""
    copy = copy_project(tmp_path_factory.mktemp("checked") / "project", ["card"])
    built = build_here(copy, copy.root / "output", "card")
    assert built.exit_code == 0, built.stderr
    return copy


@pytest.fixture
def check(project: Copy, monkeypatch: pytest.MonkeyPatch) -> Check:
    """Run the command in the project's folder, with as many processes as a test needs."""
    monkeypatch.chdir(project.root)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")  # 2026-11-23

    def run(*arguments: str) -> Result:
        command = ["check", "--jobs", "1", *arguments]
        return CliRunner().invoke(main, command, catch_exceptions=False)

    return run


@pytest.fixture
def copied(project: Copy, tmp_path: Path) -> Path:
    """A copy of output/ that a test may spoil."""
    return shutil.copytree(project.root / "output", tmp_path / "output")


def spoil(path: Path, change: Callable[[pikepdf.Pdf], None]) -> Path:
    """Change a PDF where it is."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        change(pdf)
        pdf.save(path, fix_metadata_version=False)
    return path


def test_what_we_made_has_nothing_wrong(check: Check) -> None:
    result = check()
    assert result.exit_code == 0, result.stdout
    assert result.stdout == "nothing wrong in 4 PDFs and the content\n"


def test_a_quiet_check_with_nothing_wrong_says_nothing(project: Copy) -> None:
    command = ["--project", str(project.root), "-q", "check", "--jobs", "1"]
    result = CliRunner().invoke(main, command, catch_exceptions=False)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_text_near_the_trim_leads_to_its_line_in_the_content(
    check: Check, project: Copy, copied: Path
) -> None:
    def move(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[13]
        page.contents_add(b"q 1 0 0 1 -10 0 cm", prepend=True)
        page.contents_add(b"Q")

    spoil(copied / "landelijk/nl/press/card-85x55.pdf", move)
    result = check("--output", str(copied))
    text = (project.root / "content/nl.yaml").read_text(encoding="utf-8").splitlines()
    (line,) = [one for one in result.stdout.splitlines() if "the answer of drempel 7" in one]
    place, _, said = line.partition(": ")
    assert place.startswith("content/nl.yaml:")
    assert "short:" in text[int(place.split(":")[1]) - 1]
    assert "of the left trim on card-85x55 page 14 (safe area 4 mm). Shorten it by about" in said
    assert result.exit_code == 6


def test_a_press_file_with_another_word_is_told_beside_the_screen_file(
    check: Check, copied: Path
) -> None:
    def cover(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[1].obj
        page.Contents = pdf.make_stream(b"")

    spoil(copied / "landelijk/nl/press/card-85x55.pdf", cover)
    result = check("--report", "json", "--output", str(copied))
    assert result.exit_code == 6
    findings = json.loads(result.stdout)["findings"]
    (found,) = [one for one in findings if one["rule"] == "same-text"]
    assert found["file"].endswith("landelijk/nl/press/card-85x55.pdf")
    assert "screen" in found["message"]


def test_a_card_that_lost_its_back_is_found(check: Check, copied: Path) -> None:
    def lose(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[7]

    path = spoil(copied / "landelijk/nl/press/card-85x55.pdf", lose)
    result = check("--report", "json", str(path))
    rules = {one["rule"] for one in json.loads(result.stdout)["findings"]}
    assert {"page-count", "back-missing"} <= rules


def test_a_file_elsewhere_is_taken_for_what_it_looks_like(
    check: Check, project: Copy, tmp_path: Path
) -> None:
    for target in ("press", "screen", "office"):
        source = project.root / f"output/landelijk/nl/{target}/card-85x55.pdf"
        path = tmp_path / f"{target}.pdf"
        shutil.copy(source, path)
        report = json.loads(check("--report", "json", str(path)).stdout)
        assert [file["target"] for file in report["files"]] == [target]
        assert report["files"][0]["note"]
        assert report["findings"] == []


def test_without_a_manifest_our_files_are_known_by_their_folders(
    check: Check, copied: Path
) -> None:
    (copied / "manifest.json").unlink()
    report = json.loads(check("--report", "json", str(copied)).stdout)
    assert len(report["files"]) == 4
    assert {file["note"] for file in report["files"]} == {""}
    (copied / "landelijk").rename(copied / "elders")
    report = json.loads(check("--report", "json", str(copied)).stdout)
    assert "" not in {file["note"] for file in report["files"]}, "there is no such edition"


@pytest.mark.parametrize(
    "manifest", ["{", "[]", '{"files": 8}', '{"files": [8]}', '{"files": [{}]}', "\x00"]
)
def test_a_damaged_manifest_is_as_good_as_none(check: Check, copied: Path, manifest: str) -> None:
    (copied / "manifest.json").write_text(manifest, encoding="utf-8")
    assert check(str(copied)).stdout == "nothing wrong in 4 PDFs\n"


@pytest.mark.parametrize("value", ["foo", [], {}, 8, True])
def test_what_a_manifest_says_of_a_file_may_be_anything(
    check: Check, copied: Path, value: object
) -> None:
    path = copied / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    for file in manifest["files"]:
        file |= dict.fromkeys(("tile", "flip_edge"), value)
        if not isinstance(value, str):  # a stock of that name doesn't exist
            file |= dict.fromkeys(("shop", "sheet", "printer"), value)
    path.write_text(json.dumps(manifest), encoding="utf-8")
    assert check(str(copied)).stdout == "nothing wrong in 4 PDFs\n"


def test_a_person_can_say_what_a_file_is_for(check: Check, project: Copy, tmp_path: Path) -> None:
    path = tmp_path / "flyer.pdf"
    shutil.copy(project.root / "output/landelijk/nl/screen/card-85x55.pdf", path)
    result = check("--target", "press", "--format", "a7", str(path))
    assert result.exit_code == 6
    assert "[press-colour]" in result.stdout
    assert "[output-intent]" in result.stdout
    assert "it must be 74 x 105 mm" in result.stdout


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "can't be read"),
        (b"geen pdf", "can't be read"),
        (b"%PDF-1.7\n%%EOF", "can't be read"),
    ],
)
def test_a_broken_file_is_a_finding(
    check: Check, tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "stuk.pdf"
    path.write_bytes(content)
    result = check(str(path))
    assert result.exit_code == 6
    assert f"{path}: the PDF {said}" in result.stdout


def test_a_file_that_asks_for_a_password_is_a_finding(check: Check, tmp_path: Path) -> None:
    path = tmp_path / "slot.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path, encryption=pikepdf.Encryption(owner="o", user="u"))
    result = check(str(path))
    assert result.exit_code == 6
    assert "the PDF asks for a password. Export it again without a password. [unreadable]" in (
        result.stdout
    )


def test_a_folder_stands_for_the_pdfs_in_it(check: Check, copied: Path) -> None:
    result = check(str(copied))
    assert result.stdout == "nothing wrong in 4 PDFs\n"
    assert result.exit_code == 0


def test_what_only_looks_like_a_file_is_passed_over(check: Check, copied: Path) -> None:
    os.mkfifo(copied / "pijp.pdf")  # to read it would never end
    (copied / "weg.pdf").symlink_to("nergens.pdf")
    (copied / "rond.pdf").symlink_to("rond.pdf")
    assert check(str(copied)).stdout == "nothing wrong in 4 PDFs\n"


def test_a_pdf_in_a_folder_may_be_named_in_capitals(check: Check, tmp_path: Path) -> None:
    (tmp_path / "SCAN.PDF").write_bytes(b"none")
    result = check(str(tmp_path))
    assert result.exit_code == 6
    assert "SCAN.PDF: the PDF can't be read" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["weg.pdf"], "there is no file weg.pdf"),
        (["--rules", "--report", "sarif"], "--rules are no findings: there is no sarif of them"),
        (["content"], "there is no PDF in content"),
        (["--output", "content"], "there is no PDF in content"),
        (["--output", "nergens"], "there is no PDF in nergens"),
        (["--shop", "ergens"], "there is no print shop 'ergens'"),
        (["--format", "a99"], "--format: 'a99' is not a format"),
    ],
)
def test_what_does_not_exist_is_a_mistake_in_the_command(
    check: Check, arguments: list[str], said: str
) -> None:
    result = check(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_warnings_fail_where_they_are_asked_to(check: Check, project: Copy, tmp_path: Path) -> None:
    copy = Copy(shutil.copytree(project.root, tmp_path / "project"))
    copy.edit("content/editions/landelijk.yaml", "checked: 2026-11-23", "checked: 2024-11-23")
    arguments = ["--project", str(copy.root), "check", "--jobs", "1"]
    lenient = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert lenient.exit_code == 0
    assert "[warning: phone-checked]" in lenient.stdout
    strict = CliRunner().invoke(main, [*arguments, "--strict"], catch_exceptions=False)
    assert strict.exit_code == 6


def test_a_report_can_go_to_a_file(check: Check, tmp_path: Path) -> None:
    path = tmp_path / "reports" / "check.sarif"
    result = check("--report", "sarif", "--report-file", str(path))
    assert result.stdout == f"nothing wrong in 4 PDFs and the content; the report is in {path}\n"
    assert json.loads(path.read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "exit_code"),
    [
        ("content/nl.yaml", "steps:", "stpes:", "stpes:", 3),
        ("templates/card/product.yaml", "formats:", "fromats:", "fromats:", 4),
    ],
)
def test_what_cannot_be_loaded_is_in_the_report(
    project: Copy, tmp_path: Path, file: str, old: str, new: str, line: str, exit_code: int
) -> None:
    copy = Copy(shutil.copytree(project.root, tmp_path / "project"))
    copy.edit(file, old, new)
    lines = (copy.root / file).read_text(encoding="utf-8").splitlines()
    number = next(at for at, one in enumerate(lines, start=1) if one.startswith(line))
    arguments = ["--project", str(copy.root), "check", "--report"]
    told = f"{file}:{number}:1: unknown key '{line[:-1]}'."

    people = CliRunner().invoke(main, [*arguments, "text"], catch_exceptions=False)
    assert (people.exit_code, people.stdout) == (exit_code, "")
    assert told in people.stderr

    program = CliRunner().invoke(main, [*arguments, "json"], catch_exceptions=False)
    assert program.exit_code == exit_code
    assert told in program.stderr
    finding = next(one for one in json.loads(program.stdout)["findings"] if told in one["text"])
    assert (finding["rule"], finding["severity"]) == ("loading", "error")
    assert finding["source"] == {"file": file, "line": number, "column": 1}

    path = tmp_path / "report.xml"
    arguments += ["junit", "--report-file", str(path)]
    server = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert server.exit_code == exit_code
    assert server.stdout.endswith(f"in the content; the report is in {path}\n")
    assert "unknown key" in path.read_text(encoding="utf-8")


def test_a_report_that_cannot_be_written_is_an_error(check: Check, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = check("--report-file", str(tmp_path / "file" / "report.json"))
    assert result.exit_code == 1
    assert "can't write" in result.stderr
    assert "--report-file" in result.stderr


def test_faults_can_be_seen_on_pictures(check: Check, copied: Path, tmp_path: Path) -> None:
    def move(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[13]
        page.contents_add(b"q 1 0 0 1 -10 0 cm", prepend=True)
        page.contents_add(b"Q")

    path = spoil(copied / "landelijk/nl/press/card-85x55.pdf", move)
    proof = tmp_path / "proof"
    result = check("--proof", str(proof), str(path))
    assert result.exit_code == 6
    names = sorted(one.name for one in proof.iterdir())
    # What is wrong with the file as a whole, such as its checksum, is said on the first page.
    assert names == [f"landelijk-nl-press-card-85x55-p{page}.png" for page in ("01", "14")]
    with Image.open(proof / names[1]) as picture:
        assert max(picture.size) > 1000


def test_pictures_of_files_with_one_name_are_all_there(check: Check, tmp_path: Path) -> None:
    paths = [tmp_path / f"{folder}/a/b/c/flyer.pdf" for folder in ("oud", "nieuw")]
    for path in paths:
        path.parent.mkdir(parents=True)
        with pikepdf.new() as pdf:
            pdf.add_blank_page()
            pdf.save(path)
    proof = tmp_path / "proof"
    result = check("--target", "press", "--proof", str(proof), *map(str, paths))
    assert "2 pictures" in result.stderr
    names = sorted(one.name for one in proof.iterdir())
    assert names == ["nieuw-a-b-c-flyer-p01.png", "oud-a-b-c-flyer-p01.png"]


def test_the_rules_can_be_listed(check: Check) -> None:
    table = check("--rules")
    assert table.exit_code == 0
    for rule in ("safe-area", "ink-coverage", "same-text", "phone-number", "unreadable"):
        assert rule in table.stdout
    rules = json.loads(check("--rules", "--report", "json").stdout)
    assert len({rule["id"] for rule in rules}) == len(rules) > 40
    assert all(rule["why"] and rule["cure"] and rule["source"] for rule in rules)
