"""What `drempels build` checks beside each PDF: the text before, files side by side after."""

from __future__ import annotations

from pathlib import Path

from tests.building import build_here
from tests.projects import Copy

PHONE = 'phone: "0900-8844"'
SLIPS = ("slip", "--barrier", "1")


def test_a_telephone_number_that_cannot_exist_keeps_all_from_being_printed(
    project: Copy, tmp_path: Path
) -> None:
    line = project.edit("content/editions/landelijk.yaml", PHONE, 'phone: "020-12345"')
    built = build_here(project, tmp_path / "output", *SLIPS)
    assert built.exit_code == 6
    assert f"content/editions/landelijk.yaml:{line}:" in built.stderr
    assert "[phone-number]" in built.stderr
    assert not list((tmp_path / "output").rglob("*.pdf"))


def test_an_edition_that_is_not_printed_is_not_checked(project: Copy, tmp_path: Path) -> None:
    other = project.root / "content/editions/landelijk.yaml"
    project.write(
        "content/editions/noord.yaml",
        other.read_text(encoding="utf-8").replace(PHONE, 'phone: "020-12345"'),
    )
    assert build_here(project, tmp_path / "output", *SLIPS).exit_code == 0


def test_a_warning_about_the_text_is_told_and_fails_where_asked_to(
    project: Copy, tmp_path: Path
) -> None:
    line = project.edit("content/nl.yaml", "Twijfelen mag.", "Twijfelen  mag.")
    built = build_here(project, tmp_path / "output", *SLIPS)
    assert built.exit_code == 0
    assert f"content/nl.yaml:{line - 1}:" in built.stderr, "where the text starts"
    assert "[warning: double-space]" in built.stderr
    strict = build_here(project, tmp_path / "strict", *SLIPS, "--strict")
    assert strict.exit_code == 6
    assert not list((tmp_path / "strict").rglob("*.pdf"))


def test_without_checks_the_text_is_not_checked(project: Copy, tmp_path: Path) -> None:
    project.edit("content/editions/landelijk.yaml", PHONE, 'phone: "020-12345"')
    assert build_here(project, tmp_path / "output", *SLIPS, "--no-check").exit_code == 0


def test_a_rendition_with_other_words_is_taken_back(project: Copy, tmp_path: Path) -> None:
    project.edit(
        "templates/slip/page.html.j2",
        "{{ barrier.short }}",
        "{{ barrier.short }}{% if target == 'office' %} Bel ons.{% endif %}",
    )
    output = tmp_path / "output"
    built = build_here(project, output, *SLIPS)
    assert built.exit_code == 6
    assert "it says 'Bel ons.' where that says nothing" in built.stderr
    assert "[same-text]" in built.stderr
    made = [path.relative_to(output).as_posix() for path in output.rglob("*.pdf")]
    assert made == ["landelijk/nl/screen/slip-01-100x60.pdf"]
    assert "failed: landelijk/nl/office/slip-01-100x60.pdf" in built.stdout
    assert "office" not in (output / "manifest.json").read_text(encoding="utf-8")
