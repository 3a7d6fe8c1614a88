"""Faults of what people overlook: pictures that changed, numbers, notes, lines along the cut."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
from pikepdf import Array, Dictionary, Name, Pdf, String
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from generator.model.geometry import POINTS_PER_INCH, mm_to_pt
from tests.faults import letter
from tests.faults.change import changed, drawing, in_form, state
from tests.faults.cleans import FLYER, LETTER, in_letter, on_flyer, spoilt
from tests.faults.document import annotation
from tests.faults.fault import Fault, fault
from tests.faults.flyer import BLEED, HEIGHT, SLUG, WIDTH, dressed, flyer, photo, say
from tests.faults.in_office import MEMO
from tests.faults.memo import memo
from tests.faults.memo import say as say_on_memo
from tests.faults.pictures import picture, placed

_FRAME = f"0 1 0 0 K 0.2 w 0 0 {WIDTH} {HEIGHT} re S"
_PHOTO = """<img class="photo" src="PHOTO" alt="Groene heuvels onder een lichte lucht">"""


def _flattened() -> bytes:
    """Return the flyer as a picture of itself."""
    drawn = pypdfium2.PdfDocument(flyer())[0].render(scale=300 / POINTS_PER_INCH).to_pil()
    written = BytesIO()
    width, height = (mm_to_pt(side + 2 * (BLEED + SLUG)) for side in (WIDTH, HEIGHT))
    canvas = Canvas(written, pagesize=(width, height), invariant=1)
    canvas.setTitle("Zie ik het goed?")
    for name, inset in (("Trim", BLEED + SLUG), ("Bleed", SLUG)):
        by = mm_to_pt(inset)
        getattr(canvas, f"set{name}Box")((by, by, width - by, height - by))
    canvas.drawImage(ImageReader(drawn.convert("CMYK")), 0, 0, width, height)
    canvas.save()
    return dressed(written.getvalue())


def _one_picture_of_a_page() -> bytes:
    """Return the letter as one picture that is tagged as a heading."""
    css = letter.css("@page { margin: 0 } .photo { width: 148mm; height: 210mm; margin: 0 }")
    body = letter.HTML.partition("<body>")[2].partition("</body>")[0]
    return letter.letter((body, f"<h1>{_PHOTO}</h1>"), css)


def _twice(pdf: Pdf) -> None:
    pdf.pages.append(pdf.pages[0])


def _fonts_swapped(pdf: Pdf) -> None:
    """Draw each font with the letters of the other, as tools do that go by a subset's name."""
    one, other = (
        font.FontDescriptor
        for font in pdf.pages[0].Resources.Font.values()
        if "/FontDescriptor" in font
    )
    one.FontFile2, other.FontFile2 = other.FontFile2, one.FontFile2


def _typed_on_top(**entries: object) -> bytes:
    """Return the memo with a note on it that says another number."""
    look = in_form("0.8 1 1 rg 0 0 180 30 re f")
    note = annotation(
        Subtype=Name.FreeText, Contents=String("Nieuw nummer: 0800-2000"),
        DA=String("/Helv 12 Tf 0 g"), **entries,
    )  # fmt: skip

    def appear(pdf: Pdf) -> None:
        pdf.pages[0].Annots[-1].AP = Dictionary(N=look(pdf))

    return changed(memo(), note, appear)


FAULTS: tuple[Fault, ...] = (
    spoilt("files-of-two-fonts-swapped", "font-widths", FLYER, _fonts_swapped, has_place=False),
    on_flyer("number-a-digit-short", "phone-printed", say("Bel 0900-884", 54, 60)),
    on_flyer("number-a-digit-long", "phone-printed", say("Veilig Thuis: 0800-20000", 54, 60)),
    on_flyer("mobile-number-a-digit-short", "phone-printed", say("06-1234567", 54, 60)),
    on_flyer("number-of-no-area", "phone-printed", say("Telefoon 0997 123456", 54, 60)),
    fault("memo-number-a-digit-short", "phone-printed", MEMO,
          lambda: memo(say_on_memo("Bel Veilig Thuis: 0800-200", 120, 190))),
    on_flyer("word-twice", "slip-printed", say("Bel voor voor advies.", 54, 60)),
    on_flyer("31-february", "slip-printed", say("Kom op 31 februari.", 54, 60)),
    on_flyer("month-13", "slip-printed", say("Op 22-13-2026", 54, 60)),
    on_flyer("25-hours", "slip-printed", say("Tot 25.30 uur", 54, 60)),
    on_flyer("mailbox-without-an-end", "slip-printed", say("info@gemeente", 54, 60)),
    on_flyer("shortener-printed", "slip-printed", say("bit.ly/3xYz", 54, 60)),
    in_letter("photo-pulled-high", "image-stretched",
              letter.css(".photo { width: 40mm; height: 50mm }")),
    on_flyer("photo-squeezed", "image-stretched",
             lambda canvas: (canvas.scale(0.8, 1), photo(75, 42, 30, 20)(canvas), None)[-1]),
    spoilt("photo-came-out-white", "image-blank", FLYER,
           drawing(placed("X", 60, 38, 30, 30), X=picture(b"\0\0\0\0", pixels=(355, 355)))),
    fault("page-is-a-picture", "page-picture", FLYER, _flattened),
    fault("page-is-a-picture-on-screen", "page-picture", LETTER, _one_picture_of_a_page,
          also=["heading-order", "page-size", "image-stretched", "alt-text"]),
    spoilt("page-twice", "page-twice", MEMO, _twice, page=2),
    fault("typed-on-top", "comments", MEMO, lambda: _typed_on_top(F=4)),
    fault("typed-on-top-and-not-printed", "comments", MEMO, lambda: _typed_on_top(F=0)),
    spoilt("reviewers-note", "comments", LETTER,
           annotation(Subtype=Name.Text, Contents=String("Klopt dit nummer wel?"), F=4,
                      Rect=Array([385, 560, 405, 580])),
           also=["pdf-ua"]),
    spoilt("yellow-overprints-blue", "overprint-colour", FLYER,
           drawing("/G gs 0 0 1 0 k 10 112 30 8 re f", G=state(OP=True, op=True))),
    spoilt("frame-where-it-is-cut", "line-on-trim", FLYER, drawing(_FRAME)),
)  # fmt: skip
