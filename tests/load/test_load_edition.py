"""What is told of an edition, its colours and its logo."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from generator.load import Project, load_content, load_editions
from generator.model.colour import Palette

if TYPE_CHECKING:
    from tests.load.conftest import Edit, Told, Write

FILE = "content/editions/landelijk.yaml"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 50">{}</svg>'


def picture(kind: str, size: tuple[int, int] = (30, 20), **options: Any) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size).save(stream, kind, **options)
    return stream.getvalue()


def test_an_edition_has_its_contacts_and_the_campaigns_colours(project: Project) -> None:
    edition = load_editions(project)["landelijk"]
    assert (edition.id, edition.name, edition.logo) == ("landelijk", "Landelijk", None)
    assert edition.contacts[0].phone == "0900-8844"
    assert edition.palette == Palette()


MISTAKES = [
    (
        "name: Landelijk\ncolours: {ink: '#ccc'}\n",
        "2:16: colours.ink must be a colour such as '#0b3c49': # and six of 0 to 9 and a to f, "
        "not '#ccc'. Hint: write '#cccccc'.",
    ),
    (
        "name: Landelijk\ncolours:\n  light: #ffd166\n",
        "3:9: colours.light is empty. "
        "Hint: put it between quotes, as in '#0b3c49': a bare # starts a comment.",
    ),
    (
        "name: Landelijk\ncolours: {light: '#0b3c49'}\n",
        "2:18: light #0b3c49 on ink #0b3c49 has contrast 1, needs 4.5. "
        "Hint: choose a lighter 'light'.",
    ),
    (
        "name: Landelijk\ncontacts:\n  - {role: x, email: name(at)example.org}\n",
        "3:22: contacts[0].email must be an e-mail address such as name@example.org, "
        "not 'name(at)example.org'.",
    ),
    (
        "name: Landelijk\nexample: misschien\n",
        "2:10: example must be yes or no, not 'misschien'.",
    ),
    (
        "name: Landelijk\ncontacts: [" + "{role: x}, " * 9 + "]\n",
        "2:11: contacts has 9 items; it may have 8.",
    ),
    (
        "name: Landelijk\ncontacts: police\n",
        "2:11: contacts must be a list, with '- ' before each item, not 'police'.",
    ),
]


@pytest.mark.parametrize(("content", "expected"), MISTAKES)
def test_one_mistake_is_one_problem_with_its_place_and_cure(
    content: str, expected: str, write: Write, told: Told
) -> None:
    write(FILE, content)
    assert told(load_editions) == [f"{FILE}:{expected}"]


def test_every_pair_of_colours_that_is_hard_to_read_is_told(write: Write, told: Told) -> None:
    write(FILE, "name: x\ncolours:\n  ink: '#CCCCCC'\n")
    problems = told(load_editions)
    hint = "Hint: choose a darker 'ink'."
    expected = f"{FILE}:3:8: ink #cccccc on paper #ffffff has contrast 1.6, needs 4.5. {hint}"
    assert expected in problems
    assert [problem.split()[1] for problem in problems] == [
        "paper",
        "light",
        "ink",
        "ink",
        "teal",
    ]


def test_an_edition_is_named_after_its_file(write: Write, told: Told) -> None:
    write("content/editions/Noord Holland.yaml", "name: x")
    assert told(load_editions) == [
        "content/editions/Noord Holland.yaml: the name of the file may have only a to z and 0 to "
        "9, with - or _ between them, not 'Noord Holland'. Hint: write 'noord-holland'."
    ]


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
    assert (logo.media_type, logo.content, logo.ratio) == (media_type, content, ratio)


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
EMBED = "embed what it refers to, as PNG or JPEG, or remove it."
UNUSABLE = [
    (SVG.format("<script/>"), f"contains <script>. Hint: {PLAIN}"),
    (SVG.format("<g><foreignObject/></g>"), f"contains <foreignObject>. Hint: {PLAIN}"),
    (SVG.format("<set attributeName='href'/>"), f"contains <set>. Hint: {PLAIN}"),
    (SVG.format("<g onClick='x()'/>"), f"contains the event 'onClick'. Hint: {PLAIN}"),
    (
        SVG.format("<image href='https://example.org/a.png'/>"),
        f"refers to 'https://example.org/a.png', outside the file. Hint: {EMBED}",
    ),
    (
        SVG.format("<image xmlns:x='http://www.w3.org/1999/xlink' x:href='/etc/passwd'/>"),
        f"refers to '/etc/passwd', outside the file. Hint: {EMBED}",
    ),
    (
        SVG.format("<image href='data:image/svg+xml,x'/>"),
        f"refers to 'data:image/svg+xml,x', outside the file. Hint: {EMBED}",
    ),
    (
        SVG.format("<g fill='URL( \"file:///a\")'/>"),
        f"refers to 'file:///a', outside the file. Hint: {EMBED}",
    ),
    (
        SVG.format("<style>a{fill:url(//b)}</style>"),
        f"refers to '//b', outside the file. Hint: {EMBED}",
    ),
    (
        SVG.format("<style>@IMPORT 'x';</style>"),
        f"contains an @import or an escape in its styles. Hint: {PLAIN}",
    ),
    (
        SVG.format("<g style='fill:u\\72l(x)'/>"),
        f"contains an @import or an escape in its styles. Hint: {PLAIN}",
    ),
    (
        "<!DOCTYPE svg [<!ENTITY a 'b'>]>" + SVG.format(""),
        f"contains <!DOCTYPE. Hint: remove that line, or {PLAIN}",
    ),
    (
        "<?xml-stylesheet href='a.css'?>" + SVG.format(""),
        f"contains <?xml-stylesheet. Hint: remove that line, or {PLAIN}",
    ),
    (SVG.format("<g>"), f"is broken at line 1, column 67. Hint: {PLAIN}"),
    ("<svg/>", f"doesn't start with <svg xmlns='http://www.w3.org/2000/svg'>. Hint: {PLAIN}"),
    (
        SVG.replace("0 0 200 50", "0 0 0 50"),
        "has no size. Hint: give its <svg> a viewBox, such as '0 0 200 60'.",
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
]


@pytest.mark.parametrize(("svg", "expected"), UNUSABLE)
def test_an_svg_that_is_more_than_a_picture_is_refused(
    svg: str, expected: str, write: Write, told: Told
) -> None:
    write("content/editions/a.svg", svg.encode(errors="surrogateescape"))
    write(FILE, "name: x\nlogo: a.svg\n")
    assert told(load_editions) == [f"{FILE}:2:7: the logo 'a.svg' {expected}"]


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
        ("a.jpg", b"", "can't be read as JPEG: "),
        ("a.png", picture("PNG", (300, 200))[:-60], "can't be read as PNG: "),
        ("a.png", picture("PNG", (8000, 5001)), "has more than 40 million pixels."),
        ("a.png", picture("PNG", (10_000, 10_000)), "has more than 40 million pixels."),
        ("a.png", b"x" * 2_000_001, "is larger than 2 MB."),
        ("a.gif", picture("GIF"), "is not an SVG, PNG or JPEG file. Hint: its name must end in"),
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
        ("zzzzz", "pictures here: 'logo.svg'."),
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


def test_content_has_the_defaults(project: Project) -> None:
    content = load_content(project)
    assert (content.default_language, content.default_edition) == ("nl", "landelijk")
    assert (list(content.campaigns), list(content.editions)) == (["en", "nl"], ["landelijk"])


def test_the_default_edition_must_have_a_file(edit: Edit, told: Told) -> None:
    edit("content/campaign.yaml", "default_edition: landelijk", "default_edition: landelyk")
    assert told(load_content) == [
        "content/campaign.yaml:5:18: the default edition 'landelyk' has no file "
        "content/editions/landelyk.yaml. Hint: did you mean 'landelijk'?"
    ]


def test_problems_of_campaign_and_editions_are_told_at_once(edit: Edit, told: Told) -> None:
    edit("content/campaign.yaml", "version: 1.10", "version:")
    edit(FILE, "phone: 0900-8844", "fone: 0900-8844")
    assert told(load_content) == [
        "content/campaign.yaml:2:9: version is empty. Hint: fill it in.",
        f"{FILE}:4:5: unknown key 'fone' in contacts[0]. Hint: did you mean 'phone'?",
    ]
