"""Files appear whole or not at all, and caches are where the platform keeps them."""

from __future__ import annotations

import os
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from generator.files import alone_in, cache_dir, is_folder, is_plain_file, write_atomically


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


class DiskThatFillsUp:
    """An opened file that takes half of what it is given."""

    def __init__(self, handle: int, mode: str) -> None:
        self.handle = handle

    def __enter__(self) -> DiskThatFillsUp:
        return self

    def __exit__(self, *error: object) -> None:
        os.close(self.handle)

    def write(self, content: bytes) -> None:
        os.write(self.handle, content[: len(content) // 2])
        raise OSError(28, "No space left on device")


def test_a_file_is_written_with_its_folders_and_everyone_can_read_it(tmp_path: Path) -> None:
    path = tmp_path / "noord" / "nl" / "poster.pdf"
    write_atomically(path, b"nieuw")
    assert path.read_bytes() == b"nieuw"
    assert path.stat().st_mode & 0o777 == 0o644
    assert names(path.parent) == ["poster.pdf"]


@pytest.mark.parametrize("broken", ["write", "fsync", "rename"])
def test_a_failure_halfway_leaves_the_old_file_and_nothing_else(
    broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "poster.pdf"
    write_atomically(path, b"oud")

    def fail(*args: object, **kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    if broken == "write":
        monkeypatch.setattr(os, "fdopen", DiskThatFillsUp)
    elif broken == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="No space left"):
        write_atomically(path, b"nieuw")
    monkeypatch.undo()
    assert path.read_bytes() == b"oud"
    assert names(tmp_path) == ["poster.pdf"]


def test_ctrl_c_halfway_leaves_no_temporary_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "poster.pdf", b"nieuw")
    assert names(tmp_path) == []


def test_a_folder_in_the_place_of_a_file_is_an_os_error(tmp_path: Path) -> None:
    (tmp_path / "poster.pdf").mkdir()
    with pytest.raises(OSError, match=r"poster\.pdf"):
        write_atomically(tmp_path / "poster.pdf", b"nieuw")
    (tmp_path / "noord").write_text("a file")
    with pytest.raises(OSError, match="noord"):
        write_atomically(tmp_path / "noord" / "poster.pdf", b"nieuw")
    assert names(tmp_path) == ["noord", "poster.pdf"]


def test_a_folder_that_vanishes_at_that_moment_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "noord" / "poster.pdf"
    vanished: list[int] = []

    def vanish(descriptor: int) -> None:
        if not vanished:
            shutil.rmtree(path.parent)
        vanished.append(descriptor)

    monkeypatch.setattr(os, "fsync", vanish)
    write_atomically(path, b"nieuw")
    assert path.read_bytes() == b"nieuw"
    assert (names(path.parent), len(vanished)) == (["poster.pdf"], 2)


def test_a_folder_that_never_stays_is_an_os_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "noord" / "poster.pdf"
    monkeypatch.setattr(os, "fsync", lambda descriptor: shutil.rmtree(path.parent))
    with pytest.raises(FileNotFoundError):
        write_atomically(path, b"nieuw")


def test_a_long_name_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / f"{'x' * 251}.pdf"  # 255 bytes, the most that file systems take
    write_atomically(path, b"nieuw")
    assert names(tmp_path) == [path.name]


def test_one_at_a_time_is_in_a_folder(tmp_path: Path) -> None:
    inside: list[int] = []
    most = []

    def enter(number: int) -> None:
        with alone_in(tmp_path):
            inside.append(number)
            most.append(len(inside))
            time.sleep(0.002)
            inside.remove(number)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(enter, range(40)))
    assert (len(most), max(most)) == (40, 1)


def test_who_has_no_home_has_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("DREMPELS_CACHE")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", unknown)
    with pytest.raises(OSError):
        cache_dir().mkdir(parents=True)


def test_what_one_may_not_look_at_is_neither_folder_nor_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_text("a")
    assert is_folder(tmp_path) and not is_plain_file(tmp_path)
    assert is_plain_file(tmp_path / "a") and not is_folder(tmp_path / "a")

    def refused(path: Path, **options: object) -> None:
        raise PermissionError(13, "Permission denied")

    for name in ("is_dir", "is_file"):
        monkeypatch.setattr(Path, name, refused)
    assert not is_folder(tmp_path)
    assert not is_plain_file(tmp_path / "a")


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {"DREMPELS_CACHE": "/own", "XDG_CACHE_HOME": "/xdg"}, "/own"),
        ("linux", {"XDG_CACHE_HOME": "/xdg"}, "/xdg/drempels"),
        ("linux", {"XDG_CACHE_HOME": ""}, "/home/els/.cache/drempels"),
        ("darwin", {"XDG_CACHE_HOME": "/xdg"}, "/home/els/Library/Caches/drempels"),
        ("darwin", {"DREMPELS_CACHE": "/own"}, "/own"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/drempels"),
    ],
)
def test_the_cache_is_where_the_platform_keeps_caches(
    platform: str,
    environment: dict[str, str],
    expected: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("DREMPELS_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"HOME": "/home/els", **environment}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.platform", platform)
    assert cache_dir() == Path(expected)
