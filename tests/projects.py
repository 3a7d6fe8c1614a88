"""Projects to try things on: a copy of the campaign, with all its products or one of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.campaign import REPOSITORY

# A product of the tests' own that is laid out in milliseconds: one barrier on a slip of paper.
SLIP = {
    "product.yaml": """\
title: {nl: Strook}
subject: barrier
formats: [100x60]
default_format: 100x60
pages: 1
targets: [screen, office]
""",
    "page.html.j2": """\
{% extends 'base/page.html.j2' %}
{% block body %}
<div class="slip"><h1>{{ barrier.name }}</h1><p>{{ barrier.short }}</p></div>
{% endblock %}
""",
    "style.css": ".slip { padding: 8mm; font-size: 9pt; } h1 { font-weight: 700; }\n",
}


@dataclass(frozen=True)
class Copy:
    """A project that a test may break."""

    root: Path

    def write(self, name: str, text: str) -> Path:
        """Write a file, and make its folder."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def edit(self, name: str, old: str, new: str) -> int:
        """Replace the first place where `old` stands, and return its line, counted from 1."""
        path = self.root / name
        before, found, after = path.read_text(encoding="utf-8").partition(old)
        assert found, f"{name} has no {old!r}"
        path.write_text(f"{before}{new}{after}", encoding="utf-8")
        return before.count("\n") + 1

    def add_product(self, name: str, files: dict[str, str]) -> None:
        """Add a folder to templates/."""
        for file, text in files.items():
            self.write(f"templates/{name}/{file}", text)


def copy_project(root: Path, products: Iterable[str]) -> Copy:
    """Copy the campaign's content, the shared templates and the products that are named."""
    shutil.copytree(REPOSITORY / "content", root / "content")
    for folder in ("base", *products):
        shutil.copytree(REPOSITORY / "templates" / folder, root / "templates" / folder)
    return Copy(root)
