"""Help, lists, schemas and what can be selected."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import get_args

import click
import pytest
from click.testing import CliRunner, Result

from generator import __version__
from generator.cli import main
from generator.load.schema import Kind
from generator.model.layout import FlipEdge
from generator.model.target import Target
from generator.reports import ReportKind
from tests.campaign import ALL_PRINTED, BARRIERS
from tests.projects import Copy

Drempels = Callable[..., Result]
COMMANDS = sorted(main.commands)
ANSI = re.compile(r"\x1b\[")


def test_the_command_tells_what_it_is_for_and_lists_its_commands() -> None:
    ran = CliRunner().invoke(main, ["--help"])
    assert ran.exit_code == 0
    assert "PDF" in ran.stdout
    for name in COMMANDS:
        assert re.search(rf"^  {name} +\S", ran.stdout, re.MULTILINE), name


@pytest.mark.parametrize(
    ("command", "option", "known"),
    [
        ("schema", "kind", get_args(Kind)),
        ("check", "kind", get_args(ReportKind)),
        ("check", "target", Target),
        ("build", "targets", Target),
        ("list", "targets", Target),
        ("build", "flip_edge", FlipEdge),
        ("calibrate", "flip_edge", FlipEdge),
    ],
)
def test_an_option_offers_all_that_there_is(
    command: str, option: str, known: Iterable[str]
) -> None:
    (choice,) = (one.type for one in main.commands[command].params if one.name == option)
    assert isinstance(choice, click.Choice)
    assert [*choice.choices] == [*known]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_each_of_its_options_has_help(name: str) -> None:
    ran = CliRunner().invoke(main, [name, "--help"])
    assert ran.exit_code == 0
    command = main.commands[name]
    assert command.help
    for option in command.params:
        if option.param_type_name == "option":
            assert getattr(option, "help", None), option.name


def test_every_global_option_has_help() -> None:
    for option in main.params:
        assert getattr(option, "help", None), option.name


def test_version_names_the_program_and_its_version() -> None:
    assert CliRunner().invoke(main, ["--version"]).stdout == f"drempels, version {__version__}\n"


def test_an_unknown_command_is_a_usage_error() -> None:
    assert CliRunner().invoke(main, ["biuld"]).exit_code == 2


@pytest.mark.parametrize("kind", ["campaign", "language", "edition", "product", "print"])
def test_schema_prints_a_json_schema(kind: str) -> None:
    ran = CliRunner().invoke(main, ["schema", kind])
    assert ran.exit_code == 0
    schema = json.loads(ran.stdout)
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert schema["type"] == "object"
    assert schema["properties"]
    assert schema["additionalProperties"] is False


def test_an_unknown_kind_of_schema_is_a_usage_error() -> None:
    assert CliRunner().invoke(main, ["schema", "poster"]).exit_code == 2


def test_list_prints_a_path_a_line_where_there_is_no_terminal(campaign: Copy) -> None:
    ran = listed(campaign, "--format", "all", "--target", "screen", "--target", "office")
    assert set(ran.stdout.split()) == {f"landelijk/nl/{one.name}.pdf" for one in ALL_PRINTED}
    assert not ANSI.search(ran.stdout)


def test_list_prints_json_with_all_that_a_job_is(campaign: Copy) -> None:
    rows = json.loads(listed(campaign, "poster", "--target", "screen", "--json").stdout)
    assert rows[2] == {
        "edition": "landelijk",
        "language": "nl",
        "target": "screen",
        "product": "poster",
        "format": "a3",
        "barrier": 3,
        "shop": None,
        "sheet": None,
        "tile": None,
        "side": None,
        "ticket": False,
        "path": "landelijk/nl/screen/poster-03-a3.pdf",
    }
    assert [row["barrier"] for row in rows] == list(BARRIERS)


@pytest.mark.parametrize(
    ("selectors", "expected"),
    [
        (["card", "--target", "office"], ["landelijk/nl/office/card-85x55.pdf"]),
        (
            ["poster", "--barrier", "2", "--barrier", "10", "--target", "screen", "--format", "a0"],
            ["landelijk/nl/screen/poster-02-a0.pdf", "landelijk/nl/screen/poster-10-a0.pdf"],
        ),
        (
            ["overview", "handout", "--target", "screen", "--edition", "all"],
            [
                "landelijk/nl/screen/handout-a4.pdf",
                "landelijk/nl/screen/overview-a3.pdf",
                "voorbeeldregio/nl/screen/handout-a4.pdf",
                "voorbeeldregio/nl/screen/overview-a3.pdf",
            ],
        ),
        (
            ["card", "--format", "a7", "--language", "nl"],
            [
                "landelijk/nl/office/card-a7.pdf",
                "landelijk/nl/press/card-a7-ticket.pdf",
                "landelijk/nl/press/card-a7.pdf",
                "landelijk/nl/screen/card-a7.pdf",
            ],
        ),
        (["--sheet", "sigel-lp795"], ["landelijk/nl/office/card-85x55-sigel-lp795.pdf"]),
        (
            ["poster", "--barrier", "4", "--tile", "a4"],
            ["landelijk/nl/office/poster-04-a3-tiles-a4.pdf"],
        ),
        (
            ["poster", "--barrier", "4", "--target", "press", "--shop", "x1a"],
            [
                "landelijk/nl/press/poster-04-a3-ticket.pdf",
                "landelijk/nl/press/poster-04-a3.pdf",
            ],
        ),
    ],
)
def test_selectors_choose_what_is_made(
    campaign: Copy, selectors: list[str], expected: list[str]
) -> None:
    assert listed(campaign, *selectors).stdout.split() == expected


@pytest.mark.parametrize(
    ("selectors", "message"),
    [
        (["postr"], "there is no product 'postr'"),
        (["--edition", "landelik"], "there is no edition 'landelik'"),
        (["--language", "ln"], "there is no language 'ln'"),
        (["--format", "a33"], "there is no format 'a33'"),
        (["--barrier", "11"], "there is no barrier '11'"),
        (["--shop", "standrad"], "there is no print shop 'standrad'"),
        (["--sheet", "avery-32011"], "there is no card stock 'avery-32011'"),
        (["--printer", "zolder"], "there is no printer 'zolder'"),
    ],
)
@pytest.mark.parametrize("command", ["build", "list"])
def test_something_unknown_is_a_usage_error_that_suggests_what_was_meant(
    campaign: Copy, command: str, selectors: list[str], message: str
) -> None:
    ran = ran_on(campaign, command, *selectors)
    assert ran.exit_code == 2
    assert ran.stdout == ""
    assert message in ran.stderr
    meant = {
        "postr": "poster",
        "landelik": "landelijk",
        "ln": "nl",
        "a33": "a3",
        "11": "1",
        "standrad": "standard",
        "avery-32011": "avery-c32011",
        "zolder": "run `drempels calibrate",
    }
    assert re.search(rf"Hint: .*'?{meant[selectors[-1]]}\b", ran.stderr), ran.stderr
    assert not (campaign.root / "output").exists()


def test_an_unknown_target_is_a_usage_error_that_names_the_targets(campaign: Copy) -> None:
    ran = ran_on(campaign, "build", "--target", "printer")
    assert ran.exit_code == 2
    assert "screen" in ran.stderr and "office" in ran.stderr


@pytest.mark.parametrize("options", [["--jobs", "0"], ["--jobs", "two"], ["--barrier", "one"]])
def test_an_option_with_a_value_that_makes_no_sense_is_a_usage_error(
    campaign: Copy, options: list[str]
) -> None:
    ran = ran_on(campaign, "build", *options)
    assert ran.exit_code == 2
    assert options[0] in ran.stderr
    assert not (campaign.root / "output").exists()


@pytest.mark.parametrize(
    ("selectors", "message"),
    [
        (["--shop", "x1a", "--target", "office"], "--shop is for press files"),
        (["--sheet", "sigel-lp795", "--target", "press"], "--sheet is for office printers"),
        (["--sheet", "sigel-lp795", "--tile", "a4"], "--sheet and --tile don't go together"),
        (["poster", "--sheet", "sigel-lp795"], "'poster' isn't made for card stock"),
        (["handout", "--tile", "a4"], "'handout' isn't cut into tiles of a4"),
    ],
)
def test_options_that_leave_nothing_of_one_another_are_a_usage_error(
    campaign: Copy, selectors: list[str], message: str
) -> None:
    ran = ran_on(campaign, "build", *selectors)
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert message in ran.stderr and "Hint:" in ran.stderr


def test_tiles_are_of_office_paper(campaign: Copy) -> None:
    ran = ran_on(campaign, "build", "--tile", "a5")
    assert ran.exit_code == 2
    assert "--tile" in ran.stderr


def test_all_that_is_unknown_is_told_at_once(campaign: Copy) -> None:
    ran = ran_on(campaign, "build", "postr", "--edition", "landelik", "--barrier", "99")
    assert ran.exit_code == 2
    for name in ("postr", "landelik", "99"):
        assert f"'{name}'" in ran.stderr


def test_one_barrier_of_a_product_for_all_barriers_is_a_usage_error(campaign: Copy) -> None:
    ran = ran_on(campaign, "build", "handout", "--barrier", "3")
    assert ran.exit_code == 2
    assert "--barrier" in ran.stderr


def test_a_folder_that_is_no_project_is_a_usage_error_that_says_what_it_lacks(
    campaign: Copy,
) -> None:
    ran = CliRunner().invoke(main, ["--project", str(campaign.root / "content"), "list"])
    assert ran.exit_code == 2
    assert "content/" in ran.stderr and "templates/" in ran.stderr


def test_a_dry_run_says_what_would_be_made_and_writes_nothing(
    project: Copy, drempels: Drempels
) -> None:
    ran = drempels("build", "--dry-run", "--barrier", "4", "--target", "office")
    assert ran.exit_code == 0
    assert ran.stdout == "landelijk/nl/office/slip-04-100x60.pdf\n"
    assert not (project.root / "output").exists()


def listed(campaign: Copy, *selectors: str) -> Result:
    ran = ran_on(campaign, "list", *selectors)
    assert ran.exit_code == 0, ran.stderr
    return ran


def ran_on(campaign: Copy, *arguments: str) -> Result:
    command = ["--project", str(campaign.root), *arguments]
    return CliRunner().invoke(main, command, catch_exceptions=False)
