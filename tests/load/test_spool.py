"""Pictures that are kept out of memory."""

from __future__ import annotations

import gc
import subprocess
import sys
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from generator.errors import BuildError
from generator.load.spool import Spool
from generator.model.picture import Picture
from tests.campaign import REPOSITORY


def made_up(number: int, size: int = 200_000) -> bytes:
    return number.to_bytes(4) * (size // 4)


def test_each_picture_comes_back_as_it_was() -> None:
    spool = Spool()
    pictures = [spool.keep(made_up(number, 1000 + number * 4)) for number in range(50)]
    assert [one.read() for one in pictures] == [
        made_up(number, 1000 + number * 4) for number in range(50)
    ]
    assert [one.digest for one in pictures] == [Picture.of(one.read()).digest for one in pictures]


def test_equal_pictures_are_kept_once() -> None:
    spool = Spool()
    assert spool.keep(made_up(1)) is spool.keep(made_up(1))
    assert spool.keep(made_up(1)) == Picture.of(made_up(1)) != spool.keep(made_up(2))


def test_many_pictures_take_no_memory() -> None:
    tracemalloc.start()
    try:
        spool = Spool()
        pictures = [spool.keep(made_up(number)) for number in range(100)]
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert sum(len(one.read()) for one in pictures) == 20_000_000
    assert taken < 5_000_000


def test_threads_read_at_the_same_time() -> None:
    spool = Spool()
    pictures = [spool.keep(made_up(number)) for number in range(40)]
    with ThreadPoolExecutor(8) as threads:
        read = threads.map(lambda one: one.read(), pictures * 5)
    assert list(read) == [made_up(number) for number in range(40)] * 5


def test_the_file_is_there_as_long_as_a_picture_is() -> None:
    picture = Spool().keep(made_up(1, 2_000_000))
    gc.collect()
    assert picture.read() == made_up(1, 2_000_000)


def test_a_full_disk_is_nothing_to_the_pictures_before_and_later_ones_stay_in_memory() -> None:
    """On a disk with room for a certain number of bytes, which a limit stands in for."""
    program = """
import resource, signal, sys
from generator.errors import BuildError
from generator.load.spool import Spool
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
sizes = [300_000] * 6 + [99_000] + [5_000] * 3 + [300_000]
contents = [bytes([at]) * size for at, size in enumerate(sizes)]
spool = Spool()
pictures = [spool.keep(content) for content in contents]
assert [one.read() for one in pictures] == contents
"""
    for room in (0, 200_000, 500_000, 1_003_000, 1_300_000):
        order = [sys.executable, "-W", "error", "-c", program, str(room)]
        ran = subprocess.run(order, cwd=REPOSITORY, capture_output=True, text=True, check=False)
        assert (ran.returncode, ran.stderr) == (0, ""), room


def test_where_no_file_can_be_made_pictures_stay_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("DREMPELS_CACHE", str(tmp_path / "file"))
    picture = Spool().keep(made_up(1, 2_000_000))
    assert picture.read() == made_up(1, 2_000_000)


def test_nobody_sees_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DREMPELS_CACHE", str(tmp_path / "cache"))
    picture = Spool().keep(made_up(1, 2_000_000))
    assert picture.read() == made_up(1, 2_000_000)
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_picture_that_is_gone_is_told_and_not_cut_short(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = (tmp_path / "spool").open("w+b", buffering=0)
    monkeypatch.setattr("generator.load.spool._open_file", lambda: file)
    picture = Spool().keep(made_up(1, 2_000_000))
    file.truncate(1_500_000)
    with pytest.raises(BuildError, match="can't be read back"):
        picture.read()
