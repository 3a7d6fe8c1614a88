"""Campaigns of 3 to 12 barriers: doors, grids and sheets follow, and every page is full."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import yaml

from tests.building import build
from tests.projects import Copy, copy_project
from tests.reading import squeezed

PRODUCTS = ("overview", "handout", "mini-zine", "large-print", "card")
NUMBERS = {3: "drie", 7: "zeven", 12: "twaalf"}
MORE = (
    ("verkeerd", "Wat als ik me helemaal vergis?", "Vergissen mag."),
    ("ander", "Daar is een ander toch voor?", "Misschien wel, misschien niet."),
)


def of_count(root: Path, count: int) -> Copy:
    """Copy the campaign with other barriers, and texts that name their number."""
    project = copy_project(root, products=PRODUCTS)
    (project.root / "content/en.yaml").unlink()
    path = project.root / "content/nl.yaml"
    text: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    barriers = text["barriers"]
    for name, thought, start in MORE:
        like = barriers[len(barriers) - 8]
        short = f"{start} {like['short'].partition('. ')[2]}"
        full = f"{start} {like['full'].partition('. ')[2]}"
        barriers.append({"id": name, "name": thought, "short": short, "full": full})
    text["barriers"] = barriers[:count]
    written = yaml.safe_dump(text, allow_unicode=True, sort_keys=False, width=1000)
    for old, new in (
        ("10 drempels", f"{count} drempels"),
        ("tien", NUMBERS[count]),
        ("Tien", NUMBERS[count].capitalize()),
    ):
        written = written.replace(old, new)
    path.write_text(written, encoding="utf-8")
    return project


@pytest.mark.parametrize("count", sorted(NUMBERS))
def test_every_product_follows_the_number_of_barriers(count: int, tmp_path: Path) -> None:
    project = of_count(tmp_path / "project", count)
    built = build(project, tmp_path / "out", (*PRODUCTS, "--target", "screen"))
    assert built.exit_code == 0, built.stderr
    text = yaml.safe_load((project.root / "content/nl.yaml").read_text(encoding="utf-8"))
    for product, at in zip(PRODUCTS, ("a3", "a4", "a7", "a4", "85x55"), strict=True):
        with pypdfium2.PdfDocument(built.path(f"screen/{product}-{at}")) as document:
            pages = [squeezed(page.get_textpage().get_text_range()) for page in document]
        said = "".join(pages)
        assert [one["name"] for one in text["barriers"] if squeezed(one["name"]) not in said] == []
        # No panel is left blank, and a set of cards fills its sheets of ten.
        assert all(pages)
        if product == "card":
            assert len(pages) == 2 * 10 * -(-count // 10)
        if product == "mini-zine":
            assert len(pages) == 9
