"""What a build for a print shop makes, and what it leaves when it can't."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from click.testing import Result

from generator.model.geometry import pt_to_mm
from tests.projects import Copy
from tests.reading import letters

Drempels = Callable[..., Result]
PRESS = ("build", "--target", "press", "--barrier", "1", "--jobs", "1")
PDF = "landelijk/nl/press/slip-01-100x60.pdf"
TICKET = "landelijk/nl/press/slip-01-100x60-ticket.pdf"
STYLE = "templates/slip/style.css"


@pytest.fixture
def project(project: Copy) -> Copy:
    """The slip is for print shops, too."""
    project.edit("templates/slip/product.yaml", "[screen, office]", "[screen, office, press]")
    return project


def manifest(project: Copy) -> dict[str, Any]:
    text = (project.root / "output" / "manifest.json").read_text(encoding="utf-8")
    return {file["path"]: file for file in json.loads(text)["files"]}


def test_a_press_pdf_comes_with_a_job_ticket_that_has_its_checksum(
    project: Copy, drempels: Drempels
) -> None:
    ran = drempels(*PRESS)
    assert (ran.exit_code, ran.stderr) == (0, "")
    files = manifest(project)
    assert files.keys() == {PDF, TICKET}
    checksum = hashlib.sha256((project.root / "output" / PDF).read_bytes()).hexdigest()
    assert files[PDF]["sha256"] == checksum
    assert checksum in letters(project.root / "output" / TICKET)
    assert all(file["findings"] == [] for file in files.values())


def test_a_shop_of_ones_own_gets_the_bleed_and_the_flavour_that_it_asks_for(
    project: Copy, drempels: Drempels
) -> None:
    shop = "{pdfx: x-1a, bleed_mm: 5, slug_mm: 0, marks: no}"
    project.write("content/print.yaml", f"shops:\n  dorp: {shop}\n")
    ran = drempels(*PRESS, "--shop", "dorp")
    assert (ran.exit_code, ran.stderr) == (0, "")
    with pikepdf.open(project.root / "output" / PDF) as pdf:
        assert str(pdf.docinfo["/GTS_PDFXVersion"]) == "PDF/X-1a:2003"
        left, bottom, right, top = (float(edge) for edge in pdf.pages[0].mediabox)
    assert (pt_to_mm(right - left), pt_to_mm(top - bottom)) == pytest.approx((110, 70), abs=0.01)


def test_a_mistake_in_print_yaml_is_told_with_its_place_and_nothing_is_made(
    project: Copy, drempels: Drempels
) -> None:
    project.write("content/print.yaml", "shops:\n  dorp: {bleed: 5}\n")
    ran = drempels(*PRESS)
    assert ran.exit_code == 3
    assert "content/print.yaml:2:10: unknown key 'bleed'" in ran.stderr
    assert not (project.root / "output").exists()


def test_a_press_pdf_that_fails_has_no_ticket(project: Copy, drempels: Drempels) -> None:
    project.write(STYLE, "h1 { position: absolute; left: -20mm; }")
    ran = drempels(*PRESS)
    assert ran.exit_code == 6
    assert "on slip-01-100x60 page 1" in ran.stderr and "[safe-area]" in ran.stderr
    assert not list(project.root.rglob("*.pdf"))


def test_text_that_is_far_enough_from_a_cut_at_home_may_be_too_near_for_a_print_shop(
    project: Copy, drempels: Drempels
) -> None:
    project.write("content/print.yaml", "shops:\n  dorp: {safe_area_small_mm: 20}\n")
    assert drempels(*PRESS).exit_code == 0
    ran = drempels(*PRESS, "--shop", "dorp")
    assert ran.exit_code == 6
    assert "(safe area 20 mm)" in ran.stderr


def test_a_ticket_that_fails_takes_an_older_one_with_it(project: Copy, drempels: Drempels) -> None:
    assert drempels(*PRESS).exit_code == 0
    (project.root / "content/en.yaml").unlink()
    project.edit("content/nl.yaml", "  ticket_title:", "  tikcet_title:")
    ran = drempels(*PRESS)
    assert ran.exit_code == 4
    assert "templates/base/ticket.html.j2:" in ran.stderr
    assert "there is no label 'ticket_title' in content/nl.yaml:" in ran.stderr
    assert "did you mean 'tikcet_title'?" in ran.stderr
    # The PDF is new: the old ticket would give another file's checksum.
    assert (project.root / "output" / PDF).is_file()
    assert not (project.root / "output" / TICKET).exists()


def test_a_gradient_between_inks_is_told_and_takes_nothing_else_with_it(
    project: Copy, drempels: Drempels
) -> None:
    style = ".slip { padding: 8mm; background: linear-gradient(var(--paper), var(--tint)); }"
    project.write(STYLE, style)
    ran = drempels("build", "--barrier", "1", "--jobs", "1")
    assert ran.exit_code == 5
    assert "can't draw a gradient between inks" in ran.stderr
    made = {path.parent.name for path in project.root.rglob("*.pdf")}
    assert made == {"screen", "office"}


def test_an_edition_that_lacks_a_label_for_tiles_is_told_which(
    project: Copy, drempels: Drempels
) -> None:
    (project.root / "content/en.yaml").unlink()
    project.edit("content/nl.yaml", "  tile_glue:", "  lijm:")
    project.edit("templates/slip/product.yaml", "[100x60]", "[100x60, 400x600]")
    ran = drempels("build", "--tile", "a4", "--format", "400x600", "--barrier", "1", "--jobs", "1")
    assert ran.exit_code == 3
    assert "there is no label 'tile_glue'" in ran.stderr
