"""Files that look wrong and aren't: what a hasty rule would find fault with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from generator.model.geometry import mm_to_pt
from generator.model.target import Target
from tests.faults import flyer, letter, memo, ours
from tests.faults.change import Change, changed, drawing, in_form, state
from tests.faults.cleans import FLYER, LETTER, PRESS_CARD, PRESS_POSTER
from tests.faults.fault import PdfSample, foreign, pdf_sample
from tests.faults.flyer import BLACK, BLEED, SLUG, WHITE, Code, box, line, say
from tests.faults.fonts import text_font
from tests.faults.pictures import picture, pixels_for, placed

_CLEAN = Code()


def _of(clean: PdfSample, name: str, *changes: Change) -> PdfSample:
    return pdf_sample(f"innocent-{name}", lambda: changed(clean.make(), *changes), clean.told)


def _flyer(name: str, *over: flyer.Draw, qr: Code | None = _CLEAN) -> PdfSample:
    return pdf_sample(f"innocent-{name}", lambda: flyer.flyer(*over, qr=qr), FLYER.told)


def _letter(name: str, *edits: letter.Edit) -> PdfSample:
    return pdf_sample(f"innocent-{name}", lambda: letter.letter(*edits), LETTER.told)


def _memo(name: str, make: Callable[[], bytes]) -> PdfSample:
    return pdf_sample(f"innocent-{name}", make, foreign(Target.OFFICE, "nl"))


def _black_overprints(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.setFillOverprint(True)
    say("Wie helpt je verder", 54, 50)(canvas)
    canvas.restoreState()


def _crop_marks(canvas: Canvas) -> None:
    for bottom in (0, flyer.HEIGHT):
        for left in (-BLEED - SLUG, flyer.WIDTH + BLEED):
            line(left, bottom, SLUG, 0.25)(canvas)


def _jpeg(canvas: Canvas) -> None:
    """Place a photograph in inks as a JPEG, whose values Adobe's tools turn round."""
    from io import BytesIO

    from reportlab.lib.utils import ImageReader

    from tests.faults.pictures import photograph

    written = BytesIO()
    pixels = pixels_for(20, 300)
    photograph(pixels, pixels).convert("CMYK").save(written, format="JPEG", quality=90)
    written.seek(0)
    at = [mm_to_pt(one) for one in (60, 42, 20, 20)]
    canvas.drawImage(ImageReader(written), *at)


def _unused(pdf: Pdf) -> None:
    """Leave among the resources what nothing draws with."""
    resources = pdf.pages[0].obj.Resources
    resources.ColorSpace = Dictionary(Unused=Name.DeviceRGB)
    resources.ExtGState = Dictionary(Unused=Dictionary(OP=True, op=True, OPM=1))
    resources.Font.Unused = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)


_HEAVY = "0.9 0.9 0.9 0.9 k 60 42 20 20 re f"
_COVER = "0.12 0.02 0 0 k 58 40 24 24 re f"


def _accented() -> ours.Ordered:
    """Return one of our own posters that leads to a page with an accent in its address."""
    page = (
        "https://www.buitvoorprofessionals.nl/",
        "https://www.buitvoorprofessionals.nl/één?a=1&b=2",
    )
    return ours.order("poster", Target.SCREEN, "a3", ("content/campaign.yaml", *page), barrier=7)


def _lines(*texts: str) -> tuple[flyer.Draw, ...]:
    return tuple(say(text, 50, 66 - 5 * at, 9) for at, text in enumerate(texts))


def _white_picture(canvas: Canvas) -> None:
    """Lay a ground of white pixels, as design programs do when they flatten shadows."""
    from reportlab.lib.utils import ImageReader

    side = pixels_for(30, 300)
    white = ImageReader(Image.new("CMYK", (side, side)))
    canvas.drawImage(white, *(mm_to_pt(one) for one in (60, 38, 30, 30)))


INNOCENT: tuple[PdfSample, ...] = (
    _of(FLYER, "heavy-ink-covered", drawing(f"{_HEAVY} {_COVER}")),
    _of(FLYER, "heavy-ink-clipped-away",
        drawing(f"q 0 0 1 1 re W n {_HEAVY} Q")),
    _of(FLYER, "multiply-that-stays-light",
        drawing("/G gs 0.3 0 0 0 k 60 42 20 20 re f 0 0.3 0 0 k 60 42 20 20 re f",
                G=state(BM=Name.Multiply))),
    _of(FLYER, "resources-that-nothing-uses", _unused),
    _of(FLYER, "form-that-nothing-draws",
        drawing("", X=in_form("1 0 0 rg 60 45 20 10 re f"))),
    _of(FLYER, "knocked-out-process-black",
        drawing("/C cs 0.8 scn 60 45 20 10 re f", C=lambda pdf: Array(
            [Name.Separation, Name.Black, Name.DeviceCMYK,
             Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1,
                        C0=Array([0, 0, 0, 0]), C1=Array([0, 0, 0, 1]))]))),
    _of(FLYER, "picture-in-grey",
        drawing(placed("X", 60, 42, 20, 20),
                X=picture(b"\xa0", pixels=(pixels_for(20, 300),) * 2,
                          space=lambda pdf: Name.DeviceGray))),
    _of(FLYER, "picture-of-300-ppi-turned",
        drawing("q 14 14 -14 14 70 42 cm /X Do Q",
                X=picture(pixels=(pixels_for(20, 300),) * 2))),
    _of(FLYER, "small-text-in-black-in-a-form",
        drawing("/X Do", X=in_form("0 0 0 1 k BT /F 2.3 Tf 60 50 Td (Wie helpt je) Tj ET",
                                   F=text_font()))),
    _flyer("black-text-overprints", _black_overprints),
    _flyer("numbers-that-are-right", *_lines(
        "Bel 0900-8844, 24 uur per dag.", "Tel. 020 123 45 67", "Mobiel: +31 6 12345678",
        "Veilig Thuis 0800-2000 (gratis)", "088 123 45 67 of 06-12345678")),
    _flyer("figures-that-are-no-numbers", *_lines(
        "Bel ons voor 06-12-2026.", "Telefoon: 08.30-17.00 uur", "KvK 01234567",
        "IBAN NL91 ABNA 0417 1643 00", "0,25 tot 0,75 procent")),
    _flyer("words-and-days-that-are-right", *_lines(
        "Kun je je zorg delen? Die die…", "Kom op 31 maart of 29 februari.",
        "Kom op 12 sept of 3 sep", "Van 9.00 tot 24.00 uur", "Op 06-12-2026, 12/31/2026",
        "hulp@veiligthuis.nl")),
    _flyer("picture-in-white-under-text", _white_picture, say("Wie helpt je verder", 62, 55)),
    _flyer("crop-marks-in-the-slug", _crop_marks),
    _flyer("address-in-capitals", qr=replace(_CLEAN, printed="BuitVoorProfessionals.nl")),
    _flyer("address-on-two-lines", say("buitvoorprofessionals.nl/", 11, 15, 8),
           say("lees", 11, 11, 8),
           qr=replace(_CLEAN, address="https://www.buitvoorprofessionals.nl/lees", printed="")),
    pdf_sample("innocent-white-page", lambda: flyer.flyer(ground=box(0, 0, 1, 1, WHITE)),
               FLYER.told),
    _flyer("photo-as-a-jpeg", _jpeg),
    _flyer("thin-black-line", line(60, 45, 30, 0.3)),
    _flyer("no-code-at-all", qr=None),
    _flyer("code-turned", qr=replace(_CLEAN, turned=90)),
    _flyer("code-turned-a-little", qr=replace(_CLEAN, turned=10, at=(17, 26))),
    _flyer("code-with-a-page", qr=replace(
        _CLEAN, address="https://www.buitvoorprofessionals.nl/lees",
        printed="buitvoorprofessionals.nl/lees")),
    _flyer("address-with-www", qr=replace(_CLEAN, printed="www.buitvoorprofessionals.nl")),
    _flyer("checkerboard-that-is-no-code", *(
        box(60 + x * 2, 44 + y * 2, 2, 2, BLACK if (x + y) % 2 else WHITE)
        for x in range(8) for y in range(8))),
    _of(PRESS_CARD, "safe-text-on-ours",
        drawing("1 g BT /F 4 Tf 10 38 Td (Zie ik het goed) Tj ET",
                F=text_font("ABCDEF+Text"))),
    _of(PRESS_POSTER, "note-in-the-slug",
        drawing("0 0 0 1 k BT /F 2.4 Tf 100 -11 Td (proef 2) Tj ET",
                F=text_font("ABCDEF+Text"))),
    _letter("tel-and-mail", ("0900-8844", '<a href="tel:0900-8844">0900-8844</a> of '
            '<a href="mailto:hulp@veiligthuis.nl">hulp@veiligthuis.nl</a>')),
    _letter("lines-that-begin-with-a-dash", ("Zekerheid is niet nodig.",
            "– Zekerheid is niet nodig.<br>Twee meisjes zagen – net als jij – iets vreemds.")),
    _letter("words-set-large", ("<p>Twijfelen mag.",
            '<p style="font-size: 14pt">Twijfelen mag, ook hier.</p><p>')),
    _letter("picture-that-comes-back", ('<img class="code"',
            '<img class="photo" src="PHOTO" alt="Groene heuvels onder een lichte lucht">'
            '<img class="code"'), letter.css(".photo { width: 25mm; height: 15mm }")),
    _letter("figure-said-in-full", ("0900-8844.", '0900-8844, <span>ma. t/m vr.</span>')),
    _letter("two-columns", letter.css("ul { columns: 2 }")),
    _letter("table", ("<ul><li>Bel bij direct gevaar het alarmnummer 112.</li>",
            "<table><tr><th>Wanneer</th><th>Nummer</th></tr><tr><td>Bij direct gevaar</td>"
            "<td>112</td></tr></table><ul>")),
    _letter("table-over-two-pages", ("</body>", "<table><tr><th>Dienst</th><th>Nummer</th></tr>"
            + "<tr><td>Politie</td><td>0900-8844</td></tr>" * 6 + "</table></body>")),
    _letter("long-link", (">buitvoorprofessionals.nl</a>",
            ">de gratis e-learning voor wie met jongeren werkt, op buitvoorprofessionals.nl</a>")),
    _letter("link-in-words", ("Zekerheid is niet nodig.",
            '<a href="https://nl.wikipedia.org/wiki/Mensenhandel">Meer over mensenhandel</a>.')),
    _letter("floating-picture", letter.css(".photo { float: right; margin: 0 0 2mm 4mm }")),
    _letter("words-of-another-language", ("Zekerheid is niet nodig.",
            "Zekerheid is niet nodig: better safe than sorry.")),
    pdf_sample("innocent-address-that-is-not-ascii", lambda: _accented().pdf,
               lambda: _accented().expected),
    _letter("link-without-www", ('href="https://www.buitvoor', 'href="https://buitvoor')),
    _letter("dark-on-a-photograph", letter.css(
        ".over { position: relative; margin: -28mm 0 24mm 3mm; color: #0b1230 }"),
        ("<h2>Met wie", '<p class="over">Foto van de heuvels</p><h2>Met wie')),
    _letter("white-on-a-dark-band", letter.css(
        "ul { background: #1b1b2f; color: white; padding: 3mm 3mm 3mm 8mm }")),
    _memo("memo-on-another-paper", lambda: memo.memo(size=(216, 279.4))),
)  # fmt: skip
"""Each must pass without a word."""
