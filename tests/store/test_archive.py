"""Zips of a release: what is in them, and that they are the same wherever they are made."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest

from generator.errors import BuildError
from generator.store.archive import Archive, pack
from generator.store.reading import parse_manifest

TIME = (2026, 11, 23, 0, 0, 0)
PDFS = {"noord/nl/screen/a.pdf": b"%PDF a", "noord/nl/press/b.pdf": b"%PDF b" * 400_000}
TEXTS = {"LEESMIJ.txt": "Voor wie é\n"}


def manifest_of(pdfs: dict[str, bytes]) -> bytes:
    files = [
        {"path": path, "sha256": sha256(pdf).hexdigest(), "bytes": len(pdf), "edition": "noord"}
        for path, pdf in pdfs.items()
    ]
    return json.dumps({"campaign": "drempels", "version": "1.0", "files": files}).encode()


def packed(folder: Path, name: str = "noord.zip", *paths: str) -> Path:
    """Write the PDFs below a folder and pack some of them."""
    for path, pdf in PDFS.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(pdf)
    return repacked(folder, name, *paths)


def repacked(folder: Path, name: str = "noord.zip", *paths: str) -> Path:
    manifest = parse_manifest(manifest_of(PDFS), "manifest.json")
    files = tuple(manifest.files[path] for path in paths or PDFS)
    pack(folder, folder / "release", [Archive(name, files, TEXTS)], manifest, TIME)
    return folder / "release" / name


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def another_zone() -> Iterator[None]:
    """Another time zone and umask."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "Pacific/Auckland")
        time.tzset()
        before = os.umask(0o077)
        yield
        os.umask(before)
    time.tzset()


def test_a_zip_holds_pdfs_texts_and_its_part_of_the_manifest(tmp_path: Path) -> None:
    path = packed(tmp_path, "noord.zip", "noord/nl/screen/a.pdf")
    with ZipFile(path) as zipped:
        assert zipped.testzip() is None
        assert zipped.namelist() == [
            "LEESMIJ.txt", "SHA256SUMS", "manifest.json", "noord/nl/screen/a.pdf"
        ]  # fmt: skip
        assert zipped.read("noord/nl/screen/a.pdf") == PDFS["noord/nl/screen/a.pdf"]
        assert zipped.read("LEESMIJ.txt").decode() == TEXTS["LEESMIJ.txt"]
        manifest = json.loads(zipped.read("manifest.json"))
        assert [file["path"] for file in manifest["files"]] == ["noord/nl/screen/a.pdf"]
        assert (manifest["campaign"], manifest["version"]) == ("drempels", "1.0")


def test_sha256sum_accepts_what_was_unpacked_and_the_zips_themselves(tmp_path: Path) -> None:
    path = packed(tmp_path / "output")
    with ZipFile(path) as zipped:
        zipped.extractall(tmp_path / "unpacked")
    for folder in (tmp_path / "unpacked", path.parent):
        command = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
        subprocess.run(command, cwd=folder, check=True)
    (tmp_path / "unpacked/noord/nl/screen/a.pdf").write_bytes(b"%PDF c")
    assert subprocess.run(command, cwd=tmp_path / "unpacked", capture_output=True).returncode == 1


def test_nothing_in_a_zip_tells_where_and_when_it_was_made(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    first = packed(tmp_path / "one").read_bytes()
    request.getfixturevalue("another_zone")
    for path in sorted((tmp_path / "one").rglob("*.pdf")):
        os.utime(path, (10**9, 10**9))
    second = packed(tmp_path / "two" / "deeper")
    assert second.read_bytes() == first == repacked(tmp_path / "one").read_bytes()
    assert second.stat().st_mode & 0o777 == 0o644
    with ZipFile(second) as zipped:
        for member in zipped.infolist():
            assert member.date_time == TIME
            assert (member.create_system, member.external_attr >> 16) == (3, 0o100644)
            assert (member.compress_type, member.extra, member.comment) == (ZIP_STORED, b"", b"")


@pytest.mark.parametrize("harm", ["other bytes", "shorter", "longer", "gone"])
def test_a_pdf_that_is_not_what_the_manifest_says_is_never_packed(
    harm: str, tmp_path: Path
) -> None:
    before = packed(tmp_path).read_bytes()
    path = tmp_path / "noord/nl/press/b.pdf"
    pdf = path.read_bytes()
    changed = {"other bytes": pdf[:-1] + b"c", "shorter": pdf[:-1], "longer": pdf + b"c"}
    if harm == "gone":
        path.unlink()
    else:
        path.write_bytes(changed[harm])
    with pytest.raises(BuildError, match=r"b\.pdf"):
        repacked(tmp_path)
    assert (tmp_path / "release/noord.zip").read_bytes() == before
    assert names(tmp_path / "release") == ["SHA256SUMS", "noord.zip"]
    # No checksum is better than one of another file.
    assert (tmp_path / "release/SHA256SUMS").read_text(encoding="utf-8") == ""


def test_zips_of_earlier_releases_stay_with_their_checksums(tmp_path: Path) -> None:
    old = packed(tmp_path, "oud.zip", "noord/nl/screen/a.pdf")
    gone = packed(tmp_path, "weg.zip", "noord/nl/screen/a.pdf")
    content = old.read_bytes()
    gone.unlink()
    packed(tmp_path, "nieuw.zip")
    assert old.read_bytes() == content
    sums = (tmp_path / "release/SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert [line.split("  ")[1] for line in sums] == ["nieuw.zip", "oud.zip"]
    assert sums[1].startswith(sha256(content).hexdigest())


def test_a_full_disk_leaves_the_old_zip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = packed(tmp_path).read_bytes()

    def fail_when_large(handle: int) -> None:
        if os.fstat(handle).st_size > 1_000_000:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail_when_large)
    with pytest.raises(OSError, match="No space left"):
        repacked(tmp_path)
    assert (tmp_path / "release/noord.zip").read_bytes() == before
    assert names(tmp_path / "release") == ["SHA256SUMS", "noord.zip"]
