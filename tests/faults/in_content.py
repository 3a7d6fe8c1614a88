"""Faults of what a campaign says: edits of its YAML, found before anything is made."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from generator.errors import ContentError
from generator.load import load_content
from generator.model.finding import Finding
from generator.preflight.content.loading import not_loaded
from generator.project import Project
from generator.proofreading import proofread
from tests.campaign import REPOSITORY
from tests.faults import ours
from tests.faults.fault import Fault, Files, Sample
from tests.faults.ours import Edit

_DUTCH = "content/nl.yaml"
_LINKS = "content/campaign.yaml"
_EDITION = "content/editions/landelijk.yaml"
_LOGO = "content/editions/voorbeeldregio.svg"
_TRANSLATION = "content/nl-BE.yaml"
"""A second language, in the words of the first: rules that compare languages have two."""
_ON = datetime.date(2026, 11, 23)


def _sample(name: str, *edits: Edit) -> Sample:
    def files() -> Files:
        touched = sorted({file for file, _, _ in edits} or {_DUTCH})
        return {f"{name}/{file}": _edited(file, edits) for file in touched}

    def check(files: Files) -> Sequence[Finding]:
        return _proofread(*edits)

    return Sample(name, files, check)


def _edited(file: str, edits: Sequence[Edit]) -> bytes:
    """Return a file of the campaign after all edits of it; a translation is the Dutch file."""
    source = file if (REPOSITORY / file).exists() else _DUTCH
    text = (REPOSITORY / source).read_text(encoding="utf-8")
    for one, old, new in edits:
        if one == file:
            assert old in text, f"{file} has no {old!r}"
            text = text.replace(old, new, 1)
    return text.encode()


def _proofread(*edits: Edit) -> Sequence[Finding]:
    copy = ours.project((_LINKS, "id: drempels", "id: drempels-nl-be"))
    written = {_TRANSLATION, *(file for file, _, _ in edits)}
    for file in written:
        copy.write(file, _edited(file, edits).decode())
    try:
        content = load_content(Project(copy.root))
        return proofread(content, content.campaigns, content.editions, _ON)
    except ContentError as error:
        return not_loaded(error.problems)
    finally:
        for file in written:
            if file != _TRANSLATION and not (REPOSITORY / file).exists():
                (copy.root / file).unlink()
            else:
                copy.write(file, _edited(file, ()).decode())


_CLEAN = _sample("clean-content")


def _wrong(name: str, rule: str, *edits: Edit, also: Sequence[str] = ()) -> Fault:
    return Fault(name, rule, _sample(name, *edits), _CLEAN, None, False, frozenset(also))


def _said(old: str, new: str) -> Edit:
    return _DUTCH, old, new


_LONG_SENTENCE = (
    "Wacht niet tot je het zeker weet, want een vermoeden of een onderbuikgevoel is voor een "
    "professional die met jongeren werkt al genoeg om iets te doen, ook als collega’s zeggen dat "
    "het zo’n vaart nog niet zal lopen."
)
_EASY = (
    "Jongeren worden op verschillende manieren uitgebuit. Ze moeten criminele klusjes doen\n"
    "      of seks hebben, of ze worden gechanteerd met naaktbeelden."
)
_FIRST = (
    "Twijfelen mag. Ook met alleen een vermoeden of een onderbuikgevoel kun je in actie komen.\n"
    "      Zekerheid is niet nodig."
)
_SECOND = (
    "Dat hoeft niet. Stel je vast dat een jongere gevaar loopt en bescherming nodig heeft? Dan\n"
    "      ben je verplicht te doen wat goed is."
)
_HARD = (
    "Interdisciplinaire gegevensuitwisseling faciliteert verantwoordelijkheidsverdeling.\n"
    "      Organisatieoverstijgende beleidsimplementatie veronderstelt professionalisering van\n"
    "      uitvoeringsverantwoordelijken. Signaleringsverplichtingen representeren\n"
    "      onvermijdelijke samenwerkingsafspraken tussen gespecialiseerde\n"
    "      jeugdhulpverleningsinstellingen."
)

FAULTS = (
    _wrong("misspelt-key", "loading",
           _said("steps:", "stpes:")),
    _wrong("logo-with-a-script", "logo-cleaned",
           (_LOGO, "<circle", "<script>x()</script><circle")),
    _wrong("white-logo-on-white", "logo-seen",
           *((_LOGO, f'fill="{colour}"', 'fill="#fff"')
             for colour in ("#3b1f4a", "#f7c873", "#f7c873", "#8a5a9e", "#3b1f4a"))),
    _wrong("nine-barriers-told-of-ten", "barrier-count",
           _said("Tien twijfels die", "Negen twijfels die")),
    _wrong("barriers-counted-in-figures", "barrier-count",
           _said('"van 10 drempels"', '"van 9 drempels"')),
    _wrong("barriers-counted-on-a-card", "barrier-count",
           _said("Tien kaarten:", "Twaalf kaarten:")),
    _wrong("one-answer-twice", "barrier-order",
           _said(_SECOND, _FIRST), also=["same-structure"]),
    _wrong("translation-without-a-slot", "same-structure",
           (_TRANSLATION, '"QR-code naar {url}"', '"QR-code naar de website"')),
    _wrong("slot-half-written", "same-structure",
           _said('"QR-code naar {url}"', '"QR-code naar {url"')),
    _wrong("slot-in-running-text", "same-structure",
           _said("Zekerheid is niet nodig.", "Kijk op {url} voor meer.")),
    _wrong("translation-not-translated", "untranslated", ("content/de.yaml", "title:", "title:"),
           also=["barrier-count", "readability"]),
    _wrong("sentence-of-40-words", "sentence-length",
           _said("Wacht niet tot je het zeker weet.", _LONG_SENTENCE), also=["readability"]),
    _wrong("text-hard-to-read", "readability",
           _said(_EASY, _HARD)),
    _wrong("loverboy", "terminology", _said("Via sociale media", "Via loverboys")),
    _wrong("child-prostitution", "terminology",
           _said("benaderen ze meiden voor\n  seks", "gaat het om kinderprostitutie")),
    _wrong("customers-of-children", "terminology-care",
           _said("Daders ronselen jongeren", "Klanten ronselen jongeren")),
    _wrong("straight-quotes", "straight-quotes", _said("naaktfoto’s of", "naaktfoto's of")),
    _wrong("straight-double-quotes", "straight-quotes",
           _said("Wat kun jij veilig doen?", 'Wat kun jij "veilig" doen?')),
    _wrong("quotation-mark-turned", "straight-quotes", _said("zo’n gesprek", "zo‘n gesprek")),
    _wrong("double-space", "double-space",
           _said('"Een vermoeden is genoeg."', '"Een  vermoeden is genoeg."')),
    _wrong("space-before-a-comma", "double-space",
           _said("rustig moment, vertel", "rustig moment , vertel")),
    _wrong("no-space-after-a-stop", "double-space",
           _said("Twijfelen mag. Ook", "Twijfelen mag.Ook")),
    _wrong("dots-for-an-ellipsis", "double-space",
           _said("Wie weet waar ik in beland.", "Wie weet waar ik in beland...")),
    _wrong("number-may-break-from-its-unit", "no-break-space",
           _said("Bewaar\n      alles veilig.", "Bewaar\n      alles 10 km verderop.")),
    _wrong("date-may-break", "no-break-space",
           _said("met de datum erbij", "zoals 12 december")),
    _wrong("barrier-in-quotes", "quoted-name",
           (_DUTCH, '"Zie ik het wel goed?"', '"“Zie ik het wel goed?”"')),
    _wrong("role-misspelt", "contact-role", (_EDITION, "role: police", "role: polise")),
    _wrong("role-in-words", "contact-role", (_EDITION, "role: veiligthuis", "role: Veilig Thuis")),
    _wrong("phone-too-short", "phone-number", (_EDITION, '"0900-8844"', '"030-1234"')),
    _wrong("phone-made-up", "phone-number", (_EDITION, '"0800-2000"', '"012-345 67 89"')),
    _wrong("phone-without-groups", "phone-format", (_EDITION, '"0800-2000"', '"0302345678"')),
    _wrong("phone-checked-two-years-ago", "phone-checked",
           (_EDITION, 'phone: "0900-8844"\n    checked: 2026-11-23',
            'phone: "0900-8844"\n    checked: 2024-11-01')),
    _wrong("phone-checked-in-the-future", "phone-checked",
           (_EDITION, 'phone: "0900-8844"\n    checked: 2026-11-23',
            'phone: "0900-8844"\n    checked: 2027-11-01')),
    _wrong("link-label-of-another-host", "link-form",
           (_LINKS, 'label: "buitindeklas.nl"', 'label: "buitvoorprofessionals.nl"')),
    _wrong("link-by-a-shortener-in-content", "link-form",
           (_LINKS, '"https://www.buitindeklas.nl/"', '"https://bit.ly/3xYz"'),
           (_LINKS, '"buitindeklas.nl"', '"bit.ly/3xYz"')),
    _wrong("link-to-an-example", "link-form",
           (_LINKS, '"https://www.buitindeklas.nl/"', '"https://www.example.com/"'),
           (_LINKS, '"buitindeklas.nl"', '"example.com"')),
    _wrong("link-misspelt-in-a-text", "link-form",
           _said("buitvoorprofessionals.nl. Oefen", "buitvoorprofesionals.nl. Oefen")),
    _wrong("link-label-of-another-page", "link-label",
           (_LINKS, '"https://www.buitindeklas.nl/"', '"https://www.buitindeklas.nl/lessen/"')),
    _wrong("link-with-utm", "link-tracking",
           (_LINKS, '"https://www.buitindeklas.nl/"',
            '"https://www.buitindeklas.nl/?utm_source=poster"'),
           also=["link-label"]),
)  # fmt: skip
