"""`drempels build --release`: what git must say first, and what is packed at last."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from generator import checkout, console
from generator.errors import BuildError
from generator.report import Report
from tests.processes import environment
from tests.projects import Copy

Drempels = Callable[..., Result]
ORDER = ("build", "--release", "--jobs", "1", "--target", "screen", "--barrier", "1")
HOSTILE = "een \"naam\" met 'é' en\n\x1b[2J.yaml"


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the settings of whoever runs the tests out of them."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


def git(folder: Path, *command: str) -> None:
    who = ("-c", "user.name=Els", "-c", "user.email=els@example.org")
    files = ("-c", "protocol.file.allow=always", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *who, *files, *command], cwd=folder, check=True, capture_output=True)


def commit(folder: Path) -> None:
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Alles")


@pytest.fixture
def committed(project: Copy) -> Copy:
    """A project that is as its last commit has it."""
    project.write(".gitignore", "/output/\n*.bak\n")
    commit(project.root)
    return project


def zips(project: Copy) -> list[str]:
    return sorted(path.name for path in (project.root / "output/release").glob("*"))


def times(project: Copy) -> set[tuple[int, ...]]:
    """The times of all that is in the zip of the national edition."""
    with zipfile.ZipFile(project.root / "output/release/drempels-1.0-landelijk.zip") as zipped:
        return {one.date_time for one in zipped.infolist()}


def refusals(ran: Result) -> list[str]:
    """What is said of each file, without the cure that follows the last one."""
    *lines, last = ran.stderr.splitlines()
    before, found, cure = last.partition(". Hint: ")
    assert found and "git commit" in cure
    return [*lines, before]


def test_what_is_committed_is_packed_with_all_that_it_takes(
    committed: Copy, drempels: Drempels, tmp_path: Path
) -> None:
    committed.write("content/nl.yaml.bak", "ignored")
    committed.write("README.md", "not content")
    ran = drempels(*ORDER, "--language", "nl", "--language", "en")
    assert ran.exit_code == 0, ran.stderr
    assert "release/drempels-1.0-landelijk.zip (2 PDFs, 0.0 MB)" in ran.stdout
    assert zips(committed) == ["SHA256SUMS", "drempels-1.0-landelijk.zip"]
    with zipfile.ZipFile(committed.root / "output/release/drempels-1.0-landelijk.zip") as zipped:
        zipped.extractall(tmp_path / "unpacked")
        assert {one.date_time for one in zipped.infolist()} == {(2026, 11, 23, 0, 0, 0)}
    name = "nl/screen/slip-01-100x60.pdf"
    made = committed.root / "output/landelijk" / name
    assert (tmp_path / "unpacked/landelijk" / name).read_bytes() == made.read_bytes()
    subprocess.run(
        ["sha256sum", "--check", "SHA256SUMS"],
        cwd=tmp_path / "unpacked", check=True, capture_output=True,
    )  # fmt: skip
    dutch, english = (
        (tmp_path / "unpacked" / name).read_text(encoding="utf-8")
        for name in ("LEESMIJ.txt", "README.txt")
    )
    assert "Landelijk · versie 1.0 · 2026-11-23" in dutch
    assert "landelijk/nl/screen/\nVoor het scherm" in dutch and "1 × Strook, 100x60" in dutch
    assert "landelijk/en/screen/\nFor the screen" in english and "landelijk/nl" not in english
    assert drempels("verify", str(tmp_path / "unpacked")).exit_code == 0


def test_each_edition_has_a_zip_of_this_build_alone(committed: Copy, drempels: Drempels) -> None:
    drempels(*ORDER, "--edition", "landelijk")
    both = ("--edition", "landelijk", "--edition", "voorbeeldregio")
    command = [*ORDER[:-1], "2"]
    assert drempels(*command, *both).exit_code == 0
    assert zips(committed) == [
        "SHA256SUMS", "drempels-1.0-landelijk.zip", "drempels-1.0-voorbeeldregio.zip"
    ]  # fmt: skip
    for edition in ("landelijk", "voorbeeldregio"):
        path = committed.root / f"output/release/drempels-1.0-{edition}.zip"
        with zipfile.ZipFile(path) as zipped:
            files = json.loads(zipped.read("manifest.json"))["files"]
            assert [one["path"] for one in files] == [f"{edition}/nl/screen/slip-02-100x60.pdf"]
    assert drempels("verify").exit_code == 0


def test_source_date_epoch_dates_a_campaign_that_has_no_date(
    committed: Copy, drempels: Drempels, monkeypatch: pytest.MonkeyPatch
) -> None:
    committed.edit("content/campaign.yaml", "date: 2026-11-23\n", "")
    commit(committed.root)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert drempels(*ORDER).exit_code == 2
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")  # before zips have dates
    assert drempels(*ORDER).exit_code == 0
    assert times(committed) == {(1980, 1, 1, 0, 0, 0)}


def test_a_zip_of_a_dated_campaign_is_the_same_whatever_the_clock_is_said_to_be(
    committed: Copy, drempels: Drempels, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert drempels(*ORDER).exit_code == 0
    assert times(committed) == {(2026, 11, 23, 0, 0, 0)}


def test_what_is_edited_during_the_build_is_not_packed(
    committed: Copy, drempels: Drempels, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(*arguments: Any) -> Report:
        report = really(*arguments)
        committed.edit("content/nl.yaml", "Zie ik het", "Zie ik dat")
        return report

    really = console._build_shown
    monkeypatch.setattr(console, "_build_shown", late)
    assert refusals(drempels(*ORDER)) == ["content/nl.yaml: is changed, and that isn't committed"]
    assert zips(committed) == []


def test_what_another_build_made_meanwhile_is_not_packed(
    committed: Copy, drempels: Drempels, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest = committed.root / "output/manifest.json"

    def late(*arguments: Any) -> Report:
        report = really(*arguments)
        told = json.loads(manifest.read_text(encoding="utf-8"))
        told["files"][0]["sha256"] = "0" * 64
        manifest.write_text(json.dumps(told), encoding="utf-8")
        return report

    really = console._build_shown
    monkeypatch.setattr(console, "_build_shown", late)
    ran = drempels(*ORDER)
    assert ran.exit_code == BuildError.exit_code
    assert "manifest.json has another landelijk/nl/screen/slip-01-100x60.pdf" in ran.stderr
    assert zips(committed) == []


def test_the_next_build_clears_up_what_was_packed_when_the_last_one_was_killed(
    committed: Copy, drempels: Drempels
) -> None:
    code = (
        "import os, signal, sys\nfrom generator.cli import main\n"
        "from generator.store import archive\n"
        "archive._copy = lambda *told: os.kill(os.getpid(), signal.SIGKILL)\nmain(sys.argv[1:])"
    )
    command = [sys.executable, "-c", code, "--project", str(committed.root), *ORDER]
    ran = subprocess.run(command, env=environment(), capture_output=True, check=False)
    assert ran.returncode == -signal.SIGKILL
    output = committed.root / "output"
    assert len(list(output.glob("release/.drempels-*"))) == 1
    assert drempels(*(word for word in ORDER if word != "--release")).exit_code == 0
    assert not list(output.rglob(".drempels-*"))


def test_a_logo_beside_a_spreadsheet_is_part_of_what_must_be_committed(
    committed: Copy, drempels: Drempels
) -> None:
    committed.write("regios/a.csv", "name,logo\nNoord,noord.svg\n")
    commit(committed.root)
    committed.write(
        "regios/noord.svg",
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h2v1H0z"/></svg>',
    )
    ran = drempels(*ORDER, "--editions", str(committed.root / "regios/a.csv"))
    assert refusals(ran) == ["regios/noord.svg: isn't in git yet"]


def test_all_that_is_not_committed_is_named_at_once_and_nothing_is_made(
    committed: Copy, drempels: Drempels
) -> None:
    committed.edit("content/nl.yaml", "Zie ik het", "Zie ik dat")
    committed.edit("content/en.yaml", "version", "edition")
    git(committed.root, "add", "content/en.yaml")
    committed.write("content/editions/zuid.yaml", "name: Zuid\n")
    committed.write(f"content/editions/{HOSTILE}", "name: Noord\n")
    (committed.root / "content/editions/voorbeeldregio.yaml").unlink()
    committed.edit("templates/slip/style.css", "9pt", "10pt")
    ran = drempels(*ORDER)
    assert ran.exit_code == 3
    assert refusals(ran) == [
        "content/editions/een \"naam\" met 'é' en\ufffd\ufffd[2J.yaml: isn't in git yet",
        "content/editions/voorbeeldregio.yaml: is deleted, and that isn't committed",
        "content/editions/zuid.yaml: isn't in git yet",
        "content/en.yaml: is staged, but not committed",
        "content/nl.yaml: is changed, and that isn't committed",
        "templates/slip/style.css: is changed, and that isn't committed",
    ]
    assert not (committed.root / "output").exists()


def test_templates_alone_have_their_own_exit_code(committed: Copy, drempels: Drempels) -> None:
    committed.write("templates/slip/extra.css", "p {}")
    ran = drempels(*ORDER)
    assert (ran.exit_code, refusals(ran)) == (4, ["templates/slip/extra.css: isn't in git yet"])


def test_a_checkout_without_a_commit_has_nothing_committed(
    project: Copy, drempels: Drempels
) -> None:
    git(project.root, "init", "--quiet")
    git(project.root, "add", "content")
    ran = drempels(*ORDER)
    assert ran.exit_code == 3
    assert "content/nl.yaml: is staged, but not committed" in refusals(ran)
    assert "templates/slip/style.css: isn't in git yet" in refusals(ran)


def test_a_file_in_the_middle_of_a_merge_is_refused(committed: Copy, drempels: Drempels) -> None:
    for branch, text in (("one", "Zie ik dit"), ("two", "Zie ik dat")):
        git(committed.root, "checkout", "--quiet", "-b", branch, "main")
        committed.edit("content/nl.yaml", "Zie ik het", text)
        git(committed.root, "commit", "--quiet", "--all", "--message", branch)
    with pytest.raises(subprocess.CalledProcessError):
        git(committed.root, "merge", "one")
    assert refusals(drempels(*ORDER)) == ["content/nl.yaml: is in the middle of a merge"]


def test_a_spreadsheet_counts_where_it_is_in_the_checkout(
    committed: Copy, drempels: Drempels, tmp_path: Path
) -> None:
    inside = committed.write("regios.csv", "id,name\nzuid,Zuid\n")
    ran = drempels(*ORDER, "--editions", str(inside))
    assert (ran.exit_code, refusals(ran)) == (3, ["regios.csv: isn't in git yet"])
    other = tmp_path / "other"
    other.mkdir()
    commit_nothing = ("commit", "--quiet", "--allow-empty", "--message", "Niets")
    git(other, "init", "--quiet")
    git(other, *commit_nothing)
    shutil.move(inside, other / "regios.csv")
    ran = drempels(*ORDER, "--edition", "zuid", "--editions", str(other / "regios.csv"))
    assert ran.exit_code == 0, ran.stderr
    assert "drempels-1.0-zuid.zip" in zips(committed)


@pytest.mark.parametrize("option", ["skip-worktree", "assume-unchanged"])
def test_a_file_whose_changes_git_overlooks_is_refused(
    option: str, committed: Copy, drempels: Drempels
) -> None:
    git(committed.root, "update-index", f"--{option}", "content/nl.yaml")
    committed.edit("content/nl.yaml", "Zie ik het", "Zie ik dat")
    ran = drempels(*ORDER)
    told = f"content/nl.yaml: is overlooked by git until git update-index --no-{option}"
    assert (ran.exit_code, refusals(ran)) == (3, [told])
    assert not (committed.root / "output").exists()


def test_a_sparse_checkout_lacks_files_and_overlooks_none(
    committed: Copy, drempels: Drempels
) -> None:
    committed.write("content/oud.txt", "Niet meer")
    commit(committed.root)
    git(committed.root, "update-index", "--skip-worktree", "content/oud.txt")
    (committed.root / "content/oud.txt").unlink()
    assert drempels(*ORDER).exit_code == 0


@pytest.mark.parametrize("inside", [False, True])
def test_a_checkout_without_git_is_refused(
    inside: bool, committed: Copy, drempels: Drempels, monkeypatch: pytest.MonkeyPatch
) -> None:
    if inside:
        (committed.root / ".git").rename(committed.root / "content/.git")
    monkeypatch.setenv("PATH", str(committed.root))
    ran = drempels(*ORDER)
    assert ran.exit_code == 1
    assert "is a git checkout, but git isn't installed: nobody knows what is" in ran.stderr
    assert not (committed.root / "output").exists()


@pytest.mark.parametrize("without", ["a checkout", "git"])
def test_without_a_checkout_it_says_so_and_goes_on(
    without: str, project: Copy, drempels: Drempels, monkeypatch: pytest.MonkeyPatch
) -> None:
    if without == "git":
        monkeypatch.setenv("PATH", str(project.root))
    ran = drempels(*ORDER)
    assert ran.exit_code == 0
    why = {"git": "git isn't installed", "a checkout": "it isn't in git"}[without]
    assert ran.stderr == f"the content wasn't compared with a commit: {why}\n"
    assert zips(project) == ["SHA256SUMS", "drempels-1.0-landelijk.zip"]
    assert drempels("--quiet", *ORDER).output == ""


def test_a_project_that_git_ignores_is_in_no_checkout(
    project: Copy, drempels: Drempels, tmp_path: Path
) -> None:
    (tmp_path / ".gitignore").write_text("*\n", encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    ran = drempels(*ORDER)
    assert ran.exit_code == 0
    assert "it isn't in git" in ran.stderr


def test_a_worktree_is_a_checkout_too(committed: Copy, drempels: Drempels, tmp_path: Path) -> None:
    git(committed.root, "worktree", "add", "--quiet", str(tmp_path / "tree"))
    tree = Copy(tmp_path / "tree")
    tree.edit("content/nl.yaml", "Zie ik het", "Zie ik dat")
    ran = drempels("--project", str(tree.root), *ORDER)
    assert refusals(ran) == ["content/nl.yaml: is changed, and that isn't committed"]


@pytest.mark.parametrize("kind", ["submodule", "nested"])
def test_content_in_a_checkout_of_its_own_is_asked_of_that(
    kind: str, project: Copy, drempels: Drempels, tmp_path: Path
) -> None:
    text = tmp_path / "text"
    shutil.move(project.root / "content", text)
    commit(text)
    commit(project.root)
    if kind == "submodule":
        git(project.root, "submodule", "add", "--quiet", str(text), "content")
        git(project.root, "commit", "--quiet", "--message", "Tekst")
    else:
        git(project.root, "clone", "--quiet", str(text), "content")
    (project.root / "templates/new.css").touch()
    assert refusals(drempels(*ORDER)) == ["templates/new.css: isn't in git yet"]
    project.edit("content/nl.yaml", "Zie ik het", "Zie ik dat")
    changed = "content/nl.yaml: is changed, and that isn't committed"
    assert changed in refusals(drempels(*ORDER))
    git(project.root / "content", "commit", "--quiet", "--all", "--message", "Ook")
    # The outer commit names another one of the submodule than the one that is there.
    told = refusals(drempels(*ORDER))
    assert ("content: is changed, and that isn't committed" in told) == (kind == "submodule")


def test_in_a_hook_of_another_checkout_it_asks_the_right_one(
    committed: Copy, drempels: Drempels, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "init", "--quiet", "other")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other/.git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path / "other"))
    committed.edit("content/nl.yaml", "Zie ik het", "Zie ik dat")
    assert refusals(drempels(*ORDER)) == ["content/nl.yaml: is changed, and that isn't committed"]


def test_a_checkout_cannot_make_it_run_a_program(
    committed: Copy, drempels: Drempels, tmp_path: Path
) -> None:
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch '{tmp_path}/ran'\n", encoding="utf-8")
    program.chmod(0o755)
    git(committed.root, "config", "core.fsmonitor", str(program))
    committed.edit("content/nl.yaml", "Zie ik het", "Zie ik dat")
    assert drempels(*ORDER).exit_code == 3
    assert not (tmp_path / "ran").exists()


def test_a_checkout_that_git_cannot_read_is_refused(committed: Copy, drempels: Drempels) -> None:
    (committed.root / ".git/index").write_bytes(b"no index")
    ran = drempels(*ORDER)
    assert ran.exit_code == 1
    assert "git can't say what is committed" in ran.stderr and "git status" in ran.stderr
    shutil.rmtree(committed.root / ".git")
    committed.write(".git", "gitdir: /nowhere/at/all\n")
    assert drempels(*ORDER).exit_code == 1


def test_a_git_that_never_answers_is_not_waited_for(
    committed: Copy, drempels: Drempels, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = tmp_path / "bin/git"
    slow.parent.mkdir()
    slow.write_text("#!/bin/sh\nexec sleep 60\n", encoding="utf-8")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{slow.parent}:{os.environ['PATH']}")
    monkeypatch.setattr(checkout, "_LONGEST_S", 0.2)
    ran = drempels(*ORDER)
    assert (ran.exit_code, "git didn't answer within 0.2 seconds" in ran.stderr) == (1, True)


def test_when_a_pdf_fails_nothing_is_packed(committed: Copy, drempels: Drempels) -> None:
    committed.edit("templates/slip/style.css", ".slip {", "p { color: #999; } .slip {")
    git(committed.root, "commit", "--quiet", "--all", "--message", "Grijs")
    ran = drempels(*ORDER)
    assert ran.exit_code == 6
    assert "nothing is packed" in ran.stderr
    assert zips(committed) == []


def test_a_release_is_never_unchecked(committed: Copy, drempels: Drempels) -> None:
    ran = drempels(*ORDER, "--no-check")
    assert ran.exit_code == 2
    assert "--no-check" in ran.stderr


def test_a_campaign_without_words_for_a_readme_is_told_before_it_is_built(
    project: Copy, drempels: Drempels
) -> None:
    for language in ("nl", "en"):
        project.edit(f"content/{language}.yaml", "  release_check:", "  release_chek:")
    ran = drempels(*ORDER)
    assert ran.exit_code == 3
    assert "there is no label 'release_check'. Hint: did you mean 'release_chek'?" in ran.stderr
    assert not (project.root / "output").exists()


def test_a_folder_that_cannot_be_written_is_told(project: Copy, drempels: Drempels) -> None:
    project.write("output/release", "a file where a folder should be")
    ran = drempels(*ORDER)
    assert ran.exit_code == 1
    assert "can't write" in ran.stderr and "--output" in ran.stderr
