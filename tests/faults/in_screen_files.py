"""Faults of screen files: structure, title, language, links, the order of reading."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Unpack

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from generator.model.target import Target
from tests.faults import letter
from tests.faults.change import Change, changed
from tests.faults.cleans import (
    LETTER,
    PRESS_POSTER,
    SCREEN_HANDOUT,
    SCREEN_POSTER,
    in_letter,
    spoilt,
)
from tests.faults.document import annotation, in_xmp, link, root_entry
from tests.faults.fault import Fault, Options, fault, foreign


def _no_title(pdf: Pdf) -> None:
    """Leave the title out, wherever it is told."""
    if "/Title" in pdf.trailer.Info:
        del pdf.trailer.Info["/Title"]
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as told:
        if "dc:title" in told:
            del told["dc:title"]


def _titled(title: str) -> Change:
    def put(pdf: Pdf) -> None:
        pdf.trailer.Info.Title = String(title)
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as told:
            told["dc:title"] = title

    return put


def _untagged(pdf: Pdf) -> None:
    for key in ("StructTreeRoot", "MarkInfo"):
        del pdf.Root[f"/{key}"]


def _tags(pdf: Pdf, kind: str) -> list[Object]:
    """Return the structure elements of a kind, in reading order."""
    return [one for one in _elements(pdf.Root.StructTreeRoot) if one.get("/S") == f"/{kind}"]


def _elements(parent: Object) -> Iterator[Object]:
    kids = parent.get("/K", Array())
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/P" in kid:
            yield kid
            yield from _elements(kid)


def _retag(old: str, new: str, at: int = 0) -> Change:
    def retag(pdf: Pdf) -> None:
        _tags(pdf, old)[at].S = Name(f"/{new}")

    return retag


def _alt(alt: str | None) -> Change:
    def put(pdf: Pdf) -> None:
        figure = _tags(pdf, "Figure")[0]
        if alt is None:
            del figure.Alt
        else:
            figure.Alt = String(alt)

    return put


def _swapped(pdf: Pdf) -> None:
    """Read the body's parts in another order than they stand in."""
    owner = max(
        (one for kind in ("Document", "Div", "Sect", "Body", "Part") for one in _tags(pdf, kind)
         if isinstance(one.get("/K"), Array)),
        key=lambda one: len(one.K),
    )  # fmt: skip
    owner.K = Array([*list(owner.K)[4:], *list(owner.K)[:4]])


_SWAPPED_BY_STYLE = """body { position: relative; height: 180mm } .late { position: absolute;
left: 0; top: 0 } h1 { padding-top: 12mm }"""
_ENGLISH = (
    "Twijfelen mag. Ook met alleen een vermoeden of een onderbuikgevoel kun je in actie komen.\n"
    "Zekerheid is niet nodig. Schrijf op wat je ziet en hoort, met de datum erbij.",
    "You may have doubts. A hunch or a feeling is enough to take action. You need not be certain.\n"
    "Write down what you see and hear, with the date, and keep your notes in a safe place. Then "
    "talk about them with a colleague whom you trust, and agree who takes the next step.",
)  # fmt: skip


def _undescribed(pdf: Pdf) -> None:
    for note in pdf.pages[0].obj.Annots:
        if "/Contents" in note:
            del note.Contents


def _of_letter(name: str, rule: str, *changes: Change, **options: Unpack[Options]) -> Fault:
    return spoilt(name, rule, LETTER, *changes, **options)


def _relink(address: str, at: int) -> Change:
    """Have a web link on the first page lead somewhere else."""

    def put(pdf: Pdf) -> None:
        notes = pdf.pages[0].obj.Annots
        [one for one in notes if _is_web(one)][at].A.URI = String(address)

    return put


def _is_web(note: Object) -> bool:
    return "/A" in note and str(note.A.get("/URI", "")).startswith("https")


FAULTS = (
    in_letter("heading-skipped", "heading-order",
              ("<h2>Waar lees je meer?</h2>", "<h4>Waar lees je meer?</h4>"),
              has_place=False, also=["pdf-ua"]),
    spoilt("heading-skipped-in-ours", "heading-order", SCREEN_HANDOUT, _retag("H2", "H4", 1),
           has_place=False, also=["pdf-ua"]),
    in_letter("no-first-heading", "heading-order",
              ("<h1>Een vermoeden is genoeg</h1>", "<h2>Een vermoeden is genoeg</h2>"),
              has_place=False, also=["pdf-ua"]),
    in_letter("no-heading-at-all", "heading-order",
              ("<h1>Een vermoeden is genoeg</h1>", "<p><b>Een vermoeden is genoeg</b></p>"),
              ("<h2>Met wie overleg je?</h2>", "<p>Met wie overleg je?</p>"),
              ("<h2>Waar lees je meer?</h2>", "<p>Waar lees je meer?</p>"),
              has_place=False, page=None),
    in_letter("empty-heading", "heading-order",
              ("<h2>Waar lees je meer?</h2>", "<h2>Waar lees je meer?</h2><h2></h2>"),
              has_place=False, also=["pdf-ua"]),
    fault("untagged", "tagged", LETTER, lambda: letter.letter(pdf_variant=None), page=None,
          also=["pdf-ua", "language"]),
    _of_letter("tags-taken-out", "tagged", _untagged, page=None, also=["pdf-ua"]),
    spoilt("tags-taken-out-of-ours", "tagged", SCREEN_POSTER, _untagged, page=None,
           also=["pdf-ua"]),
    _of_letter("not-marked-as-tagged", "tagged", root_entry("MarkInfo", None), page=None,
               also=["pdf-ua"]),
    _of_letter("file-name-in-the-window", "tagged", root_entry("ViewerPreferences", None),
               page=None,
               also=["pdf-ua", "title"]),
    _of_letter("not-said-to-be-pdfua", "pdf-ua", in_xmp(b"pdfuaid:part", b"pdfuaid:pert"),
               page=None),
    _of_letter("text-outside-tags", "pdf-ua",
               lambda pdf: pdf.pages[0].contents_add(
                   b"0 0 0 RG 2 w 50 60 m 200 60 l S", prepend=False), has_place=False),
    _of_letter("unknown-tag", "pdf-ua", _retag("L", "Opsomming"), has_place=False, page=None),
    _of_letter("figure-without-alt", "alt-text", _alt(None), has_place=False, also=["pdf-ua"]),
    spoilt("figure-without-alt-in-ours", "alt-text", SCREEN_POSTER, _alt(None), has_place=False,
           also=["pdf-ua"]),
    in_letter("alt-is-a-file-name", "alt-text",
              ("Groene heuvels onder een lichte lucht", "IMG_2041.JPG"), has_place=False),
    in_letter("alt-says-picture", "alt-text",
              ("Groene heuvels onder een lichte lucht", "afbeelding"), has_place=False),
    _of_letter("alt-of-spaces", "alt-text", _alt("  "), has_place=False, also=["pdf-ua"]),
    in_letter("alt-of-a-code-says-nothing", "alt-text",
              ('alt="QR-code naar buitvoorprofessionals.nl"', 'alt="image1"'), has_place=False,
              also=["qr-alt"]),
    _of_letter("link-without-a-description", "link-text", _undescribed, also=["pdf-ua"]),
    spoilt("link-outside-the-structure", "link-text", SCREEN_POSTER,
           annotation(Contents=String("buitvoorprofessionals.nl"),
                       **link("https://www.buitvoorprofessionals.nl/")),
           also=["pdf-ua"]),
    in_letter("link-says-click-here", "link-vague",
              (">buitvoorprofessionals.nl</a>", ">klik hier</a>, buitvoorprofessionals.nl")),
    in_letter("link-says-here", "link-vague",
              (">buitvoorprofessionals.nl</a>", ">hier</a>: buitvoorprofessionals.nl")),
    in_letter("link-says-read-more", "link-vague",
              (">buitvoorprofessionals.nl</a>", ">Lees meer</a>: buitvoorprofessionals.nl")),
    _of_letter("no-title", "title", _no_title, page=None, also=["pdf-ua"]),
    _of_letter("title-is-a-file-name", "title", _titled("brief_def_v3.docx"), page=None),
    spoilt("title-is-a-file-name-in-ours", "title", PRESS_POSTER, _titled("poster-07.indd"),
           page=None),
    _of_letter("title-of-a-word-processor", "title", _titled("Microsoft Word - brief"), page=None),
    _of_letter("title-untitled", "title", _titled("Naamloos document"), page=None),
    _of_letter("no-language", "language", root_entry("Lang", None), page=None, also=["pdf-ua"]),
    spoilt("no-language-in-ours", "language", SCREEN_POSTER, root_entry("Lang", None), page=None,
           also=["pdf-ua"]),
    spoilt("another-language-in-ours", "language", SCREEN_HANDOUT, root_entry("Lang", String("de")),
           page=None, also=["text-language"]),
    _of_letter("language-is-no-code", "language", root_entry("Lang", String("Nederlands")),
               page=None,
               also=["pdf-ua"]),
    fault("english-voice-for-dutch-text", "text-language", LETTER,
          lambda: letter.letter(('<html lang="nl">', '<html lang="en">')),
          has_place=False, told=foreign(Target.SCREEN)),
    fault("english-voice-for-dutch-text-in-ours", "language", SCREEN_HANDOUT,
          lambda: changed(SCREEN_HANDOUT.make(), root_entry("Lang", String("en"))), page=None,
          also=["text-language"]),
    in_letter("english-part-in-a-dutch-voice", "text-language", _ENGLISH, has_place=False),
    in_letter("link-with-http", "link-secure",
              ('href="https://www.buitvoor', 'href="http://www.buitvoor')),
    in_letter("link-elsewhere-than-it-says", "link-target",
              ('href="https://www.buitvoorprofessionals.nl/"',
               'href="https://www.buitindeklas.nl/"')),
    in_letter("link-to-another-number", "link-target",
              ("0900-8844", '<a href="tel:0900-8855">0900-8844</a>')),
    in_letter("link-to-another-mailbox", "link-target",
              ("0900-8844", '<a href="mailto:hulp@example.com">advies@regio.nl</a>')),
    in_letter("link-to-a-look-alike", "link-target",
              ('href="https://www.buitvoorprofessionals.nl/"',
               'href="https://www.buitvoorprofessionals.nl.example.com/"')),
    in_letter("link-by-a-shortener", "link-target",
              ('href="https://www.buitvoorprofessionals.nl/"', 'href="https://bit.ly/3xYz"')),
    in_letter("link-to-a-file-on-this-computer", "link-target",
              ('href="https://www.buitvoorprofessionals.nl/"', 'href="file:///C:/buit.html"'),
              also=["active-content"]),
    spoilt("link-of-ours-elsewhere", "link-target", SCREEN_POSTER,
           _relink("https://www.buitindeklas.nl/", 1)),
    spoilt("link-on-a-code-elsewhere", "link-target", SCREEN_POSTER,
           _relink("https://www.buitindeklas.nl/", 0), also=["qr-address"]),
    _of_letter("read-in-another-order", "reading-order", _swapped, has_place=False,
               also=["heading-order", "pdf-ua"]),
    in_letter("late-text-stands-first", "reading-order", letter.css(_SWAPPED_BY_STYLE),
              ("<h2>Waar lees je",
               '<p class="late">Bel bij direct gevaar meteen het nummer 112.</p>'
               "<h2>Waar lees je"), has_place=False),
)  # fmt: skip
