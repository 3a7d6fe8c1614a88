"""Text and the ground that it stands on: cards of our renderer, and pages drawn by hand."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream
from PIL import Image

from generator.finish import FinishOptions, finish
from generator.model.document import OneUp
from generator.model.geometry import Size
from generator.model.layout import Layout
from generator.model.mark import Mark
from generator.model.sheet import fill_sheet
from generator.model.target import Target
from generator.preflight.expected import Expected, Fault, SourceText
from generator.preflight.look.contrast import contrast
from generator.preflight.reading.proof import open_proof
from tests.preflight.ink_pages import press_page

MakePdf = Callable[..., bytes]
FOREIGN = Expected(target=Target.SCREEN)


def faults(pdf: bytes, expected: Expected = FOREIGN) -> list[Fault]:
    with open_proof(pdf) as proof:
        return list(contrast(proof, expected))


def picture(*colours: tuple[int, int, int], size: tuple[int, int] = (8, 8)) -> str:
    """A picture of equal bands, as an address."""
    made = Image.new("RGB", size)
    band = size[0] // len(colours)
    for at, colour in enumerate(colours):
        made.paste(colour, (at * band, 0, size[0] if at == len(colours) - 1 else (at + 1) * band,
                            size[1]))  # fmt: skip
    saved = BytesIO()
    made.save(saved, "PNG")
    return "data:image/png;base64," + base64.b64encode(saved.getvalue()).decode()


def test_pale_text_is_found_with_its_contrast_and_its_place(make_pdf: MakePdf) -> None:
    (fault,) = faults(make_pdf("<p>Een drempel<p style='color:#999'>Twijfel niet"))
    assert fault.message == (
        "'Twijfel niet' has a contrast of 2.8:1 with its ground; it needs 4.5:1"
    )
    assert fault.detail == "#999999 on #ffffff, 8.0 pt"
    assert fault.page == 1
    (place,) = fault.places
    assert (place.left, place.top) == pytest.approx((5, 9.6), abs=1)
    assert place.width == pytest.approx(13, abs=1)


GOOD = [
    "color:#000",
    "color:#767676",
    "color:#0b3c49",
    "color:#fff;background:#0b3c49",
    "color:#ffd166;background:#0b3c49",
]
POOR = [
    "color:#777c",
    "color:#7a7a7a",
    "color:#ffd166",
    "color:#fff;background:#8a8a8a",
    "color:#17606b;background:#0b3c49",
]


@pytest.mark.parametrize("css", GOOD)
def test_text_that_stands_out_is_let_be(make_pdf: MakePdf, css: str) -> None:
    assert faults(make_pdf(f"<p style='{css}'>Een drempel")) == []


@pytest.mark.parametrize("css", POOR)
def test_text_that_hardly_stands_out_is_found(make_pdf: MakePdf, css: str) -> None:
    assert len(faults(make_pdf(f"<p style='{css}'>Een drempel"))) == 1


LARGE = [
    ("18pt/1 Vreemd", "#949494", 0),
    ("17pt/1 Vreemd", "#949494", 1),
    ("24pt/1 Vreemd", "#999", 1),
]


@pytest.mark.parametrize(("font", "colour", "found"), LARGE)
def test_large_text_needs_less(make_pdf: MakePdf, font: str, colour: str, found: int) -> None:
    pdf = make_pdf(f"<p style='font:{font};color:{colour}'>Een drempel")
    assert len(faults(pdf)) == found


def test_our_own_text_is_large_later(make_pdf: MakePdf, expected: Expected) -> None:
    pdf = make_pdf("<p style='font-size:20pt;color:#949494'>Een drempel")
    assert faults(pdf) == []
    (fault,) = faults(pdf, expected)
    assert fault.message.endswith("it needs 4.5:1")


def test_bold_text_is_large_sooner() -> None:
    def page(font: str) -> bytes:
        return drawn(b".58 g BT /F 5.3 Tf 5 20 Td (Een drempel) Tj ET", font)

    assert len(faults(page("/Helvetica"))) == 1
    assert faults(page("/Helvetica-Bold")) == []


def drawn(content: bytes, font: str = "/Helvetica", **more: Callable[[Pdf], Object]) -> bytes:
    """A page with text of one of the standard fonts; sizes are in mm."""

    def resources(pdf: Pdf) -> Object:
        typeface = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(font))
        names = Dictionary(Font=Dictionary(F=typeface))
        for family, make in more.items():
            names[f"/{family}"] = make(pdf)
        return names

    return press_page(content, resources=resources)


def test_text_over_the_edge_of_two_grounds_is_found_where_it_fades(make_pdf: MakePdf) -> None:
    ground = picture((11, 60, 73), (255, 255, 255))
    css = f"body{{background:url({ground});background-size:100% 100%}}p{{color:#fff}}"
    (fault,) = faults(make_pdf("<p>" + "zichtbaar " * 8, css, bleed_mm=0))
    assert fault.message.startswith("'zichtbaar")
    assert fault.places[0].left > 35


def test_text_over_a_photograph_is_measured_on_what_is_below_each_letter() -> None:
    def photograph(pdf: Pdf) -> Object:
        values = bytes(40 if (column // 4) % 2 else 230 for _ in range(40) for column in range(60))
        made = Stream(pdf, values, Subtype=Name.Image, Width=60, Height=40, BitsPerComponent=8)
        made.ColorSpace = Name.DeviceGray
        return Dictionary(P=pdf.make_indirect(made))

    text = b"1 g BT /F 4 Tf 3 20 Td (Een drempel voor jou) Tj ET"
    page = drawn(b"q 60 0 0 40 0 0 cm /P Do Q " + text, XObject=photograph)
    (fault,) = faults(page)
    assert fault.detail.startswith("#ffffff on #e")


def test_a_rule_below_text_is_no_ground(make_pdf: MakePdf) -> None:
    css = "p{text-decoration:underline;border-bottom:0.2mm solid #000}"
    assert faults(make_pdf("<p>Een gypsy jury drempel", css)) == []


def test_ground_beside_the_text_is_not_below_it(make_pdf: MakePdf) -> None:
    css = "p{background:#0b3c49;color:#fff;display:inline-block;padding:0.4pt}"
    assert faults(make_pdf("<p>Lang</p>", css)) == []


def test_text_in_forms_on_a_sheet_is_found_card_by_card(make_pdf: MakePdf) -> None:
    layout = Layout(fill_sheet(Size(210, 297), Size(85, 55)))
    css = "p+p{break-before:page;color:#bbb}"
    one_up = OneUp(make_pdf("<p>voor<p>achter", css), Size(85, 55), 3)
    (fault,) = faults(finish(one_up, FinishOptions(layout)))
    assert fault.message.startswith("'achter' has a contrast of 1.9:1")


def test_letters_that_a_tile_cuts_off_have_no_ground_beyond(make_pdf: MakePdf) -> None:
    css = "body{background:#0b3c49;color:#fff} p{font-size:30pt}"
    one_page = make_pdf("<p>Een drempel", css, bleed_mm=0)

    def tile(width_pt: int) -> bytes:
        with pikepdf.open(BytesIO(one_page)) as pdf:
            page = pdf.pages[0]
            page.contents_add(b"q 0 0 %d 160 re W n" % width_pt, prepend=True)
            page.contents_add(b"Q")
            saved = BytesIO()
            pdf.save(saved)
        return saved.getvalue()

    tiles = [tile(width_pt) for width_pt in range(40, 80, 4)]
    clipped = replace(FOREIGN, is_clipped=True)
    assert any(faults(one) for one in tiles)
    assert not any(faults(one, clipped) for one in tiles)


def test_text_is_named_and_its_line_is_told(make_pdf: MakePdf, expected: Expected) -> None:
    mark = Mark("content/nl.yaml", 84, 7)
    source = SourceText("the answer of drempel 7", "Twijfel niet", mark)
    ours = replace(expected, texts=(source,))
    (fault,) = faults(make_pdf("<p>Een drempel<p style='color:#aaa'>Twijfel niet"), ours)
    assert fault.message.startswith("the answer of drempel 7 has a contrast of 2.3:1")
    assert fault.mark == mark


def test_each_colour_is_told_once(make_pdf: MakePdf) -> None:
    words = "<p style='color:#aaa'>grijs " * 3 + "<p style='color:#ffd166'>geel " * 3
    assert len(faults(make_pdf(words))) == 2


def test_text_that_shines_through_is_measured_as_it_is_seen() -> None:
    def half(pdf: Pdf) -> Object:
        return Dictionary(H=Dictionary(ca=0.4))

    text = b"0 g BT /F 4 Tf 3 20 Td (Een drempel) Tj ET"
    assert faults(drawn(text, ExtGState=half)) == []
    (fault,) = faults(drawn(b"/H gs " + text, ExtGState=half))
    assert fault.detail.startswith("#999999 on #ffffff")


def test_large_letters_in_a_group_that_shines_through_are_measured_as_they_are_seen() -> None:
    def form(pdf: Pdf) -> Object:
        made = Stream(pdf, b"0 g BT /F 14 Tf 1 10 Td (Hallo) Tj ET", Subtype=Name.Form)
        made.BBox, made.Group = Array([0, 0, 60, 40]), Dictionary(S=Name.Transparency)
        typeface = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        made.Resources = Dictionary(Font=Dictionary(F=typeface))
        return Dictionary(F=pdf.make_indirect(made))

    def faint(pdf: Pdf) -> Object:
        return Dictionary(H=Dictionary(ca=0.2))

    assert faults(drawn(b"/F Do", XObject=form)) == []
    (fault,) = faults(drawn(b"/H gs /F Do", XObject=form, ExtGState=faint))
    assert fault.message.startswith("'Hallo' has a contrast of 1.")


@pytest.mark.parametrize(("opacity", "found"), [(1, 0), (0.8, 0), (0.4, 1)])
def test_small_letters_that_shine_through_are_looked_at_closely(
    make_pdf: MakePdf, opacity: float, found: int
) -> None:
    pdf = make_pdf(f"<p>Een drempel<p style='opacity:{opacity}'>Twijfel niet")
    assert [fault.message[:14] for fault in faults(pdf)] == ["'Twijfel niet'"] * found


def test_letters_in_a_pattern_are_measured_as_they_are_seen() -> None:
    def stripes(pdf: Pdf) -> Object:
        made = Stream(pdf, b".9 g 0 0 9 9 re f", PatternType=1, PaintType=1, TilingType=1)
        made.BBox, made.XStep, made.YStep = Array([0, 0, 9, 9]), 9, 9
        made.Resources = Dictionary()
        return Dictionary(T=pdf.make_indirect(made))

    text = b"/Pattern cs /T scn BT /F 14 Tf 3 20 Td (Hallo) Tj ET"
    (fault,) = faults(drawn(text, Pattern=stripes))
    assert fault.detail.startswith("#e6e6e6 on #ffffff")


def test_an_outline_counts_as_the_colour_of_letters() -> None:
    outlined = b"1 g 0 G .3 w BT 2 Tr /F 6 Tf 3 20 Td (Hallo) Tj ET"
    assert faults(drawn(outlined)) == []


def test_the_shadow_of_text_that_can_be_read_is_let_be() -> None:
    shadow = b".8 g BT /F 5 Tf 3.3 19.7 Td (Hallo) Tj ET "
    assert len(faults(drawn(shadow))) == 1
    assert faults(drawn(shadow + b"0 g BT /F 5 Tf 3 20 Td (Hallo) Tj ET")) == []


def test_ornaments_are_no_text(make_pdf: MakePdf) -> None:
    assert faults(make_pdf("<p style='color:#ddd'>“ • – ”")) == []


def test_small_print_beside_the_trim_counts_too() -> None:
    assert len(faults(drawn(b".8 g BT /F 2 Tf 3 -6 Td (versie 1) Tj ET"))) == 1


def test_pages_without_text_or_size_do_not_stop_the_check(make_pdf: MakePdf) -> None:
    assert faults(press_page(b"")) == []
    with pikepdf.open(BytesIO(make_pdf())) as pdf:
        pdf.pages[0].obj.TrimBox = Array([Name.A, 0, 0, 0])
        saved = BytesIO()
        pdf.save(saved)
    assert faults(saved.getvalue()) == []
