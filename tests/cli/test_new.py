"""A campaign of one's own: what `drempels new` writes builds as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from openpyxl import load_workbook

from generator import __version__
from generator.cli import main


def run(*arguments: str) -> tuple[int, str, str]:
    ran = CliRunner().invoke(main, list(arguments), catch_exceptions=False)
    return ran.exit_code, ran.stdout, ran.stderr


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_new_campaign_builds_as_it_stands(language: str, tmp_path: Path) -> None:
    made = tmp_path / "Onze campagne"
    assert run("new", str(made), "--language", language)[0] == 0
    texts = [one.name for one in (made / "content").glob("*.yaml")]
    assert sorted(texts) == sorted(["campaign.yaml", f"{language}.yaml", "print.yaml"])
    campaign = yaml.safe_load((made / "content/campaign.yaml").read_text(encoding="utf-8"))
    assert (campaign["id"], campaign["default_language"]) == ("onze-campagne", language)
    code, told, errors = run("--project", str(made), "build", "handout", "--jobs", "2")
    assert (code, errors) == (0, "")
    assert f"landelijk/{language}/screen/handout-a4.pdf" in told
    code, told, _ = run("--project", str(made), "list", "--edition", "all")
    assert code == 0 and "voorbeeldregio" in told


def test_a_workflow_builds_it_with_this_version(tmp_path: Path) -> None:
    run("new", str(tmp_path / "a"))
    text = (tmp_path / "a/.github/workflows/drempels.yaml").read_text(encoding="utf-8")
    steps = yaml.safe_load(text)["jobs"]["pdfs"]["steps"]
    assert f'pip install "drempels=={__version__}"' in [step.get("run") for step in steps]
    assert (tmp_path / "a/README.md").read_text(encoding="utf-8").startswith("# Een eigen campagne")


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine")
    code, _, told = run("new", str(tmp_path))
    assert (code, [one.name for one in tmp_path.iterdir()]) == (2, ["note.txt"])
    assert "has something in it already" in told


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    assert run("new", str(tmp_path))[0] == 0
    assert (tmp_path / "content/campaign.yaml").is_file()


def test_the_folder_that_one_is_in_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("new", ".")[0] == 0
    # Not another folder in its place: who stands in it would see nothing.
    assert Path("content/campaign.yaml").is_file()


def test_a_link_to_an_empty_folder_will_do(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    assert run("new", str(tmp_path / "link"))[0] == 0
    assert (tmp_path / "real/content/campaign.yaml").is_file()
    assert (tmp_path / "link").is_symlink()


@pytest.mark.parametrize("name", ["null", "2026", "true"])
def test_a_name_that_yaml_takes_for_something_else_will_do(name: str, tmp_path: Path) -> None:
    assert run("new", str(tmp_path / name))[0] == 0
    assert run("--project", str(tmp_path / name), "list")[0] == 0


@pytest.mark.parametrize(
    ("order", "exit_code"),
    [(["new"], 1), (["new", "--editions-template"], 1), (["verify"], 2)],
)
def test_a_name_that_is_too_long_is_told(order: list[str], exit_code: int, tmp_path: Path) -> None:
    code, _, told = run(*order, str(tmp_path / ("a" * 300 + ".csv")))
    assert code == exit_code
    assert "File name too long" in told


def test_a_sheet_has_no_language(tmp_path: Path) -> None:
    order = ["new", "--editions-template", "--language", "en", str(tmp_path / "a.csv")]
    code, _, told = run(*order)
    assert (code, "has no --language" in told) == (2, True)
    assert not list(tmp_path.iterdir())


def test_a_language_without_a_text_is_a_usage_error(tmp_path: Path) -> None:
    code, _, told = run("new", str(tmp_path / "a"), "--language", "fy")
    assert code == 2
    assert "there is no text in 'fy' to start from. Hint: there is en, nl" in told
    assert not (tmp_path / "a").exists()


def test_a_folder_must_be_named(tmp_path: Path) -> None:
    code, _, told = run("new")
    assert (code, "name the folder" in told) == (2, True)


@pytest.mark.parametrize("name", ["regios.xlsx", "regios.csv"])
def test_a_sheet_has_headings_notes_and_two_rows_that_build(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    assert run("new", "--editions-template", str(path))[0] == 0
    code, told, errors = run("list", "card", "--target", "screen", "--editions", str(path))
    assert (code, errors) == (0, "")
    assert told.split() == [
        f"voorbeeldgemeente-{at}/nl/screen/card-85x55.pdf" for at in ("001", "002")
    ]
    if path.suffix == ".xlsx":
        sheet = load_workbook(path).active
        assert sheet.max_row == 501 or sheet.max_row == 3
        notes = [cell.comment.text for cell in sheet[1] if cell.comment]
        assert len(notes) > 15


def test_a_sheet_that_is_there_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "regios.csv"
    path.write_text("mine")
    assert run("new", "--editions-template", str(path))[0] == 2
    assert path.read_text() == "mine"
    assert run("new", "--editions-template", str(tmp_path / "regios.ods"))[0] == 2
