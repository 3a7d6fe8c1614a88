"""The job ticket beside each press PDF: one A4 in black that says what the print shop must know."""

from __future__ import annotations

from hashlib import sha256

import pikepdf
import pytest

from tests.campaign import PRESSED, Built, Printed, Wording
from tests.press import BLACK, NO_INK, paints
from tests.products.conftest import PressPdf
from tests.reading import MM_PER_POINT, ReadPage, read, squeezed

A4 = (0, 0, 210, 297)
TWO_SIDED = ("card", "handout", "large-print", "mini-zine")
PAPERS = {"coated": "gestreken", "uncoated": "ongestreken"}
FLAVOURS = {"x-4": "PDF/X-4", "x-1a": "PDF/X-1a:2003"}


def test_a_ticket_is_one_page_of_a4_in_black(press_pdf: PressPdf) -> None:
    with pikepdf.open(press_pdf.ticket) as pdf:
        (page,) = pdf.pages
        for key in ("/MediaBox", "/TrimBox"):
            box = [float(side) * MM_PER_POINT for side in page.obj[key]]
            assert box == pytest.approx(A4, abs=0.01)
    (shown,) = paints(press_pdf.ticket)
    assert {one.ink for one in shown if one.what == "text"} == {BLACK}
    assert {one.ink for one in shown} <= {BLACK, NO_INK}


def test_a_ticket_says_of_which_file_it_is_and_has_its_checksum(press_pdf: PressPdf) -> None:
    ticket = page_of(press_pdf)
    assert ticket.find(press_pdf.path.name)
    assert sha256(press_pdf.path.read_bytes()).hexdigest() in ticket.letters


def test_a_ticket_says_size_pages_sides_and_bleed(press_pdf: PressPdf, wording: Wording) -> None:
    printed, labels, ticket = press_pdf.printed, wording.text["labels"], page_of(press_pdf)
    shop = wording.printing["shops"][press_pdf.shop]
    with pikepdf.open(press_pdf.path) as pdf:
        pages = len(pdf.pages)
    width, height = (f"{side:g}".replace(".", ",") for side in printed.size_mm)
    sides = "4/4" if printed.product in TWO_SIDED else "4/0"
    assert ticket.find(f"{width} × {height} mm")
    # In the row of key figures each value stands below its name. What readers cut and fold leaves
    # the shop as a whole sheet.
    if printed.product == "mini-zine":
        assert below(ticket, labels["ticket_sheet"], "297 × 210mm")
    else:
        assert below(ticket, labels["ticket_size"], f"{width} × {height}mm")
    for name, value in (("ticket_pages", f"{pages}"), ("ticket_printing", sides)):
        assert below(ticket, labels[name], value)
    assert not ticket.find("4/0" if sides == "4/4" else "4/4")
    assert below(ticket, labels["ticket_bleed"], f"{shop['bleed_mm']:g}mm")


def test_a_ticket_says_paper_press_flavour_and_ink(press_pdf: PressPdf, wording: Wording) -> None:
    shop, labels = wording.printing["shops"][press_pdf.shop], wording.text["labels"]
    ticket = page_of(press_pdf)
    product = wording.product(press_pdf.printed.product)
    assert ticket.find(f"{product['paper']['nl']}, {PAPERS[shop['paper']]}")
    if "finishing" in product:
        assert ticket.find(product["finishing"]["nl"])
    assert ticket.find(shop["condition"])
    assert ticket.find(FLAVOURS[shop["pdfx"]])
    limit = labels["ticket_ink_limit"].replace("{percent}", f"{shop['ink_limit_percent']:g}")
    assert ticket.find(limit)


def test_a_ticket_names_campaign_edition_version_and_date(
    press_pdf: PressPdf, wording: Wording
) -> None:
    ticket, labels, campaign = page_of(press_pdf), wording.text["labels"], wording.campaign
    edition = "Voorbeeldregio" if "voorbeeldregio" in str(press_pdf.path) else "Landelijk"
    assert ticket.find(f"{edition} · {labels['version']} {campaign['version']}")
    date = campaign["date"]
    assert str(date.year) in ticket.letters
    title = wording.product(press_pdf.printed.product)["title"]["nl"]
    assert ticket.find(title)
    if number := press_pdf.printed.barrier:
        assert ticket.find(wording.quoted_name(number))
        assert str(number) in ticket.letters


def test_a_ticket_has_room_for_what_only_people_know(press_pdf: PressPdf, wording: Wording) -> None:
    ticket, labels = page_of(press_pdf), wording.text["labels"]
    for name in ("quantity", "delivery", "contact", "phone"):
        assert ticket.find(labels[f"ticket_{name}"])


@pytest.mark.parametrize("printed", PRESSED, ids=lambda printed: printed.name)
def test_each_ticket_is_about_another_file(pressed: Built, printed: Printed) -> None:
    own = sha256(pressed.path(printed).read_bytes()).hexdigest()
    for other in (one for one in PRESSED if one != printed):
        assert own not in read(pressed.path(f"{other.name}-ticket"))[0].letters


def page_of(press_pdf: PressPdf) -> ReadPage:
    (page,) = read(press_pdf.ticket)
    return page


def below(ticket: ReadPage, name: str, value: str) -> bool:
    """Say whether a value stands close below its name, both beginning at the same place."""
    return any(
        abs(named[0].x - given[0].x) < 1.5 and 0 < given[0].y - named[0].y < 15
        for named in ticket.find(name)
        for given in ticket.find(squeezed(value))
    )
