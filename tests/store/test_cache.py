"""The cache: what is kept comes back as it was, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.store import cache as cache_module
from generator.store.cache import Cache

KEY = "ab" * 32


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    """An empty cache."""
    return Cache(tmp_path / "cache")


def entry_of(cache: Cache) -> Path:
    (found,) = (path for path in cache.folder.rglob("*") if path.is_file())
    return found


def test_what_was_put_in_comes_back(cache: Cache) -> None:
    cache.put("pdfs", KEY, b"%PDF")
    assert cache.get("pdfs", KEY) == b"%PDF"
    assert Cache(cache.folder).get("pdfs", KEY) == b"%PDF"


def test_kinds_and_keys_are_told_apart(cache: Cache) -> None:
    cache.put("pdfs", KEY, b"%PDF")
    assert cache.get("fits", KEY) is None
    assert cache.get("pdfs", "cd" * 32) is None


@pytest.mark.parametrize("torn", [b"", b"short", b"\0" * 32 + b"%PDF", None])
def test_a_torn_entry_counts_as_none_and_is_mended_by_the_next(
    cache: Cache, torn: bytes | None
) -> None:
    cache.put("pdfs", KEY, b"%PDF")
    path = entry_of(cache)
    path.write_bytes(path.read_bytes()[:-1] if torn is None else torn)
    assert cache.get("pdfs", KEY) is None
    cache.put("pdfs", KEY, b"%PDF")
    assert cache.get("pdfs", KEY) == b"%PDF"


def test_an_entry_under_another_key_counts_as_none(cache: Cache) -> None:
    cache.put("pdfs", KEY, b"%PDF of somebody else")
    other = KEY[:-2] + "cd"
    entry_of(cache).rename(entry_of(cache).with_name(other))
    assert cache.get("pdfs", other) is None


def test_a_folder_where_an_entry_should_be_counts_as_none(cache: Cache) -> None:
    cache.put("pdfs", KEY, b"%PDF")
    path = entry_of(cache)
    path.unlink()
    path.mkdir()
    assert cache.get("pdfs", KEY) is None
    cache.put("pdfs", KEY, b"%PDF")


@pytest.mark.parametrize("key", ["", ".", "../../etc/passwd", "a\0b", "x" * 300, "\udcff"])
def test_a_key_that_is_none_is_an_entry_that_is_not_there(cache: Cache, key: str) -> None:
    assert cache.get("fits", key) is None


def test_a_cache_that_is_not_read_is_still_written(cache: Cache) -> None:
    anew = Cache(cache.folder, is_read=False)
    anew.put("pdfs", KEY, b"new")
    assert anew.get("pdfs", KEY) is None
    assert cache.get("pdfs", KEY) == b"new"


def test_where_nothing_can_be_written_one_attempt_is_made(
    cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempts = []

    def refuse(path: Path, content: bytes, *, lasting: bool) -> None:
        attempts.append(path)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cache_module, "write_atomically", refuse)
    cache.put("pdfs", KEY, b"%PDF")
    cache.put("pdfs", "cd" * 32, b"%PDF")
    assert len(attempts) == 1
    assert cache.get("pdfs", KEY) is None


def test_a_cache_that_grew_too_large_loses_what_was_asked_for_longest_ago(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for number in range(10):
        cache.put("pdfs", f"{number:064}", bytes(1000))
        os.utime(next((tmp_path / "pdfs").rglob(f"{number:064}")), (number, number))
    assert cache.get("pdfs", f"{0:064}")
    cache.trim(most_bytes=6000)
    kept = [number for number in range(10) if cache.get("pdfs", f"{number:064}")]
    assert kept == [0, 7, 8, 9]


def test_a_cache_within_its_size_or_that_nothing_came_to_stays_whole(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("pdfs", "a" * 64, bytes(1000))
    cache.trim(most_bytes=2000)
    assert cache.get("pdfs", "a" * 64)
    Cache(tmp_path).trim(most_bytes=10)
    assert cache.get("pdfs", "a" * 64)


def test_tidying_up_removes_nothing_but_what_was_kept_here(tmp_path: Path) -> None:
    strangers = [
        "thesis.odt",
        "docs/old.pdf",
        "fonts/heading.ttf",
        "docs/aa/notes",
        "a/aa/" + "b" * 64,
    ]
    for name in strangers:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bytes(5000))
        os.utime(path, (1, 1))
    cache = Cache(tmp_path)
    cache.put("pdfs", "a" * 64, bytes(2000))
    cache.trim(most_bytes=10)
    assert cache.get("pdfs", "a" * 64) is None
    assert all((tmp_path / name).is_file() for name in strangers)
