"""An empty spreadsheet of editions: headings, what belongs below each, and two example rows."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from os.path import lexists
from pathlib import Path

from generator.errors import BuildError, UsageError
from generator.files import write_atomically

_WIDEST = 42


@dataclass(frozen=True)
class _Column:
    heading: str
    note: str
    examples: tuple[str, str]


_COLUMNS = (
    _Column(
        "id",
        "Korte naam voor mappen: a-z, 0-9 en streepjes. Leeg: hij komt van de naam.",
        ("voorbeeldgemeente-001", ""),
    ),
    _Column(
        "naam",
        "Wie het drukwerk uitdeelt, zoals het gedrukt wordt. Alleen deze kolom is verplicht.",
        ("Voorbeeldgemeente 001", "Voorbeeldgemeente 002"),
    ),
    _Column("regio", "Het gebied.", ("Voorbeeldregio", "")),
    _Column(
        "voorbeeld",
        "ja: verzonnen gegevens, en dat staat op het drukwerk. Laat leeg voor een echte editie.",
        ("ja", "ja"),
    ),
    _Column(
        "logo",
        "Bestand naast dit werkblad of in content/editions/: svg, png of jpg, voor een lichte "
        "ondergrond.",
        ("", ""),
    ),
    _Column("logo_donker", "Hetzelfde voor een donkere ondergrond. Mag leeg blijven.", ("", "")),
    _Column("inkt", "Donkere huiskleur, als #0b3c49. Leeg: die van de campagne.", ("#3b1f4a", "")),
    _Column("licht", "Lichte huiskleur, als #ffd166. Leeg: die van de campagne.", ("#f7c873", "")),
    _Column("inkt_cmyk", "Dezelfde in druk, in procenten: 80 95 35 35.", ("", "")),
    _Column("licht_cmyk", "Dezelfde in druk, in procenten: 0 22 62 0.", ("", "")),
    _Column(
        "contact_rol",
        "coordinator, police, veiligthuis, emergency, of een omschrijving zoals die gedrukt wordt.",
        ("coordinator", "coordinator"),
    ),
    _Column("contact_naam", "Naam van de persoon of het team.", ("Naam van de coördinator", "")),
    _Column(
        "contact_telefoon",
        "Maak de kolom op als tekst: anders valt de eerste nul weg.",
        ("000-000 00 01", "000-000 00 02"),
    ),
    _Column("contact_email", "", ("zorg@gemeente-001.example", "")),
    _Column("contact_web", "Webadres, met https://.", ("https://www.gemeente-001.example/", "")),
    _Column("contact_uren", "Wanneer er iemand opneemt.", ("op werkdagen", "")),
    _Column(
        "contact_gecontroleerd",
        "De dag waarop iemand het nummer heeft gebeld: 2026-11-23 of 23-11-2026.",
        ("2026-11-23", "2026-11-23"),
    ),
    _Column("contact_2_rol", "Een tweede contact; tot en met contact_8 mag.", ("", "")),
    _Column("contact_2_naam", "", ("", "")),
    _Column("contact_2_telefoon", "", ("", "")),
    _Column("contact_2_email", "", ("", "")),
    _Column(
        "landelijke_contacten",
        "nee: laat de landelijke nummers weg voor rollen die hier niet staan.",
        ("", ""),
    ),
    _Column("oproep_titel", "Eigen oproep in plaats van die van de campagne.", ("", "")),
    _Column("oproep_tekst", "Eén zin onder de oproep.", ("", "")),
    _Column("link_adres", "Waar de QR-code heen gaat, met https://.", ("", "")),
    _Column("link_tekst", "Hetzelfde adres zoals het gedrukt wordt.", ("", "")),
)


def write_template(path: Path) -> None:
    """Write the sheet to `path`, which doesn't exist yet: .xlsx or .csv.

    Raises UsageError for another ending or a file that is there, BuildError when it can't be
    written.
    """
    if lexists(path):
        raise UsageError(f"{path} is there already", hint="name a file that isn't")
    if path.suffix.lower() == ".xlsx":
        content = _workbook()
    elif path.suffix.lower() == ".csv":
        content = _csv()
    else:
        raise UsageError(f"{path} is no spreadsheet", hint="let its name end in .xlsx or .csv")
    try:
        write_atomically(path, content)
    except OSError as error:
        raise BuildError(f"can't write {path}: {error.strerror or error}") from error


def _csv() -> bytes:
    """Return what Excel opens in columns, with its accents: semicolons, and a byte order mark."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(column.heading for column in _COLUMNS)
    for row in (0, 1):
        writer.writerow(column.examples[row] for column in _COLUMNS)
    return text.getvalue().encode("utf-8-sig")


def _workbook() -> bytes:
    from openpyxl import Workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = "Edities"
    for at, column in enumerate(_COLUMNS, start=1):
        head = sheet.cell(1, at, column.heading)
        head.font, head.fill = (
            Font(bold=True, color="FFFFFF"),
            PatternFill("solid", fgColor="0B3C49"),
        )
        head.alignment = Alignment(vertical="top")
        if column.note:
            head.comment = Comment(column.note, "Drempels", width=320, height=90)
        for row, text in enumerate(column.examples, start=2):
            sheet.cell(row, at, text or None)
        letter = get_column_letter(at)
        widest = max(len(text) for text in (column.heading, *column.examples))
        sheet.column_dimensions[letter].width = min(widest + 3, _WIDEST)
        # As text: a number would lose its first zero.
        sheet.column_dimensions[letter].number_format = "@"
        for row in range(2, 502):
            sheet.cell(row, at).number_format = "@"
    sheet.freeze_panes = "C2"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
