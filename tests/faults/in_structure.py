"""Faults of what is read aloud and clicked on: tables, lists, headings, bookmarks, our own tags."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pikepdf import Array, Dictionary, Object, OutlineItem, Pdf, String

from generator.model.target import Target
from tests.faults import letter
from tests.faults.change import Change
from tests.faults.cleans import (
    HANDOUT_AS_WRITTEN,
    LETTER,
    SCREEN_POSTER_AS_WRITTEN,
    in_letter,
    spoilt,
)
from tests.faults.fault import Fault, fault, foreign, pdf_sample

_TABLE = (
    "<h2>Wie bel je?</h2><table><tr><th>Dienst</th><th>Nummer</th></tr><tr><td>Politie</td>"
    "<td>0900-8844</td></tr><tr><td>Veilig Thuis</td><td>0800-2000</td></tr></table>"
)
_TABLED = ("</body>", f"{_TABLE}</body>")
_SHORT = letter.css(".photo { display: none }")
_NO_HEADERS = ("</body>", _TABLE.replace("th>", "td>") + "</body>")
_DASHES = (
    "<ul><li>Bel bij direct gevaar het alarmnummer 112.</li>\n"
    "<li>Bel anders de politie: 0900-8844.</li></ul>",
    "<p>- Bel bij direct gevaar het alarmnummer 112.<br>- Bel anders de politie: 0900-8844.</p>",
)
_NUMBERED = (
    _DASHES[0],
    "<p>1. Bel bij direct gevaar het alarmnummer 112.</p>"
    "<p>2. Bel anders de politie: 0900-8844.</p>",
)
_BOLD = (
    "<h2>Met wie overleg je?</h2>",
    '<p style="font-size: 14pt; font-weight: bold">Met wie overleg je?</p>',
)
_LONG_HEADING = (
    ("<p>Elke regio heeft", "<h2>Elke regio heeft"),
    ("bewaar het nummer.</p>", "bewaar het nummer.</h2>"),
)
_SAME_ALT = ("QR-code naar buitvoorprofessionals.nl", "Groene heuvels onder een lichte lucht")
_ALT = "Groene heuvels onder een lichte lucht"

LETTER_WITH_TABLE = pdf_sample(
    "clean-foreign-letter-with-table",
    lambda: letter.letter(_TABLED, _SHORT),
    foreign(Target.SCREEN, "nl"),
)


def _elements(pdf: Pdf, kind: str) -> list[Object]:
    return [
        thing
        for thing in pdf.objects
        if isinstance(thing, Dictionary) and thing.get("/S") == f"/{kind}" and "/P" in thing
    ]


def _code_named(pdf: Pdf) -> None:
    _elements(pdf, "Figure")[0].Alt = String("QR-code naar voorbeeld.nl")


def _read_otherwise(pdf: Pdf) -> None:
    _elements(pdf, "P")[-1].ActualText = String("Bel bij gevaar 113.")


def _alt_on(kind: str, alt: str) -> Change:
    def put(pdf: Pdf) -> None:
        _elements(pdf, kind)[0].Alt = String(alt)

    return put


def _alts_swapped(pdf: Pdf) -> None:
    photo, code = _elements(pdf, "Figure")[:2]
    photo.Alt, code.Alt = code.Alt, photo.Alt


def _passed_over(pdf: Pdf) -> None:
    """Mark the second paragraph as what screen readers pass over, and take it from the tree."""
    paragraph = _elements(pdf, "P")[1]
    number = int(next(one for one in _numbers(paragraph)))
    page = pdf.pages[0]
    said = page.Contents.read_bytes()
    new, count = re.subn(rb"/\w+\s*<<\s*/MCID %d\s*>>\s*BDC" % number, b"/Artifact BMC", said)
    assert count == 1
    page.Contents = pdf.make_stream(new)
    holder = paragraph.P
    holder.K = Array([one for one in holder.K if one.objgen != paragraph.objgen])


def _numbers(element: Object) -> Iterator[int]:
    """Yield the numbers of the marked content in an element."""
    inside = element.get("/K")
    for one in inside if isinstance(inside, Array) else [inside]:
        if isinstance(one, Dictionary) and "/MCID" in one:
            yield int(one.MCID)
        elif isinstance(one, Dictionary):
            yield from _numbers(one)
        elif one is not None:
            yield int(one)


def _titled(pdf: Pdf) -> None:
    pdf.trailer.Info.Title = String("“Zie ik het wel goed?” 1 van 10 drempels")
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as told:
        told["dc:title"] = "“Zie ik het wel goed?” 1 van 10 drempels"


def _web_links(pdf: Pdf) -> list[Object]:
    return [one for one in pdf.pages[0].obj.Annots if "/URI" in one.get("/A", Dictionary())]


def _without_link(pdf: Pdf) -> None:
    """Lose the links to the first address that has one."""
    gone = _web_links(pdf)[0].A.URI
    kept = [
        one for one in pdf.pages[0].obj.Annots if one not in _web_links(pdf) or gone != one.A.URI
    ]
    pdf.pages[0].obj.Annots = Array(kept)


def _links_moved(pdf: Pdf) -> None:
    for link in _web_links(pdf):
        link.Rect = Array(
            [float(edge) + by for edge, by in zip(link.Rect, (0, 60, 0, 60), strict=True)]
        )


def _mark(title: str, page: int) -> Change:
    def add(pdf: Pdf) -> None:
        with pdf.open_outline() as outline:
            outline.root.append(OutlineItem(title, page - 1))

    return add


FAULTS: tuple[Fault, ...] = (
    fault("table-without-headers", "table-headers", LETTER_WITH_TABLE,
          lambda: letter.letter(_NO_HEADERS, _SHORT)),
    in_letter("list-typed-with-dashes", "list-tagged", _DASHES),
    in_letter("list-typed-with-numbers", "list-tagged", _NUMBERED),
    in_letter("heading-only-looks-like-one", "heading-tagged", _BOLD),
    in_letter("paragraph-tagged-as-a-heading", "heading-length", *_LONG_HEADING),
    in_letter("alt-says-poster", "alt-text", (_ALT, "Poster"), has_place=False),
    in_letter("two-pictures-with-one-text", "alt-text", _SAME_ALT, also=["qr-alt"]),
    spoilt("bookmark-to-another-page", "bookmark-target", HANDOUT_AS_WRITTEN,
           _mark("Wat kun je vandaag doen?", 1), has_place=False),
    spoilt("text-for-a-picture-changed", "told-as-written", SCREEN_POSTER_AS_WRITTEN, _code_named,
           also=["qr-address"]),
    spoilt("read-aloud-as-something-else", "read-aloud", SCREEN_POSTER_AS_WRITTEN,
           _read_otherwise),
    spoilt("heading-with-an-alternate-text", "read-aloud", LETTER, _alt_on("H1", "Brief")),
    spoilt("whole-document-with-an-alternate-text", "read-aloud", LETTER,
           _alt_on("Document", "Een brief over signalen")),
    spoilt("number-read-aloud-as-another", "read-aloud", LETTER,
           _alt_on("LBody", "Bel bij direct gevaar het alarmnummer 113.")),
    spoilt("paragraph-marked-as-decoration", "text-passed-over", LETTER, _passed_over,
           also=["pdf-ua", "tagged"]),
    spoilt("texts-for-photo-and-code-swapped", "qr-alt", LETTER, _alts_swapped),
    spoilt("title-of-another-poster", "told-as-written", SCREEN_POSTER_AS_WRITTEN, _titled,
           page=None),
    spoilt("link-gone", "told-as-written", SCREEN_POSTER_AS_WRITTEN, _without_link, page=None,
           also=["pdf-ua"]),
    spoilt("links-beside-their-words", "told-as-written", SCREEN_POSTER_AS_WRITTEN, _links_moved,
           also=["link-target", "pdf-ua"]),
)  # fmt: skip
