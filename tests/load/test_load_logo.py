"""Which logos are read, and what is told of those that can't be used."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from generator.project import Project
from tests.load.loading import load_editions

if TYPE_CHECKING:
    from tests.load.conftest import Told, Write

FILE = "content/editions/landelijk.yaml"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 50">{}</svg>'


def picture(kind: str, size: tuple[int, int] = (30, 20), **options: Any) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size).save(stream, kind, **options)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "media_type", "ratio"),
    [
        ("a.svg", SVG.format("<path d='M0 0'/>").encode(), "image/svg+xml", 4),
        (
            "a.svg",
            b'<svg xmlns="http://www.w3.org/2000/svg" width="30mm" height="20mm"/>',
            "image/svg+xml",
            1.5,
        ),
        ("a.svg", b"\xef\xbb\xbf" + SVG.format("").encode(), "image/svg+xml", 4),
        ("a.PNG", picture("PNG"), "image/png", 1.5),
        ("a.jpg", picture("JPEG"), "image/jpeg", 1.5),
        ("logos/a.jpeg", picture("JPEG"), "image/jpeg", 1.5),
    ],
)
def test_a_logo_is_read_with_its_proportions(
    name: str, content: bytes, media_type: str, ratio: float, project: Project, write: Write
) -> None:
    write(f"content/editions/{name}", content)
    write(FILE, f"name: x\nlogo: {name}\n")
    logo = load_editions(project)["landelijk"].logo
    assert logo is not None
    assert (logo.media_type, logo.picture.read(), logo.ratio) == (media_type, content, ratio)


def test_a_photograph_that_is_shown_on_its_side_has_the_proportions_that_are_seen(
    project: Project, write: Write
) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    write("content/editions/a.jpg", picture("JPEG", exif=exif))
    write(FILE, "name: x\nlogo: a.jpg\n")
    logo = load_editions(project)["landelijk"].logo
    assert logo is not None
    assert logo.ratio == pytest.approx(2 / 3)


PLAIN = "export it as plain SVG, or as PNG."
UNUSABLE = [
    (
        SVG.format("<g style='fill:u\\72l(x)'/>"),
        f"contains an escape in its styles. Hint: {PLAIN}",
    ),
    (
        SVG.format("<style>a{fill:u/**/rl(//b)} @im\\70ort 'x';</style>"),
        f"contains an escape in its styles. Hint: {PLAIN}",
    ),
    (
        "<!DOCTYPE svg [<!ENTITY a 'b'>" + SVG.format(""),
        "has a <!DOCTYPE> that can't be read. Hint: export it as plain SVG.",
    ),
    (
        f"<!DOCTYPE svg [<!ENTITY a '{'x' * 50_000}'>]>" + SVG.format("&a;" * 90),
        f"grows too large. Hint: {PLAIN}",
    ),
    (SVG.format("<g>"), f"is broken at line 1, column 67. Hint: {PLAIN}"),
    ("<svg/>", f"doesn't start with <svg xmlns='http://www.w3.org/2000/svg'>. Hint: {PLAIN}"),
    (
        SVG.replace("0 0 200 50", "0 0 0 50"),
        "has no size. Hint: give its <svg> a viewBox, such as '0 0 200 60'.",
    ),
    (
        SVG.replace("0 0 200 50", "x y 200 50"),
        f"has a viewBox that can't be read. Hint: {PLAIN}",
    ),
    (
        SVG.replace('viewBox="0 0 200 50"', 'width="100%" height="20"'),
        "has no size. Hint: give its <svg> a viewBox, such as '0 0 200 60'.",
    ),
    (
        SVG.format("<g>" * 100 + "</g>" * 100),
        "is too complicated. Hint: simplify it, or export it as PNG.",
    ),
    (
        SVG.format("<g/>" * 20_000),
        "is too complicated. Hint: simplify it, or export it as PNG.",
    ),
    (
        SVG.format("<g id='a'>" + "<g/>" * 200 + "</g>" + "<use href='#a'/>" * 100),
        "is too complicated. Hint: simplify it, or export it as PNG.",
    ),
    (
        SVG.format("<g id='a'/><g id='b'><use href='#a'/></g><use href='#b'/>"),
        "has a <use> of a <use>. Hint: convert clones to paths.",
    ),
    ("\udcff", f"isn't UTF-8. Hint: {PLAIN}"),
    (
        SVG.format("<g><text x='1'><tspan>Water </tspan>kant</text></g>"),
        "has text in it, 'Water kant', whose typeface isn't in it. Hint: in your drawing program, "
        "convert text to paths; or export it as PNG.",
    ),
]


@pytest.mark.parametrize(("svg", "expected"), UNUSABLE)
def test_an_svg_that_is_more_than_a_picture_is_refused(
    svg: str, expected: str, write: Write, told: Told
) -> None:
    write("content/editions/a.svg", svg.encode(errors="surrogateescape"))
    write(FILE, "name: x\nlogo: a.svg\n")
    assert told(load_editions) == [f"{FILE}:2:7: the logo 'a.svg' {expected}"]


CLEANED = [
    (SVG.format("<script>1</script>"), ("<script>",)),
    (SVG.format("<g><foreignObject><p/></foreignObject></g>"), ("<foreignObject>",)),
    (SVG.format("<set attributeName='href'/>"), ("<set>",)),
    (SVG.format("<g onClick='x()'/>"), ("the event 'onClick'",)),
    (
        SVG.format("<image href='https://example.org/a.png'/>"),
        ("a reference to 'https://example.org/a.png'",),
    ),
    (
        SVG.format("<image xmlns:x='http://www.w3.org/1999/xlink' x:href='/etc/passwd'/>"),
        ("a reference to '/etc/passwd'",),
    ),
    (
        SVG.format("<image href='data:image/svg+xml,x'/>"),
        ("a reference to 'data:image/svg+xml,x'",),
    ),
    (SVG.format("<g fill='URL( \"file:///a\")'/>"), ("a reference to 'file:///a'",)),
    (SVG.format("<style>a{fill:url(//b)}</style>"), ("a reference to '//b'",)),
    (SVG.format("<style>@IMPORT 'x';</style>"), ("an @import",)),
    (
        SVG.format("<g style='fill: url(http://x.example/a)'/>"),
        ("a reference to 'http://x.example/a'",),
    ),
    (
        "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" + SVG.format("<text>&a;</text>"),
        ("<!ENTITY>", "<!DOCTYPE>", "the entity '&a;'"),
    ),
    (
        "<!DOCTYPE svg [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]>" + SVG.format("<text>&b;</text>"),
        ("<!ENTITY>", "<!DOCTYPE>", "the entity '&b;'"),
    ),
    ("<?xml-stylesheet href='a.css'?>" + SVG.format(""), ("<?xml-stylesheet>",)),
]
HOSTILE = ("script", "foreign", "onclick", "passwd", "http://x", "https://", "file:", "@import")


@pytest.mark.parametrize(("svg", "removed"), CLEANED)
def test_what_is_no_picture_is_taken_out_of_an_svg(
    svg: str, removed: tuple[str, ...], project: Project, write: Write
) -> None:
    kept = "<path d='M0 0h9v9z'/>"
    write("content/editions/a.svg", svg.replace("</svg>", f"{kept}</svg>"))
    write(FILE, "name: x\nlogo: a.svg\n")
    logo = load_editions(project)["landelijk"].logo
    assert logo is not None
    assert logo.removed == removed
    text = logo.picture.read().decode().lower()
    assert "m0 0h9v9z" in text
    assert not [one for one in HOSTILE if one in text]
    assert logo.ratio == 4


def test_an_entity_that_stands_for_a_plain_text_is_written_out(
    project: Project, write: Write
) -> None:
    # As Illustrator writes its namespaces.
    doctype = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd" [<!ENTITY blue "#00f">]>'
    write("content/editions/a.svg", doctype + SVG.format("<path fill='&blue;' d='M0 0'/>"))
    write(FILE, "name: x\nlogo: a.svg\n")
    logo = load_editions(project)["landelijk"].logo
    assert logo is not None
    assert b'fill="#00f"' in logo.picture.read()
    assert logo.removed == ("<!DOCTYPE>",)


def test_an_svg_may_refer_to_itself_and_to_pictures_that_it_carries(
    project: Project, write: Write
) -> None:
    inside = "<g id='a' fill='url(#b)'/><use href='#a'/><image href='data:image/png;base64,AA'/>"
    write("content/editions/a.svg", SVG.format(inside))
    write(FILE, "name: x\nlogo: a.svg\n")
    assert load_editions(project)["landelijk"].logo


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.png", picture("JPEG"), "can't be read as PNG: "),
        ("a.jpg", b"", "can't be read as JPEG: it is something else. Hint: open it in a drawing"),
        ("a.png", picture("PNG", (300, 200))[:-60], "can't be read as PNG: "),
        ("a.png", picture("PNG", (8000, 5001)), "has more than 40 million pixels."),
        ("a.png", picture("PNG", (10_000, 10_000)), "has more than 40 million pixels."),
        ("a.png", b"x" * 2_000_001, "is larger than 2 MB."),
        ("a.gif", picture("GIF"), "is not an SVG, PNG or JPEG file. Hint: export it as SVG"),
    ],
)
def test_a_picture_that_cannot_be_used_is_refused(
    name: str, content: bytes, expected: str, write: Write, told: Told
) -> None:
    write(f"content/editions/{name}", content)
    write(FILE, f"name: x\nlogo: {name}\n")
    (problem,) = told(load_editions)
    assert problem.startswith(f"{FILE}:2:7: the logo '{name}' {expected}")


@pytest.mark.parametrize(
    "name", ["../../a.svg", "/etc/logo.svg", "C:/a.svg", "..\\\\a.svg", "link.svg", "folder/a.svg"]
)
def test_a_logo_outside_content_is_refused(
    name: str, project: Project, write: Write, told: Told
) -> None:
    write("a.svg", SVG)
    editions = project.content_dir / "editions"
    (editions / "link.svg").symlink_to(project.root / "a.svg")
    (editions / "folder").symlink_to(project.root)
    write(FILE, f'name: x\nlogo: "{name}"\n')
    shown = name.replace("\\\\", "\\")
    assert told(load_editions) == [
        f"{FILE}:2:7: the logo '{shown}' is outside content/. "
        "Hint: put it beside this file and write its name alone."
    ]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("lgo.svg", "did you mean 'logo.svg'?"),
        ("zzzzz", "there is: 'logo.svg'."),
        ("loop.svg", "did you mean 'loop.svg'?"),
    ],
)
def test_a_logo_that_does_not_exist_is_told_with_the_nearest_name(
    name: str, hint: str, project: Project, write: Write, told: Told
) -> None:
    write("content/editions/logo.svg", SVG)
    if name == "loop.svg":
        (project.content_dir / "editions" / name).symlink_to(name)
    write(FILE, f"name: x\nlogo: {name}\n")
    assert told(load_editions) == [f"{FILE}:2:7: the logo '{name}' doesn't exist. Hint: {hint}"]


def test_a_name_that_is_too_long_for_a_file_does_not_exist(write: Write, told: Told) -> None:
    write(FILE, f"name: x\nlogo: {'x' * 300}.svg\n")
    (problem,) = told(load_editions)
    assert problem.endswith("doesn't exist. Hint: put it beside this file.")


def test_a_logo_that_may_not_be_read_is_told(
    write: Write, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(FILE, "name: x\nlogo: a.svg\n")
    logo, openly = write("content/editions/a.svg", SVG), Path.open

    def refuse(path: Path, *mode: Any, **options: Any) -> Any:
        if path == logo:  # chmod wouldn't do: nothing is closed to root
            raise PermissionError(13, "Permission denied")
        return openly(path, *mode, **options)

    monkeypatch.setattr(Path, "open", refuse)
    assert told(load_editions) == [
        f"{FILE}:2:7: the logo 'a.svg' can't be read: Permission denied."
    ]


@pytest.mark.parametrize("name", [".beeld/a.svg", "beeld/.a.svg"])
def test_a_hidden_logo_is_refused(name: str, write: Write, told: Told) -> None:
    write(f"content/editions/{name}", SVG)
    write(FILE, f'name: x\nlogo: "{name}"\n')
    assert told(load_editions) == [
        f"{FILE}:2:7: the logo '{name}' is hidden: a name in it begins with a dot. "
        "Hint: give it a name that begins otherwise."
    ]
