"""Documents that are not imposed: page boxes, and all else as it was."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest

from generator.finish import finish
from generator.model.document import OneUp
from generator.model.geometry import Size

if TYPE_CHECKING:
    from tests.finish.conftest import MakeOneUp

CARD = Size(85, 55)
TRIM = [0, 0, 240.945, 155.906]
BLEED = [-8.504, -8.504, 249.449, 164.409]


def box(page: pikepdf.Page, name: str) -> list[float]:
    return [float(edge) for edge in page.obj[f"/{name}"]]


def test_a_document_without_bleed_comes_back_as_it_is(make_one_up: MakeOneUp) -> None:
    one_up = make_one_up(2, CARD, 0)
    assert finish(one_up) is one_up.pdf


def test_readers_show_the_trim_and_the_bleed_stays_in_the_file(make_one_up: MakeOneUp) -> None:
    pdf = finish(make_one_up(2, CARD))
    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            for name, wanted in {
                "TrimBox": TRIM,
                "CropBox": TRIM,
                "BleedBox": BLEED,
                "MediaBox": BLEED,
            }.items():
                assert box(page, name) == pytest.approx(wanted, abs=0.01)
    with pypdfium2.PdfDocument(pdf) as drawn:
        assert drawn[0].get_size() == pytest.approx((240.945, 155.906), abs=0.01)


def test_the_trim_follows_from_the_bleed_when_the_page_has_no_trim_box(
    make_one_up: MakeOneUp,
) -> None:
    one_up = make_one_up(1, CARD)
    with pikepdf.open(BytesIO(one_up.pdf)) as document:
        del document.pages[0].obj["/TrimBox"]
        stripped = BytesIO()
        document.save(stripped)
    pdf = finish(OneUp(stripped.getvalue(), CARD, 3))
    with pikepdf.open(BytesIO(pdf)) as document:
        assert box(document.pages[0], "TrimBox") == pytest.approx(TRIM, abs=0.01)


def test_structure_links_and_title_stay(make_one_up: MakeOneUp) -> None:
    with pikepdf.open(BytesIO(finish(make_one_up(2, CARD)))) as document:
        assert document.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in document.Root
        assert len(document.pages[0].obj.Annots) == 1
        assert document.docinfo["/Title"] == "Tien kaarten"


def test_a_finished_document_is_not_changed_again(make_one_up: MakeOneUp) -> None:
    once = finish(make_one_up(2, CARD))
    assert finish(OneUp(once, CARD, 3)) is once
