"""Faults of colour: what isn't said in inks, too much ink, inks that nobody ordered."""

from __future__ import annotations

from io import BytesIO

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String
from PIL import Image, ImageCms
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from generator.model.geometry import mm_to_pt
from tests.faults.change import Resource, deep, drawing, in_form, page_entry, state, tiling
from tests.faults.cleans import FLYER, PRESS_CARD, PRESS_CARD_X1A, PRESS_POSTER, on_flyer, spoilt
from tests.faults.flyer import say
from tests.faults.fonts import OURS, text_font, type_3
from tests.faults.pictures import icc, photograph, picture, pixels_for, placed

RED = "1 0 0 rg 60 45 20 10 re f"
FREE = (60.0, 42.0, 20.0, 20.0)
"""Where the flyer has nothing but its ground: left, bottom, width and height in mm."""
HEAVY = "0.8 0.8 0.8 0.8 k 60 42 20 20 re f"


def _rgb_text(canvas: Canvas) -> None:
    say("Bel 112 bij direct gevaar.", 54, 50)(canvas)
    canvas.setFillColorRGB(0.7, 0.1, 0.1)
    canvas.drawString(mm_to_pt(54), mm_to_pt(44), "Wacht niet te lang.")


def _rgb_photo(canvas: Canvas) -> None:
    pixels = pixels_for(20, 300)
    at = [mm_to_pt(one) for one in FREE]
    canvas.drawImage(ImageReader(photograph(pixels, pixels)), *at)


def _rgb_gradient(canvas: Canvas) -> None:
    from reportlab.lib.colors import Color

    canvas.saveState()
    path = canvas.beginPath()
    path.rect(*(mm_to_pt(one) for one in FREE))
    canvas.clipPath(path, stroke=0)
    ends = [mm_to_pt(one) for one in (60, 42, 80, 62)]
    canvas.linearGradient(*ends, (Color(0.9, 0.9, 1), Color(0.5, 0.7, 0.9)))
    canvas.restoreState()


def _srgb(pdf: Pdf) -> Object:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return icc(profile, 3)(pdf)


def _fine(size_mm: float = 20, ppi: float = 300) -> tuple[int, int]:
    return pixels_for(size_mm, ppi), pixels_for(size_mm, ppi)


def _indexed(pdf: Pdf) -> Object:
    palette = bytes((200, 30, 30, 250, 240, 240))
    return Array([Name.Indexed, Name.DeviceRGB, 1, String(palette)])


def spot(name: str, *inks: float) -> Resource:
    """Return a colour space of one ink that stands for others."""

    def make(pdf: Pdf) -> Object:
        whole = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1)
        whole.C0, whole.C1 = Array([0, 0, 0, 0]), Array(list(inks))
        return Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, whole])

    return make


def _two_inks(pdf: Pdf) -> Object:
    function = Stream(
        pdf,
        b"{ dup 0 exch 0 exch 0 exch 4 index pop pop pop pop 0 0 0 }",
        FunctionType=4,
        Domain=Array([0, 1, 0, 1]),
        Range=Array([0, 1, 0, 1, 0, 1, 0, 1]),
    )
    function.write(b"{ 0 0 4 2 roll exch 0 exch }")
    names = Array([Name("/PANTONE 300 C"), Name.Black])
    return Array([Name.DeviceN, names, Name.DeviceCMYK, pdf.make_indirect(function)])


def shading(space: Name, light: list[float], dark: list[float]) -> Resource:
    """Return a gradient from the left of the flyer's free place to the right; in mm."""

    def make(pdf: Pdf) -> Object:
        function = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1)
        function.C0, function.C1 = Array(light), Array(dark)
        return Dictionary(
            ShadingType=2,
            ColorSpace=space,
            Coords=Array([60, 0, 80, 0]),
            Function=function,
            Extend=Array([True, True]),
        )

    return make


def _shaded(name: str = "S") -> str:
    return f"q 60 42 20 20 re W n /{name} sh Q"


def _transfer_curve(pdf: Pdf) -> Object:
    curve = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1.6)
    return pdf.make_indirect(Dictionary(Type=Name.ExtGState, TR=curve))


def _halftone(pdf: Pdf) -> Object:
    dots = Dictionary(Type=Name.Halftone, HalftoneType=1, Frequency=60, Angle=45)
    dots.SpotFunction = Name.SimpleDot
    return pdf.make_indirect(Dictionary(Type=Name.ExtGState, HT=dots))


def _single_plate(pdf: Pdf) -> None:
    page = pdf.pages[0].obj
    page.SeparationInfo = Dictionary(Pages=Array([page]), DeviceColorant=Name.Cyan)


def _soft_mask(pdf: Pdf) -> Object:
    mask = Stream(pdf, b"\x80" * 16, Type=Name.XObject, Subtype=Name.Image, BitsPerComponent=8)
    mask.Width = mask.Height = 4
    mask.ColorSpace = Name.DeviceGray
    return pdf.make_indirect(mask)


def _spot_shading(pdf: Pdf) -> Object:
    made = shading(Name.DeviceCMYK, [0], [1])(pdf)
    made.ColorSpace = spot("PANTONE 300 C", 1, 0.44, 0, 0)(pdf)
    return made


def _heavy_jpeg(canvas: Canvas) -> None:
    """Place a dark picture as a JPEG in inks, whose values Adobe's tools turn round."""
    written = BytesIO()
    Image.new("CMYK", _fine(), (204, 204, 204, 204)).save(written, format="JPEG", quality=95)
    written.seek(0)
    canvas.drawImage(ImageReader(written), *(mm_to_pt(one) for one in FREE))


def _heavy_palette(pdf: Pdf) -> Object:
    palette = bytes((0, 0, 0, 0, 204, 204, 204, 204))
    return Array([Name.Indexed, Name.DeviceCMYK, 1, String(palette)])


def _named_inks(pdf: Pdf) -> Object:
    unchanged = Stream(pdf, b"{ }", FunctionType=4, Domain=Array([0, 1] * 4))
    unchanged.Range = Array([0, 1] * 4)
    names = Array([Name.Cyan, Name.Magenta, Name.Yellow, Name.Black])
    return Array([Name.DeviceN, names, Name.DeviceCMYK, pdf.make_indirect(unchanged)])


def _tile_in(space_content: str, **resources: Resource) -> Resource:
    return tiling(space_content, size=14, **resources)


_PATTERN = "/Pattern cs /P scn 60 42 20 20 re f"
_INLINE = "q 20 0 0 20 60 42 cm BI /W 1 /H 1 /CS /RGB /BPC 8 ID \xc0\x10\x10 EI Q"
_MULTIPLY = "/G gs 0.8 0.8 0 0 k 60 42 20 20 re f 0 0 0.8 0.8 k 60 42 20 20 re f"
_OVER = "/G gs 1 0.6 0 0 k 60 42 20 20 re f 0 0 1 0.6 k 60 42 20 20 re f"

_COLOUR = (
    on_flyer("rgb-text", "press-colour", _rgb_text),
    on_flyer("rgb-picture", "press-colour", _rgb_photo),
    on_flyer("rgb-gradient", "press-colour", _rgb_gradient),
    spoilt("rgb-fill-in-ours", "press-colour", PRESS_POSTER,
           drawing("0.2 0.2 0.6 rg 40 190 9 9 re f")),
    spoilt("rgb-line", "press-colour", FLYER, drawing("0.5 w 0.8 0 0 RG 60 45 m 80 45 l S")),
    spoilt("rgb-in-icc-picture", "press-colour", FLYER,
           drawing(placed("X", *FREE), X=picture(b"\xc8\x1e\x1e", pixels=_fine(), space=_srgb))),
    spoilt("rgb-by-icc-space", "press-colour", FLYER,
           drawing("/C cs 0.8 0.1 0.1 sc 60 45 20 10 re f", C=_srgb)),
    spoilt("rgb-palette-picture", "press-colour", FLYER,
           drawing(placed("X", *FREE), X=picture(b"\x00", pixels=_fine(), space=_indexed))),
    spoilt("rgb-inline-picture", "press-colour", FLYER, drawing(_INLINE), also=["image-ppi"]),
    spoilt("rgb-in-a-form", "press-colour", PRESS_CARD,
           drawing("/X Do", X=in_form("0.7 0 0 rg 10 36 9 9 re f"))),
    spoilt("rgb-in-a-form-in-a-form", "press-colour", FLYER,
           drawing("/X Do", X=in_form("/X Do", X=in_form(RED)))),
    spoilt("rgb-30-forms-deep", "press-colour", FLYER, drawing("/X Do", X=deep(RED, 30)),
           also=["too-complex"]),
    spoilt("rgb-in-a-pattern", "press-colour", FLYER,
           drawing(_PATTERN, P=_tile_in("0.9 0.2 0.2 rg 0 0 7 7 re f"))),
    spoilt("rgb-in-a-form-in-a-pattern", "press-colour", FLYER,
           drawing(_PATTERN, P=_tile_in("/X Do", X=in_form("1 0 0 rg 0 0 7 7 re f")))),
    spoilt("rgb-in-a-pattern-of-a-form", "press-colour", FLYER,
           drawing("/X Do", X=in_form(_PATTERN, P=_tile_in("1 0 0 rg 0 0 7 7 re f")))),
    spoilt("rgb-in-a-drawn-letter", "press-colour", FLYER,
           drawing("BT /F 4 Tf 60 50 Td (a) Tj ET", F=type_3("1 0 0 rg")),
           also=["font-type3", "unreadable-text"]),
    spoilt("blends-in-rgb", "press-colour", FLYER,
           page_entry("Group", Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceRGB)),
           drawing("/G gs 0.4 0 0 0 k 60 42 20 20 re f", G=state(ca=0.5)), has_place=False),
    spoilt("rgb-lab", "press-colour", FLYER,
           drawing("/C cs 60 50 40 sc 60 45 20 10 re f",
                   C=lambda pdf: Array([Name.Lab, Dictionary(WhitePoint=Array([0.96, 1, 0.82]))]))),
    spoilt("rgb-calibrated", "press-colour", FLYER,
           drawing("/C cs 0.9 0.1 0.1 sc 60 45 20 10 re f",
                   C=lambda pdf: Array([Name.CalRGB,
                                        Dictionary(WhitePoint=Array([0.95, 1, 1.09]))]))),
    spoilt("rgb-behind-a-spot-colour", "press-colour", FLYER,
           drawing("/C cs 1 scn 60 45 20 10 re f",
                   C=lambda pdf: Array([Name.Separation, Name.Black, Name.DeviceRGB,
                       Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1,
                                  C0=Array([1, 1, 1]), C1=Array([0.6, 0.7, 0.8]))]))),
    spoilt("spot-colour", "spot-colour", FLYER,
           drawing("/C cs 1 scn 60 45 20 10 re f", C=spot("PANTONE 300 C", 1, 0.44, 0, 0))),
    spoilt("spot-colour-in-ours", "spot-colour", PRESS_POSTER,
           drawing("/C cs 1 scn 40 190 20 10 re f", C=spot("PANTONE 300 C", 1, 0.44, 0, 0))),
    spoilt("spot-colour-of-two", "spot-colour", FLYER,
           drawing("/C cs 0.4 0.1 scn 60 45 20 10 re f", C=_two_inks)),
    spoilt("spot-colour-in-a-picture", "spot-colour", FLYER,
           drawing(placed("X", *FREE),
                   X=picture(b"\x80", pixels=_fine(), space=spot("Goud", 0, 0.2, 0.7, 0.2)))),
    spoilt("spot-colour-in-a-gradient", "spot-colour", FLYER,
           drawing(_shaded(), S=_spot_shading)),
    spoilt("registration-by-four-inks", "registration-colour", FLYER,
           drawing("0.35 w 1 1 1 1 K 60 45 m 90 45 l S"), also=["ink-coverage"]),
    spoilt("registration-colour", "registration-colour", FLYER,
           drawing("/C cs 1 scn 60 50 20 0.5 re f", C=spot("All", 1, 1, 1, 1)),
           also=["ink-coverage", "spot-colour", "hairline"]),
    spoilt("registration-text-in-ours", "registration-colour", PRESS_POSTER,
           drawing("BT /F 9 Tf /C cs 1 scn 40 190 Td (Zie ik het goed) Tj ET", F=text_font(OURS),
                   C=spot("All", 1, 1, 1, 1)),
           also=["ink-coverage", "spot-colour", "contrast", "small-type-inks", "text-unseen"]),
)  # fmt: skip

_INK = (
    spoilt("ink-320-flat", "ink-coverage", FLYER, drawing(HEAVY)),
    spoilt("ink-320-in-ours", "ink-coverage", PRESS_POSTER,
           drawing("0.8 0.8 0.8 0.8 k 40 180 60 30 re f")),
    spoilt("ink-320-in-a-form", "ink-coverage", PRESS_CARD,
           drawing("/X Do", X=in_form("0.8 0.8 0.8 0.8 k 10 36 14 9 re f"))),
    spoilt("ink-320-by-a-picture", "ink-coverage", FLYER,
           drawing(placed("X", *FREE), X=picture(b"\xcc\xcc\xcc\xcc", pixels=_fine()))),
    spoilt("ink-320-by-multiply", "ink-coverage", FLYER,
           drawing(_MULTIPLY, G=state(BM=Name.Multiply))),
    spoilt("ink-320-by-multiply-in-a-form", "ink-coverage", FLYER,
           drawing("/X Do", X=in_form(_MULTIPLY, group=True, G=state(BM=Name.Multiply)))),
    spoilt("ink-320-by-overprint", "ink-coverage", FLYER,
           drawing(_OVER, G=state(OP=True, op=True, OPM=1)),
           also=["overprint", "overprint-colour"]),
    spoilt("ink-320-where-a-gradient-ends", "ink-coverage", FLYER,
           drawing(_shaded(), S=shading(Name.DeviceCMYK, [0.1, 0, 0, 0], [0.8] * 4))),
    spoilt("ink-320-in-a-pattern", "ink-coverage", FLYER,
           drawing(_PATTERN, P=tiling("0.8 0.8 0.8 0.8 k 0 0 14 14 re f", size=14))),
    spoilt("ink-320-inline-picture", "ink-coverage", FLYER,
           drawing("q 20 0 0 20 60 42 cm BI /W 1 /H 1 /CS /CMYK /BPC 8 ID \xcc\xcc\xcc\xcc EI Q"),
           also=["image-ppi"]),
    spoilt("ink-320-by-inverted-picture", "ink-coverage", FLYER,
           drawing(placed("X", *FREE), X=picture(b"\x33\x33\x33\x33", pixels=_fine(),
                   Decode=Array([1, 0] * 4)))),
    spoilt("ink-360-half-see-through", "ink-coverage", FLYER,
           drawing("/G gs 1 1 1 0.9 k 60 42 20 20 re f 1 1 1 0.9 k 60 42 20 20 re f",
                   G=state(ca=0.7))),
    on_flyer("ink-320-by-a-jpeg", "ink-coverage", _heavy_jpeg),
    spoilt("ink-320-by-a-palette", "ink-coverage", FLYER,
           drawing(placed("X", *FREE), X=picture(b"\x01", pixels=_fine(), space=_heavy_palette))),
    spoilt("ink-320-by-named-inks", "ink-coverage", FLYER,
           drawing("/C cs 0.8 0.8 0.8 0.8 scn 60 42 20 20 re f", C=_named_inks)),
    spoilt("ink-320-in-letters", "ink-coverage", FLYER,
           drawing("0.8 0.8 0.8 0.8 k BT /F 20 Tf 56 46 Td (HE) Tj ET", F=text_font())),
    spoilt("ink-310-in-a-line", "ink-coverage", FLYER,
           drawing("6 w 0.8 0.8 0.7 0.8 K 60 52 m 80 52 l S")),
)  # fmt: skip

_PRINTING = (
    spoilt("white-overprints", "overprint", FLYER,
           drawing("/G gs 0 0 0 0 k 60 45 20 10 re f", G=state(OP=True, op=True, OPM=1))),
    spoilt("white-text-overprints-in-ours", "overprint", PRESS_POSTER,
           drawing("/G gs 0 0 0 0 k BT /F 9 Tf 40 190 Td (Zie ik het goed) Tj ET",
                   F=text_font(OURS),
                   G=state(OP=True, op=True, OPM=1))),
    spoilt("brings-a-transfer-curve", "plate-settings", FLYER,
           drawing("/G gs 0 0 0 0.4 k 60 42 20 20 re f", G=_transfer_curve), has_place=False),
    spoilt("brings-its-own-halftone", "plate-settings", PRESS_POSTER,
           drawing("/G gs 0 0 0 0.4 k 40 190 20 20 re f", G=_halftone), has_place=False),
    spoilt("one-plate-of-several", "plate-settings", FLYER, _single_plate, has_place=False),
    spoilt("white-overprints-in-a-form", "overprint", FLYER,
           drawing("/G gs /X Do", G=state(OP=True, op=True, OPM=1),
                   X=in_form("0 0 0 0 k 60 45 20 10 re f"))),
    spoilt("see-through-in-x1a", "transparency", PRESS_CARD_X1A,
           drawing("/G gs 0 0 0 0 k 10 36 9 9 re f", G=state(ca=0.5))),
    spoilt("blend-mode-in-x1a", "transparency", PRESS_CARD_X1A,
           drawing("/X Do", X=in_form("/G gs 0.2 0 0 0 k 10 36 9 9 re f",
                                      G=state(BM=Name.Multiply)))),
    spoilt("soft-mask-in-x1a", "transparency", PRESS_CARD_X1A,
           drawing(placed("X", 10, 36, 9, 9), X=picture(pixels=_fine(9), SMask=_soft_mask))),
    spoilt("group-in-x1a", "transparency", PRESS_CARD_X1A,
           drawing("/X Do", X=in_form("0.2 0 0 0 k 10 36 9 9 re f", group=True))),
)  # fmt: skip

FAULTS = (*_COLOUR, *_INK, *_PRINTING)
