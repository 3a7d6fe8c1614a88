"""The picture: bytes that are somewhere, and what tells them from others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Self


@dataclass(frozen=True)
class Picture:
    """The bytes of a picture, which are read when they are needed; equal bytes are equal."""

    digest: str
    """SHA-256."""
    read: Callable[[], bytes] = field(compare=False, repr=False)

    @classmethod
    def of(cls, content: bytes) -> Self:
        """Return a picture that stays in memory."""
        return cls(sha256(content).hexdigest(), lambda: content)
