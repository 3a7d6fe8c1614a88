"""Links on screen: they lead where they say they do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from generator.model.target import Target
from generator.preflight import Expected
from tests.preflight.conftest import found

if TYPE_CHECKING:
    from tests.preflight.conftest import Change, MakePdf

Changed = Callable[[bytes, "Change"], bytes]
LINKS = ("link-target", "link-secure", "link-text", "link-vague")
GOOD = '<p><a href="https://www.voorbeeld.nl/">voorbeeld.nl</a>'


def link(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """Return the first link."""
    return pdf.pages[0].obj.Annots[0]


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("https://www.voorbeeld.nl/", "voorbeeld.nl"),
        ("https://www.voorbeeld.nl/pad", "Lees over de drempels"),
        ("https://voorbeeld.nl/pad", "Meer op voorbeeld.nl/pad."),
        ("mailto:info@voorbeeld.nl", "info@voorbeeld.nl"),
        ("mailto:info@voorbeeld.nl?subject=Vraag", "Mail ons"),
        ("tel:09008844", "0900-8844"),
        ("tel:+31201234567", "020 123 45 67"),
        ("tel:+31201234567", "+31 (0)20 123 45 67"),
        ("tel:112", "Bel 112 bij direct gevaar"),
    ],
)
def test_a_link_that_leads_where_it_says_is_let_be(
    make_pdf: MakePdf, expected: Expected, target: str, text: str
) -> None:
    pdf = make_pdf(f'<p><a href="{target}">{text}</a>')
    assert found(pdf, expected, *LINKS, "pdf-ua") == []


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("mailto:wie@een-heel-lange-naam.nl", "wie@een-heel-lange-naam.nl"),
        ("https://voorbeeld.nl/een/heel-lange/weg", "voorbeeld.nl/een/heel-lange/weg"),
    ],
)
def test_a_link_may_be_broken_over_its_lines(
    make_pdf: MakePdf, expected: Expected, target: str, text: str
) -> None:
    broken = 'style="width:24mm;overflow-wrap:anywhere"'
    pdf = make_pdf(f'<p {broken}><a href="{target}">{text}</a>')
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert len(opened.pages[0].obj.Annots) >= 2
    assert found(pdf, expected, *LINKS, "pdf-ua") == []
    other = make_pdf(f'<p {broken}><a href="{target}">{text.replace("lange", "korte")}</a>')
    assert found(other, expected, "link-target")


@pytest.mark.parametrize(
    ("target", "text", "message"),
    [
        (
            "https://anders.nl/",
            "voorbeeld.nl",
            "says 'voorbeeld.nl'; it leads to 'https://anders.nl/'",
        ),
        ("https://voorbeeld.nl/b", "voorbeeld.nl/a", "says 'voorbeeld.nl/a'; it leads to"),
        ("tel:09008845", "0900-8844", "says '0900-8844'; it leads to 'tel:09008845'"),
        ("mailto:a@voorbeeld.nl", "b@voorbeeld.nl", "says 'b@voorbeeld.nl'; it leads to"),
        ("tel:112", "Ga naar voorbeeld.nl", "says 'voorbeeld.nl'; it leads to 'tel:112'"),
        ("https://bit.ly/abc", "Meer lezen", "the link 'Meer lezen' goes through 'bit.ly'"),
        ("https://voorbeeld", "Meer lezen", "has no host that can be right: 'voorbeeld'"),
        ("https://1.2.3.4/", "Meer lezen", "is a bare number, '1.2.3.4'"),
        ("https://voorbeeld.nl./", "Kaart", ""),
        ("javascript:alert(1)", "Meer lezen", "starts with 'javascript:'"),
        ("file:///C:/kaart.pdf", "Meer lezen", "starts with 'file:'"),
        ("www.voorbeeld.nl", "Meer lezen", "has no https:// in 'www.voorbeeld.nl'"),
        ("mailto:info", "Mail ons", "has no e-mail address that can be right"),
        ("tel:", "Bel ons", "has no telephone number that can be right"),
        ("https://voorbeeld.nl/a b", "Meer lezen", "has characters that no address can have"),
    ],
)
def test_a_link_that_misleads_is_found(
    make_pdf: MakePdf,
    expected: Expected,
    changed: Changed,
    target: str,
    text: str,
    message: str,
) -> None:
    def lead(pdf: pikepdf.Pdf) -> None:
        link(pdf).A.URI = String(target)

    pdf = changed(make_pdf(f'<p><a href="https://www.voorbeeld.nl/">{text}</a>'), lead)
    for target_ in (Target.SCREEN, Target.OFFICE):
        findings = found(pdf, replace(expected, target=target_), "link-target")
        if not message:
            assert findings == []
            continue
        (finding,) = findings
        assert message in finding.message
        assert finding.page == 1
        assert finding.places[0].left == pytest.approx(5, abs=0.5)
    assert found(pdf, replace(expected, target=Target.PRESS), *LINKS) == []


def test_an_insecure_link_is_warned_of(make_pdf: MakePdf, expected: Expected) -> None:
    pdf = make_pdf('<p><a href="http://voorbeeld.nl/">voorbeeld.nl</a>')
    (finding,) = found(pdf, expected, *LINKS)
    assert (finding.rule, finding.severity) == ("link-secure", "warning")
    assert finding.message.endswith("leads to 'http://voorbeeld.nl/', which is not https")


def without_target(pdf: pikepdf.Pdf) -> None:
    del link(pdf)["/A"]


def to_a_page_that_is_not_there(pdf: pikepdf.Pdf) -> None:
    without_target(pdf)
    link(pdf).Dest = Array([7, Name.Fit])


def to_a_name_that_is_not_there(pdf: pikepdf.Pdf) -> None:
    link(pdf).A = Dictionary(S=Name.GoTo, D=String("nergens"))


def to_a_file(pdf: pikepdf.Pdf) -> None:
    link(pdf).A = Dictionary(S=Name.Launch, F=String("kaart.docx"))


def without_room(pdf: pikepdf.Pdf) -> None:
    link(pdf).Rect = Array([20, 20, 20, 20])


def off_the_page(pdf: pikepdf.Pdf) -> None:
    link(pdf).Rect = Array([-90, 20, -50, 40])


def with_no_rect(pdf: pikepdf.Pdf) -> None:
    link(pdf).Rect = Array([String("x"), 1])


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (without_target, "leads nowhere"),
        (to_a_page_that_is_not_there, "leads nowhere"),
        (to_a_name_that_is_not_there, "leads nowhere"),
        (to_a_file, "leads to a file that others don't have"),
        (without_room, "has no room to click on"),
        (off_the_page, "lies off the page"),
        (with_no_rect, "has no room to click on"),
    ],
)
def test_a_link_that_can_not_be_followed_is_found(
    make_pdf: MakePdf, expected: Expected, changed: Changed, spoil: Change, message: str
) -> None:
    (finding,) = found(changed(make_pdf(GOOD), spoil), expected, "link-target")
    assert finding.message.endswith(message)


def test_links_inside_the_file_are_followed(make_pdf: MakePdf, expected: Expected) -> None:
    pdf = make_pdf('<p><a href="#b">Naar achteren</a><p id=b style="break-before:page">Achter')
    assert found(pdf, expected, *LINKS) == []


def test_a_link_without_a_description_is_found(
    make_pdf: MakePdf, expected: Expected, changed: Changed
) -> None:
    def silence(pdf: pikepdf.Pdf) -> None:
        del link(pdf)["/Contents"]

    (finding,) = found(changed(make_pdf(GOOD), silence), expected, *LINKS, "pdf-ua")
    assert finding.rule == "link-text"
    assert finding.message == "the link 'voorbeeld.nl' has no description for who can't see it"


def test_a_link_outside_the_structure_is_found(
    make_pdf: MakePdf, expected: Expected, changed: Changed
) -> None:
    def leave_out(pdf: pikepdf.Pdf) -> None:
        copy = pdf.make_indirect(Dictionary(dict(link(pdf).items())))
        pdf.pages[0].obj.Annots.append(copy)

    (finding,) = found(changed(make_pdf(GOOD), leave_out), expected, *LINKS)
    assert finding.message == "the link 'voorbeeld.nl' is not in the structure"


@pytest.mark.parametrize(
    "text", ["klik hier", "Lees meer", "here", "Meer informatie", "Click here!", "klik hier,"]
)
def test_a_link_whose_words_say_nothing_is_warned_of(
    make_pdf: MakePdf, expected: Expected, text: str
) -> None:
    pdf = make_pdf(f'<p>Voor de folder: <a href="https://voorbeeld.nl/folder">{text}</a>')
    (finding,) = found(pdf, expected, *LINKS)
    assert (finding.rule, finding.severity) == ("link-vague", "warning")


def test_strange_links_are_no_crash(
    make_pdf: MakePdf, expected: Expected, changed: Changed
) -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        first = link(pdf)
        first.A = Array([first, 3])
        first.StructParent, first.Contents = Name.X, 7
        tree = pdf.make_indirect(Dictionary(Names=Array([3, String("x")])))
        tree.Kids = Array([tree, 5])
        pdf.Root.Names, pdf.Root.Dests = Dictionary(Dests=tree), Array([])
        named = Dictionary(Subtype=Name.Link, Dest=String("y"), Rect=Array([1e30, -1e30, 0, 1]))
        pdf.pages[0].obj.Annots = Array([first, named, 3, String("x"), pdf.Root])

    assert isinstance(found(changed(make_pdf(GOOD), spoil), expected, *LINKS), list)
