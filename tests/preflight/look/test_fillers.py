"""Text that stands in for text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.model.mark import Mark
from generator.model.target import Target
from generator.preflight import Expected, SourceText
from tests.preflight.conftest import found
from tests.preflight.printed import Line, print_page

FOREIGN = Expected(target=Target.OFFICE)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Welkom. Lorem ipsum dolor sit", "filler is left in: 'Lorem ipsum'"),
        ("Your text here", "filler is left in: 'Your text here'"),
        ("Click to add title", "filler is left in: 'Click to add'"),
        ("Hier komt tekst", "filler is left in: 'Hier komt tekst'"),
        ("Tekst hier", "filler is left in: 'Tekst hier'"),
        ("Bel met XXX", "a note is left in: 'XXX'"),
        ("Datum: TBD", "a note is left in: 'TBD'"),
        ("Datum: n.t.b.", "a note is left in: 'n.t.b.'"),
        ("Beste {{ naam }},", "an empty field is left in: '{{ naam }},'"),
        ("Beste {naam}", "an empty field is left in: '{naam}'"),
        ("Beste [Naam],", "an empty field is left in: '[Naam],'"),
        ("Kijk op ${url}", "an empty field is left in: '${url}'"),
        ("Beste %VOORNAAM%", "an empty field is left in: '%VOORNAAM%'"),
        ("{% if x %}", "an empty field is left in: '{% if x %}'"),
        ("Telefoon: undefined", "a program's word for nothing is left in: 'undefined'"),
        ("None", "a program's word for nothing is left in: 'None'"),
        ("Totaal NaN euro", "a note is left in: 'NaN'"),
        ("Totaal #REF!", "a note is left in: '#REF!'"),
        ("Totaal #N/B", "a note is left in: '#N/B'"),
        ("Bel [object Object]", "a note is left in: '[object Object]'"),
        ("FOTO VOLGT", "a note is left in: 'FOTO VOLGT'"),
        (
            "Zie Fout! Verwijzingsbron niet gevonden.",
            "a reference that leads nowhere is left in: 'Fout! Verwijzingsbron'",
        ),
        (
            "See Error! Bookmark not defined.",
            "a reference that leads nowhere is left in: 'Error! Bookmark'",
        ),
    ],
)
def test_what_should_have_been_replaced_is_found(line: str, message: str) -> None:
    (finding,) = found(print_page(Line(line)), FOREIGN, "dummy-text")
    assert (finding.message, finding.page, finding.severity) == (message, 1, "warning")
    (place,) = finding.places
    assert 20 <= place.left < 60


@pytest.mark.parametrize(
    "line",
    [
        "Een vermoeden is genoeg. Bel (020) 123 45 67.",
        "None of these are undefined; null is a number.",
        "Vul hier je naam in: de tekst staat hiernaast.",
        "Super Bowl XXIX en de maat XXL, 100% [sic] {1, 2}",
        "Klik hier om verder te lezen. Text me. Click here.",
        "5 < 7 en 9 > 3; a@b.nl <a@b.nl>",
        "Todos los textos; todo el mundo",
        "De foto volgt later. Fout! Dat is een misverstand. Tip #1 van 10",
    ],
)
def test_plain_text_is_let_be(line: str) -> None:
    assert found(print_page(Line(line)), FOREIGN, "dummy-text") == []


def test_filler_over_two_lines_is_found() -> None:
    pdf = print_page(Line("Lorem", top=60), Line("ipsum", top=64))
    (finding,) = found(pdf, FOREIGN, "dummy-text")
    assert finding.message == "filler is left in: 'Lorem ipsum'"


def test_filler_in_our_own_text_is_told_with_its_line() -> None:
    source = SourceText("the title", "Beste {naam}, welkom", Mark("content/nl.yaml", 3, 1))
    ours = replace(FOREIGN, texts=(source,))
    (finding,) = found(print_page(Line("Beste {naam}, welkom")), ours, "dummy-text")
    assert finding.message == "an empty field is left in the title: '{naam},'"
    assert finding.mark == source.mark
