"""Faults of pictures, layers and thin lines: what can't be printed sharp, or at all."""

from __future__ import annotations

import zlib

from pikepdf import Dictionary, Name, Object, Pdf, Stream, String

from tests.faults.change import Change, Resource, drawing, in_form, state, tiling
from tests.faults.cleans import FLYER, PRESS_CARD, PRESS_POSTER, on_flyer, spoilt
from tests.faults.fault import fault
from tests.faults.flyer import BLACK, WHITE, flyer, line, photo
from tests.faults.pictures import optional, picture, pixels_for, placed

FREE = (60.0, 42.0, 20.0, 20.0)


def _pixels(ppi: float, other_ppi: float = 0) -> tuple[int, int]:
    return pixels_for(20, ppi), pixels_for(20, other_ppi or ppi)


def _cut_off(pdf: Pdf) -> Object:
    width, height = _pixels(300)
    whole = zlib.compress(bytes(range(64)) * (width * height // 16))
    made = Stream(pdf, b"", Type=Name.XObject, Subtype=Name.Image, BitsPerComponent=8)
    made.Width, made.Height, made.ColorSpace = width, height, Name.DeviceCMYK
    made.write(whole[: len(whole) // 3], filter=Name.FlateDecode)
    return pdf.make_indirect(made)


def _broken_jpeg(pdf: Pdf) -> Object:
    width, height = _pixels(300)
    made = Stream(pdf, b"", Type=Name.XObject, Subtype=Name.Image, BitsPerComponent=8)
    made.Width, made.Height, made.ColorSpace = width, height, Name.DeviceCMYK
    made.write(b"\xff\xd8\xff\xe0 and then nothing", filter=Name.DCTDecode)
    return pdf.make_indirect(made)


def _stencil(ppi: float) -> Resource:
    width, height = _pixels(ppi)

    def make(pdf: Pdf) -> Object:
        made = Stream(pdf, b"", Type=Name.XObject, Subtype=Name.Image, ImageMask=True)
        made.Width, made.Height, made.BitsPerComponent = width, height, 1
        made.write(zlib.compress(b"\xaa" * (-(-width // 8) * height)), filter=Name.FlateDecode)
        return pdf.make_indirect(made)

    return make


_OPI = Dictionary({"/2.0": Dictionary(Type=Name.OPI, Version=2.0, F=String("foto.tif"))})


def _preview(**stands_for: Dictionary) -> Resource:
    """Return a form that shows something until another file takes its place."""

    def make(pdf: Pdf) -> Object:
        form = in_form("0 0 0 0.3 k 60 42 20 20 re f")(pdf)
        for key, value in stands_for.items():
            form[f"/{key}"] = value
        return form

    return make


def _shortened(pdf: Pdf) -> None:
    """Leave half of the flyer's own photograph out."""
    for thing in pdf.objects:
        if isinstance(thing, Stream) and thing.get("/Subtype") == Name.Image:
            raw = thing.read_raw_bytes()
            thing.write(raw[: len(raw) // 2], filter=Name.FlateDecode)


def _hidden(content: str) -> Change:
    return drawing(f"/OC /L BDC {content} EMC", L=optional(visible=False))


_LINE = "60 45 m 80 45 l S"

FAULTS = (
    spoilt("logo-of-100-ppi", "image-ppi", PRESS_CARD,
           drawing(placed("X", 10, 36, 9, 9), X=picture(pixels=(35, 35)))),
    on_flyer("photo-of-150-ppi", "image-ppi", photo(60, 42, 30, 20, ppi=150)),
    spoilt("picture-of-72-ppi-in-a-form", "image-ppi", FLYER,
           drawing("/X Do", X=in_form(placed("X", *FREE), X=picture(pixels=_pixels(72))))),
    spoilt("picture-enlarged-by-its-form", "image-ppi", FLYER,
           drawing("q 4 0 0 4 60 42 cm /X Do Q",
                   X=in_form(placed("X", 0, 0, 5, 5), X=picture(pixels=(59, 59))))),
    spoilt("picture-enlarged-by-a-forms-matrix", "image-ppi", FLYER,
           drawing("/X Do", X=in_form(placed("X", 0, 0, 5, 5), matrix="4 0 0 4 60 42",
                                      X=picture(pixels=(59, 59))))),
    spoilt("picture-stretched-one-way", "image-ppi", FLYER,
           drawing(placed("X", *FREE), X=picture(pixels=_pixels(90, 300))),
           also=["image-stretched"]),
    spoilt("picture-of-100-ppi-turned", "image-ppi", FLYER,
           drawing("q 14 14 -14 14 70 42 cm /X Do Q", X=picture(pixels=_pixels(100)))),
    spoilt("picture-of-100-ppi-in-a-pattern", "image-ppi", FLYER,
           drawing("/Pattern cs /P scn 60 42 20 20 re f",
                   P=tiling("q 56 0 0 56 0 0 cm /X Do Q", size=57, X=picture(pixels=(77, 77))))),
    spoilt("inline-picture-of-50-ppi", "image-ppi", FLYER,
           drawing("q 20 0 0 20 60 42 cm BI /W 40 /H 40 /CS /G /BPC 8 ID "
                   + "\x80\xc0\xb0" * 533 + "\x80 EI Q")),
    spoilt("stencil-of-72-ppi", "image-ppi", FLYER,
           drawing(f"0 0 0 1 k {placed('X', *FREE)}", X=_stencil(72))),
    spoilt("picture-of-1300-ppi", "image-too-fine", FLYER,
           drawing(placed("X", 60, 42, 30, 30), X=picture(pixels=(1536, 1536)))),
    spoilt("picture-cut-off", "picture-damaged", FLYER, drawing(placed("X", *FREE), X=_cut_off)),
    spoilt("picture-not-a-jpeg", "picture-damaged", FLYER,
           drawing(placed("X", *FREE), X=_broken_jpeg)),
    spoilt("photo-half-there", "picture-damaged", FLYER, _shortened),
    spoilt("picture-damaged-in-ours", "picture-damaged", PRESS_POSTER,
           drawing(placed("X", 40, 180, 20, 20), X=_cut_off)),
    spoilt("picture-damaged-in-a-form", "picture-damaged", FLYER,
           drawing("/X Do", X=in_form(placed("X", *FREE), X=_cut_off))),
    spoilt("preview-for-a-picture-elsewhere", "content-elsewhere", FLYER,
           drawing("/X Do", X=_preview(Ref=Dictionary(F=String("foto-groot.pdf"), Page=0)))),
    spoilt("preview-for-opi", "content-elsewhere", FLYER,
           drawing("/X Do", X=_preview(OPI=_OPI))),
    spoilt("hidden-layer", "hidden-layer", FLYER, _hidden("0 0 0 0.5 k 60 42 20 20 re f"),
           has_place=False),
    spoilt("hidden-layer-in-ours", "hidden-layer", PRESS_CARD,
           _hidden("0 0 0 0.5 k 10 36 9 9 re f"), has_place=False),
    on_flyer("hairline", "hairline", line(60, 45, 30, 0.1)),
    on_flyer("line-without-width", "hairline", line(60, 45, 30, 0)),
    on_flyer("white-hairline", "hairline", line(60, 140, 30, 0.2, WHITE)),
    spoilt("hairline-in-ours", "hairline", PRESS_POSTER,
           drawing(f"0 0 0 0 K 0.03 w {_LINE.replace('45', '190')}")),
    spoilt("hairline-by-a-forms-matrix", "hairline", FLYER,
           drawing("/X Do", X=in_form(f"0 0 0 1 K 1 w {_LINE}", matrix="1 0 0 0.03 0 43"))),
    spoilt("hairline-by-a-scaled-form", "hairline", FLYER,
           drawing("q 0.1 0 0 0.1 60 45 cm /X Do Q",
                   X=in_form("0 0 0 1 K 0.4 w 0 0 m 200 0 l S"))),
    spoilt("hairline-around-a-box", "hairline", FLYER,
           drawing("0 0 0 1 K 0.02 w 60 42 20 20 re S")),
    spoilt("hairline-filled", "hairline", FLYER, drawing("0 0 0 1 k 60 45 20 0.03 re f")),
    spoilt("hairline-by-a-graphics-state", "hairline", FLYER,
           drawing(f"0 0 0 1 K /G gs {_LINE}",
                   G=state(LW=0.02))),
    spoilt("hairline-dashed", "hairline", FLYER,
           drawing(f"0 0 0 1 K [1 1] 0 d 0.03 w {_LINE}")),
    fault("hairline-of-several-inks", "hairline", FLYER,
          lambda: flyer(line(60, 45, 30, 0.3, (0.4, 0.4, 0.4, 0.2)),
                        line(60, 50, 30, 0.15, BLACK))),
)  # fmt: skip
