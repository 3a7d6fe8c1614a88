"""The manifest: everything that lies in the output folder, and its checksums."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from generator.errors import BuildError
from generator.model.finding import Finding
from generator.model.geometry import Size, parse_format
from generator.model.job import Job, Series
from generator.model.layout import FlipEdge
from generator.model.mark import Mark
from generator.model.target import Target
from generator.store.manifest import Entry, store_pdf, write_manifest
from generator.store.reading import read_manifest

Make = Callable[..., Entry]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Store a PDF and return its entry."""

    def make(barrier: int | None, content: bytes = b"pdf", **changes: Any) -> Entry:
        a3 = parse_format("a3")
        series = Series("noord", "nl", "poster", Target.SCREEN, "a3")
        job = Job("noord", "nl", "poster", barrier, a3, Target.SCREEN, series)
        checksum = store_pdf(tmp_path, job.path, content)
        entry: dict[str, Any] = {
            "job": job,
            "pdf_sha256": checksum,
            "size": len(content),
            "pages": 1,
            "trim": Size(297, 420),
            "scale": 0.8,
            "key": "sleutel",
            "findings": (),
            "version": "1.0",
        }
        return Entry(**{**entry, **changes})

    return make


def write(output: Path, *entries: Entry, version: str = "1.0") -> dict[str, Any]:
    write_manifest(output, "drempels", version, {"weasyprint": "70.0", "pango": "1.56"}, entries)
    manifest: dict[str, Any] = json.loads((output / "manifest.json").read_text(encoding="utf-8"))
    return manifest


def paths(manifest: dict[str, Any]) -> list[str]:
    return [file["path"] for file in manifest["files"]]


def test_an_entry_says_what_the_pdf_is_and_what_was_found(tmp_path: Path, make: Make) -> None:
    finding = Finding("safe-area", "warning", "te dicht bij de rand", 1, Mark("content/nl.yaml", 8))
    (file,) = write(tmp_path, make(3, b"inhoud", findings=(finding,), flip=FlipEdge.SHORT))["files"]
    assert file == {
        "path": "noord/nl/screen/poster-03-a3.pdf",
        "sha256": sha256(b"inhoud").hexdigest(),
        "bytes": 6,
        "pages": 1,
        "trim_mm": [297, 420],
        "edition": "noord",
        "language": "nl",
        "version": "1.0",
        "target": "screen",
        "product": "poster",
        "format": "a3",
        "barrier": 3,
        "shop": None,
        "sheet": None,
        "tile": None,
        "side": None,
        "printer": None,
        "flip_edge": "short",
        "ticket": False,
        "fit": 0.8,
        "key": "sleutel",
        "findings": [
            {
                "rule": "safe-area",
                "severity": "warning",
                "page": 1,
                "message": "te dicht bij de rand",
                "source": "content/nl.yaml:8",
            }
        ],
    }


def test_an_entry_says_for_whom_and_on_what_it_is_printed(tmp_path: Path, make: Make) -> None:
    job = replace(make(None).job, target=Target.PRESS, shop="dorp", half="front", is_ticket=True)
    tiled = replace(make(None).job, target=Target.OFFICE, tile=parse_format("a4"))
    on_stock = replace(make(None).job, target=Target.OFFICE, stock="eigen")
    keys = ("shop", "side", "ticket", "tile", "sheet")
    told = [
        tuple(replace(make(None), job=one).as_json[key] for key in keys)
        for one in (job, tiled, on_stock)
    ]
    assert told == [
        ("dorp", "front", True, None, None),
        (None, None, False, "a4", None),
        (None, None, False, None, "eigen"),
    ]


def test_a_stored_pdf_lies_at_its_path_under_its_checksum(tmp_path: Path, make: Make) -> None:
    entry = make(7, b"%PDF-1.7 inhoud")
    content = (tmp_path / entry.job.path).read_bytes()
    assert content == b"%PDF-1.7 inhoud"
    assert entry.pdf_sha256 == sha256(content).hexdigest()


def test_the_manifest_says_of_what_and_with_what_it_was_made(tmp_path: Path, make: Make) -> None:
    manifest = write(tmp_path, make(1))
    assert (manifest["campaign"], manifest["version"]) == ("drempels", "1.0")
    assert manifest["tools"] == {"weasyprint": "70.0", "pango": "1.56"}


def test_entries_of_earlier_builds_stay_and_new_ones_replace_theirs(
    tmp_path: Path, make: Make
) -> None:
    write(tmp_path, make(1, b"oud"), make(2, b"oud"))
    manifest = write(tmp_path, make(2, b"nieuw"), make(10, b"nieuw"), version="1.1")
    assert paths(manifest) == [f"noord/nl/screen/poster-{one}-a3.pdf" for one in ("01", "02", "10")]
    assert [file["bytes"] for file in manifest["files"]] == [3, 5, 5]
    assert manifest["version"] == "1.1"


def test_an_entry_whose_file_has_gone_is_dropped(tmp_path: Path, make: Make) -> None:
    gone = make(1)
    write(tmp_path, gone, make(2))
    (tmp_path / gone.job.path).unlink()
    manifest = write(tmp_path)
    assert paths(manifest) == ["noord/nl/screen/poster-02-a3.pdf"]
    assert "poster-01" not in (tmp_path / "SHA256SUMS").read_text()


def test_an_entry_whose_job_failed_this_time_is_dropped_though_its_old_file_is_there(
    tmp_path: Path, make: Make
) -> None:
    stale = make(1)
    write(tmp_path, stale, make(2))
    path = str(stale.job.path)
    write_manifest(tmp_path, "drempels", "1.0", {}, [make(3)], failed={path})
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert paths(manifest) == [f"noord/nl/screen/poster-{one}-a3.pdf" for one in ("02", "03")]
    assert path not in (tmp_path / "SHA256SUMS").read_text()
    assert (tmp_path / path).is_file()


@pytest.mark.parametrize(
    "old",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'"files"',
        b'{"files": 7}',
        b'{"files": null}',
        b'{"files": [7]}',
        b'{"files": [["path", "sha256"]]}',
        b'{"files": [{"path": 7, "sha256": "x"}]}',
        b'{"files": [{"path": ["a"], "sha256": "x"}]}',
        b'{"files": [{"path": "a"}]}',
        b'{"campaign": "drempels"}',
        b"[" * 200_000,
        b'{"files": [{"path": "../poster.pdf", "sha256": "x"}]}',
        b'{"files": [{"path": "/etc/hostname", "sha256": "x"}]}',
        b'{"files": [{"path": "' + b"a" * 300 + b'", "sha256": "x"}]}',
    ],
)
def test_a_manifest_that_cannot_be_read_is_written_anew(
    old: bytes, tmp_path: Path, make: Make
) -> None:
    (tmp_path / "manifest.json").write_bytes(old)
    assert paths(write(tmp_path, make(4))) == ["noord/nl/screen/poster-04-a3.pdf"]


@pytest.mark.parametrize(
    "spoilt", [{"bytes": None}, {"bytes": "3"}, {"sha256": 7}, {"path": "noord/\u200bposter.pdf"}]
)
def test_an_entry_that_nobody_can_read_is_dropped_though_its_file_is_there(
    spoilt: dict[str, Any], tmp_path: Path, make: Make
) -> None:
    manifest = write(tmp_path, make(4), make(6))
    manifest["files"][1].update(spoilt)
    if "path" in spoilt:
        (tmp_path / spoilt["path"]).write_bytes(b"pdf")
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(BuildError):
        read_manifest(tmp_path / "manifest.json")
    write(tmp_path, make(5))
    readable = read_manifest(tmp_path / "manifest.json")
    assert list(readable.files) == [f"noord/nl/screen/poster-0{at}-a3.pdf" for at in (4, 5)]


def test_what_is_no_text_in_an_earlier_entry_is_written_as_a_question_mark(
    tmp_path: Path, make: Make
) -> None:
    write(tmp_path, make(4))
    path = tmp_path / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["files"][0]["findings"] = ["\ud800"]
    path.write_text(json.dumps(manifest), encoding="utf-8")
    written = write(tmp_path, make(5))
    assert [one["findings"] for one in written["files"]] == [["?"], []]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes in folders")
def test_a_pipe_in_place_of_a_manifest_is_not_waited_for(tmp_path: Path, make: Make) -> None:
    os.mkfifo(tmp_path / "manifest.json")
    assert paths(write(tmp_path, make(4))) == ["noord/nl/screen/poster-04-a3.pdf"]


def test_the_same_entries_in_any_order_give_the_same_bytes(tmp_path: Path, make: Make) -> None:
    entries = [make(one) for one in (3, 1, 10, 2)]
    write(tmp_path, *entries)
    first = (tmp_path / "manifest.json").read_bytes()
    (tmp_path / "manifest.json").unlink()
    manifest = write(tmp_path, *reversed(entries))
    assert (tmp_path / "manifest.json").read_bytes() == first
    assert paths(manifest) == sorted(paths(manifest))
    assert list(manifest) == sorted(manifest)
    assert all(list(file) == sorted(file) for file in manifest["files"])
    assert first.endswith(b"}\n")


def test_checksums_are_what_sha256sum_checks(tmp_path: Path, make: Make) -> None:
    write(tmp_path, make(1, b"een"), make(2, b"twee"))
    sums = (tmp_path / "SHA256SUMS").read_text()
    assert sums == (
        f"{sha256(b'een').hexdigest()}  noord/nl/screen/poster-01-a3.pdf\n"
        f"{sha256(b'twee').hexdigest()}  noord/nl/screen/poster-02-a3.pdf\n"
    )
    command = ["sha256sum", "--check", "--quiet", "SHA256SUMS"]
    assert subprocess.run(command, cwd=tmp_path, check=False).returncode == 0


def test_accents_are_written_as_they_are(tmp_path: Path, make: Make) -> None:
    finding = Finding("smallest-type", "warning", "één coördinator")
    write(tmp_path, make(1, findings=(finding,)))
    assert "één coördinator" in (tmp_path / "manifest.json").read_text(encoding="utf-8")


def test_builds_that_end_at_the_same_moment_lose_nothing(tmp_path: Path, make: Make) -> None:
    entries = [make(one) for one in range(1, 41)]
    with ThreadPoolExecutor(8) as pool:
        for _ in pool.map(lambda entry: write_manifest(tmp_path, "d", "1", {}, [entry]), entries):
            pass
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert paths(manifest) == sorted(str(entry.job.path) for entry in entries)


def test_a_file_that_another_build_replaced_has_the_entry_of_that_one(
    tmp_path: Path, make: Make
) -> None:
    ours = [make(one, b"onze") for one in (1, 2, 3)]
    theirs = [make(one, b"hunne") for one in (1, 2)]
    write_manifest(tmp_path, "d", "1", {}, theirs[:1])  # the other one is still to write its second
    write_manifest(tmp_path, "d", "1", {}, ours, has_company=True)
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert [(file["path"][-9:-7], file["bytes"]) for file in manifest["files"]] == [
        ("01", 5),
        ("03", 4),
    ]
    write_manifest(tmp_path, "d", "1", {}, theirs, has_company=True)
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert [file["bytes"] for file in manifest["files"]] == [5, 5, 4]


def test_a_manifest_that_cannot_be_written_is_an_os_error(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("a file")
    with pytest.raises(OSError, match="output"):
        write_manifest(tmp_path / "output", "drempels", "1.0", {}, [])
