"""Logos of all kinds on a press PDF: in ink, near-black in black alone, nothing shows through."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw

from tests.building import build_here
from tests.campaign import Built
from tests.plates import coverage, plates
from tests.press import colours_not_in_ink
from tests.products.test_press_identity import is_see_through
from tests.projects import Copy, copy_project

# A logo by itself: 60 mm wide, 30 mm high, 10 mm from the trim, 13 mm from there to the paper.
BADGE = {
    "product.yaml": """\
title: {nl: Beeldmerk}
subject: campaign
formats: [100x60]
default_format: 100x60
pages: 1
targets: [screen, press]
""",
    "page.html.j2": """\
{% extends 'base/page.html.j2' %}
{% block body %}
<div class="stamp">
{% if edition.logo %}<img src="{{ logo }}" alt="{{ edition.name }}">{% endif %}
<h1>{{ campaign.title }}</h1>
</div>
{% endblock %}
""",
    "style.css": """\
.stamp { padding: 10mm 10mm 0; }
h1 { padding-top: 1mm; font-size: 8pt; font-weight: 700; }
img { display: block; width: 60mm; height: 30mm; }
""",
}
LEFT_MM, TOP_MM = 23, 23
DPI = 150
WIDTH_PX, HEIGHT_PX = 900, 450
"""381 pixels an inch at 60 mm."""
DARK, WHITE, TEAL, FAINT = range(4)
"""Four upright fields of every logo; the last is half transparent, or paler, where it can be."""
SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
 viewBox="0 0 120 60"><defs><linearGradient id="a"><stop offset="0" stop-color="#0f7a86"/>
<stop offset="1" stop-color="#c0e0e4"/></linearGradient></defs>
<rect width="30" height="60" {dark}/><rect x="30" width="30" height="60" {white}/>
<rect x="60" width="30" height="60" {teal}/><rect x="90" width="30" height="60" {faint}/></svg>
"""
IN_SVG = {
    "hex": ('fill="#111"', 'fill="#ffffff"', 'fill="#0f7a87"', 'fill="#87bcc2"'),
    "rgb": (
        'fill="rgb(9,9,9)"',
        'fill="rgb(255,255,255)"',
        'fill="rgb(14,122,134)"',
        'fill="#8bc"',
    ),
    "named": ('fill="black"', 'fill="white"', 'fill="teal"', 'fill="paleturquoise"'),
    "style": (
        'style="fill:#0d0d0d"',
        'style="fill:#fff"',
        'style="fill:teal"',
        'style="fill:#8bc"',
    ),
    "gradient": ('fill="#111"', 'fill="#fff"', 'fill="teal"', 'fill="url(#a)"'),
    "opacity": ('fill="#111"', 'fill="#fff"', 'fill="teal"', 'fill="teal" opacity="0.5"'),
}


def in_fields(mode: str, *colours: int | tuple[int, ...]) -> Image.Image:
    """Draw a logo of four fields."""
    picture = Image.new(mode, (WIDTH_PX, HEIGHT_PX))
    drawn = ImageDraw.Draw(picture)
    wide = WIDTH_PX // 4
    for at, colour in enumerate(colours):
        drawn.rectangle((at * wide, 0, (at + 1) * wide, HEIGHT_PX), fill=colour)
    return picture


def saved(picture: Image.Image, kind: str) -> bytes:
    written = BytesIO()
    picture.save(written, format=kind, quality=95)
    return written.getvalue()


RGB = ((10, 12, 14), (255, 255, 255), (15, 122, 134), (135, 188, 194))
IN_PIXELS: dict[str, Callable[[], bytes]] = {
    "rgb.png": lambda: saved(in_fields("RGB", *RGB), "PNG"),
    "alpha.png": lambda: saved(
        in_fields(
            "RGBA", (10, 12, 14, 255), (0, 0, 0, 0), (15, 122, 134, 255), (15, 122, 134, 128)
        ),
        "PNG",
    ),
    "palette.png": lambda: saved(in_fields("RGB", *RGB).quantize(8), "PNG"),
    "grey.png": lambda: saved(in_fields("L", 10, 255, 100, 170), "PNG"),
    "rgb.jpg": lambda: saved(in_fields("RGB", *RGB), "JPEG"),
    "grey.jpg": lambda: saved(in_fields("L", 10, 255, 100, 170), "JPEG"),
    "cmyk.jpg": lambda: saved(
        in_fields("CMYK", (0, 0, 0, 250), (0, 0, 0, 0), (217, 74, 99, 48), (100, 30, 40, 0)), "JPEG"
    ),
}
KINDS = (*IN_SVG, *IN_PIXELS)
COARSE = "coarse.png"


@pytest.fixture(scope="module")
def badges(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """A project with one edition for each kind of logo."""
    project = copy_project(tmp_path_factory.mktemp("badges") / "project", products=())
    project.add_product("badge", BADGE)
    editions = project.root / "content/editions"
    national = (editions / "landelijk.yaml").read_text(encoding="utf-8")
    logos = {kind: drawn() for kind, drawn in IN_PIXELS.items()}
    for kind, fills in IN_SVG.items():
        fields = dict(zip(("dark", "white", "teal", "faint"), fills, strict=True))
        logos[f"{kind}.svg"] = SVG.format(**fields).encode()
    small = in_fields("RGB", *RGB).resize((60, 30), Image.Resampling.NEAREST)
    logos[COARSE] = saved(small, "PNG")
    for file, content in logos.items():
        (editions / file).write_bytes(content)
        edition = edition_of(file.removesuffix(".svg"))
        project.write(f"content/editions/{edition}.yaml", f"{national}\nlogo: {file}\n")
    return project


@pytest.fixture(scope="module")
def stamped(badges: Copy, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Built]:
    """Each logo for a shop that takes PDF/X-4, and for one that takes PDF/X-1a."""
    built = {}
    for shop in ("standard", "x1a"):
        output = tmp_path_factory.mktemp(shop)
        order = ("badge", "--target", "press", "--shop", shop)
        built[shop] = build_here(badges, output, *order, edition="all")
    return built


@pytest.mark.parametrize("shop", ["standard", "x1a"])
def test_all_kinds_of_logos_are_printed(stamped: dict[str, Built], shop: str) -> None:
    built = stamped[shop]
    assert built.exit_code == 0
    assert [line for line in built.stderr.splitlines() if COARSE_EDITION not in line] == []


@pytest.mark.parametrize("shop", ["standard", "x1a"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_logo_is_in_ink_and_its_near_black_is_black_alone(
    stamped: dict[str, Built], shop: str, kind: str
) -> None:
    path = pdf_of(stamped[shop], kind)
    assert colours_not_in_ink(path) == set()
    fields = inks_of(path)
    *coloured, black = fields[DARK]
    assert max(coloured) == 0 and black >= 235
    assert fields[WHITE] == (0, 0, 0, 0)
    cyan, magenta, yellow, key = fields[TEAL]
    if kind.startswith("grey"):
        assert (cyan, magenta, yellow) == (0, 0, 0) and key > 100
    else:
        assert cyan > 180 > max(magenta, yellow, key)
    assert 0 < sum(fields[FAINT]) < sum(fields[TEAL])
    (picture,) = plates(path, DPI)
    assert coverage(inside(picture)) <= 280 + 1


@pytest.mark.parametrize("kind", IN_PIXELS)
def test_a_picture_with_alpha_is_laid_on_white(stamped: dict[str, Built], kind: str) -> None:
    with pikepdf.open(pdf_of(stamped["standard"], kind)) as pdf:
        pictures = [one for one in pdf.objects if one_is_picture(one)]
        assert len(pictures) == 1
        assert not {"/SMask", "/Mask"} & pictures[0].keys()


@pytest.mark.parametrize("kind", KINDS)
def test_in_pdf_x_1a_no_logo_is_transparent(stamped: dict[str, Built], kind: str) -> None:
    path = pdf_of(stamped["x1a"], kind)
    with pikepdf.open(path) as pdf:
        dictionaries = [
            one for one in pdf.objects if isinstance(one, pikepdf.Dictionary | pikepdf.Stream)
        ]
        assert not any("/Group" in one or is_see_through(one) for one in dictionaries)
        # What can't be said without transparency is a fine picture; all else stays drawn.
        drawn = kind in IN_SVG and kind != "opacity"
        assert any(one_is_picture(one) for one in dictionaries) != drawn


def test_a_logo_that_is_half_transparent_has_half_the_ink_in_both_flavours(
    stamped: dict[str, Built],
) -> None:
    for shop in ("standard", "x1a"):
        fields = inks_of(pdf_of(stamped[shop], "opacity"))
        assert sum(fields[FAINT]) == pytest.approx(sum(fields[TEAL]) / 2, rel=0.35)


@pytest.mark.parametrize("shop", ["standard", "x1a"])
def test_a_gradient_runs_from_edge_to_edge_of_what_it_fills(
    stamped: dict[str, Built], shop: str
) -> None:
    (picture,) = plates(pdf_of(stamped[shop], "gradient"), DPI)
    y = int((TOP_MM + 15) / 25.4 * DPI)
    xs = [int((LEFT_MM + 45 + part) / 25.4 * DPI) for part in (0.5, 3, 6, 9, 12, 14.5)]
    plate = picture.getchannel("C").tobytes()
    cyan = [plate[y * picture.width + x] for x in xs]
    assert cyan == sorted(cyan, reverse=True)
    assert cyan[0] > 190 > 90 > cyan[-1]


def test_a_coarse_logo_is_warned_of_with_its_pixels_an_inch(stamped: dict[str, Built]) -> None:
    built = stamped["standard"]
    assert pdf_of(built, COARSE).is_file()
    said = [line for line in built.stderr.splitlines() if COARSE_EDITION in line]
    assert any("25 pixels an inch" in line and "300" in line for line in said)
    assert any("image-ppi" in line for line in said)


def test_a_coarse_logo_fails_a_strict_build(badges: Copy, tmp_path: Path) -> None:
    order = ("badge", "--target", "press", "--strict")
    built = build_here(badges, tmp_path, *order, edition=COARSE_EDITION)
    assert built.exit_code == 6
    assert "25 pixels an inch" in built.stderr
    assert not list(tmp_path.rglob("*.pdf"))


def edition_of(kind: str) -> str:
    return f"merk-{kind.replace('.', '-')}"


COARSE_EDITION = edition_of(COARSE)


def pdf_of(built: Built, kind: str) -> Path:
    return built.output / edition_of(kind) / "nl" / "press" / "badge-100x60.pdf"


def inks_of(path: Path) -> list[tuple[int, ...]]:
    """Return the inks in the middle of each field of the logo, from 0 to 255."""
    (picture,) = plates(path, DPI)
    y = round((TOP_MM + 15) / 25.4 * DPI)
    xs = [round((LEFT_MM + 60 * (at + 0.5) / 4) / 25.4 * DPI) for at in range(4)]
    found = [picture.getpixel((x, y)) for x in xs]
    return [ink for ink in found if isinstance(ink, tuple)]


def inside(picture: Image.Image) -> Image.Image:
    """Return what is within the bleed."""
    around = round(11 / 25.4 * DPI)
    return picture.crop((around, around, picture.width - around, picture.height - around))


def one_is_picture(thing: pikepdf.Object) -> bool:
    return isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == pikepdf.Name.Image
