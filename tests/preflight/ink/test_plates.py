"""What lands on the four plates, ink by ink: pages drawn by hand and read back as pixels."""

from __future__ import annotations

from io import BytesIO

import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String
from PIL import Image, ImageCms

from generator.model.geometry import Rect
from generator.preflight.ink.plates import draw_plates
from generator.preflight.reading.proof import open_proof
from tests.preflight.ink_pages import Resources, picture, press_page

GROUND = b".2 .4 .6 .1 k 0 0 60 40 re f\n"
ON_GROUND = (20, 40, 60, 10)


def inks(pdf: bytes, left: float = 15, top: float = 20) -> tuple[int, ...]:
    """Percent of each ink on a place of the first page, in mm from the top left of the trim."""
    with open_proof(pdf) as proof:
        ((_, plates),) = draw_plates(proof, [1])
    pixel = plates.crop(Rect(left, top, 0.1, 0.1))[0, 0]
    return tuple(round(float(ink) / 2.55) for ink in pixel)


def named(**spaces: Resources) -> Resources:
    def make(pdf: Pdf) -> Object:
        return Dictionary(ColorSpace=Dictionary({f"/{k}": v(pdf) for k, v in spaces.items()}))

    return make


def program(pdf: Pdf, code: bytes, inputs: int, outputs: int) -> Object:
    made = Stream(pdf, code, FunctionType=4, Domain=[0, 1] * inputs, Range=[0, 1] * outputs)
    return pdf.make_indirect(made)


def between(start: list[float], end: list[float]) -> Dictionary:
    return Dictionary(FunctionType=2, Domain=[0, 1], C0=start, C1=end, N=1)


def stitched() -> Dictionary:
    parts = [between([0, 0, 0, 0], [0, 0.5, 0, 0]), between([0, 0.5, 0, 0], [0, 1, 1, 0])]
    return Dictionary(
        FunctionType=3, Domain=[0, 1], Functions=Array(parts), Bounds=[0.5], Encode=[0, 1, 0, 1]
    )


def sampled(pdf: Pdf, bits: int = 8) -> Object:
    table = bytes((0, 0, 0, 0, 0, 255, 0, 51))
    if bits == 16:
        table = bytes(byte for value in table for byte in (value, value))
    made = Stream(pdf, table, FunctionType=0, Domain=[0, 1], Range=[0, 1] * 4, Size=[2])
    made.BitsPerSample = bits
    return pdf.make_indirect(made)


def srgb() -> bytes:

    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def spot(alternate: Object, tint: Object, name: Name = Name.Huisblauw) -> Array:
    return Array([Name.Separation, name, alternate, tint])


def icc(pdf: Pdf, components: int) -> Array:
    data = srgb() if components == 3 else b"not looked into"
    return Array([Name.ICCBased, pdf.make_indirect(Stream(pdf, data, N=components))])


DEVICE = [
    (b".9 .8 .7 .6 k 0 0 60 40 re f", (90, 80, 70, 60)),
    (b".9 .8 .7 .6 K 80 w 0 20 m 60 20 l S", (90, 80, 70, 60)),
    (b"0 0 60 40 re f", (0, 0, 0, 100)),
    (b".25 g 0 0 60 40 re f", (0, 0, 0, 75)),
    (b"1 g 0 0 60 40 re f", (0, 0, 0, 0)),
    (b"/DeviceCMYK cs .1 .2 .3 .4 sc 0 0 60 40 re f", (10, 20, 30, 40)),
    (b"/DeviceCMYK cs 0 0 60 40 re f", (0, 0, 0, 100)),
    (b"/DeviceCMYK cs 0.5 0 0 0 scn/DeviceGray cs .5 sc 0 0 60 40 re f", (0, 0, 0, 50)),
    (b"[] 0 d .1 .2 .3 .4 k\n0 0 60 40 re f", (10, 20, 30, 40)),
    (b"(1 0 0 0 k) pop .1 0 0 0 k 0 0 60 40 re f", (10, 0, 0, 0)),
    (b"2 -1 .5 0 k 0 0 60 40 re f", (100, 0, 50, 0)),
    (
        b"q 60 0 0 40 0 0 cm BI /W 1 /H 1 /CS /CMYK /BPC 8 ID \x33\x66\x99\xcc EI Q",
        (20, 40, 60, 80),
    ),
    (b"q 60 0 0 40 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x33 EI Q", (0, 0, 0, 80)),
]


@pytest.mark.parametrize(("content", "found"), DEVICE)
def test_inks_are_drawn_as_they_are_said(content: bytes, found: tuple[int, ...]) -> None:
    assert inks(press_page(content)) == found


def test_what_lies_on_top_hides_what_is_below() -> None:
    assert inks(press_page(GROUND + b"0 0 0 1 k 0 0 60 40 re f")) == (0, 0, 0, 100)


SPACES = [
    (lambda pdf: icc(pdf, 4), b".1 .2 .3 .4 scn", (10, 20, 30, 40)),
    (lambda pdf: icc(pdf, 1), b".2 scn", (0, 0, 0, 80)),
    (lambda pdf: spot(Name.DeviceCMYK, between([0, 0, 0, 0], [1, 0.6, 0, 0.2])), b".5 scn",
     (50, 30, 0, 10)),
    (lambda pdf: spot(Name.DeviceCMYK, stitched()), b".75 scn", (0, 75, 50, 0)),
    (lambda pdf: spot(Name.DeviceCMYK, sampled(pdf)), b"1 scn", (0, 100, 0, 20)),
    (lambda pdf: spot(Name.DeviceCMYK, sampled(pdf, 16)), b".5 scn", (0, 50, 0, 10)),
    (lambda pdf: spot(Name.DeviceCMYK, program(pdf, b"{dup 0 exch 0 exch .5 mul}", 1, 4)),
     b".4 scn", (40, 0, 0, 20)),
    (lambda pdf: spot(icc(pdf, 4), between([0, 0, 0, 0], [1, 0, 0, 0])), b"1 scn",
     (100, 0, 0, 0)),
    (lambda pdf: spot(Name.DeviceGray, between([1], [0])), b".3 scn", (0, 0, 0, 30)),
    (lambda pdf: spot(Name.DeviceCMYK, Dictionary(), Name.All), b".9 scn", (90, 90, 90, 90)),
    (
        lambda pdf: Array(
            [Name.DeviceN, Array([Name.Cyan, Name.Goud]), Name.DeviceCMYK,
             program(pdf, b"{dup 0.5 mul exch 0}", 2, 4)]
        ),
        b".8 .6 scn",
        (80, 30, 60, 0),
    ),
    (
        lambda pdf: Array(
            [Name.Indexed, Name.DeviceCMYK, 1, String(b"\0\0\0\0\xff\x33\x00\x99")]
        ),
        b"1 scn",
        (100, 20, 0, 60),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("space", "colour", "found"), SPACES)
def test_colour_spaces_are_drawn_in_their_inks(
    space: Resources, colour: bytes, found: tuple[int, ...]
) -> None:
    content = GROUND + b"/Own cs " + colour + b" 0 0 60 40 re f"
    assert inks(press_page(content, resources=named(Own=space))) == found
    content = GROUND + b"/Own CS " + colour.upper() + b" 80 w 0 20 m 60 20 l S"
    assert inks(press_page(content, resources=named(Own=space))) == found


SCREEN = [
    (lambda pdf: Name.DeviceRGB, b"1 1 1 scn"),
    (lambda pdf: icc(pdf, 3), b"1 1 1 scn"),
    (lambda pdf: Array([Name.Lab, Dictionary(WhitePoint=[0.9642, 1, 0.8249])]), b"100 0 0 scn"),
    (lambda pdf: spot(Name.DeviceRGB, between([1, 1, 1], [0, 0, 0])), b"0 scn"),
]


@pytest.mark.parametrize(("space", "white"), SCREEN)
def test_colours_of_screens_get_the_inks_of_the_press(space: Resources, white: bytes) -> None:
    def drawn(colour: bytes) -> tuple[int, ...]:
        content = GROUND + b"/Own cs " + colour + b" 0 0 60 40 re f"
        return inks(press_page(content, resources=named(Own=space)))

    assert max(drawn(white)) <= 1
    numbers = white.split()[:-1]
    dark = drawn(b" ".join(b"0" if len(numbers) > 1 else b"1" for _ in numbers) + b" scn")
    # The profile's own limit is 300%, and black in four inks comes near it.
    assert 240 < sum(dark) <= 302
    assert dark[3] > 70


def test_the_operators_of_screens_get_the_inks_of_the_press() -> None:
    filled = inks(press_page(b"0 0 0 rg 0 0 60 40 re f"))
    assert 240 < sum(filled) <= 302
    assert inks(press_page(b"0 0 0 RG 80 w 0 20 m 60 20 l S")) == filled


PICTURES = [
    (lambda pdf: picture(pdf, b"\x33\x66\x99\xcc", Name.DeviceCMYK), (20, 40, 60, 80)),
    (lambda pdf: picture(pdf, b"\x33\x66\x99\xcc", icc(pdf, 4)), (20, 40, 60, 80)),
    (
        lambda pdf: picture(pdf, b"\x33\x66\x99\xcc", Name.DeviceCMYK, Decode=[1, 0] * 4),
        (80, 60, 40, 20),
    ),
    (lambda pdf: picture(pdf, b"\x33\x66\x99\xcc", Name.DeviceCMYK, size=1200), (20, 40, 60, 80)),
    (lambda pdf: picture(pdf, b"\x33", Name.DeviceGray), (0, 0, 0, 80)),
    (
        lambda pdf: picture(
            pdf, b"\x01", Array([Name.Indexed, Name.DeviceCMYK, 1, String(b"\0\0\0\0\xff\0\x33\0")])
        ),
        (100, 0, 20, 0),
    ),
    (
        lambda pdf: picture(
            pdf, b"\x80", spot(Name.DeviceCMYK, between([0, 0, 0, 0], [1, 0, 0, 0]))
        ),
        (50, 0, 0, 0),
    ),
]


@pytest.mark.parametrize(("make", "found"), PICTURES)
def test_pictures_are_drawn_in_their_inks(make: Resources, found: tuple[int, ...]) -> None:
    def resources(pdf: Pdf) -> Object:
        return Dictionary(XObject=Dictionary(P=make(pdf)))

    assert inks(press_page(b"q 60 0 0 40 0 0 cm /P Do Q", resources=resources)) == found


def test_a_compressed_photograph_is_drawn_in_its_inks() -> None:
    def resources(pdf: Pdf) -> Object:
        compressed = BytesIO()
        # Pillow turns inks over when it writes them, as Photoshop does; Decode turns them back.
        Image.new("CMYK", (32, 32), (51, 102, 153, 204)).save(compressed, "JPEG", quality=95)
        made = Stream(pdf, b"", Subtype=Name.Image, BitsPerComponent=8, Decode=[1, 0] * 4)
        made.write(compressed.getvalue(), filter=Name.DCTDecode)
        made.Width, made.Height, made.ColorSpace = 32, 32, Name.DeviceCMYK
        return Dictionary(XObject=Dictionary(P=pdf.make_indirect(made)))

    found = inks(press_page(b"q 60 0 0 40 0 0 cm /P Do Q", resources=resources))
    assert found == pytest.approx((20, 40, 60, 80), abs=1)


def test_gradients_are_drawn_in_their_inks() -> None:
    def resources(pdf: Pdf) -> Object:
        shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=[0, 0, 60, 0])
        shading.Function = between([0, 0, 0, 0], [0.8, 0, 0.4, 1])
        pattern = Dictionary(PatternType=2, Shading=shading, Matrix=[2.8346, 0, 0, 2.8346, 22.7, 0])
        return Dictionary(
            Shading=Dictionary(S=shading), Pattern=Dictionary(P=pdf.make_indirect(pattern))
        )

    for content in (b"/S sh", b"/Pattern cs /P scn 0 0 60 40 re f"):
        found = inks(press_page(content, resources=resources), left=30)
        assert found == pytest.approx((40, 0, 20, 50), abs=2)


def test_patterns_and_forms_are_drawn_in_their_inks() -> None:
    def resources(pdf: Pdf) -> Object:
        tile = Stream(pdf, b".5 0 0 .5 k 0 0 9 9 re f 0 9 9 9 re f", PatternType=1, PaintType=1)
        tile.TilingType, tile.BBox, tile.XStep, tile.YStep = 1, Array([0, 0, 9, 18]), 9, 18
        tile.Resources = Dictionary()
        form = Stream(pdf, b"0 .7 0 0 k 0 0 60 40 re f", Subtype=Name.Form, BBox=[0, 0, 60, 40])
        stencil = Stream(pdf, b"0 0 60 40 re f", PatternType=1, PaintType=2, TilingType=1)
        stencil.BBox, stencil.XStep, stencil.YStep = Array([0, 0, 60, 40]), 60, 40
        stencil.Resources = Dictionary()
        return Dictionary(
            ColorSpace=Dictionary(Own=Array([Name.Pattern, Name.DeviceCMYK])),
            Pattern=Dictionary(T=pdf.make_indirect(tile), S=pdf.make_indirect(stencil)),
            XObject=Dictionary(F=pdf.make_indirect(form)),
        )

    tiled = b"/Pattern cs /T scn 0 0 60 40 re f"
    assert inks(press_page(GROUND + tiled, resources=resources)) == (50, 0, 0, 50)
    assert inks(press_page(GROUND + b"/F Do", resources=resources)) == (0, 70, 0, 0)
    stencil = b"/Own cs .1 .2 .3 .4 /S scn 0 0 60 40 re f"
    assert inks(press_page(GROUND + stencil, resources=resources)) == (10, 20, 30, 40)


def states(**all_states: Dictionary) -> Resources:
    return lambda pdf: Dictionary(ExtGState=Dictionary({f"/{k}": v for k, v in all_states.items()}))


def test_what_shines_through_mixes_ink_by_ink() -> None:
    half = states(Half=Dictionary(ca=0.5))
    content = GROUND + b"/Half gs 1 0 0 .5 k 0 0 60 40 re f"
    assert inks(press_page(content, resources=half)) == pytest.approx((60, 20, 30, 30), abs=1)


def test_what_multiplies_adds_ink_to_ink() -> None:
    multiply = states(M=Dictionary(BM=Name.Multiply))
    content = GROUND + b"/M gs 0 0 0 .5 k 0 0 60 40 re f"
    assert inks(press_page(content, resources=multiply)) == (20, 40, 60, 55)


def test_black_that_overprints_adds_to_its_ground_and_black_that_does_not_replaces_it() -> None:
    resources = states(
        On=Dictionary(OP=True, op=True, OPM=1), Off=Dictionary(OP=False, op=False, OPM=0)
    )
    black = b" 0 0 0 1 k 0 0 60 40 re f"
    assert inks(press_page(GROUND + b"/On gs" + black, resources=resources)) == (20, 40, 60, 100)
    off = GROUND + b"/On gs /Off gs" + black
    assert inks(press_page(off, resources=resources)) == (0, 0, 0, 100)


def test_a_soft_mask_says_how_much_is_drawn_whatever_its_own_colours() -> None:
    def resources(pdf: Pdf) -> Object:
        form = Stream(pdf, b".5 g 0 0 60 40 re f", Subtype=Name.Form, BBox=[0, 0, 60, 40])
        form.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
        form.Resources = Dictionary()
        mask = Dictionary(Type=Name.Mask, S=Name.Luminosity, G=pdf.make_indirect(form))
        shown = picture(pdf, b"\xff\0\0\0", Name.DeviceCMYK)
        shown.SMask = picture(pdf, b"\x80", Name.DeviceGray)
        return Dictionary(
            ExtGState=Dictionary(M=Dictionary(SMask=mask)), XObject=Dictionary(P=shown)
        )

    masked = b"/M gs 1 0 0 0 k 0 0 60 40 re f"
    assert inks(press_page(masked, resources=resources)) == pytest.approx((50, 0, 0, 0), abs=1)
    shown = b"q 60 0 0 40 0 0 cm /P Do Q"
    assert inks(press_page(shown, resources=resources)) == pytest.approx((50, 0, 0, 0), abs=1)


def test_a_turned_page_is_measured_as_it_lies_unturned() -> None:
    content = b"1 0 0 0 k 0 20 30 20 re f"
    upright, turned = press_page(content), press_page(content, Rotate=90)
    for pdf in (upright, turned):
        assert inks(pdf, 5, 5) == (100, 0, 0, 0)
        assert inks(pdf, 40, 5) == (0, 0, 0, 0)


def test_pages_that_were_not_asked_for_are_not_drawn() -> None:
    with open_proof(press_page(b"", GROUND, b"")) as proof:
        ((number, plates),) = draw_plates(proof, [2])
    assert number == 2
    pixel = plates.crop(Rect(15, 20, 1, 1))[0, 0]
    assert tuple(round(float(ink) / 2.55) for ink in pixel) == ON_GROUND


def test_layers_that_are_switched_off_are_not_printed() -> None:
    def hide(pdf: Pdf) -> None:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Stans")))
        pdf.Root.OCProperties = Dictionary(OCGs=[layer], D=Dictionary(OFF=[layer]))
        pdf.pages[0].obj.Resources.Properties = Dictionary(L=layer)

    content = GROUND + b"/OC /L BDC 1 1 1 1 k 0 0 60 40 re f EMC"
    assert inks(press_page(content, change=hide)) == ON_GROUND
