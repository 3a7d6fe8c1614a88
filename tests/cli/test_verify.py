"""`drempels verify`: is a folder what its manifest says?"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from tests.projects import Copy

Drempels = Callable[..., Result]
SLIP = "landelijk/nl/screen/slip-0{}-100x60.pdf"


@pytest.fixture
def output(project: Copy, three_slips: Path) -> Path:
    """Three slips."""
    shutil.copytree(three_slips, project.root / "output")
    return project.root / "output"


def test_a_folder_as_it_was_built_is_right(output: Path, drempels: Drempels) -> None:
    ran = drempels("verify")
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert ran.stdout == f"3 files are what {output / 'manifest.json'} says\n"
    assert drempels("--quiet", "verify", str(output)).output == ""
    assert drempels("verify", str(output / "manifest.json")).exit_code == 0


def test_what_is_missing_extra_and_changed_is_named(output: Path, drempels: Drempels) -> None:
    (output / SLIP.format(1)).unlink()
    second = output / SLIP.format(2)
    content = bytearray(second.read_bytes())
    content[100] ^= 1
    second.write_bytes(content)
    third = output / SLIP.format(3)
    size = third.stat().st_size
    third.write_bytes(third.read_bytes()[:-10])
    (output / SLIP.format(9)).write_bytes(b"%PDF")
    ran = drempels("verify")
    assert ran.exit_code == 1
    assert ran.stdout == ""
    assert ran.stderr.splitlines() == [
        f"missing: {SLIP.format(1)}",
        f"changed: {SLIP.format(2)} (other bytes)",
        f"changed: {SLIP.format(3)} ({size - 10} bytes instead of {size})",
        f"extra: {SLIP.format(9)}",
    ]


def test_checksums_that_say_something_else_are_named(output: Path, drempels: Drempels) -> None:
    sums = output / "SHA256SUMS"
    sums.write_text(sums.read_text(encoding="utf-8").replace("1", "2", 1), encoding="utf-8")
    ran = drempels("verify")
    assert ran.stderr == "changed: SHA256SUMS (it isn't what manifest.json says)\n"
    sums.unlink()
    ran = drempels("verify")
    assert (ran.exit_code, ran.stderr) == (1, "missing: SHA256SUMS\n")


def test_a_manifest_that_names_files_elsewhere_is_not_followed(
    output: Path, drempels: Drempels
) -> None:
    manifest = json.loads((output / "manifest.json").read_text(encoding="utf-8"))
    manifest["files"][0]["path"] = "../content/nl.yaml"
    (output / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert "outside of the folder" in drempels("verify").stderr


def test_what_left_the_plan_is_extra_only_when_the_manifest_does_not_have_it(
    project: Copy, output: Path, drempels: Drempels
) -> None:
    three = ("--barrier", "1", "--target", "screen", "--jobs", "1")
    drempels("build", *three, "--edition", "voorbeeldregio")
    (project.root / "content/editions/voorbeeldregio.yaml").unlink()
    drempels("build", *three)
    assert drempels("verify").exit_code == 0
    manifest = json.loads((output / "manifest.json").read_text(encoding="utf-8"))
    manifest["files"] = [one for one in manifest["files"] if one["edition"] == "landelijk"]
    (output / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    sums = (output / "SHA256SUMS").read_text(encoding="utf-8").splitlines(keepends=True)
    (output / "SHA256SUMS").write_text("".join(one for one in sums if "landelijk/" in one))
    (output / "landelijk/nl/screen/OLD.PDF").write_bytes(b"%PDF")
    assert drempels("verify").stderr.splitlines() == [
        "extra: landelijk/nl/screen/OLD.PDF",
        f"extra: {SLIP.format(1).replace('landelijk', 'voorbeeldregio')}",
    ]


def test_what_stands_in_the_place_of_a_file_is_not_opened(output: Path, drempels: Drempels) -> None:
    folder, pipe, circle = (output / SLIP.format(number) for number in (1, 2, 3))
    for path in (folder, pipe, circle):
        path.unlink()
    folder.mkdir()
    os.mkfifo(pipe)
    circle.symlink_to(circle)
    ran = drempels("verify")
    assert ran.exit_code == 1
    first, second, third = ran.stderr.splitlines()
    assert first == f"changed: {SLIP.format(1)} (it is no file)"
    assert second == f"changed: {SLIP.format(2)} (it is no file)"
    assert third.startswith(f"changed: {SLIP.format(3)} (")


def test_a_link_that_leads_out_of_the_folder_is_not_followed(
    output: Path, drempels: Drempels, tmp_path: Path
) -> None:
    path = output / SLIP.format(1)
    path.rename(tmp_path / "elsewhere.pdf")
    path.symlink_to(tmp_path / "elsewhere.pdf")
    assert "outside of the folder" in drempels("verify").stderr


def test_a_file_that_cannot_be_read_is_named(
    output: Path, drempels: Drempels, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = Path.open

    def refuse(path: Path, *arguments: Any, **options: Any) -> Any:
        if path.name.startswith("slip-02"):
            raise PermissionError(13, "Permission denied")
        return really(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)
    ran = drempels("verify")
    assert ran.stderr == f"changed: {SLIP.format(2)} (it can't be read: Permission denied)\n"


def test_an_extra_file_cannot_write_on_the_screen_by_its_name(
    output: Path, drempels: Drempels
) -> None:
    (output / "landelijk/nl/screen/a\x1b[2Jb\n.pdf").write_bytes(b"%PDF")
    assert drempels("verify").stderr == "extra: landelijk/nl/screen/a\ufffd[2Jb\ufffd.pdf\n"


def test_without_a_manifest_it_says_what_helps(project: Copy, drempels: Drempels) -> None:
    ran = drempels("verify")
    assert ran.exit_code == 2
    assert "there is no manifest" in ran.stderr and "Hint: build first" in ran.stderr


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"files": 3}', '{"files": [{"path": "a.pdf"}]}',
             '{"files": [{"path": "a.pdf", "sha256": 1, "bytes": 2}]}', "\0", '{"files": ["a"]}',
             '{"files": [{"path": 3, "sha256": "a", "bytes": 2}]}', '{"files": {"path": "a"}}',
             '{"files": [{"path": "", "sha256": "a", "bytes": 2}]}', "[" * 100_000,
             '{"files": [{"path": "a\\u0000b", "sha256": "a", "bytes": 2}]}',
             '{"files": [{"path": "\\ud800", "sha256": "a", "bytes": 2}]}',
             '{"files": [{"path": "a", "sha256": "a", "bytes": true}]}',
             '{"files": [' + ",".join(['{"path": "a", "sha256": "a", "bytes": 2}'] * 2) + "]}"],
    ids=range(16),
)  # fmt: skip
def test_what_is_no_manifest_is_refused(text: str, output: Path, drempels: Drempels) -> None:
    (output / "manifest.json").write_text(text, encoding="utf-8")
    ran = drempels("verify")
    assert ran.exit_code == 2
    assert "is not a manifest" in ran.stderr


def test_a_zip_is_to_be_unpacked_first(output: Path, drempels: Drempels) -> None:
    packed = shutil.make_archive(str(output.parent / "release"), "zip", output)
    ran = drempels("verify", packed)
    assert ran.exit_code == 2
    assert "release.zip is packed. Hint: unpack it, and name the folder" in ran.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes in folders")
@pytest.mark.parametrize(("name", "exit_code"), [("manifest.json", 2), ("SHA256SUMS", 1)])
def test_a_pipe_is_not_waited_for(
    name: str, exit_code: int, output: Path, drempels: Drempels
) -> None:
    (output / name).unlink()
    os.mkfifo(output / name)
    ran = drempels("verify")
    assert ran.exit_code == exit_code
    assert "is not a file" in ran.output
