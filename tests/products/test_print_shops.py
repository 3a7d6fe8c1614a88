"""Print shops that ask for something else: fronts and backs apart, no marks, more bleed."""

from __future__ import annotations

import pikepdf
import pypdfium2
import pytest

from tests.building import build_here
from tests.campaign import BARRIERS, CARDS_MM, Built, Wording
from tests.press import paints
from tests.projects import Copy, copy_project
from tests.reading import MM_PER_POINT, part_of, read, squeezed

SHOPS = """\
shops:
  apart:
    page_order: separate
  bare:
    marks: no
    slug_mm: 0
    bleed_mm: 5
"""
BARE_BLEED_MM = 5


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """The campaign's cards, posters and handouts, with print shops of its own."""
    root = tmp_path_factory.mktemp("shops") / "project"
    project = copy_project(root, products=("card", "handout", "poster"))
    project.write("content/print.yaml", SHOPS)
    return project


@pytest.fixture(scope="module")
def apart(project: Copy, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Cards and a handout for a shop that wants fronts and backs in files of their own."""
    output = tmp_path_factory.mktemp("apart")
    order = ("card", "handout", "--target", "press", "--shop", "apart")
    return build_here(project, output, *order)


@pytest.fixture(scope="module")
def bare(project: Copy, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Cards and posters for a shop that wants no marks and more bleed."""
    output = tmp_path_factory.mktemp("bare")
    order = ("card", "poster", "--target", "press", "--shop", "bare")
    return build_here(project, output, *order)


def test_fronts_and_backs_come_in_two_files_with_a_ticket_each(apart: Built) -> None:
    assert (apart.exit_code, apart.stderr) == (0, "")
    made = {path.name for path in apart.output.rglob("*.pdf")}
    cards = {
        f"card-85x55-{side}{what}.pdf" for side in ("front", "back") for what in ("", "-ticket")
    }
    assert {name for name in made if name.startswith("card")} == cards


def test_all_fronts_are_in_one_file_and_all_backs_in_the_other_in_order(
    apart: Built, wording: Wording
) -> None:
    fronts = read(apart.path("press/card-85x55-front"))
    backs = read(apart.path("press/card-85x55-back"))
    assert len(fronts) == len(backs) == 10
    for number, front, back in zip(BARRIERS, fronts, backs, strict=True):
        barrier = wording.barrier(number)
        assert front.find(wording.quoted_name(number)) and not front.find(barrier["short"])
        assert back.find(barrier["short"]) and not back.find(wording.quoted_name(number))
        pages = f"{wording.text['labels']['page']} {number} {wording.text['labels']['of']} 10"
        assert squeezed(pages) in front.letters
        assert squeezed("card-85x55-back.pdf · 85x55") in back.letters


def test_the_tickets_say_which_side_each_file_is(apart: Built, wording: Wording) -> None:
    for side in ("front", "back"):
        (ticket,) = read(apart.path(f"press/card-85x55-{side}-ticket"))
        other = "back" if side == "front" else "front"
        assert ticket.find(wording.text["labels"][f"ticket_{side}"])
        assert not ticket.find(wording.text["labels"][f"ticket_{other}"])
        assert ticket.find(f"card-85x55-{side}.pdf")


@pytest.mark.parametrize(
    ("name", "size_mm"), [("card-85x55", CARDS_MM["85x55"]), ("poster-04-a3", (297, 420))]
)
def test_without_marks_the_page_ends_with_the_bleed(
    bare: Built, name: str, size_mm: tuple[float, float]
) -> None:
    assert (bare.exit_code, bare.stderr) == (0, "")
    width, height = size_mm
    around = 2 * BARE_BLEED_MM
    with pikepdf.open(bare.path(f"press/{name}")) as pdf:
        for page in pdf.pages:
            media, bleed, trim = (
                [float(side) * MM_PER_POINT for side in page.obj[key]]
                for key in ("/MediaBox", "/BleedBox", "/TrimBox")
            )
            assert media == pytest.approx((0, 0, width + around, height + around), abs=0.01)
            assert bleed == pytest.approx(media, abs=0.001)
            assert trim == pytest.approx((5, 5, width + 5, height + 5), abs=0.01)
    for page_paints in paints(bare.path(f"press/{name}")):
        assert all(sum(one.ink) < 3 for one in page_paints)
    assert not any("FOGRA" in page.letters for page in read(bare.path(f"press/{name}")))


def test_art_goes_on_as_far_as_a_shop_wants_bleed(bare: Built) -> None:
    width, height = (side + 2 * BARE_BLEED_MM for side in CARDS_MM["85x55"])
    with pypdfium2.PdfDocument(bare.path("press/card-85x55")) as pdf:
        for box in (
            (0.1, 0.1, width - 0.1, 0.6),
            (0.1, height - 0.6, width - 0.1, height - 0.1),
            (0.1, 0.1, 0.6, height - 0.1),
            (width - 0.6, 0.1, width - 0.1, height - 0.1),
        ):
            highest = part_of(pdf, 0, box, 150).convert("L").point(lambda value: value // 250)
            assert highest.getbbox() is None
