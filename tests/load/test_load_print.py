"""What is told of print.yaml: print shops, their profiles, card stock and printers."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import ImageCms

from generator.errors import ContentError
from generator.load import load_content
from generator.model.condition import PdfX
from generator.model.mark import Mark
from generator.model.printing import PageOrder, Shop
from generator.project import Project
from tests.load.loading import load_print

if TYPE_CHECKING:
    from tests.load.conftest import Edit, Told, Write

REPOSITORY = Path(__file__).parents[2]
COATED = REPOSITORY / "generator" / "profiles" / "ISOcoated_v2_300_bas.icc"
FILE = "content/print.yaml"
ASK = "Hint: ask the print shop for the ICC profile of its press: CMYK, class 'output'."
STOCK = (
    "stock:\n  eigen: {{card: {card}, columns: {columns}, rows: 5, left_mm: 15, top_mm: 10, "
    "pitch_x_mm: {pitch}, pitch_y_mm: 55}}\n"
)


def screen_profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


MISTAKES = [
    ("shop: {}", "1:1: unknown key 'shop'. Hint: did you mean 'shops'?"),
    (
        "shops:\n  dorp: {bleed: 3}",
        "2:10: unknown key 'bleed' in shops.dorp. Hint: did you mean 'bleed_mm'?",
    ),
    (
        "shops:\n  Dorp Druk: {}",
        "2:3: the key 'Dorp Druk' in shops may have only a to z and 0 to 9, with - or _ between "
        "them, not 'Dorp Druk'. Hint: write 'dorp-druk'.",
    ),
    (
        "shops:\n  dorp:\n    pdfx: x1a",
        "3:11: shops.dorp.pdfx must be 'x-4' or 'x-1a', not 'x1a'. Hint: did you mean 'x-1a'?",
    ),
    (
        "shops:\n  dorp: {bleed_mm: drie}",
        "2:20: shops.dorp.bleed_mm must be a number, not 'drie'.",
    ),
    (
        "shops:\n  dorp: {bleed_mm: -1}",
        "2:20: shops.dorp.bleed_mm must be at least 0, not '-1'.",
    ),
    (
        "shops:\n  dorp: {bleed_mm: 11}",
        "2:20: shops.dorp.bleed_mm must be at most 10, not '11'.",
    ),
    (
        "shops:\n  dorp: {bleed_mm: nan}",
        "2:20: shops.dorp.bleed_mm must be a number, not 'nan'.",
    ),
    (
        "shops:\n  dorp: {ink_limit_percent: 28}",
        "2:29: shops.dorp.ink_limit_percent must be at least 100, not '28'.",
    ),
    (
        "shops:\n  dorp: {marks: misschien}",
        "2:17: shops.dorp.marks must be yes or no, not 'misschien'.",
    ),
    (
        "shops:\n  dorp: {paper: glossy}",
        "2:17: shops.dorp.paper must be 'coated' or 'uncoated', not 'glossy'.",
    ),
    (
        "shops:\n  dorp: {page_order: seperate}",
        "2:22: shops.dorp.page_order must be 'alternating' or 'separate', not 'seperate'. "
        "Hint: did you mean 'separate'?",
    ),
    (
        "shops:\n  dorp: {slug_mm: 7.9}",
        "2:19: shops.dorp: slug_mm is 7.9; marks need 8 mm, or say 'marks: no'.",
    ),
    ("shops: [dorp]", "1:8: shops must be keys with values, such as 'title: …', not a list."),
    ("shops:\n  dorp:", "2:8: shops.dorp is empty. Hint: fill it in."),
    (
        STOCK.format(card="85x55", columns=2, pitch=84),
        "2:10: stock.eigen: cards of 85 x 55 mm overlap at a pitch of 84 x 55 mm.",
    ),
    (
        STOCK.format(card="85x55", columns=3, pitch=95),
        "2:10: stock.eigen: 3 x 5 cards of 85 x 55 mm run off a sheet of 210 x 297 mm.",
    ),
    (
        STOCK.format(card="kaart", columns=2, pitch=95),
        "2:17: stock.eigen.card: 'kaart' is not a format; use a0 to a10, or width x height in mm "
        "(10 to 5000), such as 85x55.",
    ),
    (
        STOCK.format(card="85x55", columns=0, pitch=95),
        "2:33: stock.eigen.columns must be at least 1, not '0'.",
    ),
    (
        "printers:\n  zolder: {back_right_mm: 25}",
        "2:27: printers.zolder.back_right_mm must be at most 10, not '25'.",
    ),
]


@pytest.mark.parametrize(("content", "expected"), MISTAKES)
def test_one_mistake_is_one_problem_with_its_place_and_cure(
    content: str, expected: str, write: Write, told: Told
) -> None:
    write(FILE, content)
    assert told(load_print) == [f"{FILE}:{expected}"]


def test_a_card_stock_that_lacks_a_length_is_told_which(write: Write, told: Told) -> None:
    write(FILE, "stock:\n  eigen: {card: 85x55, columns: 2, rows: 5, left_mm: 15, top_mm: 10}\n")
    assert [problem.partition(" Hint")[0] for problem in told(load_print)] == [
        f"{FILE}:2:10: missing key 'pitch_x_mm' in stock.eigen.",
        f"{FILE}:2:10: missing key 'pitch_y_mm' in stock.eigen.",
    ]


def test_a_default_shop_that_does_not_exist_is_told_with_the_nearest(
    write: Write, told: Told
) -> None:
    write(FILE, "shops:\n  dorp: {}\ndefault_shop: drop\n")
    assert told(load_print) == [
        f"{FILE}:3:15: there is no print shop 'drop'. Hint: did you mean 'dorp'?"
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "ISOcoatd_v2_300_bas.icc",
            "the profile 'ISOcoatd_v2_300_bas.icc' doesn't exist. "
            "Hint: did you mean 'ISOcoated_v2_300_bas.icc'?",
        ),
        ("persss.icc", "the profile 'persss.icc' doesn't exist. Hint: did you mean 'pers.icc'?"),
        ("editions", "the profile 'editions' is a folder. Hint: a file is needed here."),
        (".", "the profile '.' is a folder. Hint: a file is needed here."),
        (
            "../../etc/hostname",
            "the profile '../../etc/hostname' is outside content/. "
            "Hint: put it beside this file and write its name alone.",
        ),
        (
            "/etc/hostname",
            "the profile '/etc/hostname' is outside content/. "
            "Hint: put it beside this file and write its name alone.",
        ),
        ("nl.yaml", f"the profile 'nl.yaml' is not an ICC profile. {ASK}"),
    ],
)
def test_a_profile_that_cannot_be_had_is_told(
    name: str, expected: str, write: Write, told: Told
) -> None:
    write("content/pers.icc", screen_profile())
    write(FILE, f"shops:\n  dorp:\n    profile: {name}\n")
    assert told(load_print) == [f"{FILE}:3:14: {expected}"]


@pytest.mark.parametrize("name", ["a" * 300 + ".icc", '"a\\0b.icc"', "loop.icc", "gone.icc"])
def test_a_profile_with_an_odd_name_is_told_and_is_no_crash(
    name: str, project: Project, write: Write, told: Told
) -> None:
    (project.content_dir / "loop.icc").symlink_to("loop.icc")
    (project.content_dir / "gone.icc").symlink_to("nowhere")
    write(FILE, f"shops:\n  dorp:\n    profile: {name}\n")
    (problem,) = told(load_print)
    assert problem.startswith(f"{FILE}:3:")


def test_a_link_may_not_lead_out_of_content(project: Project, write: Write, told: Told) -> None:
    (project.content_dir / "pers.icc").symlink_to(COATED)
    write(FILE, "shops: {dorp: {profile: pers.icc}}\n")
    (problem,) = told(load_print)
    assert "the profile 'pers.icc' is outside content/." in problem


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        (b"", "is not an ICC profile"),
        (b"x" * 500, "is not an ICC profile"),
        (screen_profile(), "is for RGB and class 'mntr', not for a press"),
        (COATED.read_bytes()[:5000], "is damaged: its tables of colours can't be read"),
        (COATED.read_bytes()[:500_000], "is damaged: its tables of colours can't be read"),
        (COATED.read_bytes().replace(b"desc", b"csed"), None),
    ],
    ids=["empty", "text", "screen", "beginning", "half", "without a name"],
)
def test_a_profile_that_is_not_one_of_a_press_is_told(
    profile: bytes, expected: str | None, project: Project, write: Write, told: Told
) -> None:
    write("content/pers.icc", profile)
    write(FILE, "shops: {dorp: {profile: pers.icc}}\n")
    if expected is None:
        assert load_print(project).conditions["dorp"].info == ""
        return
    assert told(load_print) == [f"{FILE}:1:25: the profile 'pers.icc' {expected}. {ASK}"]


def test_a_profile_that_is_too_large_is_told(write: Write, told: Told) -> None:
    write("content/pers.icc", bytes(8_000_001))
    write(FILE, "shops: {dorp: {profile: pers.icc}}\n")
    assert told(load_print) == [f"{FILE}:1:25: the profile 'pers.icc' is larger than 8 MB."]


def test_every_shop_whose_profile_is_wrong_is_told_beside_other_mistakes(
    write: Write, edit: Edit, told: Told
) -> None:
    write(FILE, "shops:\n  dorp: {profile: a.icc}\n  stad: {profile: b.icc}\ndefault_shop: x\n")
    edit("content/campaign.yaml", "version: 1.10", "version:")
    assert [problem.partition(": ")[0] for problem in told(load_content)] == [
        "content/campaign.yaml:2:9",
        f"{FILE}:2:19",
        f"{FILE}:3:19",
        f"{FILE}:4:15",
    ]


def test_a_print_yaml_that_leads_nowhere_is_told(project: Project, told: Told) -> None:
    (project.root / FILE).symlink_to("nowhere.yaml")
    (problem,) = told(load_print)
    assert problem.startswith(f"{FILE}: the file leads to no file.")


def test_a_project_without_print_yaml_has_what_comes_with_the_software(project: Project) -> None:
    setup = load_print(project)
    assert setup.default_shop == "standard"
    assert {"standard", "x1a"} <= setup.shops.keys()
    assert setup.conditions.keys() == setup.shops.keys()
    assert len(setup.stock) == 6
    assert (setup.shops["standard"].pdfx, setup.shops["x1a"].pdfx) == (PdfX.X4, PdfX.X1A)
    condition = setup.conditions["standard"]
    assert (condition.identifier, condition.registered) == ("FOGRA39", True)
    assert condition.info == "ISO Coated v2 300% (basICColor)"
    assert condition.profile == COATED.read_bytes()


def test_the_standard_shop_says_what_a_shop_that_says_nothing_gets(project: Project) -> None:
    standard = load_print(project).shops["standard"]
    assert standard.model_copy(update={"condition": None}) == Shop()


STOCK_SHEETS = [
    ("avery-c32011", (85, 54), (2, 5), (15, 13.5), (95, 54)),
    ("avery-c32015", (85, 54), (2, 4), (17, 31.5), (91, 60)),
    ("sigel-lp795", (85, 55), (2, 5), (14, 10.5), (95, 55)),
    ("sigel-lp800", (85, 55), (2, 5), (15, 10), (95, 55)),
    ("sigel-dp830", (84.98, 55), (2, 5), (14.11, 10.94), (94.90, 55.03)),
    ("herma-5028", (83.8, 50.8), (2, 5), (18.6, 22), (89.2, 50.8)),
]


@pytest.mark.parametrize(("name", "card", "cells", "first", "pitch"), STOCK_SHEETS)
def test_a_card_lies_where_its_maker_perforates(
    name: str,
    card: tuple[float, float],
    cells: tuple[int, int],
    first: tuple[float, float],
    pitch: tuple[float, float],
    project: Project,
) -> None:
    grid = load_print(project).stock[name].grid()
    assert (grid.sheet.width_mm, grid.sheet.height_mm) == (210, 297)
    assert (grid.panel.width_mm, grid.panel.height_mm) == card
    assert (grid.columns, grid.rows) == cells
    assert grid.perforated
    for at, panel in enumerate(grid.panels):
        row, column = divmod(at, cells[0])
        assert panel.left == pytest.approx(first[0] + column * pitch[0])
        assert panel.top == pytest.approx(first[1] + row * pitch[1])


def test_stock_that_is_not_symmetric_has_another_margin_behind(project: Project) -> None:
    grid = load_print(project).stock["sigel-lp795"].grid()
    assert grid.turned_over(on_vertical_edge=True).margins.left == pytest.approx(16)
    assert grid.turned_over(on_vertical_edge=False).margins.left == pytest.approx(14)


def test_a_shop_of_ones_own_stands_beside_those_that_come_with_the_software(
    project: Project, write: Write
) -> None:
    write(FILE, "default_shop: dorp\nshops:\n  dorp: {page_order: separate, bleed_mm: 5}\n")
    setup = load_print(project)
    assert {"dorp", "standard", "x1a"} <= setup.shops.keys()
    assert setup.default_shop == "dorp"
    assert setup.shops["dorp"].page_order is PageOrder.SEPARATE
    assert len(setup.stock) == 6
    condition = setup.conditions["dorp"]
    # It has the coated profile, since it names none; that is FOGRA39's.
    assert (condition.identifier, condition.registered) == ("FOGRA39", True)
    assert setup.marks[("shops", "dorp")].file == FILE


def test_a_shop_with_the_name_of_one_that_comes_with_the_software_takes_its_place(
    project: Project, write: Write
) -> None:
    write(FILE, "shops:\n  standard: {bleed_mm: 5, slug_mm: 0, marks: no}\n")
    setup = load_print(project)
    assert (setup.shops["standard"].bleed_mm, setup.shops["standard"].marks) == (5, False)
    assert setup.conditions["standard"].identifier == "FOGRA39"
    assert setup.default_shop == "standard"


def test_stock_and_printers_of_ones_own_stand_beside_the_others(
    project: Project, write: Write
) -> None:
    printers = "printers:\n  zolder: {back_right_mm: -1.5}\n"
    write(FILE, STOCK.format(card="85x55", columns=2, pitch=95) + printers)
    setup = load_print(project)
    assert len(setup.stock) == 7
    assert setup.printers["zolder"].back_right_mm == -1.5
    assert setup.printers["zolder"].back_down_mm == 0


def test_a_profile_beside_print_yaml_goes_before_the_one_that_comes_with_the_software(
    project: Project, write: Write
) -> None:
    write(f"content/{COATED.name}", COATED.read_bytes() + b"\0")
    write(FILE, "shops: {dorp: {}}\n")
    setup = load_print(project)
    assert setup.conditions["dorp"].digest != setup.conditions["x1a"].digest


def test_the_campaign_that_comes_with_the_software_is_told_of_its_own_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(REPOSITORY / "content", tmp_path / "content")
    monkeypatch.setattr("generator.project._builtin_root", lambda: tmp_path)
    path = tmp_path / FILE
    path.write_text("shops:\n  dorp: {profile: pers.icc}\n", encoding="utf-8")
    project = Project(tmp_path, builtin=True)
    with pytest.raises(ContentError) as caught:
        load_print(project)
    (problem,) = caught.value.problems
    assert str(problem).startswith(f"{FILE}:2:19: the profile 'pers.icc' doesn't exist.")
    shutil.copyfile(COATED, tmp_path / "content" / "pers.icc")
    assert load_print(project).default_shop == "dorp"
    # Its shops are there for other projects, too, with its profiles.
    assert load_print(Project(tmp_path / "elsewhere")).shops.keys() == {"dorp"}


def test_without_any_print_yaml_there_is_still_a_shop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.project._builtin_root", lambda: tmp_path)
    setup = load_print(Project(tmp_path))
    assert (setup.default_shop, list(setup.shops)) == ("standard", ["standard"])
    assert setup.shops["standard"] == Shop()


def test_a_profile_of_ones_own_is_a_custom_condition_unless_it_is_named(
    project: Project, write: Write
) -> None:
    shipped = Path(__file__).parents[2] / "generator" / "profiles" / "uncoated_FOGRA29.icc"
    write("content/pers.icc", shipped.read_bytes())
    write(FILE, "shops:\n  a: {profile: pers.icc}\n  b: {profile: pers.icc, condition: FOGRA47}\n")
    conditions = load_print(project).conditions
    assert (conditions["a"].identifier, conditions["a"].registered) == ("Custom", False)
    assert (conditions["b"].identifier, conditions["b"].registered) == ("FOGRA47", True)


def test_a_condition_that_the_profile_does_not_describe_is_told(
    project: Project, write: Write
) -> None:
    write(FILE, "shops:\n  dorp: {condition: FOGRA51}\n")
    with pytest.raises(ContentError, match="describes FOGRA39, not 'FOGRA51'") as caught:
        load_print(project)
    assert caught.value.problems[0].mark == Mark(FILE, 2, 9)


def test_only_names_in_the_registry_are_called_registered(project: Project, write: Write) -> None:
    shipped = Path(__file__).parents[2] / "generator" / "profiles" / "uncoated_FOGRA29.icc"
    write("content/pers.icc", shipped.read_bytes())
    write(FILE, "shops:\n  dorp: {profile: pers.icc, condition: PSO Coated Fictional v9}\n")
    assert not load_print(project).conditions["dorp"].registered


def test_a_profile_of_version_4_is_refused_for_pdf_x_1a_alone(
    project: Project, write: Write
) -> None:
    shipped = Path(__file__).parents[2] / "generator" / "profiles" / "uncoated_FOGRA29.icc"
    profile = bytearray(shipped.read_bytes())
    profile[8] = 4
    write("content/pers.icc", bytes(profile))
    write(FILE, "shops:\n  dorp: {profile: pers.icc}\n")
    assert load_print(project).conditions["dorp"].identifier == "Custom"
    write(FILE, "shops:\n  dorp: {profile: pers.icc, pdfx: x-1a}\n")
    with pytest.raises(ContentError, match="version 4, which PDF/X-1a doesn't know"):
        load_print(project)
