"""Which spreadsheets are read, what is undone of a program's habits, and what is told of rows."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook

from generator.errors import ContentError
from generator.load import load_content
from generator.load.sheet import SheetEditions
from generator.project import Project

if TYPE_CHECKING:
    from tests.load.conftest import Write

Rows = Sequence[Sequence[Any]]
HEADS = ["id", "name", "contact_role", "contact_phone"]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"/>'


def workbook(rows: Rows, before: Callable[[Any], None] = lambda sheet: None) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "Regio's"
    for row in rows:
        sheet.append(row)
    before(sheet)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@pytest.fixture
def read(project: Project, tmp_path: Path) -> Callable[[bytes | str, str], SheetEditions]:
    def read(content: bytes | str, name: str = "regios.csv") -> SheetEditions:
        path = tmp_path / "sheets" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return load_content(project, path).sheet

    return read


Read = Callable[..., SheetEditions]
ROWS = "id;naam;contact_rol;contact_telefoon\nnoord;Noord;coordinator;000-000 00 01\n"


@pytest.mark.parametrize(
    "content",
    [
        ROWS.encode(),
        b"\xef\xbb\xbf" + ROWS.encode(),
        ROWS.encode("utf-16"),
        ROWS.replace(";", ",").encode(),
        ROWS.replace(";", "\t").encode(),
        ("sep=;\r\n" + ROWS.replace("\n", "\r\n")).encode(),
        ("Onze regio's;;;\n\n" + ROWS.replace("\n", ";;\n") + ";;;\n   ;;;\n").encode(),
        ROWS.replace(
            "id;naam;contact_rol;contact_telefoon", "ID ;NAAM; Contact rol;Telefoon contact"
        )
        .replace("Telefoon contact", "Contact telefoon")
        .encode(),
        ROWS.replace(
            "id;naam;contact_rol;contact_telefoon", "id;name;contact_role;contact_phone"
        ).encode(),
    ],
)
def test_a_csv_is_read_however_it_was_saved(content: bytes, read: Read) -> None:
    edition = read(content).editions["noord"]
    assert (edition.name, edition.contacts[0].phone) == ("Noord", "000-000 00 01")
    assert edition.contacts[1].role == "police"  # the default edition's


def test_what_windows_saves_keeps_its_accents(read: Read) -> None:
    assert (
        read("naam;regio\nSúdwest-Fryslân;Noord\n".encode("cp1252"))
        .editions["sudwest-fryslan"]
        .name
        == "Súdwest-Fryslân"
    )


def test_a_workbook_is_read_with_its_dates_numbers_and_empty_rows(read: Read) -> None:
    heads = [*HEADS, "contact_checked", "ink", "ink_cmyk", "example"]
    row = ["noord", "Noord ", "coordinator", 612345678, datetime.datetime(2026, 11, 1), "3b1f4a"]
    rows: Rows = [[], heads, [None] * 8, [*row, "80/95/35/35", True], [None] * 8]
    read_rows = read(workbook(rows), "regios.xlsx")
    edition = read_rows.editions["noord"]
    contact = edition.contacts[0]
    assert contact.phone == "0612345678"
    assert contact.checked == datetime.date(2026, 11, 1)
    assert edition.palette.ink == "#3b1f4a"
    assert edition.inks["ink"].shares == (80, 95, 35, 35)
    assert edition.example
    assert [str(note) for note in read_rows.notes] == [
        "regios.xlsx, sheet 'Regio's', row 4, column D (contact_phone): '612345678' is read as "
        "'0612345678': a zero in front was dropped."
    ]


def test_merged_headings_stand_for_the_columns_below_them(read: Read) -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells("A1:B1")
        sheet.merge_cells("C1:D1")
        sheet.merge_cells("E1:F1")

    rows: Rows = [
        ["Editie", None, "Contact 1", None, "Contact 2", None],
        ["id", "naam", "rol", "telefoon", "rol", "telefoon"],
        ["noord", "Noord", "coordinator", "000-000 00 01", "police", "000-000 00 02"],
    ]
    contacts = read(workbook(rows, merge), "a.xlsx").editions["noord"].contacts
    assert [(one.role, one.phone) for one in contacts] == [
        ("coordinator", "000-000 00 01"),
        ("police", "000-000 00 02"),
    ]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("612345678", "0612345678"), ("9008844", "09008844"), ("112", "112"), ("14020", "14020"),
     ("140515", "140515"),
     ("0900-8844", "0900-8844"), ("+31 6 12345678", "+31 6 12345678"), ("201234567", "0201234567")],
)  # fmt: skip
def test_a_zero_comes_back_only_where_one_was(typed: str, meant: str, read: Read) -> None:
    read_rows = read(f"naam;contact_rol;contact_telefoon\nNoord;x;{typed}\n")
    assert read_rows.editions["noord"].contacts[0].phone == meant
    assert bool(read_rows.notes) == (typed != meant)


def test_a_gap_between_contacts_closes(read: Read) -> None:
    text = "naam;contact_rol;contact_telefoon;contact_2_rol;contact_3_rol;contact_3_web\n"
    contacts = read(f"{text}Noord;;;;wijkteam;regio.example\n").editions["noord"].contacts
    assert (contacts[0].role, contacts[0].url) == ("wijkteam", "https://regio.example")


def test_a_call_and_a_link_are_the_rows_own(read: Read) -> None:
    heads = "naam;oproep_titel;oproep_tekst;link_adres;link_tekst;landelijke_contacten"
    row = "Noord;Bel ons.;Wij denken mee.;https://noord.example/;noord.example;nee"
    edition = read(f"{heads}\n{row}\n").editions["noord"]
    assert edition.call_to_action["nl"].title == "Bel ons."
    assert edition.link is not None and edition.link.label == "noord.example"
    assert edition.contacts == ()


def test_a_logo_stands_beside_the_sheet_or_in_the_project(
    read: Read, write: Write, tmp_path: Path
) -> None:
    (tmp_path / "sheets").mkdir()
    (tmp_path / "sheets" / "een.svg").write_text(SVG)
    write("content/editions/twee.svg", SVG)
    editions = read("naam;logo\nEen;een.svg\nTwee;twee.svg\n").editions
    assert all(edition.logo for edition in editions.values())


BAD_ROWS = [
    (";;coordinator;1", "row 2, column B (name): name is empty. Hint: fill it in."),
    (
        "../../etc;Noord;;",
        "row 2, column A (id): the id may have only a to z and 0 to 9, with - or _ between them, "
        "not '../../etc'. Hint: write 'etc'.",
    ),
    (
        "landelijk;Noord;;",
        "row 2, column A (id): the id 'landelijk' is content/editions/landelijk.yaml's already. "
        "Hint: each edition has an id of its own.",
    ),
    (
        "noord;Noord;;000-1",
        "row 2, column D (contact_phone): missing key 'role' in contacts[0]. Hint: add 'role:' "
        "(What they are for: free text, or what follows 'role_' in a label).",
    ),
    (
        "noord;Noord;x;6,12E+08",
        "row 2, column D (contact_phone): '6,12E+08' is no telephone number any more: it was taken "
        "for a number. Hint: format the column as text, and type the number again.",
    ),
    (
        "noord;No\u202eord;;",
        "row 2, column B (name): the invisible character U+202E can't be used. Hint: delete it.",
    ),
    (
        "noord;Noord;x;\x07",
        "row 2, column D (contact_phone): the invisible character U+0007 can't be used. "
        "Hint: delete it.",
    ),
]


@pytest.mark.parametrize(("row", "expected"), BAD_ROWS)
def test_a_bad_row_is_told_by_row_and_column_and_the_others_are_read(
    row: str, expected: str, read: Read
) -> None:
    read_rows = read(f"{';'.join(HEADS)}\n{row}\nzuid;Zuid;;\n")
    assert [str(problem) for problem in read_rows.rejected] == [f"regios.csv, {expected}"]
    assert read_rows.rows_rejected == 1
    assert list(read_rows.editions) == ["zuid"]


def test_an_id_that_two_rows_have_is_the_first_ones(read: Read) -> None:
    read_rows = read("id;name;region\na;Een;\n\na;Twee;\n")
    assert [str(problem) for problem in read_rows.rejected] == [
        "regios.csv, row 4, column A (id): the id 'a' is row 2's already. "
        "Hint: each edition has an id of its own."
    ]
    assert read_rows.editions["a"].name == "Een"


@pytest.mark.parametrize(
    ("logo", "said"),
    [
        ("../geheim.svg", "is outside sheets/"),
        ("/etc/passwd", "is outside sheets/"),
        ("link.svg", "is outside sheets/"),
        ("niets.svg", "doesn't exist"),
        ("bom.svg", "is too complicated"),
    ],
)
def test_a_row_reads_no_file_outside_its_folder(
    logo: str, said: str, read: Read, tmp_path: Path
) -> None:
    (tmp_path / "sheets").mkdir()
    (tmp_path / "geheim.svg").write_text(SVG)
    (tmp_path / "sheets" / "link.svg").symlink_to(tmp_path / "geheim.svg")
    copies = "<g id='a'>" + "<g/>" * 300 + "</g>" + "<use href='#a'/>" * 300
    (tmp_path / "sheets" / "bom.svg").write_text(SVG.replace("/>", f">{copies}</svg>"))
    read_rows = read(f"name;logo\nNoord;{logo}\nZuid;\n")
    (problem,) = read_rows.rejected
    assert said in str(problem)
    assert list(read_rows.editions) == ["zuid"]


def torn() -> bytes:
    """A workbook that lost some bytes on its way."""
    whole = workbook([HEADS, ["a", "A"]])
    return whole[:500] + whole[520:]


def bomb() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b"0" * 61_000_000)
    return written.getvalue()


def with_entities() -> bytes:
    source = zipfile.ZipFile(io.BytesIO(workbook([HEADS, ["a", "A"]])))
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as parts:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/workbook.xml":
                content = b"<!DOCTYPE x [<!ENTITY a 'ha'>]>" + content
            parts.writestr(name, content)
    return written.getvalue()


WRONG_FILES = [
    ("regios.csv", b"", "no row has the headings of an edition"),
    ("regios.csv", b"a;b\n1;2\n", "no row has the headings of an edition"),
    ("regios.csv", b"naam;telefoon\nA;020\n", "did you mean 'contact_telefoon'?"),
    ("regios.csv", b"naam;stad\nA;B\n", "at least 'name' or 'naam', and one more"),
    ("regios.csv", b"naam;regio\n", "the sheet has headings, but no rows."),
    ("regios.csv", b"naam;name\n1;2\n", "stands for the same as"),
    ("regios.csv", b"naam;regio;contact_telefon\n1;2;3\n", "did you mean 'contact_telefoon'?"),
    ("regios.csv", b"naam;regio\n" + b"x" * 2001 + b";\n", "more than 2000 characters"),
    ("regios.csv", b"naam;regio\n" + b"a;b\n" * 5001, "a sheet may have 5000 rows"),
    ("regios.csv", b"naam;regio\n\0\0;\n", "the file isn't text."),
    ("regios.csv", b'naam;regio\n"A;\nB;\n', "row 2: a double quote opens a cell, and none"),
    ("regios.csv", b'naam;regio\nA;\n"B" C;\n', "row 3: the row can't be read: ';' expected"),
    ("regios.csv", b"x" * 5_000_001, "is larger than 5 MB."),
    ("regios.ods", b"", "a spreadsheet ends in .csv or .xlsx, not '.ods'."),
    ("regios.xlsx", b"not a workbook", "the file isn't a workbook, or has a password."),
    ("regios.xlsx", torn(), "the file isn't a workbook, or has a password."),
    ("regios.xlsx", bomb(), "the file unpacks to more than 60 MB."),
    ("regios.xlsx", with_entities(), "the file declares XML entities."),
    (
        "regios.xlsx",
        workbook([HEADS, ["noord", "Noord", "x", '="023-"&"5551234"']]),
        "row 2, column D: the formula has no result. Hint: open the file in Excel",
    ),
    (
        "regios.xlsx",
        workbook([["Uitleg"], ["Vul het volgende blad in."]]),
        "only the first sheet with something in it is read",
    ),
]


def test_a_row_far_below_the_others_is_read(read: Read) -> None:
    def far(sheet: Any) -> None:
        sheet["B6000"] = "Zuid"

    read_rows = read(workbook([HEADS, ["noord", "Noord"]], far), "a.xlsx")
    assert list(read_rows.editions) == ["noord", "zuid"]


def test_a_formula_may_have_an_empty_result(read: Read) -> None:
    # As Excel and LibreOffice write it; openpyxl leaves out that it is a text.
    plain = workbook([[*HEADS, "region"], ["noord", "Noord", "", "", '=IF(A9="","",A9)']])
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part.replace(b'<c r="E2">', b'<c r="E2" t="str">'))
    read_rows = read(written.getvalue(), "a.xlsx")
    assert read_rows.editions["noord"].region is None
    assert not read_rows.rejected


def test_a_hidden_sheet_is_passed_over(read: Read) -> None:
    def behind_another(sheet: Any) -> None:
        hidden = sheet.parent.create_sheet("Lijsten", 0)
        hidden.append(["ja", "nee"])
        hidden.sheet_state = "hidden"

    read_rows = read(workbook([HEADS, ["noord", "Noord"]], behind_another), "a.xlsx")
    assert list(read_rows.editions) == ["noord"]


def test_a_title_with_commas_above_the_headings_parts_no_cells(read: Read) -> None:
    read_rows = read(f"Edities, versie 2, november, 2026, nieuw, af\n{ROWS}")
    assert list(read_rows.editions) == ["noord"]


@pytest.mark.parametrize("name", ["日本", "---"])
def test_a_name_that_makes_no_id_is_told(name: str, read: Read) -> None:
    (problem,) = read(f"naam;regio\n{name};\nZuid;\n").rejected
    assert str(problem) == (
        f"regios.csv, row 2, column A (naam): the name '{name}' has no letters to make an id of. "
        "Hint: add a column 'id', and fill it in."
    )


def test_no_edition_is_called_what_means_every_one(read: Read) -> None:
    (problem,) = read("naam;regio\nAll;\nZuid;\n").rejected
    assert "the id 'all' means every edition." in str(problem)


@pytest.mark.parametrize(("name", "content", "said"), WRONG_FILES)
def test_a_file_that_no_row_can_be_read_of_is_an_error(
    name: str, content: bytes, said: str, read: Read
) -> None:
    with pytest.raises(ContentError) as raised:
        read(content, name)
    assert said in str(raised.value)
    assert str(raised.value).startswith(name)


@pytest.mark.parametrize("heading", ["gemeentecode", "postcode", "regionaam", "logo_url", "kosten"])
def test_a_heading_that_is_no_misspelling_is_ones_own(heading: str, read: Read) -> None:
    assert read(f"naam;regio;{heading}\nNoord;x;y\n").editions["noord"]


@pytest.mark.parametrize(
    ("heading", "meant"),
    [("telefoon", "contact_telefoon"), ("Regoi", "regio"), ("contact_emial", "contact_email")],
)
def test_a_heading_that_is_nearly_one_is_told(heading: str, meant: str, read: Read) -> None:
    with pytest.raises(ContentError, match=f"did you mean '{meant}'"):
        read(f"naam;inkt;{heading}\nNoord;112233;y\n")


def test_columns_of_ones_own_are_let_be(read: Read) -> None:
    assert read("naam;regio;opmerkingen voor intern\nNoord;x;bellen!\n").editions["noord"]
