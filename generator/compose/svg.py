"""Pieces of SVG: shapes and colours → a picture as data: address."""

from __future__ import annotations

import base64
from collections.abc import Iterable


def polygon(points: Iterable[tuple[float, float]], fill: str) -> str:
    """A filled polygon."""
    corners = " ".join(f"{x:.5g},{y:.5g}" for x, y in points)
    return f'<polygon points="{corners}" fill="{fill}"/>'


def data_uri(view_box: str, body: str) -> str:
    """Wrap shapes in an SVG document and return it as a data: address."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view_box}">{body}</svg>'
    return encoded("image/svg+xml", svg.encode())


def encoded(media_type: str, content: bytes) -> str:
    """Return `content` as a data: address."""
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"
