"""A PDF that is stamped on a shell is the one that is drawn whole, for everyone who sees it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from itertools import product
from pathlib import Path

import page as page_validation
import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops

from generator.finish import finish
from generator.model.target import Target
from generator.preflight import inspect
from generator.render.layout import render
from generator.render.shell import SizedSlot, SlotPage, render_slots
from generator.stamping import Drawings, shell_of, stamp_all
from generator.work import MakeTask
from tests.campaign import PRODUCTS
from tests.reading import read
from tests.stamped import Workshop, open_workshop

EDITIONS = ("landelijk", "named", "wide", "tall", "many", "plum")
OF_EACH = (("landelijk", "named"), ("wide", "plum"), ("tall", "many"))
"""Each product and target is made for two editions, all for all of them in turn."""
MADE = tuple(
    (edition, name, target)
    for at, (name, target) in enumerate(product(PRODUCTS, Target))
    for edition in OF_EACH[at % len(OF_EACH)]
)
_BOXES = ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox")
_DOTS_PER_INCH = 50
_ANTIALIASING = 8
"""Of 255: what a ten-thousandth of a point more or less can change in a pixel."""


@pytest.fixture(scope="module")
def workshop(cache_folder: Path) -> Workshop:
    return open_workshop()


def whole(task: MakeTask) -> bytes:
    """Draw a task in one piece."""
    return finish(render(task.html.whole, tagged=task.tagged), task.finish)


def stamped(workshop: Workshop, task: MakeTask) -> bytes:
    pdf = workshop.stamped(task)
    assert pdf is not None
    return pdf


def largest_difference(one: bytes, other: bytes) -> int:
    with pypdfium2.PdfDocument(one) as left, pypdfium2.PdfDocument(other) as right:
        assert len(left) == len(right)
        pairs = [
            [page.render(scale=_DOTS_PER_INCH / 72).to_pil().convert("RGB") for page in both]
            for both in zip(left, right, strict=True)
        ]
    bands = [ImageChops.difference(*pair).getextrema() for pair in pairs]
    return max(int(high) for page in bands for _, high in page)  # type: ignore[misc]


def words(pdf: bytes) -> list[list[str]]:
    """The words on each page; in an untagged file, the order is that of drawing."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [sorted(page.get_textpage().get_text_range().split()) for page in document]


def facts(pdf: bytes) -> dict[str, object]:
    """What a file says of itself, and of its pages."""
    with pikepdf.open(BytesIO(pdf)) as document:
        info = document.trailer.Info
        return {
            "info": {key: str(info[key]) for key in sorted(info.keys())},
            "boxes": [
                {key: page.obj[key].unparse() for key in _BOXES if key in page.obj}
                for page in document.pages
            ],
            "links": sorted(
                (number, str(link.A.URI), *(round(float(edge), 1) for edge in link.Rect.as_list()))
                for number, page in enumerate(document.pages)
                for link in page.obj.get("/Annots", pikepdf.Array()).as_list()
            ),
        }


def outline(pdf: bytes) -> list[tuple[int, str]]:
    """The structure: how deep each element is, and what it is."""
    found = []

    def walk(element: pikepdf.Object, depth: int) -> None:
        kids = element.get("/K", pikepdf.Array())
        for kid in kids.as_list() if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                found.append((depth, f"{kid.S} {kid.get('/Alt', '')}"))
                walk(kid, depth + 1)

    with pikepdf.open(BytesIO(pdf)) as document:
        if "/StructTreeRoot" in document.Root:
            walk(document.Root.StructTreeRoot, 0)
    return found


@pytest.mark.parametrize(("edition", "name", "target"), MADE, ids=str)
def test_what_is_stamped_is_what_would_be_drawn_whole(
    workshop: Workshop, edition: str, name: str, target: Target, tmp_path: Path
) -> None:
    task = workshop.task(edition, name, target)
    one, other = stamped(workshop, task), whole(task)
    assert largest_difference(one, other) <= _ANTIALIASING
    assert words(one) == words(other)
    assert facts(one) == facts(other)
    assert outline(one) == outline(other)
    for file, pdf in (("one", one), ("other", other)):
        (tmp_path / file).write_bytes(pdf)
    spoken = [[page.spoken for page in read(tmp_path / file)] for file in ("one", "other")]
    assert spoken[0] == spoken[1]


@pytest.mark.parametrize("edition", EDITIONS)
def test_preflight_finds_nothing_in_what_is_stamped(workshop: Workshop, edition: str) -> None:
    for target in Target:
        task = workshop.task(edition, "poster", target)
        assert task.expected
        findings = inspect(stamped(workshop, task), task.expected).findings
        # Made-up contacts are called too little, and small sizes leave much room.
        assert [one for one in findings if one.severity == "error"] == []


@pytest.mark.parametrize("name", PRODUCTS)
def test_what_is_stamped_on_tagged_shells_is_valid_pdf_ua(workshop: Workshop, name: str) -> None:
    pdf = stamped(workshop, workshop.task("wide", name, Target.SCREEN))
    assert page_validation.validate_pdf_bytes(pdf, profile="ua1").is_compliant


@pytest.mark.parametrize(("name", "target"), tuple(product(PRODUCTS, Target)), ids=str)
def test_no_mark_of_a_slot_is_left_and_no_two_fonts_have_one_name(
    workshop: Workshop, name: str, target: Target
) -> None:
    pdf = stamped(workshop, workshop.task("wide", name, target))
    with pikepdf.open(BytesIO(pdf)) as document:
        written = b"".join(
            one.unparse() for one in document.objects if isinstance(one, pikepdf.Dictionary)
        )
        fonts = [
            str(one.FontName)
            for one in document.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
        ]
    assert b"/Drempels" not in written
    assert b"slot:" not in written
    assert b"drempels:author" not in pdf
    assert len(fonts) == len(set(fonts))


@pytest.mark.parametrize("target", Target)
def test_bytes_do_not_depend_on_who_else_is_made(workshop: Workshop, target: Target) -> None:
    tasks = [workshop.task(edition, "card", target) for edition in ("wide", "other", "landelijk")]
    shell = workshop.shell(tasks[0])
    assert {workshop.shell(task) for task in tasks} == {shell}
    together = stamp_all([(shell, tasks)], Drawings())[0]
    alone = [stamp_all([(shell, [task])], Drawings())[0][0] for task in reversed(tasks)]
    assert together == alone[::-1]


@pytest.mark.parametrize("target", Target)
def test_editions_that_share_a_shell_have_nothing_of_each_other(
    workshop: Workshop, target: Target
) -> None:
    tasks = [workshop.task(edition, "poster", target) for edition in ("wide", "other")]
    assert workshop.shell(tasks[0]) == workshop.shell(tasks[1])
    pdfs = stamp_all([(workshop.shell(tasks[0]), tasks)], Drawings())[0]
    for pdf, stranger in zip(pdfs, (b"Andersdam", b"Breedveld"), strict=True):
        assert pdf is not None
        with pikepdf.open(BytesIO(pdf)) as document:
            said = b"".join(one.unparse() for one in document.objects)
            streams = [one for one in document.objects if isinstance(one, pikepdf.Stream)]
            said += b"".join(one.read_bytes() for one in streams if one.get("/Subtype") != "/Image")
        assert stranger not in said
        assert not any(stranger.decode() in word for page in words(pdf) for word in page)


def test_editions_with_colours_of_their_own_have_shells_of_their_own(workshop: Workshop) -> None:
    usual, plum = (workshop.task(one, "poster", Target.OFFICE) for one in ("named", "plum"))
    assert workshop.shell(usual) != workshop.shell(plum)


def test_a_logo_with_gradient_and_pattern_is_stamped_as_it_is_drawn_whole(
    workshop: Workshop,
) -> None:
    # In tagged files alone they lie on the page itself; in a form, they are where it is.
    task = workshop.task("shaded", "poster", Target.SCREEN)
    assert largest_difference(stamped(workshop, task), whole(task)) <= _ANTIALIASING


def test_a_slot_that_is_hidden_lets_a_document_be_drawn_whole(workshop: Workshop) -> None:
    task = workshop.task("wide", "poster", Target.OFFICE)
    hiding = "<style>.reach { display: none }</style></head>"
    text = task.html.text.replace("</head>", hiding, 1)
    assert workshop.stamped(replace(task, html=replace(task.html, text=text))) is None


def test_a_name_longer_than_its_slot_is_drawn_whole(workshop: Workshop) -> None:
    assert workshop.stamped(workshop.task("long", "poster", Target.OFFICE)) is None


def test_a_letter_that_the_shell_lacks_is_drawn_whole(workshop: Workshop) -> None:
    assert workshop.stamped(workshop.task("accented", "poster", Target.OFFICE)) is None


def test_one_that_must_be_drawn_whole_keeps_no_other_from_being_stamped(
    workshop: Workshop,
) -> None:
    tasks = [workshop.task(one, "poster", Target.OFFICE) for one in ("named", "long", "accented")]
    made = stamp_all([(workshop.shell(tasks[0]), tasks)], Drawings())[0]
    assert [pdf is None for pdf in made] == [False, True, True]
    assert made[0] == workshop.stamped(tasks[0])


def test_a_logo_that_can_not_be_drawn_keeps_no_other_from_being_stamped(
    workshop: Workshop,
) -> None:
    good, bad = (workshop.task(one, "poster", Target.OFFICE) for one in ("wide", "other"))
    broken = re.sub(r'src="[^"]*" alt="Andersdam"', 'src="data:," alt="Andersdam"', bad.html.text)
    assert broken != bad.html.text
    bad = replace(bad, html=replace(bad.html, text=broken))
    made = stamp_all([(workshop.shell(good), [good, bad])], Drawings())[0]
    assert made == [workshop.stamped(good), None]


@pytest.mark.parametrize("name", PRODUCTS)
def test_the_usual_kinds_of_edition_have_room_in_the_sizes_that_are_found(
    name: str, workshop: Workshop
) -> None:
    # Drawn whole, they would look the same, and take ten times as long.
    for edition in ("named", "many"):
        assert workshop.stamped(workshop.fitted(edition, name)) is not None, edition


def test_equal_slots_in_equal_rooms_are_drawn_once(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The imprint stands on both pages; where a page begins, rooms differ by a rounding error.
    task = workshop.task("named", "handout", Target.OFFICE)
    assert sum("imprint" in slot.markup for slot in task.html.slots) == 2
    drawn: list[SizedSlot] = []

    def noted(styles: str, places: Sequence[SizedSlot], *, tagged: bool) -> SlotPage:
        drawn.extend(places)
        return render_slots(styles, places, tagged=tagged)

    monkeypatch.setattr("generator.stamping.render_slots", noted)
    assert replace(workshop, drawings=Drawings()).stamped(task)
    assert sum("imprint" in place.slot.markup for place in drawn) == 1


def test_a_document_without_slots_has_no_shell(workshop: Workshop) -> None:
    task = workshop.task("wide", "poster", Target.OFFICE)
    assert shell_of(replace(task, html=task.html.whole)) is None
