"""Where QR codes lead: to what is printed beside them, safely and without detours."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.model.geometry import Size
from generator.model.layout import Layout
from generator.model.sheet import fill_sheet
from generator.model.target import Target
from generator.preflight import Expected
from tests.preflight.conftest import found
from tests.preflight.printed import A6, ADDRESS, Line, Printed, print_page

FOREIGN = Expected(target=Target.OFFICE)
OURS = replace(FOREIGN, font_names=frozenset({"Helvetica"}), codes=frozenset({ADDRESS}))
LEADS = ("qr-address", "qr-no-address", "qr-link", "qr-text", "qr-tracking")


@pytest.mark.parametrize(
    "printed",
    [
        "voorbeeld.nl",
        "www.voorbeeld.nl",
        "https://www.voorbeeld.nl/",
        "VOORBEELD.NL",
        "Kijk op voorbeeld.nl.",
        "Ga naar (www.voorbeeld.nl), of bel 112",
        "Meer weten? voorbeeld.nl!",
        "Mail info@anders.nl of kijk op voorbeeld.nl",
    ],
)
def test_an_address_as_people_print_it_agrees_with_its_code(printed: str) -> None:
    pdf = print_page(Printed(), Line(printed))
    assert found(pdf, FOREIGN, *LEADS) == []
    assert found(pdf, OURS, *LEADS) == []


@pytest.mark.parametrize("printed", ["voorbeeld.com", "voorbeelden.nl", "voorbeeld.nl/pad"])
def test_a_code_that_leads_elsewhere_than_the_print_beside_it_is_found(printed: str) -> None:
    pdf = print_page(Printed(), Line(f"Kijk op {printed} voor meer"))
    (finding,) = found(pdf, FOREIGN, *LEADS)
    assert finding.rule == "qr-address"
    assert finding.message == f"a QR code leads to '{ADDRESS}', but beside it stands '{printed}'"
    assert len(finding.places) == 2


@pytest.mark.parametrize(
    ("address", "printed"),
    [
        ("https://voorbeeld.nl/melden", "voorbeeld.nl/melden"),
        ("https://voorbeeld.nl/melden/", "voorbeeld.nl/Melden."),
        ("https://voorbeeld.nl/melden", "voorbeeld.nl"),
        ("https://voorbeeld.nl/melden?vraag=1", "voorbeeld.nl/melden"),
        ("https://xn--caf-dma.nl/", "café.nl"),
    ],
)
def test_paths_are_compared_as_far_as_they_are_printed(address: str, printed: str) -> None:
    assert found(print_page(Printed(address), Line(printed)), FOREIGN, *LEADS) == []


@pytest.mark.parametrize(
    "lines",
    [
        ("Kijk op voorbeeld.nl/", "melden voor hulp"),
        ("Kijk op voor-", "beeld.nl/melden voor hulp"),
        ("voorbeeld.nl/mel-", "den"),
    ],
)
def test_an_address_may_be_broken_over_lines(lines: tuple[str, str]) -> None:
    first, second = (Line(text, top=60 + 4 * at) for at, text in enumerate(lines))
    pdf = print_page(Printed("https://voorbeeld.nl/melden"), first, second)
    assert found(pdf, FOREIGN, *LEADS) == []


def test_each_code_has_the_address_that_stands_nearest() -> None:
    one, other = Printed(top=10), Printed("https://anders.nl/", top=80)
    first, second = Line("voorbeeld.nl", top=40), Line("anders.nl", top=112)
    assert found(print_page(one, other, first, second), FOREIGN, *LEADS) == []
    swapped = replace(first, text="anders.nl"), replace(second, text="voorbeeld.nl")
    assert len(found(print_page(one, other, *swapped), FOREIGN, *LEADS)) == 2


def test_an_address_between_two_codes_belongs_to_the_one_that_leads_there() -> None:
    one, other = Printed(top=10, module=0.6), Printed("https://anders.nl/", top=52, module=0.6)
    lines = Line("voorbeeld.nl", top=42), Line("anders.nl", left=50, top=60)
    own = Line("regio.nl", left=20, top=6)
    assert found(print_page(one, other, *lines, own), FOREIGN, *LEADS) == []


def test_a_nearer_address_of_somebody_else_does_no_harm() -> None:
    lines = Line("Met dank aan drukker.nl", top=46), Line("voorbeeld.nl", top=60)
    assert found(print_page(Printed(), *lines), FOREIGN, *LEADS) == []


def test_panels_on_a_sheet_have_each_their_own_addresses() -> None:
    layout = Layout(fill_sheet(A6, Size(50, 70)))
    left, right = layout.grid_on(1).panels[:2]
    assert right.left > left.left
    codes = [
        Printed(address, left=panel.left + 10, top=panel.top + 10)
        for address, panel in ((ADDRESS, left), ("https://anders.nl/", right))
    ]
    lines = [
        Line(text, left=panel.left + 5, top=panel.top + 50)
        for text, panel in (("anders.nl", left), ("anders.nl", right))
    ]
    (finding,) = found(print_page(*codes, *lines), replace(FOREIGN, layout=layout), *LEADS)
    assert finding.message.startswith(f"a QR code leads to '{ADDRESS}', but")


def test_a_code_that_nobody_ordered_is_found_in_our_own_files() -> None:
    pdf = print_page(Printed("https://anders.nl/"), Line("anders.nl"))
    (finding,) = found(pdf, OURS, *LEADS)
    assert finding.message == "a QR code leads to 'https://anders.nl/', which was not ordered"
    assert finding.detail == f"ordered: '{ADDRESS}'"


def test_a_code_without_its_address_in_print_is_warned_of() -> None:
    (finding,) = found(print_page(Printed(), Line("Scan de code")), FOREIGN, *LEADS)
    assert finding.rule == "qr-no-address"
    assert finding.severity == "warning"
    far = Line("voorbeeld.nl", left=60, top=140)
    assert found(print_page(Printed(), far), FOREIGN, *LEADS) == []
    # Letters may have been turned into outlines.
    assert found(print_page(Printed()), FOREIGN, *LEADS) == []


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("http://voorbeeld.nl/", "is not https"),
        ("https://voorbeeld.nl@anders.nl/", "hides its host behind an @"),
        ("https://192.168.1.1/", "is a bare number, '192.168.1.1', and no name"),
        ("https://voorbeeld.nl:8443/", "has a port, 8443"),
        ("https://vооrbeeld.nl/", "cyrillic"),
        ("https://xn--80ak6aa92e.com/", "cyrillic"),
        ("https://voorbeeld.nl/a b", "has characters that no address can have"),
        ("https://voorbeeld.nl/.", "ends in '.'"),
        ("https://bit.ly/3abc", "goes through 'bit.ly'"),
        ("https://qrco.de/abc", "goes through 'qrco.de'"),
        ("https://https://voorbeeld.nl", "has no host that can be right"),
        ("https://voorbeeld/", "has no host that can be right"),
        ("www.voorbeeld.nl", "has no https:// before it"),
        ("javascript:alert(1)", "starts with 'javascript:'"),
        ("ftp://voorbeeld.nl/", "starts with 'ftp:'"),
        (" https://voorbeeld.nl/", "has a space before or after it"),
    ],
)
def test_an_address_that_is_unsafe_or_wrong_is_found(address: str, fault: str) -> None:
    findings = found(print_page(Printed(address)), FOREIGN, "qr-link")
    assert any(fault in one.message for one in findings)
    assert all(one.places for one in findings)


@pytest.mark.parametrize(
    "address",
    [
        "HTTPS://VOORBEELD.NL/",
        "https://voorbeeld.nl/wiki/Drempel_(bouwkunde)",
        "https://www.voorbeeld.nl/a/b.html?vraag=1#deel",
        "https://café.nl/",
        "tel:+31201234567",
        "mailto:info@voorbeeld.nl",
        "WIFI:S:Gast;T:WPA;P:welkom;;",
        "BEGIN:VCARD\nVERSION:3.0\nFN:Jan\nEND:VCARD",
    ],
)
def test_a_sound_address_is_let_be(address: str) -> None:
    assert found(print_page(Printed(address)), FOREIGN, *LEADS) == []


def test_a_code_that_holds_only_words_is_warned_of() -> None:
    (finding,) = found(print_page(Printed("Een vermoeden is genoeg")), FOREIGN, *LEADS)
    assert finding.rule == "qr-text"
    assert finding.message == "a QR code says 'Een vermoeden is genoeg' and leads nowhere"


def test_a_code_that_follows_its_readers_is_warned_of_unless_ordered() -> None:
    address = "https://voorbeeld.nl/?utm_source=poster&taal=nl&fbclid=x"
    pdf = print_page(Printed(address), Line("voorbeeld.nl"))
    (finding,) = found(pdf, FOREIGN, *LEADS)
    assert finding.rule == "qr-tracking"
    assert finding.message.endswith("follows its readers with 'utm_source', 'fbclid'")
    assert found(pdf, replace(OURS, codes=frozenset({address})), *LEADS) == []
