"""The headings of a spreadsheet, Dutch or English → the keys of an edition that they stand for."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.errors import ContentError, Problem
from generator.load.problems import quoted
from generator.load.table import Row, Table
from generator.model.mark import Keys

MOST_CONTACTS = 8
_HEADER_WITHIN = 10
"""Rows from the top among which the headings are looked for."""
_ALIKE = 0.8
"""Share of letters in common, as difflib counts them, from which a heading is a misspelt one."""

_EDITION: dict[str, Keys] = {
    "id": ("id",),
    "name": ("name",),
    "region": ("region",),
    "example": ("example",),
    "logo": ("logo",),
    "logo_dark": ("logo_dark",),
    "ink": ("colours", "ink"),
    "light": ("colours", "light"),
    "ink_cmyk": ("colours", "ink_cmyk"),
    "light_cmyk": ("colours", "light_cmyk"),
    "national_contacts": ("national_contacts",),
    "call_title": ("call_to_action", "title"),
    "call_text": ("call_to_action", "text"),
    "link_url": ("link", "url"),
    "link_label": ("link", "label"),
    "link_tracking": ("link", "tracking"),
}
_CONTACT = ("role", "name", "phone", "email", "url", "hours", "checked")
_DUTCH = {
    "kenmerk": "id",
    "code": "id",
    "naam": "name",
    "organisatie": "name",
    "gemeente": "name",
    "regio": "region",
    "voorbeeld": "example",
    "logo_donker": "logo_dark",
    "inkt": "ink",
    "donkere_kleur": "ink",
    "kleur_donker": "ink",
    "licht": "light",
    "lichte_kleur": "light",
    "kleur_licht": "light",
    "inkt_cmyk": "ink_cmyk",
    "licht_cmyk": "light_cmyk",
    "landelijke_contacten": "national_contacts",
    "oproep_titel": "call_title",
    "oproep_tekst": "call_text",
    "link": "link_url",
    "link_adres": "link_url",
    "qr": "link_url",
    "qr_code": "link_url",
    "link_tekst": "link_label",
    "link_volgen": "link_tracking",
}
_DUTCH_CONTACT = {
    "rol": "role",
    "functie": "role",
    "naam": "name",
    "telefoon": "phone",
    "telefoonnummer": "phone",
    "tel": "phone",
    "mail": "email",
    "e_mail": "email",
    "emailadres": "email",
    "e_mailadres": "email",
    "web": "url",
    "website": "url",
    "webadres": "url",
    "uren": "hours",
    "tijden": "hours",
    "bereikbaar": "hours",
    "openingstijden": "hours",
    "gecontroleerd": "checked",
}
_OF_CONTACT = re.compile(r"contact(?:persoon)?_?(?P<number>[1-9])?(?:_(?P<part>.+))?")


@dataclass(frozen=True)
class Columns:
    """Which column holds what."""

    row: int
    """The one with the headings, counted from 1."""
    keys: Mapping[int, Keys]
    """By column, counted from 1: `("contacts", 0, "phone")`."""
    headings: Mapping[int, str]


def read_columns(table: Table) -> Columns:
    """Return what the headings stand for; raises ContentError where that can't be told."""
    heads = table.rows[:_HEADER_WITHIN]
    found = {row.number: _recognised(row, _row_above(table, at)) for at, row in enumerate(heads)}
    best = max(found, key=lambda number: len(found[number]), default=0)
    if not best or ("name",) not in found[best].values():
        raise _without_headings(table)
    row = next(row for row in heads if row.number == best)
    headings = {at: text for at, text in enumerate(row.cells, start=1) if text}
    keys = found[best]
    problems = [
        *_twice(table, best, keys, headings),
        *_misspelt(table, best, {at: headings[at] for at in headings.keys() - keys.keys()}),
    ]
    if problems:
        raise ContentError(problems)
    if len(keys) < 2:
        raise _without_headings(table)
    return Columns(best, keys, headings)


def _without_headings(table: Table) -> ContentError:
    first = "only the first sheet with something in it is read; " if table.sheet else ""
    return ContentError(
        "no row has the headings of an edition: at least 'name' or 'naam', and one more.",
        mark=table.mark(0),
        hint=f"{first}`drempels new --editions-template FILE.xlsx` writes one with all.",
    )


def _row_above(table: Table, at: int) -> Row | None:
    """Return the row just above, where merged headings may stand."""
    above = table.rows[at - 1] if at else None
    return above if above and above.number == table.rows[at].number - 1 else None


def _recognised(row: Row, above: Row | None) -> dict[int, Keys]:
    keys: dict[int, Keys] = {}
    group = ""
    for column, heading in enumerate(row.cells, start=1):
        # What is merged stands in the first of its cells; the others are empty.
        group = (_plain(above.text(column)) if above else "") or group
        if heading and (known := _keys(_plain(heading), group)):
            keys[column] = known
    return keys


def _keys(heading: str, group: str) -> Keys | None:
    """Return what a heading stands for, or one below a merged `contact 2`."""
    in_group = _OF_CONTACT.fullmatch(group)
    part = _DUTCH_CONTACT.get(heading, heading)
    if in_group and not in_group["part"] and part in _CONTACT:
        return ("contacts", int(in_group["number"] or 1) - 1, part)
    if (found := _OF_CONTACT.fullmatch(heading)) and found["part"]:
        part = _DUTCH_CONTACT.get(found["part"], found["part"])
        if part in _CONTACT and int(found["number"] or 1) <= MOST_CONTACTS:
            return ("contacts", int(found["number"] or 1) - 1, part)
        return None
    return _EDITION.get(_DUTCH.get(heading, heading))


def _plain(heading: str) -> str:
    """Return a heading without capitals, accents, blanks and signs: `E-mail ` is `e_mail`."""
    letters = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "_", letters).strip("_")


def _twice(
    table: Table, row: int, keys: Mapping[int, Keys], headings: Mapping[int, str]
) -> Iterator[Problem]:
    first: dict[Keys, int] = {}
    for column, known in keys.items():
        if known in first:
            other = quoted(headings[first[known]])
            message = f"{quoted(headings[column])} stands for the same as {other}."
            yield Problem(message, table.mark(row, column), "remove one of the two columns.")
        first.setdefault(known, column)


def _misspelt(table: Table, row: int, headings: Mapping[int, str]) -> Iterator[Problem]:
    """Tell of headings that are like one with a meaning; others are columns of the user's own."""
    for at in sorted(headings):
        if meant := _meant(_plain(headings[at])):
            message = f"there is no column {quoted(headings[at])}."
            yield Problem(message, table.mark(row, at), f"did you mean {quoted(meant)}?")


def _meant(heading: str) -> str:
    """Return what a heading that means nothing was probably meant to be; empty for one's own."""
    if heading in (*_CONTACT, *_DUTCH_CONTACT):
        return f"contact_{heading}"
    (*near,) = difflib.get_close_matches(heading, _known(), n=1, cutoff=_ALIKE)
    # A `gemeentecode` is another thing than a `gemeente`.
    return next((one for one in near if not heading.startswith(one)), "")


def _known() -> list[str]:
    """Return all headings that mean something, but for second and later contacts."""
    parts = (*_CONTACT, *_DUTCH_CONTACT)
    return [*_EDITION, *_DUTCH, *(f"contact_{part}" for part in parts)]
