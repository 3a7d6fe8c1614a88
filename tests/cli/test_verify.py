"""`drempels verify`: is a folder what its manifest says?"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.projects import Copy

Drempels = Callable[..., Result]
SLIP = "landelijk/nl/screen/slip-0{}-100x60.pdf"


@pytest.fixture
def output(project: Copy, drempels: Drempels) -> Path:
    """Three slips."""
    three = ("--barrier", "1", "--barrier", "2", "--barrier", "3")
    drempels("build", "--jobs", "1", "--target", "screen", *three)
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


def test_without_a_manifest_it_says_what_helps(project: Copy, drempels: Drempels) -> None:
    ran = drempels("verify")
    assert ran.exit_code == 2
    assert "there is no manifest" in ran.stderr and "Hint: build first" in ran.stderr


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"files": 3}', '{"files": [{"path": "a.pdf"}]}',
             '{"files": [{"path": "a.pdf", "sha256": 1, "bytes": 2}]}', "\0", '{"files": ["a"]}'],
)  # fmt: skip
def test_what_is_no_manifest_is_refused(text: str, output: Path, drempels: Drempels) -> None:
    (output / "manifest.json").write_text(text, encoding="utf-8")
    ran = drempels("verify")
    assert ran.exit_code == 1
    assert "is not a manifest" in ran.stderr
