"""`drempels diff`: what differs between two builds, told per barrier."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from generator.cli import main
from tests.projects import SLIP, copy_project

Drempels = Callable[..., Result]
SLIP_1 = "landelijk/nl/screen/slip-01-100x60.pdf"
# A product about all barriers at once, on two pages.
LIST = {
    "product.yaml": """\
title: {nl: Lijst}
subject: campaign
formats: [a4]
default_format: a4
pages: 2
targets: [screen, office]
""",
    "page.html.j2": """\
{% extends 'base/page.html.j2' %}
{% block body %}
<div class="list"><h1>{{ campaign.headline }}</h1>
<p>{{ labels.version }} {{ campaign.version }}</p>
{% for barrier in campaign.barriers %}
<h2>{{ barrier.name }}</h2><p>{{ barrier.full }}</p>
{% endfor %}
</div>
{% endblock %}
""",
    "style.css": """\
.list { padding: 12mm; font-size: 8pt; } h1, h2 { font-weight: 700; }
h2:nth-of-type(6) { break-before: page; }
""",
}
BARRIERS = ("1", "2", "3", "10")
EDITS = [
    ("nl", "Zie ik het wel goed?", "Zie ik dat wel goed?"),  # the name of barrier 1
    ("nl", "Leg rustig uit waarom.", "Leg uit waarom."),  # in the longer answer of barrier 2
    ("campaign", 'version: "1.0"', 'version: "1.1"'),
]


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> tuple[Path, Path]:
    """The output folders of two builds, between which texts were changed."""
    folder = tmp_path_factory.mktemp("builds")
    project = copy_project(folder / "project", products=())
    project.add_product("slip", SLIP)
    project.add_product("list", LIST)
    outputs = folder / "old", folder / "new"
    for output in outputs:
        slips = ("slip", *(part for number in BARRIERS for part in ("--barrier", number)))
        for products in (slips, ("list",)):
            command = ["--project", str(project.root), "build", "--jobs", "1", "--no-check"]
            command += [*products, "--output", str(output)]
            ran = CliRunner().invoke(main, command, catch_exceptions=False)
            assert ran.exit_code == 0, ran.stderr
        for name, old, new in EDITS if output == outputs[0] else ():
            project.edit(f"content/{name}.yaml", old, new)
    return outputs


@pytest.fixture
def old(builds: tuple[Path, Path], tmp_path: Path) -> Path:
    """A copy of the first build that a test may break."""
    return Path(shutil.copytree(builds[0], tmp_path / "old"))


@pytest.fixture
def new(builds: tuple[Path, Path], tmp_path: Path) -> Path:
    """A copy of the second one."""
    return Path(shutil.copytree(builds[1], tmp_path / "new"))


@pytest.fixture(scope="module")
def compared(builds: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Result:
    """What is said of the two builds, and drawn beside them."""
    pictures = builds[0].parent / "pictures"
    return CliRunner().invoke(main, ["diff", *map(str, builds), "--pictures", str(pictures)])


def edit_manifest(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    change(manifest)
    path.write_text(json.dumps(manifest), encoding="utf-8")


def list_files(files: list[dict[str, Any]], manifest: dict[str, Any]) -> None:
    manifest["files"] = files


def block(text: str, heading: str) -> list[str]:
    """The lines below a heading, up to the next one."""
    lines = text.splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith(f"  {heading}"))
    below = lines[start + 1 :]
    return below[: next(at for at, line in enumerate(below) if not line.startswith("    "))]


def test_a_changed_name_is_told_once_for_all_that_it_stands_in(compared: Result) -> None:
    assert compared.exit_code == 1
    assert compared.stdout.startswith("drempels 1.0 → drempels 1.1\n\nlandelijk, nl\n")
    assert "  drempel 1 (list, slip)\n" in compared.stdout
    text, *files = block(compared.stdout, "drempel 1 ")[:3]
    assert "Zie ik [-het-] {+dat+} wel goed?" in text
    assert files == [
        "      list-a4.pdf: office page 1, screen page 1",
        "      slip-01-100x60.pdf: office, screen",
    ]
    assert compared.stdout.count("[-het-]") == 1


def test_a_changed_picture_is_told_with_its_share_and_place(compared: Result) -> None:
    picture, files = block(compared.stdout, "drempel 1 ")[-2:]
    assert files == "      slip-01-100x60.pdf: office, screen"
    assert picture.startswith("    picture: 0.") and " % of the page, top (" in picture


def test_a_longer_answer_is_told_with_its_barrier(compared: Result) -> None:
    text, files = block(compared.stdout, "drempel 2 ")[:2]
    assert text.startswith("    text below: ")
    assert "Leg [-rustig-] uit waarom." in text
    assert files == "      list-a4.pdf: office page 1, screen page 1"


def test_what_is_no_barriers_is_told_of_the_whole_campaign(compared: Result) -> None:
    text, files = block(compared.stdout, "the whole campaign (list)")[:2]
    assert "[-1.0-] {+1.1+}" in text
    assert files == "      list-a4.pdf: office page 1, screen page 1"


def test_each_page_that_differs_is_drawn_with_what_differs_outlined(
    compared: Result, builds: tuple[Path, Path]
) -> None:
    folder = builds[0].parent / "pictures"
    names = sorted(path.name for path in folder.iterdir())
    assert f"{len(names)} pictures in {folder}" in compared.stdout
    assert {"landelijk-nl-screen-slip-01-100x60-p01.png",
            "landelijk-nl-office-list-a4-p01.png"} <= {*names}  # fmt: skip
    assert not any("slip-02" in name for name in names)
    with Image.open(folder / "landelijk-nl-screen-slip-01-100x60-p01.png") as picture:
        colours = {colour: count for count, colour in picture.getcolors(1 << 24) or []}
        assert picture.width > 2 * picture.height
    assert colours[(200, 16, 46)] > 500  # the outline, on both pages


def test_the_same_build_differs_in_nothing(builds: tuple[Path, Path], drempels: Drempels) -> None:
    ran = drempels("diff", str(builds[0]), str(builds[0] / "manifest.json"))
    assert (ran.exit_code, ran.stdout) == (0, "nothing differs\n")
    assert drempels("--quiet", "diff", str(builds[0]), str(builds[0])).output == ""


def test_files_with_the_same_checksum_are_not_opened(old: Path, drempels: Drempels) -> None:
    other = shutil.copytree(old, old.parent / "other")
    for path in other.rglob("*.pdf"):
        path.unlink()
    assert drempels("diff", str(old), str(other)).exit_code == 0


def test_what_was_added_and_left_out_is_named(old: Path, drempels: Drempels) -> None:
    other = shutil.copytree(old, old.parent / "other")

    def change(manifest: dict[str, Any]) -> None:
        manifest["files"] = [one for one in manifest["files"] if one["path"] != SLIP_1]

    edit_manifest(Path(other), change)
    left_out = drempels("diff", str(old), str(other))
    assert left_out.exit_code == 1
    assert block(left_out.stdout, "left out") == ["    slip-01-100x60.pdf: screen"]
    assert left_out.stdout.endswith("0 files changed, 0 added, 1 left out, 9 the same\n")
    added = drempels("diff", str(other), str(old))
    assert block(added.stdout, "added") == ["    slip-01-100x60.pdf: screen"]


def test_manifests_alone_tell_what_they_can(old: Path, new: Path, drempels: Drempels) -> None:
    for folder in (old, new):
        for path in folder.glob("landelijk/nl/*/slip-01*"):
            path.unlink()
    edit_manifest(new, lambda manifest: manifest["files"][-1].update(fit=0.5, findings=[{
        "rule": "contrast", "severity": "warning", "page": 1, "message": "pale", "source": None,
    }]))  # fmt: skip
    ran = drempels("diff", str(old), str(new))
    assert ran.exit_code == 1
    assert "its pages can't be compared: the old and the new file isn't there" in ran.stdout
    first = "\n".join(block(ran.stdout, "drempel 1 "))
    assert "    bytes: " in first and "    key: " in first
    tenth = "\n".join(block(ran.stdout, "drempel 10 "))
    assert "    type size: 1 → 0.5" in tenth
    assert "    found: page 1: pale [contrast]" in tenth


def test_a_file_that_is_not_what_its_manifest_says_is_not_compared(
    old: Path, new: Path, drempels: Drempels
) -> None:
    path = new / SLIP_1
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    ran = drempels("diff", "--json", str(old), str(new))
    told = {one["path"]: one for one in json.loads(ran.stdout)["changed"]}
    assert told[SLIP_1]["note"].startswith("its pages can't be compared: the new file isn't there")
    assert not told[SLIP_1]["compared"]
    assert told[SLIP_1.replace("screen", "office")]["compared"]


def test_json_says_it_file_by_file(builds: tuple[Path, Path], drempels: Drempels) -> None:
    ran = drempels("diff", "--json", *map(str, builds))
    told = json.loads(ran.stdout)
    assert ran.exit_code == 1 and told["differs"] is True
    assert (told["old"]["version"], told["new"]["version"]) == ("1.0", "1.1")
    changed = {one["path"]: one for one in told["changed"]}
    (text,) = changed[SLIP_1]["text"]
    assert (text["barrier"], text["page"], text["old"], text["new"]) == (1, 1, "het", "dat")
    (picture,) = changed[SLIP_1]["pictures"]
    assert 0 < picture["share"] < 0.1 and picture["places_mm"]
    texts = changed["landelijk/nl/office/list-a4.pdf"]["text"]
    owners = [(one["barrier"], one["sure"]) for one in texts]
    assert owners == [(None, False), (1, True), (2, False)]


def test_editions_in_which_the_same_differs_are_told_together(
    old: Path, new: Path, drempels: Drempels
) -> None:
    for folder in (old, new):
        shutil.copytree(folder / "landelijk", folder / "zuid")
        edit_manifest(folder, lambda manifest: manifest["files"].extend([
            {**one, "edition": "zuid", "path": one["path"].replace("landelijk", "zuid")}
            for one in manifest["files"]
        ]))  # fmt: skip
    ran = drempels("diff", str(old), str(new))
    assert "\nlandelijk, zuid, nl\n" in ran.stdout
    assert ran.stdout.count("[-het-]") == 1


def test_a_job_ticket_that_only_has_its_pdfs_new_checksum_is_one_line(
    drempels: Drempels, tmp_path: Path
) -> None:
    for name, checksum in (("old", "87ca9408 6611a79b"), ("new", "bc7eb2a2 8e34ae5e")):
        (tmp_path / name).mkdir()
        canvas = Canvas(str(tmp_path / name / "ticket.pdf"), invariant=True)
        canvas.drawString(50, 50, f"Oplage 100 SHA-256 {checksum} Let op")
        canvas.save()
        pdf = (tmp_path / name / "ticket.pdf").read_bytes()
        entry = {"path": "ticket.pdf", "bytes": len(pdf), "sha256": sha256(pdf).hexdigest()}
        manifest = json.dumps({"files": [{**entry, "ticket": True, "target": "press"}]})
        (tmp_path / name / "manifest.json").write_text(manifest, encoding="utf-8")
    ran = drempels("diff", str(tmp_path / "old"), str(tmp_path / "new"))
    assert ran.exit_code == 1
    assert "  a job ticket with its PDF's new checksum, and nothing else\n" in ran.stdout
    assert "87ca9408" not in ran.stdout and "picture" not in ran.stdout


def test_a_release_is_compared_with_a_folder(old: Path, new: Path, drempels: Drempels) -> None:
    with ZipFile(old.parent / "release.zip", "w") as zipped:
        for path in sorted(old.rglob("*")):
            zipped.write(path, path.relative_to(old))
    ran = drempels("diff", str(old.parent / "release.zip"), str(new))
    assert ran.exit_code == 1
    assert "Zie ik [-het-] {+dat+} wel goed?" in ran.stdout


def test_a_manifest_cannot_name_files_elsewhere(old: Path, new: Path, drempels: Drempels) -> None:
    for folder in (old, new):
        pdf = (folder / SLIP_1).read_bytes()
        outside = folder.parent / f"outside-{folder.name}" / "secret.pdf"
        outside.parent.mkdir()
        outside.write_bytes(pdf)
        (folder / "link").symlink_to(outside.parent)
        entry = {"sha256": sha256(pdf).hexdigest(), "bytes": len(pdf), "target": "screen"}
        files = [{**entry, "path": path} for path in ("link/secret.pdf", "../old/../x.pdf")]
        edit_manifest(folder, partial(list_files, files))
    pictures = old.parent / "pictures"
    ran = drempels("diff", str(old), str(new), "--pictures", str(pictures))
    assert ran.exit_code == 1
    assert "[-het-]" not in ran.stdout
    assert ran.stdout.count("can't be compared") == 1
    assert not pictures.exists()


@pytest.mark.parametrize("what", ["nothing", "text", "PDF", "zip without", "torn zip", "begun"])
def test_what_is_no_build_is_trouble_and_no_difference(
    what: str, builds: tuple[Path, Path], drempels: Drempels, tmp_path: Path
) -> None:
    path = tmp_path / "build.zip"
    if what == "text":
        path.write_text("{}", encoding="utf-8")
    elif what == "PDF":
        shutil.copyfile(builds[0] / SLIP_1, path)
    elif what == "zip without":
        with ZipFile(path, "w") as zipped:
            zipped.writestr("a.txt", "a")
    elif what == "torn zip":
        with ZipFile(path, "w") as zipped:
            zipped.write(builds[0] / "manifest.json", "manifest.json")
        whole = path.read_bytes()
        path.write_bytes(whole[:100] + b"#" * 100 + whole[200:])
    elif what == "begun":
        with ZipFile(path, "w") as zipped:
            zipped.write(builds[0] / "manifest.json", "manifest.json")
        path.write_bytes(path.read_bytes()[:-100])
    for pair in ((path, builds[0]), (builds[0], path)):
        ran = drempels("diff", *map(str, pair))
        assert (ran.exit_code, ran.stdout) == (2, "")
        assert "build.zip" in ran.stderr
        assert "unpack" not in ran.stderr or what == "nothing"


def test_pictures_that_cannot_be_written_are_trouble(
    builds: tuple[Path, Path], drempels: Drempels, tmp_path: Path
) -> None:
    (tmp_path / "pictures").write_text("a file", encoding="utf-8")
    ran = drempels("diff", *map(str, builds), "--pictures", str(tmp_path / "pictures"))
    assert ran.exit_code == 2
    assert "can't write into" in ran.stderr and "--pictures" in ran.stderr
