"""A printer goes into content/print.yaml, and everything else in the file stays as it was."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.errors import BuildError, ContentError
from generator.load.print_writing import keep_printer
from generator.model.printing import Printer
from generator.project import Project
from tests.load.loading import load_print

if TYPE_CHECKING:
    from tests.load.conftest import Write

FILE = "content/print.yaml"
OFFICE = Printer(back_right_mm=1.5, back_down_mm=-0.5)
LINE = "kantoor: {back_right_mm: 1.5, back_down_mm: -0.5}"
MODELINE = "# yaml-language-server: $schema=schemas/print.schema.json\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("printers: {}\n", f"printers:\n  {LINE}\n", id="none so far"),
        pytest.param("printers: {}", f"printers:\n  {LINE}\n", id="no newline at the end"),
        pytest.param("printers:\n", f"printers:\n  {LINE}\n", id="nothing behind the key"),
        pytest.param("printers: ~\n", f"printers:\n  {LINE}\n", id="null behind the key"),
        pytest.param(
            "# Printers.\nprinters: { }  # geen\n# Einde.\n",
            f"# Printers.\nprinters:  # geen\n  {LINE}\n# Einde.\n",
            id="comments around it",
        ),
        pytest.param(
            "printers:\n  # kantoor: nog meten\n",
            f"printers:\n  {LINE}\n  # kantoor: nog meten\n",
            id="a comment where entries go",
        ),
        pytest.param(
            "printers: {}\nshops:\n  dorp: {bleed_mm: 5}  # gebeld\n",
            f"printers:\n  {LINE}\nshops:\n  dorp: {{bleed_mm: 5}}  # gebeld\n",
            id="another key behind it",
        ),
        pytest.param(
            "shops:\n  dorp: {bleed_mm: 5}\n",
            f"shops:\n  dorp: {{bleed_mm: 5}}\n\nprinters:\n  {LINE}\n",
            id="no key",
        ),
        pytest.param(
            "shops:\n  dorp: {bleed_mm: 5}",
            f"shops:\n  dorp: {{bleed_mm: 5}}\n\nprinters:\n  {LINE}\n",
            id="no key and no newline at the end",
        ),
        pytest.param(
            "printers:\n    # boven\n    zolder:\n        back_right_mm: 2\n",
            f"printers:\n    {LINE}\n    # boven\n    zolder:\n        back_right_mm: 2\n",
            id="beside one that is written otherwise, indented as that is",
        ),
        pytest.param(
            "printers:\n  zolder: {back_right_mm: 2, back_down_mm: 0}\n"
            "  kantoor: {back_right_mm: 0.25, back_down_mm: +3}  # mei\n",
            f"printers:\n  zolder: {{back_right_mm: 2, back_down_mm: 0}}\n  {LINE}  # mei\n",
            id="in the place of what it was before",
        ),
        pytest.param(
            "printers: {}\r\nshops: {}\r\n",
            f"printers:\r\n  {LINE}\r\nshops: {{}}\r\n",
            id="line ends of Windows",
        ),
        pytest.param(
            "\ufeffprinters: {}\n", f"\ufeffprinters:\n  {LINE}\n", id="a byte order mark"
        ),
        pytest.param("# Later.\n", f"# Later.\n\nprinters:\n  {LINE}\n", id="comments alone"),
        pytest.param("", f"{MODELINE}\nprinters:\n  {LINE}\n", id="an empty file"),
    ],
)
def test_a_printer_is_added_and_no_other_byte_changes(
    before: str, after: str, project: Project, write: Write
) -> None:
    path = write(FILE, before)
    assert keep_printer(project, "kantoor", OFFICE) == FILE
    assert path.read_bytes().decode() == after
    assert load_print(project).printers["kantoor"] == OFFICE


def test_a_project_without_the_file_gets_one_that_editors_know(project: Project) -> None:
    keep_printer(project, "kantoor", OFFICE)
    assert (project.root / FILE).read_text() == f"{MODELINE}\nprinters:\n  {LINE}\n"
    assert load_print(project).printers["kantoor"] == OFFICE


def test_printers_that_are_measured_one_after_another_are_all_kept(project: Project) -> None:
    for name, right in (("een", 1.0), ("twee", 2.0), ("een", 3.0), ("no", 4.0)):
        keep_printer(project, name, Printer(back_right_mm=right))
    printers = load_print(project).printers
    kept = {name: printers[name].back_right_mm for name in ("een", "twee", "no")}
    assert kept == {"een": 3, "twee": 2, "no": 4}
    assert (project.root / FILE).read_text().count("een:") == 1


def test_a_link_to_the_file_stays_a_link(project: Project, write: Write) -> None:
    real = write("content/shared.yaml", "printers: {}\n")
    (project.root / FILE).symlink_to(real)
    keep_printer(project, "kantoor", OFFICE)
    assert (project.root / FILE).is_symlink()
    assert LINE in real.read_text()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param(
            "printers:\n  kantoor:\n    back_right_mm: 1\n", ":2:3", id="its own lines for each key"
        ),
        pytest.param(
            "printers:\n  kantoor: {back_down_mm: 1, back_right_mm: 2}\n",
            ":2:3",
            id="another order",
        ),
        pytest.param(
            "printers: {zolder: {back_right_mm: 1}}\n", ":1:1", id="all printers on one line"
        ),
        pytest.param("printers:\n  {}\n", ":1:1", id="an empty mapping on the next line"),
        pytest.param('"printers": {}\n', ":1:1", id="a key between quotes"),
        pytest.param("{printers: {}}\n", ":1:2", id="the whole file on one line"),
        pytest.param("{default_shop: standard}\n", "", id="the same without the key"),
        pytest.param("shops: {}\n...\n", "", id="an end of the document"),
    ],
)
def test_an_entry_that_somebody_wrote_otherwise_is_left_to_them(
    text: str, place: str, project: Project, write: Write
) -> None:
    path = write(FILE, text)
    with pytest.raises(ContentError) as caught:
        keep_printer(project, "kantoor", OFFICE)
    (problem,) = caught.value.problems
    assert str(problem) == (
        f"{FILE}{place}: the printer 'kantoor' can't be written here without changing more. "
        f"Hint: under 'printers:', write it yourself: {LINE}"
    )
    assert path.read_text() == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("printers: {}\nshops:\n  dorp: {bleed_mm: 99}\n", f"{FILE}:3:20: .*at most 10"),
        ("printers: {}\nshosp: {}\n", f"{FILE}:2:1: unknown key 'shosp'"),
        ("printers: [\n", f"{FILE}:"),
        ("printers: {}\nprinters: {}\n", f"{FILE}:2:1: .* second time"),
        ("printers: niet\n", f"{FILE}:1:11: "),
    ],
)
def test_a_file_that_is_wrong_is_told_with_its_own_lines_and_stays(
    text: str, told: str, project: Project, write: Write
) -> None:
    path = write(FILE, text)
    with pytest.raises(ContentError, match=told):
        keep_printer(project, "kantoor", OFFICE)
    assert path.read_text() == text


def test_a_file_that_is_not_utf_8_is_told_and_stays(project: Project, write: Write) -> None:
    path = write(FILE, b"# caf\xe9\nprinters: {}\n")
    with pytest.raises(ContentError, match="UTF-8"):
        keep_printer(project, "kantoor", OFFICE)
    assert path.read_bytes().startswith(b"# caf\xe9")


def test_a_disk_that_takes_no_more_is_told_and_the_file_stays(
    project: Project, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(FILE, "printers: {}\n")

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(BuildError, match=f"can't write {FILE}: No space left on device"):
        keep_printer(project, "kantoor", OFFICE)
    assert path.read_text() == "printers: {}\n"
    assert list(path.parent.glob(".print*")) == []
