"""Other languages: English, one that is read from right to left, and one of long words."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
import yaml
from PIL import Image, ImageChops, ImageOps

from tests.building import build, build_here
from tests.campaign import PRODUCTS, REPOSITORY
from tests.projects import Copy, copy_project
from tests.reading import squeezed


def in_language(root: Path, tag: str, *products: str) -> Copy:
    """Copy the campaign with the English text as that of another language."""
    project = copy_project(root, products=products or PRODUCTS)
    (project.root / "content/en.yaml").rename(project.root / f"content/{tag}.yaml")
    return project


def pages(path: Path, scale: float = 0.5) -> list[tuple[str, Image.Image]]:
    with pypdfium2.PdfDocument(path) as document:
        return [
            (page.get_textpage().get_text_range(), page.render(scale=scale).to_pil())
            for page in document
        ]


def test_english_says_everything_that_dutch_does(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", products=PRODUCTS)
    order = (*PRODUCTS, "--language", "en", "--target", "screen")
    built = build(project, tmp_path / "out", order)
    assert (built.exit_code, built.stderr) == (0, "")
    text = yaml.safe_load((REPOSITORY / "content/en.yaml").read_text(encoding="utf-8"))
    folder = tmp_path / "out/landelijk/en/screen"
    for barrier, path in zip(text["barriers"], sorted(folder.glob("poster-*.pdf")), strict=True):
        said = squeezed(pages(path)[0][0])
        assert squeezed(f"‘{barrier['name']}’") in said
        assert squeezed(barrier["short"]) in said
        assert "vandrempels" not in said


def test_a_key_that_a_language_lacks_is_named(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", products=("card",))
    project.edit("content/en.yaml", '  learn_more: "Learn more:"\n', "")
    project.edit("content/en.yaml", "lead: >-", "lede: >-")
    built = build_here(project, tmp_path / "out", "card")
    assert built.exit_code == 3
    assert "label 'learn_more' is missing; it is at content/nl.yaml:" in built.stderr
    assert "unknown key 'lede'. Hint: did you mean 'lead'?" in built.stderr


@pytest.mark.parametrize("product", ["card", "poster"])
def test_a_page_that_is_read_from_right_to_left_is_the_mirror_image(
    product: str, tmp_path: Path
) -> None:
    project = in_language(tmp_path / "project", "ar", product)
    order: tuple[str, ...] = (product, "--target", "screen", "--no-check")
    order += ("--barrier", "7") if product == "poster" else ()
    found = {}
    for tag in ("en", "ar"):
        if tag == "en":
            (project.root / "content/en.yaml").write_bytes(
                (project.root / "content/ar.yaml").read_bytes()
            )
        built = build(project, tmp_path / tag, (*order, "--language", tag))
        assert built.exit_code == 0, built.stderr
        (path,) = (tmp_path / tag / "landelijk" / tag / "screen").glob("*.pdf")
        found[tag] = pages(path)
    # Where the door is: its leaf is a colour that nothing else has.
    for (_, here), (_, there) in zip(found["en"], found["ar"], strict=True):
        boxes = [_leaf(one) for one in (ImageOps.mirror(here), there)]
        assert (boxes[0] is None) == (boxes[1] is None)
        if boxes[0] and boxes[1]:
            assert boxes[0] == pytest.approx(boxes[1], abs=2)
    assert any(_leaf(one) for _, one in found["ar"])


def _leaf(picture: Image.Image) -> tuple[int, int, int, int] | None:
    """The box of the door's leaf, #17606b, in pixels."""
    leaf = Image.new("RGB", picture.size, "#17606b")
    off = ImageChops.difference(picture.convert("RGB"), leaf).convert("L")
    return off.point(lambda value: 255 if value < 3 else 0).getbbox()


def test_a_right_to_left_language_passes_preflight_in_every_product(tmp_path: Path) -> None:
    project = in_language(tmp_path / "project", "he")
    order = (*PRODUCTS, "--language", "he", "--target", "screen")
    built = build(project, tmp_path / "out", order)
    assert (built.exit_code, built.stderr) == (0, "")


def test_long_words_are_divided_and_stay_on_the_page(tmp_path: Path) -> None:
    project = in_language(tmp_path / "project", "de", "handout", "card", "mini-zine", "overview")
    word, other = "Donaudampfschifffahrtsgesellschaft", "Rindfleischetikettierungsaufgaben"
    project.edit("content/de.yaml", "Young people are exploited in various", f"{word} in various")
    project.edit("content/de.yaml", "Note what you see and hear, with", f"{other}, with")
    project.edit("content/de.yaml", "You may doubt. Even", f"Mit {word}")
    order = ("handout", "card", "mini-zine", "overview", "--language", "de", "--target", "screen")
    built = build(project, tmp_path / "out", order)
    errors = [line for line in built.stderr.splitlines() if "[warning: " not in line]
    assert (built.exit_code, errors) == (0, [])
    said = "".join(text for text, _ in pages(tmp_path / "out/landelijk/de/screen/handout-a4.pdf"))
    # In the narrow column of a step it goes over the line.
    assert word in said
    assert other not in said
    assert other in re.sub(r"(?:-|\ufffe|\x02)?\s*", "", said)
