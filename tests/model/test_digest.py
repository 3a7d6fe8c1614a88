"""Digests: equal values have equal ones in every process, and other values others."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import combinations

import pytest

from generator.model.digest import digest_of
from generator.model.fit import PageRange
from generator.model.geometry import Size
from generator.model.target import Target
from tests.campaign import REPOSITORY


@dataclass(frozen=True)
class Width:
    """Something with one member, as `Height` has."""

    mm: float


@dataclass(frozen=True)
class Height:
    """Something with one member, as `Width` has."""

    mm: float


LARGE = bytes(20_001)
DIGEST = sha256(LARGE).digest()
VALUES: tuple[object, ...] = (
    None, True, False, 0, 1, 1.0, 0.1, "", "1", "a", b"a", (), ("a",), ("a", "b"), ("b", "a"),
    ("ab",), (("a",), "b"), {}, {"a": "b"}, {"b": "a"}, {"a": "b", "c": "d"}, frozenset(),
    frozenset({"a"}), frozenset({"a", "b"}), Width(1), Height(1), Width(2), Size(1, 2), Size(2, 1),
    PageRange(min=1, max=2), PageRange(min=1, max=3), Target.SCREEN, Target.PRESS, date(2026, 1, 1),
    LARGE, LARGE[:-1], DIGEST, b"digest" + DIGEST, b"whole",
)  # fmt: skip


def test_values_that_differ_have_digests_that_differ() -> None:
    for one, other in combinations(VALUES, 2):
        assert digest_of(one) != digest_of(other), f"{one!r} and {other!r}"
    assert digest_of("a", "b") != digest_of("ab")


def test_the_order_in_which_members_were_added_does_not_count() -> None:
    assert digest_of({"a": 1, "b": 2}) == digest_of({"b": 2, "a": 1})
    assert digest_of(frozenset("abc")) == digest_of(frozenset("cba"))


@pytest.mark.parametrize("seed", ["0", "1", "2"])
def test_a_digest_is_the_same_in_every_process(seed: str) -> None:
    ours = digest_of(frozenset({"a", "b", "c"}), {"x": 1.5})
    code = (
        "from generator.model.digest import digest_of\n"
        "print(digest_of(frozenset({'a', 'b', 'c'}), {'x': 1.5}))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-c", code]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == ours


def test_a_value_of_unknown_kind_is_refused() -> None:
    with pytest.raises(TypeError, match="a object has no digest"):
        digest_of(object())
