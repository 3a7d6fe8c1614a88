"""What leaves for the press holds ink alone: read from the PDF, not from our own code's words."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import weasyprint
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image, ImageChops, ImageStat

import generator
from generator.errors import RenderError
from generator.finish.inks import Inks, total_area_coverage
from generator.finish.separate import separate
from generator.model.ink import Cmyk

PROFILE = Path(generator.__file__).parent / "profiles" / "ISOcoated_v2_300_bas.icc"
RGB_WORDS = (b"/DeviceRGB", b"/CalRGB", b"/Lab", b"/DefaultRGB", b"/ICCBased")
RGB_OPERATOR = re.compile(rb"(?:^|\s)(?:rg|RG)(?:\s|$)")
Resources = Mapping[str, Any]
_opened: list[Pdf] = []


@pytest.fixture(autouse=True)
def kept_open() -> Iterator[None]:
    """Keep what was separated open until the test is over: its objects need it."""
    yield
    while _opened:
        _opened.pop().close()


@cache
def inks(limit_pct: float = 300) -> Inks:
    return Inks(PROFILE.read_bytes(), limit_pct)


def separated(
    pdf: Pdf, known: Mapping[str, Cmyk] | None = None, *, transparency: bool = True
) -> Pdf:
    """Separate, save and open again: what a printer gets."""
    separate(pdf, inks(), allow_transparency=transparency, known=known or {})
    saved = BytesIO()
    pdf.save(saved)
    saved.seek(0)
    _opened.append(pikepdf.open(saved))
    return _opened[-1]


def drawn(content: bytes, **resources: Any) -> Pdf:
    """A page of 100 pt square with this content."""
    pdf = Pdf.new()
    pdf.add_blank_page(page_size=(100, 100))
    page = pdf.pages[0]
    page.Contents = pdf.make_stream(content)
    page.Resources = Dictionary(**resources)
    return pdf


def content(pdf: Pdf) -> bytes:
    joined: bytes = pdf.pages[0].Contents.read_bytes()
    return joined


def numbers(line: bytes) -> list[float]:
    return [float(part) for part in line.split()[:-1]]


def screen_colours(pdf: Pdf) -> list[str]:
    """Each place that isn't ink: no use is made of how the code under test finds its way."""
    found = []
    for number, thing in enumerate(pdf.objects, start=1):
        if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            continue
        words = thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing
        written = words.unparse()
        found += [f"{number}: {word.decode()}" for word in RGB_WORDS if word in written]
        draws = isinstance(thing, pikepdf.Stream) and "/Length1" not in thing
        if draws and thing.get("/Subtype") not in {"/Image", "/XML"}:
            found += [f"{number}: {one!r}" for one in RGB_OPERATOR.findall(thing.read_bytes())]
    return found


def picture_of(pdf: Pdf, scale: float = 1) -> Image.Image:
    saved = BytesIO()
    pdf.save(saved)
    with pypdfium2.PdfDocument(saved.getvalue()) as document:
        picture: Image.Image = document[0].render(scale=scale).to_pil()
        return picture.convert("RGB")


def apart(one: Image.Image, other: Image.Image) -> float:
    """The mean difference of two pictures, of 255."""
    means: list[float] = ImageStat.Stat(ImageChops.difference(one, other)).mean
    return max(means)


def data_uri(picture: Image.Image, kind: str = "PNG") -> str:
    saved = BytesIO()
    picture.save(saved, kind)
    return f"data:image/{kind.lower()};base64,{base64.b64encode(saved.getvalue()).decode()}"


def colourful(size: int = 32) -> Image.Image:
    ramp = Image.linear_gradient("L").resize((size, size))
    return Image.merge("RGB", (ramp, ramp.rotate(90), ramp.rotate(180)))


@cache
def rendered(transparent: bool) -> bytes:
    """Every way that a logo and a stylesheet have to bring colour, as WeasyPrint writes it."""
    alpha = colourful()
    alpha.putalpha(Image.linear_gradient("L").resize((32, 32)))
    pictures = [data_uri(colourful(), "JPEG"), data_uri(colourful().quantize(16))]
    pictures += [data_uri(colourful().convert("CMYK"), "JPEG"), data_uri(colourful().convert("L"))]
    pictures += [data_uri(alpha), data_uri(alpha.convert("LA"))]
    through = """
        <defs><linearGradient id="t"><stop offset="0" stop-color="red" stop-opacity=".2"/>
        <stop offset="1" stop-color="blue"/></linearGradient><mask id="m">
        <rect width="100" height="100" fill="#888"/><circle cx="70" cy="70" r="20" fill="white"/>
        </mask></defs><rect y="35" width="30" height="20" fill="url(#t)"/>
        <rect x="60" y="60" width="30" height="30" mask="url(#m)" fill="green"/>
        <rect x="5" y="60" width="20" height="10" style="opacity:.5;fill:orange"/>"""
    logo = f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">
        <defs><linearGradient id="a"><stop offset="0" stop-color="red"/>
        <stop offset=".5" stop-color="#0b3c49"/><stop offset="1" stop-color="rgb(0,128,255)"/>
        </linearGradient><radialGradient id="b"><stop offset="0" stop-color="gold"/>
        <stop offset="1" stop-color="navy"/></radialGradient>
        <clipPath id="d"><circle cx="50" cy="50" r="20"/></clipPath>
        <pattern id="p" width="10" height="10" patternUnits="userSpaceOnUse">
        <rect width="5" height="5" fill="teal"/></pattern></defs>
        <rect width="50" height="30" fill="url(#a)"/><circle cx="75" cy="20" r="15" fill="url(#b)"/>
        <rect x="30" y="30" width="40" height="40" clip-path="url(#d)"
        style="fill:tomato;stroke:#123456"/><rect y="75" width="20" height="20" fill="url(#p)"/>
        {through if transparent else ""}</svg>"""
    pictures.append(f"data:image/svg+xml;base64,{base64.b64encode(logo.encode()).decode()}")
    html = """<style>@page{size:100mm;margin:5mm;background:#0b3c49}body{background:#e9f3f3}
        img{width:20mm}img:last-child{width:45mm}div{height:8mm;border:1mm solid lab(50% 40 20)}
        .l{background:linear-gradient(45deg,red,yellow 30%,#0f7a86)}
        .r{background:radial-gradient(circle,white,black)}
        .s{background:repeating-linear-gradient(90deg,#fff 0 2mm,#c00 2mm 4mm)}
        .o{background:oklch(60% .15 50)}.k{background:device-cmyk(1 0 0 0)}</style>"""
    html += "".join(f"<div class={kind}></div>" for kind in "lrsok")
    html += "".join(f"<img src='{uri}'>" for uri in pictures)
    pdf = weasyprint.HTML(string=html).write_pdf()
    assert isinstance(pdf, bytes)
    return pdf


def test_nothing_that_weasyprint_writes_stays_rgb() -> None:
    for transparent in (True, False):
        pdf = pikepdf.open(BytesIO(rendered(transparent)))
        assert screen_colours(pdf)
        assert screen_colours(separated(pdf, transparency=transparent)) == []


def test_a_separated_page_looks_as_it_did() -> None:
    for transparent in (True, False):
        pdf = pikepdf.open(BytesIO(rendered(transparent)))
        before = picture_of(pdf)
        # PDFium knows of no profile and shows ink too bright: a colour lost would be 60 or more.
        assert apart(before, picture_of(separated(pdf))) < 14


def test_equal_documents_stay_equal() -> None:
    results = []
    for _ in range(2):
        pdf = pikepdf.open(BytesIO(rendered(True)))
        separate(pdf, inks(), allow_transparency=True, known={})
        saved = BytesIO()
        pdf.save(saved, static_id=True)
        results.append(saved.getvalue())
    assert results[0] == results[1]


def test_separating_twice_changes_nothing() -> None:
    once = separated(pikepdf.open(BytesIO(rendered(True))))
    before = picture_of(once)
    assert apart(before, picture_of(separated(once))) == 0


def test_an_edition_s_own_colours_take_their_own_inks() -> None:
    own = {"#0B3C49": Cmyk(96, 55, 43, 59), "#ff0000": Cmyk(100, 100, 100, 100)}
    pdf = separated(drawn(b"0.043137 0.235294 0.286275 rg 1 0 0 RG 0 0 9 9 re B"), own)
    fill, stroke, *_ = content(pdf).splitlines()
    assert fill == b"0.96 0.55 0.43 0.59 k"
    # Within the limit of 300%, even so.
    assert numbers(stroke) == pytest.approx([2 / 3, 2 / 3, 2 / 3, 1], abs=1e-4)


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        (b"1 1 1 rg", b"0 0 0 0 k"),
        (b"0 0 0 RG", b"0 0 0 1 K"),
        (b"/DeviceRGB cs 0 0 0 sc", b"/DeviceCMYK cs\n0 0 0 1 scn"),
        (b"/DeviceRGB CS 1 1 1 SCN", b"/DeviceCMYK CS\n0 0 0 0 SCN"),
        (b"/Cal cs 1 1 1 scn", b"/DeviceCMYK cs\n0 0 0 0 scn"),
        (b"/Icc cs 1 1 1 scn", b"/DeviceCMYK cs\n0 0 0 0 scn"),
        (b"/Table cs 1 sc", b"/DeviceCMYK cs\n0 0 0 0 scn"),
        (b"/Lab cs 100 0 0 scn", b"/DeviceCMYK cs\n0 0 0 0 scn"),
        (b"/Lab cs 0 0 0 scn", b"/DeviceCMYK cs\n0 0 0 1 scn"),
        (b"/Grey cs .5 scn", b"/DeviceGray cs\n.5 scn"),
        (b"/Press cs .1 .2 .3 .4 scn", b"/DeviceCMYK cs\n.1 .2 .3 .4 scn"),
        (b"/Spot cs .5 scn", b"/Spot cs\n.5 scn"),
        (b"0.3 g", b"0.3 g"),
        (b".1 .2 .3 .4 k", b".1 .2 .3 .4 k"),
        (b"q /Lab cs q 1 g Q 100 0 0 sc Q", b"q\n/DeviceCMYK cs\nq\n1 g\nQ\n0 0 0 0 scn\nQ"),
    ],
)
def test_every_way_to_set_a_colour_sets_ink(said: bytes, printed: bytes) -> None:
    pdf = drawn(b"")
    white = Dictionary(WhitePoint=[0.9642, 1, 0.8249])
    pdf.pages[0].Resources = Dictionary(
        ColorSpace=Dictionary(
            Cal=Array([Name.CalRGB, white]),
            Table=Array([Name.Indexed, Name.DeviceRGB, 1, b"\x00\x00\x00\xff\xff\xff"]),
            Lab=Array([Name.Lab, white]),
            Grey=Array([Name.CalGray, white]),
            Spot=Array([Name.Separation, Name.Gold, Name.DeviceCMYK, function([0] * 4, [1] * 4)]),
            DefaultRGB=Array([Name.CalRGB, white]),
            Icc=Array([Name.ICCBased, pdf.make_stream(b"", N=3)]),
            Press=Array([Name.ICCBased, pdf.make_stream(b"", N=4)]),
        )
    )
    pdf.pages[0].Contents = pdf.make_stream(b"1 1 1 rg " + said)
    result = separated(pdf)
    assert content(result).removeprefix(b"0 0 0 0 k\n") == printed
    assert screen_colours(result) == []
    assert set(result.pages[0].Resources.ColorSpace) == {"/Grey", "/Press", "/Spot"}


def test_lab_is_the_colour_that_it_says() -> None:
    pdf = drawn(
        b"/L cs 50 40 20 scn .70 .37 .34 rg",
        ColorSpace=Dictionary(L=Array([Name.Lab, Dictionary(WhitePoint=[0.9505, 1, 1.089])])),
    )
    lab, rgb = content(separated(pdf)).splitlines()[1:]
    assert numbers(lab) == pytest.approx(numbers(rgb), abs=0.05)


def function(first: list[float], last: list[float], exponent: float = 1) -> Dictionary:
    return Dictionary(FunctionType=2, Domain=[0, 1], C0=first, C1=last, N=exponent)


def shading(of: Any, kind: int = 2, **more: Any) -> Dictionary:
    return Dictionary(
        ShadingType=kind, ColorSpace=Name.DeviceRGB, Coords=[0, 0, 100, 0], Function=of, **more
    )


def test_a_gradient_follows_the_screen_s_colours_in_ink() -> None:
    red_to_blue = shading(function([1, 0, 0], [0, 0, 1]), Background=[1, 1, 1])
    page = separated(drawn(b"/s sh", Shading=Dictionary(s=red_to_blue))).pages[0]
    made = page.Resources.Shading.s
    assert made.ColorSpace == Name.DeviceCMYK
    assert [float(ink) for ink in made.Background] == [0, 0, 0, 0]
    pieces = list(made.Function.Functions)
    assert len(pieces) == 8
    for piece, following in pairwise(pieces):
        assert list(piece.C1) == list(following.C0)
    # The middle of a screen's red and blue is a purple; mixed ink is redder.
    middle = [float(ink) * 100 for ink in pieces[3].C1]
    assert middle == pytest.approx(inks().of_rgb(0.5, 0, 0.5).shares, abs=0.1)


def test_a_gradient_that_is_straight_in_ink_is_left_in_one_piece() -> None:
    nearly = shading(function([1, 1, 1], [0.98, 0.98, 0.98]))
    made = separated(drawn(b"/s sh", Shading=Dictionary(s=nearly))).pages[0].Resources.Shading.s
    assert made.Function.FunctionType == 2
    bent = shading(function([1, 0, 0], [0, 0, 1], exponent=0.2))
    made = separated(drawn(b"/s sh", Shading=Dictionary(s=bent))).pages[0].Resources.Shading.s
    assert (int(made.Function.FunctionType), float(made.Function.N)) == (2, 0.2)
    assert len(made.Function.C0) == 4


def test_a_gradient_used_as_a_colour_becomes_ink() -> None:
    stops = [function([1, 0, 0], [1, 1, 1]), function([1, 1, 1], [0, 0, 0])]
    stitched = Dictionary(
        FunctionType=3, Domain=[0, 1], Bounds=[0.5], Encode=[0, 1, 0, 1], Functions=Array(stops)
    )
    stitched.Range = Array([0, 1] * 3)
    pattern = Dictionary(
        PatternType=2, Shading=shading(stitched), ExtGState=Dictionary(ca=1, BM=Name.Normal)
    )
    pdf = drawn(b"/Pattern cs /p scn 0 0 99 99 re f", Pattern=Dictionary(p=pattern))
    before = picture_of(pdf)
    result = separated(pdf, transparency=False)
    made = result.pages[0].Resources.Pattern.p
    assert "/Range" not in made.Shading.Function
    assert len(made.ExtGState) == 0
    assert screen_colours(result) == []
    assert apart(before, picture_of(result)) < 20


def test_a_gradient_that_holds_itself_is_refused() -> None:
    pdf = drawn(b"/s sh")
    loop = pdf.make_indirect(Dictionary(FunctionType=3, Domain=[0, 1], Bounds=[], Encode=[0, 1]))
    loop.Functions = Array([loop])
    pdf.pages[0].Resources = Dictionary(Shading=Dictionary(s=shading(loop)))
    with pytest.raises(RenderError, match=r"^page 1: a gradient is of a kind"):
        separated(pdf)


def test_a_gradient_in_ink_or_grey_stays_as_it_is() -> None:
    grey = shading(function([0], [1]))
    grey.ColorSpace = Name.DeviceGray
    made = separated(drawn(b"/s sh", Shading=Dictionary(s=grey))).pages[0].Resources.Shading.s
    assert len(made.Function.C0) == 1


@pytest.mark.parametrize(
    "gradient",
    [
        shading(function([1, 0, 0], [0, 0, 1]), kind=1),
        shading(function([1, 0, 0], [0, 0, 1]), kind=4),
        shading(Array([function([0], [1])] * 3)),
        shading(Dictionary(FunctionType=4, Domain=[0, 1], Range=[0, 1] * 3)),
        shading(function([1], [0])),
        shading(Dictionary(FunctionType=2, Domain=[0, 1], N=1)),
    ],
)
def test_a_gradient_of_another_kind_is_refused_in_plain_words(gradient: Dictionary) -> None:
    pdf = drawn(b"/s sh", Shading=Dictionary(s=gradient))
    with pytest.raises(RenderError, match=r"^page 1: a gradient is of a kind.*Hint: Save the logo"):
        separated(pdf)


def image(pdf: Pdf, picture: Image.Image, **more: Any) -> pikepdf.Stream:
    spaces = {"RGB": Name.DeviceRGB, "L": Name.DeviceGray, "CMYK": Name.DeviceCMYK}
    made = pdf.make_stream(
        picture.tobytes(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=picture.width,
        Height=picture.height,
        BitsPerComponent=8,
        ColorSpace=spaces[picture.mode],
        **more,
    )
    assert isinstance(made, pikepdf.Stream)
    return made


def with_image(make: Callable[[Pdf], pikepdf.Stream]) -> Pdf:
    pdf = drawn(b"q 90 0 0 90 5 5 cm /i Do Q")
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(i=make(pdf)))
    return pdf


def image_in(pdf: Pdf) -> tuple[pikepdf.Stream, Image.Image]:
    made = pdf.pages[0].Resources.XObject.i
    assert isinstance(made, pikepdf.Stream)
    return made, pikepdf.PdfImage(made).as_pil_image(apply_mask=False)


def test_a_picture_becomes_ink_without_loss() -> None:
    made, picture = image_in(separated(with_image(lambda pdf: image(pdf, colourful()))))
    assert (made.ColorSpace, made.Filter) == (Name.DeviceCMYK, Name.FlateDecode)
    assert picture.tobytes() == inks().of_picture(colourful()).tobytes()
    assert zlib.decompress(made.read_raw_bytes()) == picture.tobytes()


def test_transparency_of_a_picture_is_kept_where_it_may_be_and_else_laid_on_white() -> None:
    def half(pdf: Pdf) -> pikepdf.Stream:
        mask = image(pdf, Image.new("L", (1, 1), 0))
        return image(pdf, Image.new("RGB", (4, 4), "red"), SMask=mask)

    kept, picture = image_in(separated(with_image(half)))
    assert "/SMask" in kept
    assert total_area_coverage(picture) > 100
    laid, picture = image_in(separated(with_image(half), transparency=False))
    assert "/SMask" not in laid
    assert total_area_coverage(picture) == 0


def test_a_grey_picture_is_printed_in_black_alone_as_light_as_a_grey_drawing() -> None:
    made, picture = image_in(
        separated(with_image(lambda pdf: image(pdf, Image.new("L", (2, 2), 120))))
    )
    drawing = inks().of_rgb(*[120 / 255] * 3)
    assert made.ColorSpace == Name.DeviceCMYK
    assert picture.getpixel((0, 0)) == pytest.approx((0, 0, 0, drawing.key * 2.55), abs=2)


def test_a_grey_picture_loses_its_transparency() -> None:
    def clear(pdf: Pdf) -> pikepdf.Stream:
        mask = image(pdf, Image.new("L", (4, 4), 0))
        return image(pdf, Image.new("L", (4, 4), 90), SMask=mask)

    made, picture = image_in(separated(with_image(clear), transparency=False))
    assert picture.getextrema() == ((0, 0), (0, 0), (0, 0), (0, 0))
    assert "/SMask" not in made


def test_a_picture_in_ink_that_shows_through_is_laid_on_paper() -> None:
    def half(pdf: Pdf) -> pikepdf.Stream:
        mask = image(pdf, Image.new("L", (2, 1), 128))
        return image(pdf, Image.new("CMYK", (2, 1), (200, 0, 0, 100)), SMask=mask)

    _, picture = image_in(separated(with_image(half), transparency=False))
    assert picture.getpixel((0, 0)) == (100, 0, 0, 50)


def test_a_colour_that_stands_for_nothing_becomes_white() -> None:
    def keyed(pdf: Pdf) -> pikepdf.Stream:
        two = Image.new("RGB", (2, 1), "red")
        two.putpixel((1, 0), (0, 255, 0))
        return image(pdf, two, Mask=[0, 0, 255, 255, 0, 0])

    made, picture = image_in(separated(with_image(keyed)))
    assert "/Mask" not in made
    assert picture.getpixel((1, 0)) == (0, 0, 0, 0)
    assert picture.getpixel((0, 0)) != (0, 0, 0, 0)


def test_a_cmyk_jpeg_stays_as_it_is_unless_it_has_too_much_ink() -> None:
    def jpeg(coverage: int) -> Callable[[Pdf], pikepdf.Stream]:
        def make(pdf: Pdf) -> pikepdf.Stream:
            saved = BytesIO()
            picture = Image.new("CMYK", (8, 8), (coverage,) * 4)
            picture.save(saved, "JPEG")
            made = image(pdf, picture, Decode=[1, 0] * 4)
            made.write(saved.getvalue(), filter=Name.DCTDecode)
            return made

        return make

    before = picture_of(with_image(jpeg(60)))
    light = separated(with_image(jpeg(60)))
    assert image_in(light)[0].Filter == Name.DCTDecode
    assert apart(before, picture_of(light)) == 0
    full, picture = image_in(separated(with_image(jpeg(255))))
    assert full.Filter == Name.FlateDecode
    assert "/Decode" not in full
    assert picture.getpixel((3, 3)) == (170, 170, 170, 255)


def test_a_stencil_stays_a_stencil() -> None:
    def stencil(pdf: Pdf) -> pikepdf.Stream:
        made = pdf.make_stream(b"\xaa", Subtype=Name.Image, Width=8, Height=1, ImageMask=True)
        assert isinstance(made, pikepdf.Stream)
        return made

    made = separated(with_image(stencil)).pages[0].Resources.XObject.i
    assert made.read_bytes() == b"\xaa"
    assert "/ColorSpace" not in made


def test_a_picture_in_the_text_of_a_page_becomes_ink() -> None:
    inline = b"q 9 0 0 9 0 0 cm BI /W 1 /H 1 /CS /RGB /BPC 8 ID \xff\x00\x00 EI Q"
    pdf = separated(drawn(inline))
    (made,) = pdf.pages[0].Resources.XObject.values()
    assert made.ColorSpace == Name.DeviceCMYK
    assert b"BI" not in content(pdf)
    form = drawn(b"/f Do")
    page = form.pages[0]
    drawing = form.make_stream(inline, Subtype=Name.Form, BBox=[0, 0, 9, 9], Resources=Dictionary())
    page.Resources = Dictionary(XObject=Dictionary(f=drawing))
    (made,) = separated(form).pages[0].Resources.XObject.f.Resources.XObject.values()
    assert made.ColorSpace == Name.DeviceCMYK
    grey = b"q BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q 1 1 1 rg"
    assert screen_colours(separated(drawn(grey))) == []


@pytest.mark.parametrize(("kind", "refused"), [(b"RGB", True), (b"G", False), (b"Odd", True)])
def test_a_picture_in_the_text_of_a_pattern_is_refused_in_rgb(kind: bytes, refused: bool) -> None:
    pdf = drawn(b"/Pattern cs /p scn")
    pattern = pdf.make_stream(
        b"BI /W 1 /H 1 /CS /%s /BPC 8 ID \x80\x80\x80 EI 0 0 9 9 re" % kind, PatternType=1
    )
    stencil = pdf.make_stream(b"1 1 1 rg BI /W 1 /H 1 /IM true ID \x80 EI", PatternType=1)
    pdf.pages[0].Resources = Dictionary(Pattern=Dictionary(p=pattern, s=stencil))
    if refused:
        with pytest.raises(RenderError, match=r"^page 1: .*Hint"):
            separated(pdf)
    else:
        assert b"ID\n\x80" in separated(pdf).pages[0].Resources.Pattern.p.read_bytes()


def test_a_broken_picture_is_refused_in_plain_words() -> None:
    def cut_off(pdf: Pdf) -> pikepdf.Stream:
        made = image(pdf, colourful())
        made.write(b"short")
        return made

    with pytest.raises(RenderError, match=r"^page 1: a picture can't be read.*Hint"):
        separated(with_image(cut_off))


def test_what_pages_share_is_changed_once() -> None:
    pdf = drawn(b"/f Do 1 0 0 rg")
    form = pdf.make_stream(
        b"1 1 1 rg /f Do", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9]
    )
    shared = pdf.make_indirect(Dictionary(XObject=Dictionary(f=form)))
    form.Resources = shared  # a form that draws itself must not keep us here for ever
    pdf.pages[0].Resources = shared
    second = pdf.add_blank_page(page_size=(100, 100))
    second.Resources = shared
    second.Contents = Array([pdf.make_stream(b"1 1 1"), pdf.make_stream(b"rg")])
    pdf.pages.append(pdf.pages[0])
    result = separated(pdf)
    assert screen_colours(result) == []
    assert result.pages[0].Resources.XObject.f.read_bytes() == b"0 0 0 0 k\n/f Do"
    assert result.pages[1].Contents.read_bytes() == b"0 0 0 0 k"


def test_forms_nested_deeper_than_python_s_stack_are_separated() -> None:
    pdf = drawn(b"/f Do")
    inner = None
    for _ in range(1500):
        form = pdf.make_stream(b"1 1 1 rg /f Do", Subtype=Name.Form, BBox=[0, 0, 9, 9])
        if inner is not None:
            form.Resources = Dictionary(XObject=Dictionary(f=inner))
        inner = form
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(f=inner))
    separate(pdf, inks(), allow_transparency=True, known={})
    assert inner is not None
    assert inner.read_bytes().startswith(b"0 0 0 0 k")


def test_patterns_glyphs_and_appearances_are_separated() -> None:
    pdf = drawn(b"/Pattern cs /p scn /Ground cs 1 0 0 /u scn")
    red = {name: pdf.make_stream(b"1 1 1 rg 0 0 9 9 re f") for name in ("p", "glyph", "note")}
    red["p"].PatternType = 1
    empty = pdf.make_stream(b"0 0 9 9 re f", PatternType=1, PaintType=2)
    page = pdf.pages[0]
    page.Resources = Dictionary(
        Pattern=Dictionary(p=red["p"], u=empty),
        ColorSpace=Dictionary(Ground=Array([Name.Pattern, Name.DeviceRGB])),
        Font=Dictionary(f=Dictionary(Subtype=Name.Type3, CharProcs=Dictionary(a=red["glyph"]))),
    )
    appearance = Dictionary(N=Dictionary(On=red["note"]))
    page.Annots = Array([Dictionary(Subtype=Name.Stamp, AP=appearance)])
    page.Thumb = image(pdf, colourful())
    result = separated(pdf)
    assert screen_colours(result) == []
    last = content(result).splitlines()[-1]
    assert last.endswith(b"/u scn")
    assert len(last.split()) == 6


def transparent(**state: Any) -> Pdf:
    return drawn(b"/x gs 0 0 9 9 re f", ExtGState=Dictionary(x=Dictionary(**state)))


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ({"ca": 0.5}, "something 50% opaque"),
        ({"CA": 0}, "something 0% opaque"),
        ({"BM": Name.Multiply}, r"colours that blend \(Multiply\)"),
        ({"BM": Array([Name.Screen, Name.Normal])}, r"colours that blend \(Screen\)"),
        ({"SMask": Dictionary(S=Name.Luminosity)}, "a soft mask"),
        ({"ca": 0.4, "SMask": Dictionary()}, "a soft mask, something 40% opaque"),
    ],
)
def test_transparency_that_a_shop_does_not_take_is_told(state: Resources, told: str) -> None:
    with pytest.raises(
        RenderError,
        match=f"^PDF/X-1a allows no transparency: page 1 has {told}. Hint: .*PDF/X-4",
    ):
        separated(transparent(**state), transparency=False)


def test_transparency_is_told_of_every_page() -> None:
    pdf = transparent(ca=0.5)
    pdf.add_blank_page(page_size=(100, 100))
    last = pdf.add_blank_page(page_size=(100, 100))
    last.Resources = Dictionary(ExtGState=Dictionary(x=Dictionary(BM=Name.Multiply)))
    with pytest.raises(RenderError) as raised:
        separated(pdf, transparency=False)
    assert [problem.message.partition(": ")[2] for problem in raised.value.problems] == [
        "page 1 has something 50% opaque",
        "page 3 has colours that blend (Multiply)",
    ]


def test_what_is_not_transparent_after_all_is_no_obstacle() -> None:
    state = {"ca": 1, "CA": 1.0, "BM": Name.Normal, "AIS": False, "SMask": Name("/None"), "LW": 2}
    pdf = transparent(**state)
    pdf.pages[0].Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    made = separated(pdf, transparency=False).pages[0]
    assert set(made.Resources.ExtGState.x) == {"/LW"}
    assert "/Group" not in made.obj


def test_transparency_that_is_allowed_blends_in_ink() -> None:
    pdf = transparent(ca=0.5)
    pdf.pages[0].Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB, I=True)
    made = separated(pdf).pages[0]
    assert str(made.Group.CS) == "/DeviceCMYK"
    assert float(made.Resources.ExtGState.x.ca) == 0.5


def test_a_soft_mask_keeps_its_light() -> None:
    pdf = drawn(b"")
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    mask = pdf.make_stream(
        b"1 0 0 rg 0 0 50 100 re f 0.5 0.5 0.5 rg 50 0 50 100 re f",
        Subtype=Name.Form,
        BBox=[0, 0, 100, 100],
        Group=group,
        Resources=Dictionary(),
    )
    soft = Dictionary(S=Name.Luminosity, G=mask, BC=[1, 1, 1])
    page = pdf.pages[0]
    page.Resources = Dictionary(ExtGState=Dictionary(m=Dictionary(SMask=soft)))
    page.Contents = pdf.make_stream(b"/m gs 0 g 0 0 100 100 re f")
    before = picture_of(pdf)
    result = separated(pdf)
    made = result.pages[0].Resources.ExtGState.m.SMask
    assert str(made.G.Group.CS) == "/DeviceGray"
    assert made.G.read_bytes().startswith(b"0.3 g")
    assert [float(part) for part in made.BC] == [1]
    assert apart(before, picture_of(result)) < 2


@pytest.mark.parametrize(
    "broken",
    [
        b"1 0 rg",
        b"/a /b /c rg",
        b"1 0 0 rg ) 0 0 1 RG",
        b"1 0 0 rg (never closed",
        b"<< /A 1 rg",
        b"\xff\xfe\x00 ] ] ] rg",
        b"1 0 0 rg BI /W 1 /H 1 ID abc",
        b"/Unknown cs 1 0 0 sc",
        b"cs",
        b"1 0 0 sc",
        b"/Loop cs 1 0 0 sc",
        b"/Odd cs 1 sc",
        b"/Table cs 7 sc",
        b"/Gold cs 1 sc",
    ],
)
@pytest.mark.filterwarnings("ignore:Unexpected end of stream")
def test_broken_and_hostile_drawings_are_refused(broken: bytes) -> None:
    spaces = Dictionary(
        Loop=Name.Loop,
        Odd=Array([Name.Fantasy, 1]),
        Table=Array([Name.Indexed, Name.DeviceRGB, 1, b"\0\0\0"]),
        Gold=Array([Name.Separation, Name.Gold, Name.DeviceRGB, function([1] * 3, [0] * 3)]),
    )
    with pytest.raises(RenderError, match=r"^page 1: .*Hint: "):
        separated(drawn(broken, ColorSpace=spaces))


def test_rgb_in_a_string_is_left_alone() -> None:
    pdf = separated(drawn(b"BT (1 0 0 rg) Tj ET 1 1 1 rg"))
    assert b"(1 0 0 rg)" in content(pdf)


@pytest.mark.filterwarnings("ignore:Unexpected end of stream")
@given(
    st.lists(
        st.sampled_from(
            b"q Q 1 0 .5 rg RG cs CS sc scn /DeviceRGB /X /Pattern BI ID EI ( ) < > << >> [ ] f n "
            b"% \n k g true /W /H".split(b" ")
        ),
        max_size=12,
    )
)
def test_whatever_a_page_says_it_is_separated_or_refused(tokens: list[bytes]) -> None:
    pdf = drawn(b" ".join(tokens))
    try:
        separate(pdf, inks(), allow_transparency=True, known={})
    except RenderError:
        return
    left = [str(one.operator) for one in pikepdf.parse_content_stream(pdf.pages[0])]
    assert not {"rg", "RG"}.intersection(left)
